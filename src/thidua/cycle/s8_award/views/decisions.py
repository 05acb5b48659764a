"""Decisions: the list, one decision, submitting, issuing, its files."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access.actor import Problem, Refused
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.jobs.actions import start
from thidua.base.season.inview import season_of
from thidua.base.season.queries import stage_status
from thidua.cycle.s8_award import forms, jobs_print, policies, printing, queries
from thidua.cycle.s8_award.actions import drafts, issuing
from thidua.cycle.s8_award.enums import STAGE, DecisionState
from thidua.cycle.s8_award.exports import awards_xlsx
from thidua.cycle.s8_award.models import Decision
from thidua.cycle.s8_award.pages import decision_context, url
from thidua.cycle.s8_award.tables import DecisionTable
from thidua.cycle.s8_award.views import parts
from thidua.ui.parts import Confirmation, Fact, ObjectHeader
from thidua.ui.tables import paged


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """The decisions of the season that the visitor may see."""
    season, actor = season_of(request), request.actor
    rows = queries.decisions_of(season.pk)
    desk = policies.at_desk(actor, season.authority_id)
    table = DecisionTable(rows if desk else rows.filter(state=DecisionState.ISSUED))
    paged(request, table, 25)
    until = stage_status(season, STAGE, request.today).until
    context = {
        "header": ObjectHeader("Quyết định khen thưởng", kind=str(season), until=until),
        "table": table,
        "may_draft": policies.can_draft(actor, season, request.today),
    }
    return render(request, "award/home.html", context)


@page(signed_in)
def decision(request: Request, pk: int) -> HttpResponse:
    """One decision."""
    found = parts.decision_or_404(request, pk)
    return render(request, "award/decision.html", decision_context(request.actor, found, request.today))


@page(signed_in, methods=POST)
def submit(request: Request, pk: int) -> HttpResponse:
    """Hand the draft to the person in authority."""
    found = parts.decision_or_404(request, pk)
    try:
        drafts.submit_decision(by=request.actor, decision=found, today=request.today)
        messages.success(request, "Đã trình ký.")
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("award:decision", pk=pk)


@page(signed_in, methods=GET_POST)
def send_back(request: Request, pk: int) -> HttpResponse:
    """Give the draft back."""
    found, actor, today = parts.decision_or_404(request, pk), request.actor, request.today
    policies.check_sends_back(actor, found)
    form = forms.ReasonForm(request.POST or None)
    return parts.form_page(
        request,
        form,
        lambda: drafts.send_back_decision(by=actor, decision=found, today=today, **form.cleaned_data),
        title="Trả lại dự thảo",
        button="Trả lại",
        said="Đã trả lại.",
        to=url("decision", pk),
        of=found.title,
    )


@page(signed_in, methods=GET_POST)
def issue(request: Request, pk: int) -> HttpResponse:
    """Sign and issue."""
    found, today = parts.decision_or_404(request, pk), request.today
    policies.check_issues(request.actor, found)
    parts.check_has_password(request)
    drafts.check_ready(found, today)
    form = forms.IssueForm(request.POST or None)
    if done := parts.tried(form, lambda: _issue(request, found, form)):
        messages.success(request, f"Đã ký ban hành: {found}.")
        return done if isinstance(done, HttpResponse) else redirect("award:decision", pk=pk)
    confirmation = Confirmation(
        "Ký ban hành quyết định",
        found.title,
        ("Số chỉ cấp một lần.", "Nội dung, danh sách và tiền thưởng không sửa được; sai thì đính chính, thu hồi."),
        "Ký ban hành",
        url("decision", pk),
        facts=(Fact("Số kế tiếp trong hệ thống", issuing.next_number(found.authority_id, today.year)),),
    )
    context = {"form": form, "confirmation": confirmation}
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


@reauthentication_required  # type: ignore[untyped-decorator]
def _issue(request: Request, decision: Decision, form: forms.IssueForm) -> object:
    """Goes on only when the password was given in the last minutes; else allauth asks for it and comes back here."""
    number = form.cleaned_data["number"]
    return issuing.issue_decision(by=request.actor, decision=decision, today=request.today, number=number)


@page(signed_in)
def pdf(request: Request, pk: int) -> HttpResponse:
    """The decision as PDF."""
    found = parts.decision_or_404(request, pk)
    return parts.file(_made(found, printing.pdf_of, request), f"quyet-dinh-{_name(found)}.pdf", parts.PDF)


@page(signed_in)
def docx(request: Request, pk: int) -> HttpResponse:
    """The decision in Word."""
    found = parts.decision_or_404(request, pk)
    return parts.file(_made(found, printing.docx_of, request), f"quyet-dinh-{_name(found)}.docx", parts.DOCX)


def _made(found: Decision, make: object, request: Request) -> bytes:
    try:
        return make(found, request.today)  # type: ignore[operator,no-any-return]
    except Problem as problem:
        raise Refused(problem.sentence) from problem


def _name(found: Decision) -> str:
    return f"{found.number}-{found.year}" if found.number else f"du-thao-{found.pk}"


@page(signed_in)
def export(request: Request, pk: int) -> HttpResponse:
    """The list of an issued decision as a spreadsheet."""
    found = parts.decision_or_404(request, pk)
    money = policies.at_desk(request.actor, found.authority_id)
    data = awards_xlsx(f"Danh sách kèm theo {found}", queries.awards_of(pk), money=money)
    return parts.file(data, f"danh-sach-{_name(found)}.xlsx", parts.XLSX)


@page(signed_in, methods=POST)
def print_all(request: Request, pk: int) -> HttpResponse:
    """All certificates of a decision: at once when they are few, else in the background with progress."""
    found, actor = parts.decision_or_404(request, pk), request.actor
    policies.check_prints(actor, found)
    rows, site = queries.certificates_to_print(pk), parts.site_of(request)
    if not rows:
        messages.warning(request, "Quyết định này không còn bằng, giấy khen nào có hiệu lực để in.")
        return redirect("award:decision", pk=pk)
    if len(rows) <= jobs_print.AT_ONCE:
        data = printing.certificates_pdf(rows, site, found.issued_on or request.today)
        return parts.file(data, f"bang-giay-khen-{_name(found)}.pdf", parts.PDF)
    payload = {"decision": pk, "site": site, "today": f"{found.issued_on or request.today}"}
    title = f"In {len(rows)} bằng, giấy khen theo {found}"
    job = start(by=actor, kind=jobs_print.PRINT, title=title, payload=payload, url=url("decision", pk))
    return redirect("tasks:job", pk=job.pk)
