"""Ranks across years: one line a unit, place by place."""

from dataclasses import dataclass

from thidua.ui.charts.canvas import WIDE, Canvas, wrap
from thidua.ui.charts.table import ChartTable, table

_ROW = 34.0


@dataclass(frozen=True, slots=True)
class BumpLine:
    """One unit; a rank for each period, None where it was not ranked."""

    label: str
    ranks: tuple[int | None, ...]
    highlight: bool = False


@dataclass(frozen=True, slots=True)
class BumpChart:
    """Ranks over periods."""

    title: str
    description: str
    periods: tuple[str, ...]
    lines: tuple[BumpLine, ...]


def bump_svg(chart: BumpChart, width: int = WIDE) -> str:
    """The drawing at WIDE or NARROW. Units of one rank stand one below the other, each with the rank they share."""
    slots = _slots(chart)
    rows = max((len(column) for column in slots), default=0)
    canvas = Canvas(width, 40 + _ROW * max(rows, 1), chart.title, chart.description)
    left, right = (40.0, 500.0) if width == WIDE else (16.0, 196.0)
    step = (right - left) / max(len(chart.periods) - 1, 1)
    columns = [left + step * index for index in range(len(chart.periods))]
    for x, period in zip(columns, chart.periods, strict=True):
        canvas.text(x, 16, period, "strong", "middle")
    for line in sorted(chart.lines, key=lambda item: item.highlight):
        points = [
            (x, 48 + _ROW * slot[line.label]) if line.label in slot else None
            for x, slot in zip(columns, slots, strict=True)
        ]
        _line(canvas, line, points, right + 20, width - right - 20)
    return canvas.svg()


def bump_table(chart: BumpChart) -> ChartTable:
    """Rank by period."""
    return table(
        ("Đơn vị", *chart.periods),
        (
            (line.label, *("không xếp hạng" if rank is None else str(rank) for rank in line.ranks))
            for line in chart.lines
        ),
    )


def _slots(chart: BumpChart) -> list[dict[str, int]]:
    """For each period, the row in which each ranked unit stands."""
    slots = []
    for index in range(len(chart.periods)):
        ranked = [(line.ranks[index], number, line.label) for number, line in enumerate(chart.lines)]
        ordered = sorted((rank, number, label) for rank, number, label in ranked if rank is not None)
        slots.append({label: row for row, (_, _, label) in enumerate(ordered)})
    return slots


def _line(
    canvas: Canvas, line: BumpLine, points: list[tuple[float, float] | None], label_x: float, room: float
) -> None:
    role, dot, ink = ("line-main", "dot-main", "inverse") if line.highlight else ("line", "dot", "text")
    for first, second in zip(points, points[1:], strict=False):
        if first and second:
            canvas.line(*first, *second, role)
    for point, rank in zip(points, line.ranks, strict=True):
        if point and rank is not None:
            canvas.dot(*point, 12, dot)
            canvas.text(point[0], point[1] + 4.5, str(rank), ink, "middle")
    last = points[-1]
    if last:
        lines = wrap(line.label, room, 2)
        for number, words in enumerate(lines):
            canvas.text(
                label_x, last[1] + 5 + 15 * number - 7 * (len(lines) - 1), words, "strong" if line.highlight else "text"
            )
