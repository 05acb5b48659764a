"""Reporting periods as people write them: 2023, Q1/2023, 6T/2023, 9T/2023, T03/2023."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_FORM = re.compile(r"(?:(?:Q(?P<quarter>[1-4])|(?P<first>[69])T|T(?P<month>0[1-9]|1[0-2]))/)?(?P<year>20\d\d)")


@dataclass(frozen=True)
class Period:
    """A period with its first and last day."""

    code: str
    starts: date
    ends: date

    @property
    def label(self) -> str:
        """«năm 2023», «quý 1/2023», «6 tháng 2023», «tháng 3/2023»."""
        head, _, year = self.code.rpartition("/")
        if not head:
            return f"năm {year}"
        if head.startswith("Q"):
            return f"quý {head[1:]}/{year}"
        if head.startswith("T"):
            return f"tháng {int(head[1:])}/{year}"
        return f"{head[0]} tháng {year}"


def asked_from(span: Period, due: date) -> date:
    """From when a report is asked for: the day after the period, or the first day of the month in which it is due."""
    return max(span.starts, min(span.ends + timedelta(days=1), due.replace(day=1)))


def period(code: str) -> Period:
    """The period that a code names. Raises ValueError with a sentence for the user."""
    match = _FORM.fullmatch(code.strip().upper())
    if match is None:
        raise ValueError(
            f"«{code}» không phải là kỳ báo cáo. Hãy ghi như 2023, Q1/2023, 6T/2023, 9T/2023 hoặc T03/2023."
        )
    year = int(match["year"])
    if match["quarter"]:
        last = int(match["quarter"]) * 3
        first = last - 2
    elif match["month"]:
        first = last = int(match["month"])
    else:
        first, last = 1, int(match["first"] or 12)
    return Period(code.strip().upper(), date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def periods_of(year: int) -> list[Period]:
    """The periods that a report can be opened for: the year, six and nine months, quarters, months."""
    codes = [f"{year}", f"6T/{year}", f"9T/{year}", *(f"Q{q}/{year}" for q in range(1, 5))]
    return [period(c) for c in codes + [f"T{m:02}/{year}" for m in range(1, 13)]]
