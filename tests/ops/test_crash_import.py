"""kill -9 in the middle of loading a season: nothing of it stands, and the next try loads all of it."""

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

pytestmark = pytest.mark.crash
ROOT = Path(__file__).resolve().parents[2]
SEASON = ROOT / "examples" / "pho-lu-2023"

LOAD = f"""
import django; django.setup()
from pathlib import Path
from thidua.ops.loading.season import load_season
load_season(Path({str(SEASON)!r}), told=lambda words: print(words, flush=True))
print("xong", flush=True)
"""
COUNT = """
import django; django.setup()
from thidua.base.audit.chain import verify
from thidua.base.audit.models import AuditChange
from thidua.base.people.models import Account
from thidua.base.season.models import Season
from thidua.base.units.models import Unit
verdict = verify()
print(Season.objects.count(), Unit.objects.count(), Account.objects.count(), AuditChange.objects.count(),
      verdict.intact, verdict.unsealed)
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """A fresh database of the kind under test, migrated."""
    server = os.environ.get("THIDUA_DATABASE_URL", "")
    env = {**os.environ, "THIDUA_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "thidua.site.settings"}
    name = f"thidua_crash_{uuid.uuid4().hex[:12]}"
    if server.startswith("postgres"):
        base = server.rsplit("/", 1)[0]
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            connection.execute(f'create database "{name}"')
        env["THIDUA_DATABASE_URL"] = f"{base}/{name}"
    else:
        env.pop("THIDUA_DATABASE_URL", None)
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], env=env, check=True)
    yield env
    if server.startswith("postgres"):
        with psycopg.connect(f"{server.rsplit('/', 1)[0]}/postgres", autocommit=True) as connection:
            connection.execute(f'drop database "{name}" with (force)')


def _run(code: str, env: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("stage", ["2.", "4."])
def test_a_killed_import_leaves_nothing_and_can_be_run_again(environment: dict[str, str], stage: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", LOAD], env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(stage):
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _run(COUNT, environment) == "0 0 0 0 True 0"
    assert _run(LOAD, environment).endswith("xong")
    seasons, units, accounts, changes, intact, unsealed = _run(COUNT, environment).split()
    assert (seasons, intact, unsealed) == ("1", "True", "0")
    assert int(units) > 10 and int(accounts) > 10 and int(changes) > 100
