"""Cases about whole sheets: totals, limits, labels, gates."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.cases.building import NOT_ASSIGNED, answer, judged, limit, rounding_of
from thidua.engine.scoring.cases.form import Data, number
from thidua.engine.scoring.cases.kinds import Found, kind
from thidua.engine.scoring.exact import ZERO
from thidua.engine.scoring.results import ClusterResult, SheetResult
from thidua.engine.scoring.schemedata import inputs_from_data, scheme_from_data
from thidua.engine.scoring.score import score_cluster

TOTAL = {"code": "x", "label": "Tổng", "maximum": 100, "bonus_max": "unlimited", "formula": {"kind": "direct"}}


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


def _parts(values: Sequence[Any]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """One criterion for each part of a sum; below zero: a deduction, empty: not entered, NA: does not apply."""
    criteria, given = [], {}
    for place, value in enumerate(values, 1):
        code, absent = f"p{place}", str(value).upper() in ("NA", "N/A")
        points = ZERO if absent or value is None else number(value)
        formula = {"kind": "parts", "parts": [{"code": "p", "label": "Phần", "points": points}]}
        criteria.append({
            "code": code, "label": f"Phần {place}", "maximum": max(points, ZERO), "formula": formula,
            **({"floor": "unlimited"} if points < 0 else {}),
        })  # fmt: skip
        given[code] = NOT_ASSIGNED if absent else {"p": None if value is None else True}
    return criteria, given


@kind("sum")
def added(data: Data) -> Iterator[Found]:
    """`parts` added without losing a digit, up to `cap`; a part that is empty was not entered and adds nothing."""
    criteria, given = _parts(data.need("parts"))
    total = sheet_of(scheme_data(criteria, **rounding_of(data)), given).total
    cap = data.get("cap")
    if cap is not None and total is not None:
        total = _bonus(total, cap, **rounding_of(data))
    yield "tổng", data.need("expect"), total


@kind("float_trap")
def digits(data: Data) -> Iterator[Found]:
    """The sum digit for digit, as text."""
    criteria, given = _parts(data.need("parts"))
    total = sheet_of(scheme_data(criteria, **rounding_of(data)), given).total
    yield "tổng, từng chữ số", [str(data.need("expect"))], ["chưa có" if total is None else f"{total.normalize():f}"]


@kind("weighted")
def weighted(data: Data) -> Iterator[Found]:
    """Marks from 0 to 10 (or `scale`), each with a weight in percent; several marks of one part: their mean."""
    full, raw = data.get("scale", 10), data.need("raw")
    periods = {str(code): len(marks) for code, marks in raw.items() if isinstance(marks, list)}
    criteria = []
    for code, weight in data.need("weights").items():
        parts = [f"Kỳ {n + 1}" for n in range(periods.get(str(code), 0))]
        measure = {"minimum": 0, "maximum": full} | ({"how": "mean", "parts": parts} if parts else {})
        formula = {"kind": "linear", "full": full, "measure": measure}
        criteria.append({"code": str(code), "label": str(code), "maximum": weight, "formula": formula})
    given = {str(code): _mark(mark) for code, mark in raw.items()}
    sheet = sheet_of(scheme_data(criteria, **rounding_of(data)), given)
    faults = [problem.message for problem in sheet.problems]
    wanted = data.need("expect")
    yield "tổng", wanted, judged(wanted, faults) if faults and isinstance(wanted, str) else _or(faults, sheet.total)


def _or(faults: Sequence[str], total: Decimal | None) -> Any:
    return "; ".join(faults) if faults else total


def _mark(mark: Any) -> Any:
    if isinstance(mark, list):
        return {f"value.{n}": NOT_ASSIGNED if each is None else each for n, each in enumerate(mark, 1)}
    return NOT_ASSIGNED if str(mark).upper() in ("NA", "N/A") else mark


def _bonus(value: Any, most: Any, base: Any = 0, **more: Any) -> Decimal | None:
    """`base` points and a bonus (below zero: a penalty) under a limit for all of it."""
    points, low = number(base), value is not None and number(value) < 0
    floor = {"floor": "unlimited"} if low else {}
    criteria = [
        {"code": "a", "label": "Điểm chuẩn", "maximum": points, "formula": {"kind": "direct"}},
        {
            "code": "b",
            "label": "Cộng, trừ",
            "maximum": 0,
            "bonus_max": "unlimited",
            "formula": {"kind": "direct"},
            **floor,
        },
    ]
    group = {"penalty_max" if low else "bonus_max": limit(most)}
    return sheet_of(scheme_data(criteria, group, **more), {"a": points, "b": value}).total


@kind("cap")
def capped(data: Data) -> Iterator[Found]:
    """A bonus of `x` (below zero: a penalty) under a limit for all of them; `cap` empty: no limit."""
    x, cap = data.need("x"), data.need("cap")
    total = None if x is None else _bonus(x, cap, **rounding_of(data))
    yield "điểm", data.need("expect"), total


@kind("group_cap")
def group_capped(data: Data) -> Iterator[Found]:
    """`score` (up to `max`), a `bonus` of which `bonus_max` counts, a `penalty` of which `penalty_max` counts."""
    score = number(data.need("score"))
    parts = [
        {"code": "a", "label": "Điểm chuẩn", "maximum": data.get("max", score), "formula": {"kind": "direct"}},
        {**TOTAL, "code": "b", "label": "Thưởng", "maximum": 0},
        {**TOTAL, "code": "c", "label": "Phạt", "maximum": 0, "floor": "unlimited"},
    ]
    caps = {name: limit(data.get(name)) for name in ("bonus_max", "penalty_max") if data.has(name)}
    given = {"a": score, "b": data.get("bonus", 0), "c": -abs(number(data.get("penalty", 0)))}
    sheet = sheet_of(scheme_data(parts, caps, **rounding_of(data)), given)
    faults = [problem.message for problem in sheet.problems]
    wanted = data.need("expect")
    yield "điểm của nhóm", wanted, judged(wanted, faults) if isinstance(wanted, str) else _or(faults, sheet.total)


@kind("highest_only")
def highest(data: Data) -> Iterator[Found]:
    """The same result rewarded at several levels counts once, at the highest; no level: 0."""
    values = [number(value) for value in data.need("values") if value is not None]
    titles = [{"code": f"t{place}", "label": f"Mức {place}", "points": value} for place, value in enumerate(values)]
    none = [{"code": "khong", "label": "Mức không đạt", "points": 0}]
    criterion = {**TOTAL, "maximum": 0, "formula": {"kind": "titles", "titles": titles + none}}
    given = {"value": [title["code"] for title in titles]}
    scheme = scheme_data([criterion], **rounding_of(data))
    yield "điểm", data.need("expect"), answer(sheet_of(scheme, {"x": given}).criteria["x"])


@kind("exclusive")
def exclusive(data: Data) -> Iterator[Found]:
    """Of several criteria of one activity only the best counts; lists in `values`: each its own activity."""
    values = data.need("values")
    activities = values if values and all(isinstance(each, list) for each in values) else [values]
    totals = []
    for each in activities:
        criteria, given = _parts(each)
        scheme = scheme_data(criteria, {"combine": "highest"}, **rounding_of(data))
        totals.append(sheet_of(scheme, given).total)
    known = [total for total in totals if total is not None]
    yield "điểm", data.need("expect"), sum(known, ZERO) if known else None
