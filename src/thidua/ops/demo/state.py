"""What has been loaded into the demonstration's folder, from which files, by which code."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

FILE = "loaded.json"
_CODE = {".py", ".html", ".css", ".js", ".svg", ".typ", ".yaml"}


@dataclass
class Loaded:
    """``database``: the PostgreSQL in use (empty: the folder's own SQLite file). ``code``: fingerprint of the code that
    set it up. ``seasons``: that of the files of each season. ``made``: ids of what was made, season → kind → code."""

    database: str = ""
    code: str = ""
    seasons: dict[str, str] = field(default_factory=dict)
    made: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)

    def keep(self, folder: Path) -> None:
        """Write it, so that a start that breaks off leaves either the old state or the new one."""
        draft = folder / f"{FILE}.new"
        draft.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")
        draft.replace(folder / FILE)


def read(folder: Path) -> Loaded:
    """What the folder says; nothing loaded when it says nothing."""
    path = folder / FILE
    return Loaded(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else Loaded()


def code_fingerprint(source: Path) -> str:
    """Of everything that runs: Python, templates, static files, the law."""
    return _fingerprint(p for p in source.rglob("*") if p.suffix in _CODE)


def season_fingerprint(folder: Path) -> str:
    """Of the files of a season and of the plan that says how far it is loaded."""
    return _fingerprint([*folder.iterdir(), folder.parent / "demo.yaml"])


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
