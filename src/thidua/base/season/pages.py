"""What the page of a year shows: its nine stages with their windows, the drawing, the answer of the day counter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from thidua.base.season.calendar import Calendar
from thidua.base.season.drawing import StageBar, calendar_svg
from thidua.base.season.enums import StageState
from thidua.base.season.models import Season
from thidua.base.season.queries import StageStatus, stage_statuses
from thidua.language.dates import format_date
from thidua.ui.charts.canvas import NARROW, WIDE
from thidua.ui.parts import State

_TONES = {
    StageState.NOT_OPEN: "neutral",
    StageState.OPEN: "open",
    StageState.LOCKED: "locked",
    StageState.NO_WINDOW: "draft",
}


@dataclass(frozen=True)
class StageRow:
    """One stage as the table shows it."""

    number: int
    code: str
    name: str
    status: StageStatus
    locked_by_hand: bool

    @property
    def may_lock(self) -> bool:
        """Locking is offered until the window is over; unlocking what was locked by hand, always."""
        return self.locked_by_hand or self.status.state in (StageState.OPEN, StageState.NOT_OPEN)

    @property
    def state(self) -> State:
        """The badge."""
        return State(self.status.label, _TONES[self.status.state])


def stage_rows(season: Season, today: date) -> list[StageRow]:
    """All nine stages, in the order of the year, also those without a window."""
    statuses = stage_statuses(season, today)
    missing = StageStatus("", StageState.NO_WINDOW)
    rows = ((stage, statuses.get(stage.code, missing)) for stage in settings.THIDUA_STAGES)
    return [StageRow(s.number, s.code, s.name, status, bool(status.reason)) for s, status in rows]


def calendar_of(season: Season, rows: Sequence[StageRow], today: date) -> list[str]:
    """The drawing for wide and for narrow pages; none while no stage has a window."""
    bars = [
        StageBar(f"{r.number}. {r.name}", r.status.opens, r.status.closes, r.status.state == StageState.OPEN)
        for r in rows
        if r.status.opens and r.status.closes
    ]
    title = f"Lịch các giai đoạn năm {season.year}"
    return [calendar_svg(title, bars, today, width) for width in (WIDE, NARROW)] if bars else []


def count_sentence(calendar: Calendar, start: date, days: int | None, end: date | None) -> str:
    """The answer of the day counter, as a sentence."""
    if days is not None:
        last = calendar.add_working_days(start, days)
        return f"{days} ngày làm việc kể từ ngày {format_date(start)}: hết ngày {format_date(last)}."
    assert end is not None
    count = calendar.working_days_between(start, end)
    if count < 0:
        start, end, count = end, start, -count
    return f"Sau ngày {format_date(start)} đến hết ngày {format_date(end)} có {count} ngày làm việc."
