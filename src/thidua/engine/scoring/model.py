"""A scoring scheme: a versioned tree of groups and criteria with maxima and formulas, and how sheets are totalled."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from thidua.engine.scoring.bands import Interval
from thidua.engine.scoring.enums import Combine, GateEffect, NaMode, RankBy, TotalMode
from thidua.engine.scoring.exact import ZERO, Rounding
from thidua.engine.scoring.formulas.base import Formula, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion.

    `maximum` counts in the denominator; `bonus_max` is what may be given above it (None: no limit); points below
    `floor` become the floor (None: no floor). `owner` is the code of the department that reviews it, `indicator` the
    code of the indicator that feeds it. `roles`: only sheets of these roles have this criterion (empty: all).
    """

    code: str
    label: str
    maximum: Decimal
    bonus_max: Decimal | None = ZERO
    floor: Decimal | None = ZERO
    owner: str = ""
    evidence: bool = False
    indicator: str = ""
    not_applicable: NaMode | None = None
    roles: tuple[str, ...] = ()
    note: str = ""
    formula: Formula

    @property
    def terms(self) -> Terms:
        """Maximum, bonus and floor together."""
        return Terms(self.maximum, self.bonus_max, self.floor)

    def problems(self) -> list[tuple[str, str]]:
        """Impossible numbers, as (field, sentence)."""
        found = [("code", "mã không được để trống")] if not self.code.strip() else []
        if self.maximum < 0:
            found.append(("maximum", "điểm tối đa không được âm"))
        if self.bonus_max is not None and self.bonus_max < 0:
            found.append(("bonus_max", "điểm thưởng tối đa không được âm"))
        if self.floor is not None and self.floor > self.maximum:
            found.append(("floor", "điểm thấp nhất không được lớn hơn điểm tối đa"))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of groups and criteria.

    `maximum` is what the paper states; it is checked against the sum. `bonus_max` and `penalty_max` limit what the
    group may gain above its maxima and lose below zero (None: no limit). `owner` holds for children without one.
    """

    code: str
    label: str
    maximum: Decimal | None = None
    bonus_max: Decimal | None = None
    penalty_max: Decimal | None = None
    combine: Combine = Combine.SUM
    owner: str = ""
    children: tuple["Group | Criterion", ...]

    def problems(self) -> list[tuple[str, str]]:
        """Impossible numbers, as (field, sentence)."""
        found = [("code", "mã không được để trống")] if not self.code.strip() else []
        for name in ("maximum", "bonus_max", "penalty_max"):
            value = getattr(self, name)
            if value is not None and value < 0:
                found.append((name, "không được âm"))
        return found

    def criteria(self) -> Iterator[Criterion]:
        """Its criteria, at every depth, in order."""
        for child in self.children:
            if isinstance(child, Group):
                yield from child.criteria()
            else:
                yield child

    def groups(self) -> Iterator["Group"]:
        """Itself and its groups, at every depth, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Group):
                yield from child.groups()


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How a sheet is totalled: the stated sum of maxima, whether the total may exceed it, bonus and penalty limits."""

    maximum: Decimal | None = None
    mode: TotalMode = TotalMode.OPEN
    bonus_max: Decimal | None = None
    penalty_max: Decimal | None = None

    def problems(self) -> list[tuple[str, str]]:
        """Impossible numbers, as (field, sentence)."""
        names = ("maximum", "bonus_max", "penalty_max")
        return [(name, "không được âm") for name in names if (getattr(self, name) or ZERO) < 0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What units are ranked by. Ties stay ties (1, 1, 3) unless `tie_breakers` name groups or criteria that decide."""

    by: RankBy = RankBy.POINTS
    tie_breakers: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LabelBand(Interval):
    """One label: the interval of the total, facts of the sheet that must hold, the share that each criterion needs.

    `each_at_least`: every criterion must reach that percent of its maximum. `roles`: only for sheets of these roles.
    """

    label: str
    requires: tuple[str, ...] = ()
    each_at_least: Decimal | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Label bands, best first; the first whose conditions all hold is given."""

    by: RankBy = RankBy.POINTS
    bands: tuple[LabelBand, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A yes/no fact about the whole sheet, that gates and labels refer to."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A condition on the whole sheet with an effect beyond points.

    It closes when the fact `when` holds, when the fact `unless` does not hold, or when a criterion (`criterion`; empty:
    any) stays below `below` percent of its maximum. Exactly one of the three is declared.
    """

    code: str
    label: str
    effect: GateEffect = GateEffect.UNRANKED
    steps: int = 1
    when: str = ""
    unless: str = ""
    below: Decimal | None = None
    criterion: str = ""

    def problems(self) -> list[tuple[str, str]]:
        """Not exactly one condition, as (field, sentence)."""
        if sum((bool(self.when), bool(self.unless), self.below is not None)) != 1:
            return [("", "phải khai đúng một trong ba: when (khi có), unless (khi không có), below (dưới bao nhiêu %)")]
        return [("steps", "số bậc hạ phải từ 1")] if self.steps < 1 else []


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A scoring scheme, one version. A sheet is bound to one version."""

    code: str
    version: str
    title: str
    rounding: Rounding = Rounding()
    total: Total = Total()
    not_applicable: NaMode = NaMode.DROP
    ranking: Ranking = Ranking()
    labels: Labels = Labels()
    facts: tuple[Fact, ...] = ()
    gates: tuple[Gate, ...] = ()
    roles: tuple[str, ...] = ()
    basis: str = ""
    groups: tuple[Group, ...]

    def criteria(self) -> Iterator[Criterion]:
        """All criteria in order."""
        for group in self.groups:
            yield from group.criteria()

    def criterion(self, code: str) -> Criterion:
        """The criterion of this code. Raises KeyError."""
        for each in self.criteria():
            if each.code == code:
                return each
        raise KeyError(code)

    def all_groups(self) -> Iterator[Group]:
        """All groups in order, outer before inner."""
        for group in self.groups:
            yield from group.groups()

    def nodes(self) -> Iterator[Group | Criterion]:
        """All groups, then all criteria."""
        yield from self.all_groups()
        yield from self.criteria()

    def owners(self) -> dict[str, str]:
        """The department that reviews each criterion, by code; taken from the nearest group when not its own."""
        found: dict[str, str] = {}

        def walk(group: Group, owner: str) -> None:
            for child in group.children:
                if isinstance(child, Group):
                    walk(child, child.owner or owner)
                else:
                    found[child.code] = child.owner or owner

        for group in self.groups:
            walk(group, group.owner)
        return found

    def na_mode(self, criterion: Criterion) -> NaMode:
        """What "not applicable" does for a criterion."""
        return criterion.not_applicable or self.not_applicable
