"""Who may write a season."""

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.season.models import Season


def check_manage_season(actor: Actor, authority_id: int) -> None:
    """The specialist or the administrator of the authority itself."""
    if not actor.is_any(Role.SPECIALIST, Role.UNIT_ADMINISTRATOR):
        raise Refused("Việc này dành cho chuyên viên hoặc quản trị của đơn vị tổ chức năm thi đua.")
    if actor.unit_id != authority_id:
        raise Refused("Bạn không phụ trách năm thi đua của đơn vị này.")


def check_sees_season(actor: Actor, season: Season) -> None:
    """Who may open a page of a season at all: people of its authority and of the units below, and those who oversee."""
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR):
        return
    if actor.role is None or season.authority_id not in actor.authority_ids:
        raise Refused("Năm thi đua này thuộc đơn vị khác; bạn không có quyền xem.")


def check_runs_season(actor: Actor, season: Season) -> None:
    """The specialist office of the authority: whoever runs the year day by day."""
    if not (actor.is_any(Role.SPECIALIST) and actor.unit_id == season.authority_id):
        raise Refused("Việc này dành cho chuyên viên thi đua, khen thưởng của đơn vị tổ chức.")


def check_opens_seasons(actor: Actor) -> None:
    """Who may open the form that creates a season: the specialist or the administrator of a unit that runs one."""
    if not actor.is_any(Role.SPECIALIST, Role.UNIT_ADMINISTRATOR) or actor.unit_id not in actor.authority_ids:
        raise Refused("Việc này dành cho chuyên viên hoặc quản trị của đơn vị tổ chức năm thi đua.")


def check_sets_holidays(actor: Actor) -> None:
    """Holidays move the deadlines of every authority, so nobody of one authority writes them: the system's
    administrator alone."""
    if not actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        raise Refused("Ngày nghỉ được dùng để tính hạn cho mọi đơn vị nên chỉ quản trị hệ thống được ghi.")
