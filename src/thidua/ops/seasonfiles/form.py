"""The form of the files, said once: each field of a record names its column (or YAML entry) and how it is read.

``code: str = form.code("mã")`` in a dataclass is both the attribute and the column; ``build`` reads a line by it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from thidua.ops.seasonfiles.fields import Fields
from thidua.ops.seasonfiles.periods import NO_PERIOD, parse_period
from thidua.ops.seasonfiles.problems import Collector
from thidua.ops.seasonfiles.sources import Entry, read_entry, read_table
from thidua.ops.seasonfiles.vocabulary import SOURCES, YES_NO

T = TypeVar("T")

_COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list or a named entry of a YAML file."""

    name: str
    read: Callable[[Any, str], Any] | None


def _column(name: str, read: Callable[[Any, str], Any]) -> Any:
    return field(metadata={_COLUMN: Column(name, read)})


def text(name: str) -> Any:
    """A text that must be there."""
    return _column(name, Fields.text)


def optional(name: str) -> Any:
    """A text that may be empty."""
    return _column(name, Fields.optional)


def code(name: str) -> Any:
    """A code that must be there."""
    return _column(name, Fields.code)


def day(name: str) -> Any:
    """A date that must be there."""
    return _column(name, Fields.day)


def optional_day(name: str) -> Any:
    """A date, or none."""
    return _column(name, Fields.optional_day)


def whole(name: str) -> Any:
    """A whole number that must be there."""
    return _column(name, Fields.whole)


def optional_whole(name: str) -> Any:
    """A whole number, or none."""
    return _column(name, Fields.optional_whole)


def number(name: str) -> Any:
    """A number, or none."""
    return _column(name, Fields.number)


def quantity(name: str) -> Any:
    """A figure with its state."""
    return _column(name, Fields.quantity)


def choice(name: str, words: Mapping[str, object]) -> Any:
    """One of the listed words."""
    return _column(name, lambda line, at: line.choice(at, words))


def yes(name: str) -> Any:
    """Yes or no."""
    return choice(name, YES_NO)


def source(name: str = "nguồn") -> Any:
    """Where the record comes from."""
    return choice(name, SOURCES)


def period(name: str = "kỳ") -> Any:
    """A reporting period."""
    return _column(name, lambda line, at: line.parsed(at, parse_period) or NO_PERIOD)


def codes(name: str) -> Any:
    """Codes in one cell, parted by semicolons."""
    return _column(name, Fields.codes)


def texts(name: str) -> Any:
    """A YAML list of texts or codes."""
    return _column(name, Entry.texts)


def one(name: str, kind: type[T]) -> Any:
    """A YAML entry of its own below this one, or none."""
    return _column(name, lambda entry, at: build(kind, child) if (child := entry.child(at)) else None)


def many(name: str, kind: type[T]) -> Any:
    """A YAML list of entries below this one."""
    return _column(name, lambda entry, at: tuple(build(kind, child) for child in entry.children(at)))


def given(name: str) -> Any:
    """A column that the caller of ``build`` reads itself, because it depends on more than its own line."""
    return field(metadata={_COLUMN: Column(name, None)})


def columns(kind: type) -> tuple[str, ...]:
    """The names of all columns of a record, in order."""
    return tuple(each.metadata[_COLUMN].name for each in fields(kind) if _COLUMN in each.metadata)


def build(kind: type[T], line: Fields, **values_given: object) -> T:
    """The record of one line. ``values_given`` holds the attributes of ``given`` columns."""
    if isinstance(line, Entry):
        line.allow(*columns(kind))
    values: dict[str, Any] = {"row": line.row, **values_given}
    for each in fields(kind):  # type: ignore[arg-type]
        column: Column | None = each.metadata.get(_COLUMN)
        if column is not None and column.read is not None:
            values[each.name] = column.read(line, column.name)
    return kind(**values)


def read_list(folder: Path, file: str, kind: type[T], problems: Collector, *, required: bool = True) -> tuple[T, ...]:
    """A CSV file as records."""
    return tuple(build(kind, line) for line in read_table(folder, file, columns(kind), problems, required=required))


def read_entries(folder: Path, file: str, name: str, problems: Collector) -> list[Entry]:
    """The entries of a YAML file that holds one list under one name."""
    top = read_entry(folder, file, problems)
    if top is None:
        return []
    top.allow(name)
    if not top.has(name):
        top.wrong(name, f"Thiếu mục “{name}”. Nếu chưa có gì, hãy ghi “{name}: []”.")
    return top.children(name)


def read_records(folder: Path, file: str, name: str, kind: type[T], problems: Collector) -> tuple[T, ...]:
    """A YAML file that holds one list, as records."""
    return tuple(build(kind, entry) for entry in read_entries(folder, file, name, problems))
