"""How the number that a formula judges is obtained: one value, a ratio, a mean or a sum of periods or graders."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.engine.scoring.exact import ZERO, Number, fraction
from thidua.engine.scoring.formulas.base import Flaw, Values, error
from thidua.engine.scoring.formulas.fields import Field, suffix
from thidua.engine.scoring.problems import CannotScore
from thidua.engine.scoring.trace import Log, phrases

phrases(
    {
        "measure.value": "{label}: {value}{unit}.",
        "measure.ratio": "{label}: {numerator}/{denominator} = {value}%.",
        "measure.mean": "{label}: trung bình của {count} mục có số liệu = {value}{unit}.",
        "measure.sum": "{label}: tổng của {count} mục = {value}{unit}.",
    }
)


class How(StrEnum):
    """Where the number comes from."""

    VALUE = "value"
    RATIO = "ratio"
    MEAN = "mean"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured.

    `ratio` asks for a numerator and a denominator (of each of `parts`, if any) and gives percent: the ratio of a whole
    is that of the sums, never a mean of ratios. `mean` and `sum` ask for one figure for each of `parts` (months,
    quarters, graders); a part that is declared not applicable is left out. `minimum` and `maximum` bound what may be
    entered; `whole` says that only whole numbers occur.
    """

    label: str = "Kết quả"
    unit: str = ""
    how: How = How.VALUE
    parts: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    whole: bool = False
    numerator: str = "Tử số"
    denominator: str = "Mẫu số"

    @property
    def unit_text(self) -> str:
        """The unit as it follows the number."""
        return "%" if self.how is How.RATIO else suffix(self.unit)

    def fields(self) -> tuple[Field, ...]:
        """The figures that are asked for."""
        if self.how is How.RATIO:
            return self._ratio_fields()
        low, high = self.minimum, self.maximum
        step = Decimal(1) if self.whole else None
        if self.how is How.VALUE:
            return (Field("value", self.label, unit=self.unit, minimum=low, maximum=high, step=step, feed="result"),)
        return tuple(
            Field(f"value.{number}", part, unit=self.unit, minimum=low, maximum=high, step=step, may_not_apply=True)
            for number, part in enumerate(self.parts, 1)
        )

    def _ratio_fields(self) -> tuple[Field, ...]:
        if not self.parts:
            return (
                Field("numerator", self.numerator, minimum=ZERO, feed="result"),
                Field("denominator", self.denominator, minimum=ZERO),
            )
        return tuple(
            Field(f"{name}.{number}", f"{label} ({part})", minimum=ZERO)
            for number, part in enumerate(self.parts, 1)
            for name, label in (("numerator", self.numerator), ("denominator", self.denominator))
        )

    def read(self, values: Values, log: Log) -> Number:
        """The number, with one step in the log. Raises CannotScore for a denominator of zero."""
        if self.how is How.VALUE:
            value = values.number("value")
            log.add("measure.value", label=self.label, value=value, unit=self.unit_text)
            return value
        return self._ratio(values, log) if self.how is How.RATIO else self._aggregate(values, log)

    def _ratio(self, values: Values, log: Log) -> Fraction:
        names = [each.name for each in self.fields()]
        top = sum((values.number(name) for name in names if name.startswith("numerator")), ZERO)
        bottom = sum((values.number(name) for name in names if name.startswith("denominator")), ZERO)
        if bottom == 0:
            raise CannotScore(
                "zero_denominator",
                f"«{self.denominator}» bằng 0: không tính được tỷ lệ. Hãy sửa, hoặc ghi không áp dụng.",
            )
        percent = fraction(top) / fraction(bottom) * 100
        log.add("measure.ratio", label=self.label, numerator=top, denominator=bottom, value=percent)
        return percent

    def _aggregate(self, values: Values, log: Log) -> Number:
        entered = [values.number(each.name) for each in self.fields() if values.has(each.name)]
        total = sum(entered, ZERO)
        value: Number = total if self.how is How.SUM else fraction(total) / len(entered)
        log.add(f"measure.{self.how}", label=self.label, count=len(entered), value=value, unit=self.unit_text)
        return value

    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The lowest and highest value that can occur, as far as known."""
        if self.how is How.RATIO:
            return ZERO, self.maximum
        if self.how is How.SUM:
            return (ZERO if self.minimum == 0 else None), None
        return self.minimum, self.maximum

    def flaws(self) -> Iterator[Flaw]:
        """A mean or sum of nothing, or bounds the wrong way round."""
        if self.how in (How.MEAN, How.SUM) and not self.parts:
            yield error("no_input", "cách đo lấy trung bình hoặc tổng nhưng chưa khai các mục (parts)")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            yield error("bounds", "giá trị nhỏ nhất lớn hơn giá trị lớn nhất")
