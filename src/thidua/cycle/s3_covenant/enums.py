"""Kinds, positions and states of stage 3, its two workflows, and the verbs of this room."""

from django.db import models

from thidua.base.access.enums import Role
from thidua.base.workflow.flow import Flow, Transition

STAGE, STAGE_NAME = "s3_covenant", "Giao ước"


class ClusterKind(models.TextChoices):
    """Units of one kind by place (cụm) or by field (khối): Luật Thi đua, khen thưởng 2022, Điều 16 khoản 2."""

    CUM = "cum", "Cụm thi đua"
    KHOI = "khoi", "Khối thi đua"


KIND_WORDS = {ClusterKind.CUM: "cụm", ClusterKind.KHOI: "khối"}


class Position(models.TextChoices):
    """What a unit is in a cluster. Head and deputy are members too: each place has its own dates."""

    HEAD = "head", "Trưởng"
    DEPUTY = "deputy", "Phó trưởng"
    MEMBER = "member", "Thành viên"


class PaperKind(models.TextChoices):
    """The papers by which a cluster works through the year."""

    REGULATION = "regulation", "Quy chế hoạt động"
    CRITERIA = "criteria", "Quy định tiêu chí"
    SCORING_TABLE = "scoring_table", "Bảng chấm điểm"
    PLAN = "plan", "Kế hoạch"


class PaperState(models.IntegerChoices):
    DRAFT = 10, "Dự thảo"
    COMMENTS = 20, "Đang lấy ý kiến"
    ADOPTED = 30, "Đã thông qua"


class CovenantState(models.IntegerChoices):
    """Open: the text stands and is signed. Signed: every member of the cluster has signed it."""

    DRAFT = 10, "Dự thảo"
    OPEN = 20, "Đang ký"
    SIGNED = 30, "Đã ký"


class SigningState(models.TextChoices):
    """How far the signing of a cluster has come, as everybody may know it: a draft is nobody else's matter."""

    NOT_OPEN = "not_open", "Chưa mở ký"
    OPEN = "open", "Đang ký"
    SIGNED = "signed", "Đã ký"


PAPER_TONES = {PaperState.DRAFT: "draft", PaperState.COMMENTS: "open", PaperState.ADOPTED: "success"}
COVENANT_TONES = {CovenantState.DRAFT: "draft", CovenantState.OPEN: "open", CovenantState.SIGNED: "success"}
SIGNING_TONES = {SigningState.NOT_OPEN: "waiting", SigningState.OPEN: "open", SigningState.SIGNED: "success"}

# Who speaks and signs for a member unit.
REPRESENTATIVES = (Role.UNIT_HEAD, Role.UNIT_OFFICER)
_HEAD = (Role.CLUSTER_HEAD,)

_P, _C = PaperState, CovenantState
PAPER_FLOW = Flow("covenant.paper", "văn bản", PaperState, (
    Transition("circulate", "Gửi lấy ý kiến", (_P.DRAFT,), _P.COMMENTS, _HEAD, "gửi lấy ý kiến {subject}"),
    Transition("take_back", "Thu về sửa", (_P.COMMENTS,), _P.DRAFT, _HEAD, "thu về {subject}", needs_reason=True),
    Transition("adopt", "Thông qua", (_P.COMMENTS,), _P.ADOPTED, _HEAD, "ghi thông qua {subject}"),
))  # fmt: skip
COVENANT_FLOW = Flow("covenant.covenant", "giao ước", CovenantState, (
    Transition("open", "Mở ký", (_C.DRAFT,), _C.OPEN, _HEAD, "mở ký {subject}", word="MỞ KÝ"),
    Transition("take_back", "Thu về sửa", (_C.OPEN,), _C.DRAFT, _HEAD, "thu về {subject}", needs_reason=True),
    Transition("complete", "Đủ chữ ký", (_C.OPEN,), _C.SIGNED, REPRESENTATIVES, "làm đủ chữ ký của {subject}"),
))  # fmt: skip

VERBS = {
    "covenant.cluster_created": "lập {subject}",
    "covenant.composed": "ghi thành phần {subject} từ ngày {since} theo {decision}",
    "covenant.paper_written": "soạn {subject}",
    "covenant.paper_rewritten": "sửa dự thảo {subject}",
    "covenant.commented": "góp ý {subject}",
    "covenant.answered": "trả lời ý kiến của {unit} về {subject}",
    "covenant.drafted": "soạn {subject}",
    "covenant.redrafted": "sửa dự thảo {subject}",
    "covenant.signed": "ký {subject} cho {unit}; mã băm văn bản {hash}",
}
