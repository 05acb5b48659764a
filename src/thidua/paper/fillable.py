"""A workbook that somebody fills in without network: locked but for the cells to write in, each with its check.

Texts are always written as texts, whatever sign they begin with. What comes back is read by `filled`.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from thidua.language.text import nfc
from thidua.paper.errors import PaperError

_EXACT_DIGITS = 15  # a spreadsheet keeps no more; a longer number is written as text rather than changed
_LONGEST_TITLE, _LONGEST_HINT = 32, 255  # what spreadsheet programs take
_LINE = 17  # points, for letters of 12
_LISTS = "Danh mục"
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)


class AnswerKind(StrEnum):
    """What may be written in a cell."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    LIST = "list"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A cell to write in: the limits of a number, what a list offers, and the hint shown beside the cell."""

    kind: AnswerKind = AnswerKind.TEXT
    title: str = ""
    hint: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FillCell:
    """A cell: what stands in it, or a formula with its result so far; writable where it has an ``answer``."""

    value: str | Decimal | int | date | None = None
    formula: str = ""
    answer: Answer | None = None


@dataclass(frozen=True, kw_only=True)
class FillSheet:
    """The page to fill in. ``titles`` stand above the header, each one cell; ``columns``: heading and width."""

    name: str
    titles: tuple[FillCell, ...]
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[FillCell, ...], ...]

    @property
    def first_row(self) -> int:
        """The number, as the program shows it, of the first row under the header."""
        return len(self.titles) + 2


def write_fillable(sheet: FillSheet, hidden: tuple[str, Sequence[Sequence[str]]], made_on: date) -> bytes:
    """The workbook: the page, its lists, and a hidden page (name, rows of texts). Raises PaperError for a bad value."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {"created": datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC).replace(tzinfo=None)}
    )
    page, lists, kept = book.add_worksheet(sheet.name), book.add_worksheet(_LISTS), book.add_worksheet(hidden[0])
    _Writer(book, page, lists, sheet).write()
    for number, row in enumerate(hidden[1]):
        for column, text in enumerate(row):
            kept.write_string(number, column, nfc(text))
    for other in (lists, kept):
        other.protect()
        other.very_hidden()
    book.close()
    return out.getvalue()


class _Writer:
    """One page while it is written."""

    def __init__(self, book: Workbook, page: Worksheet, lists: Worksheet, sheet: FillSheet) -> None:
        self.book, self.page, self.lists, self.sheet = book, page, lists, sheet
        self._formats: dict[tuple[str, bool], Format] = {}
        self._ranges: dict[tuple[str, ...], str] = {}

    def write(self) -> None:
        """Everything: titles, header, rows, and how it is printed and protected."""
        page, sheet = self.page, self.sheet
        page.hide_gridlines(2)
        for index, (_, width) in enumerate(sheet.columns):
            page.set_column(index, index, width)
        bold = self.book.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 13})
        for number, title in enumerate(sheet.titles):
            self._put(number, 0, title, bold)
        header = len(sheet.titles)
        look = {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#F2ECDD", **_LOOK}
        head = self.book.add_format(look)
        self._grow(header, [name for name, _ in sheet.columns])
        for index, (name, _) in enumerate(sheet.columns):
            page.write_string(header, index, nfc(name), head)
        for number, row in enumerate(sheet.rows, header + 1):
            self._grow(number, [cell.value for cell in row])
            for index, cell in enumerate(row):
                self._put(number, index, cell, self._format(cell))
                self._check(number, index, cell.answer)
        self._finish(header)

    def _finish(self, header: int) -> None:
        page = self.page
        page.freeze_panes(header + 1, 2)
        page.repeat_rows(header)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer("&CTrang &P/&N")
        page.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        page.activate()

    def _grow(self, row: int, values: Sequence[object]) -> None:
        """Room for texts of several lines: not every program finds the height of a row by itself."""
        widths = [width for _, width in self.sheet.columns]
        lines = max((-(-len(v) // w) for v, w in zip(values, widths, strict=False) if isinstance(v, str)), default=1)
        self.page.set_row(row, _LINE * max(lines, 1))

    def _format(self, cell: FillCell) -> Format:
        kind = cell.answer.kind if cell.answer else ("number" if isinstance(cell.value, Decimal | int) else "text")
        key = (str(kind), cell.answer is not None)
        if key not in self._formats:
            look = {**_LOOK, **_KINDS[key[0]]} | ({"locked": False, "bg_color": "#FFF9E0"} if key[1] else {})
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def _put(self, row: int, at: int, cell: FillCell, look: Format) -> None:
        value, page = cell.value, self.page
        if cell.formula:
            page.write_formula(row, at, cell.formula, look, value if isinstance(value, str | int) else "")
        elif value is None or value == "":
            page.write_blank(row, at, None, look)
        elif isinstance(value, str):
            page.write_string(row, at, nfc(value), look)
        elif isinstance(value, date):
            page.write_datetime(row, at, value, look)
        elif isinstance(value, Decimal | int) and not isinstance(value, bool):
            self._put_number(row, at, Decimal(value), look)
        else:
            raise PaperError(f"Dòng {row + 1}: giá trị “{value}” không ghi được vào bảng tính.")

    def _put_number(self, row: int, at: int, value: Decimal, look: Format) -> None:
        if len(value.normalize().as_tuple().digits) > _EXACT_DIGITS:
            self.page.write_string(row, at, f"{value:f}".replace(".", ","), look)
        else:
            self.page.write_number(row, at, float(value), look)

    def _check(self, row: int, at: int, answer: Answer | None) -> None:
        """The check inside the workbook. A number or a day typed as text may stay after a warning: the system reads it
        as its own pages do."""
        if answer is None:
            return
        rule: dict[str, object] = {"validate": "any", "error_title": "Chưa đúng", "error_type": "warning"}
        if answer.kind in (AnswerKind.NUMBER, AnswerKind.WHOLE):
            rule |= _limits(answer)
        elif answer.kind is AnswerKind.DATE:
            span = {"criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
            rule |= {"validate": "date", **span, "error_message": "Hãy ghi một ngày, ví dụ 05/09/2023."}
        elif answer.kind is AnswerKind.LIST:
            rule |= {"validate": "list", "source": self._range(answer.choices), "error_type": "stop"}
            rule |= {"error_message": "Chỉ chọn một mục trong danh sách của ô."}
        if answer.hint:
            title = answer.title[:_LONGEST_TITLE]
            rule |= {"input_title": title, "input_message": nfc(answer.hint)[:_LONGEST_HINT]}
        if rule["validate"] != "any" or answer.hint:
            self.page.data_validation(row, at, row, at, rule)

    def _range(self, choices: tuple[str, ...]) -> str:
        """Where a list stands: on a page of its own, because a list inside a check knows neither commas nor length."""
        if choices not in self._ranges:
            column = len(self._ranges)
            for row, text in enumerate(choices):
                self.lists.write_string(row, column, nfc(text))
            last = xlsxwriter.utility.xl_range_abs(0, column, len(choices) - 1, column)
            self._ranges[choices] = f"='{_LISTS}'!{last}"
        return self._ranges[choices]


_LOOK = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "valign": "vcenter"}
_KINDS: dict[str, dict[str, object]] = {
    "text": {"text_wrap": True, "num_format": "@"},
    "list": {"text_wrap": True},
    # General: «12,5%» typed in it turns the cell into a percent, which `filled` sees; another format would hide it
    "number": {"align": "right"},
    "whole": {"align": "right"},
    "date": {"align": "center", "num_format": "dd/mm/yyyy"},
}


def _limits(answer: Answer) -> dict[str, object]:
    whole = answer.kind is AnswerKind.WHOLE
    what = "số nguyên" if whole else "số"
    rule: dict[str, object] = {"validate": "integer" if whole else "decimal"}
    low, high = answer.minimum, answer.maximum
    if low is not None and high is not None:
        rule |= {"criteria": "between", "minimum": float(low), "maximum": float(high)}
        return rule | {"error_message": f"Hãy ghi {what} từ {_said(low)} đến {_said(high)}."}
    if high is not None:
        return rule | {
            "criteria": "<=",
            "value": float(high),
            "error_message": f"Hãy ghi {what} không quá {_said(high)}.",
        }
    least = float(low) if low is not None else -1e15
    told = f" không nhỏ hơn {_said(low)}" if low is not None else ""
    return rule | {"criteria": ">=", "value": least, "error_message": f"Hãy ghi {what}{told}."}


def _said(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
