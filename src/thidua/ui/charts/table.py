"""The numbers of a drawing as a table: the same data, readable without seeing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from thidua.language.numbers import format_number

MISSING = "chưa nhập"


@dataclass(frozen=True, slots=True)
class ChartTable:
    """Column heads and rows of ready text; every column after the first holds numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def labelled_rows(self) -> list[list[tuple[str, str]]]:
        """Each row as pairs of column head and cell, for narrow pages that show them side by side."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> ChartTable:
    """A table from any iterables."""
    return ChartTable(tuple(columns), tuple(tuple(row) for row in rows))


def shown(value: Decimal | int | None, places: int | None = None) -> str:
    """A number in the Vietnamese order, or that there is none."""
    return MISSING if value is None else format_number(value, places)


def with_unit(words: str, unit: str) -> str:
    """A column head with its unit of measure."""
    return f"{words} ({unit})" if unit else words
