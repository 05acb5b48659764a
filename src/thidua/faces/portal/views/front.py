"""The first page, the search over everything, conferences, and what this portal is."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.base.access.page import Request, page, public
from thidua.cycle.s9_honour.queries import public_conferences
from thidua.faces.portal.asking import clean, for_everybody, paged
from thidua.faces.portal.certificates import has_key
from thidua.faces.portal.forms import LEAST_LETTERS
from thidua.faces.portal.queries import Hits, front, search_everything
from thidua.faces.portal.tables import ConferenceTable
from thidua.ui.parts import Crumb, ObjectHeader

_MOST_CONFERENCES = 200


@page(public)
@for_everybody
def home(request: Request) -> HttpResponse:
    """News and exemplars, movements, decisions, the look-up and the check, conferences."""
    return render(request, "portal/home.html", {"front": front()})


@page(public)
@for_everybody
def search(request: Request) -> HttpResponse:
    """One text in every list."""
    text = clean(request.GET.get("q", ""))
    enough = sum(c.isalnum() for c in text) >= LEAST_LETTERS
    hits: Hits | None = search_everything(text) if enough else None
    context = {"text": text, "hits": hits, "header": ObjectHeader("Tìm kiếm"), "crumbs": (Crumb("Tìm kiếm"),)}
    return render(request, "portal/search.html", context)


@page(public)
@for_everybody
def conferences(request: Request) -> HttpResponse:
    """Conferences that were held."""
    table = paged(ConferenceTable(public_conferences(limit=_MOST_CONFERENCES)), request)
    return render(request, "portal/list.html", {"header": ObjectHeader("Hội nghị"), "table": table})


@page(public)
@for_everybody
def about(request: Request) -> HttpResponse:
    """What is published here, and how to check a certificate without this server."""
    context = {"header": ObjectHeader("Về trang này"), "has_key": has_key()}
    return render(request, "portal/about.html", context)
