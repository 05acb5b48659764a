"""Kinds, scopes and states of a movement, its workflow, and the verbs of this room."""

from django.db import models

from thidua.base.access.enums import Role
from thidua.base.units.enums import UnitKind
from thidua.base.workflow.flow import Flow, Transition

STAGE, STAGE_NAME = "s1_launch", "Phát động"
CODE_LENGTH = 80


class MovementKind(models.TextChoices):
    """The two forms of organising emulation (Luật Thi đua, khen thưởng 2022, Điều 16 khoản 1)."""

    REGULAR = "regular", "Thường xuyên hằng năm"
    THEMED = "themed", "Theo chuyên đề"


class MovementScope(models.TextChoices):
    """Where a movement runs (Điều 16 khoản 2); the rows of statistical form 0601 (Thông tư 02/2023/TT-BNV)."""

    NATION = "nation", "Toàn quốc"
    LOCALITY = "locality", "Bộ, ban, ngành, đoàn thể, địa phương"
    CLUSTER = "cluster", "Cụm, khối thi đua"
    UNIT = "unit", "Cơ quan, tổ chức, đơn vị"


class MovementState(models.IntegerChoices):
    """How far the work on a movement has come. Where it stands in time is ``PeriodState``."""

    DRAFT = 10, "Dự thảo"
    LAUNCHED = 20, "Đã phát động"
    SUMMED_UP = 30, "Đã tổng kết"
    CLOSED = 40, "Đã kết thúc"


class PeriodState(models.TextChoices):
    """Where a movement stands in time: never stored, always computed from its two dates."""

    NOT_BEGUN = "not_begun", "Chưa bắt đầu"
    UNDER_WAY = "under_way", "Đang diễn ra"
    OVER = "over", "Đã hết thời gian"


class ReceiptState(models.TextChoices):
    """What one addressed unit has done with a movement from above."""

    WAITING = "waiting", "Chưa nhận"
    RECEIVED = "received", "Đã nhận"
    RELAUNCHED = "relaunched", "Đã phát động lại"


TONES = {
    MovementState.DRAFT: "draft", MovementState.LAUNCHED: "open", MovementState.SUMMED_UP: "success",
    MovementState.CLOSED: "locked", PeriodState.NOT_BEGUN: "waiting", PeriodState.UNDER_WAY: "open",
    PeriodState.OVER: "locked", ReceiptState.WAITING: "waiting", ReceiptState.RECEIVED: "sent",
    ReceiptState.RELAUNCHED: "success",
}  # fmt: skip

# Agencies that act in their field for a whole locality: they address units beside them, not only units below.
WIDE_KINDS = (UnitKind.DEPARTMENT, UnitKind.PARTY, UnitKind.MASS_ORGANISATION, UnitKind.GOVERNMENT)

# Who writes: the office of an authority (specialist, authority), or the officer and the head of a unit below it.
DRAFTERS = (Role.SPECIALIST, Role.AUTHORITY, Role.UNIT_OFFICER, Role.UNIT_HEAD)
# Who launches: heads only (Luật Thi đua, khen thưởng 2022, Điều 18).
LAUNCHERS = (Role.AUTHORITY, Role.UNIT_HEAD)

_S = MovementState
MOVEMENT_FLOW = Flow(
    code="launch.movement",
    title="phong trào",
    states=MovementState,
    transitions=(
        Transition(
            "launch",
            "Phát động",
            (_S.DRAFT,),
            _S.LAUNCHED,
            LAUNCHERS,
            "phát động phong trào {subject}",
            word="PHÁT ĐỘNG",
        ),
        Transition("sum_up", "Tổng kết", (_S.LAUNCHED,), _S.SUMMED_UP, DRAFTERS, "tổng kết phong trào {subject}"),
        Transition(
            "close", "Kết thúc", (_S.SUMMED_UP,), _S.CLOSED, DRAFTERS, "kết thúc phong trào {subject}", word="KẾT THÚC"
        ),
    ),
)

VERBS = {
    "launch.drafted": "soạn phong trào {subject}",
    "launch.redrafted": "sửa dự thảo phong trào {subject}",
    "launch.addressed": "gửi phong trào {subject} tới {count} đơn vị trực thuộc",
    "launch.received": "tiếp nhận phong trào {subject} cho {unit}",
    "launch.relaunch_drafted": "soạn phong trào {subject} để phát động lại phong trào «{parent}»",
}
