"""Who may write units."""

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.units.models import Lineage


def check_judge_lineage(actor: Actor, arrow: Lineage) -> None:
    """Who may confirm or reject: the system administrator, or the specialist whose scope has the new unit."""
    inside = actor.is_any(Role.SPECIALIST, Role.UNIT_ADMINISTRATOR) and actor.reaches(arrow.new_id)
    if not (inside or actor.is_any(Role.SYSTEM_ADMINISTRATOR)):
        raise Refused("Chỉ quản trị hệ thống hoặc chuyên viên phụ trách đơn vị mới được xác nhận nguồn gốc.")


def check_manage_units(actor: Actor, unit_id: int | None) -> None:
    """Who may add or change units below ``unit_id``, and appoint people there."""
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return
    if not actor.is_any(Role.UNIT_ADMINISTRATOR):
        raise Refused("Việc này dành cho quản trị đơn vị hoặc quản trị hệ thống.")
    if not actor.reaches(unit_id):
        raise Refused("Đơn vị này nằm ngoài phạm vi quản trị của bạn.")


def may_see_units(actor: Actor) -> None:
    """Who may open the list of units: anybody with a role."""
    if actor.role is None:
        raise Refused("Tài khoản của bạn chưa được giao vai trò nào.")


def check_names_authorities(actor: Actor) -> None:
    """Who decides which units run an emulation year of their own."""
    if not actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        raise Refused("Chỉ quản trị hệ thống được cho đơn vị tổ chức năm thi đua riêng.")


def check_administers_units(actor: Actor) -> None:
    """Who may open the forms that change units at all; where, ``check_manage_units`` says."""
    if not actor.is_any(Role.UNIT_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR):
        raise Refused("Việc này dành cho quản trị đơn vị hoặc quản trị hệ thống.")


def check_judges_lineages(actor: Actor) -> None:
    """Who may open the form that confirms lineage at all; which, ``check_judge_lineage`` says."""
    if not actor.is_any(Role.SPECIALIST, Role.UNIT_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR):
        raise Refused("Chỉ quản trị hệ thống hoặc chuyên viên phụ trách đơn vị mới được xác nhận nguồn gốc.")
