"""Fixtures of the jobs room."""

from pathlib import Path
from typing import Any

import pytest

from tests.base.documents.world import World, build
from tests.prepared import prepared
from thidua.base.jobs import kinds


@pytest.fixture(autouse=True)
def store(settings: Any, data: Path) -> Path:
    """A file store of its own for each test."""
    settings.MEDIA_ROOT = data
    return data / "blobs"


@prepared
def world() -> World:
    """The district of the tests."""
    return build()


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds declared by a test are gone after it."""
    monkeypatch.setattr(kinds, "_KINDS", dict(kinds._KINDS))
