"""Words, states and the transition table of reports."""

from django.db import models

from thidua.base.access.enums import Role
from thidua.base.workflow.flow import Flow, Transition

STAGE = "s4_report"
STAGE_NAME = "Báo cáo"


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", "càng cao càng tốt"
    DOWN = "down", "càng thấp càng tốt"
    NONE = "none", "không có chiều"


class ChangeUnit(models.TextChoices):
    """In what a change against the year before is measured."""

    PERCENT = "percent", "%"
    PERCENTAGE_POINT = "percentage_point", "điểm phần trăm"


class Approx(models.TextChoices):
    """How a figure was published: «trên 77» is not 77."""

    EXACT = "exact", ""
    OVER = "over", "trên"
    NEARLY = "nearly", "gần"
    UNDER = "under", "dưới"
    ABOUT = "about", "khoảng"


class ValueState(models.TextChoices):
    """The states of a figure. Zero is a value; missing is not zero; not applicable is not missing."""

    MISSING = "missing", "chưa nhập"
    NOT_APPLICABLE = "not_applicable", "không áp dụng"
    VALUE = "value", "có số liệu"


class Owing(models.TextChoices):
    """How a unit stands with a period of the reporting calendar. Owing nothing is a state of its own, not a delay."""

    NOT_OWED = "not_owed", "không phải báo cáo kỳ này"
    AHEAD = "ahead", "chưa gửi, còn hạn"
    LATE = "late", "chậm"
    RETURNED = "returned", "bị trả lại"
    SENT = "sent", "đã gửi"
    SENT_LATE = "sent_late", "gửi muộn"


OWING_TONES = {
    Owing.NOT_OWED: "neutral",
    Owing.AHEAD: "waiting",
    Owing.LATE: "danger",
    Owing.RETURNED: "returned",
    Owing.SENT: "success",
    Owing.SENT_LATE: "warning",
}


class ReportState(models.IntegerChoices):
    DRAFT = 10, "Đang lập"
    SENT = 20, "Đã gửi"
    RETURNED = 30, "Bị trả lại"
    ACCEPTED = 40, "Đã chấp nhận"


TONES = {
    ReportState.DRAFT: "draft",
    ReportState.SENT: "sent",
    ReportState.RETURNED: "returned",
    ReportState.ACCEPTED: "success",
}

# the authority reports too: its specialist writes that report, its chairman accepts it (see policies)
_UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.SPECIALIST)
_DESK = (Role.SPECIALIST, Role.AUTHORITY)
_S = ReportState

REPORT_FLOW = Flow(
    "report",
    "báo cáo",
    ReportState,
    (
        Transition("send", "Gửi báo cáo", (_S.DRAFT, _S.RETURNED), _S.SENT, _UNIT, "gửi {subject}"),
        Transition("accept", "Chấp nhận", (_S.SENT,), _S.ACCEPTED, _DESK, "chấp nhận {subject}"),
        Transition(
            "send_back",
            "Trả lại",
            (_S.SENT,),
            _S.RETURNED,
            _DESK,
            "trả lại {subject}; lý do: {reason}",
            needs_reason=True,
        ),
        Transition(
            "reopen",
            "Mở đính chính",
            (_S.ACCEPTED,),
            _S.RETURNED,
            _DESK,
            "mở đính chính {subject}; lý do: {reason}",
            needs_reason=True,
        ),
    ),
)

VERBS = {
    "report.indicators_recorded": "ghi {count} chỉ tiêu của {subject}",
    "report.targets_set": "giao {count} mức chỉ tiêu",
    "report.opened": "lập {subject}",
    "report.results_saved": "lưu {count} số liệu trong {subject}",
    "report.calendar_set": "đặt {subject} trong lịch báo cáo: {units} đơn vị, hạn gửi {due}",
    "report.due_changed": "đổi hạn gửi {subject} từ {before} thành {after}; lý do: {reason}",
    "report.owed_added": "thêm vào {subject} {units} đơn vị phải báo cáo: {names}",
    "report.owed_removed": "bỏ khỏi {subject} {units} đơn vị: {names}; đã gửi báo cáo: {sent}; lý do: {reason}",
    "report.due_extended": "gia hạn {subject} cho {names} đến {due}; lý do: {reason}",
}
