"""The read door of stage 9."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from thidua.cycle.s9_honour.enums import ConferenceState, StoryState
from thidua.cycle.s9_honour.models import Conference, Story
from thidua.language.text import fold


@dataclass(frozen=True)
class StoryInfo:
    """A published story as the public reads it."""

    id: int
    kind: str
    kind_label: str
    title: str
    body: str
    category: str
    subject_name: str
    author_name: str
    source: str
    is_illustration: bool
    published_on: date
    authority_name: str

    @property
    def lead(self) -> str:
        """The first sentences, for lists."""
        text = " ".join(self.body.split())
        return text if len(text) <= 240 else text[:240].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True)
class ConferenceInfo:
    """A conference as other faces see it."""

    id: int
    kind: str
    kind_label: str
    title: str
    held_on: date
    place: str
    chair: str
    state: int
    delegates: int
    honours: tuple[tuple[str, int], ...]


def _story(row: Story) -> StoryInfo:
    assert row.published_on is not None  # held by a constraint
    return StoryInfo(
        id=row.pk,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        title=row.title,
        body=row.body,
        category=row.category,
        subject_name=row.subject_name,
        author_name=row.author_name,
        source=row.source,
        is_illustration=row.is_illustration,
        published_on=row.published_on,
        authority_name=row.season.authority.name,
    )


def published_rows() -> QuerySet[Story]:
    """Stories that the public may read, newest first."""
    return Story.objects.filter(state=StoryState.PUBLISHED).select_related("season__authority")


def published(
    kind: str | None = None,
    category: str = "",
    text: str = "",
    start: date | None = None,
    end: date | None = None,
    limit: int | None = None,
) -> list[StoryInfo]:
    """Published stories by kind, category, words (with or without diacritics) and days."""
    rows = published_rows()
    if kind:
        rows = rows.filter(kind=kind)
    if category:
        rows = rows.filter(category=category)
    for word in fold(text).split():
        rows = rows.filter(search__contains=word)
    if start:
        rows = rows.filter(published_on__gte=start)
    if end:
        rows = rows.filter(published_on__lte=end)
    return [_story(row) for row in (rows[:limit] if limit else rows)]


def published_item(story_id: int) -> StoryInfo | None:
    """One published story."""
    row = published_rows().filter(pk=story_id).first()
    return _story(row) if row else None


def categories() -> list[str]:
    """Categories that published stories carry."""
    names = published_rows().exclude(category="").order_by("category").values_list("category", flat=True)
    return list(names.distinct())


def stories_of(season_id: int) -> QuerySet[Story]:
    """Every story of a season."""
    return Story.objects.filter(season_id=season_id).select_related("written_for", "season__authority").order_by("-id")


def story_by_id(pk: int) -> Story | None:
    """One story by its id, whatever its season and state."""
    return Story.objects.filter(pk=pk).select_related("written_for", "season__authority").first()


def conference_by_id(pk: int) -> Conference | None:
    """One conference by its id, whatever its season."""
    return Conference.objects.filter(pk=pk).select_related("season__authority").first()


def conferences_of(season_id: int) -> QuerySet[Conference]:
    """Conferences of a season, newest first."""
    return Conference.objects.filter(season_id=season_id).select_related("season__authority")


def conference_infos(season_id: int) -> list[ConferenceInfo]:
    """Conferences of a season with what was handed over; three queries."""
    rows = conferences_of(season_id).prefetch_related("delegates", "honours").order_by("held_on", "id")
    return [_conference(row) for row in rows]


def _conference(row: Conference) -> ConferenceInfo:
    return ConferenceInfo(
        id=row.pk,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        title=row.title,
        held_on=row.held_on,
        place=row.place,
        chair=row.chair,
        state=row.state,
        delegates=len(row.delegates.all()),
        honours=tuple((entry.title, entry.count) for entry in row.honours.all()),
    )


def public_conferences(limit: int = 20) -> list[ConferenceInfo]:
    """Conferences that were held, newest first, for the portal's calendar."""
    rows = Conference.objects.exclude(state=ConferenceState.PLANNED).prefetch_related("delegates", "honours")
    return [_conference(row) for row in rows[:limit]]
