"""Regular chores of the worker: each runs once although several workers look at the clock."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from thidua.base.jobs.models import CronRun

log = logging.getLogger("thidua.jobs")
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Chore:
    """Something done again and again: ``every`` so often, or daily at the time ``at`` (local)."""

    code: str
    run: Callable[[datetime], None]
    every: timedelta | None = None
    at: time | None = None

    def is_due(self, last: datetime, now: datetime) -> bool:
        """True when its time has come since it ran last."""
        if self.every is not None:
            return now - last >= self.every
        here = timezone.localtime(now)
        return self.at is not None and here.time() >= self.at and timezone.localtime(last).date() < here.date()


_CHORES: dict[str, Chore] = {}


def register(*chores: Chore) -> None:
    """Called at start-up by the room that has a regular chore."""
    _CHORES.update({c.code: c for c in chores})


def tick(now: datetime) -> list[str]:
    """Run what is due; returns the codes. Of several workers only the one whose update counts runs a chore."""
    last = dict(CronRun.objects.values_list("code", "last_at"))
    ran = []
    for chore in _CHORES.values():
        since = last.get(chore.code)
        if since is None:
            since = CronRun.objects.get_or_create(code=chore.code, defaults={"last_at": _BEGINNING})[0].last_at
        if chore.is_due(since, now) and CronRun.objects.filter(code=chore.code, last_at=since).update(last_at=now):
            _run(chore, now)
            ran.append(chore.code)
    return ran


def _run(chore: Chore, now: datetime) -> None:
    """A chore that fails is tried again at its next time; it must not stop the worker."""
    try:
        chore.run(now)
    except Exception:
        log.exception("chore %s failed", chore.code)
