"""Forms of the rounds: the plan, more time, assignments, replies and answers, signatures, decided ties."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from thidua.cycle.s5_score.enums import OPTIONAL, PHASES, Draw, Outcome, Phase
from thidua.cycle.s5_score.plans import Plan
from thidua.ui.forms import Form, TypedWordField, VietnameseDateField, to_choose


class PlanForm(Form):
    """First and last day of every phase; a phase without both days is left out."""

    minutes = forms.BooleanField(label="Điểm thống nhất phải có biên bản hai bên ký", required=False)
    reason = forms.CharField(
        label="Văn bản, lý do", max_length=300, help_text="Số, ngày, cơ quan; hoặc vì sao đổi lịch."
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days: dict[str, forms.Field] = {}
        for phase in PHASES:
            window = plan.windows.get(phase)
            can_skip = phase in OPTIONAL
            note = "Để trống cả hai ngày nếu cụm, khối không có vòng này." if can_skip else ""
            for end, words, start in (
                ("from", "từ ngày", window.opens if window else None),
                ("to", "đến hết ngày", window.closes if window else None),
            ):
                label, help_text = f"{phase.label}: {words}", note if end == "from" else ""
                days[f"{phase}_{end}"] = VietnameseDateField(
                    label=label, required=not can_skip, initial=start, help_text=help_text
                )
        self.fields = {**days, **self.fields}
        self.fields["minutes"].initial = plan.minutes

    def clean(self) -> dict[str, Any]:
        """Both days, or neither."""
        data = super().clean() or {}
        for phase in PHASES:
            first, last = (data.get(f"{phase}_{end}") for end in ("from", "to"))
            if (first is None) != (last is None) and not (self.errors.keys() & {f"{phase}_from", f"{phase}_to"}):
                self.add_error(f"{phase}_{'from' if first is None else 'to'}", "Hãy ghi cả hai ngày, hoặc bỏ cả hai.")
        return data

    def windows(self) -> Mapping[Phase, tuple[date, date]]:
        """What was typed."""
        data = self.cleaned_data
        return {p: (data[f"{p}_from"], data[f"{p}_to"]) for p in PHASES if data[f"{p}_from"] is not None}


class ExtendForm(Form):
    """More time for one phase, for one unit or for all."""

    phase = forms.TypedChoiceField(label="Vòng", coerce=Phase)
    sheet = forms.TypedChoiceField(label="Cho đơn vị", coerce=int, required=False, empty_value=None)
    until = VietnameseDateField(label="Gia hạn đến hết ngày")
    reason = forms.CharField(
        label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="Mọi thành viên đọc được."
    )

    def __init__(self, *args: Any, phases: Sequence[Phase], sheets: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = to_choose([(p.value, p.label) for p in phases])  # type: ignore[attr-defined]
        self.fields["sheet"].choices = [("", "cả cụm, khối"), *sheets]  # type: ignore[attr-defined]


class AssignForm(Form):
    """How it is settled who checks whom."""

    method = forms.TypedChoiceField(label="Cách phân công", coerce=Draw, choices=Draw.choices)
    seed = forms.CharField(
        label="Hạt giống bốc thăm", required=False, max_length=100,
        help_text="Chỉ khi bốc thăm: chuỗi công khai mà không ai chọn được, ví dụ giải đặc biệt một kỳ xổ số.",
    )  # fmt: skip
    each = forms.TypedChoiceField(
        label="Mỗi đơn vị kiểm tra", coerce=int, choices=[(n, f"{n} bảng chấm") for n in (1, 2, 3, 4, 5)]
    )


class ReplyForm(Form):
    """What the unit says to the review of a criterion."""

    text = forms.CharField(
        label="Giải trình", max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Nêu số liệu, văn bản làm căn cứ. Cơ quan thẩm định trả lời; cả hai được giữ và được công bố.",
    )  # fmt: skip
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AnswerForm(Form):
    """The answer that closes a reply."""

    outcome = forms.ChoiceField(label="Kết luận", choices=to_choose(Outcome.choices))
    text = forms.CharField(label="Căn cứ của kết luận", max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))


class SignForm(Form):
    """The signer's office, the hash of the minutes that were on the page, and the word."""

    office = forms.CharField(label="Chức vụ của người ký", max_length=200)
    text_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    word = TypedWordField("KÝ")


class DecideForm(Form):
    """The meeting in which the council looked at a sheet."""

    minutes = forms.CharField(label="Biên bản họp hội đồng", max_length=300, help_text="Số, ngày, tên biên bản.")


class TieForm(Form):
    """The place of each unit of a tied group, as the council decided."""

    reason = forms.CharField(label="Biên bản họp hội đồng", max_length=500, help_text="Số, ngày, tên biên bản.")

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(str(n), f"thứ {n} trong nhóm") for n in range(1, len(units) + 1)]
        chosen = {f"u{pk}": forms.ChoiceField(label=name, choices=to_choose(places)) for pk, name in units}
        self.fields = {**chosen, **self.fields}
        self.units = units

    def clean(self) -> dict[str, Any]:
        """Every place once."""
        data = super().clean() or {}
        given = [data[f"u{pk}"] for pk, _ in self.units if f"u{pk}" in data]
        if len(given) == len(self.units) and len(set(given)) != len(given):
            self.add_error(None, "Hai đơn vị đang ở cùng một thứ tự. Hãy chọn mỗi thứ tự một lần.")
        return data

    def order(self) -> list[int]:
        """The units, best first."""
        return sorted((pk for pk, _ in self.units), key=lambda pk: int(self.cleaned_data[f"u{pk}"]))
