"""Named figures, and the formula that their condition selects."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.exact import ZERO, Number, fraction
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula
from thidua.engine.scoring.formulas.conditions import repeated
from thidua.engine.scoring.formulas.expression import Env, ExpressionError, names_in, number, truth
from thidua.engine.scoring.formulas.fields import Field, FieldKind
from thidua.engine.scoring.problems import CannotScore
from thidua.engine.scoring.trace import Log, phrases

MAXIMUM = "maximum"

phrases(
    {
        "variables.value": "{label} ({code}) = {value}{unit}.",
        "variables.case": "Áp dụng trường hợp «{case}»: {points_text} = {points} điểm.",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One named figure; `flag`: answered yes or no, `whole`: a count."""

    code: str
    label: str
    unit: str = ""
    flag: bool = False
    whole: bool = False
    minimum: Decimal | None = ZERO

    def field(self) -> Field:
        """Its place on the form."""
        kind = FieldKind.FLAG if self.flag else FieldKind.COUNT if self.whole else FieldKind.NUMBER
        return Field(self.code, self.label, kind, unit=self.unit, minimum=self.minimum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """When the condition holds (empty: always), the points are those of the formula."""

    points: str
    when: str = ""
    label: str = ""


@formula
@dataclass(frozen=True, slots=True)
class Variables(Formula):
    """The first case whose condition holds gives the points; `maximum` names the criterion's maximum in formulas."""

    kind = "variables"
    name = "Công thức theo điều kiện"

    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return tuple(variable.field() for variable in self.variables)

    def rule(self, terms: Terms) -> str:
        rows = [f"{case.label or case.when or 'còn lại'}: {case.points}" for case in self.cases]
        return "Xét lần lượt từng trường hợp, lấy trường hợp đúng đầu tiên: " + "; ".join(rows) + "."

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        env: dict[str, Any] = {MAXIMUM: fraction(terms.maximum)}
        for variable in self.variables:
            field, code = variable.field(), variable.code
            value = values.flag(code) if variable.flag else values.number(code)
            env[code] = value if isinstance(value, bool) else fraction(value)
            unit = f" {field.unit}" if field.unit else ""
            log.add("variables.value", label=variable.label, code=code, value=value, unit=unit)
        case = self._case(env)
        points = number(case.points, env)
        name = case.label or case.when or "còn lại"
        log.add("variables.case", case=name, points_text=case.points, points=points)
        return points

    def _case(self, env: Env) -> Case:
        for case in self.cases:
            if not case.when or truth(case.when, env):
                return case
        raise CannotScore("no_case", "không trường hợp nào của công thức khớp với số liệu này.")

    def reach(self, terms: Terms) -> Reach:
        return Reach(None, terms.ceiling)

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        codes = [variable.code for variable in self.variables]
        yield from repeated(codes)
        if not self.cases:
            yield error("no_case", "chưa có trường hợp tính điểm nào")
        elif self.cases[-1].when:
            yield error("no_otherwise", "thiếu trường hợp «còn lại» (không điều kiện) ở cuối")
        used: set[str] = set()
        for text in (text for case in self.cases for text in (case.when, case.points) if text):
            try:
                used |= names_in(text)
            except ExpressionError as exc:
                yield error("expression", str(exc))
        for name in sorted(used - {MAXIMUM, *codes}):
            yield error("unknown_field", f"công thức dùng «{name}» nhưng chưa khai số liệu đó")
