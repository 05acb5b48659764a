"""One conference: preparing, holding, minutes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.season.policies import check_sees_season
from thidua.cycle.s9_honour import actions
from thidua.cycle.s9_honour.forms import ConferenceForm, MinutesForm, ProgrammeForm
from thidua.cycle.s9_honour.models import Conference
from thidua.cycle.s9_honour.pages import conference_context, form_context
from thidua.cycle.s9_honour.papers import minutes_pdf
from thidua.cycle.s9_honour.policies import (
    check_change_conference,
    check_manage_conference,
    check_sees_minutes,
)
from thidua.cycle.s9_honour.queries import conference_by_id
from thidua.cycle.s9_honour.views.lists import season_of
from thidua.ui.answers import form_answer


def _conference(request: Request, pk: int) -> Conference:
    """The conference, when the actor may see its season; the page then stands in that season."""
    found = conference_by_id(pk)
    if found is None:
        raise Http404
    check_sees_season(request.actor, found.season)
    request.season = found.season
    return found


@page(signed_in)
def conference(request: Request, pk: int) -> HttpResponse:
    """Programme, delegates, what is handed over to whom, minutes."""
    return render(request, "honour/conference.html", conference_context(request.actor, _conference(request, pk)))


@page(signed_in, methods=GET_POST)
def plan(request: Request) -> HttpResponse:
    """Prepare a conference."""
    season = season_of(request)
    check_manage_conference(request.actor, season)
    form = ConferenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_conference(by=request.actor, season=season, **form.cleaned_data)
            return redirect("honour:programme", pk=made.pk)
        except Problem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    return form_answer(request, "honour/form.html", form_context(form, "Lập hội nghị", "Lập hội nghị"))


@page(signed_in, methods=GET_POST)
def change(request: Request, pk: int) -> HttpResponse:
    """Change what, when, where."""
    found = _conference(request, pk)
    check_change_conference(request.actor, found)
    initial = {name: getattr(found, name) for name in ("kind", "title", "held_on", "place", "chair")}
    form = ConferenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_conference(by=request.actor, conference=found, **form.cleaned_data)
        return redirect("honour:conference", pk=pk)
    return form_answer(request, "honour/form.html", form_context(form, "Sửa thông tin hội nghị", "Lưu", found))


@page(signed_in, methods=GET_POST)
def programme(request: Request, pk: int) -> HttpResponse:
    """Programme, delegates and the order of awards."""
    found = _conference(request, pk)
    check_change_conference(request.actor, found)
    form = ProgrammeForm(request.POST or None, initial=ProgrammeForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        parts, guests, handings = form.parts()
        actions.set_programme(by=request.actor, conference=found, programme=parts, guests=guests, handings=handings)
        return redirect("honour:conference", pk=pk)
    context = form_context(form, "Chương trình, đại biểu, trao thưởng", "Lưu", found)
    return form_answer(request, "honour/form.html", context)


@page(signed_in, methods=GET_POST)
def minutes(request: Request, pk: int) -> HttpResponse:
    """Write the minutes."""
    found = _conference(request, pk)
    check_change_conference(request.actor, found)
    form = MinutesForm(request.POST or None, initial={"minutes": found.minutes})
    if request.method == "POST" and form.is_valid():
        actions.write_minutes(by=request.actor, conference=found, text=form.cleaned_data["minutes"])
        return redirect("honour:conference", pk=pk)
    return form_answer(request, "honour/form.html", form_context(form, "Ghi biên bản", "Lưu biên bản", found))


@page(signed_in, methods=POST)
def hold(request: Request, pk: int) -> HttpResponse:
    """The conference has met."""
    found = _conference(request, pk)
    try:
        actions.hold_conference(by=request.actor, conference=found, today=request.today)
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("honour:conference", pk=pk)


@page(signed_in, methods=POST)
def approve(request: Request, pk: int) -> HttpResponse:
    """Approve the minutes."""
    actions.approve_minutes(by=request.actor, conference=_conference(request, pk), today=request.today)
    messages.success(request, "Đã thông qua biên bản hội nghị.")
    return redirect("honour:conference", pk=pk)


@page(signed_in)
def paper(request: Request, pk: int) -> HttpResponse:
    """The minutes as PDF."""
    found = _conference(request, pk)
    check_sees_minutes(request.actor, found)
    data = minutes_pdf(found)
    name = f"bien-ban-hoi-nghi-{pk}.pdf"
    return HttpResponse(data, "application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})
