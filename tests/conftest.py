"""What every test shares: no network, no clock that judges, folders of its own, and the district of the tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from pytest_socket import disable_socket

from tests.prepared import Ground, Stack, in_order, on_database, prepared, steps_of
from tests.world import World, build

# A busy machine isn't a wrong answer: examples are judged by what they give, never by how long they take.
hypothesis.settings.register_profile("thidua", deadline=None)
hypothesis.settings.load_profile("thidua")


_stack = Stack()


def pytest_sessionstart() -> None:
    """A variable of the environment outranks pyproject.toml; with the settings of the site nothing here means much."""
    if settings.SETTINGS_MODULE != "thidua.site.settings_test":
        pytest.exit(f"tests run with {settings.SETTINGS_MODULE}; unset DJANGO_SETTINGS_MODULE", returncode=2)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Take away what the test doesn't stand on. Only journeys and crash tests reach a network, on this machine."""
    if on_database(item):
        _stack.clear(steps_of(item))
    if not (item.get_closest_marker("journey") or item.get_closest_marker("crash")):
        disable_socket(allow_unix_socket=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on the same ground side by side, so that each ground is made once a file."""
    items[:] = in_order(items)


@pytest.fixture(scope="session")
def _lent(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stack]:
    _stack.unblock = django_db_blocker.unblock
    yield _stack
    _stack.clear(())


@pytest.fixture(autouse=True)
def _standing(request: pytest.FixtureRequest) -> None:
    """The layers of a test on the database, brought before its own transaction begins; its files lie apart too."""
    if on_database(request.node):
        request.getfixturevalue("data")
    if steps := steps_of(request.node):
        # the mark would have begun the test's own transaction below the ground
        assert not request.node.get_closest_marker("django_db"), "leave out the mark: the ground brings the database"
        request.getfixturevalue("_lent").bring(steps)


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    """The folder of keys and files of this test alone."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return tmp_path


@pytest.fixture
def _ground(_standing: None, data: Path, db: None) -> Ground:
    """What this test was lent."""
    return _stack.lend(data)


@prepared
def world() -> World:
    """The district of the tests."""
    return build()
