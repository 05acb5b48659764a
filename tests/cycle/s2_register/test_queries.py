"""The read door: registered, coverage of units and people; what can be registered; duties and standings."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django.asserts import assertNumQueries

from tests.cycle.s1_launch.world import LATE, LOADER, TODAY, World
from tests.cycle.s2_register.conftest import add, sent, title
from thidua.base.access.actor import Actor, Problem
from thidua.base.people.models import Person
from thidua.base.units.actions import close_unit
from thidua.base.units.models import Household
from thidua.cycle.s2_register import actions, facts, queries
from thidua.cycle.s2_register.duties import duties_of, standings_of
from thidua.cycle.s2_register.enums import SubjectKind
from thidua.cycle.s2_register.models import Registration
from thidua.cycle.s2_register.queries import Coverage, PeopleRow

Persons = dict[str, Person]
LOCAL = """
overlay: thu
name: Quy định thử
issued_by: Huyện
decision: Quy chế thử
from: 2020-01-01
last_checked_on: 2023-01-01
awards:
  DAN_DAU_THU:
    name: Giấy khen đơn vị dẫn đầu khối
    kind: form
    subjects: [collective]
    level: local
    citation: Quy chế thử
    authority:
      who: [district_chair]
      text: Chủ tịch huyện.
      citation: Quy chế thử
      confidence: memory
"""


def _send(world: World, sheet: Registration) -> None:
    actions.send_sheet(by=world.actor("lh-can-bo"), sheet=sheet, today=TODAY)


def test_only_sheets_that_were_sent_count(world: World, sheet: Registration, persons: Persons) -> None:
    code, season = title(world), world.season.pk
    add(world, sheet, subject_kind="person", person_id=persons["p1"].pk, award_code=code)
    add(
        world, sheet, subject_kind="group", group_class="direct_worker", group_count=7, award_code=title(world, place=1)
    )
    assert queries.registered(season) == []
    _send(world, sheet)
    (line,) = queries.registered(season, code)
    assert (line.unit_id, line.subject_kind, line.person_id, line.count) == (
        world.id("LH"),
        "person",
        persons["p1"].pk,
        1,
    )
    assert sorted(each.count for each in queries.registered(season)) == [1, 7]
    actions.send_back_sheet(by=world.actor("chuyen-vien"), sheet=sheet, reason="Thiếu", today=TODAY)
    assert queries.registered(season) == []


def test_is_registered_answers_yes_no_and_not_known(world: World, sheet: Registration, persons: Persons) -> None:
    season, code, other = world.season.pk, title(world), title(world, place=1)
    lh, p1, p2 = world.id("LH"), persons["p1"].pk, persons["p2"].pk
    add(world, sheet, subject_kind="person", person_id=p1, award_code=code)
    add(world, sheet, subject_kind="group", group_class="direct_worker", group_count=7, award_code=other)
    add(world, sheet, subject_kind="collective", award_code=title(world, "collective"))
    assert queries.is_registered(season, person_id=p1, unit_id=lh, award_code=code) is None
    _send(world, sheet)
    assert queries.is_registered(season, person_id=p1, award_code=code) is True
    assert queries.is_registered(season, person_id=p2, unit_id=lh, award_code=code) is False
    assert queries.is_registered(season, person_id=p2, award_code=code) is None
    assert queries.is_registered(season, person_id=p2, unit_id=lh, award_code=other) is None
    assert queries.is_registered(season, unit_id=lh, award_code=title(world, "collective")) is True
    assert queries.is_registered(season, unit_id=lh, award_code=code) is False
    assert queries.is_registered(season, unit_id=world.id("DV"), award_code=code) is None


def test_unit_coverage_counts_every_unit_directly_below(world: World, sheet: Registration) -> None:
    sent(world, "DV", "dv-can-bo")
    actions.accept_sheet(by=world.actor("chuyen-vien"), sheet=sent(world, "PN", "pn-can-bo"), today=TODAY)
    expected = queries.expected_ids(world.season, TODAY)
    assert expected == {world.id(c) for c in ("LH", "DV", "PN", "PNU")}
    states = queries.unit_coverage(world.season.pk, expected)
    assert {c: states[world.id(c)] for c in ("LH", "DV", "PN", "PNU")} == {
        "LH": "draft", "DV": "sent", "PN": "accepted", "PNU": "none",
    }  # fmt: skip
    assert queries.coverage(world.season.pk, expected) == Coverage(4, 2, 1)
    assert set(queries.units_behind(world.season, TODAY)) == {world.units["LH"], world.units["PNU"]}


def test_an_old_season_keeps_its_units(world: World) -> None:
    close_unit(by=LOADER, unit=world.units["DV"], on=date(2025, 7, 1), decision="Nghị quyết sáp nhập")
    assert world.id("DV") in queries.expected_ids(world.season, date(2026, 1, 1))


def test_people_are_counted_at_least_once_and_never_twice(world: World, sheet: Registration, persons: Persons) -> None:
    low, high = title(world), title(world, place=1)
    group = {"subject_kind": "group", "group_class": "direct_worker"}
    add(world, sheet, **group, group_count=44, award_code=low)
    add(world, sheet, subject_kind="person", person_id=persons["p1"].pk, award_code=low)
    add(world, sheet, **group, group_count=4, award_code=high)
    add(world, sheet, subject_kind="person", person_id=persons["p1"].pk, award_code=high)
    add(world, sheet, subject_kind="person", person_id=persons["p2"].pk, award_code=low)
    actions.set_headcounts(
        by=world.actor("lh-can-bo"),
        season=world.season,
        unit_id=world.id("LH"),
        counts={"direct_worker": 50, "entrepreneur": 2},
        today=TODAY,
    )
    _send(world, sheet)
    with assertNumQueries(4):
        rows = queries.people_coverage(world.season.pk, [world.id("LH"), world.id("DV")])
    assert set(rows) == {
        PeopleRow(world.id("LH"), "direct_worker", 45, 50),
        PeopleRow(world.id("LH"), "other_leader", 1, None),
        PeopleRow(world.id("LH"), "entrepreneur", 0, 2),
    }


def test_totals_by_award_keep_titles_and_forms_apart(
    world: World, sheet: Registration, persons: Persons, household: Household
) -> None:
    code = title(world)
    add(world, sheet, subject_kind="person", person_id=persons["p1"].pk, award_code=code)
    add(world, sheet, subject_kind="group", group_class="direct_worker", group_count=9, award_code=code)
    forms = [c for c in facts.award_choices(world.season, TODAY, SubjectKind.PERSON, "commune") if c.kind == "form"]
    add(world, sheet, subject_kind="person", person_id=persons["p2"].pk, award_code=forms[0].code)
    _send(world, sheet)
    rows = [(r["kind_label"], r["award_code"], r["persons"], r["units"]) for r in queries.award_totals(world.season.pk)]
    assert rows == [
        ("Danh hiệu thi đua", code, 10, 1),
        ("Hình thức khen thưởng", forms[0].code, 1, 1),
    ]


def test_registration_info(world: World, sheet: Registration) -> None:
    info = queries.registration_info(world.season.pk, world.id("LH"))
    assert info is not None and (info.state, info.state_label, info.unit_name) == ("draft", "Đang soạn", "Xã Lục Hồn")
    assert queries.registration_info(world.season.pk, world.id("DV")) is None


def test_what_can_be_registered_depends_on_the_day_and_the_subject(world: World) -> None:
    for subject in SubjectKind:
        found = facts.award_choices(world.season, TODAY, subject, "commune")
        assert found and [c.kind for c in found] == sorted((c.kind for c in found), reverse=True)
        assert all(c.name and c.code for c in found)
    persons = {c.code for c in facts.award_choices(world.season, TODAY, SubjectKind.PERSON, "commune")}
    teams = {c.code for c in facts.award_choices(world.season, TODAY, SubjectKind.COLLECTIVE, "school")}
    assert persons - teams and teams - persons
    later = date(2024, 6, 1)
    communes = {c.code for c in facts.award_choices(world.season, later, SubjectKind.COLLECTIVE, "commune")}
    schools = {c.code for c in facts.award_choices(world.season, later, SubjectKind.COLLECTIVE, "school")}
    assert schools < communes
    with pytest.raises(Problem, match="chưa có quy định"):
        facts.award_choices(world.season, date(1999, 1, 1), SubjectKind.PERSON, "commune")


def test_local_awards_of_a_season_are_offered_beside_those_of_the_law(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.THIDUA_LOCAL_LAW = folder = tmp_path
    (folder / f"{world.season.code}.yaml").write_text(LOCAL, encoding="utf-8")
    here = facts.award_choices(world.season, TODAY, SubjectKind.COLLECTIVE, "commune")
    there = facts.award_choices(world.seasons["QP"], TODAY, SubjectKind.COLLECTIVE, "commune")
    assert "DAN_DAU_THU" in {c.code for c in here} and "DAN_DAU_THU" not in {c.code for c in there}


def _buttons(actor: Actor, world: World, on: date = TODAY) -> list[str]:
    return [duty.button for duty in duties_of(actor, world.season, on)]


def test_duties_go_to_whom_the_work_waits_for(world: World) -> None:
    officer, judge = world.actor("lh-can-bo"), world.actor("chuyen-vien")
    assert _buttons(officer, world) == ["Lập phiếu"] and _buttons(judge, world) == ["Nhắc việc"]
    sheet = actions.open_sheet(by=officer, season=world.season, today=TODAY)
    assert _buttons(officer, world) == ["Xem phiếu"]
    add(world, sheet, subject_kind="collective", award_code=title(world, "collective"))
    _send(world, sheet)
    assert _buttons(officer, world) == []
    assert _buttons(judge, world) == ["Xem và tiếp nhận", "Nhắc việc"]
    actions.send_back_sheet(by=judge, sheet=sheet, reason="Thiếu chỉ tiêu", today=TODAY)
    (duty,) = duties_of(officer, world.season, TODAY)
    assert (duty.button, duty.detail, duty.due) == ("Sửa phiếu", "Thiếu chỉ tiêu", date(2023, 2, 28))
    assert _buttons(officer, world, LATE) == [] and _buttons(world.actor("kiem-tra"), world) == []


def test_standings_leave_out_units_that_are_not_expected(world: World) -> None:
    sent(world, "DV", "dv-can-bo")
    units = frozenset(u.pk for u in world.units.values())
    with assertNumQueries(4):
        found = {s.unit_id: (s.done, s.note) for s in standings_of(world.season, units, TODAY)}
    assert found == {
        world.id("LH"): (False, "chưa lập phiếu"), world.id("DV"): (True, "đã gửi"),
        world.id("PN"): (False, "chưa lập phiếu"), world.id("PNU"): (False, "chưa lập phiếu"),
    }  # fmt: skip
