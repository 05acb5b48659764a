"""Real processes: numbers under concurrency, and kill -9 in the middle of issuing."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

pytestmark = pytest.mark.crash
ROOT = Path(__file__).resolve().parents[3]
DRIVER = str(Path(__file__).with_name("crash_driver.py"))
SERVER = os.environ.get("THIDUA_DATABASE_URL", "")


def _postgres(*statements: str) -> None:
    with psycopg.connect(SERVER.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


@pytest.fixture
def env(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an installation of its own, on the engine under test, with four decisions to sign."""
    name, postgres = f"thidua_award_crash_{os.getpid()}", SERVER.startswith("postgres")
    url = f"{SERVER.rsplit('/', 1)[0]}/{name}" if postgres else f"sqlite://{tmp_path / 'crash.sqlite3'}"
    if postgres:
        _postgres(f'drop database if exists "{name}"', f'create database "{name}"')
    found = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "thidua.site.settings",
        "THIDUA_DATA": str(tmp_path),
        "THIDUA_DATABASE_URL": url,
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }
    _run(found, "-m", "django", "migrate", "-v0", "--skip-checks")
    _run(found, DRIVER, str(tmp_path), "prepare")
    yield found
    if postgres:
        _postgres(f'drop database "{name}" with (force)')


def _run(env: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _show(env: dict[str, str], folder: Path) -> dict[str, Any]:
    return json.loads(_run(env, DRIVER, str(folder), "show"))  # type: ignore[no-any-return]


def _wait(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end, "nothing happened in a minute"
        time.sleep(0.05)


def test_four_who_sign_at_the_same_moment_get_four_numbers(env: dict[str, str], tmp_path: Path) -> None:
    signers = [
        subprocess.Popen([sys.executable, DRIVER, str(tmp_path), "issue", str(pk)], env=env) for pk in range(1, 5)
    ]
    _wait(lambda: all((tmp_path / f"ready-{pk}").exists() for pk in range(1, 5)))
    (tmp_path / "go").touch()
    assert [signer.wait(60) for signer in signers] == [0, 0, 0, 0]
    after = _show(env, tmp_path)
    assert after["numbers"] == [1, 2, 3, 4] and after["codes"] == [f"BL-2023-{n:05d}" for n in range(1, 5)]
    assert (after["items"], after["texts"], after["intact"], after["unsealed"]) == (4, 4, True, 0)


def test_a_kill_while_issuing_leaves_no_number_and_no_award(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    signer = subprocess.Popen([sys.executable, DRIVER, str(tmp_path), "hang", "1"], env=env)
    _wait(lambda: (tmp_path / "middle").exists())
    signer.send_signal(signal.SIGKILL)
    assert signer.wait(10) == -signal.SIGKILL
    empty = {"numbers": [], "codes": [], "items": 0, "texts": 0, "intact": True, "unsealed": 0}
    assert _show(env, tmp_path) == empty
    _run(env, DRIVER, str(tmp_path), "issue", "1")
    after = _show(env, tmp_path)
    assert (after["numbers"], after["codes"], after["intact"]) == ([1], ["BL-2023-00001"], True)
