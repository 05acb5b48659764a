"""Spreadsheets of tables: from a file to what was understood of it, and what is kept of that."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.base.access.actor import Problem
from thidua.base.files.blobs import open_blob
from thidua.base.units.queries import children_of, units_by_id
from thidua.cycle.s5_score.models import TableUpload
from thidua.engine.scoring.tablesheet import NoHeader, Read, RowKind, scheme_of, understand
from thidua.language.text import fold
from thidua.paper.errors import PaperError
from thidua.paper.readsheets import read_table

ENDINGS = (".xlsx", ".xls", ".ods")
KIND_WORDS = {
    RowKind.GROUP: "nhóm",
    RowKind.CRITERION: "tiêu chí",
    RowKind.CONTINUATION: "nối tiếp",
    RowKind.BONUS: "dòng thưởng",
    RowKind.DEDUCT: "dòng trừ",
    RowKind.TOTAL: "tổng cộng",
    RowKind.HEADER: "tiêu đề",
    RowKind.IGNORED: "bỏ qua",
}


@dataclass(frozen=True)
class Found:
    """The sheet of a workbook that holds the table, and what it means."""

    sheet: str
    read: Read


def read_file(content: bytes, name: str) -> Found:
    """The first sheet with a header of a table. Raises Problem with one sentence."""
    if not name.lower().endswith(ENDINGS):
        raise Problem("Hãy chọn tệp Excel (.xlsx, .xls) hoặc .ods.", "file")
    try:
        sheets = read_table(content, name)
    except PaperError as error:
        raise Problem(str(error), "file") from error
    wrong: NoHeader | None = None
    for sheet in sheets:
        try:
            read = understand([(row.number, row.cells) for row in sheet.rows])
        except NoHeader as error:
            wrong = wrong or error
            continue
        if any(row.kind is RowKind.CRITERION for row in read.rows):
            return Found(sheet.name, read)
    told = "Không thấy tiêu chí nào dưới dòng tiêu đề. Hãy kiểm tra lại bảng." if wrong is None else str(wrong)
    raise Problem(told, "file")


def read_upload(upload: TableUpload) -> Found:
    """A spreadsheet that was kept, read again."""
    with open_blob(upload.sha256) as file:
        return read_file(file.read(), upload.name)


def owner_finder(authority_id: int, today: date) -> Callable[[str], str]:
    """From the name of a department, as a table writes it, to its code; a name that nobody has stays as it is."""
    units = [*units_by_id([authority_id]).values(), *children_of(authority_id, today)]
    codes = {fold(unit.name): unit.code for unit in units} | {fold(unit.code): unit.code for unit in units}
    return lambda name: codes.get(fold(name), name[:50])


def to_report(read: Read) -> dict[str, Any]:
    """What was understood, as plain data: every row, and what had to be guessed when the scheme was made of it."""
    scheme, told = scheme_of(read, code="-", version="-", title="-")
    guessed: dict[int, list[str]] = {}
    for number, sentence in told:
        guessed.setdefault(number, []).append(sentence)
    rows = [
        {
            "number": row.number, "kind": str(row.kind), "code": row.code, "label": row.label[:500],
            "depth": row.depth, "maximum": _said(row.maximum), "bonus": _figure(row.bonus),
            "penalty": _figure(row.penalty), "why": row.why,
            "warnings": [*row.warnings, *guessed.pop(row.number, [])],
        }
        for row in read.rows
    ]  # fmt: skip
    rest = [sentence for sentences in guessed.values() for sentence in sentences]
    total = _said(sum((c.maximum for c in scheme.criteria()), 0))
    stated = _said(read.total)
    if read.total is not None and stated != total:
        rest.append(f"dòng tổng cộng ghi {stated} điểm nhưng các tiêu chí cộng lại {total} điểm")
    return {"title": read.title, "rows": rows, "general": rest, "total": total}


def _said(value: Any) -> str:
    return "" if value is None else f"{value:f}".replace(".", ",") if hasattr(value, "as_tuple") else str(value)


def _figure(figure: Any) -> str:
    return "không hạn chế" if figure.unlimited else figure.other or _said(figure.value)
