"""Forms and filters of the pages of units."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.units.enums import Level, LineageKind, LineageState, UnitKind
from thidua.base.units.models import Lineage, Unit
from thidua.base.units.queries import provinces_standing, within_province
from thidua.language.text import fold
from thidua.ui.forms import FilterSelect, Form, TypedWordField, VietnameseDateField, speak_vietnamese, to_choose

_LISTED = 400  # more units than this are not offered as a list


class UnitField(forms.CharField):
    """A unit named by its code or its name. What isn't clear is answered with the codes that could be meant."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Gõ mã đơn vị, hoặc tên đầy đủ (có dấu hay không dấu đều được).")
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A unit is shown by its code; typed text stays as it was typed."""
        return value.code if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Unit | None:
        """The unit, or None when nothing was typed. Raises ValidationError naming up to five candidates."""
        text = super().clean(value)
        if not text:
            return None
        found = list(Unit.objects.filter(Q(code=text) | Q(name_fold=fold(text)))[:6])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(f"Không có đơn vị nào mang mã hoặc tên «{text}». Hãy tra ở trang «Đơn vị».")
        codes = ", ".join(u.code for u in found[:5])
        raise ValidationError(f"Có nhiều đơn vị tên «{text}». Hãy ghi mã, ví dụ: {codes}.")


def unit_field(actor: Actor, label: str, **kwargs: Any) -> forms.Field:
    """Choosing a unit: from a list inside a small scope, else by code or name."""
    field: forms.Field
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR) or len(actor.covers) > _LISTED:
        field = UnitField(label=label, **kwargs)
    else:
        inside = Unit.objects.filter(pk__in=actor.covers)
        field = forms.ModelChoiceField(inside, label=label, widget=FilterSelect("đơn vị"), **kwargs)
    speak_vietnamese(field)
    return field


class TreeForm(Form):
    """Which day, and what to look for."""

    ngay = VietnameseDateField(label="Tại ngày", required=False, help_text="")
    q = forms.CharField(label="Tên đơn vị", required=False)
    goc = forms.IntegerField(required=False, widget=forms.HiddenInput)


class UnitForm(Form):
    """A new unit."""

    code = forms.CharField(label="Mã đơn vị", max_length=40, help_text="Ngắn, không đổi về sau. Ví dụ: BL-PNV.")
    name = forms.CharField(label="Tên đơn vị", max_length=300)
    kind = forms.ChoiceField(label="Loại", choices=to_choose(UnitKind.choices))
    level = forms.TypedChoiceField(label="Cấp", choices=to_choose(Level.choices), coerce=int)
    valid_from = VietnameseDateField(label="Hoạt động từ ngày")
    decision = forms.CharField(label="Căn cứ thành lập", max_length=300, required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = not actor.is_any(Role.SYSTEM_ADMINISTRATOR)
        self.fields["parent"] = unit_field(actor, "Trực thuộc", required=needed)
        self.order_fields(["parent"])


class ChangeForm(Form):
    """A rename, a move, or both, from a day on."""

    on = VietnameseDateField(label="Từ ngày")
    name = forms.CharField(label="Tên mới", max_length=300, required=False, help_text="Để trống nếu giữ tên cũ.")
    decision = forms.CharField(label="Căn cứ", max_length=300, help_text="Số, ngày của quyết định hoặc nghị quyết.")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"] = unit_field(actor, "Chuyển về trực thuộc", required=False)
        self.order_fields(["on", "name", "parent"])

    def clean(self) -> dict[str, Any]:
        """A change must change something."""
        data = super().clean() or {}
        if not self.errors and not (data.get("name") or data.get("parent")):
            raise ValidationError("Hãy ghi tên mới hoặc chọn đơn vị cấp trên mới.")
        return data


class CloseForm(Form):
    """The end of a unit."""

    on = VietnameseDateField(label="Kết thúc hoạt động từ ngày")
    decision = forms.CharField(label="Căn cứ", max_length=300, help_text="Số, ngày của quyết định hoặc nghị quyết.")
    word = TypedWordField("KẾT THÚC")


class JudgeForm(Form):
    """One candidate, judged with its decision at hand."""

    reason = forms.CharField(
        label="Ghi chú hoặc lý do",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi bác đề xuất. Khi xác nhận, nên ghi số nghị quyết đã đối chiếu.",
    )


class ConfirmAllForm(Form):
    """The word before many candidates are confirmed."""

    word = TypedWordField("XÁC NHẬN")


class LineageFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Candidates and confirmed arrows by province, state, kind and name."""

    tinh = django_filters.ModelChoiceFilter(
        label="Tỉnh, thành phố",
        queryset=lambda request: provinces_standing(),
        method="by_province",
        empty_label="Tất cả",
    )
    state = django_filters.ChoiceFilter(label="Trạng thái", choices=LineageState.choices, empty_label="Tất cả")
    kind = django_filters.ChoiceFilter(label="Cách thay đổi", choices=LineageKind.choices, empty_label="Tất cả")
    q = django_filters.CharFilter(label="Tên đơn vị cũ hoặc mới", method="by_name")

    class Meta:
        model = Lineage
        fields: list[str] = []

    def by_province(self, rows: QuerySet[Lineage], name: str, value: Unit) -> QuerySet[Lineage]:
        """Arrows into a province and its communes."""
        return within_province(rows, value.pk)

    def by_name(self, rows: QuerySet[Lineage], name: str, value: str) -> QuerySet[Lineage]:
        """With or without diacritics, either end."""
        return rows.filter(Q(old__name_fold__contains=fold(value)) | Q(new__name_fold__contains=fold(value)))

    def in_words(self) -> str:
        """The filter as the log tells it."""
        data = self.form.cleaned_data if self.is_bound and self.form.is_valid() else {}
        labels = {**{str(v): label for v, label in LineageState.choices}, **dict(LineageKind.choices)}
        return ", ".join(labels.get(str(value), str(value)) for value in data.values() if value) or "toàn bộ danh sách"
