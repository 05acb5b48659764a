"""Casting ballots: the roll and the sealed envelopes, in one act, with nothing that leads from one to the other."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.cycle.s7_vote import policies, queries
from thidua.cycle.s7_vote.enums import Choice, Presence
from thidua.cycle.s7_vote.models import Envelope, Item, Recusal, Roll, Seat, Session
from thidua.cycle.s7_vote.sealing import seal

TWICE = "Bạn đã bỏ phiếu tại phiên này rồi. Mỗi người bỏ phiếu một lần; phiếu đã bỏ không sửa được."


def items_to_vote(session: Session, seat: Seat) -> list[Item]:
    """The agenda without what the member stays out of."""
    out = set(Recusal.objects.filter(item__session=session, seat=seat).values_list("item_id", flat=True))
    return [item for item in queries.items_of(session.pk) if item.pk not in out]


def check_ballot(by: Actor, session: Session, today: date) -> Seat:
    """Everything that must hold before a member is given a ballot. Raises Refused."""
    seat = policies.check_votes(by, session, queries.seat_of(by.account_id, session), today)
    if queries.attendance_of(session.pk).get(seat.pk) != Presence.PRESENT:
        raise Refused("Bạn chưa được điểm danh có mặt tại phiên này. Hãy báo thư ký phiên họp.")
    if Roll.objects.filter(item__session=session, seat=seat).exists():
        raise Refused(TWICE)
    if not items_to_vote(session, seat):
        raise Refused("Bạn đã rút khỏi biểu quyết mọi mục của phiên này nên không có phiếu để bỏ.")
    return seat


def cast(*, by: Actor, session: Session, choices: Mapping[int, str], today: date) -> None:
    """Cast one's ballots on all items at once. The caller has made sure that it is the account's owner.

    The session is held until the end of the transaction, so no ballot slips in behind the count. Raises Refused for
    whoever may not vote (again), Problem for an item without an answer.
    """
    with transaction.atomic():
        locked = Session.objects.select_for_update(of=("self",)).select_related("season", "council").get(pk=session.pk)
        seat = check_ballot(by, locked, today)
        items = items_to_vote(locked, seat)
        if set(choices) != {item.pk for item in items}:
            raise Problem("Phiếu chưa đủ các mục, hoặc chương trình vừa thay đổi. Hãy mở lại phiếu và chọn từng mục.")
        if not set(choices.values()) <= set(Choice.values):
            raise Problem("Phiếu có lựa chọn không hợp lệ. Hãy mở lại phiếu và chọn từng mục.")
        _keep(by, locked, seat, {item: Choice(choices[item.pk]) for item in items})


def _keep(by: Actor, session: Session, seat: Seat, choices: Mapping[Item, Choice]) -> None:
    try:
        with audited("vote.cast", by=by, on=session):
            Roll.objects.bulk_create(Roll(item=item, seat=seat) for item in choices)
            Envelope.objects.bulk_create(
                Envelope(item=item, sealed=seal(session.urn_key, item.pk, choice)) for item, choice in choices.items()
            )
    except IntegrityError:
        raise Refused(TWICE) from None
