"""One line of a criterion that adds and takes points per event."""

from dataclasses import dataclass
from decimal import Decimal

from thidua.engine.scoring.bands import Band, only_match
from thidua.engine.scoring.exact import ZERO
from thidua.engine.scoring.formulas.base import Values
from thidua.engine.scoring.formulas.fields import Field, FieldKind, suffix
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "events.minus": "{label}: {count} {unit} × {each} = trừ {amount} điểm.",
        "events.plus": "{label}: {count} {unit} × {each} = cộng {amount} điểm.",
        "events.once.minus": "{label}: có, trừ {amount} điểm.",
        "events.once.plus": "{label}: có, cộng {amount} điểm.",
        "events.none": "{label}: không có.",
        "events.band": "{label}: {value}, thuộc bậc {band}, {change}.",
        "events.waived": "{label}: miễn trừ {waived} trong {count} {unit} ({why}).",
        "events.skipped": "{label}: không áp dụng, không cộng không trừ.",
        "events.line_cap": "{label}: mức tối đa của dòng này là {cap} điểm, chỉ tính {cap} điểm.",
        "events.all": "{label}: có, mất toàn bộ {points} điểm.",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: `points` (negative: taken, positive: given) for each event.

    `cap`: the line's limit, without sign. `once`: asked as yes or no instead of a count. `all`: one event loses every
    point. `bands`: a measured value whose band says how much is added or taken (`delta`). `waive`: says when events
    are waived; the form then has a field for how many. `needs_clean`: given only when nothing was taken in this
    criterion. `exclusive`: of the lines with the same name here only the strongest counts.
    """

    code: str
    label: str
    points: Decimal = ZERO
    unit: str = "lần"
    cap: Decimal | None = None
    once: bool = False
    all: bool = False
    bands: tuple[Band, ...] = ()
    band_unit: str = ""
    waive: str = ""
    needs_clean: bool = False
    exclusive: str = ""

    def problems(self) -> list[tuple[str, str]]:
        """A line that changes nothing or says two things, as (field, sentence)."""
        if sum((self.points != 0, self.all, bool(self.bands))) != 1:
            return [("", "phải khai đúng một: points (điểm mỗi lần, khác 0), all (mất toàn bộ) hoặc bands (theo bậc)")]
        return [("cap", "mức tối đa ghi bằng số dương")] if self.cap is not None and self.cap < 0 else []

    @property
    def worst(self) -> Decimal:
        """The most that this line can take, without sign; without a cap: what one event takes."""
        loss = max(ZERO, -min([self.points, *(band.delta or ZERO for band in self.bands)]))
        if not loss or self.cap is None:
            return loss
        return min(loss, self.cap) if self.once or self.bands else self.cap

    @property
    def most(self) -> Decimal | None:
        """The most that this line can add; None: no limit."""
        gain = max([self.points, *(band.delta or ZERO for band in self.bands)])
        if gain <= 0:
            return ZERO
        if self.once or self.bands:
            return gain if self.cap is None else min(gain, self.cap)
        return self.cap

    def fields(self) -> tuple[Field, ...]:
        """The figures of this line."""
        if self.bands:
            kind, unit, low = FieldKind.NUMBER, self.band_unit, None
        else:
            kind, unit, low = (FieldKind.FLAG if self.once or self.all else FieldKind.COUNT), self.unit, ZERO
        main = Field(self.code, self.label, kind, unit=unit, minimum=low, may_not_apply=True)
        if not self.waive or kind is not FieldKind.COUNT:
            return (main,)
        label = f"{self.label}: số được miễn ({self.waive})"
        return main, Field(f"{self.code}.waived", label, kind, unit=unit, minimum=ZERO, required=False)

    def text(self) -> str:
        """The line in words."""
        if self.all:
            return f"{self.label}: mất toàn bộ điểm"
        cap = f", tối đa {written(self.cap)}" if self.cap is not None else ""
        if self.bands:
            unit = suffix(self.band_unit)
            rows = ", ".join(f"{band.text(unit)} {change_text(band.delta or ZERO)}" for band in self.bands)
            return f"{self.label}: {rows}{cap}"
        per = "" if self.once else f" mỗi {self.unit}"
        clean = ", chỉ khi không bị trừ điểm" if self.needs_clean else ""
        waive = f", miễn khi {self.waive}" if self.waive else ""
        rival = f", chỉ lấy mức cao nhất của nhóm «{self.exclusive}»" if self.exclusive else ""
        return f"{self.label}: {change_text(self.points)}{per}{cap}{clean}{waive}{rival}"


def change_text(amount: Decimal) -> str:
    """A change with sign in words: "trừ 0,5 điểm"."""
    if amount == 0:
        return "không cộng không trừ"
    return f"{'cộng' if amount > 0 else 'trừ'} {written(abs(amount))} điểm"


def amount_of(line: Line, values: Values, start: Decimal, log: Log) -> Decimal:
    """What one line adds (positive) or takes (negative), capped."""
    if line.code in values.not_applicable:
        log.add("events.skipped", label=line.label)
        return ZERO
    amount = _banded(line, values, log) if line.bands else _counted(line, values, start, log)
    if line.cap is not None and abs(amount) > line.cap:
        log.add("events.line_cap", label=line.label, cap=line.cap)
        return line.cap if amount > 0 else -line.cap
    return amount


def _banded(line: Line, values: Values, log: Log) -> Decimal:
    value, unit = values.number(line.code), suffix(line.band_unit)
    band = only_match(line.bands, value, line.label, unit)
    amount = band.delta or ZERO
    shown = f"{written(value)}{unit}"
    log.add("events.band", label=line.label, value=shown, band=band.text(unit), change=change_text(amount))
    return amount


def _counted(line: Line, values: Values, start: Decimal, log: Log) -> Decimal:
    if line.once or line.all:
        count = Decimal(values.flag(line.code))
    else:
        count = values.number(line.code) - _waived(line, values, log)
    if not count:
        log.add("events.none", label=line.label)
        return ZERO
    if line.all:
        log.add("events.all", label=line.label, points=start)
        return -start
    amount = count * line.points
    sign = "plus" if amount > 0 else "minus"
    if line.once:
        log.add(f"events.once.{sign}", label=line.label, amount=abs(amount))
    else:
        each = abs(line.points)
        log.add(f"events.{sign}", label=line.label, count=count, unit=line.unit, each=each, amount=abs(amount))
    return amount


def _waived(line: Line, values: Values, log: Log) -> Decimal:
    name = f"{line.code}.waived"
    if not line.waive or not values.has(name):
        return ZERO
    waived, count = values.number(name), values.number(line.code)
    if waived > count:
        more = f"là {written(waived)}, nhiều hơn số {line.unit} đã ghi ({written(count)})."
        raise line.fields()[1].refuse("above_count", more)
    if waived:
        log.add("events.waived", label=line.label, waived=waived, count=count, unit=line.unit, why=line.waive)
    return waived
