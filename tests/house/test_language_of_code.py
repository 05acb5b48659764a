"""What may not stand in the Python of the product: the clock, the law, floats for points, unknown verbs."""

import ast
import re
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.db import models

from tests.house.tree import SRC, modules, name
from thidua.base.audit import verbs
from thidua.base.audit.triggers import house_models

# where the machine's own time is the fact itself: the log, leases of jobs, sessions; and the one clock of the views
CLOCKS = {"base/audit/actions.py", "site/clock.py"}
CLOCK_ROOMS = ("base/jobs/", "base/tasks/jobs", "ops/")


def _inside(path: Path) -> str:
    return str(path.relative_to(SRC))


def test_nobody_below_the_views_asks_what_day_it_is() -> None:
    asked = re.compile(r"date\.today\(\)|timezone\.now\(\)|timezone\.localdate\(\)|datetime\.now\(|localtime\(\)")
    found = [
        name(p)
        for p in modules()
        if asked.search(p.read_text(encoding="utf-8"))
        and _inside(p) not in CLOCKS
        and not _inside(p).startswith(CLOCK_ROOMS)
    ]
    assert found == []


def _law_codes() -> set[str]:
    codes: set[str] = set()
    for path in (SRC / "law").rglob("*.yaml"):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        for section in ("awards", "titles", "forms"):
            rows = (data or {}).get(section) or ()
            codes |= set(rows) if isinstance(rows, dict) else {r["code"] for r in rows if "code" in r}
    return codes


def test_no_title_or_form_of_the_law_stands_in_python() -> None:
    codes = _law_codes()
    assert len(codes) > 10
    found = [
        f"{name(p)}:{n.lineno} {n.value}"
        for p, tree in modules().items()
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value in codes
    ]
    assert found == []


def _verbs_used() -> set[tuple[str, str]]:
    used = set()
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "audited" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    used.add((name(path), first.value))
    return used


def test_the_presenter_knows_every_verb() -> None:
    assert [u for u in sorted(_verbs_used()) if u[1] not in verbs.known()] == []


@pytest.mark.parametrize("model", list(house_models()), ids=lambda m: m._meta.label)
def test_figures_are_exact_decimals(model: type[models.Model]) -> None:
    for field in model._meta.fields:
        assert not isinstance(field, models.FloatField)
        if isinstance(field, models.DecimalField):
            assert (field.max_digits or 99) <= 15, "SQLite keeps fifteen digits exactly"


def test_every_room_has_its_app() -> None:
    from thidua.cycle import STAGES

    assert {s.label for s in STAGES} <= {c.label for c in apps.get_app_configs()}
