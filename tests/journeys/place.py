"""A real site for one journey: its own folder and database, a gunicorn on a free port, a process that loads."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from thidua.ops.commands.speaking import BIN, ROOT
from thidua.ops.demo import guard

PASSWORD = "thidua-2026-minh-hoa"
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True)
class Place:
    """A folder and a database of the demonstration's kind; nothing runs there yet."""

    folder: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to work here."""
        base = {name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "DJANGO_"))}
        mine = {"THIDUA_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": "thidua.site.settings_demo"}
        return {**base, **mine, **({"THIDUA_DATABASE_URL": self.url} if self.url else {})}

    def manage(self, *arguments: str) -> None:
        """One command of Django here."""
        command = [sys.executable, "-m", "django", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)


def _name(url: str) -> str:
    return Path(urlsplit(url).path).name


def _on_server(url: str, command: str) -> None:
    server = url.rsplit("/", 1)[0] + "/postgres"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(command)  # type: ignore[call-overload]


@contextlib.contextmanager
def empty_place(folder: Path, name: str, *, like: Place | None = None) -> Iterator[Place]:
    """A place of one's own, a copy of another one where given. The database is dropped in the end."""
    given = os.environ.get("THIDUA_DATABASE_URL", "")
    url = f"{given.rsplit('/', 1)[0]}/thidua_demo_{os.getpid()}_{name}" if given.startswith("postgres") else ""
    if like:
        shutil.copytree(like.folder, folder, dirs_exist_ok=True)
    else:
        guard.mark(folder)
    if url:
        template = f' TEMPLATE "{_name(like.url)}"' if like else ""
        _on_server(url, f'CREATE DATABASE "{_name(url)}"{template}')
    yield Place(folder, url)
    if url:
        _on_server(url, f'DROP DATABASE "{_name(url)}" WITH (FORCE)')


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def served(place: Place) -> Iterator[str]:
    """Address of a gunicorn that serves a place."""
    port = _free_port()
    log = (place.folder / "gunicorn.log").open("w", encoding="utf-8")
    command = [BIN / "gunicorn", "thidua.site.wsgi", "-b", f"127.0.0.1:{port}", "-w", "1", "--threads", "4"]
    process = subprocess.Popen(command, cwd=ROOT, env=place.environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process, place.folder / "gunicorn.log")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"{address}/trinh-dien/ngay/", timeout=30)
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@dataclass
class Season:
    """The loading of one season at a site, and what it made so far."""

    code: str
    process: subprocess.Popen[str]
    desks: dict[tuple[str, str], int] = field(default_factory=dict)
    seasons: dict[str, int] = field(default_factory=dict)
    made: dict[str, dict[str, int]] = field(default_factory=dict)

    def ask(self, do: str, **arguments: Any) -> dict[str, Any]:
        """One piece; a fault of the loading fails the journey with its traceback."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps({"do": do, **arguments}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"fault": "the loading process ended"}
        assert "fault" not in answer, answer["fault"]
        return answer

    def load(self, *labels: str, skip: tuple[str, ...] = ()) -> None:
        """Stages, one after the other; ``skip`` leaves pieces of them for the browser."""
        for label in labels:
            self.made = self.ask("stage", label=label, skip=list(skip))["made"]

    def keep(self, kind: str, code: str, address: str) -> None:
        """What the files call ``code`` was made in the browser; its page, or one below it, is at ``address``."""
        pk = next(int(part) for part in address.split("/") if part.isdecimal())
        self.ask("remember", kind=kind, code=code, pk=pk)
        self.made.setdefault(kind, {})[code] = pk

    def desk(self, username: str, role: str = "") -> int:
        """The appointment of an account, in a role where it holds several."""
        found = [pk for (name, held), pk in self.desks.items() if name == username and role in ("", held)]
        assert len(found) == 1, f"{username} giữ {len(found)} vai trò"
        return found[0]

    def id(self, kind: str, code: str) -> int:
        """The id of something that the loading made."""
        return self.made[kind][code]


@contextlib.contextmanager
def season_at(place: Place, code: str) -> Iterator[Season]:
    """A season whose ground is loaded at a place."""
    command = [sys.executable, "-m", "tests.journeys.loading_process", str(EXAMPLES / code)]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=place.environment, **pipes) as process:
        season = Season(code, process)
        answer = season.ask("prepare", password=PASSWORD)
        season.desks = {(name, role): pk for name, role, pk in answer["desks"]}
        season.seasons = answer["seasons"]
        yield season
        assert process.stdin
        process.stdin.close()
