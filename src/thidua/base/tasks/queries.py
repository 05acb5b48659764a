"""The read door of tasks: given tasks, notices, and the board of who has not yet done what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.tasks.duties import ALWAYS, Duty, Standing, overseen_units, standings_of
from thidua.base.tasks.enums import SPEAKERS, TaskState
from thidua.base.tasks.models import Notice, Reminder, Task
from thidua.base.units.queries import holders, units_by_id


def tasks_for(actor: Actor) -> QuerySet[Task]:
    """Open tasks that an actor must do: its own and those of its role at its unit."""
    if actor.role is None:
        return Task.objects.none()
    mine = Q(account=actor.account_id) | Q(unit=actor.unit_id, role=actor.role)
    return Task.objects.filter(mine, state=TaskState.OPEN)


def given_task_duties(actor: Actor, season: Season | None, today: date) -> list[Duty]:
    """Given tasks as duties; those of another season than the one looked at stay with that season."""
    rows = tasks_for(actor).filter(Q(season=None) | Q(season=season))
    return [
        Duty(
            ALWAYS,
            task.title,
            reverse("tasks:task", args=[task.pk]),
            "Mở việc",
            task.due,
            f"Giao bởi {task.giver_name}",
        )
        for task in rows
    ]


def given_by(actor: Actor) -> QuerySet[Task]:
    """What the actor's unit has given, for those who speak for it, else what the actor gave; open tasks first."""
    if actor.role is None or actor.unit_id is None:
        return Task.objects.none()
    rows = Task.objects.filter(giver_unit_id=actor.unit_id).select_related("unit", "account")
    rows = rows if actor.is_any(*SPEAKERS) else rows.filter(giver_account_id=actor.account_id)
    return rows.order_by("state", "-given_on", "-pk")


def tasks_about(source: models.Model) -> QuerySet[Task]:
    """Every task that was given because of an object."""
    return Task.objects.filter(source_type=source._meta.label_lower, source_id=source.pk)


def task_by_id(task_id: int) -> Task | None:
    """One task; the caller asks the policy."""
    return Task.objects.select_related("unit", "account", "season").filter(pk=task_id).first()


def notices_of(account_id: int | None) -> QuerySet[Notice]:
    """The bell of one account, newest first."""
    return Notice.objects.filter(account_id=account_id) if account_id else Notice.objects.none()


def unread_count(account_id: int | None) -> int:
    """How many notices wait to be read."""
    return notices_of(account_id).filter(read_at=None).count()


def stage_names() -> dict[str, str]:
    """Code of each stage and its name on screen, in the order of the year."""
    return {stage.code: stage.name for stage in settings.THIDUA_STAGES}


def stage_address(code: str) -> str:
    """The start page of a stage; empty for a code that the year doesn't know."""
    labels = {stage.code: stage.label for stage in settings.THIDUA_STAGES}
    return reverse(f"{labels[code]}:home") if code in labels else ""


@dataclass(frozen=True)
class Progress:
    """How far the units that an actor follows are in one stage."""

    stage: str
    name: str
    done: int
    total: int

    @property
    def waiting(self) -> int:
        """Units that have not done it."""
        return self.total - self.done


@dataclass(frozen=True)
class Waiting:
    """One unit that has not done its part: how often it was reminded, when last, and whether anybody there hears it."""

    unit_id: int
    name: str
    note: str
    url: str
    reminded: int
    last: date | None
    officers: int


def standings_seen_by(actor: Actor, season: Season, today: date) -> tuple[list[Standing], list[Standing]]:
    """Standings of the actor's own unit, and of the units it follows; one round of queries for both."""
    overseen = overseen_units(actor, season, today)
    own = {actor.unit_id} if actor.unit_id else set()
    found = standings_of(season, overseen | frozenset(own), today)
    return [s for s in found if s.unit_id == actor.unit_id], [s for s in found if s.unit_id in overseen]


def progress_by_stage(standings: Iterable[Standing]) -> list[Progress]:
    """Counts by stage, in the order of the year."""
    rows = list(standings)
    names = stage_names()
    found = []
    for code, name in names.items():
        of_stage = [s for s in rows if s.stage == code]
        if of_stage:
            found.append(Progress(code, name, sum(s.done for s in of_stage), len(of_stage)))
    return found


def reminder_subject(season: Season, stage: str) -> str:
    """What a reminder of the board is about: the stage of the season, so that it is sent once a day."""
    return f"{season.code}/{stage}"


def waiting_units(standings: Iterable[Standing], season: Season, stage: str, today: date) -> list[Waiting]:
    """Units that have not done their part of a stage, by name, with what was done to urge them."""
    rows = {s.unit_id: s for s in standings if s.stage == stage and not s.done}
    units = units_by_id(rows)
    said = Reminder.objects.filter(unit_id__in=rows, about=reminder_subject(season, stage)).order_by()
    urged = {unit: (n, last) for unit, n, last in said.values_list("unit_id").annotate(Count("pk"), Max("on_date"))}
    there = [a.unit_id for a in holders(Role.UNIT_OFFICER, rows, today)]
    found = [
        Waiting(unit, units[unit].name, s.note, s.url, *urged.get(unit, (0, None)), there.count(unit))
        for unit, s in rows.items()
    ]
    return sorted(found, key=lambda w: units[w.unit_id].name_sort)
