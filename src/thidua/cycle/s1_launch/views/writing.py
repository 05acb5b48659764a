"""Writing a movement (new, edited, launched anew) and its steps: launch, receive, sum up, close, remind."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.cycle.s1_launch import actions, policies, queries
from thidua.cycle.s1_launch.enums import LAUNCHERS, MOVEMENT_FLOW
from thidua.cycle.s1_launch.forms import (
    MovementForm,
    ReminderForm,
    SummaryForm,
    WordForm,
    initial_of,
    relaunch_initial,
)  # fmt: skip
from thidua.cycle.s1_launch.models import Movement
from thidua.cycle.s1_launch.views.parts import form_page, movement_or_404, page_of
from thidua.language.dates import format_date
from thidua.ui.parts import Confirmation, Crumb, Fact, ObjectHeader


def _saved(movement: Movement) -> tuple[Movement, str]:
    return movement, f"Đã lưu dự thảo phong trào «{movement.title}»."


@page(signed_in, methods=GET_POST)
def create(request: Request) -> HttpResponse:
    """A new draft for the own unit."""
    actor, season, today = request.actor, season_of(request), request.today
    policies.check_may_draft(actor, season)
    start = {"code": queries.next_code(season.pk, season.year), "theme": season.theme}
    form = MovementForm(request.POST or None, choices=queries.choices(actor, season, today), initial=start)
    act = lambda: _saved(actions.draft_movement(by=actor, season=season, draft=form.draft(), today=today))  # noqa: E731
    crumbs = (Crumb("Phát động", reverse("launch:home")), Crumb("Soạn phong trào"))
    header, heads = ObjectHeader("Soạn phong trào", kind=str(season)), actor.is_any(*LAUNCHERS)
    return form_page(request, form, act, header=header, crumbs=crumbs, may_launch=heads)


@page(signed_in, methods=GET_POST)
def edit(request: Request, pk: int) -> HttpResponse:
    """Rewrite a draft."""
    movement, actor, today = movement_or_404(request, pk), request.actor, request.today
    policies.check_may_change(actor, movement)
    policies.check_is_draft(movement)
    reach = queries.choices(actor, movement.season, today)
    form = MovementForm(request.POST or None, choices=reach, initial=initial_of(movement, today))

    def act() -> tuple[Movement, str]:
        actions.redraft_movement(by=actor, movement=movement, draft=form.draft(), today=today)
        return _saved(movement)

    return form_page(request, form, act, **page_of(movement, "Sửa dự thảo"), may_launch=actor.is_any(*LAUNCHERS))


@page(signed_in, methods=GET_POST)
def relaunch(request: Request, pk: int) -> HttpResponse:
    """Launch a movement from above anew for the own unit: the form comes filled from the parent."""
    parent, actor, today = movement_or_404(request, pk), request.actor, request.today
    policies.check_may_receive(actor, parent)
    policies.check_is_running(parent)
    reach = queries.choices(actor, parent.season, today)
    form = MovementForm(request.POST or None, choices=reach, initial=relaunch_initial(parent, today))
    act = lambda: _saved(actions.draft_relaunch(by=actor, parent=parent, draft=form.draft(), today=today))  # noqa: E731
    context = page_of(parent, "Phát động lại") | {"parent": parent, "may_launch": actor.is_any(*LAUNCHERS)}
    return form_page(request, form, act, **context)


@page(signed_in, methods=POST)
def receive(request: Request, pk: int) -> HttpResponse:
    """Take note of a movement for the own unit."""
    movement, actor = movement_or_404(request, pk), request.actor
    try:
        actions.receive_movement(by=actor, movement=movement, today=request.today)
        messages.success(request, f"Đã tiếp nhận phong trào cho {actor.unit_name}.")
    except Problem as problem:
        messages.warning(request, problem.sentence)
    return redirect("launch:detail", pk=pk)


def _final(
    request: Request, movement: Movement, step: str, take: Callable[..., Any], sentence: str, *consequences: str
) -> HttpResponse:
    """A step that can't be undone: says so, asks for the word, takes the step."""
    actor, today = request.actor, request.today
    policies.check_may_change(actor, movement)
    transition = MOVEMENT_FLOW.check(step, movement.state, actor)
    form = WordForm(request.POST or None, word=transition.word)

    def act() -> tuple[Movement, str]:
        take(by=actor, movement=movement, today=today)
        return movement, f"Đã {transition.done.format(subject=f'«{movement.title}»')}."

    title, back = f"{transition.label} phong trào", reverse("launch:detail", args=[movement.pk])
    facts = (Fact("Phong trào", movement.title), Fact("Đơn vị phát động", movement.launched_by.name))
    asked = Confirmation(title, sentence, consequences, transition.label, back, danger=False, facts=facts)
    context = page_of(movement, title) | {"confirmation": asked, "header": None}
    return form_page(request, form, act, template="ui/confirm.html", **context)


@page(signed_in, methods=GET_POST)
def launch(request: Request, pk: int) -> HttpResponse:
    """Launch a draft, after typing the word."""
    movement, today = movement_or_404(request, pk), request.today
    count = queries.audience_size(movement, today)
    return _final(
        request,
        movement,
        "launch",
        actions.launch_movement,
        f"Phong trào được phát động hôm nay, {format_date(today)}, và gửi tới {count} đơn vị.",
        "Nội dung, thời gian và danh sách đơn vị được gửi không sửa được nữa.",
        "Các đơn vị được gửi thấy phong trào ngay và có việc tiếp nhận, phát động lại.",
    )


@page(signed_in, methods=GET_POST)
def close(request: Request, pk: int) -> HttpResponse:
    """Close a movement that was summed up, after typing the word."""
    movement, said = movement_or_404(request, pk), "Phong trào đã tổng kết và được khép lại."
    after = "Sau khi kết thúc không đơn vị nào tiếp nhận, phát động lại hay thêm tệp được nữa."
    return _final(request, movement, "close", actions.close_movement, said, after)


@page(signed_in, methods=GET_POST)
def sum_up(request: Request, pk: int) -> HttpResponse:
    """Sum up with what the movement brought."""
    movement, actor, today = movement_or_404(request, pk), request.actor, request.today
    policies.check_may_change(actor, movement)
    MOVEMENT_FLOW.check("sum_up", movement.state, actor)
    form = SummaryForm(request.POST or None)

    def act() -> tuple[Movement, str]:
        actions.sum_up_movement(by=actor, movement=movement, today=today, **form.cleaned_data)
        return movement, f"Đã tổng kết phong trào «{movement.title}»."

    return form_page(request, form, act, **page_of(movement, "Tổng kết phong trào"), button="Tổng kết")


@page(signed_in, methods=GET_POST)
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind the addressed units that have not received the movement."""
    movement, actor, today = movement_or_404(request, pk), request.actor, request.today
    policies.check_may_remind(actor, movement)
    text = f"Đề nghị đơn vị tiếp nhận phong trào «{movement.title}» và phát động lại ở đơn vị mình."
    form, url = ReminderForm(request.POST or None, initial={"text": text[:500]}), reverse("launch:detail", args=[pk])

    def act() -> tuple[Movement, str]:
        told = actions.remind_units(by=actor, movement=movement, url=url, today=today, **form.cleaned_data)
        said = f"Đã nhắc {told.units} đơn vị; {told.already} đơn vị đã được nhắc trước đó trong ngày."
        return movement, said + (f" {told.silent} đơn vị chưa có ai nhận lời nhắc." if told.silent else "")

    units, context = queries.cascade(pk).waiting, page_of(movement, "Nhắc đơn vị chưa nhận")
    return form_page(request, form, act, **context, units=units, button="Gửi lời nhắc")
