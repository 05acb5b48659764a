"""kill -9 between the roll and the envelopes: neither stays, and the member can still vote."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

pytestmark = pytest.mark.crash
ROOT = Path(__file__).resolve().parents[3]
DRIVER = str(Path(__file__).with_name("crash_driver.py"))
SERVER = os.environ.get("THIDUA_DATABASE_URL", "")


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation of its own, on the engine under test."""
    name = f"thidua_vote_crash_{os.getpid()}"
    postgres = SERVER.startswith("postgres")
    url = f"{SERVER.rsplit('/', 1)[0]}/{name}" if postgres else f"sqlite://{tmp_path / 'crash.sqlite3'}"
    if postgres:
        _postgres(f'drop database if exists "{name}"', f'create database "{name}"')
    yield {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "thidua.site.settings",
        "THIDUA_DATA": str(tmp_path),
        "THIDUA_DATABASE_URL": url,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    if postgres:
        _postgres(f'drop database "{name}" with (force)')


def _postgres(*statements: str) -> None:
    with psycopg.connect(SERVER.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


def _run(env: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _show(env: dict[str, str], folder: Path) -> dict[str, Any]:
    return json.loads(_run(env, DRIVER, str(folder), "show"))  # type: ignore[no-any-return]


def test_a_kill_between_roll_and_envelopes_leaves_neither(env: dict[str, str], tmp_path: Path) -> None:
    folder = str(tmp_path)
    _run(env, "-m", "django", "migrate", "-v0", "--skip-checks")
    _run(env, DRIVER, folder, "prepare")
    voter = subprocess.Popen([sys.executable, DRIVER, folder, "hang"], env=env)
    end = time.monotonic() + 60
    while not (tmp_path / "middle").exists():
        assert voter.poll() is None and time.monotonic() < end, "never came between roll and envelopes"
        time.sleep(0.1)
    voter.send_signal(signal.SIGKILL)
    assert voter.wait(10) == -signal.SIGKILL
    assert _show(env, tmp_path) == {"rolls": 0, "envelopes": 0, "intact": True, "unsealed": 0}
    _run(env, DRIVER, folder, "cast")
    assert _show(env, tmp_path) == {"rolls": 2, "envelopes": 2, "intact": True, "unsealed": 0}
