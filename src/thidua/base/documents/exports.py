"""The list of documents as a spreadsheet: exactly what is filtered."""

from datetime import date

from django.db.models import QuerySet

from thidua.base.documents.models import Document
from thidua.base.documents.queries import force_sentence
from thidua.language.dates import format_date
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_COLUMNS = (
    SheetColumn(title="Loại", width=16),
    SheetColumn(title="Số, ký hiệu", width=20),
    SheetColumn(title="Ngày ban hành", kind=Kind.DATE),
    SheetColumn(title="Cơ quan ban hành"),
    SheetColumn(title="Trích yếu", width=60),
    SheetColumn(title="Hiệu lực từ ngày", kind=Kind.DATE),
    SheetColumn(title="Hiệu lực đến hết ngày", kind=Kind.DATE),
    SheetColumn(title="Tình trạng"),
    SheetColumn(title="Đơn vị lưu giữ"),
    SheetColumn(title="Công khai", width=12),
)


def documents_xlsx(rows: QuerySet[Document], on: date) -> bytes:
    """One sheet, one row a document, with its state on the day."""
    lines = (
        (
            row.get_kind_display(),
            row.number,
            row.issued_on,
            row.issuer,
            row.summary,
            row.in_force_from,
            row.in_force_to,
            force_sentence(row, on) or row.force_on(on).label,
            row.kept_by.name,
            "có" if row.is_public else "không",
        )
        for row in rows
    )
    title = f"DANH SÁCH VĂN BẢN (tình trạng hiệu lực tính đến ngày {format_date(on)})"
    return write_xlsx([Sheet(name="Văn bản", columns=_COLUMNS, rows=lines, title_rows=(title,))])
