"""Starting, stopping and repeating background jobs (what a kind of job is: ``kinds``)."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django_tasks import task, task_backends
from django_tasks_db.backend import DatabaseBackend

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.access.enums import Role, Scope
from thidua.base.audit.actions import audited
from thidua.base.documents.attaching import attach
from thidua.base.files.intake import take_in
from thidua.base.jobs.enums import JobState
from thidua.base.jobs.kinds import INPUT, find_kind
from thidua.base.jobs.models import Job
from thidua.base.jobs.policies import check_steers_job

LEASE = timedelta(seconds=90)


def start(
    *,
    by: Actor,
    kind: str,
    title: str = "",
    payload: dict[str, Any] | None = None,
    files: "Sequence[File[bytes]]" = (),
    url: str = "",
) -> Job:
    """Queue a job; it runs once the surrounding transaction has committed. The calling room has asked its policy.

    ``payload``: plain JSON. ``files``: what the user sent, checked and kept with the job. ``url``: where it began.
    Raises Problem for a refused file, KeyError for a kind that nobody declared.
    """
    declared = find_kind(kind)
    if declared is None:
        raise KeyError(kind)
    taken = [take_in(str(file.name), file) for file in files]
    with audited("jobs.started", by=by) as record:
        record.on = job = Job.objects.create(
            kind=kind,
            title=(title or declared.title)[:300],
            url=url,
            payload=payload or {},
            actor=_written(by),
            account_id=by.account_id,
            actor_name=by.name,
            unit_id=by.unit_id,
            unit_name=by.unit_name,
        )
        for file in taken:
            attach(by=by, owner=job, name=file.name, data=file, label=INPUT)
        send(job)
    return job


def cancel(*, by: Actor, job: Job) -> None:
    """Stop a job: at once when it still waits, at its next safe point when it runs."""
    check_steers_job(by, job)
    with audited("jobs.cancelled", by=by, on=job):
        now = timezone.now()
        waiting = Job.objects.filter(pk=job.pk, state=JobState.QUEUED)
        stopped = waiting.update(state=JobState.CANCELLED, finished_at=now, cancel_requested=True)
        if not stopped and not Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_requested=True):
            raise Refused("Tác vụ này đã kết thúc, không dừng được nữa.")


def retry(*, by: Actor, job: Job) -> None:
    """Run a failed or stopped job again, with the same input. Only kinds that can do no harm by it."""
    check_steers_job(by, job)
    declared = find_kind(job.kind)
    if declared is None or not declared.repeatable:
        raise Refused("Loại tác vụ này không chạy lại được; hãy làm lại từ trang đã bắt đầu.")
    with audited("jobs.retried", by=by, on=job):
        again = Job.objects.filter(pk=job.pk, state__in=(JobState.FAILED, JobState.CANCELLED))
        fresh = {"state": JobState.QUEUED, "error": "", "done": 0, "total": 0, "attempts": 0, "finished_at": None}
        if not again.update(cancel_requested=False, **fresh):
            raise Problem("Chỉ chạy lại được tác vụ không xong hoặc đã dừng.")
        send(job)


def actor_of(job: Job) -> Actor:
    """Whoever started the job, with the role and the reach of that moment."""
    kept = dict(job.actor)
    return Actor(
        **{
            **kept,
            "role": Role(kept["role"]) if kept["role"] else None,
            "scope": Scope(kept["scope"]) if kept["scope"] else None,
            "covers": frozenset(kept["covers"]),
            "authority_ids": tuple(kept["authority_ids"]),
        }
    )


def _written(by: Actor) -> dict[str, Any]:
    # field by field: a request carries its actor in a lazy wrapper that ``asdict`` does not know
    kept = {f.name: getattr(by, f.name) for f in fields(Actor)}
    return {**kept, "covers": sorted(by.covers), "authority_ids": list(by.authority_ids)}


def send(job: Job) -> None:
    """Put a queued job into the library's queue: with the transaction where the queue lives in the database."""
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() + LEASE)
    if isinstance(task_backends["default"], DatabaseBackend):
        _enqueue(job.pk)
    else:
        transaction.on_commit(partial(_enqueue, job.pk))


def _enqueue(job_id: int) -> None:
    ticket = run_job.enqueue(job_id)
    Job.objects.filter(pk=job_id).update(ticket=str(ticket.id))


@task()
def run_job(job_id: int) -> None:
    """The one task of the library's queue."""
    from thidua.base.jobs.running import run

    run(job_id)
