"""Writing: lines, targets, headcounts of the own unit; sending, accepting, sending back, reminding."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.base.units.queries import units_by_id
from thidua.cycle.s2_register import actions, policies, queries
from thidua.cycle.s2_register.enums import REGISTRATION_FLOW, SubjectKind
from thidua.cycle.s2_register.forms import HeadcountForm, LineForm, ReasonForm, TargetForm
from thidua.cycle.s2_register.models import Registration, RegistrationLine, RegistrationTarget
from thidua.cycle.s2_register.views import parts
from thidua.cycle.s2_register.views.reading import filtered
from thidua.ui.parts import Crumb, ObjectHeader


def _own(request: Request, pk: int) -> Registration:
    """The sheet of the visitor's unit, while it may be edited."""
    sheet = parts.sheet_or_404(request, pk)
    policies.check_owns(request.actor, sheet)
    policies.check_is_editable(sheet)
    return sheet


@page(signed_in, methods=POST)
def open_sheet(request: Request) -> HttpResponse:
    """Begin the sheet of the own unit."""
    season, actor, today = season_of(request), request.actor, request.today
    said = "Đã lập phiếu. Hãy ghi danh hiệu và chỉ tiêu đăng ký."
    return parts.step(request, lambda: actions.open_sheet(by=actor, season=season, today=today), said)


@page(signed_in, methods=GET_POST)
def line(request: Request, pk: int, kind: str = "", row: int = 0) -> HttpResponse:
    """Add a line of a kind, rewrite one, or take it off."""
    sheet, actor, today = _own(request, pk), request.actor, request.today
    new = RegistrationLine(registration=sheet, subject_kind=kind)
    found = get_object_or_404(queries.lines_of(sheet), pk=row) if row else new
    if found.subject_kind not in SubjectKind.values:
        raise Http404
    if row and "remove" in request.POST:
        said = f"Đã bỏ đăng ký của {found.subject_name}."
        return parts.step(request, lambda: actions.remove_line(by=actor, line=found, today=today), said)
    form = LineForm(request.POST or None, line=found, today=today, initial=vars(found))
    title = f"{'Sửa' if row else 'Thêm'} đăng ký: {found.get_subject_kind_display().lower()}"
    act = lambda: actions.save_line(by=actor, line=form.onto(found), today=today)  # noqa: E731
    return parts.form_page(request, form, act, title, sheet=sheet, row=row, more=not row)


@page(signed_in, methods=GET_POST)
def target(request: Request, pk: int, row: int = 0) -> HttpResponse:
    """Add a target, rewrite one, or take it off."""
    sheet, actor, today = _own(request, pk), request.actor, request.today
    found = get_object_or_404(sheet.targets, pk=row) if row else RegistrationTarget(registration=sheet)
    if row and "remove" in request.POST:
        remove = lambda: actions.remove_target(by=actor, target=found, today=today)  # noqa: E731
        return parts.step(request, remove, "Đã bỏ chỉ tiêu.")
    form, title = TargetForm(request.POST or None, initial=vars(found)), "Sửa chỉ tiêu" if row else "Thêm chỉ tiêu"
    act = lambda: actions.save_target(by=actor, target=form.onto(found), today=today)  # noqa: E731
    return parts.form_page(request, form, act, title, sheet=sheet, row=row, more=not row)


@page(signed_in, methods=GET_POST)
def headcount(request: Request, unit: int) -> HttpResponse:
    """How many people a unit has."""
    season, actor, today = season_of(request), request.actor, request.today
    policies.check_counts_heads(actor, season, unit)
    form = HeadcountForm(request.POST or None, initial=queries.headcounts(season.pk, unit))

    def act() -> None:
        actions.set_headcounts(by=actor, season=season, unit_id=unit, counts=form.cleaned_data, today=today)

    return parts.form_page(request, form, act, f"Số người của {units_by_id([unit])[unit]}")


@page(signed_in, methods=POST)
def send(request: Request, pk: int) -> HttpResponse:
    """Send the own sheet up."""
    sheet, actor, today = parts.sheet_or_404(request, pk), request.actor, request.today
    said = f"Đã gửi phiếu đăng ký tới {sheet.season.authority}."
    return parts.step(request, lambda: actions.send_sheet(by=actor, sheet=sheet, today=today), said)


@page(signed_in, methods=POST)
def accept(request: Request, pk: int) -> HttpResponse:
    """Accept one sheet."""
    sheet, actor, today = parts.sheet_or_404(request, pk), request.actor, request.today
    said = f"Đã tiếp nhận phiếu của {sheet.unit}."
    return parts.step(request, lambda: actions.accept_sheet(by=actor, sheet=sheet, today=today), said)


@page(signed_in, methods=GET_POST)
def send_back(request: Request, pk: int) -> HttpResponse:
    """Send one sheet back with a reason."""
    sheet, actor, today = parts.sheet_or_404(request, pk), request.actor, request.today
    policies.check_may_judge(actor, sheet.season)
    REGISTRATION_FLOW.check("send_back", sheet.state, actor, reason="hỏi trên trang")
    form = ReasonForm(request.POST or None, label="Lý do trả lại, đơn vị sẽ đọc")

    def act() -> str:
        actions.send_back_sheet(by=actor, sheet=sheet, reason=form.cleaned_data["text"], today=today)
        return f"Đã trả lại phiếu của {sheet.unit}."

    return parts.form_page(request, form, act, "Trả lại phiếu đăng ký", sheet=sheet, button="Trả lại")


@page(signed_in, methods=GET_POST)
def remind(request: Request) -> HttpResponse:
    """Remind the units that have not sent their sheet."""
    season, actor, today = season_of(request), request.actor, request.today
    policies.check_may_judge(actor, season)
    text = f"Đề nghị đơn vị gửi phiếu đăng ký thi đua năm {season.year}."
    form, to = ReasonForm(request.POST or None, label="Lời nhắc", initial={"text": text}), reverse("register:home")

    def act() -> str:
        told = actions.remind_units(by=actor, season=season, text=form.cleaned_data["text"], url=to, today=today)
        said = f"Đã nhắc {told.units} đơn vị; {told.already} đơn vị đã được nhắc trước đó trong ngày."
        return said + (f" {told.silent} đơn vị chưa có ai nhận lời nhắc." if told.silent else "")

    behind = queries.units_behind(season, today)
    return parts.form_page(request, form, act, "Nhắc đơn vị chưa đăng ký", units=behind, button="Gửi lời nhắc")


@page(signed_in, methods=GET_POST)
def accept_many(request: Request) -> HttpResponse:
    """Accept every waiting sheet of the filtered units: first say to how many, then do it, row by row."""
    season, actor, today = season_of(request), request.actor, request.today
    act = actions.BulkAccept(actor, season, today)
    sheets = queries.sheets_in(season.pk, filtered(request).qs)
    waiting = act.applicable_to(sheets)
    if request.method == "POST" and request.POST.get("count") == str(len(waiting)):
        done, left = act.apply(sheets)
        messages.success(request, f"Đã tiếp nhận {done} phiếu đăng ký.")
        for sentence in left:
            messages.warning(request, sentence)
        return redirect("register:home")
    context = {
        "crumbs": (Crumb("Đăng ký", reverse("register:home")), Crumb("Tiếp nhận nhiều phiếu")),
        "header": ObjectHeader("Tiếp nhận nhiều phiếu", kind=str(season)),
        "message": act.confirmation_message(sheets),
        "warning": act.warning_for_inapplicables(sheets),
        "sheets": waiting,
        "changed": request.method == "POST",
    }
    return render(request, "register/accept_many.html", context)
