"""What is drawn: plan against result, and this year against last."""

from datetime import date
from decimal import Decimal

from thidua.cycle.s4_report.enums import Approx, Owing
from thidua.cycle.s4_report.models import ReportPeriod
from thidua.cycle.s4_report.owing import Owed
from thidua.cycle.s4_report.queries import Figure
from thidua.ui.charts.bullet import Bullet, BulletChart
from thidua.ui.charts.grid import GridChart, GridRow, Mark
from thidua.ui.charts.slope import SlopeChart, SlopeLine


def plan_chart(rows: list[Figure]) -> BulletChart | None:
    """Percent of plan of every indicator where it is known; None when it is known of none."""
    bars = tuple(
        Bullet(
            label=row.indicator.name,
            plan=row.entry.plan,
            result=row.entry.value,
            percent=row.percent_of_plan.shown,
            unit=row.indicator.unit_of_measure,
            estimated=row.entry.estimated,
            near=Approx(row.entry.value_approx).label,
            percent_near=Approx(row.percent_of_plan.approx).label,
        )
        for row in rows
        if row.percent_of_plan.exact is not None
    )
    if not bars:
        return None
    return BulletChart("Kết quả so với kế hoạch", "Mỗi thanh là một chỉ tiêu; vạch đứng là 100% kế hoạch.", bars)


def year_chart(rows: list[Figure], year: int) -> SlopeChart | None:
    """This year against the same period, as percent of the same period (100 = as much as last year)."""
    lines = tuple(
        SlopeLine(row.indicator.name, Decimal(100), row.ratio_to_last.shown)
        for row in rows
        if row.ratio_to_last.exact is not None
    )
    if not lines:
        return None
    about = "Cùng kỳ năm trước là 100; đường đi xuống là giảm so với cùng kỳ."
    return SlopeChart("So với cùng kỳ năm trước", about, str(year - 1), str(year), "% cùng kỳ", lines)


_MARKS = {
    Owing.SENT: Mark("✓", Owing.SENT.label, "bar"),
    Owing.SENT_LATE: Mark("✓+", Owing.SENT_LATE.label, "rest"),
    Owing.LATE: Mark("!", Owing.LATE.label, "bar-main"),
    Owing.RETURNED: Mark("↩", Owing.RETURNED.label, "rest"),
    Owing.AHEAD: Mark("…", Owing.AHEAD.label, "hollow"),
    Owing.NOT_OWED: Mark("–", Owing.NOT_OWED.label, "track"),
}


def calendar_chart(
    year: int, calendar: list[ReportPeriod], rows: list[tuple[str, list[Owed | None]]], today: date
) -> GridChart | None:
    """Units by periods; None without a period or a unit."""
    if not calendar or not rows:
        return None
    lines = tuple(
        GridRow(
            name,
            tuple(_MARKS[row.stands(today) if row else Owing.NOT_OWED] for row in owed),
            tuple(row.words(today) if row else Owing.NOT_OWED.label for row in owed),
        )
        for name, owed in rows
    )
    about = "Mỗi dòng là một đơn vị, mỗi cột là một kỳ báo cáo."
    return GridChart(
        f"Lịch báo cáo năm {year}", about, "Đơn vị", tuple(p.period.partition("/")[0] for p in calendar), lines
    )
