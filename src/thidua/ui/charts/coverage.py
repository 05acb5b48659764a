"""How many of those expected have done it: 118/126."""

from dataclasses import dataclass
from decimal import Decimal

from thidua.language.numbers import format_number, format_percent
from thidua.ui.charts.canvas import WIDE, Canvas, share, wrap
from thidua.ui.charts.table import ChartTable, table


@dataclass(frozen=True, slots=True)
class Coverage:
    """One count of a whole."""

    label: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class CoverageChart:
    """Counts of wholes; `done_label` and `rest_label` say what the two parts are."""

    title: str
    description: str
    done_label: str
    rest_label: str
    bars: tuple[Coverage, ...]


def coverage_svg(chart: CoverageChart, width: int = WIDE) -> str:
    """The drawing at WIDE or NARROW: the done part full, the rest an empty frame."""
    wide = width == WIDE
    left, right = (200.0, 540.0) if wide else (0.0, float(width))
    labels = [wrap(bar.label, 190 if wide else 210, 2) for bar in chart.bars]
    heights = [max(36, 18 * len(label) + 12) if wide else 18 * len(label) + 40 for label in labels]
    canvas = Canvas(width, sum(heights) + 28, chart.title, chart.description)
    top = 0.0
    for bar, label, height in zip(chart.bars, labels, heights, strict=True):
        first = top + height / 2 - 9 * len(label) + 14 if wide else top + 16
        for number, words in enumerate(label):
            canvas.text(0, first + 18 * number, words)
        bar_top = top + (height - 20) / 2 if wide else top + 18 * len(label) + 6
        canvas.rect(left + 1, bar_top, right - left - 2, 20, "rest")
        canvas.rect(
            left + 1, bar_top, (right - left - 2) * share(Decimal(bar.done), Decimal(bar.total)), 20, "bar-main"
        )
        if wide:
            canvas.text(552, bar_top + 15, _said(bar), "strong")
        else:
            canvas.text(right, top + 16, _said(bar), "strong", "end")
        top += height
    canvas.rect(left + 1, top + 8, 12, 12, "bar-main")
    canvas.text(left + 20, top + 18, chart.done_label, "soft")
    canvas.rect(left + 131, top + 8, 12, 12, "rest")
    canvas.text(left + 150, top + 18, chart.rest_label, "soft")
    return canvas.svg()


def coverage_table(chart: CoverageChart) -> ChartTable:
    """Done, expected, rest."""
    return table(
        ("Nội dung", chart.done_label, chart.rest_label, "Tổng số", "Tỷ lệ"),
        (
            (
                bar.label,
                format_number(bar.done),
                format_number(bar.total - bar.done),
                format_number(bar.total),
                _percent(bar),
            )
            for bar in chart.bars
        ),
    )


def _percent(bar: Coverage) -> str:
    return format_percent(Decimal(bar.done) * 100 / bar.total, 1) if bar.total else "không tính"


def _said(bar: Coverage) -> str:
    return f"{format_number(bar.done)}/{format_number(bar.total)}" + (f" · {_percent(bar)}" if bar.total else "")
