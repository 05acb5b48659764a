"""The list, its Excel, and one movement."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.actor import refusal
from thidua.base.access.page import Request, page, signed_in
from thidua.base.documents.queries import attachments_of, citations_of
from thidua.base.season.inview import season_of
from thidua.cycle.s1_launch import policies, queries
from thidua.cycle.s1_launch.enums import TONES, ReceiptState
from thidua.cycle.s1_launch.forms import MovementFilter
from thidua.cycle.s1_launch.tables import MovementTable, cascade_xlsx, movements_xlsx
from thidua.cycle.s1_launch.views import parts
from thidua.ui.parts import Action, Crumb, ObjectHeader, State
from thidua.ui.tables import paged

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=_XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _filtered(request: Request) -> MovementFilter:
    rows = queries.visible_movements(request.actor, season_of(request).pk)
    return MovementFilter(request.GET, rows, request=request)


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """Movements of the season, as filtered."""
    season, found = season_of(request), _filtered(request)
    table = MovementTable(found.qs)
    paged(request, table, 40)
    may_draft = refusal(policies.check_may_draft, request.actor, season) is None
    new = Action("Soạn phong trào", reverse("launch:create"), "plus-lg") if may_draft else None
    header = ObjectHeader("Phong trào thi đua", kind=str(season), action=new)
    context = {"header": header, "crumbs": (Crumb("Phát động"),), "filter": found, "table": table}
    return render(request, "launch/home.html", context)


@page(signed_in)
def export(request: Request) -> HttpResponse:
    """Excel of exactly what is filtered."""
    season, found = season_of(request), _filtered(request)
    data = movements_xlsx(found.qs, f"Phong trào thi đua – {season}", request.today)
    return _file(data, f"phong-trao-{season.year}.xlsx")


@page(signed_in)
def detail(request: Request, pk: int) -> HttpResponse:
    """One movement: contents, period, legal bases, how far it has come below, history."""
    movement, cascade = parts.movement_or_404(request, pk), queries.cascade(pk)
    actor, today, wanted = request.actor, request.today, request.GET.get("don_vi", "")
    chosen = ReceiptState(wanted) if wanted in ReceiptState.values else None
    now = movement.period_state(today)
    context = {
        "crumbs": (Crumb("Phát động", reverse("launch:home")), Crumb(movement.title)),
        "header": parts.header_of(actor, movement, cascade, today),
        "movement": movement,
        "period_state": State(now.label, TONES[now]),
        "may_remind": cascade.waiting and refusal(policies.check_may_remind, actor, movement) is None,
        "citations": citations_of(movement, today),
        "attachments": attachments_of(movement),
        **parts.cascade_context(movement, cascade, chosen),
        **parts.trail_context(actor, movement),
    }
    return render(request, "launch/detail.html", context)


@page(signed_in)
def cascade_export(request: Request, pk: int) -> HttpResponse:
    """Excel of the units that a movement addresses."""
    movement = parts.movement_or_404(request, pk)
    return _file(cascade_xlsx(movement, queries.cascade(pk)), f"tiep-nhan-{pk}.xlsx")
