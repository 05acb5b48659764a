"""Criteria that tell nobody apart, and how much units claim above what was agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua.engine.scoring.exact import ZERO
from thidua.engine.scoring.model import Scheme
from thidua.engine.scoring.results import ClusterResult


@dataclass(frozen=True, slots=True)
class Spread:
    """How units lie on one criterion: `units` that have points on it, `full` of them at the maximum."""

    code: str
    units: int
    full: int
    lowest: Decimal
    highest: Decimal

    @property
    def tells_nothing(self) -> bool:
        """Every unit has the same points: the criterion decides no place. One unit alone proves nothing."""
        return self.units > 1 and self.lowest == self.highest

    @property
    def all_full(self) -> bool:
        """Every unit has at least the maximum."""
        return self.units > 1 and self.full == self.units


def spreads(scheme: Scheme, result: ClusterResult) -> list[Spread]:
    """Every criterion of the scheme on which somebody has points, in the order of the scheme."""
    found = []
    for criterion in scheme.criteria():
        results = [sheet.criteria.get(criterion.code) for sheet in result.sheets.values()]
        points = [each.points for each in results if each is not None and each.points is not None]
        if points:
            full = sum(each >= criterion.maximum for each in points)
            found.append(Spread(criterion.code, len(points), full, min(points), max(points)))
    return found


@dataclass(frozen=True, slots=True)
class Inflation:
    """What a unit claimed and what was agreed, over the criteria that have both; `criteria` is how many."""

    unit: str
    claimed: Decimal
    agreed: Decimal
    criteria: int

    @property
    def above(self) -> Decimal:
        """Claimed above agreed; negative for a unit that was too modest."""
        return self.claimed - self.agreed


def inflation(claimed: ClusterResult, agreed: ClusterResult) -> list[Inflation]:
    """Each unit with points of its own beside agreed ones, the most inflated first. Open criteria count on no side."""
    found = []
    for unit, sheet in agreed.sheets.items():
        own = claimed.sheets[unit].criteria if unit in claimed.sheets else {}
        pairs = [
            (own[code].points or ZERO, result.points)
            for code, result in sheet.criteria.items()
            if result.points is not None and code in own and own[code].points is not None
        ]
        if pairs:
            sums: Mapping[int, Decimal] = {side: sum((pair[side] for pair in pairs), ZERO) for side in (0, 1)}
            found.append(Inflation(unit, sums[0], sums[1], len(pairs)))
    return sorted(found, key=lambda each: (-each.above, each.unit))
