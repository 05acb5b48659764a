"""Every write of stage 9."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.people.models import Person
from thidua.base.season.models import Season
from thidua.base.units.models import Unit
from thidua.base.workflow.actions import move
from thidua.cycle.s9_honour.enums import CONFERENCE_FLOW, STORY_FLOW, ConferenceKind, StoryKind
from thidua.cycle.s9_honour.models import Conference, Delegate, HonourEntry, ProgrammeItem, Story
from thidua.cycle.s9_honour.policies import (
    check_approve_minutes,
    check_change_conference,
    check_change_story,
    check_checks_story,
    check_manage_conference,
    check_publishes_story,
    check_write_story,
)


@dataclass(frozen=True)
class Part:
    """One part of a programme."""

    title: str
    presenter: str = ""


@dataclass(frozen=True)
class Guest:
    """One delegate, with the office."""

    office: str
    name: str = ""
    body: str = ""


@dataclass(frozen=True)
class Handing:
    """One group of awards handed over."""

    title: str
    count: int
    award_code: str = ""
    presenter: str = ""
    dossier_ids: tuple[int, ...] = ()


def plan_conference(
    *, by: Actor, season: Season, kind: ConferenceKind, title: str, held_on: date, place: str = "", chair: str = ""
) -> Conference:
    """Prepare a conference. Raises Problem when the same one stands already."""
    check_manage_conference(by, season)
    if not title.strip():
        raise Problem("Hãy ghi tên hội nghị.", "title")
    if Conference.objects.filter(season=season, held_on=held_on, title=title.strip()).exists():
        raise Problem("Hội nghị này đã có trong danh sách.", "title")
    with audited("honour.conference_planned", by=by) as record:
        record.on = conference = Conference.objects.create(
            season=season, kind=kind, title=title.strip(), held_on=held_on, place=place, chair=chair
        )
    return conference


def change_conference(
    *, by: Actor, conference: Conference, kind: str, title: str, held_on: date, place: str, chair: str
) -> None:
    """Change what the conference is called, when and where it meets."""
    check_change_conference(by, conference)
    with audited("honour.conference_changed", by=by, on=conference):
        conference.kind, conference.title, conference.held_on = kind, title.strip(), held_on
        conference.place, conference.chair = place, chair
        conference.save()


def set_programme(
    *,
    by: Actor,
    conference: Conference,
    programme: Sequence[Part],
    guests: Sequence[Guest],
    handings: Sequence[Handing],
) -> None:
    """Lay down programme, delegates and the order of awards; what stood before is in the log."""
    check_change_conference(by, conference)
    for handing in handings:
        if handing.dossier_ids and len(handing.dossier_ids) != handing.count:
            raise Problem(
                f"«{handing.title}»: ghi {handing.count} nhưng danh sách có {len(handing.dossier_ids)} hồ sơ.", "count"
            )
    with audited("honour.programme_set", by=by, on=conference):
        for model in (ProgrammeItem, Delegate, HonourEntry):
            model.objects.filter(conference=conference).delete()
        ProgrammeItem.objects.bulk_create(
            ProgrammeItem(conference=conference, order=n, title=p.title, presenter=p.presenter)
            for n, p in enumerate(programme, 1)
        )
        Delegate.objects.bulk_create(
            Delegate(conference=conference, order=n, name=g.name, office=g.office, body=g.body)
            for n, g in enumerate(guests, 1)
        )
        HonourEntry.objects.bulk_create(
            HonourEntry(
                conference=conference,
                order=n,
                title=h.title,
                award_code=h.award_code,
                count=h.count,
                presenter=h.presenter,
                dossier_ids=list(h.dossier_ids),
            )
            for n, h in enumerate(handings, 1)
        )


def hold_conference(*, by: Actor, conference: Conference, today: date) -> None:
    """Say that the conference has met. Not before its day."""
    check_manage_conference(by, conference.season)
    if today < conference.held_on:
        raise Problem("Chưa tới ngày họp; hãy sửa ngày họp nếu hội nghị đã diễn ra.", "held_on")
    move(CONFERENCE_FLOW, conference, "hold", by=by, today=today)


def write_minutes(*, by: Actor, conference: Conference, text: str) -> None:
    """Write the minutes; each version before stays in the log."""
    check_change_conference(by, conference)
    if not text.strip():
        raise Problem("Hãy ghi nội dung biên bản.", "minutes")
    with audited("honour.minutes_written", by=by, on=conference):
        conference.minutes = text.strip()
        conference.save(update_fields=["minutes"])


def approve_minutes(*, by: Actor, conference: Conference, today: date) -> None:
    """Approve the minutes; from then on nothing of the conference changes."""
    check_approve_minutes(by, conference)
    move(CONFERENCE_FLOW, conference, "approve", by=by, today=today)


@dataclass(frozen=True)
class Text:
    """What is typed for a story."""

    kind: StoryKind
    title: str
    body: str
    category: str = ""
    subject_name: str = ""
    person: Person | None = None
    unit: Unit | None = None
    source: str = ""
    is_illustration: bool = False


def _check_text(text: Text) -> None:
    if not text.title.strip():
        raise Problem("Hãy ghi tên bài.", "title")
    if not text.body.strip():
        raise Problem("Hãy ghi nội dung bài.", "body")


def write_story(*, by: Actor, season: Season, text: Text) -> Story:
    """Write a draft for the own unit."""
    check_write_story(by, season)
    _check_text(text)
    assert by.unit_id is not None  # the policy lets nobody write who works for no unit
    with audited("honour.story_written", by=by) as record:
        record.on = story = Story.objects.create(
            season=season,
            kind=text.kind,
            title=text.title.strip(),
            body=text.body.strip(),
            category=text.category.strip(),
            subject_name=text.subject_name.strip() or str(text.person or text.unit or ""),
            person=text.person,
            unit=text.unit,
            written_for_id=by.unit_id,
            author_account_id=by.account_id,
            author_name=by.name,
            source=text.source,
            is_illustration=text.is_illustration,
        )
    return story


def change_story(*, by: Actor, story: Story, text: Text) -> None:
    """Change a draft."""
    check_change_story(by, story)
    _check_text(text)
    with audited("honour.story_changed", by=by, on=story):
        story.kind, story.title, story.body = text.kind, text.title.strip(), text.body.strip()
        story.category, story.subject_name, story.source = text.category.strip(), text.subject_name, text.source
        story.save()


def check_story(*, by: Actor, story: Story, today: date) -> None:
    """Say that the facts of a story were checked; not by its author."""
    check_checks_story(by, story)
    move(STORY_FLOW, story, "check", by=by, today=today)


def send_back_story(*, by: Actor, story: Story, reason: str, today: date) -> None:
    """Give a checked story back to be mended."""
    check_publishes_story(by, story)
    move(STORY_FLOW, story, "send_back", by=by, today=today, reason=reason)


def publish_story(*, by: Actor, story: Story, today: date) -> None:
    """Publish on the portal."""
    check_publishes_story(by, story)
    move(STORY_FLOW, story, "publish", by=by, today=today, published_on=today)


def withdraw_story(*, by: Actor, story: Story, reason: str, today: date) -> None:
    """Take a story off the portal, with a reason; it stays in the records."""
    check_publishes_story(by, story)
    move(STORY_FLOW, story, "withdraw", by=by, today=today, reason=reason)
