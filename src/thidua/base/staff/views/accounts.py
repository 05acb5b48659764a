"""Accounts of the scope: created with a role, given and taken roles, locked, handed a new password."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from thidua.base.access.actor import Problem, refusal
from thidua.base.access.page import GET_POST, POST, Request, page
from thidua.base.audit.queries import history_of
from thidua.base.people.models import Account
from thidua.base.people.queries import has_second_factor
from thidua.base.staff import actions
from thidua.base.staff.exports import accounts_xlsx
from thidua.base.staff.forms import AccountFilter, AccountForm, EndForm, ReasonForm, RoleForm
from thidua.base.staff.policies import check_administers_accounts, check_manage_account, check_see_account
from thidua.base.staff.queries import accounts_within, all_roles_of
from thidua.base.staff.tables import AccountTable
from thidua.base.units.models import Appointment
from thidua.ui.answers import form_answer
from thidua.ui.parts import Action, Crumb, Fact, HistoryEntry, ObjectHeader, State
from thidua.ui.tables import paged

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _filter(request: Request) -> AccountFilter:
    return AccountFilter(request.GET, queryset=accounts_within(request.actor), request=request)


@page(check_administers_accounts)
def accounts(request: Request) -> HttpResponse:
    """Accounts of the scope, filtered in the address."""
    chosen = _filter(request)
    table = AccountTable(chosen.qs, today=request.today)
    paged(request, table, 50)
    excel = f"{reverse('people:accounts_export')}?{request.GET.urlencode()}"
    header = ObjectHeader(
        "Tài khoản",
        action=Action("Tạo tài khoản", reverse("people:account_create"), "plus-lg"),
        others=(
            Action("Con người", reverse("people:persons"), "people"),
            Action("Tải Excel", excel, "file-earmark-spreadsheet"),
        ),
    )
    return render(request, "staff/list.html", {"header": header, "filter": chosen, "table": table})


@page(check_administers_accounts)
def export(request: Request) -> HttpResponse:
    """The filtered accounts as a spreadsheet."""
    data = accounts_xlsx(list(_filter(request).qs), request.today)
    headers = {"Content-Disposition": 'attachment; filename="tai-khoan.xlsx"'}
    return HttpResponse(data, content_type=XLSX, headers=headers)


@never_cache
@page(check_administers_accounts, methods=GET_POST)
def create(request: Request) -> HttpResponse:
    """A new account with its first role; answers with the one-time password."""
    form = AccountForm(request.POST or None, actor=request.actor, initial={"valid_from": request.today})
    if form.is_valid():
        try:
            account, word = actions.open_account(by=request.actor, **form.cleaned_data)
        except Problem as problem:
            form.add_error(problem.field, problem.sentence)
        else:
            return render(request, "staff/one_time.html", {"account": account, "word": word})
    context = {"form": form, "crumbs": _crumbs("Tạo tài khoản"), "title": "Tạo tài khoản", "submit": "Tạo tài khoản"}
    return form_answer(request, "staff/form.html", {**context, "back": reverse("people:accounts")})


def _crumbs(last: str, of: Account | None = None) -> tuple[Crumb, ...]:
    one = (Crumb(of.full_name, reverse("people:account", args=[of.pk])),) if of else ()
    return Crumb("Tài khoản", reverse("people:accounts")), *one, Crumb(last)


@page(check_administers_accounts)
def account(request: Request, account_id: int) -> HttpResponse:
    """One account: its roles, its state, what was done to it."""
    found = get_object_or_404(Account, pk=account_id)
    check_see_account(request.actor, found)
    why_not = refusal(check_manage_account, request.actor, found, request.today)
    context = {
        "crumbs": _crumbs(found.full_name),
        "header": _header(found, manageable=why_not is None),
        "facts": _facts(found),
        "second_factor": has_second_factor(found) and why_not is None,
        "account": found,
        "why_not": why_not,
        "roles": [(held, held.in_force(request.today)) for held in all_roles_of(found.pk)],
        "history": [HistoryEntry(line.at, line.text) for line in history_of(found)],
    }
    return render(request, "staff/account.html", context)


def _facts(found: Account) -> list[Fact]:
    factor = "đang bật" if has_second_factor(found) else "chưa bật"
    return [
        Fact("Tên đăng nhập", found.username),
        Fact("Thư điện tử", found.email or "chưa ghi"),
        Fact("Xác thực hai lớp", factor),
    ]


def _header(found: Account, *, manageable: bool) -> ObjectHeader:
    state = State("đang mở", "open") if found.is_active else State("đang khóa", "locked")
    action, others = None, [Action("Giao vai trò", reverse("people:appoint", args=[found.pk]), "plus-lg")]
    if manageable and found.is_active:
        action = Action("Cấp lại mật khẩu", reverse("people:reset_password", args=[found.pk]), "key", "post")
        others.insert(0, Action("Khóa tài khoản", reverse("people:lock", args=[found.pk]), "lock"))
    elif manageable:
        action = Action("Mở lại tài khoản", reverse("people:unlock", args=[found.pk]), "unlock", "post")
    return ObjectHeader(found.full_name, state, kind="Tài khoản", action=action, others=tuple(others))


@never_cache
@page(check_administers_accounts, methods=POST)
def reset(request: Request, account_id: int) -> HttpResponse:
    """A one-time password, shown once."""
    found = get_object_or_404(Account, pk=account_id)
    word = actions.reset_password(by=request.actor, account=found, today=request.today)
    return render(request, "staff/one_time.html", {"account": found, "word": word, "crumbs": _crumbs(found.full_name)})


@page(check_administers_accounts, methods=GET_POST)
def lock(request: Request, account_id: int) -> HttpResponse:
    """Lock out, with the reason."""
    found = get_object_or_404(Account, pk=account_id)
    check_manage_account(request.actor, found, request.today)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.set_open(by=request.actor, account=found, is_open=False, reason=reason, today=request.today)
        messages.success(request, "Đã khóa tài khoản. Mọi phiên đăng nhập của tài khoản này đã kết thúc.")
        return redirect("people:account", found.pk)
    title = f"Khóa tài khoản {found}"
    context = {"form": form, "crumbs": _crumbs("Khóa", found), "title": title, "submit": "Khóa tài khoản"}
    return form_answer(request, "staff/form.html", {**context, "back": reverse("people:account", args=[found.pk])})


@page(check_administers_accounts, methods=GET_POST)
def remove_second_factor(request: Request, account_id: int) -> HttpResponse:
    """For somebody who lost the telephone and the recovery codes."""
    found = get_object_or_404(Account, pk=account_id)
    check_manage_account(request.actor, found, request.today)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.remove_second_factor(by=request.actor, account=found, reason=reason, today=request.today)
        messages.success(request, "Đã gỡ xác thực hai lớp. Hãy nhắc người dùng bật lại ngay.")
        return redirect("people:account", found.pk)
    title = f"Gỡ xác thực hai lớp của {found}"
    context = {"form": form, "crumbs": _crumbs("Xác thực hai lớp", found), "title": title, "submit": "Gỡ"}
    return form_answer(request, "staff/form.html", {**context, "back": reverse("people:account", args=[found.pk])})


@page(check_administers_accounts, methods=POST)
def unlock(request: Request, account_id: int) -> HttpResponse:
    """Let in again."""
    found = get_object_or_404(Account, pk=account_id)
    actions.set_open(by=request.actor, account=found, is_open=True, reason="", today=request.today)
    messages.success(request, "Đã mở lại tài khoản.")
    return redirect("people:account", found.pk)


@page(check_administers_accounts, methods=GET_POST)
def appoint(request: Request, account_id: int) -> HttpResponse:
    """A further role."""
    found = get_object_or_404(Account, pk=account_id)
    check_see_account(request.actor, found)
    form = RoleForm(request.POST or None, actor=request.actor, initial={"valid_from": request.today})
    if form.is_valid():
        try:
            actions.appoint(by=request.actor, account=found, **form.cleaned_data)
        except Problem as problem:
            form.add_error(problem.field, problem.sentence)
        else:
            messages.success(request, "Đã giao vai trò.")
            return redirect("people:account", found.pk)
    title = f"Giao vai trò cho {found}"
    context = {"form": form, "crumbs": _crumbs("Giao vai trò", found), "title": title, "submit": "Giao vai trò"}
    return form_answer(request, "staff/form.html", {**context, "back": reverse("people:account", args=[found.pk])})


@page(check_administers_accounts, methods=GET_POST)
def end_role(request: Request, appointment_id: int) -> HttpResponse:
    """The last day of a role."""
    held = get_object_or_404(Appointment.objects.select_related("account", "unit"), pk=appointment_id)
    check_see_account(request.actor, held.account)
    form = EndForm(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        try:
            actions.end_role(by=request.actor, appointment=held, on=form.cleaned_data["on"])
        except Problem as problem:
            form.add_error("on", problem.sentence)
        else:
            messages.success(request, "Đã ghi ngày kết thúc vai trò.")
            return redirect("people:account", held.account_id)
    title = f"Kết thúc vai trò «{held}» của {held.account}"
    context = {"form": form, "crumbs": _crumbs("Kết thúc vai trò", held.account), "title": title}
    back = reverse("people:account", args=[held.account_id])
    return form_answer(request, "staff/form.html", {**context, "submit": "Ghi ngày kết thúc", "back": back})
