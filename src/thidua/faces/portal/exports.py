"""Open data: the awards that a look-up found, as Excel and as CSV, each with the schema that says what a column is."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from thidua.cycle.s6_propose.enums import SubjectKind
from thidua.cycle.s8_award.queries import AwardInfo
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

MOST_ROWS = 5000
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class OpenColumn:
    """One column: its name in the file, its name for people, its type."""

    code: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 24

    @property
    def type_name(self) -> str:
        """As the schema line says it."""
        return {"text": "string", "date": "date"}[self.kind]


COLUMNS = (
    OpenColumn("nguoi_duoc_khen", "Cá nhân, tập thể, hộ gia đình", width=36),
    OpenColumn("doi_tuong", "Đối tượng", width=14),
    OpenColumn("chuc_vu_don_vi", "Chức vụ, đơn vị", width=36),
    OpenColumn("danh_hieu_hinh_thuc", "Danh hiệu, hình thức", width=36),
    OpenColumn("so_quyet_dinh", "Số quyết định", width=18),
    OpenColumn("ngay_quyet_dinh", "Ngày quyết định", Kind.DATE, 14),
    OpenColumn("co_quan", "Cơ quan ban hành", width=30),
    OpenColumn("so_vao_so", "Số vào sổ"),
    OpenColumn("tinh_trang", "Tình trạng", width=16),
    OpenColumn("ghi_chu", "Ghi chú", width=40),
)
SCHEMA = "thidua.khen-thuong/1; " + "; ".join(f"{c.code}: {c.type_name} ({c.title})" for c in COLUMNS)


def _row(award: AwardInfo) -> tuple[str | date, ...]:
    return (
        award.recipient,
        SubjectKind(award.recipient_kind).label,
        award.position,
        award.award_name,
        award.decision_number,
        award.issued_on,
        award.authority_name,
        award.register_number,
        award.status_label,
        award.status_note,
    )


def _rows(found: Sequence[AwardInfo]) -> Iterator[tuple[str | date, ...]]:
    return (_row(award) for award in islice(found[:MOST_ROWS], MOST_ROWS))


def _extent(found: Sequence[AwardInfo]) -> str:
    """Whether the file holds all that was found."""
    total = len(found)
    return f"đủ {total} dòng" if total <= MOST_ROWS else f"{MOST_ROWS} dòng đầu của {total}; hãy lọc hẹp lại"


def awards_csv(found: Sequence[AwardInfo]) -> bytes:
    """UTF-8 with its mark, so that Excel reads it; the first line, after #, is the schema, the second the columns.

    A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    out.write(f"# {SCHEMA}; {_extent(found)}\r\n")
    lines = csv.writer(out)
    lines.writerow(column.code for column in COLUMNS)
    lines.writerows([_cell(value) for value in row] for row in _rows(found))
    return out.getvalue().encode("utf-8-sig")


def _cell(value: str | date) -> str:
    return safe_cell(value.isoformat() if isinstance(value, date) else value)


def safe_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def awards_xlsx(found: Sequence[AwardInfo]) -> bytes:
    """The same as a workbook; the schema is its second sheet."""
    columns = tuple(SheetColumn(title=c.title, kind=c.kind, width=c.width) for c in COLUMNS)
    titles = (f"Khen thưởng ({_extent(found)})",)
    told = tuple(SheetColumn(title=title, width=width) for title, width in (("Cột", 24), ("Ý nghĩa", 36), ("Kiểu", 12)))
    schema = [(c.code, c.title, c.type_name) for c in COLUMNS]
    return write_xlsx(
        [
            Sheet(name="Khen thưởng", columns=columns, rows=_rows(found), title_rows=titles),
            Sheet(name="Cấu trúc", columns=told, rows=schema),
        ]
    )
