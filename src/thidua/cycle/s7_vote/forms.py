"""Forms of stage 7."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from thidua.base.people.models import Account
from thidua.cycle.s6_propose.queries import DossierInfo
from thidua.cycle.s7_vote.enums import Choice, Mode, Presence, SeatRole
from thidua.cycle.s7_vote.facts import Tally
from thidua.cycle.s7_vote.models import CountSheet, Item, Seat
from thidua.ui.forms import FilterSelect, Form, TypedWordField, VietnameseDateField


class CouncilForm(Form):
    """A council as its decision sets it up."""

    name = forms.CharField(label="Tên hội đồng", max_length=300)
    decision = forms.CharField(label="Quyết định thành lập", max_length=300, required=False)
    quorum = forms.CharField(
        label="Tỷ lệ dự họp tối thiểu theo quy chế của hội đồng",
        max_length=10,
        required=False,
        help_text="Ghi 2/3 hoặc 80%. Luật không nêu tỷ lệ chung nên để trống nếu quy chế không ghi.",
    )
    valid_from = VietnameseDateField(label="Từ ngày")
    valid_to = VietnameseDateField(label="Đến hết ngày", required=False)


class SeatForm(Form):
    """A member of the council."""

    full_name = forms.CharField(label="Họ và tên", max_length=200)
    office = forms.CharField(label="Chức vụ", max_length=300)
    role = forms.ChoiceField(label="Vai trò trong hội đồng", choices=SeatRole.choices, initial=SeatRole.MEMBER)
    account = forms.ModelChoiceField(
        label="Tài khoản để bỏ phiếu",
        queryset=Account.objects.none(),
        required=False,
        widget=FilterSelect("tài khoản"),
        empty_label="Không có tài khoản",
    )
    valid_from = VietnameseDateField(label="Tham gia từ ngày")
    valid_to = VietnameseDateField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, account_ids: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = Account.objects.filter(pk__in=list(account_ids))  # type: ignore[attr-defined]


class EndSeatForm(Form):
    """The last day of a member."""

    on = VietnameseDateField(label="Ngày cuối cùng tham gia hội đồng")


class PlanForm(Form):
    """A session: when, where, how, and who leads it."""

    held_on = VietnameseDateField(label="Ngày họp")
    place = forms.CharField(label="Địa điểm", max_length=300, required=False)
    mode = forms.ChoiceField(label="Cách bỏ phiếu", choices=Mode.choices, widget=forms.RadioSelect)
    chair = forms.ModelChoiceField(label="Chủ trì", queryset=Seat.objects.none(), empty_label="Chọn chủ trì")
    secretary = forms.ModelChoiceField(label="Thư ký", queryset=Seat.objects.none(), empty_label="Chọn thư ký")

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Seat.objects.filter(pk__in=[s.pk for s in seats]).order_by("order", "id")
        for name in ("chair", "secretary"):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class AgendaForm(Form):
    """Dossiers to put before the session."""

    dossiers = forms.TypedMultipleChoiceField(
        label="Hồ sơ đã trình hội đồng", coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: Iterable[DossierInfo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dossiers"].choices = [  # type: ignore[attr-defined]
            (str(d.id), f"{d.code}: {d.subject_name}, {d.award_name} ({d.proposing_unit_name})") for d in rows
        ]


class RollForm(Form):
    """The roll-call: one answer for each member."""

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for seat in seats:
            label = f"{seat.full_name}, {seat.office} ({seat.get_role_display()})"
            field = forms.ChoiceField(label=label, choices=Presence.choices, widget=forms.RadioSelect)
            field.error_messages["required"] = "Chưa điểm danh thành viên này."
            self.fields[f"s{seat.pk}"] = field

    def statuses(self) -> dict[int, str]:
        """Status by seat."""
        return {int(name[1:]): status for name, status in self.cleaned_data.items()}


class RecusalForm(Form):
    """Who stays out of which item, and why."""

    item = forms.TypedChoiceField(label="Mục biểu quyết", coerce=int, widget=FilterSelect("hồ sơ"))
    seat = forms.TypedChoiceField(label="Thành viên", coerce=int)
    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ghi quan hệ hoặc lợi ích liên quan; lý do được ghi vào biên bản.",
    )

    def __init__(self, *args: Any, items: list[tuple[str, str]], seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [("", "Chọn mục"), *items]  # type: ignore[attr-defined]
        self.fields["seat"].choices = [(str(s.pk), s.full_name) for s in seats]  # type: ignore[attr-defined]


class BallotForm(Form):
    """The ballot: every item, nothing chosen beforehand. Answers are in no cookie, session or log."""

    def __init__(self, *args: Any, items: Iterable[Item], dossiers: Mapping[int, DossierInfo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            dossier = dossiers[item.dossier_id]
            place, unit = dossier.position, dossier.proposing_unit_name
            place = place if unit in place else f"{place}, {unit}".strip(", ")
            field = forms.ChoiceField(
                label=f"{item.order}. {dossier.subject_name} – {dossier.award_name}",
                choices=Choice.choices,
                widget=forms.RadioSelect,
                help_text=f"{place}. Thẩm định: {dossier.verdict_label.lower()}.",
            )
            field.error_messages["required"] = "Chưa chọn. Nếu không có ý kiến, hãy chọn phiếu trắng."
            self.fields[f"i{item.pk}"] = field

    def choices(self) -> dict[int, str]:
        """Choice by item."""
        return {int(name[1:]): choice for name, choice in self.cleaned_data.items()}

    def answers(self) -> list[tuple[str, str]]:
        """What was chosen, to be read once more before it is cast."""
        return [(str(self.fields[n].label), Choice(c).label) for n, c in self.cleaned_data.items()]


_TALLY_LABELS = {
    "issued": "phát ra",
    "agree": "đồng ý",
    "disagree": "không đồng ý",
    "blank": "trắng, không hợp lệ",
    "written_agree": "văn bản đồng ý",
    "written_disagree": "văn bản không đồng ý",
}


# what nobody has counted yet is empty, so that no row is signed by oversight as nought for and nought against
_FIRST: Mapping[str, int | None] = {"issued": None, "agree": None}


class CountForm(Form):
    """The count of all items; in an electronic session only the letters of absent members."""

    def __init__(
        self, *args: Any, items: Iterable[Item], names: Mapping[int, str], paper: bool, last: CountSheet | None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        kept = {row.item_id: row for row in last.counts.all()} if last else {}
        self.columns = [name for name in _TALLY_LABELS if paper or name.startswith("written")]
        for item in items:
            for name in self.columns:
                label = f"Mục {item.order}, {names[item.dossier_id]}: {_TALLY_LABELS[name]}"
                first = getattr(kept[item.pk], name) if item.pk in kept else _FIRST.get(name, 0)
                widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short num", "aria-label": label})
                field = forms.IntegerField(label=label, min_value=0, max_value=999, initial=first, widget=widget)
                self.fields[f"i{item.pk}-{name}"] = field
        self._items, self._names = list(items), names

    @property
    def headings(self) -> list[str]:
        """Column heads."""
        return [_TALLY_LABELS[name].capitalize() for name in self.columns]

    def rows(self) -> list[tuple[str, list[tuple[str, forms.BoundField]]]]:
        """Each item with its fields under their heads."""
        return [
            (
                f"{item.order}. {self._names[item.dossier_id]}",
                [(_TALLY_LABELS[n].capitalize(), self[f"i{item.pk}-{n}"]) for n in self.columns],
            )
            for item in self._items
        ]

    def tallies(self) -> dict[int, Tally]:
        """The count by item."""
        data = self.cleaned_data
        return {i.pk: Tally(**{n: data[f"i{i.pk}-{n}"] for n in self.columns}) for i in self._items}


class MinutesForm(Form):
    """What the record does not know by itself."""

    opened = forms.CharField(label="Khai mạc lúc", max_length=100, required=False, help_text="Ví dụ: 08 giờ 00 phút")
    ended = forms.CharField(label="Kết thúc lúc", max_length=100, required=False)
    proceedings = forms.CharField(
        label="Diễn biến", required=False, widget=forms.Textarea(attrs={"rows": 8}), help_text="Mỗi dòng một đoạn."
    )
    conclusions = forms.CharField(label="Kết luận", required=False, widget=forms.Textarea(attrs={"rows": 4}))


class ReasonForm(Form):
    """A reason that somebody will read."""

    reason = forms.CharField(label="Lý do", widget=forms.Textarea(attrs={"rows": 3}))


class WordForm(Form):
    """A word typed on purpose before a final act; ``sha256`` is the text that was read."""

    sha256 = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"] = TypedWordField(word)
