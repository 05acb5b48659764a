"""Intervals with open and closed ends, bands that give points, and the search for gaps and overlaps between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeVar

from thidua.engine.scoring.exact import HUNDRED, Number
from thidua.engine.scoring.problems import CannotScore
from thidua.engine.scoring.trace import written


class End(NamedTuple):
    """One end of an interval: None means without end."""

    value: Decimal | None
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Values between two ends: `gte`/`gt` below, `lte`/`lt` above, or exactly `eq`. No end given: unbounded."""

    gt: Decimal | None = None
    gte: Decimal | None = None
    lt: Decimal | None = None
    lte: Decimal | None = None
    eq: Decimal | None = None

    def problems(self) -> list[tuple[str, str]]:
        """Ends that contradict each other, as (field, sentence)."""
        found = []
        if self.gt is not None and self.gte is not None:
            found.append(("gt", "chỉ được khai một trong hai đầu dưới gt, gte"))
        if self.lt is not None and self.lte is not None:
            found.append(("lt", "chỉ được khai một trong hai đầu trên lt, lte"))
        if self.eq is not None and any(end is not None for end in (self.gt, self.gte, self.lt, self.lte)):
            found.append(("eq", "đã khai eq (bằng) thì không khai thêm đầu nào khác"))
        if not found and self.is_empty:
            found.append(("", "khoảng rỗng: đầu dưới lớn hơn đầu trên"))
        return found

    @property
    def lower(self) -> End:
        """The lower end."""
        if self.eq is not None:
            return End(self.eq, True)
        return End(self.gte, True) if self.gte is not None else End(self.gt, False)

    @property
    def upper(self) -> End:
        """The upper end."""
        if self.eq is not None:
            return End(self.eq, True)
        return End(self.lte, True) if self.lte is not None else End(self.lt, False)

    @property
    def is_empty(self) -> bool:
        """No number lies in it."""
        low, high = self.lower, self.upper
        if low.value is None or high.value is None:
            return False
        return low.value > high.value or (low.value == high.value and not (low.closed and high.closed))

    def contains(self, value: Number) -> bool:
        """Whether the value lies inside."""
        low, high = self.lower, self.upper
        above = low.value is None or value > low.value or (low.closed and value == low.value)
        below = high.value is None or value < high.value or (high.closed and value == high.value)
        return above and below

    def text(self, unit: str = "") -> str:
        """In words: "từ 97% đến dưới 98%"."""
        low, high = self.lower, self.upper
        if low.value is not None and low.value == high.value:
            return f"bằng {written(low.value)}{unit}"
        parts = []
        if low.value is not None:
            parts.append(f"{'từ' if low.closed else 'trên'} {written(low.value)}{unit}")
        if high.value is not None:
            word = "đến" if high.closed else "đến dưới" if parts else "dưới"
            parts.append(f"{word} {written(high.value)}{unit}")
        if low.value is not None and high.value is None and low.closed:
            parts.append("trở lên")
        return " ".join(parts) or "mọi giá trị"


@dataclass(frozen=True, kw_only=True)
class Award:
    """What a band or a choice is worth: points, a change from the maximum, or a percent of the maximum that is kept."""

    points: Decimal | None = None
    delta: Decimal | None = None
    keep: Decimal | None = None

    def problems(self) -> list[tuple[str, str]]:
        """Not exactly one of the three, as (field, sentence)."""
        if sum(value is not None for value in (self.points, self.delta, self.keep)) != 1:
            return [("", "phải khai đúng một: points (điểm), delta (cộng, trừ so với tối đa) hoặc keep (% giữ lại)")]
        return []

    def worth(self, maximum: Decimal) -> Decimal:
        """Points for a criterion of this maximum."""
        if self.points is not None:
            return self.points
        if self.delta is not None:
            return maximum + self.delta
        return maximum * (self.keep or Decimal(0)) / HUNDRED

    def award_text(self, maximum: Decimal) -> str:
        """In words: "được 4 điểm", "trừ 1 điểm", "giữ 50% điểm tối đa"."""
        if self.delta is not None and self.delta != 0:
            return f"{'cộng' if self.delta > 0 else 'trừ'} {written(abs(self.delta))} điểm"
        if self.keep is not None:
            return f"giữ {written(self.keep)}% điểm tối đa"
        return f"được {written(self.worth(maximum))} điểm"

    def outcome(self, maximum: Decimal) -> str:
        """In words, with the points that result: "trừ 1 điểm, được 2 điểm"."""
        award, result = self.award_text(maximum), f"được {written(self.worth(maximum))} điểm"
        return award if award == result else f"{award}, {result}"


@dataclass(frozen=True, kw_only=True)
class Band(Interval, Award):
    """One rung of a ladder."""

    label: str = ""

    def problems(self) -> list[tuple[str, str]]:
        """Both kinds of problem."""
        return Interval.problems(self) + Award.problems(self)


SomeInterval = TypeVar("SomeInterval", bound=Interval)


def matching(bands: Sequence[SomeInterval], value: Number) -> list[SomeInterval]:
    """The bands that hold the value."""
    return [band for band in bands if band.contains(value)]


def only_match(bands: Sequence[SomeInterval], value: Number, what: str, unit: str = "") -> SomeInterval:
    """The one band that holds the value; raises CannotScore for a gap and for an overlap."""
    found = matching(bands, value)
    shown = f"{what} = {written(value)}{unit}"
    if not found:
        raise CannotScore("gap", f"{shown} không nằm trong bậc nào của bảng bậc. Cần bổ sung bậc còn thiếu.")
    if len(found) > 1:
        texts = "; ".join(band.text(unit) for band in found)
        raise CannotScore(
            "overlap", f"{shown} nằm trong {len(found)} bậc cùng lúc ({texts}). Cần sửa cho bậc khỏi chồng."
        )
    return found[0]


def gaps(bands: Sequence[Interval], low: Decimal | None, high: Decimal | None, whole: bool = False) -> list[Interval]:
    """Values between `low` and `high` (None: without end) that no band holds. `whole`: only whole numbers occur."""
    found: list[Interval] = []
    reached = End(low, False)  # covered up to here; not closed: the value itself is still uncovered
    for band in sorted(bands, key=lambda each: _start(each.lower)):
        if _leaves_room(reached, band.lower):
            found.append(_between(reached, band.lower))
        upper = band.upper
        if upper.value is None:
            return _real(found, whole)
        reached = max(reached, upper, key=_reach)
    if high is None or reached.value is None or (high, True) > (reached.value, reached.closed):
        found.append(_between(reached, End(high, False)))
    return _real(found, whole)


def overlaps(bands: Sequence[SomeInterval], whole: bool = False) -> list[tuple[SomeInterval, SomeInterval, Interval]]:
    """Pairs of bands that share values, with the values they share."""
    found = []
    for index, first in enumerate(bands):
        for second in bands[index + 1 :]:
            low = max(first.lower, second.lower, key=_start)
            high = min(first.upper, second.upper, key=_stop)
            shared = _interval(low, high)
            if not shared.is_empty and not (whole and _holds_no_whole(shared)):
                found.append((first, second, shared))
    return found


def _start(end: End) -> tuple[bool, Decimal, bool]:
    return (end.value is not None, end.value or Decimal(0), not end.closed)


def _stop(end: End) -> tuple[bool, Decimal, bool]:
    return (end.value is None, end.value or Decimal(0), end.closed)


def _reach(end: End) -> tuple[bool, Decimal, bool]:
    """Order of how far the covered part goes, where no value means that nothing is covered yet."""
    return (end.value is not None, end.value or Decimal(0), end.closed)


def _leaves_room(reached: End, lower: End) -> bool:
    if lower.value is None:
        return False
    if reached.value is None:
        return True
    return lower.value > reached.value or (lower.value == reached.value and not reached.closed and not lower.closed)


def _between(reached: End, lower: End) -> Interval:
    """What lies after the covered part and before the band that starts at `lower`."""
    return _interval(
        End(reached.value, reached.value is not None and not reached.closed),
        End(lower.value, lower.value is not None and not lower.closed),
    )


def _interval(low: End, high: End) -> Interval:
    return Interval(
        gte=low.value if low.closed else None,
        gt=None if low.closed else low.value,
        lte=high.value if high.closed else None,
        lt=None if high.closed else high.value,
    )


def _real(found: list[Interval], whole: bool) -> list[Interval]:
    return [gap for gap in found if not gap.is_empty and not (whole and _holds_no_whole(gap))]


def _holds_no_whole(gap: Interval) -> bool:
    low, high = gap.lower, gap.upper
    if low.value is None or high.value is None:
        return False
    first = low.value.to_integral_value("ROUND_CEILING")
    if first == low.value and not low.closed:
        first += 1
    return not gap.contains(first)
