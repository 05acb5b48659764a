"""Lists of stage 4."""

import django_tables2

from thidua.cycle.s4_report.enums import TONES, ReportState
from thidua.cycle.s4_report.models import Report
from thidua.ui.parts import EmptyState, State
from thidua.ui.tables import TITLE, DateColumn, StateColumn, Table


class ReportTable(Table):
    """Reports of the units, as the authority reads them."""

    caption = "Báo cáo của các đơn vị"
    empty_state = EmptyState("Chưa có báo cáo nào", "Khi giai đoạn mở, mỗi đơn vị lập báo cáo của mình tại đây.")
    unit = django_tables2.Column(
        verbose_name="Đơn vị",
        attrs=TITLE,
        linkify=("report:report", {"pk": django_tables2.A("pk")}),
        order_by="unit__name_sort",
    )
    period = django_tables2.Column(verbose_name="Kỳ")
    due_on = DateColumn(verbose_name="Hạn gửi", default="theo lịch")
    sent_on = DateColumn(verbose_name="Ngày gửi", default="chưa gửi")
    state = StateColumn(verbose_name="Trạng thái")

    class Meta(Table.Meta):
        model = Report
        fields = ("unit", "period", "due_on", "sent_on", "state")

    def render_state(self, value: object, record: Report) -> object:
        """The state as a badge."""
        state = ReportState(record.state)
        return self.columns["state"].column.render(State(state.label, TONES[state]))
