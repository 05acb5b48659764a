"""What is known about one subject. None always means *not known*; an empty list means *known to be none*."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class HeldAward:
    """A title or form received for a year. `mode`: kind of commendation (scale mode); `source`: the decision."""

    award: str
    mode: str | None = "merit"
    decided_on: date | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class YearRecord:
    """One year of achievement: its rating and what was awarded for it.

    `complete` False: there may have been more than `awards` lists; what is not listed is then unknown.
    """

    year: int
    rating: str | None = None
    awards: tuple[HeldAward, ...] | None = None
    complete: bool = True
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Discipline:
    """A disciplinary decision; `ended_on`: the day it was fully served, None while it runs."""

    level: str
    decided_on: date
    ended_on: date | None = None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Use:
    """An initiative was evidence for this award of this year."""

    award: str
    year: int


@dataclass(frozen=True, kw_only=True)
class Initiative:
    """An initiative, research work or combat merit (scale work), with the widest scope at which it was recognised.

    `recognised_by`: a code of authorities.yaml; anything else counts as not known who recognised it.
    """

    name: str
    year: int
    kind: str = "initiative"
    scope: str | None = None
    recognised_by: str | None = None
    used_for: tuple[Use, ...] | None = ()
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Members:
    """Figures of a collective, counted for the year under review."""

    total: int | None = None
    completed: int | None = None
    ldtt: int | None = None
    cstdcs: int | None = None
    warned: int | None = None


@dataclass(frozen=True, kw_only=True)
class Attestation:
    """Somebody confirms (or denies) a qualitative condition, with the paper it rests on."""

    holds: bool
    by: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class SubjectFacts:
    """Everything known about a subject proposed for its achievements of `year`.

    `initiatives_complete` False: there may be more initiatives than are listed.
    `awards_complete`: years without a list of awards had none (the history is known to be complete).
    `route`: the way of a standard that the proposal chose; empty = every way is tried.
    `situations`: codes of scale situation that hold this year; `papers`: codes of the papers in the dossier.
    """

    subject: str
    year: int
    name: str = ""
    group: str = "staff"
    route: str = ""
    years: tuple[YearRecord, ...] = ()
    awards_complete: bool = False
    initiatives: tuple[Initiative, ...] | None = None
    initiatives_complete: bool = True
    disciplines: tuple[Discipline, ...] | None = None
    months_worked: int | None = None
    members: Members = field(default_factory=Members)
    cluster_rank: int | None = None
    open_matters: tuple[str, ...] | None = None
    in_existence: bool | None = None
    attestations: Mapping[str, Attestation] = field(default_factory=dict)
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    situations: tuple[str, ...] = ()
    papers: tuple[str, ...] | None = None
