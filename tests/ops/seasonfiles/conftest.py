"""A copy of an example season that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ops.seasonfiles.seasons import EXAMPLES, Spoiled


@pytest.fixture
def spoil(tmp_path: Path) -> Callable[[str], Spoiled]:
    """Copy an example."""

    def copy(name: str = "bac-ninh-2023") -> Spoiled:
        shutil.copytree(EXAMPLES / name, tmp_path / name)
        return Spoiled(tmp_path / name)

    return copy
