"""The summary as tables, each with its source: one form for the page, the spreadsheet, the document and the data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from thidua.faces.reports.shapes import Stat
from thidua.language.dates import format_date
from thidua.language.numbers import format_number
from thidua.paper.sheets import Kind

MISSING = "chưa có"


class Gap(Enum):
    """A cell that is empty for a reason that is known."""

    NOT_APPLICABLE = "không áp dụng"
    NOT_RANKED = "không xếp hạng"


@dataclass(frozen=True)
class About:
    """A number as it was published: «trên 77» is not 77."""

    number: Decimal
    word: str


Value = str | int | Decimal | date | Gap | About | None


@dataclass(frozen=True)
class Column:
    """A column: its name in data files, its name for people, its kind, and its share of a printed line."""

    code: str
    title: str
    kind: Kind = Kind.TEXT
    share: int = 3
    places: int | None = None


@dataclass(frozen=True)
class DataTable:
    """A table of the summary. ``totals`` are columns that may be added up; ``named_by`` is the place of the one that
    names a row."""

    code: str
    title: str
    source: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[str, ...] = ()
    named_by: int = 0

    @property
    def total(self) -> tuple[Value, ...]:
        """The last row: sums of what may be added, unknown as soon as one part is; empty without such columns."""
        if not self.totals or len(self.rows) < 2:
            return ()
        cells: list[Value] = ["Cộng"]
        for place, column in enumerate(self.columns[1:], start=1):
            cells.append(_sum(row[place] for row in self.rows) if column.code in self.totals else "")
        return tuple(cells)


def _sum(values: Iterable[Value]) -> int | Decimal | None:
    total: int | Decimal = 0
    for value in values:
        if not isinstance(value, int | Decimal):
            return None
        total += value
    return total


def said(value: Value, column: Column | None = None) -> str:
    """A cell as people read it."""
    if value is None:
        return MISSING
    if isinstance(value, Gap):
        return value.value
    if isinstance(value, About):
        return f"{value.word} {format_number(value.number)}"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return format_number(value, column.places if column else None)
    return str(value)


def stat_words(stat: Stat) -> str:
    """«118/126 đơn vị», «1.490.000 đồng», «chưa có»."""
    if stat.value is None:
        return MISSING
    whole = f"/{format_number(stat.of)}" if stat.of is not None else ""
    return f"{format_number(stat.value)}{whole} {stat.unit}".strip()


def text(code: str, title: str, share: int = 4) -> Column:
    """A column of words."""
    return Column(code, title, Kind.TEXT, share)


def number(code: str, title: str, share: int = 2, places: int | None = None) -> Column:
    """A column of exact numbers."""
    return Column(code, title, Kind.NUMBER, share, places)


def day(code: str, title: str) -> Column:
    """A column of days."""
    return Column(code, title, Kind.DATE, 4)
