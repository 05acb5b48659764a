"""Forms of stage 5: one cell of the grid; sheets, reasons, publication."""

from decimal import Decimal
from typing import Any

from django import forms

from thidua.base.access.actor import Problem
from thidua.cycle.s5_score.actions.cells import Conflict, Given
from thidua.cycle.s5_score.enums import FACT, Round, ValueState
from thidua.cycle.s5_score.facts import Standing
from thidua.cycle.s5_score.models import CellEntry
from thidua.engine.scoring import Field, FieldKind
from thidua.engine.scoring.inputs import Raw
from thidua.engine.scoring.kept import from_kept, to_kept
from thidua.ui.forms import Form, TypedWordField, VietnameseDateField, VietnameseDecimalField, speak_vietnamese

GRID = "luoi"  # id of the grid's form; every input names it, so that a cell can also be sent alone
_NONE = "-"
_YES, _NO = "co", "khong"


def control_of(field: Field) -> forms.Field:
    """The input for one figure."""
    label = f"{field.label} ({field.unit})" if field.unit else field.label
    common: dict[str, Any] = {"label": label, "required": False}
    if field.kind is FieldKind.FLAG:
        return forms.ChoiceField(choices=[("", "chưa trả lời"), (_YES, "Có"), (_NO, "Không")], **common)
    options = [(o.code, o.label) for o in field.options]
    if field.kind is FieldKind.CHOICE:
        return forms.ChoiceField(choices=[("", "chưa chọn"), *options], **common)
    if field.kind is FieldKind.CHOICES:
        many = [*options, (_NONE, "không có")]
        return forms.MultipleChoiceField(choices=many, widget=forms.CheckboxSelectMultiple, **common)
    if field.kind is FieldKind.DATE:
        return VietnameseDateField(help_text="", **common)
    return VietnameseDecimalField(help_text="", max_digits=20, **common)


def _shown(field: Field, stored: Any) -> Any:
    """A kept figure as the input shows it."""
    raw = from_kept(field, stored)
    if isinstance(raw, bool):
        return _YES if raw else _NO
    return (list(raw) or [_NONE]) if isinstance(raw, tuple) else raw


def read_figure(field: Field, typed: Any) -> Raw | None:
    """What the input says; None: nothing."""
    if typed in (None, "", []):
        return None
    if field.kind is FieldKind.FLAG:
        return bool(typed == _YES)
    return tuple(c for c in typed if c != _NONE) if field.kind is FieldKind.CHOICES else typed


class CellForm(Form):
    """One criterion in one round. What was typed stays in the inputs whatever becomes of it."""

    na = forms.BooleanField(label="Không áp dụng", required=False)
    override = VietnameseDecimalField(label="Điểm ghi tay", required=False, help_text="", max_digits=12)
    reason = forms.CharField(label="Lý do", required=False, max_length=1000)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, number: int, standing: Standing, code: str, round_: str) -> None:
        own, base, fed = standing.current(code, round_), standing.effective(code, round_), standing.fed.get(code)
        newest = standing.cells.get((code, round_))
        self.given_fields, self.entry = standing.fields(code), own or base
        self.fed = fed if fed is not None and round_ == Round.SELF else None
        self.conflict: Conflict | None = None
        self.saved = False
        initial = {"after": newest.pk if newest else 0} | self._typed_before(own)
        super().__init__(data, initial=initial, prefix=f"o{number}", auto_id="id_%s")
        self.fields = {**{f"f-{f.name}": control_of(f) for f in self.given_fields}, **self.fields}
        if round_ == Round.SELF or code.startswith(FACT):
            del self.fields["override"]
        if round_ == Round.SELF:
            self.fields["reason"].label = "Thuyết minh"
        if code.startswith(FACT):
            del self.fields["na"]
        for column, field in enumerate(self.fields.values()):
            speak_vietnamese(field)
            field.widget.attrs |= {"form": GRID, "data-column": str(column)}
            if isinstance(field.widget, forms.TextInput):
                field.widget.attrs["size"] = "9" if isinstance(field, VietnameseDecimalField) else "20"

    def _typed_before(self, own: CellEntry | None) -> dict[str, Any]:
        """What the inputs show: the value of the round, else that of the round below, else the figures of a report."""
        entry, fed = self.entry, self.fed.figures if self.fed else {}
        kept = {name: given["value"] for name, given in entry.inputs.items()} if entry else fed
        shown = {f"f-{f.name}": _shown(f, kept[f.name]) for f in self.given_fields if f.name in kept}
        na = entry is not None and entry.value_state == ValueState.NOT_APPLICABLE
        reason = entry.reason if entry is not None and (own is not None or na) else ""
        return shown | {"na": na, "override": entry.override if entry else None, "reason": reason}

    def was_changed(self) -> bool:
        """True when the cell was on the page that was sent and something else was typed in it."""
        return self.add_prefix("after") in self.data and bool(set(self.changed_data) - {"after"})

    @property
    def figures(self) -> list[forms.BoundField]:
        """The inputs of the formula, in order."""
        return [self[f"f-{f.name}"] for f in self.given_fields]

    def given(self) -> Given:
        """What was typed. An empty row is a value that is missing, not zero."""
        data = self.cleaned_data
        typed = {f.name: read_figure(f, data.get(f"f-{f.name}")) for f in self.given_fields}
        figures = {name: raw for name, raw in typed.items() if raw is not None}
        override: Decimal | None = data.get("override")
        state = ValueState.VALUE if figures or override is not None else ValueState.MISSING
        if data.get("na"):
            state, figures, override = ValueState.NOT_APPLICABLE, {}, None
        sources = {name: self._source(name, raw) for name, raw in figures.items()}
        return Given(state, figures, sources, override, data["reason"])

    def _source(self, name: str, raw: Raw) -> str:
        """Where a figure comes from, as long as it is the figure that came from there."""
        if self.fed is not None and self.fed.figures.get(name) == to_kept(raw):
            return self.fed.source
        kept = self.entry.inputs.get(name, {}) if self.entry else {}
        return str(kept.get("source", "")) if kept.get("value") == to_kept(raw) else ""

    def put(self, problem: Problem) -> None:
        """Show what an action said beside its input."""
        name = f"f-{problem.field}" if f"f-{problem.field}" in self.fields else problem.field
        self.add_error(name if name in self.fields else None, problem.sentence)


class DocumentForm(Form):
    """The document by which something is adopted."""

    document = forms.CharField(label="Văn bản ban hành", max_length=300, help_text="Số, ngày, cơ quan và tên văn bản.")


class ReasonForm(Form):
    """A reason that others will read."""

    reason = forms.CharField(
        label="Lý do", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000, help_text="Đơn vị đọc nguyên văn."
    )


class OpenForm(Form):
    """Which cluster is scored by which scheme."""

    cluster = forms.TypedChoiceField(label="Cụm, khối", coerce=int)
    scheme = forms.TypedChoiceField(label="Bảng tiêu chí", coerce=int)
    role = forms.ChoiceField(label="Đối tượng", required=False, help_text="Chỉ khi bảng tiêu chí chia theo đối tượng.")

    def __init__(self, *args: Any, clusters: Any, schemes: Any, roles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("cluster", clusters), ("scheme", schemes), ("role", [("", "chung"), *roles])):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class RemindForm(Form):
    """What the units behind read."""

    text = forms.CharField(label="Lời nhắc", max_length=500)


class PublishForm(Form):
    """The final act."""

    decision = forms.CharField(label="Văn bản công bố", max_length=300, help_text="Số, ngày, cơ quan và tên văn bản.")
    word = TypedWordField("CÔNG BỐ")
