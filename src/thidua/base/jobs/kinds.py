"""Kinds of background jobs, and what a running one is given.

::

    @job_kind("units.import_places", title="Nhập danh mục tỉnh, xã", atomic=True)
    def import_places(job: JobHandle) -> dict[str, Any]:
        for done, line in enumerate(lines, 1):
            job.check_cancelled()
            job.progress(done, len(lines))
        return {"rows": len(lines)}

``atomic``: the whole work and the word «đã xong» are one transaction, so a crash leaves nothing and the job is simply
run again. ``idempotent``: the work commits in steps, and doing a step twice does no harm; it is run again too.
Neither: after a crash the job is failed with a sentence, and a person decides.
On SQLite, which has one writer, progress is visible only between transactions; keep an atomic job under a minute there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.core.files.base import File

from thidua.base.access.actor import Actor
from thidua.base.documents.attaching import attach
from thidua.base.documents.models import Attachment
from thidua.base.documents.queries import attachments_of
from thidua.base.files.intake import keep_made
from thidua.base.jobs.models import Job

INPUT, OUTPUT = "đầu vào", "kết quả"


class JobCancelled(Exception):
    """Somebody asked to stop; raised by ``check_cancelled`` and caught by the runner."""


class Reporter(Protocol):
    """How a running job tells how far it is and hears that it should stop."""

    def report(self, done: int, total: int) -> None: ...
    def should_stop(self) -> bool: ...


@dataclass(frozen=True)
class JobHandle:
    """What a handler is given: who started it, with what, and the ways to report, stop, read and leave files."""

    job: Job
    by: Actor
    payload: dict[str, Any]
    reporter: Reporter

    def progress(self, done: int, total: int = 0) -> None:
        """Say how far the work is; cheap enough for every row."""
        self.reporter.report(done, total)

    def check_cancelled(self) -> None:
        """Raise JobCancelled when the job should stop; call it where stopping leaves nothing half done."""
        if self.reporter.should_stop():
            raise JobCancelled

    def inputs(self) -> list[Attachment]:
        """The files that the job was started with (``files.blobs.open_blob(file.sha256)`` reads one)."""
        return [a for a in attachments_of(self.job) if a.label == INPUT]

    def leave_file(self, name: str, data: "bytes | File[bytes]", media_type: str) -> Attachment:
        """Leave a file as the result, for those who may see the job."""
        return attach(by=self.by, owner=self.job, name=name, data=keep_made(name, data, media_type), label=OUTPUT)


Handler = Callable[[JobHandle], dict[str, Any] | None]


@dataclass(frozen=True)
class JobKind:
    """One kind of background work. ``repeatable`` jobs are run again by the reaper after their worker died."""

    code: str
    title: str
    run: Handler
    atomic: bool
    idempotent: bool

    @property
    def repeatable(self) -> bool:
        """True when running it again can do no harm."""
        return self.atomic or self.idempotent


_KINDS: dict[str, JobKind] = {}


def job_kind(code: str, *, title: str, atomic: bool = False, idempotent: bool = False) -> Callable[[Handler], Handler]:
    """Declare a kind of job (``<label>.<what>``). Its module must be imported in the room's ``ready()``."""

    def declare(run: Handler) -> Handler:
        _KINDS[code] = JobKind(code, title, run, atomic, idempotent)
        return run

    return declare


def find_kind(code: str) -> JobKind | None:
    """The declared kind; None for one that this version no longer knows."""
    return _KINDS.get(code)
