"""The calendar of a year as one drawing: a bar for each stage from its first to its last day, and today."""

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from thidua.language.dates import format_date
from thidua.ui.charts.canvas import NARROW, WIDE, Canvas

_ROW, _HEAD = 30, 26


@dataclass(frozen=True)
class StageBar:
    """One stage: its days (both included), and whether it is open now."""

    name: str
    opens: date
    closes: date
    current: bool


def calendar_svg(title: str, bars: Sequence[StageBar], today: date, width: int = WIDE) -> str:
    """The drawing at WIDE or NARROW. Bars carry their dates as text, so that nothing hangs on colour."""
    first, last = _span(bars)
    left = 150.0 if width != NARROW else 0.0
    row = _ROW if width != NARROW else _ROW + 22
    said = "; ".join(f"{b.name} {format_date(b.opens)} – {format_date(b.closes)}" for b in bars)
    canvas = Canvas(width, _HEAD + row * len(bars) + 20, title, said)

    def at(day: date) -> float:
        return left + (width - left) * ((day - first).days / ((last - first).days + 1))

    for month in _months(first, last):
        canvas.line(at(month), _HEAD - 6, at(month), _HEAD + row * len(bars), "grid")
        if width != NARROW or month.month % 3 == 1:
            canvas.text(at(month) + 3, 14, f"{month.month}/{month.year % 100:02d}", "soft")
    if first <= today <= last:
        canvas.line(at(today), _HEAD - 6, at(today), _HEAD + row * len(bars), "target")
        near_end = at(today) > width - 90
        canvas.text(at(today), _HEAD + row * len(bars) + 14, "hôm nay", "strong", "end" if near_end else "start")
    for place, bar in enumerate(bars):
        _stage(canvas, bar, at, _HEAD + row * place, left, width)
    return canvas.svg()


def _stage(canvas: Canvas, bar: StageBar, at: Callable[[date], float], top: float, left: float, width: int) -> None:
    start, end = at(bar.opens), at(bar.closes + timedelta(days=1))
    days, weight = f"{bar.opens:%d/%m} – {bar.closes:%d/%m}", "strong" if bar.current else "text"
    if not left:
        canvas.text(0, top + 14, f"{bar.name}, {days}", weight)
        canvas.rect(start, top + 26, max(end - start, 3), 18, "bar-main" if bar.current else "bar", 3)
        return
    canvas.text(0, top + 20, bar.name, weight)
    canvas.rect(start, top + 6, max(end - start, 3), 18, "bar-main" if bar.current else "bar", 3)
    if end + 90 > width:
        canvas.text(start - 6, top + 20, days, "soft", "end")
    else:
        canvas.text(end + 6, top + 20, days, "soft")


def _span(bars: Sequence[StageBar]) -> tuple[date, date]:
    first, last = min(b.opens for b in bars), max(b.closes for b in bars)
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def _months(first: date, last: date) -> Iterator[date]:
    month = first
    while month <= last:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)
