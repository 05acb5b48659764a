"""Rows of the list of clusters, and the drawing of how far the signing has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from thidua.cycle.s3_covenant.enums import SIGNING_TONES, PaperState, SigningState
from thidua.cycle.s3_covenant.membership import Composition, compositions
from thidua.cycle.s3_covenant.models import Cluster, ClusterPaper
from thidua.cycle.s3_covenant.queries import signed_by_cluster, signing_states
from thidua.ui.charts import Coverage, CoverageChart
from thidua.ui.parts import State

MOST_BARS = 30


@dataclass(frozen=True)
class ClusterRow:
    """One cluster as the list shows it: ``signed`` of ``expected`` members have signed."""

    pk: int
    code: str
    name: str
    name_sort: str
    kind: str
    found: Composition
    papers: int
    signing: SigningState
    signed: int

    @property
    def expected(self) -> int:
        """How many members there are."""
        return len(self.found.members)

    @property
    def head(self) -> str:
        """The head's name; empty when nobody heads the cluster this year."""
        return str(self.found.head.unit) if self.found.head else ""

    @property
    def state(self) -> State:
        """How far the signing has come, as a badge."""
        return State(self.signing.label, SIGNING_TONES[self.signing])


def cluster_rows(season_id: int, clusters: Iterable[Cluster], on: date) -> list[ClusterRow]:
    """The rows of some clusters of a season as of a day; six queries, however many."""
    chosen = list(clusters)
    found, signed, states = compositions(chosen, on), signed_by_cluster(season_id), signing_states(season_id)
    adopted = ClusterPaper.objects.filter(cluster__season_id=season_id, state=PaperState.ADOPTED)
    papers = dict(adopted.order_by().values_list("cluster_id").annotate(n=Count("pk")))
    return [
        ClusterRow(
            c.pk, c.code, c.name, c.name_sort, c.get_kind_display(), found[c.pk], papers.get(c.pk, 0),
            states.get(c.pk, SigningState.NOT_OPEN), len(signed.get(c.pk, frozenset()) & set(found[c.pk].member_ids)),
        )
        for c in chosen
    ]  # fmt: skip


def coverage_chart(rows: list[ClusterRow]) -> CoverageChart | None:
    """Signed of expected: all clusters of the list, then each of the first ones; None when the list is empty."""
    if not rows:
        return None
    signed, expected = sum(r.signed for r in rows), sum(r.expected for r in rows)
    bars = tuple(Coverage(r.name, r.signed, r.expected) for r in rows[:MOST_BARS])
    return CoverageChart(
        title="Ký giao ước thi đua",
        description=f"{signed}/{expected} đơn vị thành viên đã ký giao ước của cụm, khối mình.",
        done_label="Đã ký",
        rest_label="Chưa ký",
        bars=(Coverage("Tất cả", signed, expected), *bars) if len(rows) > 1 else bars,
    )
