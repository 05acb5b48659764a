"""What a verification finds, and the verbs of this wing."""

from django.db import models


class Finding(models.TextChoices):
    """What was found when a drawn item was looked at on the spot."""

    RIGHT = "right", "Đúng"
    WRONG = "wrong", "Sai"
    NONE = "none", "Không có minh chứng"


TONES = {Finding.RIGHT: "success", Finding.WRONG: "danger", Finding.NONE: "warning"}
VERBS = {
    "score.review_unread": "kết thúc thẩm định {subject} khi còn {count} tệp minh chứng chưa người thẩm định nào mở",
    "score.draw_announced": "công bố danh sách rút thăm xác minh {cluster}: {count} mục, mã {digest}",
    "score.draw_made": "rút thăm xác minh {cluster} với số «{seed}»: {count} mục",
    "score.draw_finding": "ghi kết quả xác minh «{item}»: {finding}",
    "score.draw_released": "công khai kết quả xác minh {cluster}",
}
