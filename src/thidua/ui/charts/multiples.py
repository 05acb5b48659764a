"""Progress of many units: one small panel each, all on one scale."""

from dataclasses import dataclass
from decimal import Decimal

from thidua.ui.charts.canvas import WIDE, Canvas, share, wrap
from thidua.ui.charts.table import ChartTable, shown, table, with_unit

_HEIGHT = 146.0


@dataclass(frozen=True, slots=True)
class Panel:
    """One unit; a value for each period, None where nothing was entered."""

    label: str
    values: tuple[Decimal | None, ...]
    highlight: bool = False


@dataclass(frozen=True, slots=True)
class MultiplesChart:
    """Panels over the same periods; `plan` is one dashed line through all."""

    title: str
    description: str
    unit: str
    periods: tuple[str, ...]
    panels: tuple[Panel, ...]
    plan: Decimal | None = None
    places: int | None = None


def multiples_svg(chart: MultiplesChart, width: int = WIDE) -> str:
    """The drawing at WIDE (four in a row) or NARROW (two)."""
    across = 4 if width == WIDE else 2
    room = width / across
    rows = -(-len(chart.panels) // across)
    bottom = max(rows, 1) * _HEIGHT
    canvas = Canvas(width, bottom + (20 if chart.plan is not None else 0), chart.title, chart.description)
    top = _top(chart)
    for index, panel in enumerate(chart.panels):
        _panel(canvas, chart, panel, (index % across * room, index // across * _HEIGHT, room - 16), top)
    if chart.plan is not None:
        canvas.text(0, bottom + 8, f"Nét đứt: kế hoạch {shown(chart.plan, chart.places)} {chart.unit}", "soft")
    return canvas.svg()


def multiples_table(chart: MultiplesChart) -> ChartTable:
    """Every value by period; the plan in its own row."""
    rows = [(panel.label, *(shown(value, chart.places) for value in panel.values)) for panel in chart.panels]
    if chart.plan is not None:
        rows.append(("Kế hoạch", *(shown(chart.plan, chart.places) for _ in chart.periods)))
    return table((with_unit("Đơn vị", chart.unit), *chart.periods), rows)


def _top(chart: MultiplesChart) -> Decimal:
    values = [value for panel in chart.panels for value in panel.values if value is not None]
    return max([*values, chart.plan or Decimal(0), Decimal(1)])


def _panel(
    canvas: Canvas, chart: MultiplesChart, panel: Panel, place: tuple[float, float, float], top: Decimal
) -> None:
    x, y, width = place
    for number, words in enumerate(wrap(panel.label, width, 2)):
        canvas.text(x, y + 14 + 15 * number, words, "strong" if panel.highlight else "text")
    base, ceiling = y + 104, y + 40
    canvas.line(x, base, x + width, base, "axis")
    if chart.plan is not None:
        level = base - (base - ceiling) * share(chart.plan, top)
        canvas.line(x, level, x + width, level, "plan")
    step = (width - 8) / max(len(chart.periods) - 1, 1)
    run: list[tuple[float, float]] = []
    role = "line-main" if panel.highlight else "line"
    for index, value in enumerate(panel.values):
        if value is None:
            _stroke(canvas, run, role)
            run = []
            continue
        run.append((x + 4 + step * index, base - (base - ceiling) * share(max(value, Decimal(0)), top)))
    _stroke(canvas, run, role)
    known = [value for value in panel.values if value is not None]
    canvas.text(x, y + 122, f"{shown(known[-1], chart.places)} {chart.unit}" if known else "chưa nhập", "soft")


def _stroke(canvas: Canvas, run: list[tuple[float, float]], role: str) -> None:
    if len(run) > 1:
        canvas.path(run, role)
    if run:
        canvas.dot(*run[-1], 3.5, "dot-main" if role == "line-main" else "dot")
