"""One dossier: beginning it, reading it, its steps."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.base.units.queries import units_by_id
from thidua.cycle.s1_launch.queries import launched_movements
from thidua.cycle.s6_propose import actions, passing
from thidua.cycle.s6_propose import facts as bridge
from thidua.cycle.s6_propose.enums import Verdict
from thidua.cycle.s6_propose.forms import ContentForm, DossierForm, OpinionForm, ReasonForm, SubjectForm
from thidua.cycle.s6_propose.models import Dossier
from thidua.cycle.s6_propose.pages import crumbs_of, dossier_context
from thidua.cycle.s6_propose.policies import (
    check_appraise,
    check_draft,
    check_edit,
    check_forward,
    check_give_back,
    check_recall,
    check_sees_dossier,
    check_send_back,
)
from thidua.cycle.s6_propose.queries import dossier_by_id
from thidua.cycle.s6_propose.recording import unit_of
from thidua.cycle.s6_propose.subjects import find_subject, subject_choices
from thidua.ui.answers import form_answer
from thidua.ui.forms import Form


def dossier_or_404(request: Request, pk: int) -> Dossier:
    """The dossier, when the actor may see it; the page then stands in the dossier's own season."""
    dossier = dossier_by_id(pk)
    if dossier is None:
        raise Http404
    check_sees_dossier(request.actor, dossier)
    request.season = dossier.season
    return dossier


def _form_page(request: Request, found: Dossier, form: Form, title: str, button: str) -> HttpResponse:
    context = {"dossier": found, "form": form, "title": title, "button": button, "crumbs": crumbs_of(title, found)}
    return form_answer(request, "propose/form.html", context)


@page(signed_in)
def dossier(request: Request, pk: int) -> HttpResponse:
    """The dossier with its condition table."""
    return render(
        request, "propose/dossier.html", dossier_context(request.actor, dossier_or_404(request, pk), request.today)
    )


@page(signed_in)
def choose(request: Request) -> HttpResponse:
    """Step one of a new dossier: who."""
    season = season_of(request)
    check_draft(request.actor, season, request.actor.unit_id, request.today)
    form = SubjectForm(request.GET or None, choices=subject_choices(request.actor, request.today))
    if request.GET and form.is_valid():
        kind, _, pk = form.cleaned_data["subject"].partition(":")
        return redirect("propose:draft", kind=kind, subject_pk=int(pk))
    return render(request, "propose/choose.html", {"form": form, "crumbs": crumbs_of("Lập hồ sơ")})


@page(signed_in, methods=GET_POST)
def draft(request: Request, kind: str, subject_pk: int) -> HttpResponse:
    """Step two: for which award, and why."""
    season, actor, today = season_of(request), request.actor, request.today
    subject = find_subject(kind, subject_pk)
    unit = units_by_id([unit_of(subject, today) or 0]).popitem()[1] if subject and unit_of(subject, today) else None
    if subject is None or unit is None:
        raise Http404
    check_draft(actor, season, unit.pk, today)
    codes = bridge.subject_codes(kind, getattr(subject, "kind", None))
    awards = bridge.award_options(bridge.catalogue(season), today, codes)
    movements = [(str(m.id), m.title) for m in launched_movements(season.pk)]
    form = DossierForm(request.POST or None, awards=awards, movements=movements)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_from_form(
                by=actor, season=season, unit=unit, subject=subject, data=form.cleaned_data, today=today
            )
            return redirect("propose:dossier", pk=made.pk)
        except Problem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    context = {"form": form, "subject": subject, "unit": unit, "crumbs": crumbs_of("Lập hồ sơ")}
    return form_answer(request, "propose/draft.html", context)


@page(signed_in, methods=GET_POST)
def edit(request: Request, pk: int) -> HttpResponse:
    """Change the achievement text and the papers at hand."""
    found, actor, today = dossier_or_404(request, pk), request.actor, request.today
    check_edit(actor, found, today)
    papers = bridge.paper_labels(bridge.catalogue(found.season), found.award_code, found.sent_on or today)
    initial = {"achievement": found.achievement, "papers": found.papers}
    form = ContentForm(request.POST or None, initial=initial, papers=papers)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.change_dossier(
            by=actor, dossier=found, achievement=data["achievement"], papers=tuple(data["papers"]), today=today
        )
        return redirect("propose:dossier", pk=pk)
    return _form_page(request, found, form, "Sửa nội dung", "Lưu")


@page(signed_in, methods=POST)
def check(request: Request, pk: int) -> HttpResponse:
    """Ask the rulebook now."""
    found = dossier_or_404(request, pk)
    try:
        answer = actions.check_eligibility(by=request.actor, dossier=found, today=request.today)
        messages.success(request, answer.sentence)
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("propose:dossier", pk=pk)


@page(signed_in, methods=POST)
def send(request: Request, pk: int) -> HttpResponse:
    """Send the dossier up."""
    return _step(request, pk, actions.send_dossier, "Đã gửi hồ sơ.")


@page(signed_in, methods=POST)
def forward(request: Request, pk: int) -> HttpResponse:
    """Put the dossier before the council."""
    return _step(request, pk, actions.forward_dossier, "Đã trình hội đồng.")


def _step(request: Request, pk: int, act: object, done: str) -> HttpResponse:
    found = dossier_or_404(request, pk)
    try:
        act(by=request.actor, dossier=found, today=request.today)  # type: ignore[operator]
        messages.success(request, done)
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("propose:dossier", pk=pk)


@page(signed_in, methods=GET_POST)
def appraise(request: Request, pk: int) -> HttpResponse:
    """Write the appraisal."""
    found, actor, today = dossier_or_404(request, pk), request.actor, request.today
    check_appraise(actor, found)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verdict, text = Verdict(form.cleaned_data["verdict"]), form.cleaned_data["text"]
            actions.appraise_dossier(by=actor, dossier=found, verdict=verdict, text=text, today=today)
            return redirect("propose:dossier", pk=pk)
        except Problem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    return _form_page(request, found, form, "Ý kiến thẩm định", "Ghi ý kiến")


_REASONED = {
    "recall": (check_recall, actions.recall_dossier, "Rút lại hồ sơ"),
    "send_back": (check_send_back, actions.send_back_dossier, "Trả lại để bổ sung"),
    "take_back": (check_forward, passing.take_back_dossier, "Nhận lại từ cấp trên"),
    "give_back": (check_give_back, passing.give_back_dossier, "Trả lại cấp dưới"),
    "set_aside": (check_forward, actions.set_aside_dossier, "Không trình hội đồng"),
}


@page(signed_in, methods=GET_POST)
def with_reason(request: Request, pk: int, step: str) -> HttpResponse:
    """Recall, send back, take back, give back, set aside: each with its reason."""
    found, actor = dossier_or_404(request, pk), request.actor
    check_it, act, title = _REASONED[step]
    check_it(actor, found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act(by=actor, dossier=found, reason=form.cleaned_data["reason"], today=request.today)
        return redirect("propose:dossier", pk=pk)
    return _form_page(request, found, form, title, title)
