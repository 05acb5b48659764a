"""Fixtures of the documents room."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.base.documents.world import TODAY, World, build
from tests.prepared import prepared
from thidua.base.access.actor import Actor
from thidua.base.documents import policies
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season, check_sees_season
from thidua.base.tasks import duties


@pytest.fixture(autouse=True)
def store(settings: Any, data: Path) -> Path:
    """A file store of its own for each test."""
    settings.MEDIA_ROOT = data
    return data / "blobs"


@prepared
def world() -> World:
    """The district of the tests."""
    return build()


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open on the day of the tests."""
    with time_machine.travel(f"{TODAY:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


@pytest.fixture
def season_carries_files(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seasons may carry files and citations in these tests: seen by their authority, written by its specialist."""

    def check_visible(actor: Actor, owner_id: int) -> None:
        check_sees_season(actor, Season.objects.get(pk=owner_id))

    def check_write(actor: Actor, owner_id: int) -> None:
        check_runs_season(actor, Season.objects.get(pk=owner_id))

    monkeypatch.setattr(policies, "_OWNERS", dict(policies._OWNERS))
    policies.register_owner("season.season", check_visible, check_write=check_write, url=lambda pk: f"/nam/{pk}/")


@pytest.fixture(autouse=True)
def no_stage_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frame around a page counts duties of every stage; here only given tasks."""
    given = duties._duties[duties.ALWAYS]
    monkeypatch.setattr(duties, "_duties", {duties.ALWAYS: given})
    monkeypatch.setattr(duties, "_standings", {})
    monkeypatch.setattr(duties, "_overseers", [])
