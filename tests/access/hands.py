"""Small hands of the examples: somebody at work, one row of a table, an object put into a state."""

from typing import TypeVar

from django.db import models

from tests.access.ground import Ground
from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role

M = TypeVar("M", bound=models.Model)


def officer(g: Ground, stage: str = "s4") -> Actor:
    """The officer of the unit that owns the objects."""
    return g.run.actor(Role.UNIT_OFFICER, g.unit.code, on=g.day(stage))


def at_authority(g: Ground, role: Role, stage: str = "s4") -> Actor:
    """Somebody of the authority."""
    return g.run.actor(role, on=g.day(stage))


def one(model: type[M], **wanted: object) -> M:
    """The first row that fits. Raises when the loaded season has none."""
    found = model._default_manager.filter(**wanted).order_by("pk").first()
    assert found is not None, f"the season has no {model._meta.label} with {wanted}"
    return found


def put(row: M, **fields: object) -> M:
    """The row, put into a state without asking anybody: only the door is under test."""
    type(row)._default_manager.filter(pk=row.pk).update(**fields)
    row.refresh_from_db()
    return row
