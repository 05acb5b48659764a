"""A sheet's result as it is shown, published and kept: every number with its maximum and its reasoning in sentences."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from thidua.engine.scoring.results import CriterionResult, GroupResult, SheetResult
from thidua.engine.scoring.trace import Trace, plain, sentences, trace_to_data


@dataclass(frozen=True, slots=True)
class Told:
    """One number: of a criterion, a group, a whole sheet. `open`: it may still change for want of figures."""

    points: Decimal | None
    maximum: Decimal
    state: str
    said: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class ToldSheet:
    """All numbers of one sheet, by code."""

    criteria: Mapping[str, Told]
    groups: Mapping[str, Told]
    whole: Told
    percent: Decimal | None
    label: str


_Result = TypeVar("_Result")


class _Telling(Mapping[str, Told], Generic[_Result]):
    """Results by code, each told when it is asked for: a page of one cell needs few of several hundred."""

    def __init__(self, results: Mapping[str, _Result], telling: Callable[[_Result], Told]) -> None:
        self._results, self._telling = results, telling
        self._told: dict[str, Told] = {}

    def __getitem__(self, code: str) -> Told:
        if code not in self._told:
            self._told[code] = self._telling(self._results[code])
        return self._told[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)


def _criterion(c: CriterionResult) -> Told:
    return Told(c.points, c.maximum, c.state.label, _said(c.trace), bool(c.missing or c.problems))


def _group(g: GroupResult) -> Told:
    return Told(g.points, g.maximum, "", _said(g.trace), bool(g.pending))


def tell(result: SheetResult) -> ToldSheet:
    """What the engine gave, in words."""
    criteria, groups = _Telling(result.criteria, _criterion), _Telling(result.groups, _group)
    whole = Told(result.total, result.denominator, result.state.label, _said(result.trace), result.is_provisional)
    return ToldSheet(criteria, groups, whole, result.percent, result.label or "")


def told_to_data(result: SheetResult) -> dict[str, Any]:
    """The result as JSON data: numbers as text, sentences as they were said, traces as data."""
    told = tell(result)
    return {
        **_to_data(told.whole, result.trace),
        "percent": None if told.percent is None else str(told.percent),
        "label": told.label,
        "criteria": {code: _to_data(each, result.criteria[code].trace) for code, each in told.criteria.items()},
        "groups": {code: _to_data(each, result.groups[code].trace) for code, each in told.groups.items()},
    }


def told_from_data(data: Mapping[str, Any]) -> ToldSheet:
    """What was kept, in the very words of that day."""
    parts = ({code: _from_data(each) for code, each in data[name].items()} for name in ("criteria", "groups"))
    criteria, groups = parts
    percent = None if data["percent"] is None else Decimal(data["percent"])
    return ToldSheet(criteria, groups, _from_data(data), percent, data["label"])


def _said(trace: Trace) -> tuple[str, ...]:
    return tuple(sentences(trace))


def _to_data(told: Told, trace: Trace) -> dict[str, Any]:
    points = None if told.points is None else plain(told.points)
    kept = {"points": points, "maximum": plain(told.maximum), "state": told.state, "open": told.open}
    return {**kept, "said": list(told.said), "trace": trace_to_data(trace)}


def _from_data(data: Mapping[str, Any]) -> Told:
    points = None if data["points"] is None else Decimal(data["points"])
    return Told(points, Decimal(data["maximum"]), data["state"], tuple(data["said"]), data["open"])
