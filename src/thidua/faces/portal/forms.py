"""What the public may ask a list: words with or without diacritics, kind, category, year, days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from thidua.cycle.s9_honour.enums import StoryKind
from thidua.ui.forms import Form, VietnameseDateField

FIRST_YEAR, LAST_YEAR = 1945, 2200
LEAST_LETTERS = 2

Choices = Iterable[tuple[object, str]]


@dataclass(frozen=True)
class Filter:
    """A form as the list's filter component reads it. ``wanted`` is empty when something was typed wrong."""

    form: forms.Form

    @property
    def is_bound(self) -> bool:
        """Whether anything was asked."""
        return any(self.form.data.get(name) for name in self.form.fields)

    @property
    def wanted(self) -> dict[str, Any]:
        """What was asked and could be read: only fields that were filled."""
        return {name: value for name, value in self.form.cleaned_data.items() if value} if self.ok else {}

    @property
    def ok(self) -> bool:
        """False when something was typed wrong: the list then shows nothing beside the sentence."""
        return self.form.is_valid()


def _words(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False)


def _year() -> forms.IntegerField:
    """A year that the calendar of the law can hold."""
    attrs = {"inputmode": "numeric", "maxlength": "4", "class": "short"}
    sentence = f"Hãy nhập năm từ {FIRST_YEAR} đến {LAST_YEAR}."
    return forms.IntegerField(
        label="Năm",
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs),
        error_messages={"min_value": sentence, "max_value": sentence, "invalid": sentence},
    )


def _choice(label: str, choices: Choices, everything: str = "Tất cả") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, required=False, choices=[("", everything), *choices], empty_value="")


class StoryFilter(Form):
    """News and exemplars."""

    q = _words("Nội dung")
    loai = _choice("Loại", StoryKind.choices)
    muc = _choice("Chuyên mục", ())
    tu = VietnameseDateField(label="Từ ngày (ngày/tháng/năm)", required=False, help_text="")
    den = VietnameseDateField(label="Đến ngày (ngày/tháng/năm)", required=False, help_text="")

    def __init__(self, data: dict[str, str], categories: Iterable[str]) -> None:
        super().__init__(data)
        self.fields["muc"].choices = [("", "Tất cả"), *((c, c) for c in categories)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The first day may not come after the last."""
        data = super().clean() or {}
        start, end = data.get("tu"), data.get("den")
        if isinstance(start, date) and isinstance(end, date) and start > end:
            self.add_error("den", "Ngày cuối đứng trước ngày đầu. Hãy đổi lại hai ngày.")
        return data


class MovementFilter(Form):
    """Movements."""

    q = _words("Tên phong trào, chủ đề, đơn vị")
    nam = _year()


class DecisionFilter(Form):
    """Decisions."""

    q = _words("Số, trích yếu")
    nam = _year()
    noi = _choice("Cơ quan ban hành", ())

    def __init__(self, data: dict[str, str], authorities: Choices) -> None:
        super().__init__(data)
        self.fields["noi"].choices = [("", "Tất cả"), *authorities]  # type: ignore[attr-defined]


class AwardFilter(Form):
    """Awards: a look-up, not a list. Without two letters or another condition nothing is shown."""

    q = _words("Tên cá nhân, tập thể, hộ gia đình")
    danh_hieu = _words("Danh hiệu, hình thức")
    nam = _year()
    noi = _choice("Cơ quan ban hành", ())

    def __init__(self, data: dict[str, str], authorities: Choices) -> None:
        super().__init__(data)
        self.fields["noi"].choices = [("", "Tất cả"), *authorities]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Each of the two texts has at least two letters, or is empty."""
        data = super().clean() or {}
        for name in ("q", "danh_hieu"):
            if data.get(name) and sum(c.isalnum() for c in data[name]) < LEAST_LETTERS:
                self.add_error(name, f"Hãy nhập ít nhất {LEAST_LETTERS} chữ.")
        return data
