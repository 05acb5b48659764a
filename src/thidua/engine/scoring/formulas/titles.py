"""A bonus for titles and awards received from outside: the highest only, or all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from thidua.engine.scoring.exact import ZERO, Number
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, formula
from thidua.engine.scoring.formulas.conditions import Part, repeated
from thidua.engine.scoring.formulas.fields import Field, FieldKind, Option
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "titles.none": "{label}: không có, 0 điểm.",
        "titles.each": "{title}: {points} điểm.",
        "titles.highest": "Chỉ tính mức cao nhất: {points} điểm.",
    }
)


@formula
@dataclass(frozen=True, slots=True)
class Titles(Formula):
    """Points for each title that was received; `stack`: they add up, else only the highest counts."""

    kind = "titles"
    name = "Thưởng theo danh hiệu, hình thức khen thưởng"

    titles: tuple[Part, ...] = ()
    stack: bool = False
    label: str = "Danh hiệu, khen thưởng đã nhận"

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        options = tuple(Option(each.code, each.label) for each in self.titles)
        return (Field("value", self.label, FieldKind.CHOICES, options=options),) if options else ()

    def rule(self, terms: Terms) -> str:
        rows = "; ".join(f"{each.label}: {written(each.points)} điểm" for each in self.titles)
        return f"{rows}. {'Cộng dồn các mức' if self.stack else 'Chỉ tính mức cao nhất'}."

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        received = [each for each in self.titles if each.code in values.choices("value")]
        if not received:
            log.add("titles.none", label=self.label)
            return ZERO
        for each in received:
            log.add("titles.each", title=each.label, points=each.points)
        if self.stack:
            return sum((each.points for each in received), ZERO)
        highest = max(each.points for each in received)
        if len(received) > 1:
            log.add("titles.highest", points=highest)
        return highest

    def reach(self, terms: Terms) -> Reach:
        worths = [each.points for each in self.titles]
        return Reach(ZERO, sum(worths, ZERO) if self.stack else max(worths, default=ZERO))

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        return repeated([each.code for each in self.titles])
