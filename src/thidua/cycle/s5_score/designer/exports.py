"""A table as a spreadsheet, in the columns in which people hand it in."""

from collections.abc import Mapping

from thidua.engine.scoring import Scheme as Rules
from thidua.engine.scoring.tablesheet import COLUMNS, rows_of
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_WIDTHS = {"STT": 10, "Nội dung": 60, "Loại dòng": 18, "Cơ quan thẩm định": 26, "Ghi chú": 30}
_NUMBERS = ("Điểm chuẩn", "Điểm thưởng", "Điểm trừ")


def table_xlsx(rules: Rules, owner_names: Mapping[str, str]) -> bytes:
    """The workbook. Texts stay texts, also those that look like formulas."""
    columns = tuple(
        SheetColumn(title=name, kind=Kind.NUMBER if name in _NUMBERS else Kind.TEXT, width=_WIDTHS.get(name, 12))
        for name in COLUMNS
    )
    title = (rules.title, f"Mã {rules.code}, phiên bản {rules.version}")
    rows = [tuple(row) for row in rows_of(rules, owner_names)]
    return write_xlsx([Sheet(name="Bảng tiêu chí", title_rows=title, columns=columns, rows=rows)])
