"""Lists: sessions, a session, outcomes as a spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.base.access.actor import refusal
from thidua.base.access.page import Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.base.season.queries import stage_status
from thidua.cycle.s6_propose.queries import all_infos, dossiers_by_id
from thidua.cycle.s7_vote import policies, queries
from thidua.cycle.s7_vote.enums import STAGE
from thidua.cycle.s7_vote.exports import outcomes_xlsx
from thidua.cycle.s7_vote.pages import session_context
from thidua.cycle.s7_vote.tables import SessionTable
from thidua.cycle.s7_vote.views.parts import session_or_404
from thidua.ui.parts import ObjectHeader
from thidua.ui.tables import paged

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """Sessions for the council; for a unit, what became of its own dossiers."""
    season, actor = season_of(request), request.actor
    until = stage_status(season, STAGE, request.today).until
    context = {"header": ObjectHeader("Hội đồng, bỏ phiếu", kind=str(season), until=until)}
    if refusal(policies.check_sees_sessions, actor, season):
        own = {d.id: d for d in all_infos(season.pk, policies.units_told(actor)) if not d.origin_id}
        results = [(own[o.dossier_id], o) for o in queries.signed_outcomes(season.pk) if o.dossier_id in own]
        return render(request, "vote/own.html", {**context, "results": results})
    table = SessionTable(queries.sessions_of(season.pk))
    paged(request, table, 25)
    may_plan = policies.can_run(actor, season, request.today)
    return render(request, "vote/home.html", {**context, "table": table, "may_plan": may_plan})


@page(signed_in)
def session(request: Request, pk: int) -> HttpResponse:
    """One session."""
    found = session_or_404(request, pk)
    context = session_context(request.actor, found, request.today, request.GET)
    return render(request, "vote/session.html", context)


@page(signed_in)
def export(request: Request) -> HttpResponse:
    """Every counted item of the season."""
    season = season_of(request)
    policies.check_sees_sessions(request.actor, season)
    rows = queries.outcome_rows(season.pk)
    dossiers = dossiers_by_id(row.item.dossier_id for row in rows)
    data = outcomes_xlsx(f"Kết quả bỏ phiếu – {season}", [(row, dossiers[row.item.dossier_id]) for row in rows])
    return HttpResponse(data, XLSX, headers={"Content-Disposition": 'attachment; filename="ket-qua-bo-phieu.xlsx"'})
