"""Forms of the reporting calendar: a period with its units, its due day, units in and out, a later day for some."""

from collections.abc import Iterable
from typing import Any

from django import forms

from thidua.cycle.s4_report.periods import periods_of
from thidua.ui.forms import FilterSelectMultiple, Form, VietnameseDateField

Choices = Iterable[tuple[int, str]]
TARGETS, CHOSEN = "targets", "chosen"


class _Units(forms.TypedMultipleChoiceField):
    """Several units; cleaned to their ids."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, coerce=int, widget=FilterSelectMultiple("đơn vị"), **kwargs)


def _reason(help_text: str) -> forms.CharField:
    return forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea({"rows": 2}), help_text=help_text)


class PeriodForm(Form):
    """A period that the calendar doesn't have yet, its due day, and which units owe it."""

    period = forms.ChoiceField(label="Kỳ báo cáo")
    due_on = VietnameseDateField(label="Hạn gửi")
    who = forms.ChoiceField(
        label="Đơn vị phải báo cáo",
        widget=forms.RadioSelect,
        choices=[(TARGETS, "Mọi đơn vị được giao chỉ tiêu"), (CHOSEN, "Các đơn vị chọn dưới đây")],
        initial=TARGETS,
    )
    units = _Units("Đơn vị được chọn", required=False, help_text="Chỉ dùng khi chọn từng đơn vị.")

    def __init__(self, *args: Any, year: int, taken: Iterable[str], units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [p for p in periods_of(year) if p.code not in set(taken)]
        self.fields["period"].choices = [(p.code, f"Báo cáo {p.label}") for p in left]  # type: ignore[attr-defined]
        self.fields["units"].choices = list(units)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Chosen units need to be chosen; units chosen beside «all» would be lost without a word."""
        data = super().clean() or {}
        if data.get("who") == CHOSEN and not data.get("units") and "units" not in self.errors:
            self.add_error("units", "Hãy chọn ít nhất một đơn vị.")
        if data.get("who") == TARGETS and data.get("units"):
            self.add_error(
                "who", "Đã chọn từng đơn vị ở dưới: hãy chuyển sang «Các đơn vị chọn dưới đây» hoặc bỏ chọn."
            )
        return data

    def unit_ids(self) -> list[int] | None:
        """The units chosen, or None for all that have targets."""
        return list(self.cleaned_data["units"]) if self.cleaned_data["who"] == CHOSEN else None


class DueForm(Form):
    """Another due day for everybody."""

    due_on = VietnameseDateField(label="Hạn gửi mới")
    reason = _reason("Ghi vào nhật ký của kỳ.")


class AddUnitsForm(Form):
    """Units that owe the period too."""

    units = _Units("Đơn vị thêm vào")

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = list(units)  # type: ignore[attr-defined]


class ExtendForm(AddUnitsForm):
    """A later day for some units."""

    units = _Units("Đơn vị được gia hạn")
    due_on = VietnameseDateField(label="Gia hạn đến ngày")
    reason = _reason("Đơn vị đọc nguyên văn lý do này.")


class RemoveUnitsForm(AddUnitsForm):
    """Units that don't owe the period after all."""

    units = _Units("Đơn vị bỏ khỏi kỳ này")
    reason = _reason("Ghi vào nhật ký của kỳ.")
    though_sent = forms.BooleanField(
        label="Bỏ cả đơn vị đã gửi",
        required=False,
        help_text="Báo cáo đã gửi vẫn còn nguyên, nhưng không tính vào số phải báo cáo của kỳ.",
    )
