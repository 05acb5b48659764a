"""The season in which every address is tried: loaded once a session, into a database and a folder of its own."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.access.database import in_use, own_database
from tests.access.ground import Ground, lay_ground
from tests.access.table import WRITE

# made anew only on demand: it is the long way round
collect_ignore = [] if os.environ.get(WRITE) else ["test_write.py"]


@pytest.fixture(scope="session")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("access")


@pytest.fixture(scope="session")
def _laid(django_db_setup: None, django_db_blocker: Any, _folder: Path) -> Iterator[Any]:
    from django.test import override_settings

    # tests marked with the database find no ground of other tests still standing on it: tests/conftest.py sees to that
    folders = {"DATA": _folder, "MEDIA_ROOT": _folder / "files", "THIDUA_LOCAL_LAW": _folder / "law"}
    with django_db_blocker.unblock(), override_settings(**folders), own_database() as wrapper:
        with in_use(wrapper):
            ground = lay_ground()
        yield wrapper, ground


@pytest.fixture(scope="module")
def ground(_laid: Any, django_db_blocker: Any) -> Iterator[Ground]:
    """The loaded season, its people with their sessions, and the objects that addresses ask for."""
    wrapper, ground = _laid
    with django_db_blocker.unblock(), in_use(wrapper):
        yield ground


@pytest.fixture
def data(settings: Any, _folder: Path) -> Path:
    """The folder of keys and files: that of the loaded season, not one for each test."""
    settings.DATA, settings.MEDIA_ROOT = _folder, _folder / "files"
    return _folder
