"""Figures as a database keeps them (JSON: decimals and days as text), back in their type, and in words."""

from datetime import date
from decimal import Decimal
from typing import Any

from thidua.engine.scoring.formulas.fields import Field, FieldKind, suffix
from thidua.engine.scoring.inputs import Raw
from thidua.engine.scoring.trace import written


def to_kept(raw: Raw) -> Any:
    """A figure as JSON; equal numbers are kept as equal text (900, never 900.0000 or 9E+2)."""
    if isinstance(raw, (bool, str)):
        return raw
    if isinstance(raw, Decimal):
        return f"{(raw + 0).normalize():f}"
    return list(raw) if isinstance(raw, tuple) else str(raw)


def from_kept(field: Field, kept: Any) -> Raw:
    """A kept figure in the type that its field takes."""
    if field.kind in (FieldKind.NUMBER, FieldKind.COUNT):
        return Decimal(kept)
    if field.kind is FieldKind.DATE:
        return date.fromisoformat(kept)
    return tuple(kept) if isinstance(kept, list) else kept


def in_words(field: Field, raw: Raw) -> str:
    """«50 xã», «có», «Hoàn thành tốt nhiệm vụ», «31/12/2023»."""
    if isinstance(raw, tuple) or (isinstance(raw, str) and field.options):
        return field.shown(raw)
    return f"{written(raw)}{suffix(field.unit)}"
