"""The list of movements; and its Excel: what is filtered, nothing more and nothing less."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_tables2
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.cycle.s1_launch.enums import TONES, MovementState
from thidua.cycle.s1_launch.models import Movement
from thidua.cycle.s1_launch.queries import Cascade
from thidua.language.dates import format_date
from thidua.language.numbers import format_number
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx
from thidua.ui import tables
from thidua.ui.parts import EmptyState


class MovementTable(tables.Table):
    """Movements of a season, as filtered."""

    caption = "Phong trào thi đua"
    empty_state = EmptyState(
        "Không có phong trào nào", "Bỏ bớt điều kiện lọc; nếu năm thi đua chưa có phong trào, hãy soạn phong trào mới."
    )
    title = django_tables2.Column(
        verbose_name="Phong trào", order_by=("title_sort",), linkify=("launch:detail", {"pk": django_tables2.A("pk")})
    )
    launched_by = django_tables2.Column(verbose_name="Đơn vị phát động", order_by=("launched_by__name_sort",))
    kind = django_tables2.Column(verbose_name="Hình thức")
    level = django_tables2.Column(verbose_name="Cấp")
    period = django_tables2.Column(verbose_name="Thời gian", empty_values=(), order_by=("period_from", "period_to"))
    state = django_tables2.Column(verbose_name="Trạng thái")
    received = django_tables2.Column(verbose_name="Đã nhận", attrs={"cell": {"class": "num"}})

    class Meta:
        template_name = "ui/table.html"

    def render_period(self, record: Movement) -> SafeString:
        """The dates, and where today lies in them."""
        span = f"{format_date(record.period_from)} – {format_date(record.period_to)}"
        now = record.period_state(self.request.today)
        return format_html("{}<br>{}", span, tables.state_html(now.label, TONES[now]))

    def render_state(self, record: Movement) -> SafeString:
        """The state of the work."""
        state = MovementState(record.state)
        return tables.state_html(state.label, TONES[state])

    def render_received(self, record: Any) -> str:
        """«118/126»; a draft addresses nobody yet."""
        if record.state == MovementState.DRAFT or not record.expected:
            return "–"
        return f"{format_number(record.received)}/{format_number(record.expected)}"


_DAYS, _COUNTS = ("Từ ngày", "Đến ngày", "Ngày phát động"), ("Số đơn vị được gửi", "Số đơn vị đã nhận")
_KINDS = dict.fromkeys(_DAYS, Kind.DATE) | dict.fromkeys(_COUNTS, Kind.NUMBER)
_TITLES = (
    "Mã", "Phong trào", "Hình thức", "Phạm vi", "Cấp", "Đơn vị phát động", "Từ ngày", "Đến ngày", "Thời gian",
    "Trạng thái", "Ngày phát động", "Số đơn vị được gửi", "Số đơn vị đã nhận", "Phát động lại từ",
)  # fmt: skip
_COLUMNS = tuple(SheetColumn(title=t, kind=_KINDS.get(t, Kind.TEXT)) for t in _TITLES)


def cascade_xlsx(movement: Movement, cascade: Cascade) -> bytes:
    """The addressed units of one movement and what each has done."""
    titles = ("Đơn vị", "Cụm, khối", "Trạng thái", "Ngày nhận", "Người nhận", "Ngày phát động lại")
    columns = tuple(SheetColumn(title=t, kind=Kind.DATE if t.startswith("Ngày") else Kind.TEXT) for t in titles)
    rows = (
        (r.unit_name, r.cluster_name, r.state.label, r.received_on, r.received_by, r.relaunched_on)
        for r in cascade.rows
    )
    said = f"Đã nhận {cascade.received}/{cascade.expected}; phát động lại {cascade.relaunched}"
    return write_xlsx([Sheet(name="Tiếp nhận", columns=columns, rows=rows, title_rows=(movement.title, said))])


def movements_xlsx(movements: Iterable[Movement], title: str, today: date) -> bytes:
    """The list of movements."""
    rows = (_movement(m, today) for m in movements)
    return write_xlsx([Sheet(name="Phong trào", columns=_COLUMNS, rows=rows, title_rows=(title,))])


def _movement(m: Any, today: date) -> tuple[Any, ...]:
    return (
        m.code, m.title, m.get_kind_display(), m.get_scope_display(), m.get_level_display(), m.launched_by.name,
        m.period_from, m.period_to, m.period_state(today).label, m.get_state_display(), m.launched_on,
        m.expected, m.received, m.parent.title if m.parent else "",
    )  # fmt: skip
