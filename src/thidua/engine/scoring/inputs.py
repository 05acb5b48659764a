"""What is handed in for a sheet. Not entered, not applicable, zero and a value are four different states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Raw = Decimal | int | bool | str | date | tuple[str, ...]


class InputState(StrEnum):
    """The four states of an input."""

    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    ZERO = "zero"
    VALUE = "value"

    @property
    def label(self) -> str:
        """The state in Vietnamese."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    InputState.MISSING: "chưa nhập",
    InputState.NOT_APPLICABLE: "không áp dụng",
    InputState.ZERO: "bằng 0",
    InputState.VALUE: "có số liệu",
}


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Why something does not apply to the unit, and who approved that. Both are mandatory."""

    approved_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Input:
    """One figure: its value (None: not entered), where it comes from, or that it does not apply."""

    value: Raw | None = None
    source: str = ""
    not_applicable: NotApplicable | None = None

    @property
    def state(self) -> InputState:
        """Which of the four states this input is in."""
        if self.not_applicable is not None:
            return InputState.NOT_APPLICABLE
        if self.value is None:
            return InputState.MISSING
        is_zero = not isinstance(self.value, (bool, str, date, tuple)) and not self.value
        return InputState.ZERO if is_zero else InputState.VALUE


@dataclass(frozen=True, slots=True)
class Override:
    """A value set by hand. It never replaces the computed one: both stay in the result, with the reason."""

    points: Decimal
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class CriterionInput:
    """Everything handed in for one criterion: its figures by field name, or that it does not apply; an override."""

    fields: Mapping[str, Input] = field(default_factory=dict)
    not_applicable: NotApplicable | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class SheetInputs:
    """Everything handed in for one unit: by criterion code; facts of the whole sheet (for gates and labels); the role.

    A role selects among criteria and label bands that are meant for certain kinds of unit or person only.
    """

    criteria: Mapping[str, CriterionInput] = field(default_factory=dict)
    facts: Mapping[str, Input] = field(default_factory=dict)
    role: str = ""


def given(value: Raw | None, source: str = "") -> CriterionInput:
    """Input of a criterion that needs one figure only."""
    return CriterionInput({"value": Input(value, source)})


def given_fields(source: str = "", /, **values: Raw | None) -> CriterionInput:
    """Input of a criterion that needs several figures, all from one source."""
    return CriterionInput({name: Input(value, source) for name, value in values.items()})


def not_applicable(approved_by: str, reason: str) -> CriterionInput:
    """The criterion does not apply to the unit."""
    return CriterionInput(not_applicable=NotApplicable(approved_by, reason))
