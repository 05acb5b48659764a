"""Short ways into a summary."""

from typing import Any

from tests.faces.conftest import HONOUR
from tests.world import World
from thidua.faces.reports.shapes import Part
from thidua.faces.reports.summary import season_summary, summary_tables


def part(world: World, code: str = "LH") -> Part:
    """What a unit sees."""
    return Part(world.id(code), world.units[code].name, frozenset({world.id(code)}))


def rows(world: World, code: str, **options: Any) -> tuple[tuple[Any, ...], ...]:
    """The rows of one table."""
    return summary_tables(season_summary(world.season, HONOUR, **options))[code].rows
