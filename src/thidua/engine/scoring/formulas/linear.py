"""A linear rate between two ends; a mark weighted by the maximum."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.exact import ZERO, Number, fraction
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, formula
from thidua.engine.scoring.formulas.fields import Field
from thidua.engine.scoring.formulas.measure import Measure
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "linear": "({value} − {start}) / ({full} − {start}) × {maximum} = {points} điểm.",
        "linear.low": "Không hơn mức {start}{unit}: 0 điểm.",
        "linear.full": "Đạt mức {full}{unit}: đủ {maximum} điểm.",
    }
)


@formula
@dataclass(frozen=True, slots=True, kw_only=True)
class Linear(Formula):
    """Points grow evenly from 0 at `start` to the maximum at `full`; outside that they stay at the nearer end.

    `full` below `start` means that lower is better. A mark of 0-10 weighted 40% is a maximum of 40 with full = 10.
    """

    kind = "linear"
    name = "Tỷ lệ thuận"

    full: Decimal
    start: Decimal = ZERO
    measure: Measure = Measure()

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return self.measure.fields()

    def rule(self, terms: Terms) -> str:
        unit = self.measure.unit_text
        return (
            f"{self.measure.label}: {written(self.start)}{unit} được 0 điểm, {written(self.full)}{unit} được "
            f"{written(terms.maximum)} điểm, ở giữa tính theo tỷ lệ."
        )

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        value, unit = self.measure.read(values, log), self.measure.unit_text
        share = (fraction(value) - fraction(self.start)) / (fraction(self.full) - fraction(self.start))
        if share <= 0:
            log.add("linear.low", start=self.start, unit=unit)
            return ZERO
        if share >= 1:
            log.add("linear.full", full=self.full, unit=unit, maximum=terms.maximum)
            return terms.maximum
        points = share * fraction(terms.maximum)
        log.add("linear", value=value, start=self.start, full=self.full, maximum=terms.maximum, points=points)
        return points

    def reach(self, terms: Terms) -> Reach:
        return Reach(ZERO, terms.maximum)

    def problems(self) -> list[tuple[str, str]]:
        """Ends that coincide, as (field, sentence)."""
        return [("full", "mức đủ điểm trùng với mức 0 điểm")] if self.full == self.start else []

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        return self.measure.flaws()
