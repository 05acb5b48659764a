"""What one loading run knows: the files, the objects made from them so far, and who acts on which day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db.models import Q

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role, Scope
from thidua.base.documents.models import Document
from thidua.base.people.models import Account, Person
from thidua.base.season.models import Season
from thidua.base.units.models import Appointment, Household, Unit
from thidua.base.units.queries import actor_for
from thidua.ops.seasonfiles import SeasonFiles

R = TypeVar("R")
LOADER = Actor(name="Nạp số liệu ban đầu", role=Role.SYSTEM_ADMINISTRATOR)


class CannotAct(Exception):
    """The files name nobody who could do what they say was done. The sentence says which role is missing where."""


def above_first(rows: Sequence[R], code: Callable[[R], str], above: Callable[[R], str]) -> list[R]:
    """The rows in an order in which each follows the one that it names above it, else as they stand.

    Raises CannotAct where they name each other in a circle."""
    known, placed, order = {code(row): row for row in rows}, set[str](), list[R]()
    for row in rows:
        line: list[R] = []
        step: R | None = row
        while step is not None and code(step) not in placed:
            if step in line:
                raise CannotAct(f"“{code(row)}” đứng trên chính nó qua các dòng khác. Hãy sửa mã đứng trên.")
            line.append(step)
            step = known.get(above(step))
        order += reversed(line)
        placed.update(code(each) for each in line)
    return order


@dataclass
class Run:
    """One season on its way into the database. ``seasons`` is by year: the next year is launched at the conference.

    ``skip`` names what the stages leave for people to do by hand (``sign:BN.TPTS``); each stage asks with ``leaves``.
    """

    files: SeasonFiles
    skip: frozenset[str] = frozenset()
    seasons: dict[int, Season] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    made: dict[str, dict[str, int]] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    at: tuple[str, int] | None = None  # file and line of what is being loaded, for whoever must put it right
    _actors: dict[tuple[object, ...], Actor | None] = field(default_factory=dict)
    _desks: dict[tuple[object, ...], tuple[Appointment, Actor]] = field(default_factory=dict)

    @cached_property
    def _appointments(self) -> list[Appointment]:
        """Who holds what: read once, when the first actor is asked for, which is after the accounts were loaded."""
        mine = Q(account__in=self.accounts.values()) | Q(unit__in=self.units.values())
        return list(Appointment.objects.filter(mine).select_related("account", "unit").order_by("id"))

    @property
    def season(self) -> Season:
        """The season of the folder's own year."""
        return self.seasons[self.files.info.year]

    @property
    def authority(self) -> Unit:
        """The unit that runs the year."""
        return self.units[self.files.info.authority]

    def day(self, stage: str, year: int | None = None) -> date:
        """The first day of a stage's window (``s1`` … ``s9``): when to act where the files give no day."""
        info = self.files.info
        windows = info.windows if year in (None, info.year) or info.next_year is None else info.next_year.windows
        return next(w.opens for w in windows if w.code == stage)

    def leaves(self, what: str, code: str) -> bool:
        """Whether a piece is left to be done by hand. What was left is kept, so that an unknown word can be told."""
        word = f"{what}:{code}"
        if word in self.skip:
            self.left.add(word)
        return word in self.skip

    def remember(self, kind: str, code: str, pk: int) -> None:
        """Keep the id of something a stage made, for the stages after it."""
        self.made.setdefault(kind, {})[code] = pk

    def id_of(self, kind: str, code: str) -> int:
        """The id of something an earlier stage made."""
        return self.made[kind][code]

    def actor_of(self, username: str, role: Role | None = None, *, on: date) -> Actor:
        """An account at work on a day, in one of its roles."""
        account = self.accounts[username].pk

        def wanted(row: Appointment) -> bool:
            return row.account_id == account and role in (None, row.role)

        return self._actor((username, role, on), wanted, f"tài khoản {username}", on)

    def actor(self, role: Role, unit_code: str | None = None, *, on: date) -> Actor:
        """Somebody who holds a role at a unit (the authority where none is named) on a day. Raises CannotAct."""
        unit = self.units[unit_code] if unit_code else self.authority

        def wanted(row: Appointment) -> bool:
            return row.role == role and row.unit_id == unit.pk

        return self._actor((unit.pk, role, on), wanted, f"vai trò «{role.label}» tại {unit}", on)

    def _actor(self, key: tuple[object, ...], wanted: Callable[[Appointment], bool], said: str, on: date) -> Actor:
        if key not in self._actors:
            self._actors[key] = self._known(key[:2], wanted, on)
        actor = self._actors[key]
        if actor is None:
            raise CannotAct(f"accounts.csv: không ai giữ {said} vào ngày {on:%d/%m/%Y}; hãy thêm một dòng.")
        return actor

    def _known(self, who: tuple[object, ...], wanted: Callable[[Appointment], bool], on: date) -> Actor | None:
        """Somebody of one unit only is the same actor on every day of the appointment; asked once."""
        standing = self._desks.get(who)
        if standing and standing[0].in_force(on):
            return standing[1]
        appointment = next((row for row in self._appointments if wanted(row) and row.in_force(on)), None)
        if appointment is None:
            return None
        actor = actor_for(appointment, on)
        if appointment.scope == Scope.UNIT:
            self._desks[who] = (appointment, actor)
        return actor
