"""Fixtures of the two faces: the district of the tests with a launched movement, stories and a conference."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from tests.world import World, day
from thidua.cycle.s1_launch.actions import Draft, draft_movement, draft_relaunch, launch_movement
from thidua.cycle.s1_launch.enums import MovementKind
from thidua.cycle.s1_launch.models import Movement
from thidua.cycle.s9_honour import actions as honour
from thidua.cycle.s9_honour.enums import ConferenceKind, StoryKind
from thidua.cycle.s9_honour.models import Conference, Story

LAUNCH, HONOUR = day("s1_launch"), day("s9_honour")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8ffff3f0005fe02fe"
    "a735815d0000000049454e44ae426082"
)


@pytest.fixture
def clock() -> Iterator[None]:
    """Pages open on a day late in the year."""
    with time_machine.travel(f"{HONOUR:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


def a_movement(world: World, title: str, *, launched: bool = True, **more: object) -> Movement:
    """A movement of the district."""
    given: dict[str, object] = {
        "title": title,
        "kind": MovementKind.REGULAR,
        "contents": "Hoàn thành các tiêu chí nông thôn mới",
        "period_from": date(2023, 1, 16),
        "period_to": date(2023, 12, 31),
    }
    draft = Draft(**{**given, **more})  # type: ignore[arg-type]
    made = draft_movement(by=world.actor("chuyen-vien", LAUNCH), season=world.season, draft=draft, today=LAUNCH)
    if launched:
        launch_movement(by=world.actor("chu-tich", LAUNCH), movement=made, today=LAUNCH)
    return made


def relaunched(world: World, parent: Movement) -> Movement:
    """The movement taken up by Lục Hồn and launched there anew."""
    by = world.actor("lh-can-bo", LAUNCH)
    draft = Draft(
        title=f"{parent.title} tại xã Lục Hồn",
        kind=parent.kind,
        contents=parent.contents,
        period_from=parent.period_from,
        period_to=parent.period_to,
    )
    made = draft_relaunch(by=by, parent=parent, draft=draft, today=LAUNCH)
    launch_movement(by=world.actor("lh-chu-tich", LAUNCH), movement=made, today=LAUNCH)
    return made


def a_story(world: World, title: str, *, published: bool = True, on: date = HONOUR, **more: object) -> Story:
    """A story about Lục Hồn, written there, checked and published by the district."""
    given: dict[str, object] = {
        "kind": StoryKind.EXEMPLAR,
        "title": title,
        "body": "Ông vận động 86 hộ hiến đất mở đường.",
        "category": "Nông thôn mới",
        "subject_name": "Ông Trần A Chìu",
    }
    text = honour.Text(**{**given, **more})  # type: ignore[arg-type]
    made = honour.write_story(by=world.actor("lh-can-bo", on), season=world.season, text=text)
    if published:
        honour.check_story(by=world.actor("chuyen-vien", on), story=made, today=on)
        honour.publish_story(by=world.actor("chu-tich", on), story=made, today=on)
    return made


def a_conference(world: World, title: str, *, held: bool = True, on: date = HONOUR) -> Conference:
    """A conference with two groups of awards."""
    by = world.actor("chuyen-vien", on)
    made = honour.plan_conference(
        by=by, season=world.season, kind=ConferenceKind.SUMMING_UP, title=title, held_on=on, place="Hội trường huyện",
        chair="Bà Hoàng Thị Mai",
    )  # fmt: skip
    honour.set_programme(
        by=by,
        conference=made,
        programme=[honour.Part("Trao thưởng")],
        guests=[honour.Guest("Phó Chủ tịch huyện", "Ông Lý Văn Bình")],
        handings=[honour.Handing("Giấy khen", 12)],
    )
    if held:
        honour.hold_conference(by=by, conference=made, today=on)
    return made
