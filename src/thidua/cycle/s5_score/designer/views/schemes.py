"""Scoring tables: list, page, drafting, adoption, retirement."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.actor import refusal
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.cycle.s5_score.designer.actions import schemes as actions
from thidua.cycle.s5_score.designer.board import seen_scheme
from thidua.cycle.s5_score.designer.forms import SchemeForm
from thidua.cycle.s5_score.designer.marks import text_mark
from thidua.cycle.s5_score.designer.schemepage import scheme_context, scheme_crumbs
from thidua.cycle.s5_score.enums import SCHEME_FLOW, SchemeState
from thidua.cycle.s5_score.forms import DocumentForm, ReasonForm
from thidua.cycle.s5_score.models import Scheme
from thidua.cycle.s5_score.policies import check_decides, check_writes_schemes, oversees
from thidua.cycle.s5_score.queries import schemes_of
from thidua.cycle.s5_score.views.parts import form_page
from thidua.ui.forms import Form
from thidua.ui.parts import Action, Crumb, ObjectHeader

STEPS: dict[str, tuple[type[Form], Callable[..., None]]] = {
    "adopt": (DocumentForm, actions.adopt_scheme),
    "retire": (ReasonForm, actions.retire_scheme),
}


@page(signed_in)
def schemes(request: Request) -> HttpResponse:
    """Every version, newest last; drafts only for those who write and decide."""
    season, actor = season_of(request), request.actor
    rows = schemes_of(season.pk)
    rows = rows if oversees(actor, season) else rows.exclude(state=SchemeState.DRAFT)
    writes = refusal(check_writes_schemes, actor, season) is None
    ways = [
        Action("Lập bảng mới", reverse("score:begin"), "plus-lg"),
        Action("Từ tệp Excel", reverse("score:upload"), "file-earmark-spreadsheet"),
        Action("Sao chép bảng đã có", reverse("score:copy"), "journal-text"),
        Action("Soạn bằng YAML", reverse("score:new"), "file-earmark-text"),
    ]
    action, others = (ways[0], tuple(ways[1:])) if writes else (None, ())
    crumbs = (Crumb("Chấm điểm", reverse("score:home")), Crumb("Bảng tiêu chí"))
    header = ObjectHeader("Bảng tiêu chí chấm điểm", kind=str(season), action=action, others=others)
    return render(request, "score/schemes.html", {"schemes": rows, "crumbs": crumbs, "header": header})


@page(signed_in)
def scheme(request: Request, pk: int) -> HttpResponse:
    """The tree, every rule in words, what the check finds."""
    return render(request, "score/scheme.html", scheme_context(request.actor, seen_scheme(request, pk)))


@page(signed_in)
def text(request: Request, pk: int) -> HttpResponse:
    """The table as it was typed."""
    found = seen_scheme(request, pk)
    named = {"Content-Disposition": f'attachment; filename="bang-tieu-chi-{found.pk}.yaml"'}
    return HttpResponse(found.text, "application/yaml; charset=utf-8", headers=named)


@page(signed_in, methods=GET_POST)
def write(request: Request, pk: int = 0) -> HttpResponse:
    """Change a draft, or draft a table; the text of an earlier one (?tu=) is offered for its next version."""
    season, actor, given = season_of(request), request.actor, request.GET.get("tu", "")
    check_writes_schemes(actor, season)
    draft = seen_scheme(request, pk) if pk else None
    previous = seen_scheme(request, int(given)) if given.isdecimal() and not pk else None

    def act(data: dict[str, Any]) -> str:
        if draft is None:
            return _page_of(actions.draft_scheme(by=actor, season=season, text=data["text"], previous=previous))
        actions.edit_scheme(by=actor, scheme=draft, text=data["text"], seen=data["seen"])
        return _page_of(draft)

    shown = draft or previous
    form = SchemeForm(request.POST or None, request.FILES or None, initial=_standing(shown))
    title = f"Phiên bản mới của {previous.title}" if previous else f"Sửa {draft}" if draft else "Soạn bảng tiêu chí"
    return form_page(request, form, act, **_shown(title, "Lưu dự thảo", _page_of(draft)))


@page(signed_in, methods=GET_POST)
def step(request: Request, pk: int, name: str) -> HttpResponse:
    """Adopt a draft with its document, or stop using a version for new sheets with a reason."""
    found, label = seen_scheme(request, pk), SCHEME_FLOW.get(name).label
    check_decides(request.actor, found.season)
    form, take = STEPS[name]

    def act(data: dict[str, Any]) -> str:
        take(by=request.actor, scheme=found, today=request.today, **data)
        messages.success(request, f"Xong: {label.lower()}.")
        return _page_of(found)

    return form_page(request, form(request.POST or None), act, **_shown(f"{label}: {found}", label, _page_of(found)))


def _standing(scheme: Scheme | None) -> dict[str, str]:
    return {"text": scheme.text, "seen": text_mark(scheme.text)} if scheme else {}


def _page_of(scheme: Scheme | None) -> str:
    return reverse("score:scheme", args=[scheme.pk]) if scheme else reverse("score:schemes")


def _shown(title: str, button: str, back: str) -> dict[str, Any]:
    return {"title": title, "button": button, "back": back, "crumbs": (*scheme_crumbs(), Crumb(title))}
