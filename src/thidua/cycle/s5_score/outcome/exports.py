"""The ranking of a cluster as a workbook."""

from thidua.cycle.s5_score.outcome.results import Results
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx


def _text(title: str, width: int) -> SheetColumn:
    return SheetColumn(title=title, width=width)


def _number(title: str, width: int | None = None) -> SheetColumn:
    return SheetColumn(title=title, kind=Kind.NUMBER, width=width)


def ranking_xlsx(title: str, found: Results) -> bytes:
    """The ranking, and every criterion of every unit beside it."""
    note = "Tạm tính: chưa công bố." if found.publication is None else f"Công bố theo {found.publication.decision}."
    numbers = [_number(name) for name in ("Điểm", "Trên tổng", "Tỷ lệ (%)")]
    columns = (_number("Hạng", 8), _text("Đơn vị", 36), *numbers, _text("Xếp loại", 20), _text("Ghi chú", 30))
    rows = [
        (r.rank, r.unit_name, r.points, r.denominator, r.percent, r.label, "đồng hạng" if r.tied else r.reason)
        for r in found.rows
    ]
    unsent = [(None, name, None, None, None, "", "chưa gửi bảng chấm") for name in found.unsent]
    ranking = Sheet(name="Xếp hạng", title_rows=(title, note), columns=columns, rows=[*rows, *unsent])
    units = (_number(row.unit_name, 18) for row in found.rows)
    columns = (_text("Mã", 12), _text("Tiêu chí", 50), _number("Tối đa"), *units)
    points = [found.told[row.unit_id].criteria for row in found.rows]
    lines = [
        (c.code, c.label, c.maximum, *(unit[c.code].points if c.code in unit else None for unit in points))
        for c in (found.rules.criteria() if found.rules else ())
    ]
    return write_xlsx([
        ranking, Sheet(name="Điểm từng tiêu chí", title_rows=(title, note), columns=columns, rows=lines)
    ])  # fmt: skip
