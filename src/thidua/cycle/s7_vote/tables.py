"""Lists of stage 7."""

from typing import Any

import django_tables2

from thidua.cycle.s7_vote.enums import STATE_TONES, SessionState
from thidua.cycle.s7_vote.models import Session
from thidua.ui.parts import EmptyState
from thidua.ui.tables import TITLE, NumberColumn, StateColumn, Table, state_html


class SessionTable(Table):
    """Sessions with their state and what they came to."""

    caption = "Phiên họp hội đồng"
    empty_state = EmptyState("Chưa có phiên họp nào", "Thư ký hội đồng lập phiên họp sau khi hồ sơ đã trình hội đồng.")
    title = django_tables2.Column(
        accessor="held_on", verbose_name="Phiên họp", attrs=TITLE,
        linkify=("vote:session", {"pk": django_tables2.A("pk")}),
    )  # fmt: skip
    mode = django_tables2.Column(verbose_name="Cách bỏ phiếu")
    item_count = NumberColumn(verbose_name="Số hồ sơ")
    passed_count = NumberColumn(verbose_name="Số đạt")
    state = StateColumn(verbose_name="Trạng thái")

    class Meta(Table.Meta):
        sequence = ("title", "mode", "item_count", "passed_count", "state")

    def render_title(self, record: Session) -> str:
        """Which council's session, and of which day."""
        return str(record)

    def render_passed_count(self, record: Any, value: int) -> object:
        """Nothing is said before the count."""
        counted = record.state in (SessionState.CLOSED, SessionState.SIGNED)
        return self.columns["passed_count"].column.render(value) if counted else "chưa kiểm phiếu"

    def render_state(self, record: Session) -> object:
        """The state as a badge."""
        state = SessionState(record.state)
        return state_html(state.label, STATE_TONES[state])
