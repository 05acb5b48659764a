"""Choosing the desk and the season to work in, and the search over everything."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.base.access.actor import Refused
from thidua.base.access.page import POST, Request, page, signed_in
from thidua.base.access.session import DESK_KEY, SEASON_KEY
from thidua.base.season.queries import visible_seasons
from thidua.site.search import search_all
from thidua.ui.parts import Crumb, ObjectHeader


def _back(request: Request) -> HttpResponse:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if safe else "tasks:home")


@page(signed_in, methods=POST)
def choose_desk(request: Request) -> HttpResponse:
    """Work on in another of one's own roles."""
    desks = {str(d.pk): d for d in request.desks}
    desk = desks.get(request.POST.get("desk", ""))
    if desk is None:
        raise Refused("Bạn không giữ vai trò này.")
    request.session[DESK_KEY] = desk.pk
    request.session.pop(SEASON_KEY, None)
    return redirect("tasks:home")


@page(signed_in, methods=POST)
def choose_season(request: Request) -> HttpResponse:
    """Look at another year."""
    wanted = request.POST.get("season", "")
    season = visible_seasons(request.actor).filter(pk=wanted if wanted.isdigit() else 0).first()
    if season is None:
        raise Refused("Bạn không có quyền xem năm thi đua này.")
    request.session[SEASON_KEY] = season.pk
    return _back(request)


@page(signed_in)
def search(request: Request) -> HttpResponse:
    """People, units, decisions, movements, with and without diacritics."""
    text = request.GET.get("q", "").strip()[:100]
    groups = search_all(request.actor, request.season, text, request.today)
    context = {"text": text, "groups": groups, "header": ObjectHeader("Tìm kiếm"), "crumbs": (Crumb("Tìm kiếm"),)}
    return render(request, "site/search.html", context)
