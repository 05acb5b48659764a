"""``audited``: the frame of every act. One transaction, its changes caught by triggers, one chained row at its end."""

import uuid
from collections.abc import Callable, Iterator
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
        row = _row(record)
        row |= {"number": number + 1, "txn": txn, "changes": count, "changes_digest": digest, "prev_hash": prev_hash}
        row["hash"] = row_hash(row)
        cursor.execute(_INSERT, [prepare(row[name]) for name, prepare in _FIELDS.items()])


def _row(record: Record) -> dict[str, Any]:
    by, subject = record.by, record.on
    return {
        "at": timezone.now(),
        "account_id": by.account_id,
        "actor_name": by.name,
        "actor_role": by.role or "",
        "unit_id": by.unit_id,
        "unit_name": by.unit_name,
        "on_behalf_of": by.on_behalf_of,
        "address": by.address,
        "verb": record.verb,
        "subject_type": subject._meta.label_lower if subject else "",
        "subject_id": subject.pk if subject else None,
        "subject_label": (record.label or (str(subject) if subject else ""))[:500],
        "details": record.details,
    }


def _prepared(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """How a value of a field is handed to the database: texts and numbers as they are."""
    if isinstance(field, models.DateTimeField | models.JSONField):
        return lambda value: field.get_db_prep_save(value, connection)
    return lambda value: value


# the first field is the key, which the database gives
_FIELDS = {field.attname: _prepared(field) for field in AuditRow._meta.concrete_fields[1:]}
_NAMES = ", ".join([f'"{name}"' for name in _FIELDS])
_INSERT = f"insert into audit_auditrow ({_NAMES}) values ({', '.join(['%s'] * len(_FIELDS))})"
