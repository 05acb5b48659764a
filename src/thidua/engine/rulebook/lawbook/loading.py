"""From a folder of law files to a catalogue, kept in memory until a file changes."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from .build import read_law
from .catalogue import Catalogue
from .check import DEFAULT_FOLDER, faults
from .files import LawError


def load_catalogue(folder: Path | None = None, overlays: Iterable[Path] = ()) -> Catalogue:
    """The catalogue of a folder (default: the law shipped with thidua), with overlays or amended regime files on top.

    Kept until a file changes. Raises LawError naming every file and path that is wrong; contradictions between an
    overlay and the law are no error: the law stays and `catalogue.conflicts` lists them.
    """
    root, extra = Path(folder or DEFAULT_FOLDER), tuple(Path(path) for path in overlays)
    files = [*sorted(root.rglob("*.yaml")), *extra]
    stamps = tuple((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in files if f.is_file())
    return _load(root, extra, stamps)


@lru_cache(maxsize=32)
def _load(folder: Path, overlays: tuple[Path, ...], stamps: tuple[tuple[str, int, int], ...]) -> Catalogue:
    law, problems = read_law(folder, overlays)
    problems = problems or list(faults(law))
    if problems:
        raise LawError("Tệp luật có lỗi:\n" + "\n".join(f"- {problem}" for problem in problems))
    return Catalogue(law)
