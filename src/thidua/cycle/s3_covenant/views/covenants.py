"""The covenant: writing, opening for signing, reading, taking away as paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access.actor import Refused, refusal
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.season.queries import stage_status
from thidua.cycle.s3_covenant import forms, policies, queries
from thidua.cycle.s3_covenant.actions import covenants as actions
from thidua.cycle.s3_covenant.enums import COVENANT_FLOW, COVENANT_TONES, STAGE, CovenantState
from thidua.cycle.s3_covenant.models import Cluster, Covenant
from thidua.cycle.s3_covenant.printing import covenant_paper, moment_of
from thidua.cycle.s3_covenant.queries import Party
from thidua.cycle.s3_covenant.views import parts
from thidua.cycle.s3_covenant.wording import Promise, target_in_words
from thidua.language.dates import format_date
from thidua.language.numbers import digits_only
from thidua.ui.parts import Action, Confirmation, Crumb, Fact, ObjectHeader, State


@page(signed_in, methods=GET_POST)
def draft(request: Request, pk: int) -> HttpResponse:
    """Write the covenant of a cluster."""
    cluster = parts.cluster_or_404(request, pk)
    if standing := queries.covenant_of(cluster):
        return redirect("covenant:covenant", pk=standing.pk)
    policies.check_leads(request.actor, cluster, request.today)
    start = {"title": f"Giao ước thi đua năm {cluster.season.year} của {cluster.name}"}
    return _editor(request, cluster, None, (start, []))


@page(signed_in, methods=GET_POST)
def edit(request: Request, pk: int) -> HttpResponse:
    """Rewrite a draft."""
    covenant = parts.covenant_or_404(request, pk)
    policies.check_leads(request.actor, covenant.cluster, request.today)
    policies.check_is_draft_covenant(covenant)
    initial = forms.initial_covenant(covenant, queries.promises_of(covenant))
    return _editor(request, covenant.cluster, covenant, initial)


def _typed(request: Request) -> tuple[Any, bool]:
    """What was posted, and whether the visitor only asks for more room (then with three commitments more)."""
    if request.method != "POST":
        return None, False
    data, count = request.POST.copy(), digits_only(str(request.POST.get("form-TOTAL_FORMS", "")))
    wants_more = "more" in data
    if wants_more and count is not None:
        data["form-TOTAL_FORMS"] = str(min(count + 3, 99))
    return data, wants_more


def _editor(request: Request, cluster: Cluster, covenant: Covenant | None, initial: tuple[Any, Any]) -> HttpResponse:
    data, wants_more = _typed(request)
    head, promises = forms.CovenantForm(data, initial=initial[0]), forms.PromiseForms(data, initial=initial[1])
    saves = data is not None and not wants_more
    if saves and promises.is_valid() and (made := parts.tried(head, _save(request, cluster, covenant, head, promises))):
        messages.success(request, "Đã lưu dự thảo giao ước.")
        return redirect("covenant:covenant", pk=made.pk)
    title = "Sửa dự thảo giao ước" if covenant else "Soạn giao ước"
    context = {
        "header": ObjectHeader(title, kind=cluster.name),
        "crumbs": parts.trail(cluster, Crumb(title)),
        "back": parts.url("covenant", covenant) if covenant else parts.url("cluster", cluster),
        "form": head,
        "promises": promises,
        "suggestions": queries.indicator_suggestions(cluster.season),
    }
    return render(request, "covenant/edit.html", context, status=422 if saves else 200)


def _save(request: Request, cluster: Cluster, covenant: Covenant | None, head: Any, promises: Any) -> Any:
    by, today = request.actor, request.today

    def act() -> Covenant:
        text = forms.covenant_text(head, promises)
        if covenant is None:
            return actions.draft_covenant(by=by, cluster=cluster, text=text, today=today)
        actions.redraft_covenant(by=by, covenant=covenant, text=text, today=today)
        return covenant

    return act


def _buttons(request: Request, covenant: Covenant, waiting: list[Party]) -> list[Action]:
    actor, today = request.actor, request.today
    found: list[Action] = []
    leads = refusal(policies.check_leads, actor, covenant.cluster, today) is None
    if leads and covenant.state == CovenantState.DRAFT:
        found.append(Action("Mở ký", parts.url("open", covenant), "unlock"))
        found.append(Action("Sửa dự thảo", parts.url("edit", covenant), "pencil"))
    signs = refusal(policies.check_may_sign, actor, covenant, today) is None
    if signs and actor.unit_id in [p.unit_id for p in waiting]:
        found.append(Action("Đọc và ký", parts.url("sign", covenant), "pen"))
    if waiting and refusal(policies.check_may_remind, actor, covenant, today) is None:
        found.append(Action(f"Nhắc {len(waiting)} đơn vị ký", parts.url("remind", covenant), "bell"))
    if leads and covenant.state == CovenantState.OPEN:
        found.append(Action("Thu về sửa", parts.url("take_back", covenant), "arrow-return-left"))
    return found


def _header(request: Request, covenant: Covenant, waiting: list[Party]) -> ObjectHeader:
    state = CovenantState(covenant.state)
    turn = {CovenantState.DRAFT: "trưởng cụm, khối soạn và mở ký", CovenantState.SIGNED: ""}
    turn[CovenantState.OPEN] = f"{len(waiting)} đơn vị chưa ký"
    closes = stage_status(covenant.cluster.season, STAGE, request.today).closes
    until = format_date(closes) if closes and turn[state] else ""
    buttons = _buttons(request, covenant, waiting)
    badge, kind = State(state.label, COVENANT_TONES[state]), f"Giao ước thi đua · {covenant.cluster.name}"
    return ObjectHeader(
        covenant.title, badge, kind, turn[state], until, buttons[0] if buttons else None, tuple(buttons[1:])
    )


def told(promises: tuple[Promise, ...]) -> list[tuple[Promise, str]]:
    """Each promise with its target in words."""
    return [(p, target_in_words(p.comparator, p.low, p.high, p.unit_of_measure)) for p in promises]


@page(signed_in)
def covenant(request: Request, pk: int) -> HttpResponse:
    """The covenant with its commitments, who has signed, files and history."""
    covenant = parts.covenant_or_404(request, pk)
    parties = queries.parties_of(covenant, request.today)
    waiting = [p for p in parties if p.signature is None and covenant.state != CovenantState.DRAFT]
    context = {
        "covenant": covenant,
        "header": _header(request, covenant, waiting),
        "crumbs": parts.trail(covenant.cluster, Crumb(covenant.title)),
        "promises": told(queries.promises_of(covenant)),
        "parties": [(p, moment_of(p.signature) if p.signature else "") for p in parties],
        "signed": len(parties) - len(waiting),
        "intact": queries.is_intact(covenant),
        **parts.evidence(request.actor, covenant, "covenant", policies.writes_by_id(Covenant)),
    }
    return render(request, "covenant/covenant.html", context)


@page(signed_in, methods=GET_POST)
def open_signing(request: Request, pk: int) -> HttpResponse:
    """Open a draft for signing, after typing the word."""
    actor, today, covenant = request.actor, request.today, parts.covenant_or_404(request, pk)
    policies.check_leads(actor, covenant.cluster, today)
    step = COVENANT_FLOW.check("open", covenant.state, actor)
    members = queries.parties_of(covenant, today)
    form = forms.WordForm(request.POST or None, word=step.word)
    to = parts.url("covenant", covenant)
    confirmation = Confirmation(
        title="Mở ký giao ước",
        sentence=f"Giao ước được gửi tới đại diện {len(members)} đơn vị thành viên để ký.",
        consequences=(
            "Nội dung và số thứ tự các cam kết được chốt lại, kèm mã băm; mỗi chữ ký gắn với mã băm này.",
            "Muốn sửa thì phải thu về kèm lý do, và mọi đơn vị ký lại bản đã sửa.",
        ),
        confirm_label="Mở ký",
        back_url=to,
        danger=False,
        facts=(Fact("Giao ước", covenant.title), Fact("Số cam kết", len(queries.promises_of(covenant)))),
    )
    return parts.form_page(
        request, form, lambda: actions.open_covenant(by=actor, covenant=covenant, today=today),
        title="Mở ký giao ước", cluster=covenant.cluster, button="Mở ký", said="Đã mở ký giao ước.", to=to,
        template="ui/confirm.html", confirmation=confirmation, header=None,
    )  # fmt: skip


@page(signed_in, methods=GET_POST)
def take_back(request: Request, pk: int) -> HttpResponse:
    """Take a covenant back to the draft, with a reason."""
    actor, today, covenant = request.actor, request.today, parts.covenant_or_404(request, pk)
    policies.check_leads(actor, covenant.cluster, today)
    COVENANT_FLOW.check("take_back", covenant.state, actor, reason="…")
    form, to = forms.TextForm(request.POST or None, label="Lý do thu về"), parts.url("covenant", covenant)

    def act() -> None:
        actions.take_back_covenant(by=actor, covenant=covenant, today=today, reason=form.cleaned_data["text"])

    return parts.form_page(
        request, form, act, title="Thu giao ước về sửa", cluster=covenant.cluster, button="Thu về sửa",
        said="Đã thu giao ước về sửa.", to=to, back=to,
        lead="Các chữ ký đã có vẫn được lưu nhưng chỉ có giá trị với đúng nội dung đã ký; sửa thì phải ký lại.",
    )  # fmt: skip


def _opened(request: Request, pk: int) -> Covenant:
    covenant = parts.covenant_or_404(request, pk)
    if covenant.state == CovenantState.DRAFT:
        raise Refused("Giao ước còn là dự thảo nên chưa có bản để tải về.")
    return covenant


@page(signed_in)
def pdf(request: Request, pk: int) -> HttpResponse:
    """The covenant as PDF with the table of signatures."""
    covenant = _opened(request, pk)
    headers = {"Content-Disposition": f'inline; filename="giao-uoc-{covenant.pk}.pdf"'}
    return HttpResponse(covenant_paper(covenant, request.today), "application/pdf", headers=headers)


@page(signed_in)
def signed_text(request: Request, pk: int) -> HttpResponse:
    """The very text that is signed, byte for byte, so that anybody can compute its hash."""
    covenant = _opened(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="giao-uoc-{covenant.pk}.txt"'}
    return HttpResponse(covenant.frozen_text, "text/plain; charset=utf-8", headers=headers)
