"""Reporting periods as people write them: 2023, Q1/2023, 6T/2023, 9T/2023, T03/2023."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_FORMS = re.compile(r"(?:(?:Q(?P<quarter>[1-4])|(?P<first>6|9)T|T(?P<month>0?[1-9]|1[0-2]))/)?(?P<year>(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first to the last day, both included; ``code`` as in the file."""

    starts: date
    ends: date
    code: str


NO_PERIOD = Period(date.min, date.min, "")


def parse_period(text: str) -> Period:
    """A year, a quarter (Q1/2023), the first six or nine months (6T/2023), or a month (T03/2023).

    Raises ValueError with a sentence for the user.
    """
    match = _FORMS.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError(
            f"“{text}” không phải là kỳ báo cáo. Hãy ghi như 2023, Q1/2023, 6T/2023, 9T/2023 hoặc T03/2023."
        )
    year = int(match["year"])
    first, last = 1, 12
    if match["quarter"]:
        last = int(match["quarter"]) * 3
        first = last - 2
    elif match["first"]:
        last = int(match["first"])
    elif match["month"]:
        first = last = int(match["month"])
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), match.group(0))
