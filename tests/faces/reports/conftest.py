"""A year that is over."""

from tests.faces.year import whole_year
from tests.prepared import prepared
from tests.world import World


@prepared
def year(world: World) -> World:
    """The district after its whole year."""
    whole_year(world)
    return world
