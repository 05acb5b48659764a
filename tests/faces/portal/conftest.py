"""A portal on which something stands."""

from tests.faces.awards import issued
from tests.faces.conftest import a_movement, a_story
from tests.prepared import prepared
from tests.world import World


@prepared
def portal(world: World) -> World:
    """A story, a movement, and a decision over three people."""
    a_story(world, "Người trưởng bản")
    a_movement(world, "Thi đua xây dựng nông thôn mới")
    issued(world)
    return world
