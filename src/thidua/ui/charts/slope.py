"""This year against last: one line a unit or indicator between two columns."""

from dataclasses import dataclass
from decimal import Decimal

from thidua.ui.charts.canvas import WIDE, Canvas, share, spread, wrap
from thidua.ui.charts.table import ChartTable, shown, table, with_unit

_GAP = 18.0


@dataclass(frozen=True, slots=True)
class SlopeLine:
    """One thing measured twice; `highlight` draws it in the accent."""

    label: str
    before: Decimal | None
    after: Decimal | None
    highlight: bool = False


@dataclass(frozen=True, slots=True)
class SlopeChart:
    """Two periods of the same measure."""

    title: str
    description: str
    before: str
    after: str
    unit: str
    lines: tuple[SlopeLine, ...]
    places: int | None = None


def slope_svg(chart: SlopeChart, width: int = WIDE) -> str:
    """The drawing at WIDE or NARROW. A rise is a solid line, a fall a dashed one; one value alone is a dot."""
    left, right = (230.0, 490.0) if width == WIDE else (64.0, 172.0)
    room = 210.0 if width == WIDE else 150.0
    names = [wrap(f"{_value(line.after, chart)} {line.label}", room, 2) for line in chart.lines]
    gap = _GAP * max((len(name) for name in names), default=1)
    top, bottom = 44.0, 44.0 + max(180.0, gap * len(chart.lines))
    canvas = Canvas(width, bottom + 24, chart.title, chart.description)
    for x, period, anchor in ((left, chart.before, "end"), (right, chart.after, "start")):
        canvas.text(x, 16, period, "strong", anchor)
        canvas.line(x, 26, x, bottom + 14, "axis")
    low, high = _range(chart)
    heights = [
        [None if value is None else bottom - (bottom - top) * share(value - low, high - low) for value in pair]
        for pair in ((line.before, line.after) for line in chart.lines)
    ]
    for line, (start, end) in sorted(zip(chart.lines, heights, strict=True), key=lambda item: item[0].highlight):
        _draw(canvas, line, left, right, start, end)
    _labels(canvas, chart, [pair[0] for pair in heights], (left - 12, top, bottom), wide=width == WIDE)
    starts = [pair[1] if pair[1] is not None else bottom for pair in heights]
    placed = spread(starts, gap, top, bottom + 8)
    for line, name, y in zip(chart.lines, names, placed, strict=True):
        for number, part in enumerate(name):
            canvas.text(right + 12, y + 4 + 16 * number, part, "strong" if line.highlight else "text")
    return canvas.svg()


def slope_table(chart: SlopeChart) -> ChartTable:
    """Both values and the change."""
    return table(
        ("Nội dung", with_unit(chart.before, chart.unit), with_unit(chart.after, chart.unit), "Tăng, giảm"),
        (
            (line.label, shown(line.before, chart.places), shown(line.after, chart.places), _change(line, chart))
            for line in chart.lines
        ),
    )


def _change(line: SlopeLine, chart: SlopeChart) -> str:
    if line.before is None or line.after is None:
        return "không tính"
    change = line.after - line.before
    return (
        f"tăng {shown(change, chart.places)}"
        if change > 0
        else (f"giảm {shown(-change, chart.places)}" if change < 0 else "không đổi")
    )


def _value(value: Decimal | None, chart: SlopeChart) -> str:
    return "–" if value is None else shown(value, chart.places)


def _range(chart: SlopeChart) -> tuple[Decimal, Decimal]:
    values = [value for line in chart.lines for value in (line.before, line.after) if value is not None]
    if not values:
        return Decimal(0), Decimal(1)
    low, high = min(values), max(values)
    return (low, high) if high > low else (low - 1, high + 1)


def _draw(canvas: Canvas, line: SlopeLine, left: float, right: float, start: float | None, end: float | None) -> None:
    role, dot = ("line-main", "dot-main") if line.highlight else ("line", "dot")
    if start is not None and end is not None:
        canvas.line(left, start, right, end, f"{role}-fall" if end > start else role)
    for x, y in ((left, start), (right, end)):
        if y is not None:
            canvas.dot(x, y, 4, dot)


def _labels(
    canvas: Canvas, chart: SlopeChart, heights: list[float | None], place: tuple[float, float, float], *, wide: bool
) -> None:
    x, top, bottom = place
    starts = {line.before for line in chart.lines}
    if len(starts) == 1 and len(chart.lines) > 1 and heights[0] is not None:
        canvas.text(x, heights[0] + 4, _value(chart.lines[0].before, chart), "text", "end")
        return
    known = [(line, y) for line, y in zip(chart.lines, heights, strict=True) if y is not None]
    for (line, _), y in zip(known, spread([y for _, y in known], _GAP, top, bottom + 8), strict=True):
        label = wrap(line.label, 150, 1)[0] + " " if wide else ""
        canvas.text(x, y + 4, f"{label}{_value(line.before, chart)}", "strong" if line.highlight else "text", "end")
