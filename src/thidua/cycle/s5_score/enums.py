"""States, rounds and transition tables of schemes and score sheets, and the verbs of this room."""

from django.db import models

from thidua.base.access.enums import Role
from thidua.base.workflow.flow import Flow, Transition

STAGE, STAGE_NAME = "s5_score", "Chấm điểm"
FACT = "fact:"  # before the code of a fact of the whole sheet, where the code of a criterion stands otherwise


class SchemeState(models.IntegerChoices):
    DRAFT = 10, "Dự thảo"
    ADOPTED = 20, "Đã ban hành"
    RETIRED = 30, "Thôi áp dụng"


class SheetState(models.IntegerChoices):
    """Where a sheet is. In the first the unit writes, in the second reviewers, in the third the office."""

    SELF_SCORING = 10, "Đơn vị tự chấm"
    SUBMITTED = 20, "Chờ thẩm định"
    REVIEWED = 30, "Đã thẩm định"
    AGREED = 40, "Đã thống nhất"
    PUBLISHED = 50, "Đã công bố"


class Round(models.TextChoices):
    """Whose value it is. The three stand side by side for ever."""

    SELF = "self", "Tự chấm"
    REVIEW = "review", "Thẩm định"
    AGREED = "agreed", "Thống nhất"


class ValueState(models.TextChoices):
    """Zero is a value; missing is not zero; not applicable is not missing."""

    MISSING = "missing", "chưa nhập"
    NOT_APPLICABLE = "not_applicable", "không áp dụng"
    VALUE = "value", "có số liệu"


ROUNDS = (Round.SELF, Round.REVIEW, Round.AGREED)
ROUND_OF = {
    SheetState.SELF_SCORING: Round.SELF,
    SheetState.SUBMITTED: Round.REVIEW,
    SheetState.REVIEWED: Round.AGREED,
}
SCHEME_TONES = {SchemeState.DRAFT: "draft", SchemeState.ADOPTED: "success", SchemeState.RETIRED: "locked"}
SHEET_TONES = {
    SheetState.SELF_SCORING: "draft",
    SheetState.SUBMITTED: "sent",
    SheetState.REVIEWED: "waiting",
    SheetState.AGREED: "success",
    SheetState.PUBLISHED: "locked",
}

UNIT_ROLES = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
_OFFICE = (Role.SPECIALIST,)
_PUBLISHERS = (Role.SPECIALIST, Role.AUTHORITY)
_S, _C = SheetState, SchemeState
_REVIEWING = (_S.SUBMITTED, _S.REVIEWED)

_BACK = "{subject}; lý do: {reason}"

SCHEME_STEPS = (
    Transition("adopt", "Ban hành", (_C.DRAFT,), _C.ADOPTED, _PUBLISHERS, "ban hành {subject} theo {document}"),
    Transition("retire", "Thôi áp dụng", (_C.ADOPTED,), _C.RETIRED, _PUBLISHERS, f"thôi áp dụng {_BACK}", True),
)
SHEET_STEPS = (
    Transition("submit", "Gửi bảng chấm", (_S.SELF_SCORING,), _S.SUBMITTED, UNIT_ROLES, "gửi {subject}"),
    Transition("review", "Kết thúc thẩm định", (_S.SUBMITTED,), _S.REVIEWED, _OFFICE, "kết thúc thẩm định {subject}"),
    Transition("send_back", "Trả lại đơn vị", _REVIEWING, _S.SELF_SCORING, _OFFICE, f"trả lại {_BACK}", True),
    Transition("agree", "Chốt điểm thống nhất", (_S.REVIEWED,), _S.AGREED, _OFFICE, "chốt điểm {subject}"),
    Transition("reopen", "Mở lại để thống nhất", (_S.AGREED,), _S.REVIEWED, _OFFICE, f"mở lại {_BACK}", True),
    Transition(
        "publish", "Công bố", (_S.AGREED,), _S.PUBLISHED, _PUBLISHERS, "công bố điểm của {subject}", word="CÔNG BỐ"
    ),
)
SCHEME_FLOW = Flow("score.scheme", "bảng tiêu chí", SchemeState, SCHEME_STEPS)
SHEET_FLOW = Flow("score.sheet", "bảng chấm", SheetState, SHEET_STEPS)

VERBS = {
    "score.scheme_drafted": "soạn {subject}",
    "score.scheme_edited": "sửa dự thảo {subject}",
    "score.scheme_part_edited": "{what} trong dự thảo {subject}",
    "score.table_uploaded": "tải lên {subject} để lập bảng tiêu chí",
    "score.sheets_opened": "mở {count} bảng chấm của {cluster} theo {scheme}",
    "score.cell_saved": "ghi {round} «{criterion}»{points}, trong {subject}",
    "score.cells_saved": "ghi {count} tiêu chí ở vòng {round} trong {subject}",
    "score.published": "công bố kết quả chấm điểm, xếp hạng {cluster} theo {decision}",
}
