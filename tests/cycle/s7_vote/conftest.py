"""Fixtures of stage 7."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.cycle.s7_vote.setting import OPEN, council_of, dossiers_for, opened, planned
from tests.world import World, build
from thidua.cycle.s7_vote.models import Council, Session


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    """Keys and files of its own for each test."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return tmp_path


@pytest.fixture
def world(db: None) -> World:
    """The district of the tests."""
    return build()


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open while the stage is open."""
    with time_machine.travel(f"{OPEN:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


@pytest.fixture
def council(world: World) -> Council:
    """The council of the district."""
    return council_of(world)


@pytest.fixture
def session(world: World, council: Council) -> Session:
    """An electronic vote on three dossiers, open, everybody present."""
    made = planned(world, council, dossiers_for(world, ("CSTDCS", "GK", "LDTT")))
    return opened(world, made)
