"""Plan against result: one bar an indicator, on a common scale of percent of plan."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from thidua.ui.charts.canvas import NARROW, WIDE, Canvas, share, text_width, wrap
from thidua.ui.charts.table import ChartTable, shown, table

_CAP: Final = Decimal(200)  # percent of plan; a longer bar is cut, its number still says all
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Bullet:
    """One indicator. `percent` is the percentage of plan as the room computed it; None where there is none.

    `near` and `percent_near` are the words before figures that were published as «trên 884» or «gần 100%».
    """

    label: str
    plan: Decimal | None
    result: Decimal | None
    percent: Decimal | None
    unit: str = ""
    estimated: bool = False
    near: str = ""
    percent_near: str = ""


@dataclass(frozen=True, slots=True)
class BulletChart:
    """Indicators against their plans."""

    title: str
    description: str
    bars: tuple[Bullet, ...]


def bullet_svg(chart: BulletChart, width: int = WIDE) -> str:
    """The drawing at WIDE or NARROW."""
    labels = [wrap(bar.label, 230 if width == WIDE else NARROW) for bar in chart.bars]
    heights = [max(30, 18 * len(label) + 10) if width == WIDE else 18 * len(label) + 46 for label in labels]
    canvas = Canvas(width, 30 + sum(heights), chart.title, chart.description)
    left, right = (244.0, _end_of_bars(chart)) if width == WIDE else (0.0, 320.0)
    limit = _limit(chart)
    plan_x = left + (right - left) * share(_HUNDRED, limit)
    canvas.text(plan_x, 14, "kế hoạch (100%)", "soft", "end" if width == NARROW and plan_x > 250 else "middle")
    top = 28.0
    for bar, label, height in zip(chart.bars, labels, heights, strict=True):
        bar_top = top + (height - 18) / 2 if width == WIDE else top + 18 * len(label) + 2
        for number, line in enumerate(label):
            first = top + height / 2 - 9 * len(label) + 14 if width == WIDE else top + 12
            canvas.text(0, first + 18 * number, line, "text")
        _bar(canvas, bar, left, right, bar_top, limit)
        canvas.line(plan_x, bar_top - 4, plan_x, bar_top + 22, "target")
        if width == WIDE:
            canvas.text(right + 12, bar_top + 14, _said(bar))
        else:
            canvas.text(0, bar_top + 34, _said(bar), "soft")
        top += height
    return canvas.svg()


def _end_of_bars(chart: BulletChart) -> float:
    """Where the bars end on a wide page: as far right as the longest figure behind them leaves room."""
    return max(360.0, min(520.0, WIDE - 16 - max((text_width(_said(bar)) for bar in chart.bars), default=0)))


def bullet_table(chart: BulletChart) -> ChartTable:
    """Plan, result and percent of each indicator."""
    return table(
        ("Chỉ tiêu", "Kế hoạch", "Kết quả", "% kế hoạch"),
        (
            (
                f"{bar.label} ({bar.unit})" if bar.unit else bar.label,
                shown(bar.plan) if bar.plan is not None else "không có",
                f"{bar.near} {shown(bar.result)}".strip() + (" (ước)" if bar.estimated else ""),
                f"{bar.percent_near} {shown(bar.percent, 1)}".strip() if bar.percent is not None else "không tính",
            )
            for bar in chart.bars
        ),
    )


def _limit(chart: BulletChart) -> Decimal:
    top = max((bar.percent for bar in chart.bars if bar.percent is not None), default=_HUNDRED)
    return min(_CAP, max(Decimal(120), top))


def _bar(canvas: Canvas, bar: Bullet, left: float, right: float, top: float, limit: Decimal) -> None:
    if bar.percent is None:
        canvas.rect(left, top + 1, right - left, 16, "hollow")
        return
    length = (right - left) * share(min(max(bar.percent, Decimal(0)), limit), limit)
    canvas.rect(left, top, right - left, 18, "track")
    canvas.rect(left, top + 3, length, 12, "bar-estimate" if bar.estimated else "bar-main")
    if bar.percent > limit:
        canvas.text(right - 4, top + 13, "»", "inverse", "end")


def _said(bar: Bullet) -> str:
    if bar.result is None:
        return "chưa nhập kết quả"
    value = f"{bar.near} {shown(bar.result)} {bar.unit}".strip()
    percent = f"{bar.percent_near} {shown(bar.percent, 1)}%".strip() if bar.percent is not None else ""
    tail = f" · {percent}" if percent else ""
    words = f"{value}{tail}" + (" (ước)" if bar.estimated else "")
    return words if text_width(words) <= NARROW else words[:44] + "…"
