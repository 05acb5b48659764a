"""A session: planned, its agenda, the roll-call, recusals, opening and cancelling."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.season.models import Season
from thidua.base.workflow.actions import move
from thidua.cycle.s6_propose.queries import dossiers_by_id, forwarded
from thidua.cycle.s7_vote import policies, queries, sealing
from thidua.cycle.s7_vote.enums import SESSION_FLOW, Mode, Presence, SessionState
from thidua.cycle.s7_vote.facts import catalogue, quorum_met, thresholds
from thidua.cycle.s7_vote.models import Attendance, Council, Item, Recusal, Roll, Seat, Session
from thidua.language.dates import format_date
from thidua.language.text import tidy


@dataclass(frozen=True)
class Plan:
    """A session as typed."""

    held_on: date
    chair: Seat
    secretary: Seat
    place: str = ""
    mode: str = Mode.ELECTRONIC


def _check_plan(council: Council, plan: Plan) -> None:
    roster = {seat.pk for seat in queries.seats_on(council.pk, plan.held_on)}
    for seat, name in ((plan.chair, "chair"), (plan.secretary, "secretary")):
        if seat.pk not in roster:
            day = format_date(plan.held_on)
            raise Problem(f"{seat} không có tên trong danh sách hội đồng vào ngày {day}.", name)
    if plan.chair == plan.secretary:
        raise Problem("Chủ trì và thư ký phiên họp phải là hai người.", "secretary")


def plan_session(*, by: Actor, season: Season, council: Council, plan: Plan, today: date) -> Session:
    """Plan a session of the authority's council. Raises Problem for a chair or secretary who does not sit that day."""
    policies.check_runs_sessions(by, season, today)
    if council.authority_id != season.authority_id:
        raise Refused("Hội đồng này thuộc đơn vị khác.")
    _check_plan(council, plan)
    with audited("vote.planned", by=by) as record:
        record.on = session = Session.objects.create(
            council=council,
            season=season,
            held_on=plan.held_on,
            place=tidy(plan.place),
            mode=plan.mode,
            chair=plan.chair,
            secretary=plan.secretary,
        )
    return session


def change_session(*, by: Actor, session: Session, plan: Plan, today: date) -> None:
    """Change day, place, mode, chair or secretary before the vote is opened."""
    policies.check_runs_sessions(by, session.season, today)
    policies.check_is_planned(session)
    _check_plan(session.council, plan)
    with audited("vote.changed", by=by, on=session):
        session.held_on, session.place, session.mode = plan.held_on, tidy(plan.place), plan.mode
        session.chair, session.secretary = plan.chair, plan.secretary
        session.save()


def open_dossiers(season_id: int) -> list[int]:
    """Dossiers before the council that no session under way holds and no session has passed."""
    ids = [d.id for d in forwarded(season_id)]
    states, passed = queries.voted_before(ids), queries.passed_before(ids)
    busy = (SessionState.PLANNED, SessionState.OPEN)
    return [pk for pk in ids if pk not in passed and states.get(pk) not in busy]


def set_agenda(*, by: Actor, session: Session, dossier_ids: Iterable[int], today: date) -> None:
    """Add dossiers, in the order given. Raises Problem for one that does not lie before the council."""
    policies.check_runs_sessions(by, session.season, today)
    policies.check_is_planned(session)
    wanted, allowed = list(dict.fromkeys(dossier_ids)), set(open_dossiers(session.season_id))
    wrong = [d for d in dossiers_by_id(pk for pk in wanted if pk not in allowed).values()]
    if wrong or not set(wanted) <= allowed:
        names = ", ".join(d.code for d in wrong) or "không rõ mã"
        raise Problem(f"Không đưa được vào chương trình: {names}. Chỉ nhận hồ sơ đã trình hội đồng và chưa thông qua.")
    last = session.items.count()
    with audited("vote.agenda_set", by=by, on=session, count=len(wanted)):
        Item.objects.bulk_create(
            Item(session=session, dossier_id=pk, order=place) for place, pk in enumerate(wanted, start=last + 1)
        )


def drop_item(*, by: Actor, item: Item, dossier: str, today: date) -> None:
    """Take a dossier off the agenda before the vote is opened. ``dossier`` names it in the log."""
    policies.check_runs_sessions(by, item.session.season, today)
    policies.check_is_planned(item.session)
    if Recusal.objects.filter(item=item).exists():
        raise Problem("Đã có người rút khỏi biểu quyết mục này nên mục được giữ lại trong chương trình.")
    with audited("vote.agenda_dropped", by=by, on=item.session, dossier=dossier):
        item.delete()


def call_roll(*, by: Actor, session: Session, statuses: Mapping[int, str], today: date) -> None:
    """Say who is there. While the vote is open a late member may still be called; one who voted stays present."""
    policies.check_runs_sessions(by, session.season, today)
    if session.state not in (SessionState.PLANNED, SessionState.OPEN):
        policies.check_is_planned(session)
    roster = {seat.pk: seat for seat in queries.seats_on(session.council_id, session.held_on)}
    if set(statuses) - set(roster):
        raise Problem("Có người không thuộc danh sách hội đồng vào ngày họp. Hãy tải lại trang điểm danh.")
    cast = queries.seats_cast(session.pk)
    for pk, status in statuses.items():
        if pk in cast and status != Presence.PRESENT:
            raise Problem(f"{roster[pk]} đã bỏ phiếu nên vẫn là có mặt.")
    with audited("vote.roll_called", by=by, on=session):
        for pk, status in statuses.items():
            Attendance.objects.update_or_create(session=session, seat_id=pk, defaults={"status": status})


def recuse(*, by: Actor, item: Item, seat: Seat, reason: str, dossier: str) -> Recusal:
    """Stay out of the vote on one item, before voting on it. A member speaks for himself; the secretary for anybody."""
    session = item.session
    own = policies.check_sits(by, session, queries.seat_of(by.account_id, session))
    if seat != own:
        policies.check_is_secretary(by, session.season)
    if seat not in queries.seats_on(session.council_id, session.held_on):
        raise Problem(f"{seat} không có tên trong danh sách hội đồng vào ngày họp.", "seat")
    if session.state not in (SessionState.PLANNED, SessionState.OPEN):
        policies.check_is_open(session)
    if not reason.strip():
        raise Problem("Hãy ghi lý do rút khỏi biểu quyết.", "reason")
    if Roll.objects.filter(item=item, seat=seat).exists():
        raise Problem(f"{seat} đã bỏ phiếu mục này nên không rút được nữa.")
    row = Recusal(item=item, seat=seat, reason=reason.strip()[:500], account_id=by.account_id, actor_name=by.name)
    try:
        with audited("vote.recused", by=by, on=session, reason=reason.strip(), dossier=dossier):
            row.save(force_insert=True)
    except IntegrityError:
        raise Problem(f"{seat} đã rút khỏi biểu quyết mục này rồi.") from None
    return row


def open_session(*, by: Actor, session: Session, today: date) -> None:
    """Open the vote. Raises Problem for an empty agenda, an unfinished roll-call, too few members, a wrong award."""
    policies.check_runs_sessions(by, session.season, today)
    policies.check_is_planned(session)
    if today < session.held_on:
        raise Problem(f"Phiên họp ngày {format_date(session.held_on)} chưa tới nên chưa mở bỏ phiếu được.")
    _check_ready(session)
    urn = sealing.new_urn() if session.mode == Mode.ELECTRONIC else ""
    try:
        with transaction.atomic():
            move(SESSION_FLOW, session, "open", by=by, today=today, urn_key=urn)
    except BaseException:
        sealing.destroy(urn)
        raise


def _check_ready(session: Session) -> None:
    dossiers = dossiers_by_id(session.items.values_list("dossier_id", flat=True))
    if not dossiers:
        raise Problem("Chương trình chưa có hồ sơ nào. Hãy đưa hồ sơ vào rồi mở bỏ phiếu.")
    thresholds({d.award_code for d in dossiers.values()}, session.held_on, catalogue(session.season))
    roster, called = queries.seats_on(session.council_id, session.held_on), queries.attendance_of(session.pk)
    missing = [s.full_name for s in roster if s.pk not in called]
    if missing:
        raise Problem(f"Chưa điểm danh: {', '.join(missing)}.")
    there = [s for s in roster if called[s.pk] == Presence.PRESENT]
    if not quorum_met(session.council.quorum, len(there), len(roster)):
        share = session.council.quorum
        raise Problem(f"Có mặt {len(there)}/{len(roster)} thành viên, chưa đủ {share} theo quy chế của hội đồng.")
    for seat in (session.chair, session.secretary):
        if seat not in there:
            raise Problem(f"{seat} không có mặt. Hãy chọn người khác làm chủ trì hoặc thư ký phiên họp.")
    mute = [s.full_name for s in there if s.account_id is None]
    if session.mode == Mode.ELECTRONIC and mute:
        raise Problem(f"Không có tài khoản để bỏ phiếu: {', '.join(mute)}. Hãy ghi tài khoản hoặc dùng phiếu giấy.")


def cancel_session(*, by: Actor, session: Session, reason: str, today: date) -> None:
    """Call a session off. Envelopes cast so far can never be opened: their key is destroyed."""
    policies.check_is_secretary(by, session.season)
    with transaction.atomic():
        move(SESSION_FLOW, session, "cancel", by=by, today=today, reason=reason)
        transaction.on_commit(lambda: sealing.destroy(session.urn_key))
