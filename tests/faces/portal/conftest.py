"""A portal on which something stands."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.faces.awards import issued
from tests.faces.conftest import a_movement, a_story
from tests.faces.modules import kept
from tests.world import World


def _open(world: World) -> None:
    a_story(world, "Người trưởng bản")
    a_movement(world, "Thi đua xây dựng nông thôn mới")
    issued(world)


@pytest.fixture(scope="module")
def portal(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A story, a movement, and a decision over three people."""
    with kept(django_db_blocker, tmp_path_factory.mktemp("portal"), _open) as world:
        yield world
