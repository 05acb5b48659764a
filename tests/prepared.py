"""Grounds that tests stand on: made once, lent to one test after another, and put back as they were.

``@prepared`` turns a function into a fixture whose result, rows and files are made once for all tests in a row that
stand on it. Each test gets its own copy of the objects and of the files; what it does to the rows is undone. The
function's parameters name other prepared fixtures. What is made lies in layers, one transaction inside the other: a
test that needs fewer layers has the upper ones taken away first, so that it never meets what it didn't ask for.
"""

import copy
import inspect
import itertools
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

Maker = Callable[..., Any]
_order = itertools.count()


def prepared(maker: Maker) -> Any:
    """The fixture named as ``maker``. A maker may replace one of the same name further up and ask for that one."""

    def fixture(_ground: "Ground", **_below: Any) -> Any:
        return _ground.copies[maker]

    fixture.__name__, fixture.__doc__, fixture.__module__ = maker.__name__, maker.__doc__, maker.__module__
    # pytest must learn what the maker stands on
    own, asked = inspect.signature(fixture).parameters["_ground"], inspect.signature(maker).parameters.values()
    fixture.__signature__ = inspect.Signature([own, *asked])  # type: ignore[attr-defined]
    fixture.maker, fixture.place = maker, next(_order)  # type: ignore[attr-defined]
    return pytest.fixture(fixture)


@dataclass(frozen=True)
class Step:
    """One maker, and which makers its parameters are. ``place``: makers are defined after what they stand on."""

    place: int
    maker: Maker
    needs: tuple[tuple[str, Maker], ...]


@dataclass(frozen=True)
class Layer:
    """One standing step: the transaction it lies in, all objects up to it, and the files up to it."""

    step: Step
    undo: ExitStack
    objects: dict[Maker, Any]
    folder: Path


@dataclass(frozen=True)
class Ground:
    """What one test gets: its own objects."""

    copies: dict[Maker, Any]


def steps_of(item: pytest.Item) -> list[Step]:
    """The prepared fixtures that a test stands on, in the order in which they are made."""
    known = item._fixtureinfo.name2fixturedefs  # type: ignore[attr-defined]
    found: dict[Maker, Step] = {}

    def visit(name: str, depth: int) -> Maker | None:
        definitions = known.get(name, ())
        if depth > len(definitions) or not hasattr(definitions[-depth].func, "maker"):
            return None
        fixture = definitions[-depth].func
        if fixture.maker not in found:
            needs = []
            for parameter in inspect.signature(fixture.maker).parameters:
                need = visit(parameter, depth + 1 if parameter == name else 1)
                assert need, f"{name}: «{parameter}» is not prepared"
                needs.append((parameter, need))
            found[fixture.maker] = Step(fixture.place, fixture.maker, tuple(needs))
        return fixture.maker  # type: ignore[no-any-return]

    for name in item.fixturenames:  # type: ignore[attr-defined]
        visit(name, 1)
    return sorted(found.values(), key=lambda step: step.place)


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """The tests of each file side by side with those that stand on the same ground; otherwise as they came."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    return [
        item
        for file in files.values()
        for item in sorted(file, key=lambda item: [step.place for step in steps_of(item)])
    ]


def on_database(item: pytest.Item) -> bool:
    """Whether a test may touch the database."""
    asked = "db" in item.fixturenames  # type: ignore[attr-defined]
    return asked or item.get_closest_marker("django_db") is not None


class Stack:
    """The standing layers of this process, the lowest first. ``unblock`` lets it at the database between tests."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.unblock: Callable[[], AbstractContextManager[None]] = nullcontext

    def clear(self, steps: Sequence[Step]) -> None:
        """Take away the layers that don't belong to these steps."""
        common = 0
        for layer, step in zip(self.layers, steps, strict=False):
            if layer.step.maker is not step.maker:
                break
            common += 1
        with self.unblock():
            while len(self.layers) > common:
                layer = self.layers.pop()
                layer.undo.close()
                shutil.rmtree(layer.folder)

    def bring(self, steps: Sequence[Step]) -> None:
        """Make what is missing of these steps, once ``clear`` has been called for them."""
        with self.unblock():
            for step in steps[len(self.layers) :]:
                self._make(step)

    def _make(self, step: Step) -> None:
        below = self.layers[-1] if self.layers else None
        objects = copy.deepcopy(below.objects) if below else {}
        folder = Path(tempfile.mkdtemp(prefix="thidua-ground-"))
        if below:
            shutil.copytree(below.folder, folder, dirs_exist_ok=True)
        with ExitStack() as undo:
            undo.enter_context(transaction.atomic())
            undo.callback(transaction.set_rollback, True)
            with override_settings(DATA=folder, MEDIA_ROOT=folder / "files"):
                objects[step.maker] = step.maker(**{name: objects[maker] for name, maker in step.needs})
            self.layers.append(Layer(step, undo.pop_all(), objects, folder))

    def lend(self, folder: Path) -> Ground:
        """A copy of the objects, and of the files in ``folder``, for one test."""
        if not self.layers:
            return Ground({})
        top = self.layers[-1]
        shutil.copytree(top.folder, folder, dirs_exist_ok=True)
        return Ground(copy.deepcopy(top.objects))
