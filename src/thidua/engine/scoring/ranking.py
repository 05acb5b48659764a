"""Competition ranking: equal units share a place and the next place is skipped (1, 1, 3)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from thidua.engine.scoring.enums import RankBy
from thidua.engine.scoring.exact import fraction
from thidua.engine.scoring.model import Scheme
from thidua.engine.scoring.results import NOT_SCORED, Ranked, SheetResult


def rank(results: Mapping[str, SheetResult], scheme: Scheme, decided: Sequence[Sequence[str]] = ()) -> list[Ranked]:
    """The ranking, best first; units without a place come last. Equal units are listed by code.

    By points or by exact percent of the denominator, as the scheme declares; percents are compared unrounded. Equal
    units stay equal unless a tie-breaker of the scheme is known for all of them and differs, or the council put exactly
    these units in order (``decided``, best first; of several orders for the same units the last counts).
    """
    orders = {frozenset(order): order for order in decided}
    ranked: list[Ranked] = []
    able = sorted(unit for unit, sheet in results.items() if _reason(sheet) == "")
    for equal in _ordered(able, results, scheme):
        order = orders.get(frozenset(equal))
        for tied in [[unit] for unit in order] if order else [equal]:
            place = len(ranked) + 1
            ranked += [_placed(results[unit], unit, place, tied) for unit in tied]
    unable = sorted(results.keys() - set(able))
    return ranked + [_placed(results[unit], unit, None, [unit]) for unit in unable]


def _reason(sheet: SheetResult) -> str:
    """Why a sheet has no place; empty when it has one."""
    if sheet.unranked:
        return "; ".join(sheet.unranked)
    return NOT_SCORED if sheet.total is None else ""


def _placed(sheet: SheetResult, unit: str, place: int | None, tied: Sequence[str]) -> Ranked:
    others = tuple(other for other in tied if other != unit)
    return Ranked(unit, place, sheet.total, sheet.percent, sheet.label, others, sheet.is_provisional, _reason(sheet))


def _key(sheet: SheetResult, by: RankBy) -> Fraction:
    total = fraction(sheet.total or Decimal(0))
    if by is RankBy.POINTS:
        return total
    return total / fraction(sheet.denominator) if sheet.denominator else Fraction(0)


def _ordered(units: Sequence[str], results: Mapping[str, SheetResult], scheme: Scheme) -> Iterable[list[str]]:
    """Groups of equal units, best first."""
    for tied in _split({unit: _key(results[unit], scheme.ranking.by) for unit in units}):
        yield from _broken(tied, results, scheme.ranking.tie_breakers)


def _split(keys: Mapping[str, Fraction]) -> list[list[str]]:
    return [[unit for unit, key in keys.items() if key == best] for best in sorted(set(keys.values()), reverse=True)]


def _broken(tied: list[str], results: Mapping[str, SheetResult], codes: Sequence[str]) -> Iterable[list[str]]:
    if len(tied) == 1 or not codes:
        return [tied]
    keys = {}
    for unit in tied:
        points = _points(results[unit], codes[0])
        if points is None:
            return [tied]  # an unknown figure decides nothing
        keys[unit] = fraction(points)
    return [part for group in _split(keys) for part in _broken(group, results, codes[1:])]


def _points(sheet: SheetResult, code: str) -> Decimal | None:
    found = sheet.groups.get(code) or sheet.criteria.get(code)
    return found.points if found else None
