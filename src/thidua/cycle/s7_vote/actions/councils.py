"""The council and its roster."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.people.models import Account
from thidua.base.units.models import Unit
from thidua.cycle.s7_vote.enums import SeatRole
from thidua.cycle.s7_vote.facts import quorum_share
from thidua.cycle.s7_vote.models import Council, Seat
from thidua.cycle.s7_vote.policies import check_keeps_council
from thidua.language.dates import format_date
from thidua.language.text import tidy


@dataclass(frozen=True)
class NewSeat:
    """A member as typed."""

    full_name: str
    office: str
    role: str
    valid_from: date
    valid_to: date | None = None
    account: Account | None = None


def record_council(
    *,
    by: Actor,
    authority: Unit,
    name: str,
    decision: str,
    valid_from: date,
    valid_to: date | None = None,
    quorum: str = "",
    seats: Sequence[NewSeat] = (),
) -> Council:
    """Record a council set up by a decision, with its first members. ``quorum``: the share of its own regulation."""
    check_keeps_council(by, authority.pk)
    if not name.strip():
        raise Problem("Hãy ghi tên hội đồng.", "name")
    if valid_to and valid_to < valid_from:
        raise Problem("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.", "valid_to")
    if quorum.strip():
        quorum_share(quorum)
    with audited("vote.council_recorded", by=by) as record:
        record.on = council = Council.objects.create(
            authority=authority,
            name=tidy(name),
            decision=tidy(decision),
            quorum=quorum.strip(),
            valid_from=valid_from,
            valid_to=valid_to,
        )
        for seat in seats:
            add_seat(by=by, council=council, seat=seat)
    return council


def add_seat(*, by: Actor, council: Council, seat: NewSeat) -> Seat:
    """Add a member from a day on. One account sits once at a time, and there is one chair at a time."""
    check_keeps_council(by, council.authority_id)
    if not seat.full_name.strip() or not seat.office.strip():
        raise Problem("Hãy ghi họ tên và chức vụ của thành viên.", "full_name")
    if seat.valid_to and seat.valid_to < seat.valid_from:
        raise Problem("Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.", "valid_to")
    others = _overlapping(council, seat)
    if seat.account and others.filter(account=seat.account).exists():
        raise Problem(f"Tài khoản {seat.account} đã là thành viên hội đồng trong thời gian này.", "account")
    if seat.role == SeatRole.CHAIR and (chair := others.filter(role=SeatRole.CHAIR).first()):
        raise Problem(f"Trong thời gian này {chair} đang là chủ tịch hội đồng; hãy ghi ngày thôi trước.", "role")
    with audited("vote.seat_recorded", by=by, on=council, member=tidy(seat.full_name)):
        return Seat.objects.create(
            council=council,
            account=seat.account,
            full_name=tidy(seat.full_name),
            office=tidy(seat.office),
            role=seat.role,
            order=council.seats.count() + 1,
            valid_from=seat.valid_from,
            valid_to=seat.valid_to,
        )


def _overlapping(council: Council, seat: NewSeat) -> QuerySet[Seat]:
    until = Q(valid_to__isnull=True) | Q(valid_to__gte=seat.valid_from)
    rows = council.seats.filter(until)
    return rows.filter(valid_from__lte=seat.valid_to) if seat.valid_to else rows


def end_seat(*, by: Actor, seat: Seat, on: date) -> None:
    """A member leaves after a day; sessions held before keep the member in their roster."""
    check_keeps_council(by, seat.council.authority_id)
    if on < seat.valid_from:
        raise Problem("Ngày thôi tham gia không thể trước ngày bắt đầu.", "on")
    with audited("vote.seat_ended", by=by, on=seat.council, member=seat.full_name, last_day=format_date(on)):
        seat.valid_to = on
        seat.save(update_fields=["valid_to"])
