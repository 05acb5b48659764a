"""One report: reading it, entering its figures, sending it, judging it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.documents.forms import put_problem
from thidua.base.season.inview import season_of
from thidua.cycle.s4_report import actions
from thidua.cycle.s4_report.enums import ReportState
from thidua.cycle.s4_report.forms import OpenReportForm, ReasonForm
from thidua.cycle.s4_report.models import Report
from thidua.cycle.s4_report.policies import (
    check_edit_report,
    check_judge_report,
    check_open_report,
    check_sees_report,
)
from thidua.cycle.s4_report.queries import report_by_id
from thidua.cycle.s4_report.sheet import entry_forms, entry_groups, open_context, sheet_context, why_context
from thidua.ui.answers import form_answer
from thidua.ui.parts import Crumb


def _report(request: Request, pk: int) -> Report:
    """The report, when the actor may see it; else 404 or refused. The page then stands in the report's own season."""
    report = report_by_id(pk)
    if report is None:
        raise Http404
    check_sees_report(request.actor, report)
    request.season = report.season
    return report


def _crumbs(report: Report, last: str) -> tuple[Crumb, ...]:
    home, own = reverse("report:home"), reverse("report:report", args=[report.pk])
    return Crumb("Báo cáo", home), Crumb(str(report), own), Crumb(last)


@page(signed_in, methods=GET_POST)
def open_report(request: Request) -> HttpResponse:
    """Begin the own unit's report of a period; the address may name the period (``?period=Q1/2023``)."""
    season, actor, today = season_of(request), request.actor, request.today
    check_open_report(actor, season, actor.unit_id, today)
    form = OpenReportForm(request.POST or None, year=season.year, initial={"period": request.GET.get("period", "")})
    try:
        if form.is_valid():
            period = form.cleaned_data["period"]
            made = actions.open_report(by=actor, season=season, unit_id=actor.unit_id, period=period, today=today)
            return redirect("report:enter", pk=made.pk)
    except Problem as problem:
        put_problem(form, problem)
    return form_answer(request, "report/open.html", open_context(actor, season, form))


@page(signed_in)
def report(request: Request, pk: int) -> HttpResponse:
    """The report with its figures, drawings, evidence and history."""
    found = _report(request, pk)
    return render(request, "report/report.html", sheet_context(request.actor, found, request.today))


@page(signed_in, methods=GET_POST)
def enter(request: Request, pk: int) -> HttpResponse:
    """Enter or correct the figures; every save keeps the version before."""
    found, actor, today = _report(request, pk), request.actor, request.today
    check_edit_report(actor, found, today)
    forms = entry_forms(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all([form.is_valid() for form in forms]):
        entries = {form.figure.indicator.code: form.entry() for form in forms}
        try:
            count = actions.save_results(by=actor, report=found, entries=entries, today=today)
            messages.success(request, f"Đã lưu {count} số liệu thay đổi.")
            return redirect("report:report", pk=pk)
        except Problem as problem:
            messages.error(request, problem.sentence)
    context = {"report": found, "groups": entry_groups(forms), "forms": forms, "crumbs": _crumbs(found, "Nhập số liệu")}
    return form_answer(request, "report/enter.html", context)


@page(signed_in, methods=POST)
def send(request: Request, pk: int) -> HttpResponse:
    """Send the report up."""
    found = _report(request, pk)
    try:
        actions.send_report(by=request.actor, report=found, today=request.today)
        messages.success(request, "Đã gửi báo cáo.")
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("report:report", pk=pk)


@page(signed_in, methods=POST)
def accept(request: Request, pk: int) -> HttpResponse:
    """Accept the report."""
    found = _report(request, pk)
    actions.accept_report(by=request.actor, report=found, today=request.today)
    messages.success(request, "Đã chấp nhận báo cáo.")
    return redirect("report:report", pk=pk)


@page(signed_in, methods=GET_POST)
def send_back(request: Request, pk: int) -> HttpResponse:
    """Send the report back, or open an accepted one again; both need a reason."""
    found, actor, today = _report(request, pk), request.actor, request.today
    check_judge_report(actor, found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if found.state == ReportState.ACCEPTED:
            url = reverse("report:enter", args=[pk])
            actions.reopen_report(by=actor, report=found, today=today, reason=reason, url=url)
        else:
            actions.send_back_report(by=actor, report=found, today=today, reason=reason)
        return redirect("report:report", pk=pk)
    title = "Mở đính chính" if found.state == ReportState.ACCEPTED else "Trả lại"
    context = {"report": found, "form": form, "title": title, "crumbs": _crumbs(found, title)}
    return form_answer(request, "report/send_back.html", context)


@page(signed_in)
def why(request: Request, pk: int, indicator: int) -> HttpResponse:
    """«Vì sao?» of one figure: rule, inputs, arithmetic, source, every version."""
    found = _report(request, pk)
    context = why_context(found, indicator)
    if context is None:
        raise Http404
    return render(request, "report/why.html", context)
