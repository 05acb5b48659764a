"""The minutes as a paper: roster, roll-call, recusals, each ballot with its arithmetic, where the log stood."""

from collections import defaultdict
from datetime import date, datetime, time
from decimal import Decimal

from django.utils.timezone import get_current_timezone

from thidua.base.units.writing import organ_of, place_of
from thidua.cycle.s6_propose.queries import DossierInfo, dossiers_by_id
from thidua.cycle.s7_vote import queries
from thidua.cycle.s7_vote.enums import Mode, Presence
from thidua.cycle.s7_vote.models import Outcome, Seat, Session
from thidua.language.dates import date_in_words
from thidua.language.numbers import format_percent
from thidua.paper.minutes import Ballot, Member, Minutes, Tally, minutes_pdf
from thidua.paper.parts import Letterhead, Signer

_NO_QUORUM = "Quy chế của hội đồng chưa ghi tỷ lệ dự họp tối thiểu."


def noon(day: date) -> datetime:
    """The moment that a paper made on a day carries: the same day gives the same bytes."""
    return datetime.combine(day, time(12), get_current_timezone())


def minutes_of(session: Session, log: tuple[int, str], today: date) -> bytes:
    """The minutes as PDF, as they stand; ``log`` is number and hash of the last row of the log."""
    roster, called = queries.seats_on(session.council_id, session.held_on), queries.attendance_of(session.pk)
    day = date_in_words(session.held_on)
    paper = Minutes(
        letterhead=Letterhead(
            parent=organ_of(session.season.authority),
            issuer=session.council.name,
            place=place_of(session.season.authority),
            day=session.held_on,
        ),
        subject=f"Họp xét khen thưởng năm {session.season.year}",
        opened=f"{session.opened}, {day}" if session.opened else day,
        closed=session.ended or "sau khi thông qua biên bản",
        venue=session.place or "chưa ghi",
        members=tuple(_member(seat, called.get(seat.pk, Presence.ABSENT)) for seat in roster),
        quorum=f"Quy chế của hội đồng yêu cầu từ {session.council.quorum} tổng số thành viên trở lên."
        if session.council.quorum
        else _NO_QUORUM,
        proceedings=(*_lines(session.proceedings), *_how(session), *_recusals(session)),
        ballots=_ballots(session),
        conclusions=_lines(session.conclusions) or ("Hội đồng thống nhất kết quả biểu quyết nêu trên.",),
        chair=_signer("Chủ trì", session.chair),
        secretary=_signer("Thư ký", session.secretary),
        log_hash=f"dòng {log[0]}, {log[1]}",
    )
    return minutes_pdf(paper, made_at=noon(today))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _signer(office: str, seat: Seat) -> Signer:
    return Signer(office=office, name=seat.full_name)


def _member(seat: Seat, status: str) -> Member:
    note = "có ý kiến bằng văn bản" if status == Presence.WRITTEN else ""
    role = seat.get_role_display()
    return Member(
        name=seat.full_name, office=seat.office, role=role, present=status == Presence.PRESENT, note=note
    )  # fmt: skip


def _how(session: Session) -> tuple[str, ...]:
    if session.mode == Mode.ELECTRONIC:
        return (
            "Hội đồng bỏ phiếu kín điện tử; phiếu được niêm phong đến khi kiểm phiếu và không gắn với người bỏ phiếu.",
        )
    sheet = queries.last_sheet(session.pk)
    names = " và ".join(s.signer_name for s in sheet.signatures.all()) if sheet else ""
    return (f"Hội đồng bỏ phiếu giấy; ban kiểm phiếu: {names}.",)


def _recusals(session: Session) -> tuple[str, ...]:
    rows = queries.recusals_of(session.pk)
    reasons: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        reasons[f"{row.seat} không biểu quyết mục"].append(f"{row.item.order} ({row.reason.rstrip('.')})")
    return tuple(f"{who} {', '.join(items)}." for who, items in reasons.items())


def _ballots(session: Session) -> tuple[Ballot, ...]:
    """Items of one award with one threshold and the same number of papers stand in one table."""
    items = queries.items_of(session.pk)
    dossiers = dossiers_by_id(item.dossier_id for item in items)
    groups: dict[tuple[object, ...], list[tuple[Outcome, DossierInfo]]] = defaultdict(list)
    for item in items:
        dossier, o = dossiers[item.dossier_id], item.outcome
        groups[dossier.award_name, o.threshold_text, o.issued, o.collected, o.blank, o.written].append((o, dossier))
    return tuple(_ballot(rows) for rows in groups.values())


def _ballot(rows: list[tuple[Outcome, DossierInfo]]) -> Ballot:
    first, dossier = rows[0]
    doubts = "" if first.binding else " Ngưỡng này chưa đọc được nguyên văn, cần đối chiếu."
    letters = f" Tính cả {first.written} ý kiến bằng văn bản của thành viên vắng mặt." if first.written else ""
    return Ballot(
        subject=dossier.award_name,
        issued=first.issued,
        collected=first.collected,
        valid=first.collected - first.blank,
        invalid=first.blank,
        rule=f"{first.threshold_text} ({first.citation}).{letters}{doubts}",
        tallies=tuple(_tally(outcome, each) for outcome, each in rows),
    )


def share_of(outcome: Outcome) -> str:
    """13 : 15 × 100 = 86,67%, on the total membership."""
    share = Decimal(outcome.agree) / outcome.total_members * 100
    return f"{outcome.agree} : {outcome.total_members} × 100 = {format_percent(share, 2)}"


def _tally(outcome: Outcome, dossier: DossierInfo) -> Tally:
    return Tally(
        candidate=dossier.subject_name,
        agree=outcome.agree,
        disagree=outcome.disagree,
        arithmetic=share_of(outcome),
        passed=outcome.passed,
    )
