"""Who is behind with a report: the latest period, and whatever was begun or sent back before it."""

from datetime import date

from tests.cycle.s4_report.conftest import OPEN, value
from tests.world import World
from thidua.cycle.s4_report import actions
from thidua.cycle.s4_report.duties import standings
from thidua.cycle.s4_report.models import Report


def _report(world: World, unit: str, period: str, today: date) -> Report:
    by = world.actor(f"{unit.lower()}-can-bo", today)
    made = actions.open_report(by=by, season=world.season, unit_id=world.id(unit), period=period, today=today)
    actions.save_results(by=by, report=made, entries={"THU": value("9")}, today=today)
    actions.send_report(by=by, report=made, today=today)
    return made


def _behind(world: World, today: date) -> dict[int, str]:
    units = frozenset({world.id("LH"), world.id("DV")})
    return {s.unit_id: s.note for s in standings(world.season, units, today) if not s.done}


def test_a_report_sent_back_is_owed_though_a_later_period_was_sent(world: World) -> None:
    quarter = _report(world, "LH", "Q1/2023", OPEN)
    _report(world, "LH", "2023", OPEN)
    _report(world, "DV", "2023", OPEN)
    assert _behind(world, OPEN) == {}
    desk = world.actor("chuyen-vien", OPEN)
    actions.send_back_report(by=desk, report=quarter, today=OPEN, reason="Số thu chưa khớp kho bạc")
    assert _behind(world, OPEN) == {world.id("LH"): "kỳ Q1/2023: bị trả lại"}


def test_a_period_that_nobody_has_sent_by_the_day_is_not_yet_asked_for(world: World) -> None:
    _report(world, "LH", "Q1/2023", OPEN)
    later = OPEN.replace(day=OPEN.day + 1)
    _report(world, "LH", "2023", later)
    _report(world, "DV", "2023", later)
    assert _behind(world, OPEN) == {world.id("DV"): "kỳ Q1/2023: chưa lập"}
    assert _behind(world, later) == {}
