"""The stage's first page: a unit's own reports, or everybody's for the authority; and the comparison of units."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.base.access.page import Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.base.units.queries import units_by_id
from thidua.cycle.s4_report.calendarpage import calendar_parts
from thidua.cycle.s4_report.exports import calendar_lines, figures_xlsx, flatten
from thidua.cycle.s4_report.filters import ReportFilter
from thidua.cycle.s4_report.forms import OpenReportForm
from thidua.cycle.s4_report.overview import comparison, coverage_chart, home_header, scope_units
from thidua.cycle.s4_report.owing import calendar_of, owed_reports
from thidua.cycle.s4_report.policies import can_open_report, sees_drafts_of
from thidua.cycle.s4_report.queries import aims_of, figures_for, periods_reported, reports_of
from thidua.cycle.s4_report.tables import ReportTable
from thidua.ui.parts import Crumb
from thidua.ui.tables import paged

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """Reports inside the actor's reach, with who has sent and who has not."""
    season, actor, today = season_of(request), request.actor, request.today
    units, calendar = scope_units(actor, season, today), calendar_of(season.pk)
    owed = owed_reports(season.pk, units)
    chosen = ReportFilter(request.GET, queryset=reports_of(season.pk, units, drafts=sees_drafts_of(actor)))
    table = ReportTable(chosen.qs, by_calendar=bool(calendar))
    paged(request, table, 50)
    context = {
        "header": home_header(actor, season, today),
        "filter": chosen,
        "table": table,
        "form": OpenReportForm(year=season.year),
        "chart": coverage_chart(season, units, calendar, owed, today),
        "may_open": can_open_report(actor, season, today),
        "aims": aims_of(season.pk, actor.unit_id) if actor.unit_id in units else [],
        **calendar_parts(actor, season, calendar, owed, today),
    }
    return render(request, "report/home.html", context)


@page(signed_in)
def compare(request: Request) -> HttpResponse:
    """One indicator over all units of the reach."""
    season, actor = season_of(request), request.actor
    units = scope_units(actor, season, request.today)
    context = comparison(
        season, units, request.GET.get("chi-tieu", ""), request.GET.get("ky", ""), sees_drafts_of(actor)
    )
    context["crumbs"] = (Crumb("Báo cáo", "../"), Crumb("So sánh đơn vị"))
    return render(request, "report/compare.html", context)


@page(signed_in)
def export(request: Request) -> HttpResponse:
    """Every figure of the reach, of the chosen period."""
    season, actor, today = season_of(request), request.actor, request.today
    units = scope_units(actor, season, today)
    period = request.GET.get("period") or None
    known = {*periods_reported(season.pk), *(row.period for row in calendar_of(season.pk))}
    figures = figures_for(season.pk, units, period if period in known else None, drafts=sees_drafts_of(actor))
    names = {pk: unit.name for pk, unit in units_by_id(units).items()}
    owed = owed_reports(season.pk, units, period if period in known else None)
    data = figures_xlsx(f"Chỉ tiêu, kết quả – {season}", flatten(figures, names), calendar_lines(owed, names, today))
    return HttpResponse(data, XLSX, headers={"Content-Disposition": 'attachment; filename="chi-tieu-ket-qua.xlsx"'})
