"""Kinds of documents, what being in force means, and the verbs of this room."""

from django.db import models


class DocumentKind(models.TextChoices):
    """What a paper is (Nghị định 30/2020/NĐ-CP, Điều 7), with the instruments of law that papers lean on."""

    PLAN = "plan", "Kế hoạch"
    DIRECTIVE = "directive", "Chỉ thị"
    RESOLUTION = "resolution", "Nghị quyết"
    DECISION = "decision", "Quyết định"
    OFFICIAL_LETTER = "official_letter", "Công văn"
    PROPOSAL = "proposal", "Tờ trình"
    REPORT = "report", "Báo cáo"
    NOTIFICATION = "notification", "Thông báo"
    GUIDANCE = "guidance", "Hướng dẫn"
    REGULATION = "regulation", "Quy chế"
    RULES = "rules", "Quy định"
    PROGRAMME = "programme", "Chương trình"
    SCHEME = "scheme", "Đề án"
    MINUTES = "minutes", "Biên bản"
    CONCLUSION = "conclusion", "Kết luận"
    TELEGRAM = "telegram", "Công điện"
    LAW = "law", "Luật"
    DECREE = "decree", "Nghị định"
    CIRCULAR = "circular", "Thông tư"
    OTHER = "other", "Văn bản khác"


class Force(models.TextChoices):
    """What a document is on a day: never stored, always computed from its dates."""

    NOT_YET = "not_yet", "Chưa có hiệu lực"
    IN_FORCE = "in_force", "Còn hiệu lực"
    ENDED = "ended", "Hết hiệu lực"


VERBS = {
    "documents.recorded": "ghi văn bản {subject}",
    "documents.corrected": "sửa thông tin văn bản {subject}; lý do: {reason}",
    "documents.ended": "ghi {subject} hết hiệu lực sau ngày {on}; lý do: {reason}",
    "documents.replaced": "ghi {subject} được thay bằng {replacement}; lý do: {reason}",
    "documents.cited": "dẫn văn bản {document} tại {subject}",
    "documents.uncited": "bỏ dẫn văn bản {document} tại {subject}",
    "documents.carried": "gửi kèm {count} tệp theo {subject}",
    "documents.attached": "đính kèm tệp «{file}» vào {subject}",
    "documents.withdrawn": "rút tệp «{file}» khỏi {subject}; lý do: {reason}",
    "documents.opened": "mở xem tệp {subject}",
}
