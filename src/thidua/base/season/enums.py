"""States of a season and of a stage, and the verbs of this room."""

from django.db import models


class SeasonState(models.IntegerChoices):
    DRAFT = 10, "Đang chuẩn bị"
    OPEN = 20, "Đang diễn ra"
    CLOSED = 30, "Đã kết thúc"


class StageState(models.TextChoices):
    """What a stage is on a day: never stored, always computed from its window and its lock."""

    NOT_OPEN = "not_open", "chưa mở"
    OPEN = "open", "đang mở"
    LOCKED = "locked", "đã khóa"
    NO_WINDOW = "no_window", "chưa có lịch"


class Comparator(models.TextChoices):
    """How a result is held against a target. ``CHANGE`` compares with the year before, in percent or points."""

    AT_LEAST = "at_least", "từ … trở lên (≥)"
    MORE_THAN = "more_than", "trên (>)"
    AT_MOST = "at_most", "không quá (≤)"
    LESS_THAN = "less_than", "dưới (<)"
    EQUAL = "equal", "bằng (=)"
    RANGE = "range", "trong khoảng"
    MAINTAIN = "maintain", "duy trì"
    CHANGE = "change", "tăng, giảm so với năm trước"


VERBS = {
    "season.created": "lập năm thi đua {subject}",
    "season.theme_set": "sửa chủ đề của {subject} thành «{theme}»; lý do: {reason}",
    "season.window_set": "đặt lịch giai đoạn {stage} của {subject}: {opens} – {closes}; lý do: {reason}",
    "season.stage_locked": "khóa giai đoạn {stage} của {subject}; lý do: {reason}",
    "season.stage_unlocked": "mở lại giai đoạn {stage} của {subject}; lý do: {reason}",
    "season.opened": "mở năm thi đua {subject}",
    "season.closed": "kết thúc năm thi đua {subject}",
    "season.holiday_set": "ghi ngày nghỉ {day}: {name}",
    "season.holiday_removed": "bỏ ngày nghỉ {day}: {name}; lý do: {reason}",
}
