"""Words, states and the transition table of decisions."""

from django.db import models

from thidua.base.access.enums import Role
from thidua.base.units.enums import Level
from thidua.base.workflow.flow import Flow, Transition

STAGE = "s8_award"
STAGE_NAME = "Khen thưởng"
SIGNING_WORD = "KÝ"


class DecisionKind(models.TextChoices):
    """What a decision does."""

    AWARD = "award", "Quyết định khen thưởng"
    CORRECTION = "correction", "Quyết định đính chính"
    REVOCATION = "revocation", "Quyết định thu hồi"


class EventKind(models.TextChoices):
    """What became of an award after it was given."""

    CORRECTED = "corrected", "Đính chính"
    REVOKED = "revoked", "Thu hồi"


EVENT_OF = {DecisionKind.CORRECTION: EventKind.CORRECTED, DecisionKind.REVOCATION: EventKind.REVOKED}


class AwardStatus(models.TextChoices):
    """What the look-up says of an award."""

    IN_FORCE = "in_force", "Có hiệu lực"
    CORRECTED = "corrected", "Đã đính chính"
    REVOKED = "revoked", "Đã thu hồi"


STATUS_TONES = {AwardStatus.IN_FORCE: "success", AwardStatus.CORRECTED: "info", AwardStatus.REVOKED: "danger"}


class DecisionState(models.IntegerChoices):
    DRAFT = 10, "Dự thảo"
    SUBMITTED = 15, "Đã trình ký"
    ISSUED = 20, "Đã ban hành"


STATE_TONES = {
    DecisionState.DRAFT: "draft",
    DecisionState.SUBMITTED: "waiting",
    DecisionState.ISSUED: "success",
}
# which office of the law data signs for a unit of a level, unless the draft names another
SIGNING_OFFICES = {
    Level.CENTRAL: "minister",
    Level.PROVINCE: "province_chair",
    Level.DISTRICT: "district_chair",
    Level.COMMUNE: "commune_chair",
    Level.GRASSROOTS: "unit_head_with_legal_status",
}

_S = DecisionState

DECISION_FLOW = Flow(
    "award",
    "quyết định",
    DecisionState,
    (
        Transition("submit", "Trình ký", (_S.DRAFT,), _S.SUBMITTED, (Role.SPECIALIST,), "trình ký {subject}"),
        Transition(
            "send_back",
            "Trả lại dự thảo",
            (_S.SUBMITTED,),
            _S.DRAFT,
            (Role.AUTHORITY, Role.SPECIALIST),
            "trả lại {subject}; lý do: {reason}",
            needs_reason=True,
        ),
        Transition(
            "issue",
            "Ký ban hành",
            (_S.SUBMITTED,),
            _S.ISSUED,
            (Role.AUTHORITY,),
            "ký ban hành {subject}: số {number}",
            word=SIGNING_WORD,
        ),
    ),
)

VERBS = {
    "award.drafted": "dự thảo {subject}",
    "award.changed": "sửa {subject}",
    "award.line_changed": "sửa dòng «{recipient}» trong {subject}",
    "award.line_dropped": "bỏ «{recipient}» khỏi {subject}",
    "award.registered": "ghi {count} khen thưởng vào sổ theo {subject}",
}
