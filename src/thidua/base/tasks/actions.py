"""Writing tasks, reminders and notices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.db.models.functions import Now
from django.urls import reverse

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.access.enums import Role
from thidua.base.audit.actions import audited
from thidua.base.jobs import actions as jobs
from thidua.base.people.models import Account
from thidua.base.season.models import Season
from thidua.base.tasks.duties import overseen_units
from thidua.base.tasks.enums import TASK_FLOW
from thidua.base.tasks.models import Notice, Reminder, Task
from thidua.base.tasks.policies import check_cancels_task, check_finishes_task, check_reminds
from thidua.base.tasks.queries import notices_of
from thidua.base.units.models import Unit
from thidua.base.units.queries import holders, units_by_id
from thidua.base.workflow.actions import move

MAIL = "tasks.mail"  # the kind of job that sends notices as e-mail


def create_task(
    *,
    by: Actor,
    title: str,
    today: date,
    unit: Unit | None = None,
    role: Role | None = None,
    account: Account | None = None,
    due: date | None = None,
    url: str = "",
    reason: str = "",
    season: Season | None = None,
    source: models.Model | None = None,
) -> Task:
    """Give a task to a role at a unit, or to one account; whoever it is finds it among the duties and in the bell.

    The calling room asks its own policy before. Raises Problem when nobody is named or the deadline lies behind.
    """
    _check_writes(by)
    if not title.strip() or (account is None and (unit is None or role is None)):
        raise Problem("Hãy ghi việc phải làm và người hoặc đơn vị, vai trò phải làm.", "title")
    if due and due < today:
        raise Problem("Hạn làm không thể là ngày đã qua.", "due")
    with audited("tasks.created", by=by, reason=reason or "(không ghi)") as record:
        record.on = task = Task.objects.create(
            title=title.strip()[:300],
            reason=reason,
            url=url,
            due=due,
            season=season,
            unit=unit,
            role=role or "",
            account=account,
            source_type=source._meta.label_lower if source else "",
            source_id=source.pk if source else None,
            given_on=today,
            giver_account_id=by.account_id,
            giver_name=by.name,
            giver_unit_id=by.unit_id,
            giver_unit_name=by.unit_name,
        )
        text, about = f"Việc mới: {task.title}", f"tasks.task/{task.pk}"
        url = reverse("tasks:task", args=[task.pk])
        notify(by=by, account_ids=_assignees(task, today), text=text, url=url, about=about, today=today)
    return task


@dataclass(frozen=True)
class NewTask:
    """The same task for several units. ``due``: the last day, or none."""

    title: str
    unit_ids: frozenset[int]
    role: Role
    reason: str
    due: date | None = None


def give_tasks(*, by: Actor, new: NewTask, season: Season, today: date) -> list[Task]:
    """Give one task to each unit, all or none. Refused unless the actor follows every one of them."""
    check_reminds(by, new.unit_ids, overseen_units(by, season, today))
    if not new.unit_ids:
        raise Problem("Hãy chọn ít nhất một đơn vị.", "units")
    with transaction.atomic():
        return [
            create_task(
                by=by,
                title=new.title,
                today=today,
                unit=unit,
                role=new.role,
                due=new.due,
                reason=new.reason,
                season=season,
            )
            for unit in units_by_id(new.unit_ids).values()
        ]


def finish_task(*, by: Actor, task: Task, today: date, note: str = "") -> None:
    """Say that a task is done. Raises Refused for anybody but who must do it."""
    check_finishes_task(by, task)
    move(TASK_FLOW, task, "finish", by=by, today=today, reason=note)


def cancel_task(*, by: Actor, task: Task, today: date, reason: str) -> None:
    """Take a task back, with a reason."""
    check_cancels_task(by, task)
    move(TASK_FLOW, task, "cancel", by=by, today=today, reason=reason)


@dataclass(frozen=True)
class Reminded:
    """What a reminder came to: units reminded now, those reminded of it today already, those where nobody hears it."""

    units: int
    already: int
    silent: int


def remind(*, by: Actor, unit_ids: Iterable[int], text: str, url: str, today: date, about: str = "") -> Reminded:
    """Remind the officers of units in the bell, and by e-mail after the commit; once a day for the same thing.

    ``about`` names the thing (the address when not given). The calling room has asked its own policy.
    A unit without an officer is still recorded as reminded; its head is told instead, where there is one.
    """
    _check_writes(by)
    if not text.strip():
        raise Problem("Hãy ghi lời nhắc.", "text")
    thing, wanted = (about or url)[:500], set(unit_ids)
    already = set(
        Reminder.objects.filter(unit_id__in=wanted, about=thing, on_date=today).values_list("unit_id", flat=True)
    )
    fresh = sorted(wanted - already)
    if not fresh:
        return Reminded(0, len(already), 0)
    hearers = _hearers(fresh, today)
    with audited("tasks.reminded", by=by, units=len(fresh), text=text.strip(), unit_ids=fresh):
        rows = [
            Reminder(
                unit_id=unit_id,
                about=thing,
                text=text.strip()[:500],
                url=url,
                on_date=today,
                account_id=by.account_id,
                actor_name=by.name,
                unit_name=by.unit_name,
            )
            for unit_id in fresh
        ]
        Reminder.objects.bulk_create(rows, ignore_conflicts=True)  # of two who press at once one is enough
        people = {account for accounts in hearers.values() for account in accounts}
        notify(by=by, account_ids=people, text=text, url=url, about=thing, today=today, mail=True)
    return Reminded(len(fresh), len(already), sum(1 for unit_id in fresh if not hearers.get(unit_id)))


def notify(
    *, by: Actor, account_ids: Iterable[int], text: str, url: str, about: str, today: date, mail: bool = False
) -> None:
    """Put a line into the bell of these accounts, once a day about the same thing; ``mail`` also sends it."""
    sender = ", ".join(part for part in (by.name, by.unit_name) if part)
    notices = [
        Notice(account_id=i, about=about[:500], text=text.strip()[:500], url=url, sender=sender, on_date=today)
        for i in sorted(set(account_ids))
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    if mail and Account.objects.filter(pk__in=[n.account_id for n in notices]).exclude(email="").exists():
        title = f"Gửi thư nhắc việc: {text.strip()[:200]}"
        jobs.start(by=by, kind=MAIL, title=title, payload={"about": about[:500], "on_date": today.isoformat()})


def mark_read(*, by: Actor, notice_id: int | None = None) -> None:
    """Mark one's own notices as read: one, or all of them."""
    rows = notices_of(by.account_id).filter(read_at=None)
    (rows if notice_id is None else rows.filter(pk=notice_id)).update(read_at=Now())


def _hearers(unit_ids: list[int], today: date) -> dict[int, list[int]]:
    """Accounts that hear what is said to each unit: its officers, else its head."""
    found: dict[int, list[int]] = {}
    for role in (Role.UNIT_OFFICER, Role.UNIT_HEAD):
        missing = [i for i in unit_ids if i not in found]
        for appointment in holders(role, missing, today):
            found.setdefault(appointment.unit_id, []).append(appointment.account_id)
    return found


def _assignees(task: Task, today: date) -> list[int]:
    if task.account_id:
        return [task.account_id]
    return [a.account_id for a in holders(Role(task.role), [task.unit_id or 0], today)]


def _check_writes(by: Actor) -> None:
    if by.role is None or by.is_any(Role.AUDITOR):
        raise Refused("Vai trò này không giao việc và không nhắc việc.")
