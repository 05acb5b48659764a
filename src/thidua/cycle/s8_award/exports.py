"""What leaves stage 8 as a spreadsheet."""

from collections.abc import Iterable

from thidua.cycle.s8_award.queries import AwardInfo
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_COLUMNS = (
    SheetColumn(title="TT", kind=Kind.NUMBER, width=6),
    SheetColumn(title="Số vào sổ", width=20),
    SheetColumn(title="Người, tập thể được khen", width=34),
    SheetColumn(title="Chức vụ, đơn vị", width=40),
    SheetColumn(title="Đơn vị đề nghị", width=32),
    SheetColumn(title="Danh hiệu, hình thức", width=40),
    SheetColumn(title="Số quyết định", width=18),
    SheetColumn(title="Ngày", kind=Kind.DATE),
    SheetColumn(title="Tình trạng", width=18),
    SheetColumn(title="Ghi chú", width=50),
)
_MONEY = SheetColumn(title="Tiền thưởng (đồng)", kind=Kind.NUMBER, places=0)


def awards_xlsx(title: str, rows: Iterable[AwardInfo], *, money: bool) -> bytes:
    """Awards line by line; ``money`` adds the column of bonuses, an unknown one is an empty cell, never zero."""
    lines = [
        (
            n, r.register_number, r.recipient, r.position, r.unit_name, r.award_name, r.decision_number, r.issued_on,
            r.status_label, r.status_note, *((r.bonus,) if money else ()),
        )
        for n, r in enumerate(rows, start=1)
    ]  # fmt: skip
    columns = (*_COLUMNS, _MONEY) if money else _COLUMNS
    return write_xlsx([Sheet(name="Khen thưởng", title_rows=(title,), columns=columns, rows=lines)])
