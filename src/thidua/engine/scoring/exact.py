"""Exact numbers: points are decimals, ratios are fractions until the one declared rounding."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)
from enum import StrEnum
from fractions import Fraction

Number = Decimal | Fraction

ZERO = Decimal(0)
HUNDRED = Decimal(100)

# Sums and products of points stay far below this precision; a result that would not fit raises instead of being cut.
_EXACT = Context(prec=120, traps=[DivisionByZero, Inexact, InvalidOperation, Overflow])
_ROUNDING = Context(prec=120, traps=[InvalidOperation])


class RoundingMode(StrEnum):
    """How a number between two steps is rounded."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"
    UP = "up"

    @property
    def label(self) -> str:
        """The mode in Vietnamese."""
        return _MODE_LABELS[self]


_MODE_LABELS = {
    RoundingMode.HALF_UP: "nửa thì làm tròn lên",
    RoundingMode.HALF_EVEN: "nửa thì làm tròn về số chẵn",
    RoundingMode.DOWN: "bỏ phần lẻ",
    RoundingMode.UP: "có phần lẻ thì làm tròn lên",
}


_DECIMAL_MODES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.DOWN: ROUND_DOWN,
    RoundingMode.UP: ROUND_UP,
}


@dataclass(frozen=True, slots=True)
class Rounding:
    """The one place where a scheme says how it rounds.

    `places` and `mode` apply to the points of each criterion; `percent_places` to the percent that is shown.
    """

    places: int = 2
    mode: RoundingMode = RoundingMode.HALF_UP
    percent_places: int = 3

    def problems(self) -> list[tuple[str, str]]:
        """Wrong settings as (field, sentence)."""
        found = []
        for name in ("places", "percent_places"):
            if not 0 <= getattr(self, name) <= 6:
                found.append((name, "số chữ số thập phân phải từ 0 đến 6"))
        return found

    def points(self, value: Number) -> Decimal:
        """Points of one criterion, rounded once."""
        return round_to(value, self.places, self.mode)

    def percent(self, value: Number) -> Decimal:
        """A percent as it is published."""
        return round_to(value, self.percent_places, self.mode)


def exactly() -> AbstractContextManager[Context]:
    """A decimal context in which nothing is ever rounded in silence, whatever the caller's own context is."""
    return localcontext(_EXACT)


def fraction(value: Number | int) -> Fraction:
    """The same number as a fraction."""
    return value if isinstance(value, Fraction) else Fraction(value)


def round_to(value: Number | int, places: int, mode: RoundingMode) -> Decimal:
    """`value` with exactly `places` decimals. HALF_UP and UP go away from zero, DOWN goes towards it."""
    if not isinstance(value, Fraction):
        return Decimal(value).quantize(Decimal((0, (1,), -places)), _DECIMAL_MODES[mode], _ROUNDING)
    scaled = value * 10**places
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    if mode is RoundingMode.HALF_UP:
        whole += 2 * rest >= scaled.denominator
    elif mode is RoundingMode.UP:
        whole += rest > 0
    elif mode is RoundingMode.HALF_EVEN:
        whole = abs(round(scaled))
    return _shifted(whole if scaled >= 0 else -whole, places)


def as_decimal(value: Number, places: int = 6) -> Decimal | None:
    """The number as a decimal when it ends within `places` decimals, else None."""
    if isinstance(value, Decimal):
        return value
    scaled = value * 10**places
    return _shifted(scaled.numerator, places) if scaled.denominator == 1 else None


def _shifted(digits: int, places: int) -> Decimal:
    """digits / 10^places; built from text, because arithmetic would obey the caller's precision."""
    return Decimal(f"{digits}e-{places}")
