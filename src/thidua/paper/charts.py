"""Bar charts for reports, drawn in the typeface of the paper; readable in black and white."""

from dataclasses import dataclass
from decimal import Decimal

from thidua.language.numbers import format_number
from thidua.paper import typesetting
from thidua.paper.errors import PaperError


@dataclass(frozen=True, kw_only=True)
class Bars:
    """One group of bars a row: a label and one value for each series, None where there is none."""

    label: str
    values: tuple[Decimal | int | None, ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Horizontal bars from zero; at most two series (kế hoạch and thực hiện, last year and this year)."""

    title: str
    series: tuple[str, ...]
    bars: tuple[Bars, ...]
    unit: str = ""


def chart_png(chart: Chart) -> bytes:
    """The chart as a PNG. Raises PaperError for negative values and for rows that do not fit the series."""
    if not 1 <= len(chart.series) <= 2 or not chart.bars:
        raise PaperError(f"Biểu đồ “{chart.title}” cần một hoặc hai dãy số và ít nhất một dòng.")
    for bar in chart.bars:
        if len(bar.values) != len(chart.series) or any(value is not None and value < 0 for value in bar.values):
            raise PaperError(f"Biểu đồ “{chart.title}”: dòng “{bar.label}” thiếu số hoặc có số âm.")
    largest = max(
        (Decimal(value) for bar in chart.bars for value in bar.values if value is not None), default=Decimal(0)
    )
    data = {
        "title": chart.title,
        "unit": chart.unit,
        "series": chart.series,
        "bars": [{"label": bar.label, "values": [_bar(value, largest) for value in bar.values]} for bar in chart.bars],
    }
    return typesetting.png("chart.typ", data)


def _bar(value: Decimal | int | None, largest: Decimal) -> dict[str, str | int]:
    """The length in thousandths of the longest bar, and the words beside it."""
    if value is None:
        return {"length": 0, "text": "chưa có số"}
    return {"length": int(1000 * value / largest) if largest else 0, "text": format_number(value)}
