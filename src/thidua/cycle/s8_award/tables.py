"""Lists of stage 8."""

from typing import Any

import django_tables2
from django.urls import reverse

from thidua.cycle.s8_award.enums import STATE_TONES, STATUS_TONES, AwardStatus, DecisionState
from thidua.cycle.s8_award.models import Decision
from thidua.cycle.s8_award.queries import AwardInfo
from thidua.ui.parts import EmptyState
from thidua.ui.tables import TITLE, WHOLE, DateColumn, NumberColumn, StateColumn, Table, state_html


class DecisionTable(Table):
    """Decisions of a season."""

    caption = "Quyết định"
    empty_state = EmptyState("Chưa có quyết định nào", "Chuyên viên dự thảo sau khi biên bản phiên họp đã ký.")
    title = django_tables2.Column(
        verbose_name="Trích yếu", attrs=TITLE, linkify=("award:decision", {"pk": django_tables2.A("pk")})
    )
    number = django_tables2.Column(
        verbose_name="Số", accessor="full_number", order_by="number", empty_values=(), attrs=WHOLE
    )
    kind = django_tables2.Column(verbose_name="Loại")
    issued_on = DateColumn(verbose_name="Ngày ban hành", default="chưa ban hành")
    count = NumberColumn(verbose_name="Số khen thưởng", accessor="pk", orderable=False)
    state = StateColumn(verbose_name="Trạng thái")

    class Meta(Table.Meta):
        sequence = ("title", "number", "kind", "issued_on", "count", "state")

    def render_number(self, value: str) -> str:
        """A draft has none."""
        return value or "chưa có"

    def render_count(self, record: Any) -> object:
        """Lines of a draft, awards of an issued one, awards that a correction or revocation speaks of."""
        return self.columns["count"].column.render(record.item_count or record.line_count)

    def render_state(self, record: Decision) -> object:
        """The state as a badge."""
        state = DecisionState(record.state)
        return state_html(state.label, STATE_TONES[state])


class RegisterTable(Table):
    """The register of what was given."""

    caption = "Sổ khen thưởng"
    empty_state = EmptyState("Không tìm thấy khen thưởng nào", "Bỏ bớt điều kiện lọc hoặc gõ một phần tên.")
    recipient = django_tables2.Column(
        verbose_name="Người, tập thể được khen", attrs=TITLE, orderable=False,
        linkify=lambda record: reverse("award:award", args=[record.item_id]),
    )  # fmt: skip
    register_number = django_tables2.Column(verbose_name="Số vào sổ", orderable=False, attrs=WHOLE)
    award_name = django_tables2.Column(verbose_name="Danh hiệu, hình thức", orderable=False)
    position = django_tables2.Column(verbose_name="Chức vụ, đơn vị", orderable=False, default="–")
    decision_number = django_tables2.Column(verbose_name="Quyết định", orderable=False, attrs=WHOLE)
    issued_on = DateColumn(verbose_name="Ngày", orderable=False)
    status = StateColumn(verbose_name="Tình trạng", orderable=False)

    class Meta(Table.Meta):
        sequence = (
            "recipient", "register_number", "award_name", "position", "decision_number", "issued_on", "status",
        )  # fmt: skip

    def render_status(self, record: AwardInfo) -> object:
        """The status as a badge."""
        return state_html(record.status_label, STATUS_TONES[AwardStatus(record.status)])
