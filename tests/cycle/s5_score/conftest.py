"""Fixtures of stage 5."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cycle.s5_score import ground
from tests.prepared import prepared
from tests.world import World
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s5_score.models import Scheme, ScoreSheet


@prepared
def world() -> World:
    """The district with the indicator that feeds one criterion."""
    world = ground.make_world()
    ground.make_indicator(world)
    return world


@prepared
def cluster(world: World) -> Cluster:
    """Three units; Lục Hồn heads them."""
    return ground.make_cluster(world)


@prepared
def scheme(world: World) -> Scheme:
    """The adopted table."""
    return ground.make_scheme(world)


@prepared
def sheets(world: World, cluster: Cluster, scheme: Scheme) -> dict[str, ScoreSheet]:
    """An open sheet for each member."""
    return ground.open_all(world, cluster, scheme)


@pytest.fixture
def sheet(sheets: dict[str, ScoreSheet]) -> ScoreSheet:
    """The sheet of Đồng Văn, which does not head the bloc."""
    return sheets["DV"]


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open while the stage is open."""
    with time_machine.travel(f"{ground.OPEN:%Y-%m-%d} 09:00+07:00", tick=True):
        yield
