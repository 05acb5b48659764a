"""Changed rows as people read them: names of tables and fields, choices as labels, dates in the Vietnamese order."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from thidua.base.audit.models import AuditChange
from thidua.language.dates import format_date, parse_date

OPERATIONS = {"INSERT": "Thêm", "UPDATE": "Sửa", "DELETE": "Xóa"}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; an empty text where there was nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class RowChange:
    """One changed row of one table."""

    title: str
    fields: tuple[FieldChange, ...]


@cache
def _models() -> dict[str, type[models.Model]]:
    return {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}


def read_changes(changes: Iterable[AuditChange]) -> Iterator[RowChange]:
    """Each change with the fields that differ."""
    for change in changes:
        model = _models().get(change.table)
        name = str(model._meta.verbose_name) if model else change.table
        yield RowChange(f"{OPERATIONS[change.op]} {name} (mã {change.pk_text})", tuple(_fields(model, change)))


def _fields(model: type[models.Model] | None, change: AuditChange) -> Iterator[FieldChange]:
    old, new = json.loads(change.old or "{}"), json.loads(change.new or "{}")
    known = {f.column: f for f in model._meta.fields} if model else {}
    for column in {**old, **new}:
        field = known.get(column)
        derived = column == "id" or (field is not None and not field.editable)
        if not derived and old.get(column) != new.get(column):
            label = str(field.verbose_name) if field else column
            yield FieldChange(label, _said(field, old.get(column)), _said(field, new.get(column)))


def _said(field: Any, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(field, models.BooleanField):
        return "có" if value else "không"
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return format_date(parse_date(str(value)))
    return f"mã {value}" if isinstance(field, models.ForeignKey) else str(value)
