"""The reviewer writes the points, or the percent of the maximum that is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.exact import HUNDRED, ZERO, Number
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula
from thidua.engine.scoring.formulas.fields import Field
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "direct": "Người chấm ghi {points} điểm.",
        "keep": "Giữ {percent}% của {maximum} điểm = {points} điểm.",
    }
)


@formula
@dataclass(frozen=True, slots=True)
class Direct(Formula):
    """Points are entered between floor and ceiling, in multiples of `step` if one is set."""

    kind = "direct"
    name = "Chấm trực tiếp"

    step: Decimal | None = None

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return (Field("value", "Điểm chấm", minimum=terms.floor, maximum=terms.ceiling, step=self.step),)

    def rule(self, terms: Terms) -> str:
        ends = [f"từ {written(terms.floor)}"] if terms.floor is not None else []
        ends += [f"đến {written(terms.ceiling)}"] if terms.ceiling is not None else []
        step = f", theo bước {written(self.step)}" if self.step else ""
        return " ".join(["Người chấm ghi điểm", *ends]) + f"{step}."

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        points = values.number("value")
        log.add("direct", points=points)
        return points

    def reach(self, terms: Terms) -> Reach:
        return Reach(terms.floor, terms.ceiling)

    def problems(self) -> list[tuple[str, str]]:
        """A step that is none, as (field, sentence)."""
        return [("step", "bước chấm phải lớn hơn 0")] if self.step is not None and self.step <= 0 else []


@formula
@dataclass(frozen=True, slots=True)
class KeepPercent(Formula):
    """The reviewer keeps a percent of the maximum; `levels` are the percents that may be chosen (none: any 0-100)."""

    kind = "keep_percent"
    name = "Giữ lại phần trăm điểm tối đa"

    levels: tuple[Decimal, ...] = ()

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return (Field("value", "Phần trăm giữ lại", unit="%", minimum=ZERO, maximum=HUNDRED),)

    def rule(self, terms: Terms) -> str:
        levels = ", ".join(f"{written(level)}%" for level in self.levels)
        among = f" Chỉ chọn một trong các mức: {levels}." if levels else ""
        return f"Giữ lại một phần trăm của {written(terms.maximum)} điểm.{among}"

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        percent = values.number("value")
        if self.levels and percent not in self.levels:
            allowed = ", ".join(f"{written(level)}%" for level in self.levels)
            raise self.fields(terms)[0].refuse("not_offered", f"phải là một trong các mức: {allowed}.")
        points = terms.maximum * percent / HUNDRED
        log.add("keep", percent=percent, maximum=terms.maximum, points=points)
        return points

    def reach(self, terms: Terms) -> Reach:
        return Reach(ZERO, terms.maximum * max(self.levels, default=HUNDRED) / HUNDRED)

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        if any(not 0 <= level <= 100 for level in self.levels):
            yield error("levels", "mức giữ lại phải từ 0% đến 100%")
