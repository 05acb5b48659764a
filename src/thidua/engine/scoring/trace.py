"""The trace of a result: ordered steps as data, and the Vietnamese sentences they read as."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from thidua.engine.scoring.exact import RoundingMode, as_decimal, round_to
from thidua.language.dates import format_date
from thidua.language.numbers import format_number

Value = Decimal | Fraction | int | bool | str | date


class Step(NamedTuple):
    """One step: what happened (`kind`) and with which values."""

    kind: str
    values: Mapping[str, Value]


class Trace:
    """Why a number is what it is: the rule in words, then the steps in order. It never changes.

    Of sums the steps are made when they are asked for (`later`), from the results that were summed.
    """

    __slots__ = ("_later", "_steps", "rule")

    def __init__(
        self, rule: str = "", steps: tuple[Step, ...] = (), later: "Callable[[], tuple[Step, ...]] | None" = None
    ) -> None:
        self.rule = rule
        self._steps = steps
        self._later = later

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps in order."""
        if self._later is not None:
            self._steps, self._later = self._later(), None
        return self._steps

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Trace) and (self.rule, self.steps) == (other.rule, other.steps)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Trace({self.rule!r}, {self.steps!r})"


class Log:
    """Collects steps while a criterion is being computed."""

    __slots__ = ("steps",)

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def add(self, kind: str, /, **values: Value) -> None:
        """Append one step."""
        self.steps.append(Step(kind, values))

    def trace(self, rule: str = "") -> Trace:
        """What was collected, frozen."""
        return Trace(rule, tuple(self.steps))


_SENTENCES: dict[str, str] = {}


def phrases(sentences: Mapping[str, str]) -> None:
    """Register the sentence of each kind of step; `{name}` stands for a value of the step."""
    doubled = _SENTENCES.keys() & sentences.keys()
    if doubled:
        raise ValueError(f"step kinds registered twice: {sorted(doubled)}")
    _SENTENCES.update(sentences)


def written(value: Value) -> str:
    """One value in Vietnamese form: 1.627,5 · ≈ 98,0516 · 31/01/2023 · có."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, (int, Decimal)):
        return format_number(value)
    if isinstance(value, Fraction):
        exact = as_decimal(value)
        return format_number(exact) if exact is not None else f"≈ {format_number(round_to(value, 4, _HALF_UP))}"
    return format_date(value) if isinstance(value, date) else value


_HALF_UP = RoundingMode.HALF_UP


def sentence(step: Step) -> str:
    """One step as a Vietnamese sentence."""
    text = _SENTENCES[step.kind].format_map({name: written(value) for name, value in step.values.items()})
    return text.replace("= ≈", "≈")


def sentences(trace: Trace) -> list[str]:
    """The whole trace as Vietnamese sentences, the rule first."""
    rule = [f"Cách tính: {trace.rule}"] if trace.rule else []
    return rule + [sentence(step) for step in trace.steps]


def trace_to_data(trace: Trace) -> dict[str, Any]:
    """The trace as plain JSON data; numbers, ratios and days keep their type."""
    steps = [
        {"kind": step.kind, "values": {name: _value_to_data(value) for name, value in step.values.items()}}
        for step in trace.steps
    ]
    return {"rule": trace.rule, "steps": steps}


def trace_from_data(data: Mapping[str, Any]) -> Trace:
    """The inverse of `trace_to_data`."""
    steps = (
        Step(item["kind"], {name: _value_from_data(value) for name, value in item["values"].items()})
        for item in data["steps"]
    )
    return Trace(data["rule"], tuple(steps))


def plain(value: Decimal) -> str:
    """A number as text without zeros at its end, so that equal numbers are kept as equal text."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) if value else "0"


def _value_to_data(value: Value) -> Any:
    if isinstance(value, (bool, str, int)):
        return value
    if isinstance(value, Decimal):
        return {"number": plain(value)}
    if isinstance(value, Fraction):
        return {"ratio": str(value)}
    return {"day": value.isoformat()}


def _value_from_data(value: Any) -> Value:
    if not isinstance(value, Mapping):
        return value  # type: ignore[no-any-return]
    ((kind, text),) = value.items()
    if kind == "number":
        return Decimal(text)
    return Fraction(text) if kind == "ratio" else date.fromisoformat(text)
