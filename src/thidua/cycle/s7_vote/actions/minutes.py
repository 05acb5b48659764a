"""The minutes: written by the secretary, signed by the secretary, then by the chair, over the same file."""

import hashlib
from datetime import date

from django.db import IntegrityError, transaction

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.audit.queries import head
from thidua.base.documents.actions import attach
from thidua.base.files.intake import keep_made
from thidua.base.workflow.actions import move
from thidua.cycle.s7_vote import policies, queries, sealing
from thidua.cycle.s7_vote.enums import SESSION_FLOW, Capacity, SessionState
from thidua.cycle.s7_vote.models import MinutesSignature, Seat, Session
from thidua.cycle.s7_vote.printing import minutes_of

FILE_LABEL = "biên bản"


def write_minutes(*, by: Actor, session: Session, opened: str, ended: str, proceedings: str, conclusions: str) -> None:
    """Write what the record does not know by itself. A signature given on an earlier text no longer counts."""
    policies.check_writes_minutes(by, session)
    with audited("vote.minutes_written", by=by, on=session):
        session.opened, session.ended = opened.strip()[:100], ended.strip()[:100]
        session.proceedings, session.conclusions = proceedings.strip(), conclusions.strip()
        session.minutes_hash = ""
        session.save(update_fields=["opened", "ended", "proceedings", "conclusions", "minutes_hash"])


def capacity_of(session: Session, seat: Seat) -> Capacity:
    """As what a member signs these minutes. Refused to anybody but the chair and the secretary of the session."""
    if seat.pk == session.secretary_id:
        return Capacity.SECRETARY
    if seat.pk == session.chair_id:
        return Capacity.CHAIR
    raise Refused("Chỉ chủ trì và thư ký của phiên họp ký biên bản.")


def sign_minutes(*, by: Actor, session: Session, today: date, sha256: str = "") -> MinutesSignature:
    """Sign the minutes. The secretary's signature makes the file; the chair's, over the same file, completes them.

    ``sha256``: the file that the chair has read. The caller has made sure that it is the account's owner.
    """
    seat = policies.check_sits(by, session, queries.seat_of(by.account_id, session))
    capacity = capacity_of(session, seat)
    if session.state != SessionState.CLOSED:
        raise Refused("Biên bản được ký sau khi kiểm phiếu, mỗi người một lần.")
    if capacity == Capacity.SECRETARY:
        return _sign_as_secretary(by, session, seat, today)
    waiting = session.minutes_hash
    if not waiting:
        raise Problem("Thư ký chưa ký biên bản. Chủ trì ký sau thư ký, trên cùng một bản.")
    if sha256 and sha256 != waiting:
        raise Problem("Biên bản vừa được soạn lại. Hãy đọc bản mới rồi ký.")
    with transaction.atomic():
        signature = _put(by, session, seat, capacity, waiting, today)
        move(SESSION_FLOW, session, "adopt", by=by, today=today)
        transaction.on_commit(lambda: sealing.destroy(session.urn_key))
    return signature


def _sign_as_secretary(by: Actor, session: Session, seat: Seat, today: date) -> MinutesSignature:
    file = minutes_of(session, head(), today)
    name = f"bien-ban-{session.held_on:%Y-%m-%d}.pdf"
    taken = keep_made(name, file, "application/pdf")
    with transaction.atomic():
        attach(by=by, owner=session, name=name, data=taken, label=FILE_LABEL)
        signature = _put(by, session, seat, Capacity.SECRETARY, hashlib.sha256(file).hexdigest(), today)
    return signature


def _put(by: Actor, session: Session, seat: Seat, capacity: Capacity, sha256: str, today: date) -> MinutesSignature:
    try:
        with audited("vote.minutes_signed", by=by, on=session, capacity=capacity.label.lower(), sha256=sha256):
            if capacity == Capacity.SECRETARY:
                session.minutes_hash = sha256
                session.save(update_fields=["minutes_hash"])
            return MinutesSignature.objects.create(
                session=session,
                seat=seat,
                capacity=capacity,
                account_id=by.account_id,
                signer_name=seat.full_name,
                office=seat.office,
                signed_on=today,
                sha256=sha256,
            )
    except IntegrityError:
        raise Problem("Bạn đã ký bản biên bản này rồi.") from None
