"""Form fields that read and speak Vietnamese: dates, numbers, a typed word, a select that can be narrowed."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.functional import Promise

from thidua.language.dates import format_date, parse_date
from thidua.language.numbers import digits_only, format_number, parse_number
from thidua.language.text import tidy

# One sentence for each thing that Django's fields and validators may refuse; a field that states its own keeps it.
MESSAGES: Final[dict[str, str]] = {
    "required": "Chưa nhập mục này.",
    "invalid": "Giá trị này không đọc được.",
    "invalid_choice": "Lựa chọn này không có trong danh sách. Hãy chọn lại.",
    "invalid_list": "Hãy chọn từ danh sách.",
    "invalid_pk_value": "Lựa chọn này không có trong danh sách. Hãy chọn lại.",
    "list": "Hãy chọn từ danh sách.",
    "missing": "Chưa chọn tệp.",
    "empty": "Tệp vừa chọn không có nội dung. Hãy chọn tệp khác.",
    "invalid_image": "Tệp vừa chọn không phải là ảnh đọc được.",
    "contradiction": "Hãy chọn tệp mới hoặc đánh dấu xóa tệp cũ, không làm cả hai.",
    "invalid_extension": "Không nhận tệp đuôi .%(extension)s. Hãy chọn tệp: %(allowed_extensions)s.",
    "max_length": "Nội dung dài %(show_value)d ký tự, tối đa là %(limit_value)d. Hãy rút ngắn.",
    "min_length": "Nội dung mới có %(show_value)d ký tự, cần ít nhất %(limit_value)d.",
    "max_value": "Giá trị lớn nhất được nhập là %(limit_value)s.",
    "min_value": "Giá trị nhỏ nhất được nhập là %(limit_value)s.",
    "max_decimal_places": "Chỉ nhập tối đa %(max)s chữ số sau dấu phẩy.",
    "max_digits": "Chỉ nhập tối đa %(max)s chữ số.",
    "max_whole_digits": "Chỉ nhập tối đa %(max)s chữ số trước dấu phẩy.",
}
_INVALID: Final[tuple[tuple[type[forms.Field], str], ...]] = (
    (forms.FileField, "Không nhận được tệp. Hãy chọn tệp rồi gửi lại."),
    (forms.EmailField, "Địa chỉ thư điện tử chưa đúng, ví dụ: ten@tinh.gov.vn."),
    (forms.URLField, "Địa chỉ trang chưa đúng, ví dụ: https://tinh.gov.vn/tin."),
    (forms.FloatField, "Hãy nhập số, ví dụ: 12."),
    (forms.DecimalField, "Hãy nhập số, ví dụ: 12."),
    (forms.IntegerField, "Hãy nhập số nguyên, ví dụ: 12."),
)
_FILE: Final[dict[str, str]] = {
    "required": "Chưa chọn tệp.",
    "max_length": "Tên tệp dài %(length)d ký tự, tối đa là %(max)d. Hãy đặt tên ngắn hơn.",
}


class VietnameseMessages:
    """Mixin: replaces Django's standard messages of every field; messages given to a field stay."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak_vietnamese(field)


def to_choose(choices: Iterable[tuple[Any, str]], nothing: str = "Chọn trong danh sách") -> list[tuple[Any, str]]:
    """Choices under one that says in words that nothing is chosen yet: no value is taken by oversight."""
    return [("", nothing), *choices]


class Form(VietnameseMessages, forms.Form):
    """Base of the forms of the rooms."""


class ModelForm(VietnameseMessages, forms.ModelForm):  # type: ignore[type-arg]
    """Base of the model forms of the rooms."""


def speak_vietnamese(field: forms.Field) -> None:
    """Replace the messages of one field that are still Django's own (those are lazy translations, or not set at all).

    Django asks the field for the message of a validator's code, so that setting it here is enough; a validator that
    brings its own sentence keeps it.
    """
    if isinstance(field, forms.ModelChoiceField) and field.empty_label == BLANK_CHOICE_DASH[0][1]:
        field.empty_label = "Chọn trong danh sách" if field.required else "(không có)"
    invalid = next((sentence for kind, sentence in _INVALID if isinstance(field, kind)), None)
    sentences = {**MESSAGES, **(_FILE if isinstance(field, forms.FileField) else {})}
    if invalid:
        sentences["invalid"] = invalid
    told = {
        getattr(check, "code", "") for check in field.validators if isinstance(getattr(check, "message", None), str)
    }
    for code, sentence in sentences.items():
        current = field.error_messages.get(code)
        absent = current is None and code not in told and (code != "invalid" or invalid is not None)
        if absent or isinstance(current, Promise):
            field.error_messages[code] = sentence


class ManyChoiceField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows. A number that no database keeps is a choice that isn't in the list, as any other text."""

    def _check_values(self, value: Any) -> Any:
        for each in value:
            if digits_only(str(each)) is None:
                told = self.error_messages["invalid_pk_value"]
                raise ValidationError(told, code="invalid_pk_value", params={"pk": str(each)[:20]})
        return super()._check_values(value)  # type: ignore[misc]


class VietnameseDateField(forms.DateField):
    """A date typed as dd/mm/yyyy. Refuses what the calendar does not have, with a sentence."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Ngày/tháng/năm, ví dụ: 05/09/2023")
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Digits keyboard and the pattern that the browser checks before sending."""
        return {
            "inputmode": "numeric",
            "pattern": r"\d{1,2}[\/.\-]\d{1,2}[\/.\-]\d{4}",
            "title": "Ngày/tháng/năm, ví dụ: 05/09/2023",
            "maxlength": "10",
            "autocomplete": "off",
            "class": "short",
        }

    def to_python(self, value: Any) -> date | None:
        """The date, or None when nothing was typed. Raises ValidationError with a sentence for the user."""
        if isinstance(value, datetime):
            return value.date()
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return parse_date(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """A date is shown as it would be typed; typed text stays as it was typed."""
        return format_date(value) if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as dates, so that 5/9/2023 equals 05/09/2023."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class VietnameseDecimalField(forms.DecimalField):
    """An exact number typed as 1.627,5."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Dấu phẩy trước phần lẻ, ví dụ: 1.627,5")
        super().__init__(**kwargs)
        for code, words, limit in (("max_value", "lớn", self.max_value), ("min_value", "nhỏ", self.min_value)):
            if isinstance(limit, (int, Decimal)) and code not in (kwargs.get("error_messages") or {}):
                shown = format_number(limit)
                self.error_messages[code] = f"Giá trị {words} nhất được nhập là {shown}."

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Keyboard with digits and comma; right-aligned figures."""
        return {"inputmode": "decimal", "autocomplete": "off", "class": "short num"}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The number, or None when nothing was typed. Raises ValidationError with a sentence for the user."""
        if value in self.empty_values:
            return None
        if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
            return Decimal(value)
        try:
            return parse_number(str(value))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """A number is shown in the Vietnamese order; typed text stays as it was typed."""
        if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
            return format_number(value)
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compared as numbers, so that 5,0 equals 5."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class VietnameseIntegerField(VietnameseDecimalField):
    """A whole number typed as 1.627 or 1627; cleaned to int."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Số nguyên, ví dụ: 1.627")
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        """The number. Raises ValidationError for a number with a fraction."""
        number = super().clean(value)
        if number is None:
            return None
        if number != number.to_integral_value():
            raise ValidationError("Hãy nhập số nguyên, không có phần lẻ.", code="fraction")
        return int(number)


class TypedWordField(forms.CharField):
    """Asks to type a word before a final act («KÝ», «CÔNG BỐ»). Diacritics count, case does not."""

    def __init__(self, word: str, **kwargs: Any) -> None:
        self.word = word
        sentence = f"Hãy gõ đúng chữ {word} (đủ dấu) để xác nhận."
        kwargs.setdefault("label", f"Gõ chữ {word} để xác nhận")
        kwargs.setdefault("error_messages", {"required": sentence})
        super().__init__(**kwargs)
        self.sentence = sentence

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No help from the browser: the word is typed on purpose."""
        return {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "short"}

    def clean(self, value: Any) -> str:
        """The word. Raises ValidationError when another was typed."""
        typed = tidy(super().clean(value))
        if typed.upper() != self.word.upper():
            raise ValidationError(self.sentence, code="word")
        return self.word


class FilterSelect(forms.Select):
    """A native select; where JavaScript runs, a box above it narrows it with or without diacritics.

    `noun` completes the box's label: «Lọc danh sách: đơn vị».
    """

    def __init__(self, noun: str, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-filter": noun, **(attrs or {})}, choices)


class FilterSelectMultiple(forms.SelectMultiple):
    """The same for several choices."""

    def __init__(self, noun: str, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-filter": noun, "size": "8", **(attrs or {})}, choices)
