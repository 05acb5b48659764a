"""Who may write a movement, in which state, and who sees it: three separate questions."""

from datetime import date

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.season.enums import SeasonState, StageState
from thidua.base.season.models import Season
from thidua.base.season.policies import check_sees_season
from thidua.base.season.queries import check_stage_open, stage_status
from thidua.cycle.s1_launch.enums import DRAFTERS, STAGE, STAGE_NAME, MovementKind, MovementState
from thidua.cycle.s1_launch.models import Movement, MovementAudience

OFFICE = (Role.SPECIALIST, Role.AUTHORITY)


def check_may_draft(actor: Actor, season: Season) -> None:
    """Permission: the office of the authority, or the officer and the head of a unit below it, for their own unit."""
    check_sees_season(actor, season)
    allowed = OFFICE if actor.unit_id == season.authority_id else DRAFTERS
    if actor.unit_id is None or not actor.is_any(*allowed):
        raise Refused("Việc soạn và phát động phong trào dành cho cán bộ thi đua và lãnh đạo của đơn vị phát động.")
    if season.state == SeasonState.CLOSED:
        raise Refused("Năm thi đua này đã kết thúc; không soạn hay sửa phong trào được nữa.")


def check_is_time(season: Season, kind: str, today: date) -> None:
    """State of the season: a regular movement is written and launched inside the stage's window.

    A themed one may begin on any day of the year (it has its own beginning and end), unless the stage was locked by
    hand."""
    status = stage_status(season, STAGE, today)
    if kind == MovementKind.THEMED and not (status.state == StageState.LOCKED and status.reason):
        return
    check_stage_open(season, STAGE, STAGE_NAME, today)


def check_may_change(actor: Actor, movement: Movement) -> None:
    """Permission: those who may draft, and only for the unit that launches the movement."""
    check_may_draft(actor, movement.season)
    if actor.unit_id != movement.launched_by_id:
        raise Refused(f"Phong trào này do {movement.launched_by} phụ trách; bạn không sửa được.")


def check_is_draft(movement: Movement) -> None:
    """State: only a draft may be rewritten. What was launched stays as the units received it."""
    if movement.state != MovementState.DRAFT:
        raise Refused(f"Phong trào đang ở trạng thái «{movement.get_state_display()}» nên không sửa nội dung được nữa.")


def check_may_receive(actor: Actor, movement: Movement) -> None:
    """Permission: the officer or the head (or the office) of a unit that the movement addresses, for that unit."""
    check_sees_season(actor, movement.season)
    if not actor.is_any(*DRAFTERS):
        raise Refused("Việc tiếp nhận phong trào dành cho cán bộ thi đua và thủ trưởng đơn vị.")
    if not MovementAudience.objects.filter(movement=movement, unit_id=actor.unit_id or 0).exists():
        raise Refused(f"Phong trào này không gửi tới {actor.unit_name or 'đơn vị của bạn'}.")


def check_is_running(movement: Movement) -> None:
    """State: a movement can be received or launched anew from its launch until it is closed."""
    if movement.state == MovementState.DRAFT:
        raise Refused("Phong trào chưa được phát động.")
    if movement.state == MovementState.CLOSED:
        raise Refused("Phong trào đã kết thúc.")


def check_may_remind(actor: Actor, movement: Movement) -> None:
    """Permission and state: the unit that launched it may remind the units below while the movement runs."""
    check_may_change(actor, movement)
    check_is_running(movement)


def check_sees_movement(actor: Actor, movement: Movement) -> None:
    """Visibility: a draft for the unit that writes it and for those who oversee; afterwards everybody in the season."""
    check_sees_season(actor, movement.season)
    if movement.state != MovementState.DRAFT or actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR):
        return
    if actor.unit_id != movement.launched_by_id or not actor.is_any(*DRAFTERS):
        raise Refused("Phong trào này còn là dự thảo của đơn vị khác.")


def _by_id(movement_id: int) -> Movement:
    movement = Movement.objects.select_related("season", "launched_by").filter(pk=movement_id).first()
    if movement is None:
        raise Refused("Không có phong trào này.")
    return movement


def check_sees_by_id(actor: Actor, movement_id: int) -> None:
    """Visibility of what hangs on a movement (files, citations), by the movement's id."""
    check_sees_movement(actor, _by_id(movement_id))


def check_writes_by_id(actor: Actor, movement_id: int) -> None:
    """Permission and state: the launching unit may hang files on a movement until it is closed."""
    movement = _by_id(movement_id)
    check_may_change(actor, movement)
    if movement.state == MovementState.CLOSED:
        raise Refused("Phong trào đã kết thúc; không thêm tệp được nữa.")
