"""Cases about one criterion: its rule becomes a scheme of one criterion, its figures the inputs of a sheet."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.cases.building import (
    ONE,
    across,
    answer,
    bonus_of,
    floor_of,
    judged,
    point,
    scheme_of,
    scored,
)
from thidua.engine.scoring.cases.form import CaseError, Data, number
from thidua.engine.scoring.cases.kinds import Found, kind
from thidua.engine.scoring.schemedata import inputs_from_data
from thidua.engine.scoring.score import score_cluster

_WIDE = 1_000_000  # a ratio above 100% stays what it is
_TIES = {
    "average": "average",
    "avg": "average",
    "mean": "average",
    "higher": "higher",
    "high": "higher",
    "best": "higher",
}


@kind("dieu6")
def target_leader(data: Data) -> Iterator[Found]:
    """`units`: [target, result]; a target that is empty or 0 was not assigned. `expect` empty: no points."""
    units = {str(unit): _target(figures) for unit, figures in data.need("units").items()}
    formula = {"kind": "target_leader"} | ({"share": number(data.get("half")) * 100} if data.has("half") else {})
    scheme = scheme_of(data, maximum=data.need("max"), formula=formula)
    for unit, wanted, got in across(scheme, units, data.need("expect")):
        yield unit, wanted, None if wanted is None and got == "not_applicable" else got


def _target(figures: Any) -> dict[str, Any]:
    if isinstance(figures, Mapping):
        part = Data(figures)
        target, result = part.need("target"), part.need("result")
        part.done("units: ")
    elif isinstance(figures, list) and len(figures) == 2:
        target, result = figures
    else:
        raise CaseError("mỗi đơn vị của «units» phải ghi [chỉ tiêu, kết quả].")
    return {"target": target or 0, "result": result}


@kind("rank_points")
def rank_points(data: Data) -> Iterator[Found]:
    """`table` by place, `totals` of the units (a list: several graders, their mean); `ties`: average or higher."""
    table, totals = data.need("table"), data.need("totals")
    graders = max((len(each) for each in totals.values() if isinstance(each, list)), default=0)
    formula: dict[str, Any] = {"kind": "rank_points", "table": table, "beyond": data.get("beyond", 0)}
    formula |= {"direction": data.get("direction")} if data.has("direction") else {}
    formula |= {"measure": {"how": "mean", "parts": [f"Người chấm {n + 1}" for n in range(graders)]}} if graders else {}
    units = {unit: _marks(marks) for unit, marks in totals.items()} if graders else totals
    ties = data.get("ties", data.get("tie", "average"))
    found = [(ties, "expect")] if data.has("expect") else []
    found += [
        (ties, name) for ties, name in (("average", "expect_average"), ("higher", "expect_higher")) if data.has(name)
    ]
    if not found:
        data.need("expect")
    for ties, name in found:
        if ties not in _TIES:
            raise CaseError(f"không biết cách chia điểm khi đồng hạng «{ties}»; các cách: average, higher.")
        scheme = scheme_of(data, maximum=max(map(number, table)), formula={**formula, "ties": _TIES[ties]})
        yield from across(scheme, units, data.need(name))


def _marks(marks: Any) -> dict[str, Any]:
    """One mark for each grader; a grader who did not mark the unit is left out of its mean."""
    left_out = {"not_applicable": {"approved_by": "quy tắc", "reason": "không chấm"}}
    return {f"value.{n}": left_out if mark is None else mark for n, mark in enumerate(marks, 1)}


@kind("yesno")
def yes_no(data: Data) -> Iterator[Found]:
    """`achieved`: yes, no or not entered; `otherwise`: what «no» is worth."""
    formula = {"kind": "yes_no"} | ({"otherwise": data.get("otherwise")} if data.has("otherwise") else {})
    scheme = scheme_of(data, maximum=data.need("max"), floor=floor_of(data), formula=formula)
    return point(data, scheme, data.get("achieved"))


@kind("all_conditions")
def all_conditions(data: Data) -> Iterator[Found]:
    """`conditions`: yes or no of each; all of them or nothing."""
    met = list(data.need("conditions"))
    rules = [{"code": f"k{n}", "label": f"Điều kiện {n}"} for n, _ in enumerate(met, 1)]
    scheme = scheme_of(data, maximum=data.need("max"), formula={"kind": "all_conditions", "conditions": rules})
    return point(data, scheme, {f"k{n}": each for n, each in enumerate(met, 1)})


@kind("parts")
def parts(data: Data) -> Iterator[Found]:
    """`parts`: [points, there or not] of each; what is there adds up."""
    rows = list(data.need("parts"))
    rules = [{"code": f"p{n}", "label": f"Phần {n}", "points": points} for n, (points, _) in enumerate(rows, 1)]
    scheme = scheme_of(data, maximum=data.need("max"), formula={"kind": "parts", "parts": rules})
    return point(data, scheme, {f"p{n}": there for n, (_, there) in enumerate(rows, 1)})


@kind("choice")
def choice(data: Data) -> Iterator[Found]:
    """`levels`: {name: points}, or with `by: delta` the change from the maximum; `chosen`: one of them."""
    award = {"points": "points", "delta": "delta"}[data.get("by", "points")]
    levels = [{"code": str(name), "label": str(name), award: worth} for name, worth in data.need("levels").items()]
    chosen = data.need("chosen")
    scheme = scheme_of(
        data, maximum=data.need("max"), floor=floor_of(data), formula={"kind": "choice", "levels": levels}
    )
    return point(data, scheme, None if chosen is None else str(chosen))


@kind("linear")
def linear(data: Data) -> Iterator[Found]:
    """From 0 at `start` to the maximum at `full`; `x`, or a list of periods whose mean counts (empty ones left out)."""
    formula: dict[str, Any] = {"kind": "linear", "full": data.need("full"), "start": data.get("start", 0)}
    x = data.need("x")
    if isinstance(x, list):
        formula["measure"] = {"how": "mean", "parts": [f"Kỳ {n}" for n, _ in enumerate(x, 1)]}
    scheme = scheme_of(data, maximum=data.need("max"), formula=formula)
    return point(data, scheme, _marks(x) if isinstance(x, list) else x)


@kind("percent_of_target")
def percent_of_target(data: Data) -> Iterator[Found]:
    """`plan` and `actual`; `loss` for each percent short, `gain` for each percent over up to `bonus_max`."""
    formula: dict[str, Any] = {"kind": "percent_of_target"}
    for name in ("loss", "gain", "step", "partial", "direction", "lower_by", "zero_below"):
        formula |= {name: data.get(name)} if data.has(name) else {}
    scheme = scheme_of(data, maximum=data.need("max"), bonus_max=bonus_of(data), floor=floor_of(data), formula=formula)
    return point(data, scheme, {"plan": data.need("plan"), "actual": data.need("actual")})


@kind("formula")
def by_condition(data: Data) -> Iterator[Found]:
    """`values`: named figures; `rules`: [condition, formula], the first that holds counts (empty condition: else)."""
    values = data.need("values")
    variables = [{"code": str(name), "label": str(name), "flag": isinstance(v, bool)} for name, v in values.items()]
    rules = [{"points": str(points), **({"when": str(when)} if when else {})} for when, points in data.need("rules")]
    formula = {"kind": "variables", "variables": variables, "cases": rules}
    scheme = scheme_of(data, maximum=data.need("max"), bonus_max=bonus_of(data), floor=floor_of(data), formula=formula)
    return point(data, scheme, values)


@kind("na_full")
def full_when_not_applicable(data: Data) -> Iterator[Found]:
    """Not assigned gives the full points and stays in the denominator; assigned: `achieved`, or points `self`."""
    entered = data.has("self")
    formula = {"kind": "direct" if entered else "yes_no"}
    scheme = scheme_of(data, maximum=data.need("max"), not_applicable="full", formula=formula)
    approved = {"not_applicable": {"approved_by": "cụm trưởng", "reason": "không được phân công"}}
    given = data.get("self") if entered else data.get("achieved")
    return point(data, scheme, given if data.need("assigned") else approved)


@kind("over_max", "reject")
def above_maximum(data: Data) -> Iterator[Found]:
    """Points entered above the maximum (and `bonus_max`) are refused; «ok» or the points: they must be taken."""
    case = data.part("input") if data.has("input") else data
    maximum, own = case.need("max"), case.need("self")
    bonus = case.get("bonus_max", 0)
    result = scored(scheme_of(data, maximum=maximum, bonus_max=bonus, formula={"kind": "direct"}), own)
    wanted = data.need("expect")
    faults = [problem.message for problem in result.problems]
    plain = wanted is None or (isinstance(wanted, int | float | Decimal) and not isinstance(wanted, bool))
    yield f"{own} trên {maximum}", wanted, answer(result) if plain else _told(wanted, faults, result)
    if case is not data:
        case.done("input: ")


def _told(wanted: Any, faults: list[str], result: Any) -> Any:
    got = judged(wanted, faults)
    return answer(result) if got == "ok" and wanted != "ok" else got


@kind("override")
def override(data: Data) -> Iterator[Found]:
    """`computed` by the rule, `points` by hand with a `reason`: the hand counts, the rule's value stays beside it."""
    changed = {"points": data.need("points"), "reason": data.get("reason", "") or "", "by": data.get("by", "hội đồng")}
    scheme = scheme_of(data, maximum=data.need("max"), formula={"kind": "direct"})
    sheets = {"u": inputs_from_data({"criteria": {ONE: {"value": data.need("computed"), "override": changed}}})}
    result = score_cluster(scheme, sheets).sheets["u"].criteria[ONE]
    wanted = data.need("expect")
    faults = [problem.message for problem in result.problems]
    yield "điểm", wanted, judged(wanted, faults) if isinstance(wanted, str) else answer(result)
    yield "điểm theo quy tắc", data.get("expect_computed", data.get("computed")), result.computed


@kind("ratio_total")
def ratio_of_sums(data: Data) -> Iterator[Found]:
    """The ratio of a whole is that of the sums, never the mean of the ratios."""
    over, under = data.need("n"), data.need("d")
    if len(over) != len(under):
        raise CaseError("«n» và «d» phải có cùng số mục.")
    labels = [f"Phần {place}" for place, _ in enumerate(over, 1)]
    given = {f"numerator.{place}": value for place, value in enumerate(over, 1)}
    given |= {f"denominator.{place}": value for place, value in enumerate(under, 1)}
    measure = {"how": "ratio", "parts": labels}
    scheme = scheme_of(data, maximum=_WIDE, formula={"kind": "linear", "full": _WIDE, "measure": measure})
    return point(data, scheme, given, "tỷ lệ")
