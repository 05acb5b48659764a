"""The file of a person, a collective or a household, and recording facts in it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.cycle.s6_propose import facts as bridge
from thidua.cycle.s6_propose.forms import FactForm, ReasonForm
from thidua.cycle.s6_propose.models import SubjectFact
from thidua.cycle.s6_propose.policies import check_record_fact
from thidua.cycle.s6_propose.recording import NewFact, Subject, record_fact, unit_of, withdraw_fact
from thidua.cycle.s6_propose.subjects import check_sees_subject, code_choices, find_subject, subject_context
from thidua.ui.answers import form_answer
from thidua.ui.parts import Crumb


def _subject(request: Request, kind: str, pk: int) -> Subject:
    subject = find_subject(kind, pk)
    if subject is None:
        raise Http404
    check_sees_subject(request.actor, season_of(request), subject, request.today)
    return subject


@page(signed_in, methods=GET_POST)
def subject(request: Request, kind: str, pk: int) -> HttpResponse:
    """What is known of a subject, and a form to record more."""
    found, season, today = _subject(request, kind, pk), season_of(request), request.today
    law = bridge.catalogue(season)
    if request.method == "POST":
        check_record_fact(request.actor, unit_of(found, today))
    form = FactForm(request.POST or None, codes=code_choices(law, today), initial={"year": season.year})
    if request.method == "POST" and form.is_valid():
        try:
            record_fact(by=request.actor, new=NewFact(subject=found, **form.cleaned_data), today=today)
            messages.success(request, "Đã ghi dữ kiện.")
            return redirect("propose:subject", kind=kind, pk=pk)
        except Problem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    context = subject_context(request.actor, season, kind, found, law, today)
    return form_answer(request, "propose/subject.html", {**context, "form": form})


@page(signed_in, methods=GET_POST)
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw a fact that was recorded wrongly."""
    fact = SubjectFact.objects.filter(pk=pk).select_related("person", "unit", "household").first()
    if fact is None:
        raise Http404
    kind = "individual" if fact.person_id else "collective" if fact.unit_id else "household"
    owner = _subject(request, kind, fact.person_id or fact.unit_id or fact.household_id or 0)
    check_record_fact(request.actor, unit_of(owner, request.today))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_fact(by=request.actor, fact=fact, reason=form.cleaned_data["reason"], today=request.today)
            return redirect("propose:subject", kind=kind, pk=owner.pk)
        except Problem as problem:
            form.add_error(None, problem.sentence)
    here = Crumb(str(owner), reverse("propose:subject", args=[kind, owner.pk]))
    crumbs = (Crumb("Đề nghị", reverse("propose:home")), here, Crumb("Rút dữ kiện"))
    context = {"form": form, "fact": fact, "subject": owner, "kind": kind, "crumbs": crumbs}
    return form_answer(request, "propose/withdraw.html", context)
