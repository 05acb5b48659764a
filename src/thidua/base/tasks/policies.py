"""Who may see and close tasks, and who may remind whom."""

from collections.abc import Iterable

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.tasks.enums import SPEAKERS
from thidua.base.tasks.models import Task

SUPERVISORS = (Role.SPECIALIST, Role.CLUSTER_HEAD, Role.AUTHORITY)


def is_assignee(actor: Actor, task: Task) -> bool:
    """The account itself, or whoever holds the role at the unit."""
    if actor.role is None:
        return False
    own = task.account_id is not None and task.account_id == actor.account_id
    return own or (bool(task.role) and task.unit_id == actor.unit_id and task.role == actor.role)


def is_giver(actor: Actor, task: Task) -> bool:
    """Whoever gave the task, and those who speak for the unit that gave it."""
    if actor.role is None or actor.unit_id is None or task.giver_unit_id != actor.unit_id:
        return False
    return actor.is_any(*SPEAKERS) or (actor.account_id is not None and task.giver_account_id == actor.account_id)


def check_sees_task(actor: Actor, task: Task) -> None:
    """Who may read a task: who must do it, who gave it, who runs the year above the unit, who oversees."""
    runs = actor.is_any(Role.SPECIALIST) and actor.reaches(task.unit_id)
    if not (is_assignee(actor, task) or is_giver(actor, task) or runs or actor.is_any(Role.AUDITOR)):
        raise Refused("Việc này được giao cho người khác; bạn không có quyền xem.")


def check_finishes_task(actor: Actor, task: Task) -> None:
    """Who may say that it is done: only who must do it."""
    if not is_assignee(actor, task):
        raise Refused("Chỉ người được giao việc mới báo đã làm xong.")


def check_cancels_task(actor: Actor, task: Task) -> None:
    """Who may take it back: only the unit that gave it."""
    if not is_giver(actor, task):
        raise Refused("Chỉ đơn vị đã giao việc mới được hủy việc này.")


def check_supervises(actor: Actor) -> None:
    """The door of the board of who has not yet done it."""
    if not actor.is_any(*SUPERVISORS):
        raise Refused("Việc đôn đốc dành cho chuyên viên, trưởng cụm, khối và người có thẩm quyền.")


def check_reminds(actor: Actor, unit_ids: Iterable[int], overseen: frozenset[int]) -> None:
    """Who may remind these units: a supervisor, and only units it oversees. One unit outside refuses the whole act."""
    check_supervises(actor)
    if not set(unit_ids) <= overseen:
        raise Refused("Có đơn vị nằm ngoài phạm vi bạn phụ trách; chưa nhắc đơn vị nào.")
