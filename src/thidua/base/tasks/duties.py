"""Duties: who must do what by when. Stages are providers; this room only gathers, sorts and shows.

A duty is computed from the state of the work on each look, never stored, so it is gone the moment the work is done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.season.models import Season

ALWAYS = ""  # the provider of given tasks, which wait also outside of any season


@dataclass(frozen=True)
class Duty:
    """One thing that waits for the actor: ``title`` says what, ``button`` the verb, ``url`` where, ``due`` by when."""

    stage: str
    title: str
    url: str
    button: str
    due: date | None = None
    detail: str = ""
    count: int = 1

    def overdue(self, today: date) -> bool:
        """True when the last day has passed."""
        return self.due is not None and self.due < today


@dataclass(frozen=True)
class Standing:
    """Where one unit stands in one stage: done, not yet, or (``nothing``) done because nothing is asked of it.

    ``note`` is the short sentence shown."""

    stage: str
    unit_id: int
    done: bool
    note: str
    url: str = ""
    nothing: bool = False


DutyProvider = Callable[[Actor, Season, date], Iterable[Duty]]
StandingProvider = Callable[[Season, frozenset[int], date], Iterable[Standing]]
Overseer = Callable[[Actor, Season, date], Iterable[int]]

_duties: dict[str, DutyProvider] = {}
_standings: dict[str, StandingProvider] = {}
_overseers: list[Overseer] = []


def register(stage: str, *, duties: DutyProvider | None = None, standings: StandingProvider | None = None) -> None:
    """Called by a stage at start-up. ``standings`` answers for many units at once with a constant number of queries."""
    if duties:
        _duties[stage] = duties
    if standings:
        _standings[stage] = standings


def register_overseer(overseer: Overseer) -> None:
    """Called at start-up by the room that knows whom an actor follows beyond its scope (the members of a cluster)."""
    _overseers.append(overseer)


def duties_of(actor: Actor, season: Season | None, today: date) -> list[Duty]:
    """All duties of an actor in a season, the oldest deadline first, those without a deadline last."""
    if actor.role is None:
        return []
    providers = _duties.values() if season else [p for code, p in _duties.items() if code == ALWAYS]
    found = [duty for provider in providers for duty in provider(actor, season, today)]  # type: ignore[arg-type]
    return sorted(found, key=lambda d: (d.due or date.max, d.stage, d.title))


def standings_of(season: Season, unit_ids: frozenset[int], today: date) -> list[Standing]:
    """Where units stand in every stage."""
    return [s for provider in _standings.values() for s in provider(season, unit_ids, today)]


def overseen_units(actor: Actor, season: Season, today: date) -> frozenset[int]:
    """Units whose progress an actor follows and may remind, its own left out."""
    found = {unit for overseer in _overseers for unit in overseer(actor, season, today)}
    if actor.is_any(Role.SPECIALIST, Role.AUTHORITY):
        found |= actor.covers
    return frozenset(found - {actor.unit_id})
