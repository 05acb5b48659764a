"""Cases about whole sheets: totals, limits, labels, gates, places."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.cases.criteria import answer
from thidua.engine.scoring.cases.form import Data, number
from thidua.engine.scoring.cases.kinds import Found, kind
from thidua.engine.scoring.cases.papers import paper
from thidua.engine.scoring.exact import ZERO
from thidua.engine.scoring.labels import UNRANKED
from thidua.engine.scoring.results import ClusterResult, SheetResult
from thidua.engine.scoring.schemedata import inputs_from_data, scheme_from_data
from thidua.engine.scoring.score import score_cluster

_TOTAL = {"code": "x", "label": "Tổng", "maximum": 100, "bonus_max": "unlimited", "formula": {"kind": "direct"}}
_NOT_ASSIGNED = {"not_applicable": {"approved_by": "cụm trưởng", "reason": "không được giao"}}


def scheme_data(criteria: Sequence[Mapping[str, Any]], group: Mapping[str, Any] | None = None, **more: Any) -> Any:
    """The data of a scheme with one group."""
    only = {"code": "nhom", "label": "Nhóm", **(group or {}), "children": list(criteria)}
    return {"code": "ca", "version": "1", "title": "Ca", "groups": [only], **more}


def sheets_of(data: Any, units: Mapping[str, Mapping[str, Any]]) -> ClusterResult:
    """Every unit's inputs scored under the scheme."""
    return score_cluster(scheme_from_data(data), {str(u): inputs_from_data(given) for u, given in units.items()})


def sheet_of(data: Any, criteria: Mapping[str, Any], **more: Any) -> SheetResult:
    """One sheet."""
    return sheets_of(data, {"u": {"criteria": criteria, **more}}).sheets["u"]


def label_of(sheet: SheetResult) -> Any:
    """The label, or the code of why there is none."""
    return sheet.label if sheet.label is not None else [problem.code for problem in sheet.problems]


def _gap(label: Any) -> Any:
    return "GAP" if label == ["label_gap"] else label


def _parts(values: Sequence[Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """One criterion for each part of a sum; a part below zero is a deduction."""
    criteria, given = [], {}
    for place, value in enumerate(map(number, values), 1):
        code, below = f"p{place}", value < 0
        formula = {"kind": "parts", "parts": [{"code": "p", "label": "Phần", "points": value}]}
        criteria.append({
            "code": code, "label": f"Phần {place}", "maximum": max(value, ZERO), "formula": formula,
            **({"floor": "unlimited"} if below else {}),
        })  # fmt: skip
        given[code] = {"p": True}
    return criteria, given


@kind("sum")
def added(data: Data) -> Iterator[Found]:
    """`parts` added without losing a digit."""
    criteria, given = _parts(data.need("parts"))
    yield "tổng", data.need("expect"), sheet_of(scheme_data(criteria), given).total


@kind("float_trap")
def digits(data: Data) -> Iterator[Found]:
    """The sum digit for digit, as text."""
    criteria, given = _parts(data.need("parts"))
    total = sheet_of(scheme_data(criteria), given).total
    yield "tổng, từng chữ số", [str(data.need("expect"))], ["chưa có" if total is None else f"{total.normalize():f}"]


@kind("weighted")
def weighted(data: Data) -> Iterator[Found]:
    """Marks from 0 to 10 (or `scale`), each with a weight in percent."""
    full = data.get("scale", 10)
    formula = {"kind": "linear", "full": full, "measure": {"minimum": 0, "maximum": full}}
    criteria = [{"code": c, "label": c, "maximum": w, "formula": formula} for c, w in data.need("weights").items()]
    yield "tổng", data.need("expect"), sheet_of(scheme_data(criteria), data.need("raw")).total


def _bonus(value: Any, limit: Any, base: Any = 0) -> Decimal | None:
    points = number(base)
    criteria = [
        {"code": "a", "label": "Điểm chuẩn", "maximum": points, "formula": {"kind": "direct"}},
        {"code": "b", "label": "Điểm thưởng", "maximum": 0, "bonus_max": "unlimited", "formula": {"kind": "direct"}},
    ]
    return sheet_of(scheme_data(criteria, {"bonus_max": limit}), {"a": points, "b": value}).total


@kind("cap")
def capped(data: Data) -> Iterator[Found]:
    """A bonus of `x` under a limit for all bonuses."""
    yield "điểm thưởng", data.need("expect"), _bonus(data.need("x"), data.need("cap"))


@kind("group_cap")
def group_capped(data: Data) -> Iterator[Found]:
    """`score` and a `bonus` of which the group allows `bonus_max`."""
    total = _bonus(data.need("bonus"), data.need("bonus_max"), data.need("score"))
    yield "điểm của nhóm", data.need("expect"), total


@kind("highest_only")
def highest(data: Data) -> Iterator[Found]:
    """The same result rewarded at several levels counts once, at the highest."""
    values = list(map(number, data.need("values")))
    titles = [{"code": f"t{place}", "label": f"Mức {place}", "points": value} for place, value in enumerate(values)]
    criterion = {**_TOTAL, "maximum": 0, "formula": {"kind": "titles", "titles": titles}}
    given = {"value": [title["code"] for title in titles]}
    yield "điểm", data.need("expect"), answer(sheet_of(scheme_data([criterion]), {"x": given}).criteria["x"])


@kind("exclusive")
def exclusive(data: Data) -> Iterator[Found]:
    """Of several criteria of one activity only the best counts."""
    criteria, given = _parts(data.need("values"))
    yield "điểm", data.need("expect"), sheet_of(scheme_data(criteria, {"combine": "highest"}), given).total


def _labelled(bands: Sequence[Mapping[str, Any]], x: Any, maximum: Any = 100) -> SheetResult:
    return sheet_of(scheme_data([{**_TOTAL, "maximum": maximum}], labels={"bands": list(bands)}), {"x": x})


@kind("label")
def labels(data: Data) -> Iterator[Found]:
    """`bands` as [from, label], best first."""
    bands = [{"gte": low, "label": label} for low, label in data.need("bands")]
    for case in data.rows("cases"):
        x, wanted = case.need("x"), case.need("e")
        yield f"x = {x}", wanted, label_of(_labelled(bands, x))


@kind("int_label")
def whole_labels(data: Data) -> Iterator[Found]:
    """`bands` as [from, to, label], both ends counted; a value between two of them is GAP."""
    bands = [{"gte": low, "lte": high, "label": label} for low, high, label in data.need("bands")]
    maximum = max(band["lte"] for band in bands)
    for case in data.rows("cases"):
        x, wanted = case.need("x"), case.need("e")
        yield f"x = {x}", wanted, _gap(label_of(_labelled(bands, x, maximum)))


@kind("null_total")
def nothing_scored(data: Data) -> Iterator[Found]:
    """A sheet without any figure is not scored yet: not zero, and no class."""
    sheet = _labelled([{"gte": 85, "label": "Tốt"}, {"lt": 85, "label": "Khá"}], data.get("input"))
    yield "tổng", None, sheet.total
    yield "xếp loại", data.need("expect"), sheet.label


@kind("gate")
def gate(data: Data) -> Iterator[Found]:
    """A sheet that was not sent has no place, whatever its total."""
    case = data.need("input")
    scheme = scheme_data(
        [_TOTAL],
        facts=[{"code": "sent", "label": "Đã gửi bảng tự chấm"}],
        gates=[{"code": "g", "label": "Không gửi bảng tự chấm", "unless": "sent"}],
    )
    given = {"criteria": {"x": case["total"]}, "facts": {"sent": case["sheet_sent"]}}
    (place,) = sheets_of(scheme, {"u": given}).ranking
    got = "unranked" if place.place is None and place.label == UNRANKED else place.total
    yield "xếp hạng", data.need("expect"), got


@kind("nghean")
def tiers(data: Data) -> Iterator[Found]:
    """A total and the lowest percent that any criterion has."""
    total, low = number(data.need("total")), number(data.need("min_pct"))
    direct = {"kind": "direct"}
    criteria = [
        {"code": "a", "label": "Mục thấp nhất", "maximum": 10, "formula": direct},
        {"code": "b", "label": "Các mục khác", "maximum": 90, "formula": direct},
    ]
    given = {"a": low / 10, "b": total - low / 10}
    yield "hạng", data.need("expect"), _gap(label_of(sheet_of(scheme_data(criteria, labels=paper("tiers")), given)))


@kind("school_grade")
def grades(data: Data) -> Iterator[Found]:
    """`x` points in a `role`, without fault (`clean`), with a criterion at zero (`zero_item`)."""
    facts = [{"code": "clean", "label": "Sạch lỗi"}, {"code": "no_zero_item", "label": "Không có mục 0 điểm"}]
    scheme = scheme_data([_TOTAL], roles=["homeroom", "non_homeroom", "staff"], facts=facts, labels=paper("grades"))
    for case in data.rows("cases"):
        x, role = case.need("x"), case.need("role")
        told = {"clean": case.need("clean"), "no_zero_item": not case.get("zero_item", False)}
        yield f"{role} {x}", case.need("e"), label_of(sheet_of(scheme, {"x": x}, role=role, facts=told))


def _places(found: ClusterResult, wanted: Mapping[str, Any]) -> Iterator[Found]:
    places = {row.unit: row.place for row in found.ranking}
    for unit, place in wanted.items():
        yield f"{unit}, hạng", place, places[str(unit)]


def _totals(data: Data, **more: Any) -> ClusterResult:
    units = {u: {"criteria": {"x": total}} for u, total in data.need("totals").items()}
    return sheets_of(scheme_data([_TOTAL], **more), units)


@kind("competition_rank")
def places(data: Data) -> Iterator[Found]:
    """Equal totals share a place and the next is skipped."""
    yield from _places(_totals(data), data.need("expect"))


@kind("order")
def order(data: Data) -> Iterator[Found]:
    """Totals above 100 look alike in the label and still rank by what they are."""
    found = _totals(data, total={"mode": "cap_for_label"}, labels={"bands": [{"gte": 95, "label": "Xuất sắc"}]})
    yield "thứ tự", data.need("expect"), [row.unit for row in found.ranking]


@kind("pct_rank")
def by_percent(data: Data) -> Iterator[Found]:
    """`rows`: [points, denominator]; what was not assigned left the denominator, and units rank by percent."""
    rows = {str(u): (number(points), number(below)) for u, (points, below) in data.need("rows").items()}
    steps = sorted({below for _, below in rows.values()})
    sizes = [high - low for low, high in zip([ZERO, *steps], steps, strict=False)]
    criteria = [{**_TOTAL, "code": f"c{i}", "bonus_max": 0, "maximum": size} for i, size in enumerate(sizes)]
    units = {u: {"criteria": _filled(points, below, sizes)} for u, (points, below) in rows.items()}
    found = sheets_of(scheme_data(criteria, ranking={"by": "percent"}), units)
    for unit, percent in data.get("expect_pct", {}).items():
        yield f"{unit}, phần trăm", percent, found.sheets[str(unit)].percent
    yield from _places(found, data.get("expect_rank", {}))
    yield from _places(sheets_of(scheme_data(criteria), units), data.get("expect_rank_raw", {}))


def _filled(points: Decimal, denominator: Decimal, sizes: Sequence[Decimal]) -> dict[str, Any]:
    """The points of a unit spread over the criteria that it was assigned; the rest does not apply to it."""
    given: dict[str, Any] = {}
    reached = ZERO
    for place, size in enumerate(sizes):
        reached += size
        part = min(points, size)
        given[f"c{place}"] = part if reached <= denominator else _NOT_ASSIGNED
        points -= part
    return given
