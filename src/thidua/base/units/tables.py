"""Tables of the pages of units."""

import django_tables2
from django.urls import reverse
from django.utils.html import format_html

from thidua.base.units.enums import LineageState
from thidua.base.units.models import Lineage
from thidua.ui import tables
from thidua.ui.parts import EmptyState, State

TONES = {LineageState.CANDIDATE: "waiting", LineageState.CONFIRMED: "success", LineageState.REJECTED: "danger"}


def lineage_state(arrow: Lineage) -> State:
    """The state of an arrow as a badge."""
    return State(arrow.get_state_display(), TONES[LineageState(arrow.state)])


class LineageTable(tables.Table):
    """Arrows from old units to new ones."""

    caption = "Nguồn gốc đơn vị"
    empty_state = EmptyState("Không có nối kết nào khớp bộ lọc", "Bỏ bớt điều kiện lọc, hoặc nhập danh mục địa giới.")

    old = django_tables2.Column(verbose_name="Đơn vị cũ", order_by="old__name_sort", attrs=tables.TITLE)
    new = django_tables2.Column(verbose_name="Thành đơn vị mới", order_by="new__name_sort")
    kind = django_tables2.Column(verbose_name="Cách thay đổi")
    on_date = tables.DateColumn(verbose_name="Từ ngày")
    decision = django_tables2.Column(verbose_name="Căn cứ")
    state = django_tables2.Column(verbose_name="Trạng thái")
    view = django_tables2.Column(verbose_name="Xét", accessor="pk", orderable=False)

    def render_old(self, value: object, record: Lineage) -> str:
        return f"{record.old.name} ({record.old.code})"

    def render_new(self, value: object, record: Lineage) -> str:
        return f"{record.new.name} ({record.new.code})"

    def render_state(self, record: Lineage) -> str:
        state = lineage_state(record)
        return tables.state_html(state.label, state.tone)

    def render_view(self, value: int, record: Lineage) -> str:
        told = f" {record.old} thành {record.new}"
        page = reverse("units:lineage", args=[value])
        return format_html('<a href="{}">Xem và xét<span class="visually-hidden">{}</span></a>', page, told)
