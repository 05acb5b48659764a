"""Words, states and the transition tables of conferences and stories."""

from django.db import models

from thidua.base.access.enums import Role
from thidua.base.workflow.flow import Flow, Transition

STAGE = "s9_honour"
STAGE_NAME = "Tôn vinh"


class ConferenceKind(models.TextChoices):
    LAUNCH = "launch", "Phát động"
    MID_YEAR = "mid_year", "Sơ kết"
    SUMMING_UP = "summing_up", "Tổng kết"


class ConferenceState(models.IntegerChoices):
    PLANNED = 10, "Đang chuẩn bị"
    HELD = 20, "Đã họp"
    APPROVED = 30, "Đã thông qua biên bản"


class StoryKind(models.TextChoices):
    """An exemplar is a person, collective or household worth following; news is everything else."""

    EXEMPLAR = "exemplar", "Điển hình tiên tiến"
    NEWS = "news", "Tin thi đua, khen thưởng"


class StoryState(models.IntegerChoices):
    WRITTEN = 10, "Bản thảo"
    CHECKED = 20, "Đã kiểm tra"
    PUBLISHED = 30, "Đã đăng"
    WITHDRAWN = 40, "Đã gỡ"


CONFERENCE_TONES = {
    ConferenceState.PLANNED: "draft",
    ConferenceState.HELD: "open",
    ConferenceState.APPROVED: "success",
}
STORY_TONES = {
    StoryState.WRITTEN: "draft",
    StoryState.CHECKED: "waiting",
    StoryState.PUBLISHED: "success",
    StoryState.WITHDRAWN: "locked",
}

_C, _S = ConferenceState, StoryState
_DESK = (Role.SPECIALIST,)

CONFERENCE_FLOW = Flow(
    "honour_conference",
    "hội nghị",
    ConferenceState,
    (
        Transition("hold", "Ghi nhận đã họp", (_C.PLANNED,), _C.HELD, _DESK, "ghi nhận hội nghị {subject} đã họp"),
        Transition(
            "approve",
            "Thông qua biên bản",
            (_C.HELD,),
            _C.APPROVED,
            (Role.AUTHORITY, Role.COUNCIL_SECRETARY),
            "thông qua biên bản hội nghị {subject}",
        ),
    ),
)
STORY_FLOW = Flow(
    "honour_story",
    "bài viết",
    StoryState,
    (
        Transition(
            "check",
            "Xác nhận đã kiểm tra",
            (_S.WRITTEN,),
            _S.CHECKED,
            (Role.SPECIALIST, Role.REVIEWING_DEPARTMENT),
            "kiểm tra bài viết {subject}",
        ),
        Transition(
            "send_back",
            "Trả lại để sửa",
            (_S.CHECKED,),
            _S.WRITTEN,
            (Role.SPECIALIST, Role.AUTHORITY),
            "trả lại bài viết {subject}; lý do: {reason}",
            needs_reason=True,
        ),
        Transition(
            "publish",
            "Đăng lên trang công khai",
            (_S.CHECKED,),
            _S.PUBLISHED,
            (Role.SPECIALIST, Role.AUTHORITY),
            "đăng bài viết {subject}",
            word="ĐĂNG",
        ),
        Transition(
            "withdraw",
            "Gỡ bài",
            (_S.PUBLISHED,),
            _S.WITHDRAWN,
            (Role.SPECIALIST, Role.AUTHORITY),
            "gỡ bài viết {subject}; lý do: {reason}",
            needs_reason=True,
        ),
    ),
)

VERBS = {
    "honour.conference_planned": "lập hội nghị {subject}",
    "honour.conference_changed": "sửa hội nghị {subject}",
    "honour.programme_set": "ghi chương trình, đại biểu, phần trao thưởng của {subject}",
    "honour.minutes_written": "ghi biên bản hội nghị {subject}",
    "honour.story_written": "viết bài {subject}",
    "honour.story_changed": "sửa bài {subject}",
}
