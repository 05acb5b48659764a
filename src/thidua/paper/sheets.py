"""Spreadsheets out: typed columns, a frozen header, little memory, the same bytes each time.

Reading them is in `readsheets`; its names are offered here too.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from thidua.language.text import nfc
from thidua.paper.errors import PaperError
from thidua.paper.readsheets import Cell, SheetRow, SheetRows, read_table

__all__ = ["Cell", "Kind", "Sheet", "SheetColumn", "SheetRow", "SheetRows", "read_table", "write_xlsx"]

_EXACT_DIGITS = 15  # a spreadsheet keeps no more; a longer number is written as text rather than changed
_LONGEST_NAME = 31
_FORBIDDEN_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_WIDTHS = {"text": 32, "number": 14, "percent": 12, "date": 12}
_LINE = 17  # points, for letters of 12
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Kind(StrEnum):
    """What a column holds. A percent is given in percent (97.8) and stays that number in the file."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


@dataclass(frozen=True, kw_only=True)
class SheetColumn:
    """A column; `places` decimals (None: as many as there are), `width` in letters (None: by its kind)."""

    title: str
    kind: Kind = Kind.TEXT
    places: int | None = None
    width: int | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: title rows, then the header, then the rows, which may come from a generator."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Sequence[Cell]] = field(default=())
    title_rows: tuple[str, ...] = ()


def write_xlsx(sheets: Sequence[Sheet], *, made_at: datetime = _EPOCH) -> bytes:
    """The sheets as an .xlsx file. Raises PaperError when a value is not of its column's kind."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False})
    book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)})
    for sheet in sheets:
        _write(book, sheet)
    book.close()
    return out.getvalue()


def _write(book: Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(_free_name(book, sheet.name))
    header = len(sheet.title_rows)
    _write_head(book, page, sheet)
    looks = [book.add_format(_cell_look() | _column_look(column)) for column in sheet.columns]
    last = header
    for last, cells in enumerate(sheet.rows, start=header + 1):
        if len(cells) != len(sheet.columns):
            raise PaperError(f"Trang “{sheet.name}”, dòng {last + 1}: có {len(cells)} ô, cần {len(sheet.columns)} ô.")
        _grow(page, last, [(value, _width(column)) for column, value in zip(sheet.columns, cells, strict=True)])
        for index, (column, value, look) in enumerate(zip(sheet.columns, cells, looks, strict=True)):
            _put(page, last, index, value, look, f"Trang “{sheet.name}”, dòng {last + 1}, cột “{column.title}”", column)
    page.autofilter(header, 0, last, len(sheet.columns) - 1)


def _write_head(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    """Everything but the rows: widths, title rows, the frozen header, the printed page."""
    header = len(sheet.title_rows)
    page.hide_gridlines(2)
    page.set_default_row(_LINE)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, _width(column))
    bold = book.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 13})
    for row, title in enumerate(sheet.title_rows):
        page.write_string(row, 0, nfc(title), bold)
    head = book.add_format(_cell_look() | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#F2ECDD"})
    _grow(page, header, [(column.title, _width(column)) for column in sheet.columns])
    for index, column in enumerate(sheet.columns):
        page.write_string(header, index, nfc(column.title), head)
    page.freeze_panes(header + 1, 0)
    page.repeat_rows(header)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _width(column: SheetColumn) -> int:
    return column.width or _WIDTHS[column.kind]


def _grow(page: Worksheet, row: int, cells: Sequence[tuple[Cell, int]]) -> None:
    """Room for texts of several lines: not every program finds the height of a row by itself."""
    lines = max((-(-len(text) // width) for text, width in cells if isinstance(text, str)), default=1)
    if lines > 1:
        page.set_row(row, _LINE * lines)


def _free_name(book: Workbook, wanted: str) -> str:
    """The name as Excel allows it: short, without certain signs, unlike that of any other sheet whatever the case."""
    name = nfc(wanted).translate(_FORBIDDEN_IN_NAME).strip("' ")[:_LONGEST_NAME] or "Trang"
    taken = {page.get_name().casefold() for page in book.worksheets()}
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name[: _LONGEST_NAME - 5]} ({number})"
    return free


def _put(page: Worksheet, row: int, at: int, value: Cell, look: Format, where: str, column: SheetColumn) -> None:
    if value is None or value == "":
        page.write_blank(row, at, None, look)
    elif column.kind is Kind.TEXT and isinstance(value, str):
        page.write_string(row, at, nfc(value), look)
    elif column.kind is Kind.DATE and isinstance(value, date):
        page.write_datetime(row, at, value, look)
    elif (
        column.kind in (Kind.NUMBER, Kind.PERCENT) and isinstance(value, Decimal | int) and not isinstance(value, bool)
    ):
        _put_number(page, row, at, Decimal(value), look)
    else:
        raise PaperError(f"{where}: giá trị “{value}” không đúng kiểu của cột.")


def _put_number(page: Worksheet, row: int, at: int, value: Decimal, look: Format) -> None:
    if len(value.normalize().as_tuple().digits) > _EXACT_DIGITS:
        page.write_string(row, at, f"{value:f}", look)
    else:
        page.write_number(row, at, float(value), look)


def _cell_look() -> dict[str, object]:
    return {"font_name": "Times New Roman", "font_size": 12, "border": 1, "valign": "vcenter"}


def _column_look(column: SheetColumn) -> dict[str, object]:
    if column.kind is Kind.TEXT:
        return {"text_wrap": True, "num_format": "@"}
    if column.kind is Kind.DATE:
        return {"num_format": "dd/mm/yyyy", "align": "center"}
    digits = "General" if column.places is None else "#,##0" + ("." + "0" * column.places if column.places else "")
    # The sign % in quotes is only shown: the value stays in percent, as everywhere else.
    return {"num_format": digits + ('"%"' if column.kind is Kind.PERCENT else ""), "align": "right"}
