"""Reading the log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import QuerySet

from thidua.base.audit.chain import FIRST
from thidua.base.audit.models import AuditRow
from thidua.base.audit.verbs import sentence


@dataclass(frozen=True)
class Line:
    """One act as people read it."""

    number: int
    at: datetime
    text: str
    reason: str
    hash: str


def as_line(row: AuditRow) -> Line:
    """A row of the log with its sentence; ``reason`` is the ``reason`` detail where the act had one."""
    return Line(row.number, row.at, sentence(row), str(row.details.get("reason") or ""), row.hash)


def history_of(subject: models.Model) -> list[Line]:
    """Everything that was done to one object, newest first."""
    rows = AuditRow.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk).order_by("-number")
    return [as_line(row) for row in rows]


def log_rows() -> QuerySet[AuditRow]:
    """All rows, newest first."""
    return AuditRow.objects.order_by("-number")


def log_within(unit_ids: Collection[int], *, whole: bool) -> QuerySet[AuditRow]:
    """Rows of acts done for some units, or of all; newest first."""
    return log_rows() if whole else log_rows().filter(unit_id__in=list(unit_ids))


def head() -> tuple[int, str]:
    """Number and hash of the last row: what minutes and decisions print, so that the log can be checked from paper."""
    last = AuditRow.objects.order_by("-number").values_list("number", "hash").first()
    return last or (0, FIRST)
