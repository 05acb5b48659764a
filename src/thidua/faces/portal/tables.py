"""Public lists. Their order is the order of the doors: newest first."""

from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua.cycle.s1_launch.enums import TONES
from thidua.cycle.s1_launch.queries import MovementInfo
from thidua.cycle.s8_award.enums import STATUS_TONES
from thidua.cycle.s8_award.queries import AwardInfo
from thidua.cycle.s9_honour.queries import ConferenceInfo
from thidua.faces.portal.queries import period_state
from thidua.language.dates import format_date
from thidua.ui import tables
from thidua.ui.parts import EmptyState

_LOOSEN = "Bỏ bớt điều kiện lọc hoặc viết ngắn lại."


def _fixed(**kwargs: Any) -> django_tables2.Column:
    return django_tables2.Column(orderable=False, **kwargs)


class MovementTable(tables.Table):
    """Launched movements."""

    caption = "Phong trào đã phát động"
    empty_state = EmptyState("Không có phong trào nào khớp", _LOOSEN, icon="megaphone")
    title = _fixed(
        verbose_name="Phong trào",
        attrs=tables.TITLE,
        linkify=lambda record: reverse("portal:movement", args=[record.id]),
    )
    unit_name = _fixed(verbose_name="Đơn vị phát động")
    kind_label = _fixed(verbose_name="Hình thức")
    launched_on = tables.DateColumn(verbose_name="Ngày phát động", orderable=False)
    period = _fixed(verbose_name="Thời gian thực hiện", empty_values=())
    standing = tables.StateColumn(verbose_name="Tình trạng", orderable=False, empty_values=())

    def __init__(self, data: Any, today: Any, **kwargs: Any) -> None:
        self.today = today
        super().__init__(data, **kwargs)

    def render_period(self, record: MovementInfo) -> str:
        """First and last day."""
        return f"{format_date(record.period_from)} – {format_date(record.period_to)}"

    def render_standing(self, record: MovementInfo) -> SafeString:
        """Where it stands in time today."""
        state = period_state(record, self.today)
        return tables.state_html(state.label, TONES[state])


class DecisionTable(tables.Table):
    """Issued decisions."""

    caption = "Quyết định đã ban hành"
    empty_state = EmptyState("Không có quyết định nào khớp", _LOOSEN, icon="file-earmark-text")
    number = _fixed(
        verbose_name="Số, ký hiệu",
        attrs={**tables.TITLE, "a": {"class": "whole"}},
        linkify=lambda record: reverse("portal:decision", args=[record.id]),
    )
    issued_on = tables.DateColumn(verbose_name="Ngày ban hành", orderable=False)
    authority_name = _fixed(verbose_name="Cơ quan ban hành")
    title = _fixed(verbose_name="Trích yếu")
    items = tables.NumberColumn(verbose_name="Số cá nhân, tập thể", orderable=False)


class ResultTable(tables.Table):
    """Published results of clusters."""

    caption = "Kết quả chấm điểm, xếp hạng đã công bố"
    empty_state = EmptyState("Chưa có kết quả nào được công bố", "Hãy xem lại sau.", icon="list-ol")
    cluster_name = _fixed(
        verbose_name="Cụm, khối",
        attrs=tables.TITLE,
        linkify=lambda record: reverse("portal:result", args=[record.id]),
    )
    season_name = _fixed(verbose_name="Năm thi đua")
    published_on = tables.DateColumn(verbose_name="Ngày công bố", orderable=False)
    units = tables.NumberColumn(verbose_name="Số đơn vị", orderable=False)


class AwardTable(tables.Table):
    """Awards of issued decisions, with what became of them."""

    caption = "Khen thưởng"
    empty_state = EmptyState("Không tìm thấy khen thưởng nào", _LOOSEN, icon="award")
    recipient = _fixed(verbose_name="Cá nhân, tập thể, hộ gia đình", attrs=tables.TITLE)
    position = _fixed(verbose_name="Chức vụ, đơn vị", default="")
    award_name = _fixed(verbose_name="Danh hiệu, hình thức")
    decision_number = _fixed(
        verbose_name="Quyết định",
        attrs=tables.WHOLE,
        linkify=lambda record: reverse("portal:decision", args=[record.decision_id]),
    )
    issued_on = tables.DateColumn(verbose_name="Ngày", orderable=False)
    status = tables.StateColumn(verbose_name="Tình trạng", orderable=False)

    def render_status(self, record: AwardInfo) -> SafeString:
        """The state, and since when and by which decision where it changed."""
        badge = tables.state_html(record.status_label, STATUS_TONES[record.status])  # type: ignore[index]
        return format_html("{} <small>{}</small>", badge, record.status_note) if record.status_note else badge


class RecipientTable(AwardTable):
    """The recipients of one decision."""

    caption = "Danh sách trong quyết định"
    empty_state = EmptyState("Quyết định không nêu cá nhân, tập thể nào")

    class Meta:
        exclude = ("decision_number", "issued_on")


class ConferenceTable(tables.Table):
    """Conferences that were held."""

    caption = "Hội nghị đã tổ chức"
    empty_state = EmptyState("Chưa có hội nghị nào được ghi", icon="people")
    title = _fixed(verbose_name="Hội nghị", attrs=tables.TITLE)
    kind_label = _fixed(verbose_name="Loại")
    held_on = tables.DateColumn(verbose_name="Ngày họp", orderable=False)
    place = _fixed(verbose_name="Địa điểm", default="")
    honours = _fixed(verbose_name="Trao tặng", empty_values=())

    def render_honours(self, record: ConferenceInfo) -> str:
        """What was handed over, and how many of each."""
        return "; ".join(f"{title}: {count}" for title, count in record.honours) or "không ghi"
