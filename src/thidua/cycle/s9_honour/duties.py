"""What waits in stage 9, and where units stand."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.duties import Duty, Standing
from thidua.cycle.s9_honour.enums import STAGE, ConferenceState, StoryState
from thidua.cycle.s9_honour.queries import conferences_of, stories_of


def story_url(story_id: int) -> str:
    """The page of a story."""
    return reverse("honour:story", args=[story_id])


def conference_url(conference_id: int) -> str:
    """The page of a conference."""
    return reverse("honour:conference", args=[conference_id])


def duties(actor: Actor, season: Season, today: date) -> Iterable[Duty]:
    """Minutes to write and approve; stories to check and publish. Only for the authority's own people."""
    if actor.unit_id != season.authority_id:
        return
    due = stage_status(season, STAGE, today).closes
    for row in conferences_of(season.pk).exclude(state=ConferenceState.APPROVED).filter(held_on__lte=today):
        url = conference_url(row.pk)
        if actor.is_any(Role.SPECIALIST):
            if row.state == ConferenceState.PLANNED:
                yield Duty(STAGE, f"Ghi nhận đã họp: {row}", url, "Mở hội nghị", due)
            elif not row.minutes:
                yield Duty(STAGE, f"Ghi biên bản: {row}", url, "Mở hội nghị", due)
        if actor.is_any(Role.AUTHORITY, Role.COUNCIL_SECRETARY) and row.state == ConferenceState.HELD and row.minutes:
            yield Duty(STAGE, f"Thông qua biên bản: {row}", url, "Mở hội nghị", due)
    if actor.is_any(Role.SPECIALIST):
        counts = Counter(stories_of(season.pk).values_list("state", flat=True))
        for state, words in ((StoryState.WRITTEN, "Kiểm tra"), (StoryState.CHECKED, "Đăng")):
            if count := counts[state]:
                url = reverse("honour:home")
                yield Duty(STAGE, f"{words} {count} bài viết", url, "Xem bài viết", due, count=count)


def standings(season: Season, unit_ids: frozenset[int], today: date) -> Iterable[Standing]:
    """Of each unit: how many stories of its people were published."""
    rows = stories_of(season.pk).filter(written_for_id__in=unit_ids, state=StoryState.PUBLISHED)
    counts = Counter(rows.values_list("written_for_id", flat=True))
    for unit_id in unit_ids:
        note = f"{counts[unit_id]} bài đã đăng" if counts[unit_id] else "chưa có bài"
        yield Standing(STAGE, unit_id, True, note, reverse("honour:home"), nothing=not counts[unit_id])
