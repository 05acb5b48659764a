"""A grid of few states: one line a row, one box a column, each with a sign that a legend explains."""

from dataclasses import dataclass

from thidua.ui.charts.canvas import WIDE, Canvas, text_width, wrap
from thidua.ui.charts.table import ChartTable, table


@dataclass(frozen=True, slots=True)
class Mark:
    """One state: its sign, its words, and the role of its box (see the canvas). Signs differ, not only colours."""

    sign: str
    words: str
    role: str = "rest"


@dataclass(frozen=True, slots=True)
class GridRow:
    """One line: a mark for each column, and what the table says there («gửi muộn 6 ngày»)."""

    label: str
    marks: tuple[Mark, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridChart:
    """Rows by columns; `head` names what the rows are."""

    title: str
    description: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


_FULL = ("bar", "bar-main")


def grid_svg(chart: GridChart, width: int = WIDE) -> str:
    """The drawing at WIDE or NARROW."""
    wide = width == WIDE
    left = 260.0 if wide else 0.0
    step = min(88.0, (width - left) / max(1, len(chart.columns)))
    names = [wrap(row.label, 244 if wide else 320, 2) for row in chart.rows]
    heights = [max(30, 18 * len(name) + 8) if wide else 18 * len(name) + 34 for name in names]
    legend = _legend(chart, width)
    top = 40.0
    canvas = Canvas(width, top + sum(heights) + 24 * len(legend) + 12, chart.title, chart.description)
    _heads(canvas, chart.columns, left, step)
    for row, name, height in zip(chart.rows, names, heights, strict=True):
        first = top + height / 2 - 9 * len(name) + 14 if wide else top + 16
        for number, words in enumerate(name):
            canvas.text(0, first + 18 * number, words)
        box = top + (height - 22) / 2 if wide else top + 18 * len(name) + 6
        for place, mark in enumerate(row.marks):
            _box(canvas, mark, left + step * place + 2, box, step - 4)
        top += height
    for line in legend:
        for mark, at in line:
            _box(canvas, mark, at + 1, top + 10, 26)
            canvas.text(at + 34, top + 26, mark.words, "soft")
        top += 24
    return canvas.svg()


def grid_table(chart: GridChart) -> ChartTable:
    """The words of every box."""
    return table((chart.head, *chart.columns), ((row.label, *row.said) for row in chart.rows))


def _heads(canvas: Canvas, columns: tuple[str, ...], left: float, step: float) -> None:
    """Column heads; where they don't fit side by side every second one stands higher."""
    tight = any(text_width(words) > step for words in columns)
    for place, words in enumerate(columns):
        canvas.text(left + step * (place + 0.5), 16 if tight and place % 2 else 32, words, "strong", "middle")


def _box(canvas: Canvas, mark: Mark, x: float, y: float, width: float) -> None:
    canvas.rect(x, y, width, 22, mark.role, 3)
    canvas.text(x + width / 2, y + 16, mark.sign, "inverse" if mark.role in _FULL else "strong", "middle")


def _legend(chart: GridChart, width: int) -> list[list[tuple[Mark, float]]]:
    """The marks that occur, in lines as wide as the drawing."""
    lines: list[list[tuple[Mark, float]]] = []
    at = 0.0
    for mark in dict.fromkeys(mark for row in chart.rows for mark in row.marks):
        needed = 34 + text_width(mark.words) + 20
        if not lines or at + needed > width:
            lines.append([])
            at = 0.0
        lines[-1].append((mark, at))
        at += needed
    return lines
