"""Who reads the log."""

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.audit.models import AuditRow


def sees_whole_log(actor: Actor) -> bool:
    """Those who oversee the whole system."""
    return actor.is_any(Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)


def check_reads_log(actor: Actor) -> None:
    """Overseers read everything, a specialist what was done by the units of the scope."""
    if not (sees_whole_log(actor) or actor.is_any(Role.SPECIALIST)):
        raise Refused("Nhật ký dành cho người kiểm tra, giám sát, quản trị hệ thống và chuyên viên của đơn vị tổ chức.")


def check_reads_whole_log(actor: Actor) -> None:
    """Verifying the chain concerns the whole log."""
    if not sees_whole_log(actor):
        raise Refused("Kiểm tra chuỗi nhật ký dành cho người kiểm tra, giám sát và quản trị hệ thống.")


def check_sees_row(actor: Actor, row: AuditRow) -> None:
    """One row with its before and after."""
    check_reads_log(actor)
    if not (sees_whole_log(actor) or actor.reaches(row.unit_id)):
        raise Refused("Dòng nhật ký này thuộc đơn vị ngoài phạm vi của bạn.")
