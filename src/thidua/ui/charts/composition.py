"""What a score is made of: stacked parts, each with its letter, so that no part is told by colour alone."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.ui.charts.canvas import WIDE, Canvas, share, text_width, wrap
from thidua.ui.charts.table import ChartTable, shown, table, with_unit

_LETTERS: Final = "ABCDEF"
_INVERSE: Final = frozenset({0, 1, 4})


@dataclass(frozen=True, slots=True)
class CompositionBar:
    """One unit: a value for each part (None: not entered), and what was deducted."""

    label: str
    values: tuple[Decimal | None, ...]
    deducted: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """The parts together, less the deduction."""
        return sum((value for value in self.values if value is not None), Decimal(0)) - self.deducted


@dataclass(frozen=True, slots=True)
class CompositionChart:
    """Up to six parts (ValueError for more: put the smallest together)."""

    title: str
    description: str
    unit: str
    parts: tuple[str, ...]
    bars: tuple[CompositionBar, ...]
    places: int | None = None

    def __post_init__(self) -> None:
        if len(self.parts) > len(_LETTERS):
            raise ValueError("Hình thành phần chỉ vẽ tối đa sáu phần; hãy gộp các phần nhỏ.")


def composition_svg(chart: CompositionChart, width: int = WIDE) -> str:
    """The drawing at WIDE or NARROW. A negative part takes no room; the table shows it."""
    wide = width == WIDE
    left, right = (200.0, 600.0) if wide else (0.0, float(width))
    labels = [wrap(bar.label, 190 if wide else 230, 2) for bar in chart.bars]
    heights = [max(38, 18 * len(label) + 12) if wide else 18 * len(label) + 44 for label in labels]
    legend = _legend_rows(chart, width)
    canvas = Canvas(width, sum(heights) + 12 + 20 * len(legend), chart.title, chart.description)
    whole = max((_drawn(bar) for bar in chart.bars), default=Decimal(0)) or Decimal(1)
    top = 0.0
    for bar, label, height in zip(chart.bars, labels, heights, strict=True):
        first = top + height / 2 - 9 * len(label) + 14 if wide else top + 16
        for number, words in enumerate(label):
            canvas.text(0, first + 18 * number, words)
        bar_top = top + (height - 24) / 2 if wide else top + 18 * len(label) + 6
        _stack(canvas, bar, left, right, bar_top, whole)
        if wide:
            canvas.text(612, bar_top + 17, _said(bar, chart), "strong")
        else:
            canvas.text(right, top + 16, _said(bar, chart), "strong", "end")
        top += height
    for number, entries in enumerate(legend):
        x = left
        for words in entries:
            canvas.text(x, top + 22 + 20 * number, words, "soft")
            x += text_width(words) + 20
    return canvas.svg()


def composition_table(chart: CompositionChart) -> ChartTable:
    """Every part, the deduction and the total."""
    heads = (with_unit("Đơn vị", chart.unit), *chart.parts, "Điểm trừ", "Tổng")
    return table(
        heads,
        (
            (
                bar.label,
                *(shown(value, chart.places) for value in bar.values),
                shown(bar.deducted, chart.places),
                shown(bar.total, chart.places),
            )
            for bar in chart.bars
        ),
    )


def _drawn(bar: CompositionBar) -> Decimal:
    return sum((max(value, Decimal(0)) for value in bar.values if value is not None), Decimal(0))


def _stack(canvas: Canvas, bar: CompositionBar, left: float, right: float, top: float, whole: Decimal) -> None:
    x = left
    for index, value in enumerate(bar.values):
        length = (right - left) * share(max(value or Decimal(0), Decimal(0)), whole)
        canvas.rect(x, top, max(length - 2, 0), 24, f"part-{index + 1}")
        if length >= 16:
            ink = "inverse" if index in _INVERSE else "strong"
            canvas.text(x + (length - 2) / 2, top + 17, _LETTERS[index], ink, "middle")
        x += length


def _said(bar: CompositionBar, chart: CompositionChart) -> str:
    return shown(bar.total, chart.places) + (f" (trừ {shown(bar.deducted, chart.places)})" if bar.deducted else "")


def _legend_rows(chart: CompositionChart, width: int) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    room = float(width - 200 if width == WIDE else width)
    used = 0.0
    for letter, part in zip(_LETTERS, chart.parts, strict=False):
        words = f"{letter} {part}"
        if rows[-1] and used + text_width(words) > room:
            rows.append([])
            used = 0.0
        rows[-1].append(words)
        used += text_width(words) + 20
    return rows
