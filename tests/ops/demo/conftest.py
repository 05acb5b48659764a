"""The site as the demonstration sees it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from thidua.ops.demo import state


@pytest.fixture
def demo(db: None, settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Demonstration settings over the test database; the folder in which its state is kept."""
    settings.THIDUA_DEMO, settings.ROOT_URLCONF, settings.DATA = True, "thidua.site.urls_demo", tmp_path
    state.Loaded().keep(tmp_path)
    yield tmp_path
