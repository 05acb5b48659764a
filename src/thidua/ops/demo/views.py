"""The pages that exist only in the demonstration. Each is open to everybody: nothing here is real."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from thidua.base.access.page import GET_POST, POST, Request, page, public
from thidua.base.season.models import Season
from thidua.base.season.queries import all_seasons, stage_statuses
from thidua.ops.demo import entering, state
from thidua.ops.demo.forms import DayForm, EnterForm
from thidua.ops.demo.people import desk_of, people_of
from thidua.ops.demo.plan import plan
from thidua.ops.demo.telling import days_of, offered_steps, told_seasons
from thidua.ui.answers import way_back


@page(public)
def home(request: Request) -> HttpResponse:
    """What this is, the five seasons, the guided path."""
    walked, steps = entering.walked(request), plan().steps
    return render(
        request,
        "ops/demo/home.html",
        {
            "password": plan().password,
            "seasons": told_seasons(plan().seasons),
            "steps": offered_steps(steps, walked, state.read(settings.DATA)),
            "walked": len(walked),
            "total": len(steps),
            "signed_in": request.user.is_authenticated,
            "actor": request.actor,
        },
    )


@page(public)
def people(request: Request, code: str) -> HttpResponse:
    """All accounts of a season by role; one click signs in."""
    shown = next((s for s in plan().seasons if s.code == code), None)
    found = people_of(shown) if shown else None
    if found is None:
        raise Http404
    others = [s for s in told_seasons(plan().seasons) if s.loaded]
    return render(request, "ops/demo/people.html", {"found": found, "seasons": others, "password": plan().password})


@page(public, methods=POST)
def enter(request: Request) -> HttpResponse:
    """Sign in as somebody, in a season, on a day."""
    form = EnterForm(request.POST)
    if not form.is_valid():
        raise Http404
    season = get_object_or_404(Season, pk=form.cleaned_data["season"])
    desk = form.cleaned_data["desk"]
    entering.take_desk(request, desk, season, form.cleaned_data["day"])
    messages.success(request, f"Bạn đang làm việc với vai {desk.get_role_display()}: {desk.account}, {desk.unit}.")
    return redirect("tasks:home")


@page(public, methods=POST)
def step(request: Request, number: int) -> HttpResponse:
    """Begin a step of the guided path: the right person, the right day, the right page."""
    found = next((s for s in plan().steps if s.number == number), None)
    desk = desk_of(found) if found else None
    season = Season.objects.filter(code=found.season).first() if found else None
    if found is None or desk is None or season is None:
        raise Http404
    entering.take_desk(request, desk, season, found.day)
    entering.mark_walked(request, found)
    messages.info(request, f"Bước {number} trên {len(plan().steps)}, vai {desk.get_role_display()}. {found.look}")
    return redirect(entering.address_of(found, state.read(settings.DATA)))


@page(public, methods=GET_POST)
def day(request: Request) -> HttpResponse:
    """Stand on another day of the season."""
    target = request.POST.get("next") or request.META.get("HTTP_REFERER", "")
    here = way_back(request, target, "/")
    form = DayForm(request.POST or None, initial={"day": request.today})
    if form.is_valid():
        entering.stand_on(request, form.cleaned_data["day"])
        return redirect(here)
    season = request.season or all_seasons().first()
    statuses = stage_statuses(season, request.today) if season else {}
    return render(
        request,
        "ops/demo/day.html",
        {"form": form, "next": here, "season": season, "days": days_of(statuses), "signed_in": bool(request.season)},
    )
