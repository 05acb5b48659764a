"""Fixtures of stage 7."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cycle.s7_vote.setting import OPEN, council_of, dossiers_for, opened, planned
from tests.prepared import prepared
from tests.world import World
from thidua.cycle.s7_vote.models import Council, Session


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open while the stage is open."""
    with time_machine.travel(f"{OPEN:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


@prepared
def council(world: World) -> Council:
    """The council of the district."""
    return council_of(world)


@prepared
def session(world: World, council: Council) -> Session:
    """An electronic vote on three dossiers, open, everybody present."""
    made = planned(world, council, dossiers_for(world, ("CSTDCS", "GK", "LDTT")))
    return opened(world, made)
