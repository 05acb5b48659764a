"""What the public pages are made of, gathered from the doors of the stages. Only what is public passes here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.base.documents.models import Attachment
from thidua.base.documents.queries import CitationLine, attachments_of_many, citations_of, public_documents
from thidua.base.season.queries import all_seasons
from thidua.cycle.s1_launch.enums import MovementState, PeriodState
from thidua.cycle.s1_launch.queries import (
    CascadeRow,
    MovementInfo,
    cascade,
    launched_movements,
    movement_by_id,
    movement_info,
)
from thidua.cycle.s8_award.queries import AwardInfo, AwardList, DecisionInfo, decisions_public, search_awards
from thidua.cycle.s9_honour.queries import ConferenceInfo, StoryInfo, public_conferences, published
from thidua.language.text import fold

STORY = "honour.story"
_HITS = 10


@dataclass(frozen=True)
class Illustrated:
    """A published story with its pictures and its other files, withdrawn ones left out."""

    story: StoryInfo
    pictures: tuple[Attachment, ...] = ()
    files: tuple[Attachment, ...] = ()

    @property
    def picture(self) -> Attachment | None:
        """The one for lists."""
        return self.pictures[0] if self.pictures else None


def illustrated(stories: Iterable[StoryInfo]) -> list[Illustrated]:
    """Stories with what hangs on them; one query for all."""
    rows = list(stories)
    found = attachments_of_many(STORY, [s.id for s in rows]) if rows else {}
    return [_illustrated(story, [a for a in found[story.id] if not a.withdrawn]) for story in rows]


def _illustrated(story: StoryInfo, files: list[Attachment]) -> Illustrated:
    pictures = tuple(a for a in files if a.media_type.startswith("image/"))
    return Illustrated(story, pictures, tuple(a for a in files if a not in pictures))


@dataclass(frozen=True)
class Front:
    """The first page."""

    stories: list[Illustrated]
    movements: list[MovementInfo]
    decisions: list[DecisionInfo]
    conferences: list[ConferenceInfo]


def front() -> Front:
    """News and exemplars first, then what was launched, decided and held."""
    return Front(
        illustrated(published(limit=4)),
        launched_movements(limit=5),
        decisions_public()[:5],
        public_conferences(limit=5),
    )


def period_state(movement: MovementInfo, today: date) -> PeriodState:
    """Where a movement stands in time."""
    if today < movement.period_from:
        return PeriodState.NOT_BEGUN
    return PeriodState.OVER if today > movement.period_to else PeriodState.UNDER_WAY


@dataclass(frozen=True)
class MovementPage:
    """A launched movement with what it stands on and what became of it below."""

    movement: MovementInfo
    parent: MovementInfo | None
    relaunched: list[CascadeRow]
    expected: int
    received: int
    citations: list[CitationLine]


def movement_page(movement_id: int, today: date) -> MovementPage | None:
    """None for a draft as for a movement that is not there. Cited documents that are not public are left out."""
    movement, row = movement_info(movement_id), movement_by_id(movement_id)
    if movement is None or row is None or movement.state == MovementState.DRAFT:
        return None
    parent = movement_info(movement.parent_id) if movement.parent_id else None
    below, cited = cascade(movement_id), citations_of(row, today)
    public = set(public_documents().filter(pk__in=[c.document_id for c in cited]).values_list("pk", flat=True))
    return MovementPage(
        movement,
        parent if parent and parent.state != MovementState.DRAFT else None,
        [r for r in below.rows if r.relaunched_on],
        below.expected,
        below.received,
        [c for c in cited if c.document_id in public],
    )


def authorities() -> list[tuple[int, str]]:
    """Units that run emulation years, by name: what lists can be narrowed to."""
    found = {s.authority_id: s.authority for s in all_seasons()}
    return [(pk, unit.name) for pk, unit in sorted(found.items(), key=lambda pair: pair[1].name_sort)]


def decisions(q: str = "", nam: int | None = None, noi: str = "") -> list[DecisionInfo]:
    """Issued decisions, newest first, by words of number and title, year of issue and authority."""
    rows = decisions_public(int(noi) if noi else None)
    words = fold(q).split()
    return [
        d
        for d in rows
        if (nam is None or d.issued_on.year == nam) and all(w in fold(f"{d.number} {d.title}") for w in words)
    ]


def awards(q: str = "", danh_hieu: str = "", nam: int | None = None, noi: str = "") -> AwardList:
    """Awards of issued decisions; every word of both texts is looked for."""
    return search_awards(f"{q} {danh_hieu}", year=nam, authority_id=int(noi) if noi else None)


@dataclass(frozen=True)
class Hits:
    """What one search found in every list, the first ten of each."""

    stories: list[StoryInfo]
    movements: list[MovementInfo]
    decisions: list[DecisionInfo]
    awards: list[AwardInfo]

    @property
    def any(self) -> bool:
        """Whether anything was found."""
        return bool(self.stories or self.movements or self.decisions or self.awards)


def search_everything(text: str) -> Hits:
    """The text in news, movements, decisions and awards, with or without diacritics."""
    return Hits(
        published(text=text, limit=_HITS),
        launched_movements(text=text, limit=_HITS),
        decisions(q=text)[:_HITS],
        list(awards(q=text)[:_HITS]),
    )
