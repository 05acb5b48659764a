"""Running one job: claim it, keep its lease, run its handler, write how it ended."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from thidua.base.access.actor import Problem, Refused
from thidua.base.jobs.actions import LEASE, actor_of
from thidua.base.jobs.enums import JobState
from thidua.base.jobs.kinds import JobCancelled, JobHandle, JobKind, Reporter, find_kind
from thidua.base.jobs.models import Job

log = logging.getLogger("thidua.jobs")
BEAT_SECONDS = 1.0
BEAT_AT_LEAST = LEASE / 6
# set by the worker, whose connections are its own: only there a second connection may carry the heartbeat
in_worker: ContextVar[bool] = ContextVar("thidua_in_worker", default=False)


class LeaseLost(Exception):
    """Another run of the same job has begun since: what this one did must not be counted."""


def run(job_id: int) -> None:
    """Run a queued job to its end. Does nothing when it was cancelled or taken by somebody else."""
    job = _claim(job_id)
    if job is None:
        return
    kind = find_kind(job.kind)
    try:
        if kind is None:
            raise Problem("Phiên bản này của hệ thống không còn loại tác vụ này.")
        with _reporter(job) as reporter:
            _work(kind, JobHandle(job, actor_of(job), job.payload, reporter))
    except JobCancelled:
        _fail(job, JobState.CANCELLED, "")
    except (Problem, Refused) as no:
        _fail(job, JobState.FAILED, str(no))
    except LeaseLost:
        log.warning("job %s was given to another worker in the meantime", job.pk)
    except Exception:
        log.exception("job %s (%s) failed", job.pk, job.kind)
        sentence = f"Hệ thống gặp lỗi khi chạy tác vụ. Hãy báo quản trị viên, kèm số tác vụ {job.pk}."
        _fail(job, JobState.FAILED, sentence)


def _fail(job: Job, state: JobState, error: str) -> None:
    with suppress(LeaseLost):
        _end(job, state, error=error[:1000])


def _claim(job_id: int) -> Job | None:
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, state=JobState.QUEUED)
    claim = {"state": JobState.RUNNING, "heartbeat": now, "lease_until": now + LEASE, "done": 0, "total": 0}
    return Job.objects.get(pk=job_id) if waiting.update(attempts=F("attempts") + 1, **claim) else None


def _work(kind: JobKind, handle: JobHandle) -> None:
    """The handler; for an atomic kind in one transaction with its «đã xong»."""
    with transaction.atomic() if kind.atomic else nullcontext():
        result = kind.run(handle) or {}
        if not kind.atomic:
            return _end(handle.job, JobState.DONE, result=result)
        handle.check_cancelled()
        _end(handle.job, JobState.DONE, result=result)


def _end(job: Job, state: JobState, **fields: Any) -> None:
    """Write the end, unless another run has begun since. Raises LeaseLost then."""
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
    if not mine.update(state=state, finished_at=timezone.now(), **fields):
        raise LeaseLost


@contextmanager
def _reporter(job: Job) -> Iterator[Reporter]:
    if not in_worker.get():
        yield Direct(job)
        return
    pulse = Pulse(job)
    pulse.start()
    try:
        yield pulse
    finally:
        pulse.finish()


class Direct:
    """Reports on the connection at hand: for jobs that run at once, inside the request that started them."""

    def __init__(self, job: Job) -> None:
        self._rows = Job.objects.filter(pk=job.pk)

    def report(self, done: int, total: int) -> None:
        """Written at once."""
        self._rows.update(done=done, total=total)

    def should_stop(self) -> bool:
        """Asked at once."""
        return self._rows.filter(cancel_requested=True).exists()


class Pulse(threading.Thread):
    """Keeps the lease and writes the progress from a connection of its own, while the work's transaction is open."""

    def __init__(self, job: Job) -> None:
        super().__init__(name=f"job-{job.pk}", daemon=True)
        self._job = job
        self._now_at = self._written = (0, 0)
        self._stop_asked, self._over = threading.Event(), threading.Event()
        self._last: datetime = timezone.now()

    def report(self, done: int, total: int) -> None:
        """Kept in memory; written with the next beat."""
        self._now_at = (done, total)

    def should_stop(self) -> bool:
        """True when somebody asked to stop, or the job was given to another worker."""
        return self._stop_asked.is_set()

    def finish(self) -> None:
        """End the thread; the last progress is written first."""
        self._over.set()
        self.join(timeout=30)

    def run(self) -> None:
        """Beat until the work is over. A beat that the database refuses (one writer) is tried again with the next."""
        try:
            while not self._over.wait(BEAT_SECONDS):
                self._beat()
            self._write_counts()
        finally:
            connection.close()

    def _beat(self) -> None:
        now, at = timezone.now(), self._now_at
        try:
            mine = Job.objects.filter(pk=self._job.pk, state=JobState.RUNNING, attempts=self._job.attempts)
            if at != self._written or now - self._last > BEAT_AT_LEAST:
                mine.update(done=at[0], total=at[1], heartbeat=now, lease_until=now + LEASE)
                self._written, self._last = at, now
            if not mine.filter(cancel_requested=False).exists():
                self._stop_asked.set()
        except DatabaseError as error:
            log.info("heartbeat of job %s waits: %s", self._job.pk, error)

    def _write_counts(self) -> None:
        try:
            rows = Job.objects.filter(pk=self._job.pk, attempts=self._job.attempts)
            rows.update(done=self._now_at[0], total=self._now_at[1])
        except DatabaseError as error:
            log.info("last progress of job %s was not written: %s", self._job.pk, error)
