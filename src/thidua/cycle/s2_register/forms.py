"""Forms and the list filter of stage 2."""

from datetime import date
from typing import Any, TypeVar

import django_filters
from django import forms
from django.db.models import QuerySet

from thidua.base.people.enums import PersonClass
from thidua.base.units.enums import UnitKind
from thidua.base.units.models import Unit
from thidua.base.units.queries import households_in, postings_at
from thidua.base.units.tree import unit_and_below
from thidua.cycle.s2_register.enums import AWARD_KINDS, STATE_LABELS, Comparator, SubjectKind
from thidua.cycle.s2_register.facts import AwardChoice, award_choices
from thidua.cycle.s2_register.models import Registration, RegistrationLine, RegistrationTarget
from thidua.language.text import fold
from thidua.ui.forms import FilterSelect, Form, VietnameseDecimalField, VietnameseIntegerField, speak_vietnamese

Row = TypeVar("Row", RegistrationLine, RegistrationTarget)
_NONE = ("", "(chọn)")


def _grouped(choices: list[AwardChoice]) -> list[Any]:
    """Titles and forms under their own heading: two kinds that are never mixed."""
    groups = [(label, [(c.code, c.name) for c in choices if c.kind == kind]) for kind, label in AWARD_KINDS.items()]
    return [("", "(chưa chọn, chỉ tham gia thi đua)"), *(group for group in groups if group[1])]


class _Onto(Form):
    def onto(self, row: Row) -> Row:
        """The row with what was typed."""
        for name, value in self.cleaned_data.items():
            setattr(row, name, value)
        return row


class LineForm(_Onto):
    """One line of the sheet; the subject's fields depend on its kind."""

    def __init__(self, *args: Any, line: RegistrationLine, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheet, kind = line.registration, SubjectKind(line.subject_kind)
        self.fields.update(_subject_fields(sheet, kind, today))
        self.fields["award_code"] = forms.ChoiceField(
            label="Danh hiệu, hình thức khen thưởng",
            choices=_grouped(award_choices(sheet.season, today, kind, sheet.unit.kind)),
            required=kind in (SubjectKind.COLLECTIVE, SubjectKind.HOUSEHOLD),
        )
        self.fields["note"] = forms.CharField(label="Ghi chú", max_length=500, required=False)
        for field in self.fields.values():
            speak_vietnamese(field)


def _subject_fields(sheet: Registration, kind: SubjectKind, today: date) -> dict[str, forms.Field]:
    inside = unit_and_below(sheet.unit_id, today)
    if kind == SubjectKind.COLLECTIVE:
        told = f"Để trống: chính {sheet.unit}. Ghi tên tổ, phòng, khoa khi đăng ký cho một tập thể bên trong."
        label = "Tập thể trong đơn vị"
        return {"team_name": forms.CharField(label=label, max_length=300, required=False, help_text=told)}
    if kind == SubjectKind.PERSON:
        people = [(p.person_id, f"{p.person}, {p.position or p.unit}") for p in postings_at(inside, today)]
        return {"person_id": _one_of("Cá nhân", people, "cá nhân")}
    if kind == SubjectKind.HOUSEHOLD:
        homes = [(h.pk, f"{h}, {h.unit}") for h in households_in(inside)]
        return {"household_id": _one_of("Hộ gia đình", homes, "hộ")}
    return {
        "group_class": forms.ChoiceField(label="Đối tượng", choices=[_NONE, *PersonClass.choices]),
        "group_count": VietnameseIntegerField(label="Số người", min_value=1, max_value=1_000_000),
    }


def _one_of(label: str, choices: list[tuple[int, str]], noun: str) -> forms.Field:
    return forms.TypedChoiceField(label=label, choices=[_NONE, *choices], coerce=int, widget=FilterSelect(noun))


class TargetForm(_Onto):
    """One target of the sheet."""

    text = forms.CharField(label="Chỉ tiêu", max_length=500, help_text="Ví dụ: Tỷ lệ hộ nghèo trong xã")
    comparator = forms.ChoiceField(label="Cách so", choices=Comparator.choices, initial=Comparator.NONE)
    value = VietnameseDecimalField(label="Mức phải đạt", max_digits=15, decimal_places=3, required=False)
    unit_of_measure = forms.CharField(
        label="Đơn vị tính", max_length=60, required=False, help_text="Ví dụ: %, triệu đồng"
    )


class HeadcountForm(Form):
    """How many people a unit has, class by class. Blank: nobody said, which is not zero."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in PersonClass.choices:
            field = VietnameseIntegerField(label=label, required=False, min_value=0, max_value=1_000_000)
            self.fields[code] = field
            speak_vietnamese(field)


class ReasonForm(Form):
    """Why a sheet goes back, or what the units that are behind will read."""

    text = forms.CharField(label="Nội dung", max_length=500, widget=forms.Textarea({"rows": "4"}))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class UnitFilter(django_filters.FilterSet):  # type: ignore[misc]
    """The filter of the list of units, kept in the address."""

    q = django_filters.CharFilter(label="Tìm đơn vị", method="by_name")
    loai = django_filters.ChoiceFilter(
        label="Loại đơn vị", field_name="kind", choices=UnitKind.choices, empty_label="Tất cả"
    )
    trang_thai = django_filters.ChoiceFilter(
        label="Trạng thái", field_name="sheet_state", choices=list(STATE_LABELS.items()), empty_label="Tất cả"
    )

    class Meta:
        form = Form

    def by_name(self, rows: QuerySet[Unit], name: str, value: str) -> QuerySet[Unit]:
        """With or without diacritics."""
        return rows.filter(name_fold__contains=fold(value))
