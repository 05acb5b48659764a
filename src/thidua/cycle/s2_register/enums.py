"""Subjects, comparators and states of a registration, its workflow, and the verbs of this room."""

from django.db import models

from thidua.base.access.enums import Role
from thidua.base.workflow.flow import Flow, Transition

STAGE, STAGE_NAME = "s2_register", "Đăng ký"


class SubjectKind(models.TextChoices):
    """Who is registered. A group is a number of persons of one class who are not yet named."""

    COLLECTIVE = "collective", "Tập thể"
    PERSON = "person", "Cá nhân"
    GROUP = "group", "Nhóm người chưa nêu tên"
    HOUSEHOLD = "household", "Hộ gia đình"


class Comparator(models.TextChoices):
    """How a target is read. ``NONE`` is a target in words alone."""

    GE = "ge", "từ … trở lên"
    LE = "le", "không quá"
    EQ = "eq", "bằng"
    MAINTAIN = "maintain", "duy trì"
    CHANGE_UP = "change_up", "tăng"
    CHANGE_DOWN = "change_down", "giảm"
    NONE = "none", "chỉ ghi bằng lời"


class RegistrationState(models.IntegerChoices):
    """How far the sheet of a unit has come."""

    DRAFT = 10, "Đang soạn"
    SENT = 20, "Đã gửi"
    ACCEPTED = 30, "Đã tiếp nhận"
    SENT_BACK = 40, "Bị trả lại"


EDITABLE = (RegistrationState.DRAFT, RegistrationState.SENT_BACK)
# a sheet counts as registered from the day it was sent; one that was sent back counts again when it is sent again
REGISTERED = (RegistrationState.SENT, RegistrationState.ACCEPTED)
NO_SHEET = 0  # where a unit without a sheet stands; the door gives other rooms the codes
STATE_CODES = {NO_SHEET: "none", 10: "draft", 20: "sent", 30: "accepted", 40: "sent_back"}
STATE_LABELS = {NO_SHEET: "Chưa lập phiếu", **dict(RegistrationState.choices)}
TONES = {NO_SHEET: "neutral", 10: "draft", 20: "sent", 30: "success", 40: "returned"}
FILLERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD)


AWARD_KINDS = {"title": "Danh hiệu thi đua", "form": "Hình thức khen thưởng", "": "Tham gia, chưa chọn danh hiệu"}

_S = RegistrationState
REGISTRATION_FLOW = Flow(
    code="register.sheet",
    title="phiếu đăng ký",
    states=RegistrationState,
    transitions=(
        Transition("send", "Gửi đăng ký", EDITABLE, _S.SENT, FILLERS, "gửi {subject}"),
        Transition("accept", "Tiếp nhận", (_S.SENT,), _S.ACCEPTED, (Role.SPECIALIST,), "tiếp nhận {subject}"),
        Transition(
            "send_back", "Trả lại", (_S.SENT,), _S.SENT_BACK, (Role.SPECIALIST,), "trả lại {subject}", needs_reason=True
        ),
    ),
)

VERBS = {
    "register.opened": "lập {subject}",
    "register.line_saved": "ghi đăng ký {award} cho {who} vào {subject}",
    "register.line_removed": "bỏ đăng ký {award} của {who} khỏi {subject}",
    "register.target_saved": "ghi chỉ tiêu «{text}» vào {subject}",
    "register.target_removed": "bỏ chỉ tiêu «{text}» khỏi {subject}",
    "register.headcount_set": "ghi số người của {subject} để tính tỷ lệ đăng ký",
}
