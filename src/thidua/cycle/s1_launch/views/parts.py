"""What the pages of a movement show: its head, facts, drawing, and the one thing to do now."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Actor, Problem, refusal
from thidua.base.access.page import Request
from thidua.base.audit.queries import history_of
from thidua.base.documents.forms import UploadForm, put_problem
from thidua.base.season.inview import stand_in
from thidua.base.season.queries import stage_status
from thidua.cycle.s1_launch import policies
from thidua.cycle.s1_launch.enums import LAUNCHERS, MOVEMENT_FLOW, STAGE, TONES, MovementState, ReceiptState
from thidua.cycle.s1_launch.models import Movement
from thidua.cycle.s1_launch.queries import Cascade, movement_by_id
from thidua.language.dates import format_date
from thidua.ui.charts import Coverage, CoverageChart
from thidua.ui.forms import Form
from thidua.ui.parts import Action, Crumb, HistoryEntry, ObjectHeader, State, Tab


def movement_or_404(request: Request, pk: int) -> Movement:
    """A movement that the visitor may see."""
    movement = movement_by_id(pk)
    if movement is None:
        raise Http404
    policies.check_sees_movement(request.actor, movement)
    stand_in(request, movement.season_id)
    return movement


def form_page(
    request: Request, form: Form, act: Callable[[], tuple[Movement, str]], *, template: str = "launch/form.html",
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form. ``act`` answers which movement to go on to and what to say; what it finds wrong stands
    beside the field that it names."""
    try:
        if form.is_valid():
            movement, said = act()
            messages.success(request, said)
            return redirect("launch:launch" if "launch" in request.POST else "launch:detail", pk=movement.pk)
    except Problem as problem:
        put_problem(form, problem)
    return render(request, template, {**context, "form": form}, status=422 if form.errors else 200)


def page_of(movement: Movement, title: str) -> dict[str, Any]:
    """Path and head of a page that does one thing to a movement."""
    trail = (Crumb("Phát động", reverse("launch:home")), Crumb(movement.title, _url("detail", movement)), Crumb(title))
    return {"crumbs": trail, "header": ObjectHeader(title, kind=movement.title), "movement": movement}


def _url(name: str, movement: Movement) -> str:
    return reverse(f"launch:{name}", args=[movement.pk])


def _own_actions(actor: Actor, movement: Movement) -> list[Action]:
    if refusal(policies.check_may_change, actor, movement):
        return []
    if movement.state == MovementState.DRAFT:
        launch = Action("Phát động", _url("launch", movement), "megaphone")
        edit = Action("Sửa dự thảo", _url("edit", movement), "pencil")
        return [launch, edit] if actor.is_any(*LAUNCHERS) else [edit]
    offered = MOVEMENT_FLOW.offers(movement.state, actor)
    return [Action(step.label, _url(step.name, movement), "clipboard-check") for step in offered]


def _receiver_actions(actor: Actor, movement: Movement, cascade: Cascade) -> list[Action]:
    if refusal(policies.check_may_receive, actor, movement) or refusal(policies.check_is_running, movement):
        return []
    row = next(r for r in cascade.rows if r.unit_id == actor.unit_id)
    if row.child_id:
        own = reverse("launch:detail", args=[row.child_id])
        return [Action("Xem phong trào của đơn vị bạn", own, "arrow-right")]
    relaunch = Action("Phát động lại cho đơn vị bạn", _url("relaunch", movement), "megaphone")
    if row.state == ReceiptState.WAITING:
        return [Action("Tiếp nhận", _url("receive", movement), "check2", "post"), relaunch]
    return [relaunch]


def header_of(actor: Actor, movement: Movement, cascade: Cascade, today: date) -> ObjectHeader:
    """Title, state, whose turn until when, one primary action."""
    state, own = MovementState(movement.state), _own_actions(actor, movement)
    offered = [*_receiver_actions(actor, movement, cascade), *own]
    # summing up is the thing to do only when the time is over; before that it stands beside the others
    early = movement.state == MovementState.LAUNCHED and movement.period_to >= today and offered == own
    first = 0 if early else 1
    return ObjectHeader(
        title=movement.title,
        kind=f"Phong trào thi đua · {movement.code}",
        state=State(state.label, TONES[state]),
        turn=_turn(movement, cascade, today),
        until=_until(movement, today),
        action=offered[0] if offered and not early else None,
        others=tuple(offered[first:]),
    )


def _turn(movement: Movement, cascade: Cascade, today: date) -> str:
    if movement.state == MovementState.CLOSED:
        return ""
    if movement.state != MovementState.LAUNCHED or movement.period_to < today:
        return movement.launched_by.name
    return f"{len(cascade.waiting)} đơn vị chưa nhận" if cascade.waiting else "các đơn vị thực hiện"


def _until(movement: Movement, today: date) -> str:
    if movement.state == MovementState.LAUNCHED:
        return format_date(movement.period_to)
    closes = stage_status(movement.season, STAGE, today).closes
    return format_date(closes) if movement.state == MovementState.DRAFT and closes else ""


def cascade_context(movement: Movement, cascade: Cascade, chosen: ReceiptState | None) -> dict[str, Any]:
    """How far the movement has come below: drawn, and by state."""
    url, counts = _url("detail", movement), {s: sum(r.state == s for r in cascade.rows) for s in ReceiptState}
    drawing = CoverageChart(
        title="Tiếp nhận và phát động lại",
        description=f"{cascade.received}/{cascade.expected} đơn vị đã nhận, {cascade.relaunched} đã phát động lại.",
        done_label="Đã làm",
        rest_label="Chưa làm",
        bars=(
            Coverage("Đã nhận", cascade.received, cascade.expected),
            Coverage("Đã phát động lại", cascade.relaunched, cascade.expected),
        ),
    )
    tabs = [Tab("Tất cả", f"{url}#don-vi", chosen is None, cascade.expected)]
    tabs += [Tab(s.label, f"{url}?don_vi={s.value}#don-vi", chosen == s, counts[s]) for s in ReceiptState]
    rows = [(r, State(r.state.label, TONES[r.state])) for r in cascade.rows if chosen in (None, r.state)]
    return {"cascade": cascade, "drawing": drawing, "tabs": tabs, "rows": rows}


def trail_context(actor: Actor, movement: Movement) -> dict[str, Any]:
    """Who did what, newest first; and the form for files where the visitor may add some."""
    writes = refusal(policies.check_writes_by_id, actor, movement.pk) is None
    return {
        "history": [HistoryEntry(line.at, line.text, line.reason) for line in history_of(movement)],
        "upload": UploadForm.for_owner(movement, next=_url("detail", movement)) if writes else None,
        "may_withdraw": actor.unit_id if writes else None,
    }
