"""What scoring gives back: per criterion, per group, per sheet, per cluster. Everything needed to defend a number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from thidua.engine.scoring.exact import ZERO
from thidua.engine.scoring.inputs import NotApplicable, Override
from thidua.engine.scoring.problems import InputProblem
from thidua.engine.scoring.trace import Trace

NOT_SCORED = "Chưa chấm"


class ResultState(StrEnum):
    """Where a criterion stands.

    `provisional`: computed, but it depends on units of the cluster whose inputs are not in yet.
    """

    SCORED = "scored"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"
    PROVISIONAL = "provisional"
    INVALID = "invalid"

    @property
    def label(self) -> str:
        """The state in Vietnamese."""
        return _STATES[self]


class SheetState(StrEnum):
    """Whether a sheet has no points yet, is still incomplete, or is complete."""

    NOT_SCORED = "not_scored"
    PROVISIONAL = "provisional"
    COMPLETE = "complete"

    @property
    def label(self) -> str:
        """The state in Vietnamese."""
        return _SHEET_STATES[self]


_STATES = {
    ResultState.SCORED: "đã tính",
    ResultState.PENDING: "chưa đủ số liệu",
    ResultState.NOT_APPLICABLE: "không áp dụng",
    ResultState.PROVISIONAL: "tạm tính",
    ResultState.INVALID: "số liệu sai",
}
_SHEET_STATES = {
    SheetState.NOT_SCORED: NOT_SCORED,
    SheetState.PROVISIONAL: "Tạm tính",
    SheetState.COMPLETE: "Đủ số liệu",
}


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion of one sheet.

    `points` is what counts (None while nothing is known); `computed` is what the formula gave, also beside an
    override. `maximum` is what counts in the denominator; `base`, `bonus` and `penalty` are the parts of the
    points between zero and it, above it, and below zero. `capped`: the ceiling was applied; `floored`: the floor.
    """

    code: str
    state: ResultState
    points: Decimal | None
    computed: Decimal | None
    maximum: Decimal
    trace: Trace
    capped: bool = False
    floored: bool = False
    missing: tuple[str, ...] = ()
    problems: tuple[InputProblem, ...] = ()
    not_applicable: NotApplicable | None = None
    override: Override | None = None
    base: Decimal = field(init=False, compare=False, repr=False)
    bonus: Decimal = field(init=False, compare=False, repr=False)
    penalty: Decimal = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        points, keep = self.points or ZERO, object.__setattr__
        keep(self, "base", min(max(points, ZERO), self.maximum))
        keep(self, "bonus", max(points - self.maximum, ZERO))
        keep(self, "penalty", min(points, ZERO))


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group of one sheet: points = base + bonus + penalty, each after the limits of the group."""

    code: str
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    maximum: Decimal
    scored: int
    pending: tuple[str, ...]
    trace: Trace

    @property
    def points(self) -> Decimal | None:
        """The points; None while nothing in the group is scored."""
        return self.base + self.bonus + self.penalty if self.scored else None


@dataclass(frozen=True, slots=True)
class SheetResult:
    """One unit's sheet.

    `total` is None while nothing is scored: not zero. `denominator` is the sum of maxima that apply to the unit.
    `pending` are codes of criteria without input, `invalid` those whose input cannot be scored, `waiting` those that
    wait for other units; `open_facts` are facts of the sheet that a gate or label needs and nobody has answered.
    """

    unit: str
    scheme: tuple[str, str]
    state: SheetState
    criteria: Mapping[str, CriterionResult]
    groups: Mapping[str, GroupResult]
    base: Decimal
    bonus: Decimal
    penalty: Decimal
    total: Decimal | None
    denominator: Decimal
    percent: Decimal | None
    label: str | None
    unranked: tuple[str, ...]
    pending: tuple[str, ...]
    invalid: tuple[str, ...]
    waiting: tuple[str, ...]
    open_facts: tuple[str, ...]
    problems: tuple[InputProblem, ...]
    trace: Trace

    @property
    def deducted(self) -> Decimal:
        """Points lost against the maxima of the criteria that are scored."""
        scored = (each for each in self.criteria.values() if each.points is not None)
        return sum((max(each.maximum - (each.points or ZERO), ZERO) for each in scored), ZERO)

    @property
    def is_provisional(self) -> bool:
        """Whether the total may still change without anybody changing an input."""
        return self.state is not SheetState.COMPLETE


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unit's place. `place` is None for a unit that is not ranked; `reason` says why."""

    unit: str
    place: int | None
    total: Decimal | None
    percent: Decimal | None
    label: str | None
    tied_with: tuple[str, ...] = ()
    provisional: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ClusterResult:
    """All sheets of a cluster under one scheme, by unit code in order of code, and the ranking."""

    sheets: Mapping[str, SheetResult]
    ranking: tuple[Ranked, ...]

    @property
    def provisional(self) -> tuple[str, ...]:
        """Units whose sheets are not complete: until they are, every place may still change."""
        return tuple(unit for unit, sheet in self.sheets.items() if sheet.is_provisional)
