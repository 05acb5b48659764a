"""Yes or no; all conditions or nothing; a sum of parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.exact import ZERO, Number
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula
from thidua.engine.scoring.formulas.fields import Field, FieldKind
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "yes": "{question}: đạt, được {points} điểm.",
        "no": "{question}: không đạt, được {points} điểm.",
        "conditions.all": "Đủ cả {count} điều kiện: được {points} điểm.",
        "conditions.failed": "Không đạt điều kiện: {failed}. Được 0 điểm.",
        "part.yes": "{label}: có, được {points} điểm.",
        "part.no": "{label}: không có, 0 điểm.",
    }
)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part and what it is worth."""

    code: str
    label: str
    points: Decimal


def repeated(codes: list[str]) -> Iterator[Flaw]:
    """A flaw for each code that occurs twice inside one formula."""
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield error("duplicate_code", f"mã «{code}» khai hai lần trong công thức")


@formula
@dataclass(frozen=True, slots=True)
class YesNo(Formula):
    """The maximum when achieved, else `otherwise`."""

    kind = "yes_no"
    name = "Đạt hoặc không đạt"

    question: str = "Hoàn thành"
    otherwise: Decimal = ZERO

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return (Field("value", self.question, FieldKind.FLAG),)

    def rule(self, terms: Terms) -> str:
        return f"Đạt thì được {written(terms.maximum)} điểm, không đạt thì được {written(self.otherwise)} điểm."

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        achieved = values.flag("value")
        points = terms.maximum if achieved else self.otherwise
        log.add("yes" if achieved else "no", question=self.question, points=points)
        return points

    def reach(self, terms: Terms) -> Reach:
        return Reach(min(self.otherwise, terms.maximum), max(self.otherwise, terms.maximum))


@formula
@dataclass(frozen=True, slots=True)
class AllConditions(Formula):
    """The maximum when every condition is met, else nothing."""

    kind = "all_conditions"
    name = "Đủ mọi điều kiện"

    conditions: tuple[Condition, ...] = ()

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return tuple(Field(each.code, each.label, FieldKind.FLAG) for each in self.conditions)

    def rule(self, terms: Terms) -> str:
        labels = "; ".join(each.label for each in self.conditions)
        return f"Đủ mọi điều kiện ({labels}) thì được {written(terms.maximum)} điểm, thiếu một điều kiện thì 0 điểm."

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        failed = [each.label for each in self.conditions if not values.flag(each.code)]
        if failed:
            log.add("conditions.failed", failed="; ".join(failed))
            return ZERO
        log.add("conditions.all", count=len(self.conditions), points=terms.maximum)
        return terms.maximum

    def reach(self, terms: Terms) -> Reach:
        return Reach(ZERO, terms.maximum)

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        return repeated([each.code for each in self.conditions])


@formula
@dataclass(frozen=True, slots=True)
class Parts(Formula):
    """Each part that is there gives its points."""

    kind = "parts"
    name = "Cộng từng phần"

    parts: tuple[Part, ...] = ()

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return tuple(Field(each.code, each.label, FieldKind.FLAG) for each in self.parts)

    def rule(self, terms: Terms) -> str:
        return "Cộng điểm từng phần: " + "; ".join(f"{each.label} {written(each.points)}" for each in self.parts) + "."

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        total = ZERO
        for part in self.parts:
            present = values.flag(part.code)
            log.add("part.yes" if present else "part.no", label=part.label, points=part.points)
            total += part.points if present else ZERO
        return total

    def reach(self, terms: Terms) -> Reach:
        worths = [part.points for part in self.parts]
        return Reach(sum((w for w in worths if w < 0), ZERO), sum((w for w in worths if w > 0), ZERO))

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        return repeated([each.code for each in self.parts])
