"""What would change places: a total that is a little off, a criterion less, what reviewers disagree on."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.engine.scoring.enums import RankBy
from thidua.engine.scoring.exact import exactly, fraction
from thidua.engine.scoring.inputs import SheetInputs
from thidua.engine.scoring.model import Scheme
from thidua.engine.scoring.ranking import rank
from thidua.engine.scoring.results import ClusterResult, Ranked, SheetResult
from thidua.engine.scoring.totals import total_sheet


@dataclass(frozen=True, slots=True)
class Swap:
    """Two ranked units that little separates: `ahead` stands before `behind` (or beside it), by `gap`."""

    ahead: str
    behind: str
    gap: Decimal


@dataclass(frozen=True, slots=True)
class Leverage:
    """What the ranking would be without one criterion: the units whose place changes, as (before, without)."""

    code: str
    moved: Mapping[str, tuple[int | None, int | None]]


def _keys(result: ClusterResult, scheme: Scheme) -> dict[str, Fraction]:
    """What each ranked unit is ranked by, exact: its total, or its percent of the denominator."""
    found = {}
    for row in result.ranking:
        sheet = result.sheets[row.unit]
        if row.place is None or sheet.total is None:
            continue
        if scheme.ranking.by is RankBy.POINTS:
            found[row.unit] = fraction(sheet.total)
        elif sheet.denominator:
            found[row.unit] = fraction(sheet.total) / fraction(sheet.denominator) * 100
    return found


def _ordered(result: ClusterResult, keys: Mapping[str, Fraction]) -> list[str]:
    return [row.unit for row in result.ranking if row.unit in keys]


def swaps(result: ClusterResult, scheme: Scheme, margin: Decimal) -> list[Swap]:
    """Pairs that change order, or stop being tied, when one of the two gains or loses `margin`.

    In the unit that the scheme ranks by: points, or percent of the denominator. Nearest first.
    """
    keys = _keys(result, scheme)
    order = _ordered(result, keys)
    pairs = [(a, b, keys[a] - keys[b]) for i, a in enumerate(order) for b in order[i + 1 :]]
    near = sorted(((gap, a, b) for a, b, gap in pairs if gap <= margin), key=lambda pair: pair[0])
    return [Swap(a, b, scheme.rounding.percent(gap)) for gap, a, b in near]


def firmness(result: ClusterResult, scheme: Scheme, margins: Mapping[str, tuple[Decimal, Decimal]]) -> dict[str, bool]:
    """Whether each ranked unit would keep its place anywhere inside its own margin, the others standing still.

    `margins`: by how much a unit's total could be lower and higher (both zero or positive), as the difference between
    reviewers says. A unit without a margin is taken as certain.
    """
    keys = _keys(result, scheme)
    found = {}
    for unit, key in keys.items():
        low, high = map(fraction, margins.get(unit, (Decimal(0), Decimal(0))))
        others = [other for name, other in keys.items() if name != unit]
        reached = any(other != key and key - low <= other <= key + high for other in others)
        left_behind = low > 0 and key in others  # tied: with a little less the other would stand before it
        found[unit] = not (reached or left_behind)
    return found


def leverage(scheme: Scheme, inputs: Mapping[str, SheetInputs], result: ClusterResult) -> list[Leverage]:
    """For every criterion: whose place would change without it. Criteria that change nothing are left out.

    Totals are made again from the points that stand, with all limits of groups and of the sheet; nothing is scored
    anew. `inputs` are those that gave `result`.
    """
    before = {row.unit: row.place for row in result.ranking}
    found = []
    for criterion in scheme.criteria():
        with exactly():
            rest = {
                unit: _without(scheme, inputs[unit], sheet, criterion.code) for unit, sheet in result.sheets.items()
            }
            ranked: list[Ranked] = rank(rest, scheme)
        after = {row.unit: row.place for row in ranked}
        moved = {unit: (place, after[unit]) for unit, place in before.items() if after[unit] != place}
        if moved:
            found.append(Leverage(criterion.code, moved))
    return found


def _without(scheme: Scheme, inputs: SheetInputs, sheet: SheetResult, code: str) -> SheetResult:
    kept = {each: result for each, result in sheet.criteria.items() if each != code}
    return total_sheet(scheme, sheet.unit, inputs, kept, ())
