"""Forms of stage 4: opening a report, entering its figures, sending back."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from thidua.cycle.s4_report.enums import Approx, ValueState
from thidua.cycle.s4_report.figures import Entry
from thidua.cycle.s4_report.periods import periods_of
from thidua.cycle.s4_report.queries import Figure
from thidua.language.numbers import format_number
from thidua.ui.forms import Form, VietnameseDateField, VietnameseDecimalField


class OpenReportForm(Form):
    """Which period."""

    period = forms.ChoiceField(label="Kỳ báo cáo")

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [(p.code, f"Báo cáo {p.label}") for p in periods_of(year)]  # type: ignore[attr-defined]


class ReasonForm(Form):
    """A reason that the unit will read."""

    reason = forms.CharField(
        label="Lý do", widget=forms.Textarea(attrs={"rows": 3}), help_text="Đơn vị đọc nguyên văn lý do này."
    )


class FigureForm(Form):
    """One indicator. What was typed in any of its boxes is kept as a version."""

    state = forms.ChoiceField(label="Tình trạng", choices=ValueState.choices)
    value = VietnameseDecimalField(label="Kết quả", required=False, max_digits=15, decimal_places=4, help_text="")
    value_approx = forms.ChoiceField(label="Mức độ", choices=[(v, n or "đúng bằng") for v, n in Approx.choices])
    plan = VietnameseDecimalField(label="Kế hoạch", required=False, max_digits=15, decimal_places=4, help_text="")
    last = VietnameseDecimalField(label="Cùng kỳ", required=False, max_digits=15, decimal_places=4, help_text="")
    estimated = forms.BooleanField(label="Ước tính", required=False)
    as_of = VietnameseDateField(label="Tính đến ngày", required=False, help_text="")
    note = forms.CharField(label="Ghi chú", required=False, max_length=500)

    def __init__(self, *args: Any, figure: Figure, **kwargs: Any) -> None:
        self.figure = figure
        entry = figure.entry
        initial = {
            "state": entry.state,
            "value": entry.value,
            "value_approx": entry.value_approx,
            "plan": entry.plan,
            "last": entry.last,
            "estimated": entry.estimated,
            "as_of": entry.as_of,
            "note": entry.note,
        }
        super().__init__(*args, initial=initial, prefix=f"i{figure.indicator.id}", **kwargs)

    def clean(self) -> dict[str, Any]:
        """A typed value decides the state; not applicable needs its reason."""
        data = super().clean() or {}
        places = self.figure.indicator.places
        value: Decimal | None = data.get("value")
        if value is not None:
            data["state"] = ValueState.VALUE
            if value != value.quantize(Decimal(1).scaleb(-places)):
                limit = "số nguyên" if places == 0 else f"số có tối đa {places} chữ số lẻ"
                self.add_error("value", f"Chỉ tiêu này ghi bằng {limit}; hãy sửa {format_number(value)}.")
        elif data.get("state") == ValueState.VALUE and "value" not in self.errors:
            self.add_error("value", "Hãy nhập kết quả (0 cũng là số liệu), hoặc chọn «chưa nhập», «không áp dụng».")
        if data.get("state") == ValueState.NOT_APPLICABLE and not data.get("note", "").strip():
            self.add_error("note", "Hãy ghi lý do không áp dụng.")
        return data

    def entry(self) -> Entry:
        """What was typed, with the reported percentages that stood before (they are not typed here)."""
        data, before = self.cleaned_data, self.figure.entry
        return replace(
            before,
            state=data["state"],
            value=data["value"],
            value_approx=data["value_approx"],
            plan=data["plan"],
            last=data["last"],
            estimated=data["estimated"],
            as_of=data["as_of"],
            note=data["note"],
        )
