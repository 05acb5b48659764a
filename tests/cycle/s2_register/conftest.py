"""Fixtures of stage 2: the district of stage 1 with people, a household and an opened sheet."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.cycle.s1_launch.world import LOADER, START, TODAY, World, build
from tests.prepared import prepared
from thidua.base.people.actions import record_person
from thidua.base.people.enums import PersonClass
from thidua.base.people.models import Person
from thidua.base.units.actions import post_person, record_household
from thidua.base.units.models import Household
from thidua.cycle.s2_register.actions import open_sheet, save_line, send_sheet
from thidua.cycle.s2_register.facts import award_choices
from thidua.cycle.s2_register.models import Registration, RegistrationLine

PEOPLE = (
    ("p1", "Lô Sông Xanh", "LH", PersonClass.DIRECT_WORKER),
    ("p2", "Chìu Sương Mai", "LH", PersonClass.OTHER_LEADER),
    ("p3", "Tằng Nắng Hạ", "BC", PersonClass.DIRECT_WORKER),
    ("p4", "Hoàng Lá Non", "DV", PersonClass.DIRECT_WORKER),
)


@prepared
def world() -> World:
    """The district of the tests."""
    return build()


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open on the day of the tests."""
    with time_machine.travel(f"{TODAY:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


@prepared
def persons(world: World) -> dict[str, Person]:
    """Who works where."""
    made = {}
    for code, name, unit, person_class in PEOPLE:
        made[code] = record_person(by=LOADER, code=code, full_name=name, person_class=person_class)
        post_person(by=LOADER, person_id=made[code].pk, unit=world.units[unit], position="Công chức", valid_from=START)
    return made


@prepared
def household(world: World) -> Household:
    """A household of the hamlet below Lục Hồn."""
    return record_household(by=LOADER, code="h1", head_name="Lô Suối Trong", unit=world.units["BC"])


@prepared
def sheet(world: World) -> Registration:
    """The empty sheet of Lục Hồn."""
    return open_sheet(by=world.actor("lh-can-bo"), season=world.season, today=TODAY)


def title(world: World, subject: str = "person", place: int = 0) -> str:
    """The code of a title that this kind of subject can register for on the day, from the law data."""
    found = award_choices(world.season, TODAY, subject, "commune")  # type: ignore[arg-type]
    return [c for c in found if c.kind == "title"][place].code


def add(world: World, sheet: Registration, by: str = "lh-can-bo", **fields: object) -> RegistrationLine:
    """One more line on a sheet."""
    line = RegistrationLine(registration=sheet, **fields)
    save_line(by=world.actor(by), line=line, today=TODAY)
    return line


def sent(world: World, code: str, by: str) -> Registration:
    """A sheet with one line, sent."""
    made = open_sheet(by=world.actor(by), season=world.season, today=TODAY)
    add(world, made, by=by, subject_kind="collective", award_code=title(world, "collective"))
    send_sheet(by=world.actor(by), sheet=made, today=TODAY)
    return made
