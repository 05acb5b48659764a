"""Drawings as SVG text from plain data: pure functions, no browser, no style sheet needed.

`draw(chart, WIDE)` and `data_of(chart)` take any of the dataclasses below; `{% chart drawing %}` shows both.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from thidua.ui.charts.bullet import Bullet, BulletChart, bullet_svg, bullet_table
from thidua.ui.charts.bump import BumpChart, BumpLine, bump_svg, bump_table
from thidua.ui.charts.canvas import NARROW, WIDE
from thidua.ui.charts.composition import CompositionBar, CompositionChart, composition_svg, composition_table
from thidua.ui.charts.coverage import Coverage, CoverageChart, coverage_svg, coverage_table
from thidua.ui.charts.grid import GridChart, GridRow, Mark, grid_svg, grid_table
from thidua.ui.charts.multiples import MultiplesChart, Panel, multiples_svg, multiples_table
from thidua.ui.charts.slope import SlopeChart, SlopeLine, slope_svg, slope_table
from thidua.ui.charts.table import ChartTable
from thidua.ui.charts.ties import TieRow, TiesChart, ties_svg, ties_table

Chart = BulletChart | SlopeChart | BumpChart | MultiplesChart | CoverageChart | CompositionChart | TiesChart | GridChart

_KINDS: Final[Mapping[type, tuple[Callable[[Any, int], str], Callable[[Any], ChartTable]]]] = {
    BulletChart: (bullet_svg, bullet_table),
    SlopeChart: (slope_svg, slope_table),
    BumpChart: (bump_svg, bump_table),
    MultiplesChart: (multiples_svg, multiples_table),
    CoverageChart: (coverage_svg, coverage_table),
    CompositionChart: (composition_svg, composition_table),
    TiesChart: (ties_svg, ties_table),
    GridChart: (grid_svg, grid_table),
}


def draw(chart: Chart, width: int = WIDE) -> str:
    """The drawing as SVG, at WIDE (screens, paper) or NARROW (telephones)."""
    return _KINDS[type(chart)][0](chart, width)


def data_of(chart: Chart) -> ChartTable:
    """The same numbers as a table."""
    return _KINDS[type(chart)][1](chart)


__all__ = [
    "NARROW",
    "WIDE",
    "Bullet",
    "BulletChart",
    "BumpChart",
    "BumpLine",
    "Chart",
    "ChartTable",
    "CompositionBar",
    "CompositionChart",
    "Coverage",
    "CoverageChart",
    "GridChart",
    "GridRow",
    "Mark",
    "MultiplesChart",
    "Panel",
    "SlopeChart",
    "SlopeLine",
    "TieRow",
    "TiesChart",
    "data_of",
    "draw",
]
