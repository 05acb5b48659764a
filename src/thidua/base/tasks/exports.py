"""Who has not yet done a stage, as a spreadsheet."""

from datetime import date

from thidua.base.tasks.queries import Waiting
from thidua.language.dates import format_date
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_COLUMNS = (
    SheetColumn(title="STT", kind=Kind.NUMBER, width=6),
    SheetColumn(title="Đơn vị", width=48),
    SheetColumn(title="Tình trạng", width=40),
    SheetColumn(title="Số lần đã nhắc", kind=Kind.NUMBER),
    SheetColumn(title="Lần nhắc gần nhất", kind=Kind.DATE),
)


def waiting_xlsx(stage: str, rows: list[Waiting], today: date) -> bytes:
    """One row a unit that has not done its part, as of the day."""
    lines = [(n, row.name, row.note, row.reminded, row.last) for n, row in enumerate(rows, 1)]
    title = f"{stage}: {len(rows)} ĐƠN VỊ CHƯA XONG, TÍNH ĐẾN NGÀY {format_date(today)}"
    return write_xlsx([Sheet(name="Chưa xong", columns=_COLUMNS, rows=lines, title_rows=(title,))])
