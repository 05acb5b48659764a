"""A crowd at one cluster: its database, its steps in processes of their own, the server in front of it."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path(__file__).with_name("crowd.py")


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """A database for this test alone, of the kind that the run is on."""
    given = os.environ.get("THIDUA_DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite://{folder / 'forty.sqlite3'}"
        return
    name, server = f"thidua_forty_{os.getpid()}", urlsplit(given)._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
        try:
            yield urlsplit(given)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'drop database "{name}" with (force)')


def run(url: str, *what: str) -> dict[str, Any]:
    """A step of the script in a process of its own."""
    env = {**os.environ, "THIDUA_DATABASE_URL": url}
    done = subprocess.run([sys.executable, str(SCRIPT), *what], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@contextmanager
def served(url: str, workers: int = 4) -> Iterator[int]:
    """The port of gunicorn with the site on this database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    gunicorn = Path(sys.executable).with_name("gunicorn")
    command = [str(gunicorn), "tests.cycle.s5_score.crowd:application", "-b", f"127.0.0.1:{port}", "-w", str(workers),
               "--log-level", "warning", "--timeout", "120"]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "THIDUA_DATABASE_URL": url})
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)
