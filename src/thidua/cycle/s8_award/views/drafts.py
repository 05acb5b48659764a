"""Drafts: choosing a session and its dossiers, editing the heading and the lines."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.documents.queries import citations_of, visible_documents
from thidua.base.season.inview import season_of
from thidua.cycle.s7_vote.queries import sessions_info
from thidua.cycle.s8_award import facts, forms, policies
from thidua.cycle.s8_award.actions import drafts as actions
from thidua.cycle.s8_award.models import Decision, DraftLine
from thidua.cycle.s8_award.pages import trail, url
from thidua.cycle.s8_award.views import parts
from thidua.ui.parts import Crumb, ObjectHeader


@page(signed_in)
def choose(request: Request) -> HttpResponse:
    """Sessions with dossiers that passed and have no decision yet."""
    season = season_of(request)
    policies.check_drafts(request.actor, season, request.today)
    waiting = actions.undecided_by_session(season.pk)
    rows = [(info, len(waiting.get(info.id, ()))) for info in sessions_info(season.pk)]
    context = {"header": ObjectHeader("Dự thảo quyết định"), "crumbs": trail(Crumb("Dự thảo")), "rows": rows}
    return render(request, "award/choose.html", context)


@page(signed_in, methods=GET_POST)
def draft(request: Request, session_pk: int) -> HttpResponse:
    """Draft one decision on chosen dossiers."""
    season, actor, today = season_of(request), request.actor, request.today
    policies.check_drafts(actor, season, today)
    parts.check_session(request, session_pk)
    start = {"title": f"Về việc khen thưởng năm {season.year}"}
    form = forms.ChooseForm(request.POST or None, rows=actions.undecided(season.pk, session_pk), initial=start)

    def act() -> HttpResponse:
        made = actions.draft_decision(
            by=actor,
            season=season,
            session_id=session_pk,
            dossier_ids=form.cleaned_data["dossiers"],
            heading=actions.Heading(form.cleaned_data["title"]),
            today=today,
        )
        return redirect("award:decision", pk=made.pk)

    words = {"title": "Dự thảo một quyết định", "button": "Dự thảo", "said": "Đã lập dự thảo."}
    return parts.form_page(request, form, act, to=reverse("award:choose"), **words)


@page(signed_in, methods=POST)
def draft_by_award(request: Request, session_pk: int) -> HttpResponse:
    """One draft for each award."""
    season = season_of(request)
    policies.check_drafts(request.actor, season, request.today)
    parts.check_session(request, session_pk)
    try:
        made = actions.draft_by_award(by=request.actor, season=season, session_id=session_pk, today=request.today)
        messages.success(request, f"Đã lập {len(made)} dự thảo, mỗi danh hiệu, hình thức một quyết định.")
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("award:home")


def _heading(data: dict[str, object]) -> actions.Heading:
    given = {name: str(value) for name, value in data.items() if name not in ("documents", "bases")}
    return actions.Heading(**given, bases=tuple(str(data["bases"]).splitlines()))


def _initial(found: Decision, today: date) -> dict[str, object]:
    names = ("title", "authority_code", "signer_name", "signer_office", "symbol", "place")
    cited = [line.document_id for line in citations_of(found, today)]
    return {**{n: getattr(found, n) for n in names}, "documents": cited, "bases": "\n".join(found.bases)}


@page(signed_in, methods=GET_POST)
def edit(request: Request, pk: int) -> HttpResponse:
    """Change heading, signer and legal bases."""
    found, actor, today = parts.decision_or_404(request, pk), request.actor, request.today
    policies.check_edits(actor, found)
    offices = facts.authority_names(facts.catalogue(found.season), today)
    documents = [(str(d.pk), f"{d}: {d.summary}"[:150]) for d in visible_documents(actor)[:500]]
    form = forms.DecisionForm(
        request.POST or None, offices=offices, documents=documents, initial=_initial(found, today)
    )  # fmt: skip

    def act() -> None:
        data = form.cleaned_data
        actions.change_decision(by=actor, decision=found, heading=_heading(data), document_ids=data["documents"])

    words = {"title": "Sửa dự thảo quyết định", "button": "Lưu", "said": "Đã lưu."}
    return parts.form_page(request, form, act, to=url("decision", pk), of=found.title, **words)


def _line(request: Request, pk: int) -> DraftLine:
    line = DraftLine.objects.filter(pk=pk).select_related("decision__season__authority").first()
    if line is None:
        raise Http404
    parts.decision_or_404(request, line.decision_id)
    return line


@page(signed_in, methods=GET_POST)
def edit_line(request: Request, pk: int) -> HttpResponse:
    """Change the words of one line."""
    line, actor = _line(request, pk), request.actor
    policies.check_edits(actor, line.decision)
    form = forms.LineForm(
        request.POST or None, initial={n: getattr(line, n) for n in ("recipient", "position", "citation")}
    )
    return parts.form_page(
        request,
        form,
        lambda: actions.change_line(by=actor, line=line, **form.cleaned_data),
        title=f"Sửa dòng: {line.recipient}",
        button="Lưu",
        said="Đã lưu.",
        to=url("decision", line.decision_id),
        of=line.decision.title,
    )


@page(signed_in, methods=POST)
def drop_line(request: Request, pk: int) -> HttpResponse:
    """Take one line out."""
    line = _line(request, pk)
    actions.drop_line(by=request.actor, line=line)
    messages.success(request, f"Đã bỏ {line.recipient} khỏi dự thảo.")
    return redirect("award:decision", pk=line.decision_id)
