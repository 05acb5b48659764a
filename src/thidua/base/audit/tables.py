"""The log as a table."""

import django_tables2
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from thidua.base.audit.models import AuditRow
from thidua.base.audit.verbs import sentence
from thidua.language.dates import format_datetime
from thidua.ui import tables
from thidua.ui.parts import EmptyState


class LogTable(tables.Table):
    """Each act as a sentence."""

    caption = "Nhật ký"
    empty_state = EmptyState("Không có dòng nào khớp bộ lọc", "Bỏ bớt điều kiện lọc.", icon="journal-text")

    number = django_tables2.Column(verbose_name="Số", attrs={"cell": {"class": "num"}})
    at = django_tables2.Column(verbose_name="Lúc", attrs={"cell": {"class": "day"}})
    text = django_tables2.Column(verbose_name="Việc đã làm", accessor="pk", orderable=False)
    changes = django_tables2.Column(verbose_name="Trước và sau", orderable=False)

    def render_at(self, record: AuditRow) -> str:
        return format_datetime(timezone.localtime(record.at))

    def render_text(self, record: AuditRow) -> str:
        return sentence(record)

    def render_changes(self, record: AuditRow) -> str:
        told = f" của dòng {record.number}"
        page = reverse("audit:row", args=[record.number])
        words = f"Xem {record.changes} thay đổi" if record.changes else "Xem"
        return format_html('<a href="{}">{}<span class="visually-hidden">{}</span></a>', page, words, told)
