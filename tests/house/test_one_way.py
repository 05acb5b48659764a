"""The year runs one way: import contracts, and no way back through foreign keys."""

from django.db import models
from importlinter.cli import lint_imports

from tests.house.tree import ROOT
from thidua.base.audit.triggers import house_models
from thidua.cycle import STAGES

BASE = ("access", "audit", "workflow", "people", "units", "season", "documents", "jobs", "tasks")
ORDER = {label: place for place, label in enumerate((*BASE, *(s.label for s in STAGES)))}


def test_the_import_contracts_hold(capsys: object) -> None:
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True) == 0


def _roads(model: type[models.Model]) -> list[str]:
    """Attributes of a model that lead to a room that comes later in the year."""
    here = ORDER.get(model._meta.app_label, 99)
    return [
        f"{model._meta.label}.{road.get_accessor_name()} → {road.related_model._meta.label}"
        for road in model._meta.related_objects
        if not road.hidden and ORDER.get(road.related_model._meta.app_label, -1) > here
    ]


def test_no_earlier_model_leads_forward() -> None:
    assert [road for model in house_models() for road in _roads(model)] == []
