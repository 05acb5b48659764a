"""The district of the tests with the first two stages open at once, as they are in January."""

from datetime import date

from tests import world as district
from tests.world import LOADER, START, TODAY, World

LATE = date(2023, 6, 1)
STAGES = {"s1_launch": (date(2023, 1, 3), date(2023, 2, 10)), "s2_register": (date(2023, 1, 10), date(2023, 2, 28))}

__all__ = ["LATE", "LOADER", "START", "STAGES", "TODAY", "World", "build"]


def build() -> World:
    """The district, its people and its year."""
    return district.build(stages=STAGES)
