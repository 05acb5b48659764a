"""Who may, in which state, what is visible: the three questions of stage 7."""

from datetime import date

from thidua.base.access.actor import Actor, Refused, refusal
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.policies import check_sees_season
from thidua.base.season.queries import check_stage_open
from thidua.cycle.s7_vote.enums import COUNCIL_ROLES, SESSION_READERS, STAGE, STAGE_NAME, Mode, SessionState
from thidua.cycle.s7_vote.models import Seat, Session

_WHOLE = (Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)


def check_sees_sessions(actor: Actor, season: Season) -> None:
    """The council, the specialist and the chair of the authority; those who oversee the system."""
    check_sees_season(actor, season)
    if actor.is_any(*_WHOLE) or (actor.is_any(*SESSION_READERS) and actor.unit_id == season.authority_id):
        return
    raise Refused("Phiên họp của hội đồng chỉ dành cho thành viên hội đồng và đơn vị tổ chức.")


def check_sees_session_id(actor: Actor, session_id: int) -> None:
    """For files that hang on a session."""
    check_sees_sessions(actor, Session.objects.select_related("season").get(pk=session_id).season)


def units_told(actor: Actor) -> frozenset[int]:
    """Units whose dossiers' outcome is told to somebody outside the council: those that the officer or head speaks
    for. Who administers their accounts or leads their cluster isn't told."""
    return actor.covers if actor.is_any(Role.UNIT_OFFICER, Role.UNIT_HEAD) else frozenset()


def check_keeps_council(actor: Actor, authority_id: int) -> None:
    """Who records the council and its members: the secretary or the specialist of the authority."""
    if not actor.is_any(Role.COUNCIL_SECRETARY, Role.SPECIALIST) or actor.unit_id != authority_id:
        raise Refused("Danh sách hội đồng do thư ký hội đồng hoặc chuyên viên của đơn vị tổ chức ghi.")


def check_is_secretary(actor: Actor, season: Season) -> None:
    """The secretary of the authority's council: a vote once opened is brought to its end also after the window."""
    if not actor.is_any(Role.COUNCIL_SECRETARY) or actor.unit_id != season.authority_id:
        raise Refused("Việc này dành cho thư ký hội đồng của đơn vị tổ chức.")


def check_runs_sessions(actor: Actor, season: Season, today: date) -> None:
    """Who plans sessions and opens votes: the secretary, while the stage is open."""
    check_is_secretary(actor, season)
    check_stage_open(season, STAGE, STAGE_NAME, today)


def check_is_planned(session: Session) -> None:
    """What is prepared before the vote: roll-call, agenda, place."""
    if session.state != SessionState.PLANNED:
        raise Refused(f"Phiên họp đang ở trạng thái «{session.get_state_display()}» nên không sửa được nữa.")


def check_is_open(session: Session) -> None:
    """What is done while the vote is open."""
    if session.state == SessionState.PLANNED:
        raise Refused("Phiên họp chưa mở bỏ phiếu.")
    if session.state != SessionState.OPEN:
        raise Refused("Phiên họp đã kết thúc bỏ phiếu.")


def check_sits(actor: Actor, session: Session, seat: Seat | None) -> Seat:
    """Whoever acts as a member: a role of the council at the authority, and a seat on the day of the session."""
    if not actor.is_any(*COUNCIL_ROLES) or actor.unit_id != session.season.authority_id:
        raise Refused("Việc này dành cho thành viên hội đồng của đơn vị tổ chức.")
    if seat is None or seat.account_id != actor.account_id or seat.council_id != session.council_id:
        raise Refused(f"Bạn không có tên trong danh sách hội đồng vào ngày {session.held_on:%d/%m/%Y}.")
    return seat


def check_votes(actor: Actor, session: Session, seat: Seat | None, today: date) -> Seat:
    """Who may cast a ballot here and now. Whether the member was called present is asked with the roll."""
    seat = check_sits(actor, session, seat)
    check_stage_open(session.season, STAGE, STAGE_NAME, today)
    if session.mode != Mode.ELECTRONIC:
        raise Refused("Phiên này bỏ phiếu giấy; kết quả do ban kiểm phiếu nhập.")
    check_is_open(session)
    return seat


def check_writes_minutes(actor: Actor, session: Session) -> None:
    """Minutes are written by the secretary once the votes are counted, also after the window has closed."""
    if not actor.is_any(Role.COUNCIL_SECRETARY) or actor.unit_id != session.season.authority_id:
        raise Refused("Biên bản do thư ký hội đồng soạn.")
    if session.state != SessionState.CLOSED:
        raise Refused("Biên bản được soạn sau khi kiểm phiếu và trước khi có đủ hai chữ ký.")


def can_run(actor: Actor, season: Season, today: date) -> bool:
    """For templates."""
    return refusal(check_runs_sessions, actor, season, today) is None


def can_keep_council(actor: Actor, authority_id: int) -> bool:
    """For templates."""
    return refusal(check_keeps_council, actor, authority_id) is None
