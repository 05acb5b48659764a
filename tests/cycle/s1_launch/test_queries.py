"""The read door: what other rooms and the public learn; duties and standings; constant queries."""

from datetime import date

import pytest
from pytest_django.asserts import assertNumQueries

from tests.cycle.s1_launch.conftest import a_draft
from tests.cycle.s1_launch.world import LATE, TODAY, World
from thidua.base.access.actor import Actor
from thidua.cycle.s1_launch import actions, queries
from thidua.cycle.s1_launch.duties import duties_of, standings_of
from thidua.cycle.s1_launch.enums import MovementKind, PeriodState
from thidua.cycle.s1_launch.models import Movement


def test_the_public_sees_launched_movements_only_and_finds_them_without_diacritics(
    world: World, launched: Movement
) -> None:
    actions.draft_movement(
        by=world.actor("chuyen-vien"), season=world.season, draft=a_draft(title="Còn soạn", code="X"), today=TODAY
    )
    assert [m.title for m in queries.launched_movements()] == [launched.title]
    assert [m.id for m in queries.launched_movements(text="NONG thon mới")] == [launched.pk]
    assert [m.id for m in queries.launched_movements(text="binh lieu nông")] == [launched.pk]
    assert queries.launched_movements(text="không có") == []
    assert queries.launched_movements(year=2022) == [] and len(queries.launched_movements(year=2023)) == 1
    assert queries.launched_movements(world.seasons["QP"].pk) == []
    assert len(queries.movements_of(world.season.pk)) == 2


def test_movement_info_carries_labels(world: World, launched: Movement) -> None:
    info = queries.movement_info(launched.pk)
    assert info is not None
    assert (info.kind_label, info.level_label, info.state_label) == (
        "Thường xuyên hằng năm", "Cấp huyện", "Đã phát động",
    )  # fmt: skip
    assert (info.unit_name, info.launched_on, info.parent_id) == ("Huyện Bình Liêu", TODAY, None)
    assert queries.movement_info(999_999) is None


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2023, 1, 15), PeriodState.NOT_BEGUN),
        (date(2023, 1, 16), PeriodState.UNDER_WAY),
        (date(2023, 12, 31), PeriodState.UNDER_WAY),
        (date(2024, 1, 1), PeriodState.OVER),
    ],
)
def test_the_period_state_counts_both_ends(on: date, state: PeriodState) -> None:
    movement = Movement(period_from=date(2023, 1, 16), period_to=date(2023, 12, 31))
    assert movement.period_state(on) == state


def test_the_cascade_costs_three_queries_whatever_the_number_of_units(world: World, launched: Movement) -> None:
    with assertNumQueries(3):
        queries.cascade(launched.pk)
    for name in ("lh-can-bo", "dv-can-bo", "pn-can-bo"):
        actions.draft_relaunch(by=world.actor(name), parent=launched, draft=a_draft(), today=TODAY)
    with assertNumQueries(3):
        assert queries.cascade(launched.pk).received == 3


def _buttons(actor: Actor, world: World, on: date = TODAY) -> list[str]:
    return [duty.button for duty in duties_of(actor, world.season, on)]


def test_duties_go_to_whom_the_work_waits_for(world: World, draft: Movement) -> None:
    assert _buttons(world.actor("chu-tich"), world) == ["Xem và phát động"]
    assert _buttons(world.actor("lh-can-bo"), world) == []
    actions.launch_movement(by=world.actor("chu-tich"), movement=draft, today=TODAY)
    assert _buttons(world.actor("chu-tich"), world) == []
    officer = world.actor("lh-can-bo")
    assert [(d.button, d.due) for d in duties_of(officer, world.season, TODAY)] == [("Tiếp nhận", date(2023, 2, 10))]
    actions.receive_movement(by=officer, movement=draft, today=TODAY)
    assert _buttons(officer, world) == ["Phát động lại"]
    assert _buttons(officer, world, LATE) == []
    actions.draft_relaunch(by=officer, parent=draft, draft=a_draft(), today=TODAY)
    assert _buttons(officer, world) == []
    assert _buttons(world.actor("lh-chu-tich"), world) == ["Xem và phát động"]
    after = date(2024, 1, 1)
    assert _buttons(world.actor("chuyen-vien"), world, after) == ["Tổng kết"]
    assert _buttons(world.actor("kiem-tra"), world) == []


def test_standings_count_what_addresses_a_unit(world: World, launched: Movement) -> None:
    actions.receive_movement(by=world.actor("lh-can-bo"), movement=launched, today=TODAY)
    units = frozenset(u.pk for u in world.units.values())
    with assertNumQueries(3):
        found = {s.unit_id: s for s in standings_of(world.season, units, TODAY)}
    assert set(found) == {world.id(c) for c in ("LH", "DV", "PN", "PNU")}
    assert found[world.id("LH")].done and not found[world.id("DV")].done
    assert found[world.id("DV")].note == "đã nhận 0/1 phong trào, phát động lại 0"


def test_a_themed_movement_of_another_season_waits_for_nobody_here(world: World) -> None:
    strange = world.actor("qp-chuyen-vien")
    typed = a_draft(kind=MovementKind.THEMED)
    actions.draft_movement(by=strange, season=world.seasons["QP"], draft=typed, today=TODAY)
    assert queries.movements_of(world.season.pk) == []
