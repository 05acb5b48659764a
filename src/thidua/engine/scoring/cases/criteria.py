"""Cases about one criterion: its rule becomes a scheme of one criterion, its figures the inputs of a sheet."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.cases.form import CaseError, Data, number
from thidua.engine.scoring.cases.kinds import Found, kind
from thidua.engine.scoring.cases.papers import paper
from thidua.engine.scoring.check import check_scheme
from thidua.engine.scoring.model import Scheme
from thidua.engine.scoring.results import CriterionResult
from thidua.engine.scoring.schemedata import inputs_from_data, scheme_from_data
from thidua.engine.scoring.score import score_cluster, score_sheet

_ONE = "x"
_DAY = date(2026, 1, 1)  # a day to count from, where the case gives days late and no date
_ENDS = ("gt", "gte", "lt", "lte", "eq")


def scheme_of(**criterion: Any) -> Scheme:
    """A scheme of one criterion."""
    group = {"code": "nhom", "label": "Nhóm", "children": [{"code": _ONE, "label": "Tiêu chí", **criterion}]}
    return scheme_from_data({"code": "ca", "version": "1", "title": "Ca", "groups": [group]})


def scored(scheme: Scheme, given: Any) -> CriterionResult:
    """The one criterion scored alone."""
    return score_sheet(scheme, inputs_from_data({"criteria": {_ONE: given}})).criteria[_ONE]


def answer(result: CriterionResult) -> Any:
    """The points; without points the code of what is wrong with the figures, else where the criterion stands."""
    if result.points is not None:
        return result.points
    return result.problems[0].code if result.problems else str(result.state)


def across(scheme: Scheme, units: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[Found]:
    """The one criterion scored for every unit of a cluster."""
    sheets = {str(unit): inputs_from_data({"criteria": {_ONE: given}}) for unit, given in units.items()}
    found = score_cluster(scheme, sheets)
    for unit, points in wanted.items():
        yield str(unit), points, answer(found.sheets[str(unit)].criteria[_ONE])


@kind("dieu6")
def target_leader(data: Data) -> Iterator[Found]:
    """`units`: [target, result]; a target that is empty or 0 was not assigned."""
    units = {u: {"target": t or 0, "result": r} for u, (t, r) in data.need("units").items()}
    wanted = {u: "not_applicable" if p in ("NA", "N/A") else p for u, p in data.need("expect").items()}
    return across(scheme_of(maximum=data.need("max"), formula={"kind": "target_leader"}), units, wanted)


@kind("yesno")
def yes_no(data: Data) -> Iterator[Found]:
    """`achieved`: yes, no or not entered."""
    scheme = scheme_of(maximum=data.need("max"), formula={"kind": "yes_no"})
    yield "điểm", data.need("expect"), answer(scored(scheme, data.get("achieved")))


@kind("rank_points")
def rank_points(data: Data) -> Iterator[Found]:
    """`table` by place, `totals` of the units; `ties`: average or higher."""
    table = data.need("table")
    formula = {"kind": "rank_points", "table": table, "beyond": data.get("beyond", 0)}
    formula |= {"ties": data.get("ties")} if data.has("ties") else {}
    scheme = scheme_of(maximum=max(table), formula=formula)
    return across(scheme, data.need("totals"), data.need("expect"))


@kind("leaf")
def events(data: Data) -> Iterator[Found]:
    """Starts from `base` (else the maximum) and adds `pts` for each of `n` events of every item."""
    lines, given = [], {}
    for place, item in enumerate(data.rows("items"), 1):
        code, cap, waived = f"d{place}", item.get("cap"), item.get("waived")
        lines.append({
            "code": code, "label": f"Dòng {place}", "points": item.need("pts"),
            "needs_clean": bool(item.get("only_if_no_deduction", False)), "exclusive": str(item.get("exclusive", "")),
            **({} if cap is None else {"cap": abs(number(cap))}), **({} if waived is None else {"waive": "được miễn"}),
        })  # fmt: skip
        given[code] = item.need("n")
        if waived is not None:
            given[f"{code}.waived"] = item.need("n") if waived is True else waived
    caps = {name: abs(number(data.get(name))) for name in ("deduct_cap", "bonus_cap", "net_cap") if data.has(name)}
    start = {"start": data.get("base")} if data.has("base") else {}
    scheme = scheme_of(
        maximum=data.need("max"),
        bonus_max=0 if data.get("clamp_max", False) else "unlimited",
        floor=_floor(data),
        formula={"kind": "events", "lines": lines, **caps, **start},
    )
    yield "điểm", data.need("expect"), answer(scored(scheme, given))


def _floor(data: Data) -> Any:
    floor = data.get("floor", 0)
    return "unlimited" if floor in (None, "none", "unlimited") else floor


def _bands(data: Data, name: str = "bands") -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """The bands with their awards, and what a unit gets that has nothing to measure."""
    bands, none = [], None
    for band in data.rows(name):
        award = {to: band.get(key) for key, to in (("pts", "points"), ("delta", "delta")) if band.has(key)}
        if band.has("keep"):
            award["keep"] = number(band.get("keep")) * 100
        if band.get("none", False):
            none = award
        else:
            bands.append({end: band.get(end) for end in _ENDS if band.has(end)} | award)
    return bands, none


def _measured(data: Data, scheme: Scheme, key: str = "x") -> Iterator[Found]:
    """One value under `x`, or several under `cases`; an empty one says that there is nothing to measure."""
    for case in data.rows("cases") if data.has("cases") else [data]:
        value, wanted = case.need(key), case.need("e" if case is not data else "expect")
        given = {"none": True} if value is None else {"value": value}
        yield f"{key} = {value}", wanted, answer(scored(scheme, given))


@kind("ladder", "ladder_delta")
def ladder(data: Data) -> Iterator[Found]:
    """`bands` with open and closed ends; a value in none is GAP, in two OVERLAP."""
    bands, none = _bands(data)
    worths = [number(band["points"]) for band in bands if "points" in band]
    scheme = scheme_of(
        maximum=data.get("max", max(worths, default=Decimal(0))), bonus_max="unlimited", floor=_floor(data),
        formula={"kind": "ladder", "bands": bands, **({"none": none} if none else {})},
    )  # fmt: skip
    return _measured(data, scheme)


@kind("pct_of_max")
def kept(data: Data) -> Iterator[Found]:
    """Bands from the best down, each up to the one before it; `keep` is the part of the maximum that stays."""
    bands, _ = _bands(data)
    for better, band in zip(bands, bands[1:], strict=False):
        band.setdefault("lt", better["gte"])
    scheme = scheme_of(maximum=data.need("max"), formula={"kind": "ladder", "bands": bands})
    return _measured(data, scheme)


@kind("overlap")
def overlap(data: Data) -> Iterator[Found]:
    """`bands` as [from, to, change], both ends counted: the check of the design and the scoring must both tell."""
    case = data.need("input")
    bands = [{"gte": low, "lte": high, "delta": change} for low, high, change in case["bands"]]
    scheme = scheme_of(maximum=1, floor="unlimited", formula={"kind": "ladder", "bands": bands})
    codes = {finding.code for finding in check_scheme(scheme)}
    yield "phép kiểm tra bảng chấm", data.need("expect"), "OVERLAP" if "band_overlap" in codes else sorted(codes)
    yield f"x = {case['x']}", data.get("expect"), answer(scored(scheme, case["x"]))


@kind("step_bonus")
def step_bonus(data: Data) -> Iterator[Found]:
    """`first` above `start_gt` and `each` for every further step, at most `cap`."""
    formula = {"kind": "step_above", "start": data.need("start_gt"), "each": data.need("each")}
    formula |= {name: data.get(name) for name in ("first", "cap", "step") if data.has(name)}
    return _measured(data, scheme_of(maximum=data.need("base"), bonus_max="unlimited", formula=formula))


@kind("matrix")
def matrix(data: Data) -> Iterator[Found]:
    """The table of a real scheme: `n` chooses the row, `early` and `late` the columns."""
    given = {"row": data.need("n"), "som": data.need("early"), "tre": data.need("late")}
    scheme = scheme_of(maximum=data.need("base"), bonus_max="unlimited", formula=paper("matrix"))
    yield "điểm", data.need("expect"), answer(scored(scheme, given))


@kind("gate_deduct")
def gate_deduct(data: Data) -> Iterator[Found]:
    """Below `gate_lt` nothing; else `pts` for each event."""
    lines = [{"code": "lan", "label": "Lần", "points": data.need("pts")}]
    gate = {"label": "Tỷ lệ", "lt": data.need("gate_lt")}
    scheme = scheme_of(maximum=data.need("max"), formula={"kind": "events", "lines": lines, "gate": gate})
    for case in data.rows("cases"):
        given = {"gate": case.need("x"), "lan": case.need("n")}
        yield f"x = {given['gate']}, n = {given['lan']}", case.need("e"), answer(scored(scheme, given))


@kind("na_full")
def full_when_not_applicable(data: Data) -> Iterator[Found]:
    """Not assigned gives the full points and does not change the denominator."""
    scheme = scheme_of(maximum=data.need("max"), not_applicable="full", formula={"kind": "yes_no"})
    approved = {"not_applicable": {"approved_by": "cụm trưởng", "reason": "không được phân công"}}
    given = data.get("achieved") if data.need("assigned") else approved
    yield "điểm", data.need("expect"), answer(scored(scheme, given))


@kind("late_decay")
def late_decay(data: Data) -> Iterator[Found]:
    """`per_day` off for each day late, never below the floor."""
    formula = {"kind": "deadline", "due": _DAY, "late_per_day": data.need("per_day")}
    scheme = scheme_of(maximum=data.need("base"), floor=_floor(data), formula=formula)
    for case in data.rows("cases"):
        late = int(case.need("d"))
        yield f"trễ {late} ngày", case.need("e"), answer(scored(scheme, {"actual": _DAY + timedelta(late)}))


@kind("deadline")
def deadline(data: Data) -> Iterator[Found]:
    """`late` (negative) once when `actual` lies after `due`."""
    formula = {"kind": "deadline", "due": data.need("due"), "late_once": abs(number(data.need("late")))}
    scheme = scheme_of(maximum=data.need("max"), formula=formula)
    yield "điểm", data.need("expect"), answer(scored(scheme, {"actual": data.need("actual")}))


@kind("over_max", "reject")
def above_maximum(data: Data) -> Iterator[Found]:
    """Points entered above the maximum are told; nothing is kept of them."""
    case = data.need("input") if data.has("input") else {"max": data.need("max"), "self": data.need("self")}
    result = scored(scheme_of(maximum=case["max"], formula={"kind": "direct"}), case["self"])
    told = bool(result.problems) and result.points is None
    wanted = data.need("expect")
    yield f"{case['self']} trên {case['max']}", wanted, wanted if told else answer(result)


@kind("e29_month")
def month_class(data: Data) -> Iterator[Found]:
    """The class of a month from the classes of its periods, by the rule of a real unit."""
    scheme = scheme_of(maximum=4, formula=paper("month_class"))
    for case in data.rows("cases"):
        periods = [int(each) for each in case.need("p")]
        if not set(periods) <= {1, 2, 3, 4}:
            raise CaseError(f"loại của kỳ phải từ 1 đến 4 (đang là {periods}).")
        given = {f"L{each}": periods.count(each) for each in (1, 2, 3, 4)}
        yield f"các kỳ {periods}", case.need("e"), answer(scored(scheme, given))


@kind("ratio_total")
def ratio_of_sums(data: Data) -> Iterator[Found]:
    """The ratio of a whole is that of the sums, never the mean of the ratios."""
    over, under = data.need("n"), data.need("d")
    parts = [f"Phần {place}" for place, _ in enumerate(over, 1)]
    given = {f"numerator.{place}": value for place, value in enumerate(over, 1)}
    given |= {f"denominator.{place}": value for place, value in enumerate(under, 1)}
    measure = {"how": "ratio", "parts": parts}
    scheme = scheme_of(maximum=100, formula={"kind": "linear", "full": 100, "measure": measure})
    yield "tỷ lệ", data.need("expect"), answer(scored(scheme, given))
