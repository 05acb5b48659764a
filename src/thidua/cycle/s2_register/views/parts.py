"""What the pages of this room share: the season, a sheet, its head, and how an action's answer reaches the visitor."""

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
from thidua.base.documents.queries import attachments_of
from thidua.base.season.inview import season_of, stand_in
from thidua.base.season.queries import stage_status
from thidua.base.workflow.queries import last_reason
from thidua.cycle.s2_register import policies
from thidua.cycle.s2_register.enums import EDITABLE, STAGE, STATE_LABELS, TONES, RegistrationState, SubjectKind
from thidua.cycle.s2_register.models import Registration
from thidua.cycle.s2_register.queries import count_people, lines_of, sheet_by_id
from thidua.language.dates import format_date
from thidua.ui.forms import Form
from thidua.ui.parts import Action, Crumb, HistoryEntry, ObjectHeader, State


def sheet_or_404(request: Request, pk: int) -> Registration:
    """A sheet that the visitor may see."""
    sheet = sheet_by_id(pk)
    if sheet is None:
        raise Http404
    policies.check_sees_sheet(request.actor, sheet)
    stand_in(request, sheet.season_id)
    return sheet


def step(request: Request, act: Callable[[], Any], said: str) -> HttpResponse:
    """Take a step without a form, say what came of it, go on to the first page."""
    try:
        act()
        messages.success(request, said)
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("register:home")


def form_page(
    request: Request, form: Form, act: Callable[[], Any], title: str, *, sheet: Registration | None = None,
    said: str = "Đã ghi.", **context: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form: runs the action; what it finds wrong stands beside the field that it names."""
    try:
        if form.is_valid():
            told = act()
            messages.success(request, told if isinstance(told, str) else said)
            return redirect(request.get_full_path() if "more" in request.POST else "register:home")
    except Problem as problem:
        put_problem(form, problem)
    home = Crumb("Đăng ký", reverse("register:home"))
    middle = (Crumb(sheet.unit.name, url("sheet", sheet)),) if sheet else ()
    header = ObjectHeader(title, kind=str(sheet or season_of(request)))
    context |= {"crumbs": (home, *middle, Crumb(title)), "header": header, "form": form}
    return render(request, "register/form.html", context, status=422 if form.errors else 200)


def url(name: str, sheet: Registration, *more: Any) -> str:
    """The address of a page of one sheet."""
    return reverse(f"register:{name}", args=[sheet.pk, *more])


def may_edit(actor: Actor, sheet: Registration, today: date) -> bool:
    """Whether the buttons that change the sheet are offered."""
    owns = refusal(policies.check_owns, actor, sheet) is None
    return owns and sheet.state in EDITABLE and refusal(policies.check_is_open, sheet.season, today) is None


def _header(actor: Actor, sheet: Registration, today: date) -> ObjectHeader:
    closes = stage_status(sheet.season, STAGE, today).closes
    turns = {RegistrationState.ACCEPTED: "", RegistrationState.SENT: sheet.season.authority.name}
    actions: list[Action] = []
    judges = refusal(policies.check_may_judge, actor, sheet.season) is None
    if sheet.state == RegistrationState.SENT and judges:
        back = Action("Trả lại", url("send_back", sheet), "arrow-return-left")
        actions = [Action("Tiếp nhận", url("accept", sheet), "check2", "post"), back]
    elif may_edit(actor, sheet, today):
        actions = [Action("Gửi đăng ký", url("send", sheet), "send", "post")]
    return ObjectHeader(
        title=f"Phiếu đăng ký thi đua của {sheet.unit}",
        kind=str(sheet.season),
        state=State(STATE_LABELS[sheet.state], TONES[sheet.state]),
        turn=turns.get(RegistrationState(sheet.state), sheet.unit.name),
        until=format_date(closes) if closes and sheet.state != RegistrationState.ACCEPTED else "",
        action=actions[0] if actions else None,
        others=tuple(actions[1:]),
    )


def sheet_context(actor: Actor, sheet: Registration, today: date) -> dict[str, Any]:
    """Everything that the page of one sheet shows."""
    edits, writes = may_edit(actor, sheet, today), refusal(policies.check_writes_by_id, actor, sheet.pk) is None
    return {
        "crumbs": (Crumb("Đăng ký", reverse("register:home")), Crumb(sheet.unit.name)),
        "header": _header(actor, sheet, today),
        "sheet": sheet,
        "lines": lines_of(sheet),
        "targets": sheet.targets.all(),
        "edits": edits,
        "adds": [(kind.label, url("add_line", sheet, kind.value)) for kind in SubjectKind] if edits else [],
        "people": count_people(sheet.lines.all(), sheet.season_id, [sheet.unit_id]),
        "counts_heads": refusal(policies.check_counts_heads, actor, sheet.season, sheet.unit_id) is None,
        "attachments": attachments_of(sheet),
        "upload": UploadForm.for_owner(sheet, next=url("sheet", sheet)) if writes else None,
        "may_withdraw": actor.unit_id if writes else None,
        "returned": last_reason(sheet) if sheet.state == RegistrationState.SENT_BACK else None,
        "history": [HistoryEntry(entry.at, entry.text, entry.reason) for entry in history_of(sheet)],
    }
