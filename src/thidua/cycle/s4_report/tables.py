"""Lists of stage 4."""

from datetime import date
from typing import Any

import django_tables2

from thidua.cycle.s4_report.enums import TONES, Owing, ReportState
from thidua.cycle.s4_report.models import Report
from thidua.language.dates import format_date
from thidua.ui.parts import EmptyState, State
from thidua.ui.tables import TITLE, StateColumn, Table


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
    # not columns of days: where there is none, and after one that was late, whole words stand there, which may break
    due_on = django_tables2.Column(verbose_name="Hạn gửi", empty_values=())
    sent_on = django_tables2.Column(verbose_name="Ngày gửi", default="chưa gửi")
    state = StateColumn(verbose_name="Trạng thái")

    class Meta(Table.Meta):
        model = Report
        fields = ("unit", "period", "due_on", "sent_on", "state")

    def __init__(self, *args: Any, by_calendar: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_calendar = by_calendar

    def render_due_on(self, value: date | None) -> str:
        """The day; else that the unit doesn't owe the period, or that the season has no calendar that would say it."""
        if value is None:
            return Owing.NOT_OWED.label if self.by_calendar else "chưa có lịch"
        return format_date(value)

    def render_sent_on(self, value: date, record: Report) -> str:
        """The day of the last sending; and by how many days the first one was late."""
        first = getattr(record, "sent_first", None) or value
        late = (first - record.due_on).days if record.due_on else 0
        return format_date(value) + (f", {Owing.SENT_LATE.label} {late} ngày" if late > 0 else "")

    def render_state(self, value: object, record: Report) -> object:
        """The state as a badge."""
        state = ReportState(record.state)
        return self.columns["state"].column.render(State(state.label, TONES[state]))
