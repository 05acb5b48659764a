"""Cases about bands: ladders in points, changes or parts of the maximum, steps above a threshold, two-way tables."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.bands import Interval, gaps
from thidua.engine.scoring.cases.building import (
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
from thidua.engine.scoring.cases.papers import paper
from thidua.engine.scoring.check import check_scheme

_ENDS = {"gt": "gt", "gte": "gte", "lt": "lt", "lte": "lte", "eq": "eq", "from": "gte", "to": "lte"}
_VERDICTS = ("overlap", "ok")
_AWARDS = {"pts": "points", "points": "points", "delta": "delta", "keep": "keep"}


def interval(band: Mapping[str, Any]) -> Interval:
    """The ends of a band as the engine compares them."""
    return Interval(**{end: number(value) for end, value in band.items() if end in _ENDS.values()})


def bands_of(data: Data) -> tuple[list[dict[str, Any]], dict[str, Any] | None]:
    """The bands with their awards, and what a unit gets that has nothing to measure.

    A band without ends holds whatever no other band holds («còn lại»).
    """
    bands: list[dict[str, Any]] = []
    none, rest = None, None
    for band in data.rows("bands"):
        band.words("label")
        award = {to: number(band.get(key)) for key, to in _AWARDS.items() if band.has(key)}
        if "keep" in award:
            award["keep"] *= 100
        ends = {to: band.get(end) for end, to in _ENDS.items() if band.has(end) and band.get(end) is not None}
        if band.get("none", False):
            none = award
        elif ends:
            bands.append(ends | award)
        else:
            rest = award
    if rest is not None:
        bands += [_ends(gap) | rest for gap in gaps([interval(band) for band in bands], None, None)]
    return bands, none


def _ends(gap: Interval) -> dict[str, Any]:
    names = ("gt", "gte", "lt", "lte", "eq")
    return {name: getattr(gap, name) for name in names if getattr(gap, name) is not None}


def _measured(data: Data, **formula: Any) -> tuple[dict[str, Any], Any, str]:
    """The formula with its measure, the inputs, and how the value is named: `x`, or `n` of `d` as a ratio."""
    if data.has("n") and data.has("d"):
        above, below = data.get("n"), data.get("d")
        given = {"numerator": above, "denominator": below}
        return {**formula, "measure": {"how": "ratio"}}, given, f"{above}/{below}"
    value = data.need("x")
    given = {"none": True} if value is None and formula.get("none") else {"value": value}
    return formula, given, f"x = {value}"


@kind("ladder", "ladder_delta")
def ladder(data: Data) -> Iterator[Found]:
    """`bands` with open and closed ends; a value in none is GAP, in two OVERLAP (`overlap: better`: the better)."""
    bands, none = bands_of(data)
    worths = [band["points"] for band in bands if "points" in band]
    rule: dict[str, Any] = {"kind": "ladder", "bands": bands, **({"none": none} if none else {})}
    rule |= {"overlap": data.get("overlap")} if data.has("overlap") else {}
    formula, given, what = _measured(data, **rule)
    maximum = data.get("max", max(worths, default=Decimal(0)))
    scheme = scheme_of(data, maximum=maximum, bonus_max=bonus_of(data), floor=floor_of(data), formula=formula)
    return point(data, scheme, given, what)


@kind("pct_of_max")
def kept(data: Data) -> Iterator[Found]:
    """Bands from the best down, each up to the one before it; `keep` is the part of the maximum that stays."""
    bands, none = bands_of(data)
    for better, band in zip(bands, bands[1:], strict=False):
        if band.keys() & {"lt", "lte", "eq"}:
            continue
        if "gte" in better:
            band["lt"] = better["gte"]
        elif "gt" in better:
            band["lte"] = better["gt"]
        else:
            raise CaseError("các bậc phải ghi từ cao xuống thấp, mỗi bậc có đầu dưới (gte hoặc gt).")
    formula, given, what = _measured(data, kind="ladder", bands=bands, **({"none": none} if none else {}))
    return point(data, scheme_of(data, maximum=data.need("max"), formula=formula), given, what)


@kind("overlap")
def overlap(data: Data) -> Iterator[Found]:
    """`bands` as [from, to, change], both ends counted: the check of the design and the scoring must both tell."""
    case = data.part("input") if data.has("input") else data
    bands = [{"gte": low, "lte": high, "delta": change} for low, high, change in case.need("bands")]
    bands = [{key: value for key, value in band.items() if value is not None} for band in bands]
    formula = {"kind": "ladder", "bands": bands}
    scheme, wanted = scheme_of(data, maximum=0, floor="unlimited", bonus_max="unlimited", formula=formula), None
    shared = [finding.message for finding in check_scheme(scheme) if finding.code == "band_overlap"]
    wanted = data.need("expect")
    words = isinstance(wanted, str)
    if words and wanted.casefold() not in _VERDICTS:
        raise CaseError(f"không hiểu kết quả «{wanted}»; một trong: {', '.join(_VERDICTS)}, hoặc điểm.")
    if words:
        yield "phép kiểm tra bảng chấm", wanted, judged(wanted, shared)
    if case.has("x") and (not words or wanted.casefold() == "overlap"):
        yield f"x = {case.get('x')}", wanted, answer(scored(scheme, case.get("x")))
    if case is not data:
        case.done("input: ")


@kind("step_bonus")
def step_bonus(data: Data) -> Iterator[Found]:
    """`first` above `start_gt` and `each` for every further step, at most `cap`; from `base`, or from `bands`."""
    rule: dict[str, Any] = {"kind": "step_above", "start": data.need("start_gt"), "each": data.need("each")}
    rule |= {name: data.get(name) for name in ("first", "cap", "step", "partial") if data.has(name)}
    if data.has("bands"):
        rule["bands"], _ = bands_of(data)
        maximum = data.get("max", max(band["points"] for band in rule["bands"]))
    else:
        maximum = data.need("base")
    formula, given, what = _measured(data, **rule)
    return point(data, scheme_of(data, maximum=maximum, bonus_max=bonus_of(data), formula=formula), given, what)


@kind("matrix")
def matrix(data: Data) -> Iterator[Found]:
    """The table of a real scheme: `n` chooses the row, `early` and `late` the columns; `complaint`: it was right."""
    given = {"row": data.need("n"), "som": data.need("early"), "tre": data.need("late")}
    formula = paper("matrix")
    if data.has("complaint"):
        formula["lines"] = [{"code": "don", "label": "Đơn thư xác minh đúng", "points": -2, "once": True}]
        given["don"] = data.get("complaint")
    scheme = scheme_of(data, maximum=data.need("base"), bonus_max="unlimited", floor=floor_of(data), formula=formula)
    return point(data, scheme, given)
