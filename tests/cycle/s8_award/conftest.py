"""Fixtures of stage 8."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cycle.s8_award.setting import OPEN, draft_of, issued, submitted
from tests.prepared import prepared
from tests.world import World
from thidua.cycle.s8_award.models import Decision


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open while the stage is open."""
    with time_machine.travel(f"{OPEN:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


@prepared
def draft(world: World) -> Decision:
    """A draft with three persons: one title of the base, one certificate, one title of the year."""
    return draft_of(world, ("CSTDCS", "GK", "LDTT"))


@prepared
def decision(world: World) -> Decision:
    """The same, issued."""
    return issued(world, submitted(world, draft_of(world, ("CSTDCS", "GK", "LDTT"))))
