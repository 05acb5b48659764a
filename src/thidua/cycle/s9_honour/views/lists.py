"""The stage's first page: conferences and stories."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.access.page import Request, page, signed_in
from thidua.base.season import inview
from thidua.base.season.models import Season
from thidua.base.season.policies import check_sees_season
from thidua.cycle.s9_honour.listing import visible_stories
from thidua.cycle.s9_honour.policies import check_manage_conference, check_write_story
from thidua.cycle.s9_honour.queries import conferences_of
from thidua.cycle.s9_honour.tables import ConferenceTable, StoryTable
from thidua.ui.parts import Action, ObjectHeader
from thidua.ui.tables import paged


def season_of(request: Request) -> Season:
    """The season in view, which the visitor must be allowed to see."""
    season = inview.season_of(request)
    check_sees_season(request.actor, season)
    return season


def _header(actor: Actor, season: Season) -> ObjectHeader:
    plan = Action("Lập hội nghị", reverse("honour:plan"), "plus-lg")
    write = Action("Viết bài", reverse("honour:story_write"), "pencil")
    steps = [plan] if refusal(check_manage_conference, actor, season) is None else []
    steps += [write] if refusal(check_write_story, actor, season) is None else []
    first = steps[0] if steps else None
    return ObjectHeader("Hội nghị và điển hình tiên tiến", kind=str(season), action=first, others=tuple(steps[1:]))


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """Conferences of the season, and the stories that the actor may see."""
    season = season_of(request)
    conferences = ConferenceTable(conferences_of(season.pk))
    stories = StoryTable(visible_stories(request.actor, season, request.GET.get("q", "")))
    for table in (conferences, stories):
        paged(request, table, 25)
    context = {
        "header": _header(request.actor, season),
        "conferences": conferences,
        "stories": stories,
        "text": request.GET.get("q", ""),
    }
    return render(request, "honour/home.html", context)
