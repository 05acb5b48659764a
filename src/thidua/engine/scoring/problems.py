"""What can be wrong: in a scheme's data, in its design, in an input. Each with a place and a Vietnamese sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error must be mended before the scheme is adopted; a warning must be read."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class SchemeProblem:
    """One wrong field of a scheme's data: the path to it and what is wrong."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class SchemeError(ValueError):
    """The data is not a scheme; `problems` lists every wrong field, not only the first."""

    def __init__(self, problems: Sequence[SchemeProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of design: the scheme can be read, but it would surprise somebody.

    `place` is the code of the group or criterion (empty for the scheme), `code` a stable name of the kind of fault.
    """

    severity: Severity
    place: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


@dataclass(frozen=True, slots=True)
class InputProblem:
    """An input that cannot be scored: which criterion, which field, what is wrong and what to do."""

    criterion: str
    field: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"Tiêu chí {self.criterion}: {self.message}" if self.criterion else self.message


class CannotScore(Exception):
    """Raised inside a formula when the rule gives no answer for an input; the engine records it and never guesses."""

    def __init__(self, code: str, message: str, field: str = "") -> None:
        self.code = code
        self.message = message
        self.field = field
        super().__init__(message)


class Excluded(Exception):
    """Raised inside a formula when the criterion was not assigned to the unit; it leaves the denominator."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
