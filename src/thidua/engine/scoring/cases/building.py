"""What cases are made into: a scheme of one criterion, its inputs, and the answer that is compared."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.cases.form import CaseError, Data, number
from thidua.engine.scoring.cases.kinds import Found, Refused
from thidua.engine.scoring.exact import RoundingMode
from thidua.engine.scoring.model import Scheme
from thidua.engine.scoring.results import CriterionResult
from thidua.engine.scoring.schemedata import inputs_from_data, scheme_from_data
from thidua.engine.scoring.score import score_cluster, score_sheet

ONE = "x"
NOT_ASSIGNED = {"not_applicable": {"approved_by": "cụm trưởng", "reason": "không được giao"}}
_MODES = {
    "half_up": RoundingMode.HALF_UP, "half_even": RoundingMode.HALF_EVEN, "bankers": RoundingMode.HALF_EVEN,
    "down": RoundingMode.DOWN, "floor": RoundingMode.DOWN, "truncate": RoundingMode.DOWN, "cut": RoundingMode.DOWN,
    "up": RoundingMode.UP, "ceil": RoundingMode.UP, "ceiling": RoundingMode.UP,
}  # fmt: skip
_FINE = ("ok", "đạt", "pass", "passed", "valid", "accept", "accepted")


def rounding_mode(word: Any) -> RoundingMode:
    """The mode of a word as people write it (half-up, floor, truncate…). Raises CaseError."""
    mode = _MODES.get(str(word).strip().casefold().replace("-", "_").replace(" ", "_"))
    if mode is None:
        raise CaseError(f"không biết cách làm tròn «{word}»; các cách: {', '.join(_MODES)}.")
    return mode


def rounding_of(data: Data, places_of: str = "places") -> dict[str, Any]:
    """The scheme's rounding: `rounding` (a mode, a number of places, or both by name) and `places`; empty: as usual."""
    told, found = data.get("rounding"), {}
    if isinstance(told, Mapping):
        part = Data(told)
        mode, places = part.get("mode"), part.get("places")
        part.done("rounding: ")
    else:
        whole = isinstance(told, int) and not isinstance(told, bool)
        mode, places = (None, told) if whole else (told, None)
    places = data.get("places", places)
    if mode is not None:
        found["mode"] = rounding_mode(mode).value
    if places is not None:
        found[places_of] = places
    return {"rounding": found} if found else {}


def scheme_of(data: Data, **criterion: Any) -> Scheme:
    """A scheme of one criterion, rounded as the case says."""
    group = {"code": "nhom", "label": "Nhóm", "children": [{"code": ONE, "label": "Tiêu chí", **criterion}]}
    whole = {"code": "ca", "version": "1", "title": "Ca", **rounding_of(data), "groups": [group]}
    return scheme_from_data(whole)


def scored(scheme: Scheme, given: Any) -> CriterionResult:
    """The one criterion scored alone."""
    return score_sheet(scheme, inputs_from_data({"criteria": {ONE: given}})).criteria[ONE]


def answer(result: CriterionResult) -> Any:
    """The points; without points what is wrong with the figures, else where the criterion stands."""
    if result.points is not None:
        return result.points
    return Refused(result.problems[0].code) if result.problems else str(result.state)


def point(data: Data, scheme: Scheme, given: Any, what: str = "điểm") -> Iterator[Found]:
    """The one criterion against what is expected of it."""
    yield what, data.need("expect"), answer(scored(scheme, given))


def across(scheme: Scheme, units: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[Found]:
    """The one criterion scored for every unit of a cluster."""
    sheets = {str(unit): inputs_from_data({"criteria": {ONE: given}}) for unit, given in units.items()}
    found = score_cluster(scheme, sheets)
    for unit, points in wanted.items():
        if str(unit) not in found.sheets:
            raise CaseError(f"kết quả nhắc đến «{unit}» nhưng ca không có số liệu của đơn vị này.")
        yield str(unit), points, answer(found.sheets[str(unit)].criteria[ONE])


def judged(wanted: Any, faults: Sequence[str]) -> Any:
    """Whether something was refused, as the case says it: «ok» asks for no fault, any other word for at least one."""
    asks_fine = wanted is True or str(wanted).strip().casefold() in _FINE
    if asks_fine:
        return wanted if not faults else "; ".join(faults)
    return wanted if faults else "ok"


def limit(value: Any) -> Any:
    """A limit without its sign; empty or «none»: no limit."""
    return "unlimited" if value in (None, "none", "unlimited") else abs(number(value))


def floor_of(data: Data) -> Any:
    """The lowest points: 0 when the case says nothing, no floor when it says none."""
    floor = data.get("floor", 0)
    return "unlimited" if floor in (None, "none", "unlimited") else floor


def bonus_of(data: Data) -> Any:
    """What may be given above the maximum: without limit, unless the case clamps it."""
    if data.get("clamp_max", data.get("clamp", False)):
        return Decimal(0)
    return limit(data.get("bonus_max"))
