"""Fixtures of the tasks room: the district, and one stage whose duties and standings the tests decide."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.base.documents.world import TODAY, World, build
from tests.prepared import prepared
from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.jobs import kinds
from thidua.base.season.models import Season
from thidua.base.tasks import duties
from thidua.base.tasks.duties import Duty, Standing

STAGE = "s2_register"


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


@dataclass
class Stage:
    """One stage of the year: what each unit must still do by when, which units have done it, who follows whom."""

    due: dict[int, date | None] = field(default_factory=dict)
    done: set[int] = field(default_factory=set)
    expected: set[int] = field(default_factory=set)
    follows: dict[int, set[int]] = field(default_factory=dict)

    def duties_of(self, actor: Actor, season: Season, today: date) -> Iterable[Duty]:
        """A duty for the officer of each unit that has a deadline."""
        if actor.is_any(Role.UNIT_OFFICER) and actor.unit_id in self.due:
            yield Duty(STAGE, "Gửi đăng ký thi đua", "/dang-ky/gui/", "Gửi", self.due[actor.unit_id], str(season))

    def standings_of(self, season: Season, unit_ids: frozenset[int], today: date) -> Iterable[Standing]:
        """Who has done it, among those of whom it is expected."""
        for unit in sorted(unit_ids & self.expected):
            done = unit in self.done
            yield Standing(STAGE, unit, done, "đã gửi" if done else "chưa gửi", f"/dang-ky/{unit}/")

    def overseen(self, actor: Actor, season: Season, today: date) -> Iterable[int]:
        """Members of the cluster that the actor's unit heads."""
        return self.follows.get(actor.unit_id or 0, set()) if actor.is_any(Role.CLUSTER_HEAD) else set()


@pytest.fixture(autouse=True)
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    """The only stage that speaks."""
    made, given = Stage(), duties._duties[duties.ALWAYS]
    monkeypatch.setattr(kinds, "_KINDS", dict(kinds._KINDS))
    monkeypatch.setattr(duties, "_duties", {duties.ALWAYS: given})
    monkeypatch.setattr(duties, "_standings", {})
    monkeypatch.setattr(duties, "_overseers", [])
    duties.register(STAGE, duties=made.duties_of, standings=made.standings_of)
    duties.register_overseer(made.overseen)
    return made
