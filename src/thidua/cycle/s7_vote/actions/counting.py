"""The count: sheets of the counting board, and the close that opens the urn."""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.workflow.actions import move
from thidua.cycle.s6_propose.queries import dossiers_by_id
from thidua.cycle.s7_vote import policies, queries, sealing
from thidua.cycle.s7_vote.enums import SESSION_FLOW, Choice, Mode, Presence
from thidua.cycle.s7_vote.facts import Tally, catalogue, result_of, thresholds
from thidua.cycle.s7_vote.models import (
    Ballot,
    CountSheet,
    CountSignature,
    Envelope,
    Item,
    Outcome,
    PaperCount,
    Seat,
    Session,
)

SIGNATURES = 2


def _voters(session: Session) -> tuple[dict[int, int], dict[int, int]]:
    """For each item, how many of those present may vote and how many letters there can be."""
    called, out = queries.attendance_of(session.pk), defaultdict(set)
    for row in queries.recusals_of(session.pk):
        out[row.item_id].add(row.seat_id)

    def count(item: Item, status: str) -> int:
        return sum(1 for seat, said in called.items() if said == status and seat not in out[item.pk])

    items = queries.items_of(session.pk)
    return (
        {item.pk: count(item, Presence.PRESENT) for item in items},
        {item.pk: count(item, Presence.WRITTEN) for item in items},
    )


def needs_sheet(session: Session) -> bool:
    """Whether the counting board has anything to enter: papers, or letters of absent members."""
    return session.mode == Mode.PAPER or Presence.WRITTEN in queries.attendance_of(session.pk).values()


def enter_count(*, by: Actor, session: Session, tallies: Mapping[int, Tally], today: date) -> CountSheet:
    """Enter and sign the count of papers and letters, for every item. A later sheet takes the place of this one.

    The caller has made sure that it is the account's owner. Raises Problem naming the item whose numbers are wrong.
    """
    policies.check_is_secretary(by, session.season)
    policies.check_is_open(session)
    seat = policies.check_sits(by, session, queries.seat_of(by.account_id, session))
    items = queries.items_of(session.pk)
    present, letters = _voters(session)
    if set(tallies) != {item.pk for item in items}:
        raise Problem("Bảng kiểm phiếu chưa đủ các mục trong chương trình.")
    for item in items:
        _check_tally(session, item, tallies[item.pk], present[item.pk], letters[item.pk])
    with audited("vote.counted", by=by, on=session):
        sheet = CountSheet.objects.create(session=session, on_date=today)
        PaperCount.objects.bulk_create(PaperCount(sheet=sheet, item=i, **vars(tallies[i.pk])) for i in items)
        _sign_sheet(by, sheet, seat, today)
    return sheet


def _check_tally(session: Session, item: Item, tally: Tally, present: int, letters: int) -> None:
    where, name = f"Mục {item.order}", f"i{item.pk}"
    if min(vars(tally).values()) < 0:
        raise Problem(f"{where}: số phiếu không thể âm.", name)
    if session.mode == Mode.ELECTRONIC and (tally.issued or tally.collected):
        raise Problem(f"{where}: phiên bỏ phiếu điện tử chỉ nhập ý kiến bằng văn bản.", name)
    if tally.issued > present:
        raise Problem(f"{where}: phát ra {tally.issued} phiếu, nhiều hơn {present} người được bỏ phiếu có mặt.", name)
    if tally.collected > tally.issued:
        raise Problem(f"{where}: thu về {tally.collected} phiếu, nhiều hơn {tally.issued} phiếu phát ra.", name)
    if tally.written > letters:
        raise Problem(f"{where}: có {tally.written} ý kiến bằng văn bản, nhiều hơn {letters} người đã gửi.", name)


def confirm_count(*, by: Actor, sheet: CountSheet, today: date) -> CountSignature:
    """The second signature, by another member who was there. Raises Problem when the first signer signs again."""
    session = sheet.session
    seat = policies.check_sits(by, session, queries.seat_of(by.account_id, session))
    policies.check_is_open(session)
    if queries.attendance_of(session.pk).get(seat.pk) != Presence.PRESENT:
        raise Problem("Chỉ người có mặt tại phiên họp ký xác nhận kiểm phiếu.")
    newest = queries.last_sheet(session.pk)
    if newest is None or newest.pk != sheet.pk:
        raise Problem("Bảng kiểm phiếu vừa được nhập lại. Hãy đọc bản mới rồi ký.")
    try:
        with audited("vote.count_signed", by=by, on=session):
            return _sign_sheet(by, sheet, seat, today)
    except IntegrityError:
        raise Problem("Bạn đã ký bảng kiểm phiếu này; chữ ký thứ hai phải của người khác.") from None


def _sign_sheet(by: Actor, sheet: CountSheet, seat: Seat, today: date) -> CountSignature:
    return CountSignature.objects.create(
        sheet=sheet, seat=seat, account_id=by.account_id, signer_name=seat.full_name, signed_on=today
    )


def close_session(*, by: Actor, session: Session, today: date) -> None:
    """End the vote and count: open the urn, add the letters, hold each item against its threshold. All or nothing.

    Raises Problem when the board has not signed, when the urn does not hold exactly what the roll says, or when its
    key is gone. Members who did not vote count in the total membership, as the law has it.
    """
    with transaction.atomic():
        locked = Session.objects.select_for_update(of=("self",)).select_related("season", "council").get(pk=session.pk)
        policies.check_is_secretary(by, locked.season)
        policies.check_is_open(locked)
        items = queries.items_of(locked.pk)
        tallies = _sheet_tallies(locked, items)
        if locked.mode == Mode.ELECTRONIC:
            tallies = _open_urn(locked, items, tallies)
        rows = _outcomes(locked, items, tallies, today)
        details = {"passed": sum(row.passed for row in rows), "items": len(rows)}
        move(SESSION_FLOW, locked, "close", by=by, today=today, details=details)
        with audited("vote.outcomes", by=by, on=locked, **details):
            Outcome.objects.bulk_create(rows)
        transaction.on_commit(lambda: sealing.destroy(locked.urn_key))
    session.state = locked.state


def _sheet_tallies(session: Session, items: list[Item]) -> dict[int, Tally]:
    if not needs_sheet(session):
        return {item.pk: Tally() for item in items}
    sheet = queries.last_sheet(session.pk)
    if sheet is None:
        raise Problem("Ban kiểm phiếu chưa nhập kết quả phiếu giấy, ý kiến bằng văn bản.")
    if len(sheet.signatures.all()) < SIGNATURES:
        raise Problem("Bảng kiểm phiếu mới có một chữ ký; cần thêm chữ ký của một thành viên khác.")
    fields = list(Tally.__dataclass_fields__)
    return {row.item_id: Tally(**{name: getattr(row, name) for name in fields}) for row in sheet.counts.all()}


def _open_urn(session: Session, items: list[Item], letters: Mapping[int, Tally]) -> dict[int, Tally]:
    """Open every envelope, keep the ballots in random order, and count them."""
    key, rolls = sealing.load_urn(session.urn_key), queries.rolls_by_item(session.pk)
    envelopes = list(Envelope.objects.filter(item__session=session))
    if Counter(e.item_id for e in envelopes) != rolls:
        raise Problem("Số phiếu trong hòm không khớp danh sách đã bỏ phiếu; không công bố kết quả.")
    ballots = [Ballot(item_id=e.item_id, choice=sealing.unseal(key, e.item_id, e.sealed)) for e in envelopes]
    random.SystemRandom().shuffle(ballots)
    Ballot.objects.bulk_create(ballots)
    found, present = Counter((b.item_id, b.choice) for b in ballots), _voters(session)[0]
    return {
        item.pk: Tally(
            issued=present[item.pk],
            agree=found[item.pk, Choice.AGREE],
            disagree=found[item.pk, Choice.DISAGREE],
            blank=found[item.pk, Choice.BLANK],
            written_agree=letters[item.pk].written_agree,
            written_disagree=letters[item.pk].written_disagree,
        )
        for item in items
    }


def _outcomes(session: Session, items: list[Item], tallies: Mapping[int, Tally], today: date) -> list[Outcome]:
    dossiers = dossiers_by_id(item.dossier_id for item in items)
    codes = {d.award_code for d in dossiers.values()}
    rules = thresholds(codes, session.held_on, catalogue(session.season))
    members, rows = len(queries.seats_on(session.council_id, session.held_on)), []
    for item in items:
        tally, rule = tallies[item.pk], rules[dossiers[item.dossier_id].award_code]
        result = result_of(rule, members, tally)
        rows.append(
            Outcome(
                item=item,
                issued=tally.issued,
                collected=tally.collected,
                agree=tally.agree + tally.written_agree,
                disagree=tally.disagree + tally.written_disagree,
                blank=tally.blank,
                written=tally.written,
                total_members=members,
                needed=result.needed,
                passed=result.passed,
                sentence=result.sentence,
                threshold_text=rule.text,
                citation=rule.citation,
                binding=rule.binding,
                warnings=list(result.warnings),
                closed_on=today,
            )
        )
    return rows
