"""``audited``: the frame of every act. One transaction, its changes caught by triggers, one chained row at its end."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from thidua.base.access.actor import Actor
from thidua.base.audit.chain import FIRST, changes_digest, row_hash
from thidua.base.audit.models import AuditRow

_CHAIN_LOCK = 20_030_610  # any constant; only this room takes it
_current: ContextVar[str | None] = ContextVar("thidua_txn", default=None)


@dataclass
class Record:
    """What the act says of itself. ``on`` may be set inside the frame, when the object is only made there."""

    verb: str
    by: Actor
    on: models.Model | None = None
    label: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    def says(self, **details: Any) -> None:
        """Add details for the sentence (plain JSON values)."""
        self.details.update(details)


@contextmanager
def audited(verb: str, *, by: Actor, on: models.Model | None = None, **details: Any) -> Iterator[Record]:
    """Run an act in one transaction and write its row of the log, chained, in the same transaction.

    ``verb`` is ``<label>.<what>`` and must be known to the presenter (``verbs.register``). Nested acts each get a row.
    """
    record = Record(verb, by, on, details=details)
    outer = _current.get()
    txn = uuid.uuid4().hex
    token = _current.set(txn)
    try:
        with transaction.atomic():
            _mark(txn)
            yield record
            _write(record, txn)
            _mark(outer)
    finally:
        _current.reset(token)


def _mark(txn: str | None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("select set_config('thidua.txn', %s, true)", [txn or ""])
        else:
            cursor.execute("update audit_auditcontext set txn = %s where id = 1", [txn])


# Every act reads and writes these few rows, and nothing needs them as objects: plain SQL.
_HEAD = "select number, hash from audit_auditrow order by number desc limit 1"
_CHANGES = 'select "table", op, pk_text, old, new from audit_auditchange where txn = %s order by id'


def _write(record: Record, txn: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("select pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
        cursor.execute(_HEAD)
        number, prev_hash = cursor.fetchone() or (0, FIRST)
        cursor.execute(_CHANGES, [txn])
        count, digest = changes_digest(cursor.fetchall())
        row = _row(record, number=number + 1, txn=txn, changes=count, changes_digest=digest, prev_hash=prev_hash)
        row.hash = row_hash(row)
        cursor.execute(*_insert(row))


def _row(record: Record, **sealed: Any) -> AuditRow:
    by, subject = record.by, record.on
    return AuditRow(
        at=timezone.now(),
        account_id=by.account_id,
        actor_name=by.name,
        actor_role=by.role or "",
        unit_id=by.unit_id,
        unit_name=by.unit_name,
        on_behalf_of=by.on_behalf_of,
        address=by.address,
        verb=record.verb,
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=subject.pk if subject else None,
        subject_label=(record.label or (str(subject) if subject else ""))[:500],
        details=record.details,
        **sealed,
    )


def _insert(row: AuditRow) -> tuple[str, list[Any]]:
    """The statement that keeps a row, and its values as the database takes them."""
    fields = AuditRow._meta.concrete_fields[1:]  # the first is the key, which the database gives
    columns = ", ".join([f'"{field.column}"' for field in fields])
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    return f"insert into audit_auditrow ({columns}) values ({', '.join(['%s'] * len(fields))})", values
