"""kill -9 while cells are saved and while a result is published: what was acknowledged stands, nothing is half done."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.crash, pytest.mark.sqlite_only]
SCRIPT = Path(__file__).with_name("killed.py")
NOTHING = {"publications": 0, "states": [40, 40, 40], "steps": 0, "intact": True}
EVERYTHING = {"publications": 1, "states": [50, 50, 50], "steps": 3, "intact": True}


def _run(database: Path, *what: str) -> str:
    command = [sys.executable, str(SCRIPT), str(database), *what]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _look(database: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(database, "look"))
    return found


def _killed(database: Path, *what: str, lines: int = 0, place: str = "") -> list[str]:
    """Start the process, kill it after some lines or as soon as it says that it has come to the place; its lines."""
    said: list[str] = []
    command = [sys.executable, str(SCRIPT), str(database), *what]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line.strip())
            if len(said) == lines or said[-1] == place:
                break
        process.kill()
        assert process.wait(timeout=30) == -9
    return said


def test_what_was_acknowledged_stands_and_nothing_is_half_done(tmp_path: Path) -> None:
    ready = tmp_path / "ready.sqlite3"
    _run(ready, "build")
    for place, expected in (("publication", NOTHING), ("sheet 3", NOTHING), ("done", EVERYTHING), ("cells", None)):
        database = tmp_path / f"{place}.sqlite3"
        for file in tmp_path.glob("ready.sqlite3*"):
            shutil.copy(file, str(file).replace("ready", place))
        if expected is None:
            saved = _killed(database, "score", lines=7)
            stands = _look(database)
            assert stands["intact"] and stands["last"] in (int(saved[-1]), int(saved[-1]) + 1)
            continue
        _killed(database, "publish", place, place=place)
        assert expected.items() <= _look(database).items(), place
        if expected is NOTHING:
            assert "done" in _run(database, "publish", "nowhere")
            assert EVERYTHING.items() <= _look(database).items()
