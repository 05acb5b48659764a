"""Words, states and the transition table of dossiers."""

from django.db import models

from thidua.base.access.enums import Role
from thidua.base.workflow.flow import Flow, Transition

STAGE = "s6_propose"
STAGE_NAME = "Đề nghị"


class SubjectKind(models.TextChoices):
    """Whom an award is for. The values are the subject codes of the law data."""

    PERSON = "individual", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể"
    HOUSEHOLD = "household", "Hộ gia đình"


class FactKind(models.TextChoices):
    """What can be recorded of a subject. Nothing recorded means unknown; «complete» says there is nothing more."""

    RATING = "rating", "Xếp loại hằng năm"
    TITLE = "title", "Danh hiệu thi đua"
    FORM = "form", "Hình thức khen thưởng"
    INITIATIVE = "initiative", "Sáng kiến"
    RESEARCH = "research", "Đề tài, đề án"
    COMBAT = "combat", "Mưu trí, sáng tạo trong chiến đấu"
    DISCIPLINE = "discipline", "Kỷ luật"
    OPEN_MATTER = "open_matter", "Việc đang xem xét"
    RECRUITED = "recruited", "Ngày tuyển dụng"
    GROUP = "group", "Diện đối tượng"
    SITUATION = "situation", "Tình huống trong năm"
    ATTESTED = "attested", "Xác nhận điều kiện định tính"
    MEMBER = "member", "Số liệu thành viên"
    FIGURE = "figure", "Số liệu khác"
    COMPLETE = "complete", "Đã ghi đầy đủ"


class Mode(models.TextChoices):
    """Kinds of commendation (loại hình khen thưởng)."""

    MERIT = "merit", "Công trạng"
    SUDDEN = "sudden", "Đột xuất"
    MOVEMENT = "movement", "Phong trào"
    CONTRIBUTION = "contribution", "Quá trình cống hiến"
    TENURE = "tenure", "Niên hạn"
    FOREIGN = "foreign", "Đối ngoại"


class Verdict(models.TextChoices):
    """What the appraiser says."""

    QUALIFIED = "qualified", "Đủ điều kiện"
    NOT_QUALIFIED = "not_qualified", "Không đủ điều kiện"
    UNKNOWN = "unknown", "Chưa đủ căn cứ"


class Outcome(models.TextChoices):
    """What the rulebook answered. Unknown is never a yes and never a no."""

    ELIGIBLE = "eligible", "Đủ điều kiện"
    NOT_ELIGIBLE = "not_eligible", "Không đủ điều kiện"
    UNKNOWN = "unknown", "Chưa đủ căn cứ"


OUTCOME_TONES = {Outcome.ELIGIBLE: "success", Outcome.NOT_ELIGIBLE: "danger", Outcome.UNKNOWN: "warning"}


class DossierState(models.IntegerChoices):
    DRAFT = 10, "Đang lập"
    RETURNED = 15, "Bị trả lại"
    SENT = 20, "Đã gửi"
    APPRAISED = 30, "Đã thẩm định"
    FORWARDED = 40, "Đã trình hội đồng"
    NOT_FORWARDED = 50, "Không trình"
    PASSED_UP = 60, "Đã chuyển cấp trên"
    COME_BACK = 65, "Cấp trên trả lại"
    GIVEN_BACK = 70, "Đã trả lại cấp dưới"


STATE_TONES = {
    DossierState.DRAFT: "draft",
    DossierState.RETURNED: "returned",
    DossierState.SENT: "sent",
    DossierState.APPRAISED: "waiting",
    DossierState.FORWARDED: "success",
    DossierState.NOT_FORWARDED: "locked",
    DossierState.PASSED_UP: "sent",
    DossierState.COME_BACK: "returned",
    DossierState.GIVEN_BACK: "locked",
}
# what the level below is told of its dossier: where it stands, never what was found there
FATES = {
    DossierState.SENT: "đã nhận, chờ thẩm định",
    DossierState.APPRAISED: "đang thẩm định",
    DossierState.FORWARDED: "đã trình hội đồng",
    DossierState.NOT_FORWARDED: "không trình hội đồng",
    DossierState.PASSED_UP: "đã chuyển tiếp lên cấp trên",
    DossierState.COME_BACK: "đang thẩm định",
    DossierState.GIVEN_BACK: "đã trả lại",
}
FROM_BELOW = "Từ cấp dưới chuyển lên"
OUTSIDE = "outside"

_S = DossierState
_UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
_DESK = (Role.SPECIALIST,)

DOSSIER_FLOW = Flow(
    "propose",
    "hồ sơ",
    DossierState,
    (
        Transition("send", "Gửi hồ sơ", (_S.DRAFT, _S.RETURNED), _S.SENT, (*_UNIT, *_DESK), "gửi hồ sơ {subject}"),
        Transition(
            "recall",
            "Rút lại",
            (_S.SENT,),
            _S.DRAFT,
            _UNIT,
            "rút lại hồ sơ {subject}; lý do: {reason}",
            needs_reason=True,
        ),
        Transition(
            "send_back",
            "Trả lại để bổ sung",
            (_S.SENT, _S.APPRAISED, _S.COME_BACK),
            _S.RETURNED,
            _DESK,
            "trả lại hồ sơ {subject}; lý do: {reason}",
            needs_reason=True,
        ),
        Transition(
            "appraise",
            "Ghi ý kiến thẩm định",
            (_S.SENT, _S.COME_BACK),
            _S.APPRAISED,
            (Role.SPECIALIST, Role.REVIEWING_DEPARTMENT),
            "thẩm định hồ sơ {subject}",
        ),
        Transition("forward", "Trình hội đồng", (_S.APPRAISED,), _S.FORWARDED, _DESK, "trình hội đồng hồ sơ {subject}"),
        Transition(
            "pass_up",
            "Chuyển cấp trên",
            (_S.APPRAISED, _S.FORWARDED, _S.COME_BACK),
            _S.PASSED_UP,
            _DESK,
            "chuyển hồ sơ {subject} tới cấp có thẩm quyền: {reason}",
            needs_reason=True,
        ),
        Transition(
            "set_aside",
            "Không trình",
            (_S.APPRAISED, _S.COME_BACK),
            _S.NOT_FORWARDED,
            _DESK,
            "không trình hồ sơ {subject}; lý do: {reason}",
            needs_reason=True,
        ),
        Transition(
            "come_back",
            "Nhận lại từ cấp trên",
            (_S.PASSED_UP,),
            _S.COME_BACK,
            _DESK,
            "đưa hồ sơ {subject} từ cấp trên về; lý do: {reason}",
            needs_reason=True,
        ),
        Transition(
            "give_back",
            "Trả lại cấp dưới",
            (_S.SENT, _S.APPRAISED, _S.COME_BACK),
            _S.GIVEN_BACK,
            _DESK,
            "trả lại cấp dưới hồ sơ {subject}; lý do: {reason}",
            needs_reason=True,
        ),
        Transition(
            "let_go",
            "Cấp dưới rút lại",
            (_S.SENT,),
            _S.GIVEN_BACK,
            _DESK,
            "rút lại hồ sơ {subject} đã chuyển lên; lý do: {reason}",
            needs_reason=True,
        ),
        Transition(
            "receive",
            "Nhận lại từ cấp dưới",
            (_S.GIVEN_BACK,),
            _S.SENT,
            _DESK,
            "chuyển lại hồ sơ {subject} từ cấp dưới lên",
        ),
    ),
)

VERBS = {
    "propose.fact_recorded": "ghi vào hồ sơ theo dõi của {subject}: {what}",
    "propose.facts_recorded": "ghi {count} mục vào hồ sơ theo dõi",
    "propose.fact_withdrawn": "rút một mục trong hồ sơ theo dõi của {subject}; lý do: {reason}",
    "propose.drafted": "lập hồ sơ {subject}",
    "propose.changed": "sửa hồ sơ {subject}",
    "propose.checked": "tra điều kiện của hồ sơ {subject}: {outcome}",
    "propose.received": "chuyển hồ sơ {subject} từ cấp dưới lên",
    "propose.came_with": "gửi kèm hồ sơ {subject} tới {to}: ý kiến thẩm định, kết quả tra điều kiện, {files} tệp",
    "propose.opinion_written": "ghi ý kiến thẩm định hồ sơ {subject}: {verdict}",
}
