"""Preparing a session: plan, agenda, roll-call, recusal, opening, cancelling."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.base.access.actor import Problem, refusal
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.cycle.s6_propose.queries import dossiers_by_id
from thidua.cycle.s7_vote import forms, policies, queries
from thidua.cycle.s7_vote.actions import sessions as actions
from thidua.cycle.s7_vote.enums import SESSION_FLOW, Mode, SeatRole
from thidua.cycle.s7_vote.models import Item
from thidua.cycle.s7_vote.pages import url
from thidua.cycle.s7_vote.views.parts import confirm_page, form_page, session_or_404
from thidua.ui.parts import Confirmation


@page(signed_in, methods=GET_POST)
def plan(request: Request) -> HttpResponse:
    """Plan a session of the council in office."""
    season, actor, today = season_of(request), request.actor, request.today
    policies.check_runs_sessions(actor, season, today)
    council = queries.council_on(season.authority_id, today)
    if council is None:
        messages.warning(request, "Chưa có hội đồng nào vào ngày hôm nay. Hãy lập danh sách hội đồng trước.")
        return redirect("vote:councils")
    seats = queries.seats_on(council.pk, today)
    first = {s.role: s.pk for s in reversed(seats)}
    start = {"held_on": today, "mode": Mode.ELECTRONIC, "chair": first.get(SeatRole.CHAIR)}
    form = forms.PlanForm(request.POST or None, seats=seats, initial=start | {"secretary": first.get("secretary")})

    def act() -> HttpResponse:
        chosen = actions.Plan(**form.cleaned_data)
        made = actions.plan_session(by=actor, season=season, council=council, plan=chosen, today=today)
        return redirect("vote:agenda", pk=made.pk)

    words = {"title": "Lập phiên họp", "button": "Lập phiên họp", "said": "Đã lập phiên họp. Hãy chọn hồ sơ."}
    return form_page(request, form, act, to=reverse("vote:home"), **words)


@page(signed_in, methods=GET_POST)
def change(request: Request, pk: int) -> HttpResponse:
    """Change a session that is not open yet."""
    found, actor, today = session_or_404(request, pk), request.actor, request.today
    policies.check_runs_sessions(actor, found.season, today)
    policies.check_is_planned(found)
    seats = queries.seats_on(found.council_id, found.held_on)
    names = ("held_on", "place", "mode", "chair", "secretary")
    form = forms.PlanForm(request.POST or None, seats=seats, initial={n: getattr(found, n) for n in names})
    return form_page(
        request,
        form,
        lambda: actions.change_session(by=actor, session=found, plan=actions.Plan(**form.cleaned_data), today=today),
        title="Sửa thông tin phiên họp",
        button="Lưu",
        said="Đã lưu.",
        to=url("session", pk),
        of=str(found),
    )


@page(signed_in, methods=GET_POST)
def agenda(request: Request, pk: int) -> HttpResponse:
    """Choose dossiers for the session."""
    found, actor, today = session_or_404(request, pk), request.actor, request.today
    policies.check_runs_sessions(actor, found.season, today)
    policies.check_is_planned(found)
    open_ids = actions.open_dossiers(found.season_id)
    known = dossiers_by_id(open_ids)
    form = forms.AgendaForm(request.POST or None, rows=[known[i] for i in open_ids])
    return form_page(
        request,
        form,
        lambda: actions.set_agenda(by=actor, session=found, dossier_ids=form.cleaned_data["dossiers"], today=today),
        title="Chương trình phiên họp",
        button="Đưa vào chương trình",
        said="Đã đưa hồ sơ vào chương trình.",
        to=url("session", pk),
        of=str(found),
        lead="" if open_ids else "Không còn hồ sơ nào đã trình hội đồng mà chưa có trong chương trình.",
    )


@page(signed_in, methods=POST)
def drop(request: Request, pk: int, item_pk: int) -> HttpResponse:
    """Take a dossier off the agenda."""
    found = session_or_404(request, pk)
    item = Item.objects.filter(pk=item_pk, session=found).select_related("session__season").first()
    if item is None:
        raise Http404
    try:
        code = dossiers_by_id([item.dossier_id])[item.dossier_id].code
        actions.drop_item(by=request.actor, item=item, dossier=code, today=request.today)
        messages.success(request, f"Đã bỏ hồ sơ {code} khỏi chương trình.")
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("vote:session", pk=pk)


@page(signed_in, methods=GET_POST)
def roll(request: Request, pk: int) -> HttpResponse:
    """Call the roll."""
    found, actor, today = session_or_404(request, pk), request.actor, request.today
    policies.check_runs_sessions(actor, found.season, today)
    seats, called = queries.seats_on(found.council_id, found.held_on), queries.attendance_of(found.pk)
    form = forms.RollForm(request.POST or None, seats=seats, initial={f"s{k}": v for k, v in called.items()})
    return form_page(
        request,
        form,
        lambda: actions.call_roll(by=actor, session=found, statuses=form.statuses(), today=today),
        title="Điểm danh",
        button="Lưu điểm danh",
        said="Đã điểm danh.",
        to=url("session", pk),
        of=str(found),
        lead=f"Danh sách hội đồng ngày {found.held_on:%d/%m/%Y}: {len(seats)} thành viên.",
    )


@page(signed_in, methods=GET_POST)
def recuse(request: Request, pk: int) -> HttpResponse:
    """Stay out of one item; the secretary may write it down for another member."""
    found, actor = session_or_404(request, pk), request.actor
    own = policies.check_sits(actor, found, queries.seat_of(actor.account_id, found))
    secretary = refusal(policies.check_is_secretary, actor, found.season) is None
    seats = queries.seats_on(found.council_id, found.held_on) if secretary else [own]
    items = {i.pk: i for i in queries.items_of(pk)}
    dossiers = dossiers_by_id(i.dossier_id for i in items.values())
    names = {i.pk: f"{i.order}. {dossiers[i.dossier_id].subject_name}" for i in items.values()}
    options = [(str(k), name) for k, name in names.items()]
    form = forms.RecusalForm(request.POST or None, items=options, seats=seats, initial={"seat": own.pk})

    def act() -> None:
        data, roster = form.cleaned_data, {s.pk: s for s in seats}
        item, seat = items[data["item"]], roster[data["seat"]]
        actions.recuse(by=actor, item=item, seat=seat, reason=data["reason"], dossier=names[item.pk])

    lead = "Người rút không bỏ phiếu mục này; tổng số thành viên để tính ngưỡng không đổi."
    words = {"title": "Rút khỏi biểu quyết", "button": "Rút khỏi biểu quyết", "said": "Đã ghi.", "lead": lead}
    return form_page(request, form, act, to=url("session", pk), of=str(found), **words)


@page(signed_in, methods=GET_POST)
def open_vote(request: Request, pk: int) -> HttpResponse:
    """Open the vote."""
    found, actor, today = session_or_404(request, pk), request.actor, request.today
    policies.check_runs_sessions(actor, found.season, today)
    policies.check_is_planned(found)
    form = forms.WordForm(request.POST or None, word=SESSION_FLOW.get("open").word)
    confirmation = Confirmation(
        "Mở bỏ phiếu",
        str(found),
        ("Chương trình không thêm, bớt được nữa.", "Phiếu đã bỏ không sửa và không rút lại được."),
        "Mở bỏ phiếu",
        url("session", pk),
        danger=False,
    )
    act = lambda: actions.open_session(by=actor, session=found, today=today)  # noqa: E731
    return confirm_page(request, form, act, confirmation, said="Đã mở bỏ phiếu.", of=str(found))


@page(signed_in, methods=GET_POST)
def cancel(request: Request, pk: int) -> HttpResponse:
    """Call the session off."""
    found, actor, today = session_or_404(request, pk), request.actor, request.today
    policies.check_is_secretary(actor, found.season)
    form = forms.ReasonForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.cancel_session(by=actor, session=found, **form.cleaned_data, today=today),
        title="Hủy phiên họp",
        button="Hủy phiên họp",
        said="Đã hủy phiên họp.",
        to=url("session", pk),
        of=str(found),
        lead="Phiếu đã bỏ (nếu có) không mở ra được nữa; hồ sơ có thể đưa vào phiên khác.",
    )
