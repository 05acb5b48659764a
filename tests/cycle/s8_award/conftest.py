"""Fixtures of stage 8."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.cycle.s8_award.setting import OPEN, draft_of, issued, submitted
from tests.world import World, build
from thidua.cycle.s8_award.models import Decision


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
def draft(world: World) -> Decision:
    """A draft with three persons: one title of the base, one certificate, one title of the year."""
    return draft_of(world, ("CSTDCS", "GK", "LDTT"))


@pytest.fixture
def decision(world: World) -> Decision:
    """The same, issued."""
    return issued(world, submitted(world, draft_of(world, ("CSTDCS", "GK", "LDTT"))))
