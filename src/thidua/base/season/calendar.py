"""Working days with holidays: Monday to Friday, less holidays, plus weekends that are worked instead."""

from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Calendar:
    """The exceptions to the ordinary week."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)

    def is_working(self, day: date) -> bool:
        """True when offices work on this day."""
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def add_working_days(self, start: date, days: int) -> date:
        """The day on which ``days`` working days have passed, the day after ``start`` being the first.

        ``days`` must not be negative (ValueError)."""
        if days < 0:
            raise ValueError("Số ngày làm việc không được âm.")
        day = start
        while days:
            day += timedelta(days=1)
            if self.is_working(day):
                days -= 1
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` lies before ``start``."""
        if end < start:
            return -self.working_days_between(end, start)
        span = (end - start).days
        return sum(self.is_working(start + timedelta(days=i)) for i in range(1, span + 1))
