"""The home page «Việc cần làm», the board of who has not yet done it, notices, and given tasks."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Actor, Problem, refusal
from thidua.base.access.page import GET_POST, POST, Request, opens, page, signed_in
from thidua.base.audit.queries import history_of
from thidua.base.season.inview import season_of
from thidua.base.season.models import Season
from thidua.base.tasks import actions, policies, queries
from thidua.base.tasks.duties import Duty, Standing, duties_of, overseen_units
from thidua.base.tasks.enums import TASK_FLOW, TONES, TaskState
from thidua.base.tasks.exports import waiting_xlsx
from thidua.base.tasks.forms import ReasonForm, RemindForm
from thidua.base.tasks.models import Task
from thidua.base.tasks.queries import Waiting
from thidua.language.dates import format_date
from thidua.ui.answers import form_answer
from thidua.ui.parts import Action, Crumb, EmptyState, Fact, HistoryEntry, ObjectHeader, State

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOTHING = EmptyState(
    "Không có việc nào chờ bạn", "Khi có việc đến lượt bạn, việc đó hiện ở đây kèm hạn làm.", icon="check2"
)


@dataclass(frozen=True)
class DutyLine:
    """A duty as the page shows it: how pressing it is, by word and icon."""

    duty: Duty
    state: State


def _line(duty: Duty, today: date) -> DutyLine:
    if duty.due is None:
        return DutyLine(duty, State("không ghi hạn", "neutral"))
    days = (duty.due - today).days
    if days < 0:
        return DutyLine(duty, State(f"quá hạn {-days} ngày", "danger"))
    word = "hạn hôm nay" if days == 0 else f"còn {days} ngày"
    return DutyLine(duty, State(word, "warning" if days <= 3 else "waiting"))


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """What I must do, oldest deadline first; where my unit stands; for a supervisor, who has not yet done it."""
    actor, season, today = request.actor, request.season, request.today
    own, followed = queries.standings_seen_by(actor, season, today) if season else ([], [])
    names = queries.stage_names()
    context = {
        "header": ObjectHeader("Việc cần làm", kind=str(season) if season else "", others=_given(actor)),
        "lines": [_line(duty, today) for duty in duties_of(actor, season, today)],
        "nothing": _NOTHING,
        "unread": queries.unread_count(actor.account_id),
        "own": [(names.get(s.stage, s.stage), s, _standing_state(s), _leads(actor, s)) for s in own],
        "supervises": refusal(policies.check_supervises, actor) is None,
        "progress": queries.progress_by_stage(followed),
    }
    return render(request, "tasks/home.html", context)


def _given(actor: Actor) -> tuple[Action, ...]:
    if refusal(policies.check_supervises, actor) is not None:
        return ()
    return (Action("Việc đã giao", reverse("tasks:given"), "list-check"),)


def _leads(actor: Actor, standing: Standing) -> bool:
    return bool(standing.url) and opens(actor, standing.url)


def _standing_state(standing: Standing) -> State:
    if standing.nothing:
        return State("không bắt buộc", "neutral")
    return State("đã xong", "success") if standing.done else State("chưa xong", "waiting")


@page(policies.check_supervises, methods=GET_POST)
def remind(request: Request, stage: str) -> HttpResponse:
    """Units that have not done a stage, and one reminder to those that are chosen."""
    season, name, waiting = _board(request, stage)
    form = _remind_form(request, name, waiting, season)
    if form.is_valid():
        chosen = {int(u) for u in form.cleaned_data["units"]}
        policies.check_reminds(request.actor, chosen, overseen_units(request.actor, season, request.today))
        about, url = queries.reminder_subject(season, stage), queries.stage_address(stage)
        try:
            said = actions.remind(
                by=request.actor,
                unit_ids=chosen,
                text=form.cleaned_data["text"],
                url=url,
                today=request.today,
                about=about,
            )
            messages.success(request, _said(said))
            return redirect("tasks:remind", stage=stage)
        except Problem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    crumbs = (Crumb("Việc cần làm", reverse("tasks:home")), Crumb(name))
    header = ObjectHeader(f"{name}: {len(waiting)} đơn vị chưa xong", kind=str(season))
    context = {"crumbs": crumbs, "header": header, "stage": stage, "waiting": waiting, "form": form}
    return form_answer(request, "tasks/remind.html", context)


@page(policies.check_supervises)
def export(request: Request, stage: str) -> HttpResponse:
    """The same list as a spreadsheet."""
    _, name, waiting = _board(request, stage)
    data = waiting_xlsx(name.upper(), waiting, request.today)
    return HttpResponse(
        data, content_type=_XLSX, headers={"Content-Disposition": 'attachment; filename="chua-xong.xlsx"'}
    )


@page(signed_in)
def notices(request: Request) -> HttpResponse:
    """The bell: the latest two hundred."""
    rows = queries.notices_of(request.actor.account_id)[:200]
    crumbs = (Crumb("Việc cần làm", reverse("tasks:home")), Crumb("Thông báo"))
    empty = EmptyState("Chưa có thông báo nào", "Lời nhắc và việc mới được giao hiện ở đây.", icon="bell")
    context = {"crumbs": crumbs, "header": ObjectHeader("Thông báo"), "notices": rows, "empty": empty}
    return render(request, "tasks/notices.html", context)


@page(signed_in, methods=POST)
def read(request: Request) -> HttpResponse:
    """Mark one notice, or all, as read."""
    one = request.POST.get("notice", "")
    actions.mark_read(by=request.actor, notice_id=int(one) if one.isdecimal() else None)
    return redirect("tasks:notices")


@page(signed_in)
def task(request: Request, pk: int) -> HttpResponse:
    """One given task: whose turn, until when, why, where; and what was done about it."""
    shown = _task(pk)
    policies.check_sees_task(request.actor, shown)
    may_finish = refusal(policies.check_finishes_task, request.actor, shown) is None and shown.state == TaskState.OPEN
    may_cancel = refusal(policies.check_cancels_task, request.actor, shown) is None and shown.state == TaskState.OPEN
    context = {
        "crumbs": (Crumb("Việc cần làm", reverse("tasks:home")), Crumb(shown.title)),
        "header": _task_header(shown, may_finish, may_cancel),
        "facts": _task_facts(shown),
        "entries": [HistoryEntry(e.at, e.text) for e in history_of(shown)],
    }
    return render(request, "tasks/task.html", context)


@page(signed_in, methods=POST)
def finish(request: Request, pk: int) -> HttpResponse:
    """Say that a task is done."""
    actions.finish_task(by=request.actor, task=_task(pk), today=request.today)
    messages.success(request, "Đã báo làm xong.")
    return redirect("tasks:home")


@page(signed_in, methods=GET_POST)
def cancel(request: Request, pk: int) -> HttpResponse:
    """Take a task back, with a reason."""
    shown = _task(pk)
    policies.check_cancels_task(request.actor, shown)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.cancel_task(by=request.actor, task=shown, today=request.today, reason=form.cleaned_data["reason"])
        return redirect("tasks:task", pk=pk)
    return form_answer(request, "tasks/cancel.html", {"form": form, "task": shown})


def _task(pk: int) -> Task:
    found = queries.task_by_id(pk)
    if found is None:
        raise Http404
    return found


def _task_header(shown: Task, may_finish: bool, may_cancel: bool) -> ObjectHeader:
    turn = str(shown.account) if shown.account else f"{shown.get_role_display()}, {shown.unit}"
    is_open = shown.state == TaskState.OPEN
    done = Action(TASK_FLOW.get("finish").label, reverse("tasks:finish", args=[shown.pk]), "check2", "post")
    back = Action(TASK_FLOW.get("cancel").label, reverse("tasks:cancel", args=[shown.pk]), "x-lg")
    return ObjectHeader(
        shown.title,
        state=State(shown.get_state_display(), TONES[TaskState(shown.state)]),
        turn=turn if is_open else "",
        until=format_date(shown.due) if shown.due and is_open else "",
        action=done if may_finish else None,
        others=(back,) if may_cancel else (),
    )


def _task_facts(shown: Task) -> list[Fact]:
    giver = ", ".join(part for part in (shown.giver_name, shown.giver_unit_name) if part)
    return [
        Fact("Lý do", shown.reason or "không ghi"),
        Fact("Người giao", f"{giver}, ngày {format_date(shown.given_on)}"),
        *([Fact("Nơi làm", "Mở trang làm việc", shown.url)] if shown.url else []),
    ]


def _board(request: Request, stage: str) -> tuple[Season, str, list[Waiting]]:
    name = queries.stage_names().get(stage)
    if name is None:
        raise Http404
    season = season_of(request)
    _, followed = queries.standings_seen_by(request.actor, season, request.today)
    return season, name, queries.waiting_units(followed, season, stage, request.today)


def _remind_form(request: Request, name: str, waiting: list[Waiting], season: Season) -> RemindForm:
    text = f"{name} năm {season.year}: đơn vị chưa hoàn thành phần việc của mình. Đề nghị thực hiện đúng hạn."
    form = RemindForm(request.POST or None, initial={"units": [w.unit_id for w in waiting], "text": text})
    form.fields["units"].choices = [(w.unit_id, w.name) for w in waiting]  # type: ignore[attr-defined]
    return form


def _said(said: actions.Reminded) -> str:
    parts = [f"Đã nhắc {said.units} đơn vị."]
    if said.already:
        parts.append(f"{said.already} đơn vị đã được nhắc việc này hôm nay nên không nhắc lại.")
    if said.silent:
        parts.append(f"{said.silent} đơn vị chưa có cán bộ thi đua trong hệ thống; hãy nhắc bằng cách khác.")
    return " ".join(parts)
