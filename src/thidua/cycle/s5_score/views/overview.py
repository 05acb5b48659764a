"""The stage's first page: how far each cluster is, the sheets in reach; opening sheets; reminding."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.cycle.s3_covenant.queries import clusters_of
from thidua.cycle.s5_score.actions import sheets as actions
from thidua.cycle.s5_score.enums import SchemeState
from thidua.cycle.s5_score.exports import sheets_xlsx
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.forms import OpenForm
from thidua.cycle.s5_score.overview import board, coverage_chart, home_header
from thidua.cycle.s5_score.policies import check_runs_scoring, oversees, seen_by
from thidua.cycle.s5_score.queries import schemes_of, sheets_of
from thidua.cycle.s5_score.tables import SheetFilter, SheetTable
from thidua.cycle.s5_score.views.parts import form_page, xlsx
from thidua.ui.parts import Crumb
from thidua.ui.tables import paged


def _sheets(request: Request) -> SheetFilter:
    season, actor, today = season_of(request), request.actor, request.today
    clusters = [(c.id, c.name) for c in clusters_of(season.pk, today)]
    rows = sheets_of(season.pk).filter(seen_by(actor, season, today))
    return SheetFilter(request.GET, queryset=rows, clusters=clusters)


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """Clusters with their progress, and the sheets that the reader may open."""
    season, actor, today = season_of(request), request.actor, request.today
    lines, chosen = board(actor, season, today), _sheets(request)
    table = SheetTable(chosen.qs)
    paged(request, table, 50)
    context = {"header": home_header(actor, season, today), "filter": chosen, "table": table, "lines": lines}
    context |= {"chart": coverage_chart(lines), "sees_all": oversees(actor, season)}
    return render(request, "score/home.html", context)


@page(signed_in)
def export(request: Request) -> HttpResponse:
    """The list of sheets as it is filtered."""
    return xlsx(sheets_xlsx(f"Bảng chấm điểm – {season_of(request)}", _sheets(request).qs), "bang-cham-diem")


@page(signed_in, methods=GET_POST)
def open_sheets(request: Request) -> HttpResponse:
    """Open the sheets of a cluster."""
    season, actor, today = season_of(request), request.actor, request.today
    check_runs_scoring(actor, season, today)
    schemes = {s.pk: s for s in schemes_of(season.pk).filter(state=SchemeState.ADOPTED)}
    clusters = [(c.id, c.name) for c in clusters_of(season.pk, today)]
    roles = sorted({(r, r) for s in schemes.values() for r in rules_of(s).roles})
    options = [(pk, str(s)) for pk, s in schemes.items()]
    form = OpenForm(request.POST or None, clusters=clusters, schemes=options, roles=roles)

    def act(data: dict[str, Any]) -> str:
        what = {"cluster_id": data["cluster"], "scheme": schemes[data["scheme"]], "role": data["role"]}
        made = actions.open_sheets(by=actor, season=season, today=today, **what)
        messages.success(request, f"Đã mở {len(made)} bảng chấm.")
        return reverse("score:home")

    lead = "Mỗi thành viên của cụm, khối chưa có bảng chấm sẽ được mở một bảng theo đúng phiên bản này."
    return form_page(request, form, act, **_shown("Mở bảng chấm", "Mở bảng chấm"), lead=lead)


def _shown(title: str, button: str) -> dict[str, Any]:
    home = reverse("score:home")
    return {"title": title, "button": button, "back": home, "crumbs": (Crumb("Chấm điểm", home), Crumb(button))}
