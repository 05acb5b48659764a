"""Lists of stage 5."""

import django_filters
import django_tables2

from thidua.cycle.s5_score.enums import SHEET_TONES, SheetState
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.language.text import fold
from thidua.ui.parts import EmptyState, State
from thidua.ui.tables import TITLE, DateColumn, StateColumn, Table

_SHEET = ("score:sheet", {"pk": django_tables2.A("pk")})


class SheetFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By unit name, cluster and state."""

    text = django_filters.CharFilter(label="Tên đơn vị", method="by_name")
    cluster = django_filters.ChoiceFilter(label="Cụm, khối", field_name="cluster_id", empty_label="Tất cả")
    state = django_filters.ChoiceFilter(label="Trạng thái", choices=SheetState.choices, empty_label="Tất cả")

    class Meta:
        model = ScoreSheet
        fields = ("text", "cluster", "state")

    def __init__(self, *args: object, clusters: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.filters["cluster"].extra["choices"] = clusters

    def by_name(self, rows: object, name: str, value: str) -> object:
        """With or without diacritics."""
        return rows.filter(unit__name_fold__contains=fold(value))  # type: ignore[attr-defined]


class SheetTable(Table):
    """Sheets in the reader's reach."""

    caption = "Bảng chấm của các đơn vị"
    empty_state = EmptyState("Chưa có bảng chấm nào", "Chuyên viên mở bảng chấm khi đã có bảng tiêu chí ban hành.")
    unit = django_tables2.Column(verbose_name="Đơn vị", attrs=TITLE, linkify=_SHEET, order_by="unit__name_sort")
    cluster = django_tables2.Column(verbose_name="Cụm, khối", order_by="cluster__name_sort")
    submitted_on = DateColumn(verbose_name="Ngày gửi", default="chưa gửi")
    agreed_on = DateColumn(verbose_name="Ngày thống nhất", default="chưa thống nhất")
    state = StateColumn(verbose_name="Trạng thái")

    class Meta(Table.Meta):
        model = ScoreSheet
        fields = ("unit", "cluster", "submitted_on", "agreed_on", "state")

    def render_state(self, value: object, record: ScoreSheet) -> object:
        """The state as a badge."""
        state = SheetState(record.state)
        return self.columns["state"].column.render(State(state.label, SHEET_TONES[state]))
