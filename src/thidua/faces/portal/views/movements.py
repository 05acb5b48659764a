"""Launched movements."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.page import Request, page, public
from thidua.cycle.s1_launch.enums import TONES
from thidua.cycle.s1_launch.queries import MovementInfo, launched_movements
from thidua.faces.portal.asking import for_everybody, given, paged
from thidua.faces.portal.forms import Filter, MovementFilter
from thidua.faces.portal.queries import movement_page, period_state
from thidua.faces.portal.tables import MovementTable
from thidua.language.dates import format_date
from thidua.ui.parts import Crumb, Fact, ObjectHeader, State


@page(public)
@for_everybody
def movements(request: Request) -> HttpResponse:
    """Movements by words and year."""
    asked = Filter(MovementFilter(given(request)))
    wanted = asked.wanted
    rows = launched_movements(text=wanted.get("q", ""), year=wanted.get("nam")) if asked.ok else []
    table = paged(MovementTable(rows, request.today), request)
    context = {"header": ObjectHeader("Phong trào thi đua"), "filter": asked, "table": table}
    return render(request, "portal/list.html", context)


@page(public)
@for_everybody
def movement(request: Request, pk: int) -> HttpResponse:
    """One movement: what it asks, what it stands on, how it went on below."""
    found = movement_page(pk, request.today)
    if found is None:
        raise Http404
    state = period_state(found.movement, request.today)
    title = found.movement.title
    header = ObjectHeader(title, state=State(state.label, TONES[state]), kind="Phong trào thi đua")
    crumbs = (Crumb("Phong trào", reverse("portal:movements")), Crumb(title))
    context = {"header": header, "crumbs": crumbs, "found": found, "facts": _facts(found.movement)}
    return render(request, "portal/movement.html", context)


def _facts(shown: MovementInfo) -> list[Fact]:
    launched = format_date(shown.launched_on) if shown.launched_on else "chưa có"
    rows = (
        ("Đơn vị phát động", shown.unit_name),
        ("Cấp", shown.level_label),
        ("Hình thức", shown.kind_label),
        ("Ngày phát động", launched),
        ("Thời gian thực hiện", f"{format_date(shown.period_from)} – {format_date(shown.period_to)}"),
        ("Chủ đề", shown.theme),
    )
    return [Fact(label, value) for label, value in rows if value]
