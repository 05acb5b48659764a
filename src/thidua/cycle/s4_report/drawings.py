"""What is drawn: plan against result, and this year against last."""

from decimal import Decimal

from thidua.cycle.s4_report.queries import Figure
from thidua.ui.charts.bullet import Bullet, BulletChart
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
