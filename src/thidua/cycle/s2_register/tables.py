"""The list of units with their sheets; and Excel: that list as filtered, and the whole area by award and line."""

from collections.abc import Iterable
from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.base.units.models import Unit
from thidua.cycle.s2_register.enums import NO_SHEET, STATE_LABELS, TONES, RegistrationState
from thidua.cycle.s2_register.models import RegistrationLine, RegistrationTarget
from thidua.language.numbers import format_number
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx
from thidua.ui import tables
from thidua.ui.parts import EmptyState


class UnitTable(tables.Table):
    """Who has registered and who has not."""

    caption = "Đơn vị đăng ký thi đua"
    empty_state = EmptyState("Không có đơn vị nào khớp", "Bỏ bớt điều kiện lọc để xem các đơn vị khác.")
    name = django_tables2.Column(verbose_name="Đơn vị", order_by=("name_sort",))
    kind = django_tables2.Column(verbose_name="Loại đơn vị")
    sheet_state = django_tables2.Column(verbose_name="Trạng thái", empty_values=())
    lines = django_tables2.Column(verbose_name="Số dòng đăng ký", default="–", attrs={"cell": {"class": "num"}})
    sent_on = tables.DateColumn(verbose_name="Ngày gửi", default="–")
    decided_on = tables.DateColumn(verbose_name="Ngày xử lý", default="–")
    heads = django_tables2.Column(verbose_name="Số người", empty_values=(), attrs={"cell": {"class": "num"}})

    class Meta:
        template_name = "ui/table.html"

    def __init__(self, *args: Any, counts_heads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counts_heads = counts_heads

    def render_heads(self, record: Any) -> str | SafeString:
        """How many people the unit has; a link to say it, for who may."""
        said = "chưa ghi" if record.heads is None else format_number(record.heads)
        if not self.counts_heads:
            return said
        words = format_html('<span class="visually-hidden"> (số người của {})</span>', record.name)
        return format_html('<a href="{}">{}{}</a>', reverse("register:headcount", args=[record.pk]), said, words)

    def render_name(self, record: Any) -> str | SafeString:
        """A link to the sheet once it was sent."""
        if record.sheet_state in (NO_SHEET, RegistrationState.DRAFT):
            return str(record.name)
        return format_html('<a href="{}">{}</a>', reverse("register:sheet", args=[record.sheet_id]), record.name)

    def render_sheet_state(self, record: Any) -> SafeString:
        """Where the unit stands."""
        return tables.state_html(STATE_LABELS[record.sheet_state], TONES[record.sheet_state])


_DAYS, _COUNTS = (
    ("Ngày gửi", "Ngày xử lý"),
    ("Số người", "Số dòng", "Số đơn vị", "Tập thể", "Cá nhân", "Hộ gia đình", "Số lượng", "Mức"),
)
_KINDS = dict.fromkeys(_DAYS, Kind.DATE) | dict.fromkeys(_COUNTS, Kind.NUMBER)


def _sheet(name: str, title: str, titles: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Sheet:
    columns = tuple(SheetColumn(title=t, kind=_KINDS.get(t, Kind.TEXT)) for t in titles)
    return Sheet(name=name, columns=columns, rows=rows, title_rows=(title,))


def units_xlsx(units: Iterable[Unit], title: str) -> bytes:
    """The units of the list as filtered."""
    titles = ("Mã", "Đơn vị", "Loại đơn vị", "Trạng thái", "Số dòng", "Ngày gửi", "Ngày xử lý", "Số người")
    rows = (_unit(u) for u in units)
    return write_xlsx([_sheet("Đăng ký", title, titles, rows)])


def _unit(u: Any) -> tuple[Any, ...]:
    return u.code, u.name, u.get_kind_display(), STATE_LABELS[u.sheet_state], u.lines, u.sent_on, u.decided_on, u.heads


_LINES = ("Đơn vị", "Loại đối tượng", "Đối tượng", "Loại", "Danh hiệu, hình thức", "Số lượng", "Ghi chú")


def _line(line: RegistrationLine) -> tuple[Any, ...]:
    unit, subject = line.registration.unit.name, line.get_subject_kind_display()
    return unit, subject, line.subject_name, line.kind_label, line.award_name, line.people, line.note


def summary_xlsx(totals: Iterable[dict[str, Any]], lines: Iterable[RegistrationLine], title: str) -> bytes:
    """By award, and line by line."""
    heads = ("Loại", "Danh hiệu, hình thức", "Số đơn vị", "Tập thể", "Cá nhân", "Hộ gia đình")
    rows = (
        (t["kind_label"], t["award_name"], t["units"], t["collectives"], t["persons"], t["households"]) for t in totals
    )
    each = (_line(line) for line in lines)
    return write_xlsx([_sheet("Tổng hợp", title, heads, rows), _sheet("Danh sách", title, _LINES, each)])


def sheet_xlsx(lines: Iterable[RegistrationLine], targets: Iterable[RegistrationTarget], title: str) -> bytes:
    """One sheet: its lines and its targets."""
    heads = ("Chỉ tiêu", "Cách so", "Mức", "Đơn vị tính")
    aims = ((t.text, t.get_comparator_display(), t.value, t.unit_of_measure) for t in targets)
    each = (_line(line) for line in lines)
    return write_xlsx([_sheet("Đăng ký", title, _LINES, each), _sheet("Chỉ tiêu", title, heads, aims)])
