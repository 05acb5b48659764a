"""What leaves stage 4 as a spreadsheet."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from thidua.cycle.s4_report.figures import aim_in_words
from thidua.cycle.s4_report.owing import Owed
from thidua.cycle.s4_report.queries import Figure
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_MET = {True: "đạt", False: "chưa đạt", None: "chưa đủ căn cứ"}


Line = tuple[str | date | int | None, ...]


def figures_xlsx(title: str, rows: Iterable[tuple[str, Figure]], calendar: Iterable[Line] = ()) -> bytes:
    """Figures with their unit names, one a line; a missing figure is an empty cell, never zero.

    ``calendar``: who owes what, on a second sheet; none where the season has no calendar."""
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
    sheets = [Sheet(name="Số liệu", title_rows=(title,), columns=columns, rows=[_line(u, f) for u, f in rows])]
    if lines := list(calendar):
        sheets.append(Sheet(name="Lịch báo cáo", title_rows=(title,), columns=_CALENDAR, rows=lines))
    return write_xlsx(sheets)


_CALENDAR = (
    SheetColumn(title="Đơn vị", width=32),
    SheetColumn(title="Kỳ", width=10),
    SheetColumn(title="Hạn gửi", kind=Kind.DATE),
    SheetColumn(title="Lý do gia hạn", width=32),
    SheetColumn(title="Ngày gửi lần đầu", kind=Kind.DATE),
    SheetColumn(title="Tình trạng", width=28),
    SheetColumn(title="Số ngày chậm", kind=Kind.NUMBER),
)


def calendar_lines(owed: Iterable[Owed], names: Mapping[int, str], today: date) -> list[Line]:
    """What units owe, one a line; what they don't owe has none."""
    return [
        (
            names[row.unit_id],
            row.period.code,
            row.due_on,
            row.reason,
            row.sent_first,
            row.words(today),
            row.days_late(today),
        )
        for row in sorted(owed, key=lambda row: names[row.unit_id])
    ]


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
