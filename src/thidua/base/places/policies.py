"""Who may bring in the official places."""

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role


def check_import_places(actor: Actor) -> None:
    """The system administrator alone: the list is the same for everybody."""
    if not actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        raise Refused("Chỉ quản trị hệ thống được nhập danh mục đơn vị hành chính.")
