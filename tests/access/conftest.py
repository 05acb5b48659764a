"""The season in which every address is tried: loaded once a session, into a database of its own."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access.database import in_use, own_database
from tests.access.ground import Ground, lay_ground


@pytest.fixture(scope="session")
def _laid(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from django.test import override_settings

    rules = tmp_path_factory.mktemp("access-law")
    with django_db_blocker.unblock(), override_settings(THIDUA_LOCAL_LAW=rules), own_database() as wrapper:
        with in_use(wrapper):
            ground = lay_ground()
        yield wrapper, ground


@pytest.fixture(scope="module")
def ground(_laid: Any, django_db_blocker: Any) -> Iterator[Ground]:
    """The loaded season, its people with their sessions, and the objects that addresses ask for."""
    wrapper, ground = _laid
    with django_db_blocker.unblock(), in_use(wrapper):
        yield ground
