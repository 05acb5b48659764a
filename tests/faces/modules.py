"""A world made once for a whole module: its tests read it, and what they change is undone after each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings

from tests.world import World, build


@contextmanager
def kept(blocker: Any, folder: Path, happens: Callable[[World], object]) -> Iterator[World]:
    """The district of the tests after something happened, inside one transaction that is undone at the end.

    A module that uses it must not build a world of its own."""
    with blocker.unblock(), transaction.atomic():
        with override_settings(DATA=folder, MEDIA_ROOT=folder / "files"):
            world = build()
            happens(world)
        yield world
        transaction.set_rollback(True)
