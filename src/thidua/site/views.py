"""Choosing the desk and the season to work in, and the search over everything."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Refused
from thidua.base.access.page import POST, Request, page, signed_in
from thidua.base.access.session import DESK_KEY, SEASON_KEY
from thidua.base.season.queries import visible_seasons
from thidua.language.numbers import digits_only
from thidua.site.search import search_all
from thidua.ui.answers import way_back
from thidua.ui.parts import Crumb, ObjectHeader


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
    wanted = digits_only(request.POST.get("season", "")) or 0
    season = visible_seasons(request.actor).filter(pk=wanted).first()
    if season is None:
        raise Refused("Bạn không có quyền xem năm thi đua này.")
    request.session[SEASON_KEY] = season.pk
    return redirect(way_back(request, request.POST.get("next", ""), reverse("tasks:home")))


@page(signed_in)
def search(request: Request) -> HttpResponse:
    """People, units, decisions, movements, with and without diacritics."""
    text = request.GET.get("q", "").strip()[:100]
    groups = search_all(request.actor, request.season, text, request.today)
    context = {"text": text, "groups": groups, "header": ObjectHeader("Tìm kiếm"), "crumbs": (Crumb("Tìm kiếm"),)}
    return render(request, "site/search.html", context)
