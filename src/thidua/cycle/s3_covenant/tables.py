"""The list of clusters."""

import django_tables2
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.cycle.s3_covenant.overview import ClusterRow
from thidua.language.numbers import format_number
from thidua.ui import tables
from thidua.ui.parts import EmptyState

_NUM = {"cell": {"class": "num"}}


class ClusterTable(tables.Table):
    """Clusters and blocs of a season, as filtered."""

    caption = "Cụm, khối thi đua"
    empty_state = EmptyState(
        "Không có cụm, khối nào", "Bỏ bớt điều kiện lọc; nếu năm thi đua chưa có cụm, khối, chuyên viên lập cụm, khối."
    )
    name = django_tables2.Column(
        verbose_name="Cụm, khối", order_by=("name_sort",), attrs=tables.TITLE,
        linkify=("covenant:cluster", {"pk": django_tables2.A("pk")}),
    )  # fmt: skip
    kind = django_tables2.Column(verbose_name="Loại")
    head = django_tables2.Column(verbose_name="Trưởng", empty_values=())
    expected = django_tables2.Column(verbose_name="Số thành viên", attrs=_NUM)
    papers = django_tables2.Column(verbose_name="Văn bản đã thông qua", attrs=_NUM)
    state = tables.StateColumn(verbose_name="Giao ước", order_by=("signing",))
    signed = django_tables2.Column(verbose_name="Đã ký", attrs=_NUM)

    class Meta:
        template_name = "ui/table.html"

    def render_head(self, record: ClusterRow) -> SafeString | str:
        """The head; without one this year a warning, and the last known head."""
        if record.head:
            return record.head
        last = record.found.last_head
        warning = tables.state_html("chưa có trưởng năm nay", "warning")
        return format_html("{}<br>gần nhất: {}", warning, last.unit) if last else warning

    def render_signed(self, record: ClusterRow) -> str:
        """«7/8»."""
        return f"{format_number(record.signed)}/{format_number(record.expected)}"
