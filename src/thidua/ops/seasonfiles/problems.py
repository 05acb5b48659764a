"""What is wrong with a season folder: every problem with its file, line and field."""

import re
from dataclasses import dataclass

_LONG_QUOTE = re.compile(r"“([^”]{60})[^”]{20,}”")
_LONG_WORD = re.compile(r"([^\s”»]{60})[^\s”»]{19,}[^\s”».]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right. ``row`` is the line number an editor shows; both it and ``field`` may be unknown."""

    file: str
    row: int | None
    field: str | None
    message: str

    def __str__(self) -> str:
        """The place and the sentence, as it is shown to the user."""
        place = self.file
        if self.row is not None:
            place += f", dòng {self.row}"
        if self.field is not None:
            place += f", mục “{self.field}”"
        return f"{place}: {self.message}"


def _shortened(sentence: str) -> str:
    """What was typed is quoted as far as it helps to find it again: the sentence stays a sentence."""
    return _LONG_WORD.sub(r"\1…", _LONG_QUOTE.sub(r"“\1…”", sentence))


class SeasonProblems(Exception):
    """The folder can't be read. ``problems`` holds all that was found, by file and line; nothing was loaded."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class Collector:
    """Gathers problems while the files are read, so that the user sees all of them at once."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._spoilt: set[tuple[str, int | None]] = set()
        self._distrusted: set[tuple[str, int | None]] = set()
        self.all_readable = True
        self._lines: dict[tuple[str, int | None, str | None], int] = {}

    def place(self, file: str, row: int, field: str, line: int) -> None:
        """Say at which line a field of the entry that begins at ``row`` stands."""
        self._lines[(file, row, field)] = line

    def add(self, file: str, row: int | None, field: str | None, message: str) -> None:
        """Note a problem of the record that begins at ``row``; it is reported at the line of the field."""
        if (file, row) in self._distrusted:
            return
        line = self._lines.get((file, row, field), row)
        self._problems.append(Problem(file, line, field and _shortened(field), _shortened(message)))
        self._spoilt.add((file, row))

    def distrust(self, file: str, row: int, message: str) -> None:
        """Note that a line's values may stand in the wrong columns: nothing further is said about them."""
        self.add(file, row, None, message)
        self._distrusted.add((file, row))

    def unreadable(self, file: str, row: int | None, message: str, field: str | None = None) -> None:
        """Note that a file as a whole can't be read: then no conclusion is drawn from what stands in other files."""
        self.all_readable = False
        self.add(file, row, field, message)

    def spoilt(self, file: str, row: int) -> bool:
        """Whether this record already has a problem: then nothing further is concluded from its values."""
        return (file, row) in self._spoilt

    def raise_if_any(self) -> None:
        """Raise SeasonProblems, ordered by file and line, when anything was noted."""
        if self._problems:
            ordered = sorted(set(self._problems), key=lambda p: (p.file, p.row or 0, p.field or "", p.message))
            raise SeasonProblems(tuple(ordered))
