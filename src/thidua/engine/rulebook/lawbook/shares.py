"""Exact shares and how they are written."""

from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from thidua.language.numbers import format_number


def percent(share: Fraction) -> str:
    """A share in percent, at most two decimals. Cut, not rounded: 89,999% must never read as 90%."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return f"{format_number(exact.quantize(Decimal('0.01'), rounding=ROUND_DOWN))}%"
