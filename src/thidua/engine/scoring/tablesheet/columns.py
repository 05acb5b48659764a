"""Finding the header of a table among its first rows, and which column is which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from thidua.language.numbers import format_number, parse_number
from thidua.language.text import fold, tidy

Cell = str | Decimal | int | date | datetime | bool | None

FIRST_ROWS = 40
_MOST_CELLS = 40  # beyond that no table of criteria has columns
# the first that fits names the column; each word is looked for in the folded title
_TITLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("number", (r"^(so )?(stt|tt|so tt|muc|ma)\.?$", r"^so thu tu")),
    ("level", (r"^loai dong$", r"^cap$")),
    ("bonus", (r"thuong", r"^diem cong", r"^cong( them)?$", r"cong them")),
    ("penalty", (r"\btru\b", r"phat")),
    ("maximum", (r"diem chuan", r"diem toi da", r"thang diem", r"toi da", r"^diem$", r"so diem", r"diem quy dinh")),
    ("owner", (r"tham dinh", r"phu trach", r"theo doi", r"don vi cham", r"co quan cham", r"nguoi cham")),
    ("note", (r"ghi chu", r"cach tinh", r"cach cham", r"huong dan")),
    ("label", (r"noi dung", r"tieu chi", r"tieu chuan", r"chi tieu", r"dien giai", r"nhiem vu")),
)  # fmt: skip
_NEEDED = ("label", "maximum")


class NoHeader(ValueError):
    """No row of the table says which column is which; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the header stands (the number of its row, and the last row of it) and what each column holds."""

    row: int
    last_row: int
    at: dict[str, int]

    def cell(self, cells: Sequence[Cell], name: str) -> Cell:
        """The cell of a column; None where the table has no such column, or the row ends before it."""
        index = self.at.get(name, -1)
        return cells[index] if 0 <= index < len(cells) else None


def find_columns(rows: Sequence[tuple[int, Sequence[Cell]]]) -> Columns:
    """The header: the row that names most columns, or two rows one above the other (merged cells). Raises NoHeader."""
    best: Columns | None = None
    for index, (number, cells) in enumerate(rows[:FIRST_ROWS]):
        found = _named(cells)
        if any(name not in found for name in _NEEDED) and index + 1 < len(rows) and len(found) >= 1:
            below = _named(rows[index + 1][1])
            both = {**below, **found}
            if len(set(both.values())) == len(both) and all(name in both for name in _NEEDED):
                best = _better(best, Columns(number, rows[index + 1][0], both))
        elif all(name in found for name in _NEEDED):
            below = _named(rows[index + 1][1]) if index + 1 < len(rows) else {}
            more = {n: at for n, at in below.items() if n not in found and at not in found.values()}
            is_two = bool(more) and not _says_more(rows[index + 1][1], below)
            last = rows[index + 1][0] if is_two else number
            best = _better(best, Columns(number, last, found | (more if is_two else {})))
    if best is None:
        raise NoHeader(
            "Không tìm thấy dòng tiêu đề trong các dòng đầu. Bảng cần có cột nội dung (nội dung, tiêu chí, tiêu "
            "chuẩn) và cột điểm (điểm chuẩn, điểm tối đa)."
        )
    return best


def _better(best: Columns | None, other: Columns) -> Columns:
    return other if best is None or len(other.at) > len(best.at) else best


def _says_more(cells: Sequence[Cell], named: dict[str, int]) -> bool:
    """Whether a row under a header holds more than titles of columns: then it is a row of the table."""
    return any(cell is not None and index not in named.values() for index, cell in enumerate(cells[:_MOST_CELLS]))


def _named(cells: Sequence[Cell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells[:_MOST_CELLS]):
        if isinstance(cell, str) and len(cell) <= 60:
            title = fold(cell)
            name = next((n for n, words in _TITLES if any(re.search(word, title) for word in words)), "")
            if name and name not in found:
                found[name] = index
    return found


def text(cell: Cell) -> str:
    """A cell as text on one line; a whole number without its point."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, Decimal | int):
        return format_number(Decimal(cell)).replace(",", ".")
    if isinstance(cell, date | datetime):
        return f"{cell.day}.{cell.month}"  # a spreadsheet takes the number «1.2» of a row for a day
    return tidy(cell)


_UNLIMITED = ("khong han che", "khong gioi han")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of points: its number, or that it says «không hạn chế», or the text that is no number."""

    value: Decimal | None = None
    unlimited: bool = False
    other: str = ""


def figure(cell: Cell) -> Figure:
    """Points in a cell: 1.5, «1,5», «−0,5», «+2», «-0,5đ», «không hạn chế». Anything else is kept as text."""
    if cell is None or isinstance(cell, bool):
        return Figure()
    if isinstance(cell, Decimal | int):
        return Figure(Decimal(cell))
    said = text(cell).translate(_SIGNS)
    if not said or said in ("-", "x", "/"):
        return Figure()
    if fold(said) in _UNLIMITED:
        return Figure(unlimited=True)
    plain = re.sub(r"\s*(điểm|đ)\.?$", "", said, flags=re.IGNORECASE).removeprefix("+").strip()
    try:
        value = parse_number(plain)
    except ValueError:
        return Figure(other=said)
    return Figure(value) if abs(value) < 100_000 else Figure(other=said)
