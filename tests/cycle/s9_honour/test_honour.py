"""Stage 9: conferences and stories, by whom, in which state, seen by whom."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.prepared import prepared
from tests.world import World, day
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.cycle.s9_honour import actions
from thidua.cycle.s9_honour.enums import STAGE, ConferenceKind, ConferenceState, StoryKind, StoryState
from thidua.cycle.s9_honour.models import Conference, Story
from thidua.cycle.s9_honour.papers import minutes_pdf
from thidua.cycle.s9_honour.queries import published, published_item

OPEN = day(STAGE)


@pytest.fixture
def clock() -> Iterator[None]:
    with time_machine.travel(f"{OPEN:%Y-%m-%d} 09:00+07:00", tick=True):
        yield


@prepared
def conference(world: World) -> Conference:
    """Planned, with a programme and one group of awards."""
    by = world.actor("chuyen-vien", OPEN)
    made = actions.plan_conference(
        by=by, season=world.season, kind=ConferenceKind.SUMMING_UP, title="Tổng kết năm 2023", held_on=OPEN
    )
    actions.set_programme(
        by=by,
        conference=made,
        programme=[actions.Part("Báo cáo tổng kết", "Thường trực Hội đồng")],
        guests=[actions.Guest("Chủ tịch Ủy ban nhân dân huyện", "Nguyễn Văn Minh Họa")],
        handings=[actions.Handing("Giấy khen", 12)],
    )
    return made


@prepared
def story(world: World) -> Story:
    """A draft of Lục Hồn."""
    text = actions.Text(StoryKind.EXEMPLAR, "Bí thư chi bộ gương mẫu", "Đường thôn đã sạch.", "Cá nhân", "Hoàng A")
    return actions.write_story(by=world.actor("lh-can-bo", OPEN), season=world.season, text=text)


def _publish(world: World, story: Story) -> None:
    desk = world.actor("chuyen-vien", OPEN)
    actions.check_story(by=desk, story=story, today=OPEN)
    actions.publish_story(by=desk, story=story, today=OPEN)


def test_a_conference_is_held_minuted_approved_and_then_frozen(world: World, conference: Conference) -> None:
    desk, chair = world.actor("chuyen-vien", OPEN), world.actor("chu-tich", OPEN)
    actions.hold_conference(by=desk, conference=conference, today=OPEN)
    with pytest.raises(Refused, match="Chưa có nội dung biên bản"):
        actions.approve_minutes(by=chair, conference=conference, today=OPEN)
    actions.write_minutes(by=desk, conference=conference, text="Hội nghị nhất trí.")
    with pytest.raises(Refused):
        actions.approve_minutes(by=desk, conference=conference, today=OPEN)
    actions.approve_minutes(by=chair, conference=conference, today=OPEN)
    assert conference.state == ConferenceState.APPROVED
    with pytest.raises(Refused, match="đã thông qua"):
        actions.write_minutes(by=desk, conference=conference, text="Khác")
    assert minutes_pdf(conference) == minutes_pdf(conference)
    assert verify().intact and verify().unsealed == 0


def test_a_conference_is_not_held_before_its_day(world: World, conference: Conference) -> None:
    with pytest.raises(Problem, match="Chưa tới ngày"):
        actions.hold_conference(
            by=world.actor("chuyen-vien", OPEN), conference=conference, today=OPEN - timedelta(days=1)
        )


def test_counts_and_lists_must_agree(world: World, conference: Conference) -> None:
    with pytest.raises(Problem, match="ghi 3 nhưng danh sách có 1"):
        actions.set_programme(
            by=world.actor("chuyen-vien", OPEN),
            conference=conference,
            programme=[],
            guests=[],
            handings=[actions.Handing("Giấy khen", 3, dossier_ids=(1,))],
        )


@pytest.mark.parametrize("who", ["lh-can-bo", "chu-tich", "qp-chuyen-vien", "kiem-tra", "uy-vien-1"])
def test_only_the_authoritys_specialist_prepares(world: World, conference: Conference, who: str) -> None:
    by = world.actor(who, OPEN)
    with pytest.raises(Refused):
        actions.plan_conference(by=by, season=world.season, kind=ConferenceKind.LAUNCH, title="x", held_on=OPEN)
    with pytest.raises(Refused):
        actions.set_programme(by=by, conference=conference, programme=[], guests=[], handings=[])


def test_nobody_checks_his_own_story(world: World) -> None:
    desk = world.actor("chuyen-vien", OPEN)
    own = actions.write_story(by=desk, season=world.season, text=actions.Text(StoryKind.NEWS, "Tin", "Nội dung"))
    with pytest.raises(Refused, match="không tự kiểm tra"):
        actions.check_story(by=desk, story=own, today=OPEN)


def test_a_story_is_public_only_while_it_is_published(world: World, story: Story) -> None:
    assert published() == [] and published_item(story.pk) is None
    _publish(world, story)
    assert [s.title for s in published(text="bi thu chi bo")] == ["Bí thư chi bộ gương mẫu"]
    assert published(text="khong co") == [] and published(start=OPEN + timedelta(days=1)) == []
    assert published(category="Cá nhân", kind=StoryKind.EXEMPLAR, end=OPEN)
    actions.withdraw_story(by=world.actor("chu-tich", OPEN), story=story, reason="Sai tên", today=OPEN)
    assert published_item(story.pk) is None and Story.objects.get().state == StoryState.WITHDRAWN


@pytest.mark.parametrize("who", ["lh-can-bo", "dv-can-bo", "qp-chuyen-vien", "kiem-tra"])
def test_others_neither_check_nor_publish(world: World, story: Story, who: str) -> None:
    by = world.actor(who, OPEN)
    with pytest.raises(Refused):
        actions.check_story(by=by, story=story, today=OPEN)
    actions.check_story(by=world.actor("chuyen-vien", OPEN), story=story, today=OPEN)
    with pytest.raises(Refused):
        actions.publish_story(by=by, story=story, today=OPEN)


def test_a_published_story_is_no_longer_edited(world: World, story: Story) -> None:
    _publish(world, story)
    with pytest.raises(Refused, match="không sửa được"):
        actions.change_story(
            by=world.actor("lh-can-bo", OPEN), story=story, text=actions.Text(StoryKind.NEWS, "Khác", "Khác")
        )


@pytest.mark.usefixtures("clock")
def test_the_pages_walk_from_plan_to_minutes(world: World) -> None:
    desk = world.client("chuyen-vien")
    data = {
        "kind": "launch",
        "title": "Phát động 2023",
        "held_on": f"{OPEN:%d/%m/%Y}",
        "place": "Hội trường",
        "chair": "",
    }
    answer = desk.post(reverse("honour:plan"), data)
    made = Conference.objects.get()
    assert answer["Location"] == reverse("honour:programme", args=[made.pk])
    bad = {"programme": "", "delegates": "Không chức vụ", "honours": "Giấy khen | mười hai"}
    refused = desk.post(answer["Location"], bad)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "thiếu chức vụ" in page and "phải là số nguyên" in page and "mười hai" in page
    good = {"programme": "Báo cáo | Ban", "delegates": "Hà | Bí thư | Huyện ủy", "honours": "Giấy khen | 12 | Chủ tịch"}
    desk.post(answer["Location"], good)
    desk.post(reverse("honour:hold", args=[made.pk]))
    desk.post(reverse("honour:minutes", args=[made.pk]), {"minutes": "Nhất trí."})
    world.client("chu-tich").post(reverse("honour:approve", args=[made.pk]))
    page = desk.get(reverse("honour:conference", args=[made.pk])).content.decode()
    assert "Bí thư" in page and "Giấy khen" in page and "Đã thông qua biên bản" in page
    pdf = desk.get(reverse("honour:paper", args=[made.pk])).content
    assert pdf.startswith(b"%PDF")


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("who", ["dv-can-bo", "ak-can-bo", "qp-chuyen-vien"])
def test_drafts_are_out_of_reach_of_others(world: World, story: Story, who: str) -> None:
    client = world.client(who)
    for name in ("story", "story_edit", "story_publish", "story_send_back"):
        assert client.get(reverse(f"honour:{name}", args=[story.pk])).status_code in (403, 404)
    assert "gương mẫu" not in client.get(reverse("honour:home")).content.decode()


@pytest.mark.usefixtures("clock")
def test_the_list_costs_the_same_for_one_and_for_three(world: World, story: Story, conference: Conference) -> None:
    client = world.client("chuyen-vien")

    def cost() -> int:
        client.get(reverse("honour:home"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("honour:home")).status_code == 200
        return len(queries)

    one = cost()
    by = world.actor("chuyen-vien", OPEN)
    for n in (1, 2):
        actions.write_story(by=by, season=world.season, text=actions.Text(StoryKind.NEWS, f"Tin {n}", "Nội dung"))
        actions.plan_conference(
            by=by, season=world.season, kind=ConferenceKind.MID_YEAR, title=f"Sơ kết {n}", held_on=date(2023, 7, n)
        )
    assert cost() == one


@pytest.mark.usefixtures("clock")
def test_a_form_that_is_refused_answers_422_and_keeps_what_was_typed(
    world: World, story: Story, conference: Conference
) -> None:
    desk, typed = world.client("chuyen-vien"), {"title": "Gõ dở", "held_on": "31/02/2023", "kind": "khong-co"}
    for name, args in (("plan", []), ("change", [conference.pk]), ("story_write", []), ("story_edit", [story.pk])):
        who = world.client("lh-can-bo") if name == "story_edit" else desk
        answer = who.post(reverse(f"honour:{name}", args=args), typed)
        assert answer.status_code == 422 and "Gõ dở" in answer.content.decode(), name
    assert desk.post(reverse("honour:minutes", args=[conference.pk]), {"minutes": " "}).status_code == 422
    actions.check_story(by=world.actor("chuyen-vien", OPEN), story=story, today=OPEN)
    for name, data in (("story_publish", {"word": "gõ dở"}), ("story_send_back", {"reason": " "})):
        assert desk.post(reverse(f"honour:{name}", args=[story.pk]), data).status_code == 422, name


@pytest.mark.usefixtures("clock")
def test_a_conference_is_planned_by_who_may_and_forms_lead_back(world: World, conference: Conference) -> None:
    plan, home = reverse("honour:plan"), reverse("honour:home")
    assert plan in world.client("chuyen-vien").get(home).content.decode()
    for who in ("chu-tich", "thu-ky", "kiem-tra", "lh-can-bo"):
        assert plan not in world.client(who).get(home).content.decode(), who
    form = world.client("chuyen-vien").get(reverse("honour:change", args=[conference.pk])).content.decode()
    assert form.count(f'href="{reverse("honour:conference", args=[conference.pk])}"') == 2
