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
    """Where a sheet is. A cluster's plan says which of the states between it goes through."""

    SELF_SCORING = 10, "Đơn vị tự chấm"
    CROSS_CHECKING = 15, "Chờ kiểm tra chéo"
    SUBMITTED = 20, "Chờ thẩm định"
    EXPLAINING = 25, "Chờ giải trình"
    REVIEWED = 30, "Đã thẩm định"
    AGREED = 40, "Đã thống nhất"
    DECIDED = 45, "Hội đồng đã xem xét"
    PUBLISHED = 50, "Đã công bố"
    EXCLUDED = 60, "Không xếp loại"


class Round(models.TextChoices):
    """Whose value it is. They stand side by side for ever."""

    SELF = "self", "Tự chấm"
    CROSS = "cross", "Kiểm tra chéo"
    REVIEW = "review", "Thẩm định"
    AGREED = "agreed", "Thống nhất"
    COUNCIL = "council", "Hội đồng"


class Phase(models.TextChoices):
    """What is done while a sheet is in a state, and has a window in the cluster's plan."""

    SELF = "self", "Tự chấm"
    CROSS = "cross", "Kiểm tra chéo"
    REVIEW = "review", "Thẩm định"
    EXPLAIN = "explain", "Giải trình"
    AGREE = "agree", "Thống nhất"
    COUNCIL = "council", "Hội đồng xem xét"


class Draw(models.TextChoices):
    """How it is settled who checks whom."""

    RING = "ring", "Vòng tròn theo thứ tự tên"
    LOT = "lot", "Bốc thăm theo hạt giống công khai"


class Outcome(models.TextChoices):
    """What became of a unit's reply."""

    TAKEN = "taken", "Tiếp thu"
    PARTLY = "partly", "Tiếp thu một phần"
    KEPT = "kept", "Giữ nguyên kết quả thẩm định"


class Side(models.TextChoices):
    """Who signs the agreed minutes."""

    UNIT = "unit", "Đơn vị được chấm"
    OFFICE = "office", "Đơn vị tổ chức"


class ValueState(models.TextChoices):
    """Zero is a value; missing is not zero; not applicable is not missing."""

    MISSING = "missing", "chưa nhập"
    NOT_APPLICABLE = "not_applicable", "không áp dụng"
    VALUE = "value", "có số liệu"


# the rounds whose values count, each above the one before; what cross-checking units say stands beside and counts not
ROUNDS = (Round.SELF, Round.REVIEW, Round.AGREED, Round.COUNCIL)
FINAL = Round.COUNCIL  # what counts in the end: the council's value, where there is none the agreed one
ROUND_OF = {
    SheetState.SELF_SCORING: Round.SELF,
    SheetState.CROSS_CHECKING: Round.SELF,
    SheetState.SUBMITTED: Round.REVIEW,
    SheetState.EXPLAINING: Round.REVIEW,
    SheetState.REVIEWED: Round.AGREED,
    SheetState.AGREED: Round.AGREED,
}
PHASES = (Phase.SELF, Phase.CROSS, Phase.REVIEW, Phase.EXPLAIN, Phase.AGREE, Phase.COUNCIL)
OPTIONAL = (Phase.CROSS, Phase.EXPLAIN, Phase.COUNCIL)
PHASE_OF = {
    SheetState.SELF_SCORING: Phase.SELF,
    SheetState.CROSS_CHECKING: Phase.CROSS,
    SheetState.SUBMITTED: Phase.REVIEW,
    SheetState.EXPLAINING: Phase.EXPLAIN,
    SheetState.REVIEWED: Phase.AGREE,
    SheetState.AGREED: Phase.COUNCIL,
}


def cross(unit_id: int) -> str:
    """The column of one cross-checking unit; in all other rounds the column is the round."""
    return f"{Round.CROSS}:{unit_id}"


def round_of(column: str) -> Round:
    """The round that a column belongs to."""
    return Round(column.partition(":")[0])


def checker_of(column: str) -> int:
    """The unit whose cross-check a column holds; 0 for any other."""
    return int(column.partition(":")[2] or 0)


SCHEME_TONES = {SchemeState.DRAFT: "draft", SchemeState.ADOPTED: "success", SchemeState.RETIRED: "locked"}
SHEET_TONES = {
    SheetState.SELF_SCORING: "draft",
    SheetState.CROSS_CHECKING: "sent",
    SheetState.SUBMITTED: "sent",
    SheetState.EXPLAINING: "waiting",
    SheetState.REVIEWED: "waiting",
    SheetState.AGREED: "success",
    SheetState.DECIDED: "success",
    SheetState.PUBLISHED: "locked",
    SheetState.EXCLUDED: "warning",
}

UNIT_ROLES = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
_OFFICE = (Role.SPECIALIST,)
_PUBLISHERS = (Role.SPECIALIST, Role.AUTHORITY)
_S, _C = SheetState, SchemeState
_SECRETARY = (Role.COUNCIL_SECRETARY,)
_WITH_OFFICE = (*UNIT_ROLES, *_OFFICE)
_SENT = (_S.CROSS_CHECKING, _S.SUBMITTED, _S.EXPLAINING, _S.REVIEWED)
_SETTLED = (_S.AGREED, _S.DECIDED)

_BACK = "{subject}; lý do: {reason}"

SCHEME_STEPS = (
    Transition("adopt", "Ban hành", (_C.DRAFT,), _C.ADOPTED, _PUBLISHERS, "ban hành {subject} theo {document}"),
    Transition("retire", "Thôi áp dụng", (_C.ADOPTED,), _C.RETIRED, _PUBLISHERS, f"thôi áp dụng {_BACK}", True),
)
SHEET_STEPS = (
    Transition("submit", "Gửi bảng chấm", (_S.SELF_SCORING,), _S.SUBMITTED, UNIT_ROLES, "gửi {subject}"),
    Transition(
        "submit_cross", "Gửi để kiểm tra chéo", (_S.SELF_SCORING,), _S.CROSS_CHECKING, UNIT_ROLES,
        "gửi {subject} để kiểm tra chéo",
    ),
    Transition(
        "checked", "Kết thúc kiểm tra chéo", (_S.CROSS_CHECKING,), _S.SUBMITTED, _WITH_OFFICE,
        "kết thúc kiểm tra chéo {subject}",
    ),
    Transition("review", "Kết thúc thẩm định", (_S.SUBMITTED,), _S.REVIEWED, _OFFICE, "kết thúc thẩm định {subject}"),
    Transition(
        "ask", "Kết thúc thẩm định, mời giải trình", (_S.SUBMITTED,), _S.EXPLAINING, _OFFICE,
        "kết thúc thẩm định {subject}, mời đơn vị giải trình",
    ),
    Transition(
        "explained", "Kết thúc giải trình", (_S.EXPLAINING,), _S.REVIEWED, _WITH_OFFICE,
        "kết thúc giải trình {subject}",
    ),
    Transition("send_back", "Trả lại đơn vị", _SENT, _S.SELF_SCORING, _OFFICE, f"trả lại {_BACK}", True),
    Transition(
        "exclude", "Không xếp loại", (_S.SELF_SCORING,), _S.EXCLUDED, _OFFICE, f"không xếp loại {_BACK}", True
    ),
    Transition("include", "Nhận lại để chấm", (_S.EXCLUDED,), _S.SELF_SCORING, _OFFICE, f"nhận lại {_BACK}", True),
    Transition("agree", "Chốt điểm thống nhất", (_S.REVIEWED,), _S.AGREED, _OFFICE, "chốt điểm {subject}"),
    Transition("reopen", "Mở lại để thống nhất", _SETTLED, _S.REVIEWED, _OFFICE, f"mở lại {_BACK}", True),
    Transition(
        "decide", "Hội đồng đã xem xét", (_S.AGREED,), _S.DECIDED, _SECRETARY,
        "ghi nhận hội đồng đã xem xét {subject}, theo {minutes}",
    ),
    Transition("publish", "Công bố", _SETTLED, _S.PUBLISHED, _PUBLISHERS, "công bố điểm của {subject}", word="CÔNG BỐ"),
)  # fmt: skip
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
    "score.planned": "đặt lịch chấm điểm của {cluster}: {windows}; căn cứ: {reason}",
    "score.extended": "gia hạn {phase} đến hết ngày {until} cho {whom}; lý do: {reason}",
    "score.cross_assigned": "phân công kiểm tra chéo trong {cluster}, {how}",
    "score.replied": "giải trình «{criterion}» trong {subject}",
    "score.answered": "trả lời giải trình «{criterion}» trong {subject}: {outcome}",
    "score.minutes_signed": "ký biên bản thống nhất điểm của {subject}, với tư cách {side}, mã băm {hash}",
    "score.tie_decided": "ghi hội đồng phân định đồng hạng trong {cluster}: {order}; căn cứ: {reason}",
    "score.published": "công bố kết quả chấm điểm, xếp hạng {cluster} theo {decision}",
}
