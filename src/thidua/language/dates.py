"""Dates as Vietnamese papers write them."""

import re
from datetime import date, datetime

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def format_date(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_datetime(moment: datetime) -> str:
    """dd/mm/yyyy hh:mm, in the time zone the moment carries: the caller converts it first."""
    return f"{format_date(moment)} {moment.hour:02d}:{moment.minute:02d}"


def date_in_words(day: date) -> str:
    """The form of an official paper: a zero before days below 10 and before months 1 and 2 (NĐ 30/2020/NĐ-CP, PL I)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def parse_date(text: str) -> date:
    """A date typed as 12/01/2023 (also 12-1-2023, 12.1.2023, or 2023-01-12 as browsers send it).

    Raises ValueError with a sentence for the user when it is no date or when the calendar has no such day.
    """
    cleaned = text.strip()
    if match := _DAY_FIRST.fullmatch(cleaned):
        day, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(cleaned):
        year, month, day = match.groups()
    else:
        raise ValueError(f"“{cleaned}” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 12/01/2023.")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"Lịch không có ngày {cleaned}. Hãy kiểm tra lại ngày và tháng.") from None
