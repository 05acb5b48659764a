"""A workbook made by `fillable`, as it comes back: every page, and what only the file itself tells of its cells.

A spreadsheet program shows the result of a formula and 12,5% where the file holds a formula and 0,125. Both are told
here, so that neither is taken for what somebody typed.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import python_calamine

from thidua.language.text import nfc
from thidua.paper.errors import PaperError
from thidua.paper.readsheets import Cell, as_cell, damaged, refuse_hostile

LARGEST = 10 * 1024 * 1024  # bytes; a package of 200 criteria has less than a tenth of one per cent of that
_LARGEST_UNPACKED = 60 * 1024 * 1024
_MOST_ROWS, _MOST_COLUMNS = 20_000, 200
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_BUILT_IN_PERCENTS = {9, 10}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_SOUND = (zipfile.BadZipFile, KeyError, ValueError, OSError, struct.error, zlib.error, ElementTree.ParseError)


@dataclass(frozen=True)
class FilledPage:
    """One page: cells by row (from 1) and column (from 0); which of them hold a formula or are shown as a percent."""

    cells: dict[tuple[int, int], Cell]
    formulas: frozenset[tuple[int, int]] = frozenset()
    percents: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, as text with single spaces; empty for an empty cell."""
        value = self.cells.get((row, column))
        return "" if value is None else " ".join(str(value).split())


def read_filled(data: bytes, filename: str) -> dict[str, FilledPage]:
    """The pages by name, hidden ones too.

    Raises PaperError, one sentence, for a file that is no .xlsx, too large, damaged, locked or hostile."""
    if not filename.lower().endswith(".xlsx"):
        raise PaperError(f"Tệp “{filename}” không phải tệp .xlsx. Hãy lưu lại đúng dạng .xlsx của gói đã lấy về.")
    if len(data) > LARGEST:
        raise PaperError(f"Tệp “{filename}” lớn hơn {LARGEST // 1024 // 1024} MB, không phải gói ngoại tuyến.")
    refuse_hostile(data, filename, _LARGEST_UNPACKED)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            marks = {name: _marks(packed, part) for name, part in _parts(packed)}
        book = python_calamine.load_workbook(io.BytesIO(data))
        return {nfc(name): FilledPage(_cells(book, name), *marks.get(name, ())) for name in book.sheet_names}
    except (*_SOUND, python_calamine.CalamineError) as error:
        raise damaged(filename) from error
    except BaseException as error:
        # The reader is compiled code: a damaged file can also end in its panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(filename) from error


def _cells(book: python_calamine.CalamineWorkbook, name: str) -> dict[tuple[int, int], Cell]:
    page = book.get_sheet_by_name(name)
    rows = enumerate(page.to_python(skip_empty_area=False), start=1)
    found = {(n, at): as_cell(value) for n, row in rows for at, value in enumerate(row)}
    return {place: value for place, value in found.items() if value is not None}


def _parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each page and the part of the file in which it lies."""
    links = {each.get("Id"): each.get("Target", "") for each in _tree(packed, "xl/_rels/workbook.xml.rels")}
    for each in _tree(packed, "xl/workbook.xml").iter():
        if each.tag.endswith("}sheet"):
            link = next((v for k, v in each.attrib.items() if k.endswith("}id")), "")
            target = links.get(link, "")
            yield each.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _tree(packed: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A part as a tree. Spreadsheet programs declare no entities; a file that does is hostile."""
    data = packed.read(part)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ValueError("declares entities")
    return ElementTree.fromstring(data)


def _marks(packed: zipfile.ZipFile, part: str) -> tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]]:
    percent = _percent_styles(packed)
    formulas, percents = set(), set()
    for cell in _all(_tree(packed, part), "c"):
        place = _place(cell.get("r", ""))
        if place and (place[0] > _MOST_ROWS or place[1] > _MOST_COLUMNS):
            raise ValueError("a cell far away would take all memory")
        if place and any(child.tag.endswith("}f") for child in cell):
            formulas.add(place)
        if place and int(cell.get("s", "0")) in percent:
            percents.add(place)
    return frozenset(formulas), frozenset(percents)


def _percent_styles(packed: zipfile.ZipFile) -> set[int]:
    """Which looks of cells show a number as a percent: a sign % that is not merely quoted."""
    if "xl/styles.xml" not in packed.namelist():
        return set()
    tree = _tree(packed, "xl/styles.xml")
    signed = {
        int(f.get("numFmtId", "0")) for f in _all(tree, "numFmt") if "%" in _QUOTED.sub("", f.get("formatCode", ""))
    }
    signed |= _BUILT_IN_PERCENTS
    looks = next(iter(_all(tree, "cellXfs")), None)
    return {n for n, look in enumerate(looks if looks is not None else ()) if int(look.get("numFmtId", "0")) in signed}


def _all(tree: ElementTree.Element, name: str) -> list[Any]:
    return list(tree.iter(f"{_MAIN}{name}")) or list(tree.iter(f"{_STRICT}{name}"))


def _place(reference: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1
