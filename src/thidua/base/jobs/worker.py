"""The worker process: runs queued jobs one after another, and the regular chores between them."""

import logging
import signal
import threading
import time
from datetime import datetime, timedelta
from datetime import time as time_of_day
from types import FrameType
from typing import Any
from uuid import UUID

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from thidua.base.files.blobs import sweep
from thidua.base.jobs import cron
from thidua.base.jobs.actions import LEASE, send
from thidua.base.jobs.enums import JobState
from thidua.base.jobs.kinds import find_kind
from thidua.base.jobs.models import Job
from thidua.base.jobs.running import in_worker

log = logging.getLogger("thidua.jobs")
MOST_ATTEMPTS = 3
KEEP_TICKETS = timedelta(days=7)
LOST = (
    "Máy chủ đã dừng khi tác vụ đang chạy; một phần việc có thể đã xong. "
    "Hãy xem lại kết quả rồi làm lại từ trang đã bắt đầu nếu cần."
)
GIVEN_UP = "Tác vụ đã dừng giữa chừng nhiều lần nên không chạy lại nữa. Hãy báo quản trị viên kèm số tác vụ này."


class _Stop:
    """Remembers that the process was asked to end; a job under way is finished first."""

    def __init__(self) -> None:
        self.asked = False
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked:  # the second time: now
            raise KeyboardInterrupt
        self.asked = True


def run_worker(stop_when_idle: bool = False, *, pause: float = 1.0) -> None:
    """Run jobs until the process is asked to stop, or until nothing waits when ``stop_when_idle``.

    ``pause``: seconds between two looks at an empty queue.
    """
    stop = _Stop()
    token = in_worker.set(True)
    name = get_random_string(32)
    try:
        while not stop.asked:
            close_old_connections()
            try:
                cron.tick(timezone.now())
                ran = _run_one(name)
            except (InterfaceError, OperationalError) as error:  # the database restarts, or SQLite's writer is busy
                log.warning("the worker waits for the database: %s", error)
                ran = False
            else:
                if stop_when_idle and not ran:
                    return
            if not ran:
                time.sleep(pause)
    finally:
        in_worker.reset(token)


def _run_one(name: str) -> bool:
    """Let the library take one task of its queue and run it; False when none was ready."""
    if not DBTaskResult.objects.ready().exists():
        return False
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=name,
        excluded_queue_names=[],
    ).run()
    return True


def reap(now: datetime) -> int:
    """Deal with jobs whose lease has passed: their worker died, or their place in the queue was lost. Returns how many.

    Repeatable kinds go back to the queue, at most three runs in all; others are failed with a sentence.
    """
    gone = Job.objects.filter(state__in=(JobState.RUNNING, JobState.QUEUED), lease_until__lt=now)
    count = 0
    for job in gone:
        try:
            with transaction.atomic():
                count += _reap_one(job, now)
        except DatabaseError as error:
            log.warning("job %s could not be looked after: %s", job.pk, error)
    return count


def _reap_one(job: Job, now: datetime) -> int:
    same = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts, lease_until__lt=now)
    kind = find_kind(job.kind)
    if job.state == JobState.QUEUED:
        if _tickets(job).filter(status=TaskResultStatus.READY).exists():  # it only waits its turn
            same.update(lease_until=now + LEASE)
            return 0
        return _again(job, same)
    _tickets(job).filter(status=TaskResultStatus.RUNNING).update(status=TaskResultStatus.FAILED, finished_at=now)
    if job.cancel_requested:
        return same.update(state=JobState.CANCELLED, finished_at=now)
    if kind is None or not kind.repeatable or job.attempts >= MOST_ATTEMPTS:
        sentence = GIVEN_UP if kind and kind.repeatable else LOST
        return same.update(state=JobState.FAILED, finished_at=now, error=sentence)
    return _again(job, same)


def _again(job: Job, same: QuerySet[Job]) -> int:
    if not same.update(state=JobState.QUEUED):
        return 0
    send(job)
    return 1


def _tickets(job: Job) -> "QuerySet[DBTaskResult[Any, Any]]":
    """The job's place in the library's queue, when it has one there."""
    try:
        return DBTaskResult.objects.filter(pk=UUID(job.ticket))
    except ValueError:
        return DBTaskResult.objects.none()


def tidy(now: datetime) -> None:
    """Forget finished places in the queue after a week, and files that an upload left behind half written."""
    over = DBTaskResult.objects.exclude(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    over.filter(finished_at__lt=now - KEEP_TICKETS).delete()
    sweep((now - timedelta(days=1)).timestamp())


cron.register(
    cron.Chore("jobs.reap", lambda now: log.info("%s jobs looked after", reap(now)), every=timedelta(minutes=1)),
    cron.Chore("jobs.tidy", tidy, at=time_of_day(3)),
)
