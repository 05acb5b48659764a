"""What becomes of a cell of a package, and the verbs of this wing."""

from django.db import models

NOT_APPLICABLE_MARKS = frozenset({"x", "✓", "✔", "có", "1"})


class Outcome(models.TextChoices):
    """What the report says of one criterion."""

    TAKEN = "taken", "sẽ ghi"
    UNCHANGED = "unchanged", "không đổi"
    REFUSED = "refused", "không nhận"
    CONFLICT = "conflict", "hai giá trị khác nhau"


class Choice(models.TextChoices):
    """Which of two values a person wants."""

    KEEP = "giu", "Giữ giá trị trên hệ thống"
    TAKE = "lay", "Lấy giá trị trong gói"


TONES = {
    Outcome.TAKEN: "success",
    Outcome.UNCHANGED: "neutral",
    Outcome.REFUSED: "danger",
    Outcome.CONFLICT: "warning",
}
VERBS = {
    "score.package_issued": "lấy gói ngoại tuyến {number} của {subject}",
    "score.package_received": "nạp tệp «{file}» vào {subject}: {outcome}",
    "score.package_merged": "ghi {count} mục từ tệp «{file}» vào {subject}",
}
