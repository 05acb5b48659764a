"""A year that is over."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.faces.modules import kept
from tests.faces.year import whole_year
from tests.world import World


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The district after its whole year."""
    with kept(django_db_blocker, tmp_path_factory.mktemp("year"), whole_year) as world:
        yield world
