"""Fixtures of stage 6."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from tests.cycle.above import add_province
from tests.prepared import prepared
from tests.world import LOADER, START, World, day
from thidua.base.documents.actions import attach
from thidua.base.people.actions import record_person
from thidua.base.people.models import Person
from thidua.base.units.actions import post_person
from thidua.cycle.s6_propose import actions, recording
from thidua.cycle.s6_propose.enums import STAGE, FactKind, Verdict
from thidua.cycle.s6_propose.models import Dossier

OPEN = day(STAGE)
AWARD = "CSTDCS"


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open while the stage is open."""
    with time_machine.travel(f"{OPEN:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


@prepared
def person(world: World) -> Person:
    """An officer of Lục Hồn, recruited in 2015, of whom nothing else is known."""
    made = record_person(by=LOADER, code="NV1", full_name="Hoàng Thị Suối", is_illustration=True)
    post_person(by=LOADER, person_id=made.pk, unit=world.units["LH"], position="Công chức", valid_from=START)
    return made


def know(world: World, person: Person, *rows: tuple[str, str, str], year: int = 2023) -> None:
    """Record facts of a person: kind, code, value."""
    by = world.actor("lh-can-bo", OPEN)
    new = [
        recording.NewFact(person, year, kind, code, value, decision="12/QĐ-UBND", on_date=OPEN)
        for kind, code, value in rows
    ]
    recording.record_facts(by=by, rows=new, today=OPEN)


GOOD = (
    (FactKind.GROUP, "staff", ""),
    (FactKind.RATING, "HTT", ""),
    (FactKind.TITLE, "LDTT", ""),
    (FactKind.ATTESTED, "conduct", "có"),
)
WITH_INITIATIVE = (*GOOD, (FactKind.INITIATIVE, "base", "Rút ngắn thời gian trả kết quả"))
ALL_TOLD = ((FactKind.COMPLETE, "", ""),)
RECRUITED = date(2015, 9, 1)


def recruited(world: World, person: Person) -> None:
    """Known to work there since 2015."""
    new = recording.NewFact(person, 2015, FactKind.RECRUITED, on_date=RECRUITED)
    recording.record_facts(by=world.actor("lh-can-bo", OPEN), rows=[new], today=OPEN)


@prepared
def dossier(world: World, person: Person) -> Dossier:
    """A dossier for the person, in the unit's hands."""
    new = actions.NewDossier(AWARD, "Có sáng kiến được áp dụng", 2023, person=person, papers=("proposal", "report"))
    by = world.actor("lh-can-bo", OPEN)
    return actions.draft_dossier(by=by, season=world.season, unit=world.units["LH"], new=new, today=OPEN)


@prepared
def above(world: World) -> World:
    """The same district, with the province and its year above it."""
    return add_province(world)


@prepared
def appraised(above: World, person: Person, dossier: Dossier) -> Dossier:
    """The dossier with a file, sent and found qualified by the district."""
    recruited(above, person)
    know(above, person, *WITH_INITIATIVE, *ALL_TOLD)
    unit, desk = above.actor("lh-can-bo", OPEN), above.actor("chuyen-vien", OPEN)
    attach(by=unit, owner=dossier, name="bao-cao.txt", data="Báo cáo thành tích".encode())
    actions.send_dossier(by=unit, dossier=dossier, today=OPEN)
    actions.appraise_dossier(by=desk, dossier=dossier, verdict=Verdict.QUALIFIED, text="Huyện thấy đủ", today=OPEN)
    return dossier
