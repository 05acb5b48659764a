"""What the overview pages are made of: the units in reach, the header, coverage, the comparison of one indicator."""

from datetime import date
from typing import Any

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.season.enums import StageState
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.units.queries import units_by_id
from thidua.base.units.tree import unit_and_below
from thidua.cycle.s4_report.enums import STAGE
from thidua.cycle.s4_report.figures import aim_in_words
from thidua.cycle.s4_report.models import ReportPeriod
from thidua.cycle.s4_report.owing import Owed, counts_of, span_of
from thidua.cycle.s4_report.periods import asked_from
from thidua.cycle.s4_report.policies import sees_all_units, units_seen
from thidua.cycle.s4_report.queries import figures_for, indicators_of, laggards, periods_reported
from thidua.ui.charts.bullet import Bullet, BulletChart
from thidua.ui.charts.coverage import Coverage, CoverageChart
from thidua.ui.parts import Action, ObjectHeader


def scope_units(actor: Actor, season: Season, today: date) -> frozenset[int]:
    """The units whose reports the actor may read in a season: all of the authority's for those who oversee it."""
    if sees_all_units(actor, season):
        return unit_and_below(season.authority_id, today)
    return units_seen(actor, season)


def home_header(actor: Actor, season: Season, today: date) -> ObjectHeader:
    """Title, and whose turn it is until when."""
    status = stage_status(season, STAGE, today)
    return ObjectHeader(
        "Chỉ tiêu và kết quả",
        kind=str(season),
        turn="Các đơn vị gửi báo cáo" if status.state == StageState.OPEN else "",
        until=status.until,
        others=(Action("Lịch báo cáo", reverse("report:calendar"), "calendar3"),),
    )


def coverage_chart(
    season: Season, units: frozenset[int], calendar: list[ReportPeriod], owed: list[Owed], today: date
) -> CoverageChart | None:
    """How many units have sent, by period: of those that owe it where there is a calendar. One unit is no count."""
    if calendar and len({row.unit_id for row in owed}) < 2:
        return None
    if calendar:
        bars = _bars_of_calendar(calendar, owed, today)
    else:
        bars = _bars_of_reports(season, units)
    if not bars:
        return None
    return CoverageChart(
        "Đơn vị đã gửi báo cáo", "Số đơn vị đã gửi trên số đơn vị phải gửi.", "đã gửi", "chưa gửi", bars
    )


def _bars_of_calendar(calendar: list[ReportPeriod], owed: list[Owed], today: date) -> tuple[Coverage, ...]:
    """The four latest periods that are asked for by now or that somebody has sent already."""
    counts = [
        count
        for count in counts_of(calendar, owed, today)
        if count.owing and (count.sent or asked_from(span_of(count.period), count.period.due_on) <= today)
    ]
    return tuple(Coverage(f"Kỳ {count.period.period}", count.sent, count.owing) for count in counts[:-5:-1])


def _bars_of_reports(season: Season, units: frozenset[int]) -> tuple[Coverage, ...]:
    reporting = _reporting_units(season, units)
    if not reporting:
        return ()
    return tuple(
        Coverage(f"Kỳ {period}", len(reporting) - len(laggards(season.pk, reporting, period)), len(reporting))
        for period in periods_reported(season.pk)[:4]
    )


def _reporting_units(season: Season, units: frozenset[int]) -> list[int]:
    """Without a calendar: units that have a target or have ever reported in this season."""
    return sorted(figures_for(season.pk, units))


def comparison(
    season: Season, units: frozenset[int], code: str, period: str, drafts: frozenset[int] | None
) -> dict[str, Any]:
    """The context of the comparison page: one indicator, one period, one line and one bar a unit."""
    indicators = indicators_of(season.pk)
    periods = periods_reported(season.pk)
    chosen = next((i for i in indicators if i.code == code), indicators[0] if indicators else None)
    period = period if period in periods else (periods[0] if periods else "")
    figures = figures_for(season.pk, units, period or None, drafts=drafts)
    names = units_by_id(figures)
    rows = [
        (names[unit_id], row, aim_in_words(row.aim, row.indicator.unit_of_measure))
        for unit_id, found in figures.items()
        for row in found
        if chosen and row.indicator.code == chosen.code
    ]
    rows.sort(key=lambda r: r[0].name_sort)
    bars = tuple(
        Bullet(unit.name, row.entry.plan, row.entry.value, row.percent_of_plan.shown, row.indicator.unit_of_measure)
        for unit, row, _ in rows
        if row.percent_of_plan.exact is not None
    )
    chart = BulletChart(chosen.name, "Phần trăm kế hoạch của từng đơn vị.", bars) if chosen and bars else None
    return {
        "indicators": indicators,
        "periods": periods,
        "chosen": chosen,
        "period": period,
        "rows": rows,
        "chart": chart,
        "header": ObjectHeader("So sánh các đơn vị", kind=str(season)),
    }
