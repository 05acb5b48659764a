"""Versions: the next one of a table, what differs and who is affected, a copy from an earlier year."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.cycle.s5_score.designer.actions import versions as actions
from thidua.cycle.s5_score.designer.affected import affected_by
from thidua.cycle.s5_score.designer.board import seen_scheme
from thidua.cycle.s5_score.designer.forms import CopyForm, DraftForm, VersionForm
from thidua.cycle.s5_score.designer.queries import earlier_schemes, free_version
from thidua.cycle.s5_score.designer.schemepage import scheme_crumbs
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme
from thidua.cycle.s5_score.policies import check_writes_schemes, oversees
from thidua.cycle.s5_score.views.parts import form_page
from thidua.engine.scoring.design.difference import changed_codes, differences, general_differences
from thidua.ui.parts import Crumb


def _design(scheme: Scheme) -> str:
    return reverse("score:design", args=[scheme.pk])


@page(signed_in, methods=GET_POST)
def begin(request: Request) -> HttpResponse:
    """An empty draft, to be filled by form."""
    season, actor = season_of(request), request.actor
    check_writes_schemes(actor, season)

    def act(data: dict[str, Any]) -> str:
        return _design(actions.begin_scheme(by=actor, season=season, **data))

    title = "Lập bảng tiêu chí mới"
    crumbs = (*scheme_crumbs(), Crumb(title))
    back = reverse("score:schemes")
    shown: dict[str, Any] = {"title": title, "button": "Lập dự thảo", "back": back, "crumbs": crumbs}
    return form_page(request, DraftForm(request.POST or None, initial={"version": "1"}), act, **shown)


@page(signed_in, methods=GET_POST)
def next_version(request: Request, pk: int) -> HttpResponse:
    """A draft that begins as this version; sheets stay with the version that they were opened with."""
    old = seen_scheme(request, pk)
    check_writes_schemes(request.actor, old.season)
    form = VersionForm(request.POST or None, initial={"version": free_version(old)})

    def act(data: dict[str, Any]) -> str:
        made = actions.draft_next(by=request.actor, old=old, version=data["version"])
        messages.success(request, f"Đã lập dự thảo phiên bản {made.version}.")
        return _design(made)

    title = f"Lập phiên bản mới của {old.title}"
    lead = "Dự thảo mới giống phiên bản này. Các bảng chấm đang mở vẫn theo phiên bản cũ cho đến hết năm."
    crumbs = (*scheme_crumbs(), Crumb(str(old), reverse("score:scheme", args=[pk])), Crumb("Phiên bản mới"))
    shown: dict[str, Any] = {"title": title, "lead": lead, "back": crumbs[2].url, "crumbs": crumbs}
    return form_page(request, form, act, button="Lập dự thảo", **shown)


@page(signed_in, methods=GET_POST)
def copy(request: Request) -> HttpResponse:
    """A draft for the year in view from a table of any year of the same authority."""
    season, actor = season_of(request), request.actor
    check_writes_schemes(actor, season)
    offered = {scheme.pk: scheme for scheme in earlier_schemes(season)}
    labels = [(pk, f"{each.season}: {each}") for pk, each in offered.items()]
    form = CopyForm(request.POST or None, schemes=labels, initial={"version": "1"})

    def act(data: dict[str, Any]) -> str:
        given = {name: data[name] for name in ("code", "version", "title")}
        made = actions.copy_scheme(by=actor, season=season, source=offered[data["source"]], **given)
        messages.success(request, "Đã sao chép. Những gì không còn khớp với năm nay được nêu ở phần kiểm tra.")
        return _design(made)

    title = "Sao chép bảng tiêu chí của năm trước"
    back = reverse("score:schemes")
    crumbs = (*scheme_crumbs(), Crumb("Sao chép"))
    shown: dict[str, Any] = {"title": title, "button": "Sao chép thành dự thảo", "back": back, "crumbs": crumbs}
    return form_page(request, form, act, **shown)


@page(signed_in)
def difference(request: Request, pk: int, other: int = 0) -> HttpResponse:
    """Criterion by criterion what this version changes, and the sheets that stand by the older one."""
    new = seen_scheme(request, pk)
    if not other and new.previous_id is None:
        raise Http404
    old = seen_scheme(request, other or new.previous_id or 0)
    if old.season_id != new.season_id or old.pk == new.pk:
        raise Http404
    before, after = rules_of(old), rules_of(new)
    sees = oversees(request.actor, new.season)
    crumbs = (*scheme_crumbs(), Crumb(str(new), reverse("score:scheme", args=[pk])), Crumb("Khác gì"))
    return render(request, "score/difference.html", {
        "old": old, "new": new, "crumbs": crumbs, "changes": differences(before, after),
        "general": general_differences(before, after), "sees": sees,
        "affected": affected_by(old, changed_codes(before, after)) if sees else [],
    })  # fmt: skip
