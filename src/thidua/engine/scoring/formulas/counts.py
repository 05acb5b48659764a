"""A count times points, capped."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.exact import ZERO, Number
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula
from thidua.engine.scoring.formulas.events import capped
from thidua.engine.scoring.formulas.fields import Field, FieldKind
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "count": "{label}: {count} {unit} × {each} = {points} điểm.",
        "count.cap": "Tối đa {cap} điểm: lấy {cap} điểm.",
    }
)


@formula
@dataclass(frozen=True, slots=True, kw_only=True)
class CountPoints(Formula):
    """`each` points for every one counted, up to `cap` (without it: up to maximum plus bonus)."""

    kind = "count_points"
    name = "Số lượng nhân điểm"

    each: Decimal
    label: str = "Số lượng"
    unit: str = "lần"
    cap: Decimal | None = None

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return (Field("value", self.label, FieldKind.COUNT, unit=self.unit, minimum=ZERO, feed="result"),)

    def _cap(self, terms: Terms) -> Decimal | None:
        return terms.ceiling if self.cap is None else self.cap

    def rule(self, terms: Terms) -> str:
        cap = self._cap(terms)
        most = "không hạn chế" if cap is None else f"tối đa {written(cap)} điểm"
        return f"{self.label}: mỗi {self.unit} được {written(self.each)} điểm, {most}."

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        count, cap = values.number("value"), self._cap(terms)
        points = count * self.each
        log.add("count", label=self.label, count=count, unit=self.unit, each=self.each, points=points)
        return capped(points, cap, "count.cap", log)

    def reach(self, terms: Terms) -> Reach:
        return Reach(ZERO, self._cap(terms))

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        if self.each <= 0:
            yield error("sign", "điểm cho mỗi đơn vị đếm (each) phải lớn hơn 0")
