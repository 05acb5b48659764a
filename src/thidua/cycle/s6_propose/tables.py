"""Lists of stage 6."""

import django_tables2

from thidua.cycle.s6_propose.enums import FROM_BELOW, OUTCOME_TONES, STATE_TONES, DossierState, Outcome
from thidua.cycle.s6_propose.models import Dossier
from thidua.cycle.s6_propose.queries import fate_of
from thidua.ui.parts import EmptyState, State
from thidua.ui.tables import TITLE, WHOLE, StateColumn, Table


class DossierTable(Table):
    """Dossiers with what the rulebook and the appraiser said."""

    caption = "Hồ sơ đề nghị khen thưởng"
    empty_state = EmptyState("Chưa có hồ sơ nào", "Đơn vị lập hồ sơ cho người, tập thể hoặc hộ gia đình của mình.")
    subject_name = django_tables2.Column(
        verbose_name="Đối tượng",
        attrs=TITLE,
        linkify=("propose:dossier", {"pk": django_tables2.A("pk")}),
        order_by="search",
    )
    code = django_tables2.Column(verbose_name="Mã hồ sơ", attrs=WHOLE)
    award_name = django_tables2.Column(verbose_name="Danh hiệu, hình thức")
    proposing_unit = django_tables2.Column(verbose_name="Đơn vị đề nghị", order_by="proposing_unit__name_sort")
    outcome = StateColumn(verbose_name="Theo quy định", empty_values=())
    verdict = django_tables2.Column(verbose_name="Thẩm định", default="Chưa thẩm định")
    state = StateColumn(verbose_name="Trạng thái")
    passed_to = django_tables2.Column(verbose_name="Cấp trên", default="–")

    class Meta(Table.Meta):
        model = Dossier
        fields = ("subject_name", "code", "award_name", "proposing_unit", "outcome", "verdict", "state", "passed_to")

    def render_outcome(self, record: Dossier) -> object:
        """The rulebook's answer as a badge."""
        tone = OUTCOME_TONES[Outcome(record.outcome)] if record.outcome else "neutral"
        return self.columns["outcome"].column.render(State(record.get_outcome_display() or "Chưa tra", tone))

    def render_proposing_unit(self, record: Dossier) -> str:
        """The unit; for a dossier of the level below, that it came from there."""
        name = record.proposing_unit.name
        return name if record.origin_id is None else f"{name} ({FROM_BELOW.lower()})"

    def render_passed_to(self, record: Dossier) -> str:
        """Where it went, and where it stands there."""
        return fate_of(record)

    def render_state(self, record: Dossier) -> object:
        """The state as a badge."""
        state = DossierState(record.state)
        return self.columns["state"].column.render(State(state.label, STATE_TONES[state]))
