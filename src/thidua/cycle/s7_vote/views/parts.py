"""What the pages share: the season, the session, a page with one form."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access.actor import Problem, Refused
from thidua.base.access.page import Request
from thidua.base.season.inview import stand_in_that_of
from thidua.cycle.s7_vote import policies, queries
from thidua.cycle.s7_vote.models import Session
from thidua.cycle.s7_vote.pages import trail
from thidua.ui.forms import Form
from thidua.ui.parts import Confirmation, Crumb, ObjectHeader


def session_or_404(request: Request, pk: int) -> Session:
    """A session that the visitor may see."""
    session = queries.session_by_id(pk, stand_in_that_of(request, Session, pk).pk)
    if session is None:
        raise Http404
    policies.check_sees_sessions(request.actor, session.season)
    return session


def tried(form: Form, act: Callable[[], Any]) -> Any:
    """What an act on a valid form returns (True for none); what it finds wrong stands beside its field (None)."""
    try:
        return (act() or True) if form.is_valid() else None
    except Problem as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return None


def form_page(
    request: Request, form: Form, act: Callable[[], Any], *, title: str, button: str, said: str, to: str,
    template: str = "vote/form.html", of: str = "", **context: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form: shows it, does the act, says so and goes on; or shows what was wrong.

    ``of`` names what ``to`` shows: it stands above the title and in the path.
    """
    if done := tried(form, act):
        messages.success(request, said)
        return done if isinstance(done, HttpResponse) else redirect(to)
    crumbs = trail(*((Crumb(of, to),) if of else ()), Crumb(title))
    shown = {"header": ObjectHeader(title, kind=of), "crumbs": crumbs, "button": button, "back": to} | context
    return render(request, template, {**shown, "form": form}, status=422 if form.errors else 200)


def confirm_page(
    request: Request, form: Form, act: Callable[[], Any], confirmation: Confirmation, *, said: str, of: str
) -> HttpResponse:
    """A page that asks for a word before a final act."""
    if done := tried(form, act):
        messages.success(request, said)
        return done if isinstance(done, HttpResponse) else redirect(confirmation.back_url)
    crumbs = trail(Crumb(of, confirmation.back_url), Crumb(confirmation.title))
    context = {"form": form, "confirmation": confirmation, "crumbs": crumbs}
    return render(request, "ui/confirm.html", context, status=422 if form.errors else 200)


def check_has_password(request: Request) -> None:
    """Somebody without a password cannot say once more who he is."""
    if not get_adapter().get_reauthentication_methods(request.user):
        raise Refused("Tài khoản của bạn chưa có mật khẩu nên chưa làm được việc này. Hãy nhờ quản trị đơn vị cấp.")
