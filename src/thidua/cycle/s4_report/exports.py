"""What leaves stage 4 as a spreadsheet."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from thidua.cycle.s4_report.figures import aim_in_words
from thidua.cycle.s4_report.queries import Figure
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_MET = {True: "đạt", False: "chưa đạt", None: "chưa đủ căn cứ"}


def figures_xlsx(title: str, rows: Iterable[tuple[str, Figure]]) -> bytes:
    """Figures with their unit names, one a line; a missing figure is an empty cell, never zero."""
    columns = (
        SheetColumn(title="Đơn vị", width=32),
        SheetColumn(title="Mã chỉ tiêu", width=14),
        SheetColumn(title="Chỉ tiêu", width=44),
        SheetColumn(title="Đơn vị tính", width=14),
        SheetColumn(title="Kỳ", width=10),
        SheetColumn(title="Mức giao", width=26),
        SheetColumn(title="Kế hoạch", kind=Kind.NUMBER),
        SheetColumn(title="Kết quả", kind=Kind.NUMBER),
        SheetColumn(title="Cùng kỳ", kind=Kind.NUMBER),
        SheetColumn(title="% kế hoạch", kind=Kind.NUMBER, places=2),
        SheetColumn(title="% so với cùng kỳ", kind=Kind.NUMBER, places=2),
        SheetColumn(title="Đạt", width=16),
    )
    return write_xlsx(
        [Sheet(name="Số liệu", title_rows=(title,), columns=columns, rows=[_line(u, f) for u, f in rows])]
    )


def _line(unit: str, row: Figure) -> tuple[str | Decimal | None, ...]:
    info, entry = row.indicator, row.entry
    return (
        unit,
        info.code,
        info.name,
        info.unit_of_measure,
        row.period,
        aim_in_words(row.aim, info.unit_of_measure),
        entry.plan,
        entry.value,
        entry.last,
        row.percent_of_plan.shown,
        row.ratio_to_last.shown,
        _MET[row.met],
    )


def flatten(figures: Mapping[int, list[Figure]], names: Mapping[int, str]) -> list[tuple[str, Figure]]:
    """Figures by unit as lines with the unit's name."""
    return [(names[unit_id], row) for unit_id in figures for row in figures[unit_id]]
