"""Voting, counting, minutes."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.audit.queries import head
from thidua.base.people.forms import ReauthenticateForm
from thidua.cycle.s6_propose.queries import dossiers_by_id
from thidua.cycle.s7_vote import forms, policies, queries
from thidua.cycle.s7_vote.actions import counting, minutes, voting
from thidua.cycle.s7_vote.enums import SESSION_FLOW, SIGNING_WORD, Mode
from thidua.cycle.s7_vote.models import CountSheet, Session
from thidua.cycle.s7_vote.pages import sheet_rows, trail, url
from thidua.cycle.s7_vote.printing import minutes_of
from thidua.cycle.s7_vote.views.parts import check_has_password, confirm_page, form_page, session_or_404
from thidua.ui.parts import Confirmation, Crumb


@never_cache
@page(signed_in, methods=GET_POST)
def ballot(request: Request, pk: int) -> HttpResponse:
    """The ballot: choose, read once more, give the password, cast. Between the steps the choices stay on the page."""
    found = session_or_404(request, pk)
    seat = voting.check_ballot(request.actor, found, request.today)
    check_has_password(request)
    items = voting.items_to_vote(found, seat)
    dossiers = dossiers_by_id(item.dossier_id for item in items)
    form = forms.BallotForm(request.POST or None, items=items, dossiers=dossiers)
    casting = request.method == "POST" and "password" in request.POST
    again = ReauthenticateForm(request.POST if casting else None, user=request.user)
    context = {
        "session": found,
        "form": form,
        "crumbs": trail(Crumb(str(found), url("session", pk)), Crumb("Phiếu biểu quyết")),
    }
    if request.method != "POST" or not form.is_valid() or "back" in request.POST:
        return render(request, "vote/ballot.html", context, status=422 if form.errors else 200)
    if not casting or not again.is_valid():
        return render(request, "vote/cast.html", {**context, "again": again}, status=422 if again.errors else 200)
    try:
        voting.cast(by=request.actor, session=found, choices=form.choices(), today=request.today)
    except Problem as problem:
        form.add_error(None, problem.sentence)
        return render(request, "vote/ballot.html", context, status=422)
    return redirect("vote:session", pk=pk)


@page(signed_in, methods=GET_POST)
def count(request: Request, pk: int) -> HttpResponse:
    """Enter the count of papers and letters; entering signs it."""
    found = session_or_404(request, pk)
    policies.check_is_secretary(request.actor, found.season)
    policies.check_is_open(found)
    check_has_password(request)
    items = queries.items_of(pk)
    names = {k: d.subject_name for k, d in dossiers_by_id(i.dossier_id for i in items).items()}
    paper, last = found.mode == Mode.PAPER, queries.last_sheet(pk)
    form = forms.CountForm(request.POST or None, items=items, names=names, paper=paper, last=last)
    return form_page(
        request,
        form,
        lambda: _enter(request, found, form),
        title="Nhập kết quả kiểm phiếu",
        button="Ký và lưu",
        said="Đã ký bảng kiểm phiếu. Cần thêm chữ ký của một thành viên khác.",
        to=url("session", pk),
        of=str(found),
        template="vote/count.html",
    )


@reauthentication_required  # type: ignore[untyped-decorator]
def _enter(request: Request, session: Session, form: forms.CountForm) -> object:
    """Goes on only when the password was given in the last minutes; else allauth asks for it and comes back here."""
    return counting.enter_count(by=request.actor, session=session, tallies=form.tallies(), today=request.today)


@page(signed_in, methods=GET_POST)
def confirm(request: Request, pk: int) -> HttpResponse:
    """The second signature under the count."""
    found = session_or_404(request, pk)
    policies.check_sits(request.actor, found, queries.seat_of(request.actor.account_id, found))
    check_has_password(request)
    sheet = queries.last_sheet(pk)
    if sheet is None:
        return redirect("vote:session", pk=pk)
    form = forms.WordForm(request.POST or None, word=SIGNING_WORD)
    return form_page(
        request,
        form,
        lambda: _confirm(request, sheet),
        title="Ký xác nhận kiểm phiếu",
        button="Ký xác nhận",
        said="Đã ký bảng kiểm phiếu.",
        to=url("session", pk),
        of=str(found),
        template="vote/confirm_count.html",
        sheet=sheet,
        rows=sheet_rows(sheet),
    )


@reauthentication_required  # type: ignore[untyped-decorator]
def _confirm(request: Request, sheet: CountSheet) -> object:
    return counting.confirm_count(by=request.actor, sheet=sheet, today=request.today)


@page(signed_in, methods=GET_POST)
def close(request: Request, pk: int) -> HttpResponse:
    """End the vote and count."""
    found, actor, today = session_or_404(request, pk), request.actor, request.today
    policies.check_is_secretary(actor, found.season)
    policies.check_is_open(found)
    form = forms.WordForm(request.POST or None, word=SESSION_FLOW.get("close").word)
    covered = queries.coverages([pk])[pk]
    voted = f"Đã bỏ phiếu {covered.cast}/{covered.expected}." if found.mode == Mode.ELECTRONIC else str(found)
    late = "Người có mặt mà chưa bỏ phiếu sẽ không bỏ phiếu được nữa và vẫn tính trong tổng số thành viên."
    once = "Kết quả được công bố ngay và không sửa được."
    to = url("session", pk)
    confirmation = Confirmation("Kết thúc bỏ phiếu, kiểm phiếu", voted, (late, once), "Kiểm phiếu", to)
    act = lambda: counting.close_session(by=actor, session=found, today=today)  # noqa: E731
    return confirm_page(request, form, act, confirmation, said="Đã kiểm phiếu.", of=str(found))


@page(signed_in, methods=GET_POST)
def write(request: Request, pk: int) -> HttpResponse:
    """Write the minutes."""
    found, actor = session_or_404(request, pk), request.actor
    policies.check_writes_minutes(actor, found)
    names = ("opened", "ended", "proceedings", "conclusions")
    form = forms.MinutesForm(request.POST or None, initial={n: getattr(found, n) for n in names})
    return form_page(
        request,
        form,
        lambda: minutes.write_minutes(by=actor, session=found, **form.cleaned_data),
        title="Soạn biên bản",
        button="Lưu biên bản",
        said="Đã lưu. Hãy xem bản in rồi ký.",
        to=url("session", pk),
        of=str(found),
        lead="Thành phần, điểm danh, kết quả và ngưỡng phiếu được ghi tự động. Sửa sau khi ký thì phải ký lại.",
    )


@page(signed_in)
def preview(request: Request, pk: int) -> HttpResponse:
    """The minutes as they would be printed now."""
    found = session_or_404(request, pk)
    policies.check_writes_minutes(request.actor, found)
    data = minutes_of(found, head(), request.today)
    name = content_disposition_header(False, f"bien-ban-{found.held_on:%Y-%m-%d}-du-thao.pdf")
    return HttpResponse(data, "application/pdf", headers={"Content-Disposition": name or "inline"})


@page(signed_in, methods=GET_POST)
def sign(request: Request, pk: int) -> HttpResponse:
    """Sign the minutes."""
    found, actor = session_or_404(request, pk), request.actor
    seat = policies.check_sits(actor, found, queries.seat_of(actor.account_id, found))
    capacity = minutes.capacity_of(found, seat)
    check_has_password(request)
    form = forms.WordForm(request.POST or None, word=SIGNING_WORD, initial={"sha256": found.minutes_hash})
    said = f"Bạn ký với tư cách {capacity.label.lower()}."
    lines = ("Chữ ký đã ghi không rút lại được.", "Thư ký sửa biên bản thì cả hai phải ký lại.")
    confirmation = Confirmation("Ký biên bản", said, lines, "Ký biên bản", url("session", pk), danger=False)
    return confirm_page(
        request, form, lambda: _sign(request, found, form), confirmation, said="Đã ký biên bản.", of=str(found)
    )


@reauthentication_required  # type: ignore[untyped-decorator]
def _sign(request: Request, session: Session, form: forms.WordForm) -> object:
    sha256 = form.cleaned_data["sha256"]
    return minutes.sign_minutes(by=request.actor, session=session, today=request.today, sha256=sha256)
