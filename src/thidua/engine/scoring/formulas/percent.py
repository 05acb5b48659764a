"""Percent of target: full points at 100%, so much off for each percent short, so much on for each percent over."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from thidua.engine.scoring.exact import HUNDRED, ZERO, Number, fraction
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula
from thidua.engine.scoring.formulas.fields import Field, suffix
from thidua.engine.scoring.formulas.steps import Partial, steps_in
from thidua.engine.scoring.problems import CannotScore
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "percent.reached": "Kế hoạch {plan}{unit}, thực hiện {actual}{unit}: đạt {percent}%{how}.",
        "percent.full": "Đạt đúng 100% kế hoạch: đủ {maximum} điểm.",
        "percent.short": "Thiếu {gap}% × {rate} = trừ {loss} điểm.",
        "percent.short.step": "Thiếu {gap}%, tính {steps} bước × {each} = trừ {loss} điểm ({partial}).",
        "percent.share": "Đạt bao nhiêu phần trăm được bấy nhiêu phần trăm của {maximum} điểm: {points} điểm.",
        "percent.over": "Vượt {gap}% × {rate} = cộng {gain} điểm.",
        "percent.over.step": "Vượt {gap}%, tính {steps} bước × {each} = cộng {gain} điểm ({partial}).",
        "percent.over.none": "Vượt {gap}% nhưng quy tắc không cộng điểm vượt: đủ {maximum} điểm.",
        "percent.too_low": "Đạt dưới {limit}%: 0 điểm.",
    }
)


class Direction(StrEnum):
    """Which side of the target is better."""

    HIGHER = "higher"
    LOWER = "lower"


class LowerBy(StrEnum):
    """How percent is counted when lower is better.

    `difference`: each percent of the plan above it is one percent short (plan 2, result 2,1: 95%).
    `quotient`: plan divided by result (plan 2, result 2,1: ≈ 95,2381%).
    """

    DIFFERENCE = "difference"
    QUOTIENT = "quotient"


@formula
@dataclass(frozen=True, slots=True, kw_only=True)
class PercentOfTarget(Formula):
    """100% of the plan gives the maximum; `loss` points off per `step` percent short, `gain` on per `step` over.

    Without `loss` a shortfall is proportional (95% of the plan: 95% of the maximum). The bonus is limited by the
    criterion's `bonus_max`, the loss by its floor. Below `zero_below` percent nothing is given.
    """

    kind = "percent_of_target"
    name = "Theo phần trăm kế hoạch"

    loss: Decimal | None = None
    gain: Decimal = ZERO
    step: Decimal = Decimal(1)
    partial: Partial = Partial.SHARE
    direction: Direction = Direction.HIGHER
    lower_by: LowerBy = LowerBy.DIFFERENCE
    zero_below: Decimal | None = None
    unit: str = ""

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return (
            Field("plan", "Kế hoạch", unit=self.unit, minimum=ZERO, feed="target"),
            Field("actual", "Thực hiện", unit=self.unit, minimum=ZERO, feed="result"),
        )

    def rule(self, terms: Terms) -> str:
        per = f"mỗi {written(self.step)}%"
        parts = [f"Đạt 100% kế hoạch được {written(terms.maximum)} điểm"]
        if self.loss is None:
            parts.append("thiếu thì được theo tỷ lệ phần trăm đạt")
        else:
            parts.append(f"{per} thiếu trừ {written(self.loss)} điểm")
        if self.gain:
            most = "không hạn chế" if terms.bonus_max is None else f"tối đa {written(terms.bonus_max)} điểm"
            parts.append(f"{per} vượt cộng {written(self.gain)} điểm, {most}")
        if self.zero_below is not None:
            parts.append(f"dưới {written(self.zero_below)}% được 0 điểm")
        lower = " Càng thấp càng tốt." if self.direction is Direction.LOWER else ""
        whole = "" if self.partial is Partial.SHARE else f" ({self.partial.label})"
        return "; ".join(parts) + f"{whole}.{lower}"

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        percent = self._percent(values, log)
        gap = percent - 100
        if self.zero_below is not None and percent < self.zero_below:
            log.add("percent.too_low", limit=self.zero_below)
            return ZERO
        if gap == 0:
            log.add("percent.full", maximum=terms.maximum)
            return terms.maximum
        return self._short(percent, terms, log) if gap < 0 else self._over(gap, terms, log)

    def _percent(self, values: Values, log: Log) -> Fraction:
        plan, actual = values.number("plan"), values.number("actual")
        if plan == 0:
            raise CannotScore(
                "zero_target",
                "kế hoạch bằng 0 nên không tính được phần trăm. Hãy sửa kế hoạch, hoặc ghi không áp dụng.",
                "plan",
            )
        planned, reached, how = fraction(plan), fraction(actual), ""
        if self.direction is Direction.HIGHER:
            percent = reached / planned * 100
        elif self.lower_by is LowerBy.DIFFERENCE:
            percent, how = (2 - reached / planned) * 100, " (càng thấp càng tốt: 100% + phần giảm so với kế hoạch)"
        elif actual == 0:
            raise CannotScore("zero_result", "thực hiện bằng 0 nên không chia được kế hoạch cho thực hiện.", "actual")
        else:
            percent, how = planned / reached * 100, " (càng thấp càng tốt: kế hoạch chia thực hiện)"
        log.add("percent.reached", plan=plan, actual=actual, unit=suffix(self.unit), percent=percent, how=how)
        return percent

    def _short(self, percent: Fraction, terms: Terms, log: Log) -> Number:
        if self.loss is None:
            share = max(percent, Fraction(0)) / 100 * fraction(terms.maximum)
            log.add("percent.share", maximum=terms.maximum, points=share)
            return share
        gap = 100 - percent
        loss = self._stepped("percent.short", "loss", gap, self.loss, log)
        return fraction(terms.maximum) - loss

    def _over(self, gap: Fraction, terms: Terms, log: Log) -> Number:
        if not self.gain:
            log.add("percent.over.none", gap=gap, maximum=terms.maximum)
            return terms.maximum
        return fraction(terms.maximum) + self._stepped("percent.over", "gain", gap, self.gain, log)

    def _stepped(self, kind: str, what: str, gap: Fraction, each: Decimal, log: Log) -> Fraction:
        steps = steps_in(gap, self.step, self.partial)
        amount = steps * fraction(each)
        if self.step == 1 and self.partial is Partial.SHARE:
            log.add(kind, gap=gap, rate=each, **{what: amount})
        else:
            log.add(f"{kind}.step", gap=gap, steps=steps, each=each, partial=self.partial.label, **{what: amount})
        return amount

    def reach(self, terms: Terms) -> Reach:
        return Reach(ZERO, None if self.gain > 0 else terms.maximum)

    def problems(self) -> list[tuple[str, str]]:
        """A step that is none, as (field, sentence)."""
        return [("step", "bước phải lớn hơn 0")] if self.step <= 0 else []

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        if (self.loss is not None and self.loss < 0) or self.gain < 0:
            yield error("sign", "mức trừ (loss) và mức cộng (gain) ghi bằng số dương")
        if self.zero_below is not None and not 0 < self.zero_below <= HUNDRED:
            yield error("zero_below", "ngưỡng được 0 điểm phải lớn hơn 0% và không quá 100%")
