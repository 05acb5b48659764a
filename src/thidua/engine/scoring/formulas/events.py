"""Points added or taken per event, with caps per line and per criterion."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.bands import Interval
from thidua.engine.scoring.exact import ZERO, Number
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula, warning
from thidua.engine.scoring.formulas.conditions import repeated
from thidua.engine.scoring.formulas.fields import Field, suffix
from thidua.engine.scoring.formulas.lines import Line, amount_of
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "events.start": "Bắt đầu từ {points} điểm.",
        "events.blocked": "{label}: không cộng {amount} điểm vì tiêu chí này đã bị trừ điểm.",
        "events.exclusive": "{label}: không tính {amount} điểm vì chỉ lấy mức cao nhất trong nhóm «{group}».",
        "events.deduct_cap": "Tổng điểm trừ là {total}, tối đa {cap}: chỉ trừ {cap} điểm.",
        "events.bonus_cap": "Tổng điểm cộng là {total}, tối đa {cap}: chỉ cộng {cap} điểm.",
        "events.net_cap": "Tổng cộng trừ là {total}, không quá {cap} điểm: tính {result} điểm.",
        "events.total.minus": "{start} − {minus} = {points} điểm.",
        "events.total.plus": "{start} + {plus} = {points} điểm.",
        "events.total.minus.plus": "{start} − {minus} + {plus} = {points} điểm.",
        "events.gate": "{label} = {value}, thuộc mức {band}: tiêu chí được {points} điểm, không tính các dòng khác.",
    }
)


@dataclass(frozen=True, kw_only=True)
class Threshold(Interval):
    """A measured value inside the interval decides the whole criterion: it gets `points`, the lines are not read."""

    label: str
    points: Decimal = ZERO
    unit: str = ""


@formula
@dataclass(frozen=True, slots=True)
class Events(Formula):
    """Starts from the maximum (or from `start`), adds and takes line by line.

    `deduct_cap` and `bonus_cap` limit what is taken and given in all, `net_cap` the sum of both in either direction.
    """

    kind = "events"
    name = "Cộng, trừ theo lần"

    lines: tuple[Line, ...] = ()
    start: Decimal | None = None
    deduct_cap: Decimal | None = None
    bonus_cap: Decimal | None = None
    net_cap: Decimal | None = None
    gate: Threshold | None = None

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        gate = (Field("gate", self.gate.label, unit=self.gate.unit),) if self.gate else ()
        return gate + tuple(each for line in self.lines for each in line.fields())

    def missing(self, values: Values, fields: Sequence[Field]) -> list[Field]:
        if self.gate and values.has("gate") and self.gate.contains(values.number("gate")):
            return []
        return Formula.missing(self, values, fields)

    def rule(self, terms: Terms) -> str:
        start = f"ắt đầu từ {written(self._start(terms))} điểm"
        rule = "; ".join([f"{'b' if self.gate else 'B'}{start}", *(line.text() for line in self.lines)])
        if self.gate:
            band = self.gate.text(suffix(self.gate.unit))
            rule = f"{self.gate.label} {band} thì được {written(self.gate.points)} điểm. Ngoài mức đó: {rule}"
        if self.deduct_cap is not None:
            rule += f". Tổng điểm trừ không quá {written(self.deduct_cap)}"
        if self.bonus_cap is not None:
            rule += f". Tổng điểm cộng không quá {written(self.bonus_cap)}"
        if self.net_cap is not None:
            rule += f". Cộng trừ chung không quá {written(self.net_cap)}"
        return f"{rule}."

    def _start(self, terms: Terms) -> Decimal:
        return terms.maximum if self.start is None else self.start

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        if self.gate and self.gate.contains(values.number("gate")):
            unit = suffix(self.gate.unit)
            shown, band = f"{written(values.number('gate'))}{unit}", self.gate.text(unit)
            log.add("events.gate", label=self.gate.label, value=shown, band=band, points=self.gate.points)
            return self.gate.points
        start = self._start(terms)
        log.add("events.start", points=start)
        found = [(line, amount) for line in self.lines if (amount := amount_of(line, values, start, log))]
        clean = all(amount > 0 for _, amount in found)
        amounts = _strongest([each for each in found if clean or _stands(*each, log)], log)
        minus = -sum((amount for amount in amounts if amount < 0), ZERO)
        plus = sum((amount for amount in amounts if amount > 0), ZERO)
        minus = capped(minus, self.deduct_cap, "events.deduct_cap", log)
        plus = capped(plus, self.bonus_cap, "events.bonus_cap", log)
        net = plus - minus
        if self.net_cap is not None and abs(net) > self.net_cap:
            limited = self.net_cap if net > 0 else -self.net_cap
            log.add("events.net_cap", total=net, cap=self.net_cap, result=limited)
            return start + limited
        if minus or plus:
            kind = f"events.total{'.minus' if minus else ''}{'.plus' if plus else ''}"
            log.add(kind, start=start, minus=minus, plus=plus, points=start + net)
        return start + net

    def reach(self, terms: Terms) -> Reach:
        alone = [line.most for line in self.lines if not line.exclusive]
        groups = {line.exclusive for line in self.lines if line.exclusive}
        for group in groups:
            rivals = [line.most for line in self.lines if line.exclusive == group]
            alone.append(None if None in rivals else max(most for most in rivals if most is not None))
        bonus = None if None in alone else sum((most for most in alone if most is not None), ZERO)
        return Reach(None, self._highest(bonus, terms))

    def _highest(self, bonus: Decimal | None, terms: Terms) -> Decimal | None:
        limits = [limit for limit in (bonus, self.bonus_cap, self.net_cap) if limit is not None]
        return self._start(terms) + min(limits) if limits else None

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        yield from repeated([line.code for line in self.lines])
        if any(line.code == "gate" for line in self.lines):
            yield error("reserved_code", "mã «gate» dành riêng cho điều kiện chặn")
        for line in self.lines:
            if any(band.delta is None for band in line.bands):
                yield error("band_delta", f"«{line.label}»: bậc trong dòng cộng trừ phải khai bằng delta")
        yield from self._too_deep(terms)
        yield from self._too_high(terms)

    def _too_high(self, terms: Terms) -> Iterator[Flaw]:
        """A limit of both directions that is wider than what the lines can add: the paper promises too much."""
        highest = self.reach(Terms(terms.maximum, None, None)).highest
        room = None if highest is None else highest - self._start(terms)
        if self.net_cap is not None and room is not None and 0 < room < self.net_cap:
            said = f"cộng trừ chung tới {written(self.net_cap)} điểm nhưng các dòng chỉ cộng được {written(room)} điểm"
            yield warning("cap_unreachable", said)

    def _too_deep(self, terms: Terms) -> Iterator[Flaw]:
        """Deductions larger than what there is to lose."""
        if terms.floor is None:
            return
        room = max(self._start(terms), terms.maximum) - terms.floor
        taken = {f"«{line.label}»": line.worst for line in self.lines}
        if self.deduct_cap is not None:
            taken = {label: min(points, self.deduct_cap) for label, points in taken.items()}
            taken["tổng điểm trừ"] = self.deduct_cap
        whole = [line for line in self.lines if line.once and not line.exclusive and line.worst == room > 0]
        others = any(line.worst and line not in whole and not line.exclusive for line in self.lines)
        if whole and others and self.deduct_cap is None:
            said = f"«{whole[0].label}» đã trừ hết {written(room)} điểm nên các dòng trừ khác không còn gì để trừ"
            yield warning("deduction_above_maximum", said)
        for label, points in taken.items():
            if points > room:
                have = f"tiêu chí chỉ có {written(room)} điểm để trừ"
                yield warning("deduction_above_maximum", f"{label} trừ tới {written(points)} điểm trong khi {have}")


def _strongest(found: list[tuple[Line, Decimal]], log: Log) -> list[Decimal]:
    """Of the lines that exclude each other only the strongest stays (the first of equals)."""
    best: dict[str, tuple[Line, Decimal]] = {}
    for line, amount in found:
        if line.exclusive and (line.exclusive not in best or abs(amount) > abs(best[line.exclusive][1])):
            best[line.exclusive] = (line, amount)
    kept = []
    for line, amount in found:
        if line.exclusive and best[line.exclusive][0] is not line:
            log.add("events.exclusive", label=line.label, amount=abs(amount), group=line.exclusive)
        else:
            kept.append(amount)
    return kept


def _stands(line: Line, amount: Decimal, log: Log) -> bool:
    """Whether a line stands although something was taken."""
    if not line.needs_clean or amount < 0:
        return True
    log.add("events.blocked", label=line.label, amount=amount)
    return False


def capped(total: Decimal, cap: Decimal | None, kind: str, log: Log) -> Decimal:
    """The total, or the cap with a step in the log."""
    if cap is None or total <= cap:
        return total
    log.add(kind, total=total, cap=cap)
    return cap
