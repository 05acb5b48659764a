"""The glossary is complete, every personal field is classified, every flow stands in the docs."""

import re
from pathlib import Path

import yaml
from django.apps import apps
from django.db import models

from tests.house.tree import ROOT
from thidua.base.audit.triggers import house_models
from thidua.base.workflow.flow import all_flows
from thidua.cycle import STAGES

CLASSES = {"none", "name", "contact", "birth", "sensitive", "free_text"}
TEXTUAL = (
    models.CharField,
    models.TextField,
    models.DateField,
    models.EmailField,
    models.FileField,
    models.JSONField,
    models.GenericIPAddressField,
)


def _glossary() -> str:
    files = [ROOT / "docs" / "glossary.md", *sorted((ROOT / "docs" / "glossary").glob("*.md"))]
    return "\n".join(f.read_text(encoding="utf-8") for f in files)


def test_every_model_and_stage_is_in_the_glossary() -> None:
    words = set(re.findall(r"[A-Za-z_0-9]+", _glossary()))
    named = {m.__name__ for m in house_models() if not m._meta.auto_created} | {s.code for s in STAGES}
    assert sorted(named - words) == []


def test_every_model_has_a_vietnamese_name() -> None:
    plain = re.compile(r"^[a-z ]+$")
    missing = [
        m._meta.label
        for m in house_models()
        if not m._meta.auto_created and str(m._meta.verbose_name) == m._meta.object_name.lower()  # type: ignore[union-attr]
    ]
    assert missing == []
    assert plain.match("abc")


def test_every_personal_field_is_classified() -> None:
    problems = []
    for config in apps.get_app_configs():
        if not config.name.startswith("thidua."):
            continue
        wanted = {
            f"{m.__name__}.{f.name}" for m in config.get_models() for f in m._meta.fields if isinstance(f, TEXTUAL)
        }
        path = Path(config.path) / "personal.yaml"
        given = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.exists() else {}
        problems += [f"{config.label}: {f} chưa phân loại" for f in sorted(wanted - set(given))]
        problems += [f"{config.label}: {f} không còn" for f in sorted(set(given) - wanted)]
        problems += [f"{config.label}: {f} = {c}?" for f, c in given.items() if c not in CLASSES]
    assert problems == []


def test_every_flow_stands_in_the_docs() -> None:
    text = (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")
    flows = all_flows()
    assert len(flows) >= 9
    assert [f.code for f in flows if f.mermaid() not in text] == []
