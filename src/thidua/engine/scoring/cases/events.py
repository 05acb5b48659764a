"""Cases about points per event: lines with caps, gates in front of them, counts, late days and deadlines."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from thidua.engine.scoring.cases.building import bonus_of, floor_of, limit, point, scheme_of
from thidua.engine.scoring.cases.form import CaseError, Data, counted, number
from thidua.engine.scoring.cases.kinds import Found, kind
from thidua.engine.scoring.cases.papers import paper

_CAPS = {"deduct_cap": "deduct_cap", "bonus_cap": "bonus_cap", "net_cap": "net_cap", "net_abs_cap": "net_cap"}
_GATES = {"gate_lt": "lt", "gate_lte": "lte", "gate_gt": "gt", "gate_gte": "gte"}


def line(item: Data, code: str, waived: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """One line and what is entered for it. `pts: all` loses every point; `n` may be yes or no."""
    item.words("waive_if")
    points, cap, waived = item.need("pts"), item.get("cap"), item.get("waived", waived)
    happened = item.need("n") if item.has("n") or not item.has("flag") else item.get("flag")
    rule: dict[str, Any] = {"code": code, "label": f"Dòng {code[1:]}"}
    if points == "all":
        lost = happened if happened is None or isinstance(happened, bool) else number(happened) > 0
        return rule | {"all": True}, {code: lost}
    rule |= {"points": points, "exclusive": str(item.get("exclusive", "") or "")}
    rule["needs_clean"] = bool(item.get("only_if_no_deduction", False))
    rule |= {} if cap is None else {"cap": abs(number(cap))}
    count = int(happened) if isinstance(happened, bool) else happened
    given = {code: count}
    if waived is not None:
        rule["waive"] = "được miễn"
        given[f"{code}.waived"] = count if waived is True else 0 if waived is False else waived
    return rule, given


@kind("leaf")
def events(data: Data) -> Iterator[Found]:
    """Starts from `base` (else the maximum) and adds `pts` for each of `n` events of every item."""
    lines: list[dict[str, Any]] = []
    given: dict[str, Any] = {}
    waived = data.get("waived")
    for place, item in enumerate(data.rows("items"), 1):
        loses = item.get("pts") == "all" or number(item.need("pts")) < 0
        rule, entered = line(item, f"d{place}", waived if loses else None)
        lines.append(rule)
        given |= entered
    caps = {to: abs(number(data.get(name))) for name, to in _CAPS.items() if data.get(name) is not None}
    start = {"start": data.get("base")} if data.get("base") is not None else {}
    formula = {"kind": "events", "lines": lines, **caps, **start}
    maximum = data.need("max")
    return point(
        data, scheme_of(data, maximum=maximum, bonus_max=bonus_of(data), floor=floor_of(data), formula=formula), given
    )


@kind("gate_deduct")
def gate_deduct(data: Data) -> Iterator[Found]:
    """Inside the gate (`gate_lt`…) `gate_pts` or nothing; else `pts` for each event."""
    lines = [{"code": "lan", "label": "Lần", "points": data.need("pts")}]
    ends = {end: data.get(name) for name, end in _GATES.items() if data.has(name)}
    if not ends:
        raise CaseError("thiếu trường «gate_lt».")
    gate = {"label": "Tỷ lệ", "points": data.get("gate_pts", 0), **ends}
    formula: dict[str, Any] = {"kind": "events", "lines": lines, "gate": gate}
    formula |= {"deduct_cap": limit(data.get("deduct_cap"))} if data.has("deduct_cap") else {}
    scheme = scheme_of(data, maximum=data.need("max"), floor=floor_of(data), formula=formula)
    given = {"gate": data.need("x"), "lan": data.need("n")}
    return point(data, scheme, given, f"x = {given['gate']}, n = {given['lan']}")


@kind("count")
def count_points(data: Data) -> Iterator[Found]:
    """`n` times `each`, at most `cap` (else the maximum)."""
    formula = {"kind": "count_points", "each": data.need("each")}
    formula |= {"cap": data.get("cap")} if data.get("cap") is not None else {}
    maximum = data.get("max", 0)
    return point(data, scheme_of(data, maximum=maximum, bonus_max=bonus_of(data), formula=formula), data.need("n"))


@kind("late_decay")
def late_decay(data: Data) -> Iterator[Found]:
    """`per_day` off for each day late after `grace`, and `late` once; never below the floor."""
    formula: dict[str, Any] = {"kind": "deadline", "by_days": True, "late_per_day": data.need("per_day")}
    formula |= {"grace_days": data.get("grace")} if data.has("grace") else {}
    formula |= {"late_once": limit(data.get("late"))} if data.has("late") else {}
    scheme = scheme_of(data, maximum=data.need("base"), floor=floor_of(data), formula=formula)
    days = data.need("d")
    return point(data, scheme, {"days": days}, f"trễ {days} ngày")


@kind("deadline")
def deadline(data: Data) -> Iterator[Found]:
    """`late` once and `per_day` when `actual` lies after `due` and `grace`; `early` and `early_per_day` before it.

    `working_days`: days are counted without Saturdays, Sundays and the `holidays` of the case.
    """
    due, actual = _day(data.need("due"), "due"), _day(data.need("actual"), "actual")
    formula: dict[str, Any] = {"kind": "deadline", "by_days": True}
    for name, to in (("late", "late_once"), ("per_day", "late_per_day"), ("early", "early_once"),
                     ("early_per_day", "early_per_day")):  # fmt: skip
        formula |= {to: abs(number(data.get(name)))} if data.has(name) else {}
    for name, to in (("grace", "grace_days"), ("early_days", "early_days")):
        formula |= {to: data.get(name)} if data.has(name) else {}
    if not formula.keys() & {"late_once", "late_per_day", "early_once", "early_per_day"}:
        raise CaseError("thiếu trường «late».")
    scheme = scheme_of(data, maximum=data.need("max"), bonus_max=bonus_of(data), floor=floor_of(data), formula=formula)
    return point(data, scheme, {"days": _late(data, due, actual)})


def _day(value: Any, name: str) -> date | None:
    if value is None:
        return None
    found = value.date() if isinstance(value, datetime) else value
    try:
        return found if isinstance(found, date) else date.fromisoformat(str(found))
    except ValueError:
        raise CaseError(f"«{name}» phải là một ngày, dạng 2026-01-31.") from None


def _late(data: Data, due: date | None, actual: date | None) -> int | None:
    """Days late (negative: early); None while one of the days is unknown."""
    days_off = {_day(day, "holidays") for day in data.get("holidays", ())}
    working = data.get("working_days", False)
    if due is None or actual is None:
        return None
    if not working:
        return (actual - due).days
    first, last = sorted((due, actual))
    between = (first + timedelta(step) for step in range(1, (last - first).days + 1))
    days = sum(day.weekday() < 5 and day not in days_off for day in between)
    return days if actual > due else -days


@kind("e29_month")
def month_class(data: Data) -> Iterator[Found]:
    """The class of a month from the classes `p` of its periods, by the rule of a real unit."""
    scheme = scheme_of(data, maximum=4, formula=paper("month_class"))
    periods = [counted(each, "loại của kỳ") for each in data.need("p") if each is not None]
    if not set(periods) <= {1, 2, 3, 4}:
        raise CaseError(f"loại của kỳ phải từ 1 đến 4 (đang là {periods}).")
    given = {f"L{each}": periods.count(each) for each in (1, 2, 3, 4)}
    return point(data, scheme, given, f"các kỳ {periods}")
