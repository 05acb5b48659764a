"""A target scored against the leader of the cluster: half for reaching it, the other half by the over-achievement."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from thidua.engine.scoring.exact import ZERO, Number, fraction
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula
from thidua.engine.scoring.formulas.fields import Field, suffix
from thidua.engine.scoring.problems import Excluded
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "leader.rate": "Chỉ tiêu {target}{unit}, kết quả {result}{unit}: đạt {percent}%.",
        "leader.under": "Chưa đạt chỉ tiêu: {percent}% của {share} điểm = {points} điểm.",
        "leader.exact": "Đạt đúng chỉ tiêu: {points} điểm.",
        "leader.best": "Tỷ lệ vượt {over}% cao nhất cụm: đủ {maximum} điểm.",
        "leader.over": (
            "Vượt {over}%, đơn vị dẫn đầu cụm vượt {best}%: {share} + {rest} × {over} / {best} = {points} điểm."
        ),
        "leader.outlier": (
            "Lưu ý: kết quả của đơn vị dẫn đầu gấp {times} lần chỉ tiêu, kéo điểm của mọi đơn vị vượt khác xuống thấp. "
            "Nên kiểm tra lại số liệu."
        ),
        "leader.no_target": (
            "Không được giao chỉ tiêu, có kết quả {result}{unit}: so với kết quả cao nhất {best}{unit} của nhóm không "
            "được giao chỉ tiêu, {maximum} × {result} / {best} = {points} điểm."
        ),
    }
)


class Lead(NamedTuple):
    """What must be known of the cluster: the best over-rate among units with a target, the best result without one."""

    over: Fraction
    free_result: Decimal


@formula
@dataclass(frozen=True, slots=True)
class TargetLeader(Formula):
    """Below target: `share` percent of the maximum × result / target. On target: that share. The leader: the maximum.

    Over target without leading: the share plus the rest in proportion to the leader's over-rate. All units tied for
    the lead get the maximum. A target of 0 means that none was assigned: with a result the unit is compared inside the
    group without target, without one the criterion leaves the denominator. A result more than `outlier` times the
    target is pointed out in every trace it influences.
    """

    kind = "target_leader"
    name = "Chỉ tiêu so với đơn vị dẫn đầu cụm"
    relative = True

    share: Decimal = Decimal(50)
    outlier: Decimal = Decimal(10)
    unit: str = ""

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return (
            Field("target", "Chỉ tiêu giao", unit=self.unit, minimum=ZERO, feed="target"),
            Field("result", "Kết quả", unit=self.unit, minimum=ZERO, feed="result"),
        )

    def rule(self, terms: Terms) -> str:
        half = written(self._share(terms))
        return (
            f"Chưa đạt chỉ tiêu: {half} điểm × kết quả / chỉ tiêu; đạt đúng: {half} điểm; tỷ lệ vượt cao nhất cụm: "
            f"{written(terms.maximum)} điểm; vượt nhưng không dẫn đầu: {half} điểm và phần còn lại theo tỷ lệ vượt so "
            "với đơn vị dẫn đầu. Không được giao chỉ tiêu mà có kết quả thì so trong nhóm không được giao."
        )

    def _share(self, terms: Terms) -> Fraction:
        return fraction(terms.maximum) * fraction(self.share) / 100

    def standing(self, values: Values, terms: Terms) -> tuple[Decimal, Decimal]:
        return values.number("target"), values.number("result")

    def survey(self, standings: Sequence[Any], terms: Terms) -> Lead:
        over, free = Fraction(0), ZERO
        for target, result in standings:
            if target == 0:
                free = max(free, result)
            else:
                over = max(over, fraction(result) / fraction(target) - 1)
        return Lead(over, free)

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        lead: Lead = survey
        target, result, unit = values.number("target"), values.number("result"), suffix(self.unit)
        if target == 0:
            return self._without_target(result, lead, terms, log)
        rate = fraction(result) / fraction(target)
        log.add("leader.rate", target=target, result=result, unit=unit, percent=rate * 100)
        share = self._share(terms)
        if rate < 1:
            log.add("leader.under", percent=rate * 100, share=share, points=share * rate)
            return share * rate
        if rate == 1:
            log.add("leader.exact", points=share)
            return share
        return self._over(rate - 1, lead, terms, log)

    def _over(self, over: Fraction, lead: Lead, terms: Terms, log: Log) -> Number:
        if lead.over + 1 > self.outlier:
            log.add("leader.outlier", times=lead.over + 1)
        if over == lead.over:
            log.add("leader.best", over=over * 100, maximum=terms.maximum)
            return terms.maximum
        share = self._share(terms)
        rest = fraction(terms.maximum) - share
        points = share + rest * over / lead.over
        log.add("leader.over", over=over * 100, best=lead.over * 100, share=share, rest=rest, points=points)
        return points

    def _without_target(self, result: Decimal, lead: Lead, terms: Terms, log: Log) -> Number:
        if result == 0:
            raise Excluded("không được giao chỉ tiêu và không có kết quả")
        best, unit = lead.free_result, suffix(self.unit)
        points = fraction(terms.maximum) * fraction(result) / fraction(best)
        log.add("leader.no_target", result=result, best=best, unit=unit, maximum=terms.maximum, points=points)
        return points

    def reach(self, terms: Terms) -> Reach:
        return Reach(ZERO, terms.maximum)

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        if not 0 <= self.share <= 100:
            yield error("share", "phần điểm khi đạt đúng chỉ tiêu phải từ 0% đến 100%")
