"""The summary of a season as plain data. None is «chưa có»: not known, which is never zero."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Part:
    """The part of a season that a unit sees: its own, with the units below it that its role reaches."""

    unit_id: int
    unit_name: str
    units: frozenset[int]


@dataclass(frozen=True)
class Stat:
    """One figure with where it comes from. ``of`` is the whole that it counts out of, where there is one."""

    code: str
    label: str
    value: Decimal | int | None
    source: str
    of: int | None = None
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class MovementRow:
    """A launched movement: how many units it was sent to, how many took it up, how many launched their own."""

    title: str
    unit_name: str
    kind: str
    launched_on: date | None
    period_from: date
    period_to: date
    state: str
    expected: int
    received: int
    relaunched: int


@dataclass(frozen=True)
class CoverRow:
    """How many units of a group registered. ``sent`` None: nobody of the season has registered yet."""

    label: str
    expected: int
    sent: int | None
    accepted: int | None


@dataclass(frozen=True)
class PeopleRow:
    """How many people of one class registered. ``expected`` None: some unit did not say how many it has."""

    label: str
    registered: int
    expected: int | None


@dataclass(frozen=True)
class WantedRow:
    """For one award: how many registered."""

    award: str
    units: int
    collectives: int
    persons: int
    households: int


@dataclass(frozen=True)
class CovenantRow:
    """A cluster and its covenant. ``signed`` None: the covenant was not opened for signing."""

    cluster: str
    kind: str
    head: str
    members: int
    signed: int | None
    state: str
    commitments: int | None


@dataclass(frozen=True)
class ResultRow:
    """One indicator of one unit: plan, result, last year, and what follows. ``applies`` False: not applicable.

    ``value_word`` and ``percent_word`` say how a figure was published: «trên», «gần»; empty for an exact one."""

    unit_name: str
    code: str
    indicator: str
    measure: str
    period: str
    aim: str
    plan: Decimal | None
    value: Decimal | None
    value_word: str
    applies: bool
    last: Decimal | None
    percent: Decimal | None
    percent_word: str
    ratio: Decimal | None
    movement: str
    met: bool | None
    estimated: bool
    accepted: bool
    note: str


@dataclass(frozen=True)
class UnitRow:
    """How many indicators of a unit were reached, were not, or cannot be judged."""

    unit_name: str
    met: int
    not_met: int
    unknown: int


@dataclass(frozen=True)
class RankLine:
    """A published place. ``score`` is what the places of its cluster are compared by; ``close``: 1 could move it."""

    cluster: str
    unit_id: int
    unit_name: str
    rank: int | None
    tied: bool
    points: Decimal | None
    denominator: Decimal
    percent: Decimal | None
    score: Decimal | None
    by_points: bool
    close: bool
    label: str
    reason: str
    members: int


@dataclass(frozen=True)
class DossierRow:
    """Dossiers for one award, by what the rulebook answered, and how many went to the council."""

    award: str
    total: int
    eligible: int
    not_eligible: int
    unknown: int
    unchecked: int
    forwarded: int


@dataclass(frozen=True)
class VoteRow:
    """A session of the council. ``passed`` None: not counted yet."""

    title: str
    held_on: date
    state: str
    items: int
    passed: int | None


@dataclass(frozen=True)
class AwardRow:
    """Awards of one kind that stand. ``bonus`` None: some amount is not known."""

    award: str
    is_title: bool
    persons: int
    collectives: int
    households: int
    bonus: int | None

    @property
    def total(self) -> int:
        """All recipients."""
        return self.persons + self.collectives + self.households


@dataclass(frozen=True)
class ClassRow:
    """Awarded persons of one class of the statistical forms, by sex."""

    label: str
    women: int
    men: int
    unknown: int

    @property
    def total(self) -> int:
        """All of the class."""
        return self.women + self.men + self.unknown


@dataclass(frozen=True)
class ConferenceRow:
    """A conference that was held."""

    title: str
    kind: str
    held_on: date
    place: str
    delegates: int | None
    honours: str


@dataclass(frozen=True)
class Summary:
    """The whole summary. ``part`` is empty for the whole season, else the name of the unit that it speaks of.

    ``organ`` is the body in whose name the authority's papers go out, ``place`` stands before their date."""

    season_code: str
    title: str
    year: int
    theme: str
    authority: str
    organ: str
    place: str
    on: date
    part: str
    is_illustration: bool
    shows_money: bool
    stats: tuple[Stat, ...]
    movements: tuple[MovementRow, ...]
    registration_by_kind: tuple[CoverRow, ...]
    registration_by_cluster: tuple[CoverRow, ...]
    people: tuple[PeopleRow, ...]
    wanted: tuple[WantedRow, ...]
    covenants: tuple[CovenantRow, ...]
    results: tuple[ResultRow, ...]
    units: tuple[UnitRow, ...]
    ranking: tuple[RankLine, ...]
    dossiers: tuple[DossierRow, ...]
    votes: tuple[VoteRow, ...]
    awards: tuple[AwardRow, ...]
    classes: tuple[ClassRow, ...]
    conferences: tuple[ConferenceRow, ...]

    def stat(self, code: str) -> Stat:
        """One figure by its code."""
        return next(s for s in self.stats if s.code == code)
