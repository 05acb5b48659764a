"""The stage's first page: conferences and stories."""

from django.http import HttpResponse
from django.shortcuts import render
from django_tables2 import RequestConfig

from thidua.base.access.page import Request, page, signed_in
from thidua.base.season import inview
from thidua.base.season.models import Season
from thidua.base.season.policies import check_sees_season
from thidua.cycle.s9_honour.listing import visible_stories
from thidua.cycle.s9_honour.pages import may_write
from thidua.cycle.s9_honour.queries import conferences_of
from thidua.cycle.s9_honour.tables import ConferenceTable, StoryTable
from thidua.ui.parts import ObjectHeader


def season_of(request: Request) -> Season:
    """The season in view, which the visitor must be allowed to see."""
    season = inview.season_of(request)
    check_sees_season(request.actor, season)
    return season


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """Conferences of the season, and the stories that the actor may see."""
    season = season_of(request)
    conferences = ConferenceTable(conferences_of(season.pk))
    stories = StoryTable(visible_stories(request.actor, season, request.GET.get("q", "")))
    for table in (conferences, stories):
        RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {
        "header": ObjectHeader("Hội nghị và điển hình tiên tiến", kind=str(season)),
        "conferences": conferences,
        "stories": stories,
        "text": request.GET.get("q", ""),
        "may_plan": request.actor.unit_id == season.authority_id,
        "may_write": may_write(request.actor),
    }
    return render(request, "honour/home.html", context)
