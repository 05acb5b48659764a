"""Who fills, who judges, who sees: each question with those it turns away."""

import pytest

from tests.cycle.s1_launch.test_policies import EVERYBODY, allowed
from tests.cycle.s1_launch.world import TODAY, World
from tests.cycle.s2_register.conftest import add, sent, title
from thidua.base.access.actor import Refused
from thidua.cycle.s2_register import actions, policies
from thidua.cycle.s2_register.models import Registration

FILLERS = {"lh-can-bo", "lh-chu-tich", "dv-can-bo", "pn-can-bo", "pnu-chu-tich"}


def test_who_may_fill(world: World, sheet: Registration) -> None:
    assert allowed(world, lambda a: policies.check_may_fill(a, world.season)) == FILLERS
    assert allowed(world, lambda a: policies.check_owns(a, sheet)) == {"lh-can-bo", "lh-chu-tich"}


def test_who_may_judge_and_who_sees_the_whole(world: World) -> None:
    assert allowed(world, lambda a: policies.check_may_judge(a, world.season)) == {"chuyen-vien"}
    found = allowed(world, lambda a: policies.check_oversees(a, world.season))
    assert found == {"chuyen-vien", "chu-tich", "kiem-tra", "thu-ky"}


def test_a_draft_is_seen_by_its_unit_and_the_auditor_a_sent_sheet_by_the_office_too(
    world: World, sheet: Registration
) -> None:
    own = {"lh-can-bo", "lh-chu-tich"}
    assert allowed(world, lambda a: policies.check_sees_sheet(a, sheet)) == own | {"kiem-tra"}
    add(world, sheet, subject_kind="collective", award_code=title(world, "collective"))
    actions.send_sheet(by=world.actor("lh-can-bo"), sheet=sheet, today=TODAY)
    found = allowed(world, lambda a: policies.check_sees_sheet(a, sheet))
    assert found == own | {"kiem-tra", "chuyen-vien", "chu-tich", "thu-ky"}


@pytest.mark.parametrize("name", ["dv-can-bo", "ak-can-bo", "chuyen-vien", "kiem-tra", "thu-ky"])
def test_nobody_else_writes_on_the_sheet_of_a_unit(world: World, sheet: Registration, name: str) -> None:
    with pytest.raises(Refused):
        add(world, sheet, by=name, subject_kind="collective", award_code=title(world, "collective"))
    with pytest.raises(Refused):
        actions.send_sheet(by=world.actor(name), sheet=sheet, today=TODAY)


@pytest.mark.parametrize("name", sorted(set(EVERYBODY) - {"chuyen-vien"}))
def test_nobody_else_judges(world: World, name: str) -> None:
    made = sent(world, "LH", "lh-can-bo")
    by = world.actor(name)
    for act in (
        lambda: actions.accept_sheet(by=by, sheet=made, today=TODAY),
        lambda: actions.send_back_sheet(by=by, sheet=made, reason="Không", today=TODAY),
        lambda: actions.BulkAccept(by, world.season, TODAY).apply([made]),
        lambda: actions.remind_units(by=by, season=world.season, text="Nhắc", url="/", today=TODAY),
    ):
        with pytest.raises(Refused):
            act()
    made.refresh_from_db()
    assert made.state == 20
