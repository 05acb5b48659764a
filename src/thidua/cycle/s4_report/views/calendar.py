"""The reporting calendar: the grid of all periods, one period, and what the authority's specialist changes in it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Problem, Refused
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.documents.forms import put_problem
from thidua.base.season.inview import season_of
from thidua.base.season.policies import check_sees_season
from thidua.cycle.s4_report import actions_calendar as actions
from thidua.cycle.s4_report.calendarpage import (
    NAME,
    add_form,
    grid_context,
    period_context,
    period_forms,
)
from thidua.cycle.s4_report.models import ReportPeriod
from thidua.cycle.s4_report.owing import period_by_id
from thidua.cycle.s4_report.policies import check_sets_calendar, sees_all_units
from thidua.ui.answers import form_answer
from thidua.ui.parts import Crumb, ObjectHeader


def _period(request: Request, pk: int) -> ReportPeriod:
    """A period of the calendar, for who sees every unit of the season; the page then stands in that season."""
    found = period_by_id(pk)
    if found is None:
        raise Http404
    check_sees_season(request.actor, found.season)
    if not sees_all_units(request.actor, found.season):
        raise Refused("Trang này dành cho đơn vị tổ chức; lịch của đơn vị bạn có ở trang Lịch báo cáo.")
    request.season = found.season
    return found


@page(signed_in)
def calendar(request: Request) -> HttpResponse:
    """Units by periods: sent, late, not yet, not owed."""
    return render(request, "report/calendar.html", grid_context(request.actor, season_of(request), request.today))


@page(signed_in, methods=GET_POST)
def add(request: Request) -> HttpResponse:
    """Put a period into the calendar."""
    season, actor, today = season_of(request), request.actor, request.today
    check_sets_calendar(actor, season)
    form = add_form(season, request.POST if request.method == "POST" else None, today)
    try:
        if form.is_valid():
            data, units = form.cleaned_data, form.unit_ids()
            actions.set_period(
                by=actor, season=season, period=data["period"], due_on=data["due_on"], unit_ids=units, today=today
            )
            messages.success(request, "Đã đặt kỳ báo cáo vào lịch.")
            return redirect("report:calendar")
    except Problem as problem:
        put_problem(form, problem)
    home, title = reverse("report:home"), "Thêm kỳ báo cáo"
    crumbs = (Crumb("Báo cáo", home), Crumb(NAME, reverse("report:calendar")), Crumb(title))
    context = {"crumbs": crumbs, "header": ObjectHeader(title, kind=str(season)), "form": form}
    return form_answer(request, "report/calendar_add.html", context)


@page(signed_in)
def period(request: Request, pk: int) -> HttpResponse:
    """One period with the units that owe it."""
    found = _period(request, pk)
    forms = period_forms(found, request.today)
    return render(request, "report/period.html", period_context(request.actor, found, request.today, forms))


Act = Callable[[ReportPeriod, dict[str, Any]], str]


def _change(request: Request, pk: int, name: str, act: Act) -> HttpResponse:
    """One of the forms of a period: act, and say what came of it; what was refused comes back beside its field."""
    found, today = _period(request, pk), request.today
    check_sets_calendar(request.actor, found.season)
    forms = period_forms(found, today, name, request.POST)
    try:
        if forms[name].is_valid():
            messages.success(request, act(found, forms[name].cleaned_data))
            return redirect("report:period", pk=pk) if period_by_id(pk) else redirect("report:calendar")
    except Problem as problem:
        put_problem(forms[name], problem)
    found.refresh_from_db(fields=["due_on"])
    return form_answer(request, "report/period.html", period_context(request.actor, found, today, forms))


@page(signed_in, methods=POST)
def change_due(request: Request, pk: int) -> HttpResponse:
    """Another due day for everybody."""

    def act(found: ReportPeriod, data: dict[str, Any]) -> str:
        actions.change_due(by=request.actor, period=found, today=request.today, **data)
        return "Đã đổi hạn gửi."

    return _change(request, pk, "due", act)


@page(signed_in, methods=POST)
def add_units(request: Request, pk: int) -> HttpResponse:
    """More units that owe the period."""

    def act(found: ReportPeriod, data: dict[str, Any]) -> str:
        count = actions.add_units(by=request.actor, period=found, unit_ids=data["units"], today=request.today)
        return f"Đã thêm {count} đơn vị."

    return _change(request, pk, "add", act)


@page(signed_in, methods=POST)
def remove_units(request: Request, pk: int) -> HttpResponse:
    """Units that don't owe the period after all."""

    def act(found: ReportPeriod, data: dict[str, Any]) -> str:
        count = actions.remove_units(
            by=request.actor,
            period=found,
            unit_ids=data["units"],
            reason=data["reason"],
            though_sent=data["though_sent"],
        )
        return f"Đã bỏ {count} đơn vị khỏi kỳ này."

    return _change(request, pk, "remove", act)


@page(signed_in, methods=POST)
def extend(request: Request, pk: int) -> HttpResponse:
    """A later day for some units, with the reason that they read."""

    def act(found: ReportPeriod, data: dict[str, Any]) -> str:
        actions.extend_due(
            by=request.actor,
            period=found,
            unit_ids=data["units"],
            due_on=data["due_on"],
            reason=data["reason"],
            today=request.today,
        )
        return "Đã gia hạn."

    return _change(request, pk, "extend", act)
