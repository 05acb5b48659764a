"""News and exemplars."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.page import Request, page, public
from thidua.cycle.s9_honour.queries import categories, published, published_item
from thidua.faces.portal.asking import for_everybody, given, page_number
from thidua.faces.portal.forms import Filter, StoryFilter
from thidua.faces.portal.queries import illustrated
from thidua.ui.parts import Crumb, ObjectHeader

_ON_A_PAGE = 12


@page(public)
@for_everybody
def news(request: Request) -> HttpResponse:
    """Published news and exemplars by kind, category, words and days."""
    asked = Filter(StoryFilter(given(request), categories()))
    wanted = asked.wanted
    rows = published(
        wanted.get("loai"), wanted.get("muc", ""), wanted.get("q", ""), wanted.get("tu"), wanted.get("den")
    )
    shown = Paginator(rows if asked.ok else [], _ON_A_PAGE).get_page(page_number(request))
    context = {
        "header": ObjectHeader("Tin tức và điển hình"),
        "filter": asked,
        "shown": shown,
        "stories": illustrated(shown.object_list),
    }
    return render(request, "portal/news.html", context)


@page(public)
@for_everybody
def story(request: Request, pk: int) -> HttpResponse:
    """One published story with its pictures."""
    found = published_item(pk)
    if found is None:
        raise Http404
    context = {
        "header": ObjectHeader(found.title, kind=found.kind_label),
        "crumbs": (Crumb("Tin tức và điển hình", reverse("portal:news")), Crumb(found.title)),
        "item": illustrated([found])[0],
    }
    return render(request, "portal/story.html", context)
