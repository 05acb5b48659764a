"""Fixtures of stage 1."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from tests.cycle.s1_launch.world import TODAY, World, build
from tests.prepared import prepared
from thidua.cycle.s1_launch.actions import Draft, draft_movement, launch_movement
from thidua.cycle.s1_launch.enums import MovementKind
from thidua.cycle.s1_launch.models import Movement


@prepared
def world() -> World:
    """The district of the tests."""
    return build()


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open on the day of the tests."""
    with time_machine.travel(f"{TODAY:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


def a_draft(**changes: object) -> Draft:
    """A movement as an officer types it."""
    given: dict[str, object] = {
        "title": "Thi đua xây dựng nông thôn mới năm 2023",
        "kind": MovementKind.REGULAR,
        "contents": "Hoàn thành các tiêu chí nông thôn mới\nGiữ vững an ninh, trật tự",
        "period_from": date(2023, 1, 16),
        "period_to": date(2023, 12, 31),
    }
    return Draft(**{**given, **changes})  # type: ignore[arg-type]


@prepared
def draft(world: World) -> Movement:
    """A draft of the district."""
    return draft_movement(by=world.actor("chuyen-vien"), season=world.season, draft=a_draft(), today=TODAY)


@prepared
def launched(world: World, draft: Movement) -> Movement:
    """The same, launched: it addresses the four units directly below the district."""
    launch_movement(by=world.actor("chu-tich"), movement=draft, today=TODAY)
    return draft
