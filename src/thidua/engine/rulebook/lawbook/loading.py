"""From a folder of law files to a catalogue, kept in memory until a file changes."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from .build import read_law
from .catalogue import Catalogue
from .check import DEFAULT_FOLDER, faults
from .files import LawError

Stamp = tuple[str, int, int]


def load_catalogue(folder: Path | None = None, overlays: Iterable[Path] = ()) -> Catalogue:
    """The catalogue of a folder (default: the law shipped with thidua), with overlays or amended regime files on top.

    Kept until a file changes; the law shipped with thidua changes only with thidua itself. Raises LawError naming every
    file and path that is wrong; contradictions between an overlay and the law are no error: the law stays and
    `catalogue.conflicts` lists them.
    """
    extra = tuple(Path(path) for path in overlays)
    watched = extra if folder is None else (folder, *extra)
    return _load(Path(folder or DEFAULT_FOLDER), extra, tuple(stamp for place in watched for stamp in _stamps(place)))


def _stamps(place: Path) -> list[Stamp]:
    """Name, time of change and size of a file, or of every law file in a folder."""
    files = [place] if place.is_file() else sorted(place.rglob("*.yaml"))
    return [(str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files]


@lru_cache(maxsize=32)
def _load(folder: Path, overlays: tuple[Path, ...], stamps: tuple[Stamp, ...]) -> Catalogue:
    law, problems = read_law(folder, overlays)
    problems = problems or list(faults(law))
    if problems:
        raise LawError("Tệp luật có lỗi:\n" + "\n".join(f"- {problem}" for problem in problems))
    return Catalogue(law)
