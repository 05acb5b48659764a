"""States and flow of a given task, and the verbs of this room."""

from django.db import models

from thidua.base.access.enums import Role
from thidua.base.workflow.flow import Flow, Transition


class TaskState(models.IntegerChoices):
    OPEN = 10, "Đang chờ làm"
    DONE = 20, "Đã xong"
    CANCELLED = 30, "Đã hủy"


TONES = {TaskState.OPEN: "waiting", TaskState.DONE: "success", TaskState.CANCELLED: "locked"}


# who speaks for a unit that gave a task; others who merely work there have no business with it
SPEAKERS = (Role.SPECIALIST, Role.AUTHORITY, Role.UNIT_OFFICER, Role.UNIT_HEAD)
_WORKING = tuple(role for role in Role if role not in {Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR})

TASK_FLOW = Flow(
    code="tasks.task",
    title="việc",
    states=TaskState,
    transitions=(
        Transition(
            "finish", "Đã làm xong", (TaskState.OPEN,), TaskState.DONE, _WORKING, "báo đã làm xong việc {subject}"
        ),
        Transition(
            "cancel",
            "Hủy việc",
            (TaskState.OPEN,),
            TaskState.CANCELLED,
            _WORKING,
            "hủy việc {subject}; lý do: {reason}",
            needs_reason=True,
        ),
    ),
)

VERBS = {
    "tasks.created": "giao việc {subject}; lý do: {reason}",
    "tasks.reminded": "nhắc việc {units} đơn vị: {text}",
}
