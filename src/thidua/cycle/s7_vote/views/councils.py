"""The council and its roster."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.base.units.queries import holders
from thidua.cycle.s7_vote import policies, queries
from thidua.cycle.s7_vote.actions import councils as actions
from thidua.cycle.s7_vote.enums import COUNCIL_ROLES
from thidua.cycle.s7_vote.forms import CouncilForm, EndSeatForm, SeatForm
from thidua.cycle.s7_vote.models import Council
from thidua.cycle.s7_vote.pages import trail, url
from thidua.cycle.s7_vote.views.parts import form_page
from thidua.ui.parts import Crumb, Fact, ObjectHeader


def _council(request: Request, pk: int) -> Council:
    season = season_of(request)
    policies.check_sees_sessions(request.actor, season)
    found = queries.councils_of(season.authority_id).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@page(signed_in)
def councils(request: Request) -> HttpResponse:
    """All councils of the authority, the newest first."""
    season = season_of(request)
    policies.check_sees_sessions(request.actor, season)
    context = {
        "header": ObjectHeader("Hội đồng thi đua, khen thưởng", kind=str(season.authority)),
        "crumbs": trail(Crumb("Hội đồng")),
        "councils": queries.councils_of(season.authority_id),
        "may_keep": policies.can_keep_council(request.actor, season.authority_id),
    }
    return render(request, "vote/councils.html", context)


@page(signed_in, methods=GET_POST)
def new_council(request: Request) -> HttpResponse:
    """Record a council."""
    season, actor = season_of(request), request.actor
    policies.check_keeps_council(actor, season.authority_id)
    form = CouncilForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.record_council(by=actor, authority=season.authority, **form.cleaned_data),
        title="Lập danh sách hội đồng",
        button="Lập hội đồng",
        said="Đã lập hội đồng. Hãy ghi các thành viên.",
        to=reverse("vote:councils"),
    )


@page(signed_in, methods=GET_POST)
def council(request: Request, pk: int) -> HttpResponse:
    """One council with its roster; the form adds a member."""
    found, actor, today = _council(request, pk), request.actor, request.today
    if request.method == "POST":
        policies.check_keeps_council(actor, found.authority_id)
    ids = [h.account_id for role in COUNCIL_ROLES for h in holders(role, [found.authority_id], today)]
    form = SeatForm(request.POST or None, account_ids=ids, initial={"valid_from": today})
    return form_page(
        request,
        form,
        lambda: actions.add_seat(by=actor, council=found, seat=actions.NewSeat(**form.cleaned_data)),
        title=found.name,
        button="Thêm thành viên",
        said="Đã ghi thành viên.",
        to=url("council", pk),
        template="vote/council.html",
        council=found,
        may_keep=policies.can_keep_council(actor, found.authority_id),
        members=len(queries.seats_on(pk, today)),
        facts=_facts(found),
    )


def _facts(council: Council) -> tuple[Fact, ...]:
    return (
        Fact("Quyết định thành lập", council.decision or "chưa ghi"),
        Fact("Thời gian", f"từ {council.valid_from:%d/%m/%Y}"),
        Fact("Tỷ lệ dự họp tối thiểu", council.quorum or "quy chế không ghi"),
    )


@page(signed_in, methods=GET_POST)
def end_seat(request: Request, pk: int) -> HttpResponse:
    """A member leaves."""
    seat = queries.seat_by_id(pk)
    if seat is None:
        raise Http404
    found, actor = _council(request, seat.council_id), request.actor
    policies.check_keeps_council(actor, found.authority_id)
    form = EndSeatForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: actions.end_seat(by=actor, seat=seat, on=form.cleaned_data["on"]),
        title=f"{seat} thôi tham gia hội đồng",
        button="Ghi ngày thôi",
        said="Đã ghi.",
        to=url("council", found.pk),
        of=found.name,
        lead="Các phiên họp trước ngày này vẫn giữ thành viên trong danh sách.",
    )
