"""kill -9 in the middle of a job: nothing acknowledged is lost, nothing half done, the job is delivered again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import psycopg
import pytest

from thidua.base.jobs.enums import JobState

pytestmark = pytest.mark.crash
ROOT = Path(__file__).resolve().parents[3]
DRIVER = str(Path(__file__).with_name("crash_driver.py"))
SERVER = os.environ.get("THIDUA_DATABASE_URL", "")
ENGINES = ["sqlite", "postgresql"] if SERVER.startswith("postgres") else ["sqlite"]


class Machine:
    """A database, a file store, and processes that can be killed."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "thidua.site.settings",
            "THIDUA_DATA": str(folder),
            "THIDUA_DATABASE_URL": url,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }

    def migrate(self) -> None:
        """All tables and triggers, as an installation has them."""
        self.call("-m", "django", "migrate", "-v0", "--skip-checks")

    def call(self, *arguments: str) -> str:
        """Run to the end; its output."""
        done = subprocess.run([sys.executable, *arguments], env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def do(self, *words: str) -> str:
        """One command of the driver."""
        return self.call(DRIVER, str(self.folder), *words)

    def show(self) -> dict[str, Any]:
        """What stands in the database."""
        return json.loads(self.do("show"))  # type: ignore[no-any-return]

    def work(self) -> "subprocess.Popen[bytes]":
        """A worker in the background, caught in the middle of its job."""
        worker = subprocess.Popen([sys.executable, DRIVER, str(self.folder), "work"], env=self.env)
        self.wait(lambda: (self.folder / "middle").exists())
        return worker

    def wait(self, happened: Callable[[], bool]) -> None:
        """Until something has happened; twenty seconds at most."""
        end = time.monotonic() + 20
        while not happened():
            assert time.monotonic() < end, "nothing happened in twenty seconds"
            time.sleep(0.1)


def _postgres(*statements: str) -> None:
    with psycopg.connect(SERVER.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)  # type: ignore[call-overload]


@pytest.fixture(scope="module", params=ENGINES)
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A migrated database on each engine, to be copied for each test."""
    folder = tmp_path_factory.mktemp("model")
    if request.param == "sqlite":
        machine = Machine(folder, f"sqlite://{folder / 'crash.sqlite3'}")
        machine.migrate()
        yield machine
        return
    name = f"thidua_crash_{os.getpid()}"
    _postgres(f'drop database if exists "{name}"', f'create database "{name}"')
    machine = Machine(folder, SERVER.rsplit("/", 1)[0] + "/" + name)
    machine.migrate()
    yield machine
    _postgres(f'drop database "{name}"')


@pytest.fixture
def machine(model: Machine, tmp_path: Path) -> Iterator[Machine]:
    """An installation of its own for each test."""
    url = model.env["THIDUA_DATABASE_URL"]
    if url.startswith("sqlite"):
        copyfile(model.folder / "crash.sqlite3", tmp_path / "crash.sqlite3")
        yield Machine(tmp_path, f"sqlite://{tmp_path / 'crash.sqlite3'}")
        return
    base = url.rsplit("/", 1)[1]
    _postgres(f'create database "{base}_copy" template "{base}"')
    yield Machine(tmp_path, f"{url}_copy")
    _postgres(f'drop database "{base}_copy" with (force)')


def _kill_in_the_middle(machine: Machine, kind: str) -> dict[str, Any]:
    machine.do("start", kind)
    worker = machine.work()
    worker.send_signal(signal.SIGKILL)
    assert worker.wait(10) == -signal.SIGKILL
    return machine.show()


def test_an_atomic_job_leaves_nothing_and_is_done_once_after_redelivery(machine: Machine) -> None:
    killed = _kill_in_the_middle(machine, "crash.atomic")
    assert (killed["state"], killed["units"], killed["intact"]) == (JobState.RUNNING, 0, True)
    (machine.folder / "go").touch()
    machine.do("work")
    assert machine.show()["state"] == JobState.RUNNING, "before the lease has passed nobody else takes it"
    assert machine.do("reap") == "1"
    machine.do("work")
    after = machine.show()
    assert (after["state"], after["units"], after["attempts"], after["done"]) == (JobState.DONE, 6, 2, 6)
    assert (after["result"], after["intact"], after["unsealed"]) == ({"steps": 6}, True, 0)


def test_an_idempotent_job_goes_on_where_it_was(machine: Machine) -> None:
    killed = _kill_in_the_middle(machine, "crash.steps")
    assert (killed["state"], killed["units"]) == (JobState.RUNNING, 3)
    (machine.folder / "go").touch()
    machine.do("reap")
    machine.do("work")
    after = machine.show()
    assert (after["state"], after["units"], after["attempts"]) == (JobState.DONE, 6, 2)
    assert after["intact"] and after["unsealed"] == 0


def test_a_job_that_may_not_be_repeated_is_failed_with_a_sentence(machine: Machine) -> None:
    _kill_in_the_middle(machine, "crash.once")
    assert machine.do("reap") == "1"
    after = machine.show()
    assert (after["state"], after["units"]) == (JobState.FAILED, 3) and "Máy chủ đã dừng" in after["error"]


def test_progress_is_seen_and_a_stop_is_heard_while_the_worker_works(machine: Machine) -> None:
    machine.do("start", "crash.steps")
    worker = machine.work()
    machine.wait(lambda: bool(machine.show()["done"] == 3))
    machine.do("cancel")
    assert worker.wait(20) == 0
    after = machine.show()
    assert (after["state"], after["units"], after["done"]) == (JobState.CANCELLED, 3, 3)


def test_progress_is_seen_while_the_transaction_of_the_work_is_open(machine: Machine) -> None:
    machine.do("start", "crash.atomic")
    worker = machine.work()
    if "postgresql" in machine.env["THIDUA_DATABASE_URL"]:
        machine.wait(lambda: bool(machine.show()["done"] == 3))
    assert machine.show()["units"] == 0
    (machine.folder / "go").touch()
    assert worker.wait(30) == 0
    after = machine.show()
    assert (after["state"], after["units"], after["done"]) == (JobState.DONE, 6, 6)


def test_two_workers_run_each_job_once(machine: Machine) -> None:
    machine.do("many")
    command = [sys.executable, DRIVER, str(machine.folder), "work"]
    workers = [subprocess.Popen(command, env=machine.env) for _ in range(2)]
    assert [w.wait(60) for w in workers] == [0, 0]
    ran = (machine.folder / "ran").read_text().split()
    assert len(ran) == len(set(ran)) == 20


def test_a_worker_asked_to_end_finishes_the_job_under_way(machine: Machine) -> None:
    machine.do("start", "crash.steps")
    worker = machine.work()
    worker.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    assert worker.poll() is None
    (machine.folder / "go").touch()
    assert worker.wait(20) == 0
    assert machine.show()["state"] == JobState.DONE
