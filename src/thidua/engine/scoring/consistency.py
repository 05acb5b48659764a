"""Figures of a report that contradict each other or the year that is scored. They are pointed out, never changed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from thidua.engine.scoring.exact import fraction

_HALF = Decimal("0.5")


def ratio_differs(
    numerator: Decimal, denominator: Decimal, reported: Decimal, tolerance: Decimal | None = None
) -> bool:
    """Whether a reported percent is not what its two figures give, to half of the last digit that was written.

    `tolerance`, in percent points, is allowed instead of that half.

    98,06 for 2.069/2.110 agrees (98,0569); 99,43 for a ratio of 99,4374 does not: it was cut, not rounded. A
    denominator of zero agrees with nothing.
    """
    if not denominator:
        return True
    exact = fraction(numerator) / fraction(denominator) * 100
    if tolerance is not None:
        return abs(exact - fraction(reported)) > fraction(tolerance)
    exponent = reported.as_tuple().exponent
    last = Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)
    return abs(exact - fraction(reported)) > fraction(last * _HALF)


def outside_year(days: Iterable[date], year: int) -> list[date]:
    """The days that lie outside a year, in the order given."""
    return [day for day in days if day.year != year]
