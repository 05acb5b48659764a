"""The arithmetic of a figure: percent of plan, ratio and change on the same period, reached or not.

Computed from plan and result where both are known; else what was reported is taken, and said to be reported.
Comparisons use exact fractions; percentages are rounded only to be shown, half up, to two places.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from thidua.base.season.enums import Comparator
from thidua.cycle.s4_report.enums import Approx, ChangeUnit, Direction, ValueState
from thidua.language.numbers import format_number

PLACES = Decimal("0.01")


@dataclass(frozen=True)
class Aim:
    """What is to be reached."""

    comparator: str
    value: Decimal | None
    upper: Decimal | None = None
    change_unit: str = ""
    published: str = ""


@dataclass(frozen=True)
class Reported:
    """A percentage as somebody reported it."""

    value: Decimal | None = None
    approx: str = Approx.EXACT


@dataclass(frozen=True)
class Entry:
    """What was entered for one indicator. ``value`` is None unless ``state`` is VALUE."""

    state: str = ValueState.MISSING
    value: Decimal | None = None
    value_approx: str = Approx.EXACT
    plan: Decimal | None = None
    last: Decimal | None = None
    percent_of_plan: Reported = field(default_factory=Reported)
    ratio_to_last: Reported = field(default_factory=Reported)
    change_on_last: Reported = field(default_factory=Reported)
    estimated: bool = False
    as_of: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Percentage:
    """A percentage with where it comes from and how it came about. ``exact`` is for comparisons."""

    exact: Fraction | None
    approx: str = Approx.EXACT
    computed: bool = False
    steps: tuple[str, ...] = ()

    @property
    def shown(self) -> Decimal | None:
        """Rounded half up to two places."""
        if self.exact is None:
            return None
        whole = Decimal(self.exact.numerator) / Decimal(self.exact.denominator)
        return whole.quantize(PLACES, ROUND_HALF_UP).normalize()


UNKNOWN = Percentage(None)


def _say(value: Decimal | None) -> str:
    return format_number(value) if value is not None else "chưa có"


def _quotient(value: Decimal, base: Decimal, words: str) -> Percentage:
    exact = Fraction(value) / Fraction(base) * 100
    found = Percentage(exact, computed=True)
    step = f"{_say(value)} ÷ {_say(base)} × 100 = {_say(found.shown)}% {words}"
    return Percentage(exact, computed=True, steps=(step,))


def _as_reported(given: Reported, words: str) -> Percentage:
    if given.value is None:
        return UNKNOWN
    near = f"{Approx(given.approx).label} " if given.approx != Approx.EXACT else ""
    step = f"Đơn vị báo cáo {near}{_say(given.value)}% {words}; chưa có số gốc để tính lại."
    return Percentage(Fraction(given.value), given.approx, steps=(step,))


def percent_of_plan(entry: Entry) -> Percentage:
    """Result as percent of plan; a plan of zero has no percentage."""
    if entry.value is not None and entry.plan:
        return _quotient(entry.value, entry.plan, "kế hoạch")
    return _as_reported(entry.percent_of_plan, "kế hoạch")


def ratio_to_last(entry: Entry) -> Percentage:
    """Result as percent of the same period of last year: 77 means a fall by 23 percent."""
    if entry.value is not None and entry.last:
        return _quotient(entry.value, entry.last, "so với cùng kỳ")
    if entry.ratio_to_last.value is not None:
        return _as_reported(entry.ratio_to_last, "so với cùng kỳ")
    given = entry.change_on_last
    if given.value is None:
        return UNKNOWN
    way = "tăng" if given.value >= 0 else "giảm"
    near = f"{Approx(given.approx).label} " if given.approx != Approx.EXACT else ""
    step = f"Đơn vị báo cáo {way} {near}{_say(abs(given.value))}% so với cùng kỳ; chưa có số gốc để tính lại."
    return Percentage(Fraction(given.value) + 100, given.approx, steps=(step,))


def movement_on_last(entry: Entry) -> str:
    """«tăng 13%», «giảm 23%», «không đổi», or an empty text where nothing is known. A ratio below 100 is a fall."""
    ratio = ratio_to_last(entry)
    if ratio.exact is None:
        return ""
    change = Percentage(abs(ratio.exact - 100)).shown
    if not change:
        return "không đổi"
    rising = ratio.exact > 100
    # «trên 77%» of last year is a fall by *less* than 23 %
    approx = ratio.approx if rising else _FLIPPED.get(ratio.approx, ratio.approx)
    near = f"{Approx(approx).label} " if approx != Approx.EXACT else ""
    return f"{'tăng' if rising else 'giảm'} {near}{_say(change)}%"


_FLIPPED = {Approx.OVER.value: Approx.UNDER.value, Approx.UNDER.value: Approx.OVER.value}


def met(entry: Entry, aim: Aim | None, direction: str) -> bool | None:
    """True, False, or None when it can't be known. Without a target the plan is the target."""
    if entry.state != ValueState.VALUE:
        return None
    if aim is None:
        return _met_by_plan(entry, direction)
    if aim.comparator == Comparator.CHANGE:
        return _met_by_change(entry, aim)
    if aim.value is None or entry.value is None:
        return None
    return _compare(entry, aim, direction)


def _compare(entry: Entry, aim: Aim, direction: str) -> bool | None:
    value, wanted = entry.value, aim.value
    assert value is not None and wanted is not None
    if entry.value_approx in {Approx.NEARLY, Approx.ABOUT} and value == wanted:
        return None
    upper = aim.upper if aim.upper is not None else wanted
    answers = {
        Comparator.AT_LEAST: value >= wanted,
        Comparator.MORE_THAN: value > wanted or (value == wanted and entry.value_approx == Approx.OVER),
        Comparator.AT_MOST: value <= wanted,
        Comparator.LESS_THAN: value < wanted or (value == wanted and entry.value_approx == Approx.UNDER),
        Comparator.EQUAL: value == wanted,
        Comparator.RANGE: wanted <= value <= upper,
        Comparator.MAINTAIN: value <= wanted if direction == Direction.DOWN else value >= wanted,
    }
    return answers[Comparator(aim.comparator)]


def _met_by_change(entry: Entry, aim: Aim) -> bool | None:
    if aim.value is None:
        return None
    if aim.change_unit == ChangeUnit.PERCENTAGE_POINT:
        if entry.value is None or entry.last is None:
            return None
        change = Fraction(entry.value) - Fraction(entry.last)
    else:
        ratio = ratio_to_last(entry).exact
        if ratio is None:
            return None
        change = ratio - 100
    return change >= Fraction(aim.value) if aim.value >= 0 else change <= Fraction(aim.value)


def _met_by_plan(entry: Entry, direction: str) -> bool | None:
    percent = percent_of_plan(entry)
    if percent.exact is None or direction == Direction.NONE:
        return None
    if percent.approx in {Approx.NEARLY, Approx.UNDER} and percent.exact == 100:
        return direction == Direction.DOWN
    return percent.exact <= 100 if direction == Direction.DOWN else percent.exact >= 100


def aim_in_words(aim: Aim | None, unit_of_measure: str) -> str:
    """«từ 85 người trở lên», «tăng 12,8% so với năm trước», or the published wording."""
    if aim is None:
        return "chưa giao"
    if aim.published:
        return aim.published
    number = f"{_say(aim.value)} {unit_of_measure}".strip()
    if aim.comparator == Comparator.CHANGE and aim.value is not None:
        way = "tăng" if aim.value >= 0 else "giảm"
        measure = ChangeUnit(aim.change_unit).label if aim.change_unit else "%"
        return f"{way} {_say(abs(aim.value))}{'' if measure == '%' else ' '}{measure} so với năm trước"
    words = {
        Comparator.AT_LEAST: f"từ {number} trở lên",
        Comparator.MORE_THAN: f"trên {number}",
        Comparator.AT_MOST: f"không quá {number}",
        Comparator.LESS_THAN: f"dưới {number}",
        Comparator.EQUAL: number,
        Comparator.RANGE: f"từ {_say(aim.value)} đến {_say(aim.upper)} {unit_of_measure}",
        Comparator.MAINTAIN: f"duy trì {number}",
    }
    return words[Comparator(aim.comparator)]
