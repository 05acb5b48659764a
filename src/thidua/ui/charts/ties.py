"""Near ties: a dot for the score and an interval in which it could move."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from thidua.ui.charts.canvas import WIDE, Canvas, share, ticks, wrap
from thidua.ui.charts.table import ChartTable, shown, table, with_unit


@dataclass(frozen=True, slots=True)
class TieRow:
    """One unit with its rank; `could_swap` when its place could change inside the interval."""

    rank: int
    label: str
    score: Decimal
    low: Decimal
    high: Decimal
    could_swap: bool = False


@dataclass(frozen=True, slots=True)
class TiesChart:
    """Scores in order; `interval_label` says what the interval means («nếu điểm lệch ±1»)."""

    title: str
    description: str
    unit: str
    interval_label: str
    rows: tuple[TieRow, ...]
    places: int | None = None


def ties_svg(chart: TiesChart, width: int = WIDE) -> str:
    """The drawing at WIDE or NARROW."""
    wide = width == WIDE
    left, right = (240.0, 560.0) if wide else (8.0, width - 8.0)
    names = [wrap(f"{row.rank}. {row.label}", 224 if wide else 250, 2) for row in chart.rows]
    heights = [max(32, 18 * len(name) + 10) if wide else 18 * len(name) + 28 for name in names]
    canvas = Canvas(width, sum(heights) + 52, chart.title, chart.description)
    marks = _marks(chart, 5 if wide else 4)
    low, high = marks[0], marks[-1]

    def place(value: Decimal) -> float:
        return left + (right - left) * share(value - low, high - low)

    for mark in marks:
        canvas.line(place(mark), 4, place(mark), sum(heights) + 6, "grid")
        canvas.text(place(mark), sum(heights) + 22, shown(mark), "soft", _anchor(mark, marks, wide=wide))
    top = 0.0
    for row, name, height in zip(chart.rows, names, heights, strict=True):
        first = top + height / 2 - 9 * len(name) + 14 if wide else top + 16
        for number, words in enumerate(name):
            canvas.text(0, first + 18 * number, words, "strong" if row.could_swap else "text")
        middle = top + height / 2 if wide else top + height - 12
        _interval(canvas, row, place, middle)
        score = shown(row.score, chart.places) + (" ⇅" if row.could_swap else "")
        if wide:
            canvas.text(576, middle + 5, score, "strong")
        else:
            canvas.text(width, top + 16, score, "strong", "end")
        top += height
    canvas.text(left if wide else 0, top + 44, f"Vạch ngang: {chart.interval_label}. ⇅: có thể đổi hạng.", "soft")
    return canvas.svg()


def ties_table(chart: TiesChart) -> ChartTable:
    """Score and interval of each unit."""
    return table(
        ("Đơn vị", "Hạng", with_unit("Điểm", chart.unit), "Thấp nhất", "Cao nhất", "Có thể đổi hạng"),
        (
            (
                row.label,
                str(row.rank),
                shown(row.score, chart.places),
                shown(row.low, chart.places),
                shown(row.high, chart.places),
                "có" if row.could_swap else "không",
            )
            for row in chart.rows
        ),
    )


def _marks(chart: TiesChart, most: int) -> list[Decimal]:
    if not chart.rows:
        return [Decimal(0), Decimal(1)]
    marks = ticks(min(row.low for row in chart.rows), max(row.high for row in chart.rows), most)
    return marks if len(marks) > 1 else [marks[0], marks[0] + 1]


def _anchor(mark: Decimal, marks: list[Decimal], *, wide: bool) -> str:
    if wide or mark not in (marks[0], marks[-1]):
        return "middle"
    return "start" if mark == marks[0] else "end"


def _interval(canvas: Canvas, row: TieRow, place: Callable[[Decimal], float], y: float) -> None:
    role, dot = ("line-main", "dot-main") if row.could_swap else ("line", "dot")
    canvas.line(place(row.low), y, place(row.high), y, role)
    for end in (row.low, row.high):
        canvas.line(place(end), y - 5, place(end), y + 5, role)
    canvas.dot(place(row.score), y, 5, dot)
