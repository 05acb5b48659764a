"""Counting steps ("mỗi 1%"), and points that grow step by step above a threshold."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Any

from thidua.engine.scoring.bands import Band, only_match
from thidua.engine.scoring.exact import ZERO, Number, fraction
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, formula, warning
from thidua.engine.scoring.formulas.fields import Field
from thidua.engine.scoring.formulas.ladder import band_flaws
from thidua.engine.scoring.formulas.measure import Measure
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "step.base": "Điểm gốc: {points} điểm.",
        "step.band": "Thuộc bậc {band}: điểm gốc {points} điểm.",
        "step.below": "Chưa vượt ngưỡng {start}{unit}: không cộng thêm.",
        "step.above": (
            "Vượt ngưỡng {start}{unit} là {gap}{unit}: cộng {first} + {steps} × {each} = {bonus} điểm ({partial})."
        ),
        "step.cap": "Mức cộng tối đa là {cap} điểm: lấy {cap} điểm.",
    }
)


class Partial(StrEnum):
    """What a step that is not complete counts: its share, nothing, or a full step."""

    SHARE = "share"
    NOTHING = "nothing"
    FULL = "full"

    @property
    def label(self) -> str:
        """In Vietnamese, for rules and traces."""
        return _PARTIAL_LABELS[self]


_PARTIAL_LABELS = {
    Partial.SHARE: "phần lẻ tính theo tỷ lệ",
    Partial.NOTHING: "phần lẻ không tính",
    Partial.FULL: "phần lẻ tính tròn một bước",
}


def steps_in(gap: Fraction, step: Decimal, partial: Partial) -> Fraction:
    """How many steps lie in a gap."""
    exact = gap / fraction(step)
    if partial is Partial.SHARE:
        return exact
    return Fraction(floor(exact) if partial is Partial.NOTHING else ceil(exact))


@formula
@dataclass(frozen=True, slots=True, kw_only=True)
class StepAbove(Formula):
    """Base points (the maximum, or from `bands`), plus `first` above `start` and `each` for every further `step`.

    `start` itself does not count as above it. `cap` limits what is added.
    """

    kind = "step_above"
    name = "Cộng theo bước trên ngưỡng"

    start: Decimal
    each: Decimal
    first: Decimal = ZERO
    step: Decimal = Decimal(1)
    cap: Decimal | None = None
    partial: Partial = Partial.NOTHING
    bands: tuple[Band, ...] = ()
    measure: Measure = Measure()

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return self.measure.fields()

    def rule(self, terms: Terms) -> str:
        unit = self.measure.unit_text
        base = "; ".join(f"{band.text(unit)}: {band.award_text(terms.maximum)}" for band in self.bands)
        cap = f", tối đa {written(self.cap)} điểm" if self.cap is not None else ""
        first = f"{written(self.first)} điểm và " if self.first else ""
        return (
            f"{self.measure.label}: {base or f'điểm gốc {written(terms.maximum)} điểm'}. "
            f"Trên {written(self.start)}{unit} cộng {first}{written(self.each)} điểm "
            f"cho mỗi {written(self.step)}{unit}{cap} ({self.partial.label})."
        )

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        value, unit = fraction(self.measure.read(values, log)), self.measure.unit_text
        base = terms.maximum
        if self.bands:
            band = only_match(self.bands, value, self.measure.label, unit)
            base = band.worth(terms.maximum)
            log.add("step.band", band=band.text(unit), points=base)
        else:
            log.add("step.base", points=base)
        return fraction(base) + self._bonus(value, unit, log)

    def _bonus(self, value: Fraction, unit: str, log: Log) -> Fraction:
        gap = value - fraction(self.start)
        if gap <= 0:
            log.add("step.below", start=self.start, unit=unit)
            return Fraction(0)
        steps = steps_in(gap, self.step, self.partial)
        bonus = fraction(self.first) + steps * fraction(self.each)
        log.add(
            "step.above",
            start=self.start,
            unit=unit,
            gap=gap,
            first=self.first,
            steps=steps,
            each=self.each,
            bonus=bonus,
            partial=self.partial.label,
        )
        if self.cap is not None and bonus > self.cap:
            log.add("step.cap", cap=self.cap)
            return fraction(self.cap)
        return bonus

    def reach(self, terms: Terms) -> Reach:
        worths = [band.worth(terms.maximum) for band in self.bands] or [terms.maximum]
        return Reach(min(worths), None if self.cap is None else max(worths) + self.cap)

    def problems(self) -> list[tuple[str, str]]:
        """A step that is none, as (field, sentence)."""
        return [("step", "bước phải lớn hơn 0")] if self.step <= 0 else []

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        yield from self.measure.flaws()
        if self.bands:
            yield from band_flaws(self.bands, self.measure)
        if self.cap is not None and self.cap < self.first:
            yield warning("cap_below_first", "mức cộng tối đa nhỏ hơn mức cộng đầu tiên")
