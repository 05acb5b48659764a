"""What the pages share: the season, the decision, a page with one form, files."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from thidua.base.access.actor import Problem, Refused
from thidua.base.access.page import Request
from thidua.base.season.inview import season_of, stand_in_that_of
from thidua.cycle.s7_vote.queries import sessions_info
from thidua.cycle.s8_award import policies, queries
from thidua.cycle.s8_award.models import Decision
from thidua.cycle.s8_award.pages import trail
from thidua.ui.forms import Form
from thidua.ui.parts import Crumb, ObjectHeader

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


def decision_or_404(request: Request, pk: int) -> Decision:
    """A decision that the visitor may see."""
    found = queries.decision_by_id(pk, stand_in_that_of(request, Decision, pk).pk)
    if found is None:
        raise Http404
    policies.check_sees_decision(request.actor, found)
    return found


def check_session(request: Request, pk: int) -> None:
    """A session of the council of the season in view; that of another season is as if it weren't there."""
    if pk not in {info.id for info in sessions_info(season_of(request).pk)}:
        raise Http404


def site_of(request: Request) -> str:
    """The address that certificates name: the configured one, else the one that was asked."""
    return str(getattr(settings, "THIDUA_ADDRESS", "") or request.build_absolute_uri("/"))


def file(data: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to take away."""
    header = content_disposition_header(True, name) or "attachment"
    return HttpResponse(data, media_type, headers={"Content-Disposition": header})


def tried(form: Form, act: Callable[[], Any]) -> Any:
    """What an act on a valid form returns (True for none); what it finds wrong stands beside its field (None)."""
    try:
        return (act() or True) if form.is_valid() else None
    except Problem as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return None


def form_page(
    request: Request, form: Form, act: Callable[[], Any], *, title: str, button: str, said: str, to: str,
    template: str = "award/form.html", of: str = "", **context: Any,
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


def check_has_password(request: Request) -> None:
    """Somebody without a password cannot say once more who he is."""
    if not get_adapter().get_reauthentication_methods(request.user):
        raise Refused("Tài khoản của bạn chưa có mật khẩu nên chưa ký được. Hãy nhờ quản trị đơn vị cấp mật khẩu.")
