"""Tables in: the rows of .xlsx, .xls, .ods and .csv files, each with the number that the user sees beside it."""

import csv
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import python_calamine

from thidua.language.text import nfc
from thidua.paper.errors import PaperError

_ENDINGS = (".xlsx", ".xls", ".ods", ".csv")
Cell = str | Decimal | int | date | datetime | bool | None

_LARGEST_UNPACKED = 500 * 1024 * 1024
_CHUNK = 1024 * 1024
_OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_EXACT_WHOLE = 2**53  # whole numbers up to here are exact in a spreadsheet's floats


@dataclass(frozen=True)
class SheetRow:
    """One row that is not empty; `number` counts from 1 as the spreadsheet program shows it."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class SheetRows:
    """The rows of one sheet. In a CSV file the sheet is named after the file."""

    name: str
    rows: tuple[SheetRow, ...]


def read_table(data: bytes, filename: str) -> list[SheetRows]:
    """The visible sheets of a table file, told apart by the ending of its name.

    Texts are NFC without white space at the ends; numbers exact Decimals of at most 15 digits, as the user sees them;
    dates without a time are dates; empty cells None. A CSV file holds texts only (`parse_number` reads them).
    Raises PaperError, one sentence, when the file is empty, damaged, locked by a password or of another kind.
    """
    ending = "." + filename.rpartition(".")[2].lower()
    if not data:
        raise PaperError(f"Tệp “{filename}” rỗng. Hãy chọn lại tệp.")
    if ending == ".csv":
        sheets = [SheetRows(filename.rpartition(".")[0], tuple(_csv_rows(data, filename)))]
    elif ending in _ENDINGS:
        refuse_hostile(data, filename)
        sheets = _workbook(data, filename)
    else:
        raise PaperError(f"Tệp “{filename}” không phải bảng tính. Hãy dùng tệp .xlsx, .xls, .ods hoặc .csv.")
    if not any(sheet.rows for sheet in sheets):
        raise PaperError(f"Tệp “{filename}” không có dữ liệu. Hãy kiểm tra lại tệp.")
    return sheets


def _workbook(data: bytes, filename: str) -> list[SheetRows]:
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        shown = [
            sheet.name for sheet in book.sheets_metadata if sheet.visible == python_calamine.SheetVisibleEnum.Visible
        ]
        return [SheetRows(nfc(name), tuple(_rows(book.get_sheet_by_name(name)))) for name in shown]
    except python_calamine.PasswordError as error:
        raise _locked(filename) from error
    except python_calamine.CalamineError as error:
        raise damaged(filename) from error
    except BaseException as error:
        # The reader is compiled code: a damaged file can also end in its panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(filename) from error


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[SheetRow]:
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        row = tuple(as_cell(cell) for cell in cells)
        if any(cell is not None for cell in row):
            yield SheetRow(number, row)


def as_cell(value: object) -> Cell:
    """A value of the reader as every table here has it: see `read_table`."""
    if isinstance(value, str):
        return nfc(value).strip() or None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return _exact(value)
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, date):
        return value
    return _clock(value) if isinstance(value, time | timedelta) else str(value)


def _exact(value: int | float) -> Decimal:
    """The number the user typed: whole when it is whole, else its 15 digits without the noise of binary fractions."""
    if isinstance(value, int) or (value.is_integer() and abs(value) <= _EXACT_WHOLE):
        return Decimal(int(value))
    return Decimal(f"{value:.15g}")


def _clock(value: time | timedelta) -> str:
    return value.isoformat("minutes") if isinstance(value, time) else str(value)


def _csv_rows(data: bytes, filename: str) -> Iterator[SheetRow]:
    try:
        text = nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise PaperError(
            f"Tệp “{filename}” không phải bảng mã UTF-8. Hãy lưu lại dạng “CSV UTF-8” hoặc .xlsx."
        ) from error
    if "\0" in text:
        raise damaged(filename)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    before = 0
    try:
        for cells in reader:
            row = tuple(cell.strip() or None for cell in cells)
            if any(row):
                yield SheetRow(before + 1, row)
            before = reader.line_num
    except csv.Error as error:
        raise PaperError(
            f"Tệp “{filename}”, dòng {before + 1}: không tách được thành các cột. Hãy lưu lại tệp."
        ) from error


def _delimiter(text: str) -> str:
    """The sign that parts the first filled line into more columns."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(";,\t", key=lambda sign: len(next(csv.reader([first], delimiter=sign))))


def refuse_hostile(data: bytes, filename: str, most: int = _LARGEST_UNPACKED) -> None:
    """A locked file, and one that would unpack beyond all measure (``most`` bytes), are refused before being opened.

    Raises PaperError."""
    if data.startswith(_OLE_HEADER) and _ENCRYPTED_STREAM in data:
        raise _locked(filename)
    if data.startswith(b"PK"):
        try:
            unpacked = sum(_true_sizes(data, most))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error, zlib.error) as error:
            raise damaged(filename) from error
        if unpacked > most:
            raise PaperError(f"Tệp “{filename}” quá lớn khi mở ra. Hãy chia thành nhiều tệp nhỏ hơn.")


def _true_sizes(data: bytes, most: int) -> Iterator[int]:
    """The unpacked size of each part as it really is: the size that a file states of itself may be a lie."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
    for entry in entries:
        name, extra = struct.unpack_from("<HH", data, entry.header_offset + 26)
        start = entry.header_offset + 30 + name + extra
        raw = data[start : start + entry.compress_size]
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            yield max(entry.file_size, len(raw))
            continue
        unpacker, size = zlib.decompressobj(-15), 0
        while raw and not unpacker.eof and size <= most:
            size += len(unpacker.decompress(raw, _CHUNK))
            raw = unpacker.unconsumed_tail
        yield size


def _locked(filename: str) -> PaperError:
    return PaperError(f"Tệp “{filename}” được đặt mật khẩu. Hãy bỏ mật khẩu rồi tải lên lại.")


def damaged(filename: str) -> PaperError:
    """The error for a file that can't be read."""
    return PaperError(
        f"Tệp “{filename}” bị hỏng hoặc không đúng định dạng. Hãy mở bằng Excel, lưu lại rồi tải lên lại."
    )
