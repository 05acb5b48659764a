"""Cases about places: competition ranking, order, rank by percent of a denominator."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.cases.building import NOT_ASSIGNED, rounding_of
from thidua.engine.scoring.cases.form import CaseError, Data, number
from thidua.engine.scoring.cases.kinds import Found, kind
from thidua.engine.scoring.cases.sheets import TOTAL, scheme_data, sheets_of
from thidua.engine.scoring.exact import ZERO
from thidua.engine.scoring.results import ClusterResult


def _places(found: ClusterResult, wanted: Mapping[str, Any]) -> Iterator[Found]:
    places = {row.unit: row.place for row in found.ranking}
    for unit, place in wanted.items():
        yield f"{unit}, hạng", place, places[_known(unit, found)]


def _known(unit: Any, found: ClusterResult) -> str:
    if str(unit) not in found.sheets:
        raise CaseError(f"kết quả nhắc đến «{unit}» nhưng ca không có số liệu của đơn vị này.")
    return str(unit)


def _totals(data: Data, **more: Any) -> ClusterResult:
    """Totals, and where the case has them figures that break a tie (`tie_break`)."""
    ties = data.get("tie_break", {})
    criteria = [{**TOTAL, "floor": "unlimited"}]
    units = {u: {"criteria": {"x": total}} for u, total in data.need("totals").items()}
    if ties:  # a criterion that ranks after the total and adds nothing to it: what it gives, another takes away
        criteria += [{**TOTAL, "code": code, "maximum": 0, "floor": "unlimited"} for code in ("phu", "bu")]
        more["ranking"] = {"tie_breakers": ["phu"]}
        for unit, given in units.items():
            value = number(ties[unit])
            given["criteria"] |= {"phu": value, "bu": -value}
    return sheets_of(scheme_data(criteria, **more, **rounding_of(data)), units)


@kind("competition_rank")
def places(data: Data) -> Iterator[Found]:
    """Equal totals share a place and the next is skipped; a total that is empty has no place."""
    return _places(_totals(data), data.need("expect"))


@kind("order")
def order(data: Data) -> Iterator[Found]:
    """Totals above 100 look alike in the label and still rank by what they are."""
    found = _totals(data, total={"mode": "cap_for_label"}, labels={"bands": [{"gte": 95, "label": "Xuất sắc"}]})
    yield "thứ tự", [str(unit) for unit in data.need("expect")], [row.unit for row in found.ranking]


@kind("pct_rank")
def by_percent(data: Data) -> Iterator[Found]:
    """`rows`: [points, denominator]; what was not assigned left the denominator, and units rank by percent."""
    rows = {str(unit): _row(row) for unit, row in data.need("rows").items()}
    steps = sorted({below for _, below in rows.values()})
    sizes = [high - low for low, high in zip([ZERO, *steps], steps, strict=False)]
    criteria = [{**TOTAL, "code": f"c{i}", "maximum": size} for i, size in enumerate(sizes)]
    units = {u: {"criteria": _filled(points, below, sizes)} for u, (points, below) in rows.items()}
    rounding = rounding_of(data, "percent_places")
    found = sheets_of(scheme_data(criteria, ranking={"by": "percent"}, **rounding), units)
    for unit, percent in data.get("expect_pct", {}).items():
        yield f"{unit}, phần trăm", percent, found.sheets[_known(unit, found)].percent
    yield from _places(found, data.get("expect_rank", {}))
    yield from _places(found, data.get("expect", {}))
    yield from _places(sheets_of(scheme_data(criteria), units), data.get("expect_rank_raw", {}))


def _row(row: Any) -> tuple[Decimal | None, Decimal]:
    if not isinstance(row, list) or len(row) != 2:
        raise CaseError("mỗi đơn vị của «rows» phải ghi [điểm, mẫu số].")
    points, below = row
    return None if points is None else number(points), number(below)


def _filled(points: Decimal | None, denominator: Decimal, sizes: Sequence[Decimal]) -> dict[str, Any]:
    """The points of a unit over the criteria that it was assigned, the last takes what is left; others don't apply."""
    given: dict[str, Any] = {}
    reached = ZERO
    for place, size in enumerate(sizes):
        reached += size
        if reached > denominator:
            given[f"c{place}"] = NOT_ASSIGNED
        elif points is not None:
            part = points if reached == denominator else min(points, size)
            given[f"c{place}"] = part
            points -= part
    return given
