"""The list of dossiers and its spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.base.access.actor import refusal
from thidua.base.access.page import Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.base.season.queries import stage_status
from thidua.cycle.s6_propose.enums import STAGE
from thidua.cycle.s6_propose.exports import dossiers_xlsx
from thidua.cycle.s6_propose.listing import Wanted, choices, visible
from thidua.cycle.s6_propose.policies import check_draft
from thidua.cycle.s6_propose.queries import as_info
from thidua.cycle.s6_propose.tables import DossierTable
from thidua.ui.parts import ObjectHeader
from thidua.ui.tables import paged

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """The dossiers that the actor may see."""
    season, wanted = season_of(request), Wanted.read(request.GET)
    rows = visible(request.actor, season)
    table = DossierTable(wanted.narrow(rows))
    paged(request, table, 50)
    status = stage_status(season, STAGE, request.today)
    context = {
        "header": ObjectHeader("Hồ sơ đề nghị khen thưởng", kind=str(season), until=status.until),
        "table": table,
        "wanted": wanted,
        "may_draft": refusal(check_draft, request.actor, season, request.actor.unit_id, request.today) is None,
        **choices(rows),
    }
    return render(request, "propose/home.html", context)


@page(signed_in)
def export(request: Request) -> HttpResponse:
    """Exactly what the list shows under the same filter."""
    season, wanted = season_of(request), Wanted.read(request.GET)
    rows = wanted.narrow(visible(request.actor, season))
    data = dossiers_xlsx(f"Hồ sơ đề nghị khen thưởng – {season}", (as_info(row) for row in rows))
    return HttpResponse(data, XLSX, headers={"Content-Disposition": 'attachment; filename="ho-so-de-nghi.xlsx"'})
