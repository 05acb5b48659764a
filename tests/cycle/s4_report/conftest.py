"""Fixtures of stage 4."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine

from tests.prepared import prepared
from tests.world import World, build, day
from thidua.cycle.s4_report import actions
from thidua.cycle.s4_report.enums import STAGE, ValueState
from thidua.cycle.s4_report.figures import Entry
from thidua.cycle.s4_report.models import Report

OPEN = day(STAGE)


@prepared
def world() -> World:
    """The district of the tests with two indicators and a target for each commune."""
    world = build()
    by = world.actor("chuyen-vien", OPEN)
    rows = [
        actions.NewIndicator("THU", "Thu ngân sách", "triệu đồng", "up"),
        actions.NewIndicator("NGHEO", "Tỷ lệ hộ nghèo", "%", "down", 2),
    ]
    actions.record_indicators(by=by, season=world.season, rows=rows)
    targets = [actions.NewTarget("THU", world.id(c), "2023", "at_least", Decimal(900)) for c in ("LH", "DV")]
    actions.set_targets(by=by, season=world.season, rows=targets)
    return world


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open while the stage is open."""
    with time_machine.travel(f"{OPEN:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


def value(amount: str, **more: object) -> Entry:
    """A figure."""
    return Entry(state=ValueState.VALUE, value=Decimal(amount), **more)  # type: ignore[arg-type]


@prepared
def report(world: World) -> Report:
    """A report of Lục Hồn with one figure, not yet sent."""
    by = world.actor("lh-can-bo", OPEN)
    made = actions.open_report(by=by, season=world.season, unit_id=world.id("LH"), period="2023", today=OPEN)
    actions.save_results(by=by, report=made, entries={"THU": value("950", plan=Decimal(900))}, today=OPEN)
    return made
