"""A deadline: fixed deduction, decay by the day, grace, bonus for being early."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.exact import ZERO, Number
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula
from thidua.engine.scoring.formulas.fields import Field, FieldKind
from thidua.engine.scoring.trace import Log, phrases, written
from thidua.language.dates import format_date

phrases(
    {
        "deadline.dates": "{label}: {actual}, hạn {due}: {days}.",
        "deadline.days": "{label}: {days}.",
        "deadline.on_time": "Đúng hạn: đủ {maximum} điểm.",
        "deadline.grace": "Trễ trong {grace} ngày được phép: đủ {maximum} điểm.",
        "deadline.late": "Trễ hạn: trừ {once} + {days} ngày × {per_day} = trừ {loss} điểm.",
        "deadline.early": "Sớm từ {least} ngày: cộng {once} + {days} ngày × {per_day} = cộng {gain} điểm.",
        "deadline.not_sent": "Không gửi: được {points} điểm.",
    }
)


@formula
@dataclass(frozen=True, slots=True)
class Deadline(Formula):
    """The maximum when on time; late: `late_once` and `late_per_day` off; early by `early_days` or more: bonus.

    `due` is the day itself, or absent: then the form asks for it. `by_days`: the form asks for the number of days late
    instead (negative: early), for deadlines in working days that the calendar of the season counts. The first
    `grace_days` days cost nothing; decay counts the days after them. `not_sent` is what a unit gets that sent nothing.
    """

    kind = "deadline"
    name = "Theo thời hạn"

    label: str = "Ngày gửi"
    due: date | None = None
    by_days: bool = False
    grace_days: int = 0
    late_once: Decimal = ZERO
    late_per_day: Decimal = ZERO
    early_days: int = 1
    early_once: Decimal = ZERO
    early_per_day: Decimal = ZERO
    not_sent: Decimal | None = None

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        if self.by_days:
            main = [Field("days", "Số ngày trễ (sớm ghi số âm)", FieldKind.COUNT, unit="ngày")]
        else:
            asked = [] if self.due else [Field("due", "Thời hạn", FieldKind.DATE)]
            main = [*asked, Field("actual", self.label, FieldKind.DATE)]
        if self.not_sent is not None:
            main.append(Field("not_sent", "Không gửi", FieldKind.FLAG, required=False))
        return tuple(main)

    def missing(self, values: Values, fields: Sequence[Field]) -> list[Field]:
        return [] if values.flag("not_sent") else Formula.missing(self, values, fields)

    def rule(self, terms: Terms) -> str:
        due = f" (hạn {format_date(self.due)})" if self.due else ""
        parts = [f"Đúng hạn{due} được {written(terms.maximum)} điểm"]
        grace = f" sau {self.grace_days} ngày được phép" if self.grace_days else ""
        if self.late_once:
            parts.append(f"trễ{grace} trừ {written(self.late_once)} điểm")
        if self.late_per_day:
            parts.append(f"mỗi ngày trễ{grace} trừ {written(self.late_per_day)} điểm")
        if self.early_once or self.early_per_day:
            gains = [f"{written(self.early_once)} điểm"] if self.early_once else []
            gains += [f"{written(self.early_per_day)} điểm mỗi ngày"] if self.early_per_day else []
            parts.append(f"sớm từ {self.early_days} ngày cộng {' và '.join(gains)}")
        if self.not_sent is not None:
            parts.append(f"không gửi được {written(self.not_sent)} điểm")
        return "; ".join(parts) + "."

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        if self.not_sent is not None and values.flag("not_sent"):
            fields = self.fields(terms)
            self.refuse_both(values, fields[-1], [each for each in fields if each.name in ("days", "actual")])
            log.add("deadline.not_sent", points=self.not_sent)
            return self.not_sent
        late = self._days_late(values, log)
        if late > self.grace_days:
            return terms.maximum - self._loss(late - self.grace_days, log)
        if late > 0:
            log.add("deadline.grace", grace=self.grace_days, maximum=terms.maximum)
        elif -late >= self.early_days and (self.early_once or self.early_per_day):
            gain = self.early_once - late * self.early_per_day
            once, per_day = self.early_once, self.early_per_day
            log.add("deadline.early", least=self.early_days, once=once, days=-late, per_day=per_day, gain=gain)
            return terms.maximum + gain
        else:
            log.add("deadline.on_time", maximum=terms.maximum)
        return terms.maximum

    def _days_late(self, values: Values, log: Log) -> int:
        if self.by_days:
            late = int(values.number("days"))
            log.add("deadline.days", label=self.label, days=_in_words(late))
            return late
        due, actual = self.due or values.day("due"), values.day("actual")
        late = (actual - due).days
        log.add("deadline.dates", label=self.label, actual=actual, due=due, days=_in_words(late))
        return late

    def _loss(self, days: int, log: Log) -> Decimal:
        loss = self.late_once + days * self.late_per_day
        log.add("deadline.late", once=self.late_once, days=days, per_day=self.late_per_day, loss=loss)
        return loss

    def reach(self, terms: Terms) -> Reach:
        early = None if self.early_per_day else terms.maximum + self.early_once
        lowest = None if self.late_per_day else terms.maximum - self.late_once
        if lowest is not None and self.not_sent is not None:
            lowest = min(lowest, self.not_sent)
        return Reach(lowest, early)

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        if self.by_days and self.due:
            yield error("due", "đã nhập số ngày trễ (by_days) thì không khai thời hạn (due)")
        if min(self.late_once, self.late_per_day, self.early_once, self.early_per_day) < 0:
            yield error("sign", "mức trừ và mức cộng ghi bằng số dương")
        if self.grace_days < 0 or self.early_days < 1:
            yield error("days", "số ngày được phép không được âm, số ngày sớm phải từ 1")


def _in_words(late: int) -> str:
    if late == 0:
        return "đúng ngày hạn"
    return f"trễ {late} ngày" if late > 0 else f"sớm {-late} ngày"
