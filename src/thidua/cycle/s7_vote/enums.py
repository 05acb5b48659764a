"""Words, states and the transition table of sessions of the council."""

from django.db import models

from thidua.base.access.enums import Role
from thidua.base.workflow.flow import Flow, Transition

STAGE = "s7_vote"
STAGE_NAME = "Bỏ phiếu"
SIGNING_WORD = "KÝ"


class SeatRole(models.TextChoices):
    """What a member is in the council, in the order of the roster."""

    CHAIR = "chair", "Chủ tịch Hội đồng"
    VICE_CHAIR = "vice_chair", "Phó Chủ tịch Hội đồng"
    MEMBER = "member", "Ủy viên"
    SECRETARY = "secretary", "Thư ký"


class Mode(models.TextChoices):
    """How a session votes."""

    ELECTRONIC = "electronic", "Phiếu kín điện tử"
    PAPER = "paper", "Phiếu giấy, ban kiểm phiếu nhập kết quả"


class Presence(models.TextChoices):
    """What the roll-call says of a member."""

    PRESENT = "present", "Có mặt"
    ABSENT = "absent", "Vắng mặt"
    WRITTEN = "written", "Vắng mặt, gửi ý kiến bằng văn bản"


class Choice(models.TextChoices):
    """What can be said on a ballot; a blank paper is an answer too."""

    AGREE = "agree", "Đồng ý"
    DISAGREE = "disagree", "Không đồng ý"
    BLANK = "blank", "Phiếu trắng"


class Capacity(models.TextChoices):
    """As what somebody signs the minutes."""

    SECRETARY = "secretary", "Thư ký phiên họp"
    CHAIR = "chair", "Chủ trì phiên họp"


class SessionState(models.IntegerChoices):
    PLANNED = 10, "Đang chuẩn bị"
    OPEN = 20, "Đang bỏ phiếu"
    CLOSED = 30, "Đã kiểm phiếu"
    SIGNED = 40, "Đã ký biên bản"
    CANCELLED = 50, "Đã hủy"


STATE_TONES = {
    SessionState.PLANNED: "draft",
    SessionState.OPEN: "open",
    SessionState.CLOSED: "waiting",
    SessionState.SIGNED: "success",
    SessionState.CANCELLED: "locked",
}
COUNTED = (SessionState.CLOSED, SessionState.SIGNED)

_S = SessionState
_SECRETARY = (Role.COUNCIL_SECRETARY,)
COUNCIL_ROLES = (Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY, Role.AUTHORITY)
SESSION_READERS = (*COUNCIL_ROLES, Role.SPECIALIST)  # of the authority

SESSION_FLOW = Flow(
    "vote",
    "phiên họp",
    SessionState,
    (
        Transition("open", "Mở bỏ phiếu", (_S.PLANNED,), _S.OPEN, _SECRETARY, "mở bỏ phiếu tại {subject}", word="MỞ"),
        Transition(
            "close",
            "Kết thúc bỏ phiếu và kiểm phiếu",
            (_S.OPEN,),
            _S.CLOSED,
            _SECRETARY,
            "kiểm phiếu tại {subject}: {passed}/{items} mục đạt",
            word="KIỂM PHIẾU",
        ),
        Transition(
            "adopt",
            "Hoàn tất biên bản",
            (_S.CLOSED,),
            _S.SIGNED,
            COUNCIL_ROLES,
            "hoàn tất biên bản {subject}",
        ),
        Transition(
            "cancel",
            "Hủy phiên họp",
            (_S.PLANNED, _S.OPEN),
            _S.CANCELLED,
            _SECRETARY,
            "hủy {subject}; lý do: {reason}",
            needs_reason=True,
        ),
    ),
)

VERBS = {
    "vote.council_recorded": "lập danh sách {subject}",
    "vote.seat_recorded": "ghi {member} vào {subject}",
    "vote.seat_ended": "ghi {member} thôi tham gia {subject} sau ngày {last_day}",
    "vote.planned": "chuẩn bị {subject}",
    "vote.changed": "sửa thông tin {subject}",
    "vote.agenda_set": "đưa {count} hồ sơ vào chương trình {subject}",
    "vote.agenda_dropped": "bỏ hồ sơ {dossier} khỏi chương trình {subject}",
    "vote.roll_called": "điểm danh tại {subject}",
    "vote.recused": "rút khỏi biểu quyết {dossier} tại {subject}; lý do: {reason}",
    "vote.cast": "bỏ phiếu tại {subject}",
    "vote.outcomes": "ghi kết quả biểu quyết của {subject}: {passed}/{items} mục đạt",
    "vote.counted": "nhập kết quả kiểm phiếu của {subject}",
    "vote.count_signed": "ký xác nhận kết quả kiểm phiếu của {subject}",
    "vote.minutes_written": "soạn biên bản {subject}",
    "vote.minutes_signed": "ký biên bản {subject} với tư cách {capacity}",
}
