"""A prepared place that every journey copies, a browser, and a visitor of one season."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.place import Place, empty_place, season_at, served
from tests.journeys.visitor import Visitor


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An empty demonstration: tables made, static files collected. Made once; the journeys copy it."""
    with empty_place(tmp_path_factory.mktemp("journeys") / "ready", "ready") as place:
        place.manage("migrate", "-v0")
        place.manage("collectstatic", "--noinput", "-v0")
        yield place


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of the system."""
    program = os.environ.get("THIDUA_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def visit(
    ready: Place, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Visitor]]:
    """``visit("bac-ninh-2023")``: a visitor at a site of its own where the ground of the season is loaded."""
    with ExitStack() as stack:

        def begin(code: str) -> Visitor:
            folder: Path = tmp_path_factory.mktemp("journey") / code
            place = stack.enter_context(empty_place(folder, code.replace("-", "_"), like=ready))
            season = stack.enter_context(season_at(place, code))
            return Visitor(browser, stack.enter_context(served(place)), season)

        yield begin
