"""The example seasons, read once, and a copy of one of them that a test may spoil."""

from functools import cache
from pathlib import Path

import pytest

from thidua.ops.seasonfiles import Problem, SeasonFiles, SeasonProblems, read_season

EXAMPLES = Path(__file__).parents[3] / "examples"
SEASONS = ("bac-ninh-2023", "binh-lieu-2020", "binh-lieu-2022", "pho-lu-2023", "quynh-phu-2022")

season = cache(lambda name: read_season(EXAMPLES / name))


class Spoiled:
    """A copy of a season folder in which something is changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, file: str, old: str, new: str) -> int:
        """Replace the first occurrence; returns the number of the line at which it stood."""
        text = (self.folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        (self.folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def append(self, file: str, line: str) -> int:
        """Add a last line; returns its number."""
        text = (self.folder / file).read_text(encoding="utf-8")
        (self.folder / file).write_text(text + line + "\n", encoding="utf-8")
        return text.count("\n") + 1

    def repeat(self, file: str, row: int) -> int:
        """Add a copy of a line at the end; returns its number."""
        return self.append(file, (self.folder / file).read_text(encoding="utf-8").splitlines()[row - 1])

    def read(self) -> SeasonFiles:
        """Read the folder."""
        return read_season(self.folder)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the folder; something must be."""
        with pytest.raises(SeasonProblems) as raised:
            read_season(self.folder)
        return raised.value.problems
