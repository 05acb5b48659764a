"""What leaves stage 5 as spreadsheets."""

from collections.abc import Iterable

from thidua.cycle.s5_score.models import ScoreSheet
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx


def _text(title: str, width: int) -> SheetColumn:
    return SheetColumn(title=title, width=width)


def sheets_xlsx(title: str, rows: Iterable[ScoreSheet]) -> bytes:
    """The list of sheets with their states."""
    days = (SheetColumn(title=name, kind=Kind.DATE) for name in ("Ngày gửi", "Ngày thống nhất"))
    columns = (_text("Cụm, khối", 32), _text("Đơn vị", 36), _text("Trạng thái", 20), *days)
    lines = [(s.cluster.name, s.unit.name, s.get_state_display(), s.submitted_on, s.agreed_on) for s in rows]
    return write_xlsx([Sheet(name="Bảng chấm", title_rows=(title,), columns=columns, rows=lines)])
