"""Who may, in which state, who sees: each question with those it turns away."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.cycle.s1_launch.conftest import a_draft
from tests.cycle.s1_launch.world import TODAY, World
from thidua.base.access.actor import STRANGER, Actor, Refused
from thidua.cycle.s1_launch import actions, policies, queries
from thidua.cycle.s1_launch.models import Movement

EVERYBODY = (
    "chuyen-vien", "chu-tich", "kiem-tra", "thu-ky", "lh-can-bo", "lh-chu-tich", "dv-can-bo", "pn-can-bo",
    "pnu-chu-tich", "qp-chuyen-vien", "ak-can-bo",
)  # fmt: skip


def allowed(world: World, check: Callable[[Actor], object]) -> set[str]:
    """Who of everybody is let through, strangers included."""
    found = set()
    for name in (*EVERYBODY, ""):
        actor = world.actor(name) if name else STRANGER
        try:
            check(actor)
        except Refused as no:
            assert str(no).endswith(".")
        else:
            found.add(name)
    return found


def test_who_may_draft(world: World) -> None:
    officers = {"lh-can-bo", "lh-chu-tich", "dv-can-bo", "pn-can-bo", "pnu-chu-tich"}
    found = allowed(world, lambda a: policies.check_may_draft(a, world.season))
    assert found == {"chuyen-vien", "chu-tich"} | officers


def test_only_the_launching_unit_changes_a_movement(world: World, draft: Movement) -> None:
    assert allowed(world, lambda a: policies.check_may_change(a, draft)) == {"chuyen-vien", "chu-tich"}


def test_only_heads_launch(world: World, draft: Movement) -> None:
    with pytest.raises(Refused, match="dành cho vai trò: Người có thẩm quyền quyết định, Thủ trưởng đơn vị"):
        actions.launch_movement(by=world.actor("chuyen-vien"), movement=draft, today=TODAY)


def test_a_draft_is_seen_by_its_writers_and_those_who_oversee(world: World, draft: Movement) -> None:
    found = allowed(world, lambda a: policies.check_sees_movement(a, draft))
    assert found == {"chuyen-vien", "chu-tich", "kiem-tra"}
    listed = allowed(world, lambda a: _listed(a, world, draft))
    assert listed == found


def test_a_launched_movement_is_seen_by_everybody_of_the_season(world: World, launched: Movement) -> None:
    inside = set(EVERYBODY) - {"qp-chuyen-vien", "ak-can-bo"}
    assert allowed(world, lambda a: policies.check_sees_movement(a, launched)) == inside
    assert allowed(world, lambda a: policies.check_sees_by_id(a, launched.pk)) == inside
    with pytest.raises(Refused, match="Không có phong trào này"):
        policies.check_sees_by_id(world.actor("chuyen-vien"), 999_999)


def _listed(actor: Actor, world: World, movement: Movement) -> None:
    if actor.authority_id != world.id("BL") or movement not in queries.visible_movements(actor, world.season.pk):
        raise Refused("Không thấy trong danh sách.")


def test_who_may_receive(world: World, launched: Movement) -> None:
    found = allowed(world, lambda a: policies.check_may_receive(a, launched))
    assert found == {"lh-can-bo", "lh-chu-tich", "dv-can-bo", "pn-can-bo", "pnu-chu-tich"}


def test_a_unit_that_is_not_addressed_neither_receives_nor_launches_anew(world: World) -> None:
    typed = a_draft(unit_ids=(world.id("DV"),))
    movement = actions.draft_movement(by=world.actor("chuyen-vien"), season=world.season, draft=typed, today=TODAY)
    actions.launch_movement(by=world.actor("chu-tich"), movement=movement, today=TODAY)
    officer = world.actor("lh-can-bo")
    with pytest.raises(Refused, match="Phong trào này không gửi tới Xã Lục Hồn"):
        actions.receive_movement(by=officer, movement=movement, today=TODAY)
    with pytest.raises(Refused, match="không gửi tới"):
        actions.draft_relaunch(by=officer, parent=movement, draft=a_draft(), today=TODAY)


def test_a_draft_is_not_received(world: World) -> None:
    typed = a_draft(unit_ids=(world.id("LH"),))
    movement = actions.draft_movement(by=world.actor("chuyen-vien"), season=world.season, draft=typed, today=TODAY)
    with pytest.raises(Refused, match="Phong trào chưa được phát động"):
        actions.receive_movement(by=world.actor("lh-can-bo"), movement=movement, today=TODAY)


def test_who_may_remind_and_hang_files(world: World, launched: Movement) -> None:
    office = {"chuyen-vien", "chu-tich"}
    assert allowed(world, lambda a: policies.check_may_remind(a, launched)) == office
    assert allowed(world, lambda a: policies.check_writes_by_id(a, launched.pk)) == office
    end = date(2024, 1, 5)
    actions.sum_up_movement(by=world.actor("chu-tich"), movement=launched, summary="Đạt.", today=end)
    actions.close_movement(by=world.actor("chu-tich"), movement=launched, today=end)
    assert allowed(world, lambda a: policies.check_may_remind(a, launched)) == set()
    assert allowed(world, lambda a: policies.check_writes_by_id(a, launched.pk)) == set()


def test_another_district_writes_nothing_here(world: World, launched: Movement) -> None:
    strange = world.actor("qp-chuyen-vien")
    for act in (
        lambda: actions.draft_movement(by=strange, season=world.season, draft=a_draft(), today=TODAY),
        lambda: actions.redraft_movement(by=strange, movement=launched, draft=a_draft(), today=TODAY),
        lambda: actions.sum_up_movement(by=strange, movement=launched, summary="Xong", today=TODAY),
        lambda: actions.receive_movement(by=world.actor("ak-can-bo"), movement=launched, today=TODAY),
    ):
        with pytest.raises(Refused, match="thuộc đơn vị khác"):
            act()
