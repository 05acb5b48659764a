"""The read door of stage 3: clusters with their members and head, who has signed, what was promised."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, QuerySet

from thidua.base.access.actor import Actor
from thidua.base.season.models import Season
from thidua.base.units.queries import units_by_id
from thidua.base.units.tree import unit_and_below
from thidua.cycle.s3_covenant.enums import ClusterKind, CovenantState, Position, SigningState
from thidua.cycle.s3_covenant.membership import Composition, composition_of, compositions, leads
from thidua.cycle.s3_covenant.models import Cluster, ClusterPaper, Commitment, Covenant, PaperComment, Signature
from thidua.cycle.s3_covenant.wording import Promise, canonical_text, hash_of, target_in_words


@dataclass(frozen=True)
class ClusterInfo:
    """A cluster as of a day, for other rooms.

    With ``head_is_last`` nobody heads the cluster this year: ``head_unit_id`` is the last known head, to be shown with
    a warning and without any right to act."""

    id: int
    code: str
    name: str
    kind: str
    kind_label: str
    head_unit_id: int | None
    deputy_unit_id: int | None
    member_ids: tuple[int, ...]
    head_is_last: bool = False


@dataclass(frozen=True)
class CommitmentInfo:
    """A numbered commitment of a covenant that is open for signing or signed."""

    id: int
    covenant_id: int
    cluster_id: int
    cluster_name: str
    number: int
    title: str
    text: str
    indicator_code: str
    comparator: str
    target_low: Decimal | None
    target_high: Decimal | None
    unit_of_measure: str
    target_words: str
    covenant_signed: bool


def _clusters() -> QuerySet[Cluster]:
    return Cluster.objects.select_related("season__authority")


def _info(cluster: Cluster, found: Composition) -> ClusterInfo:
    head = found.head or found.last_head
    return ClusterInfo(
        id=cluster.pk,
        code=cluster.code,
        name=cluster.name,
        kind=cluster.kind,
        kind_label=ClusterKind(cluster.kind).label,
        head_unit_id=head.unit_id if head else None,
        deputy_unit_id=found.deputy.unit_id if found.deputy else None,
        member_ids=found.member_ids,
        head_is_last=found.last_head is not None,
    )


def _infos(clusters: Iterable[Cluster], on: date) -> list[ClusterInfo]:
    rows = list(clusters)
    found = compositions(rows, on)
    return [_info(c, found[c.pk]) for c in rows]


def clusters_of(season_id: int, on: date) -> list[ClusterInfo]:
    """The clusters of a season as of a day, by name. Three queries, however many clusters."""
    return _infos(_clusters().filter(season_id=season_id), on)


def cluster_info(cluster_id: int, on: date) -> ClusterInfo | None:
    """One cluster as of a day."""
    return next(iter(_infos(_clusters().filter(pk=cluster_id), on)), None)


def cluster_of(season_id: int, unit_id: int, on: date) -> ClusterInfo | None:
    """The cluster of a season to which a unit belongs on a day; a unit belongs to one at most."""
    return next((c for c in clusters_of(season_id, on) if unit_id in c.member_ids), None)


def heads(actor: Actor, cluster_id: int, on: date) -> bool:
    """True when the actor works as cluster head for the unit that heads this cluster on a day."""
    cluster = _clusters().filter(pk=cluster_id).first()
    return cluster is not None and leads(actor, cluster, on)


def standing_signatures(season_id: int) -> QuerySet[Signature]:
    """Signatures under the text that now stands: those given to a text that was taken back since are left out."""
    rows = Signature.objects.filter(covenant__cluster__season_id=season_id, text_hash=F("covenant__text_hash"))
    return rows.exclude(covenant__state=CovenantState.DRAFT)


def signed_by_cluster(season_id: int) -> dict[int, frozenset[int]]:
    """Units that have signed, by cluster id."""
    found: dict[int, set[int]] = defaultdict(set)
    for cluster_id, unit_id in standing_signatures(season_id).values_list("covenant__cluster_id", "unit_id"):
        found[cluster_id].add(unit_id)
    return {cluster: frozenset(units) for cluster, units in found.items()}


def signed_units(season_id: int) -> frozenset[int]:
    """Units of a season whose representative has signed the covenant of their cluster."""
    return frozenset(standing_signatures(season_id).values_list("unit_id", flat=True))


def signing_coverage(season_id: int, on: date) -> list[tuple[ClusterInfo, int, int]]:
    """Of each cluster: members that have signed, members expected to. Four queries, however many clusters."""
    signed = signed_by_cluster(season_id)
    return [
        (c, len(signed.get(c.id, frozenset()) & set(c.member_ids)), len(c.member_ids))
        for c in clusters_of(season_id, on)
    ]


def signing_states(season_id: int) -> dict[int, SigningState]:
    """How far each cluster of a season has come, by cluster id; one without a covenant is left out."""
    by_state = {CovenantState.OPEN: SigningState.OPEN, CovenantState.SIGNED: SigningState.SIGNED}
    rows = Covenant.objects.filter(cluster__season_id=season_id).values_list("cluster_id", "state")
    return {pk: by_state.get(CovenantState(state), SigningState.NOT_OPEN) for pk, state in rows}


def commitments_of(season_id: int) -> list[CommitmentInfo]:
    """What the clusters of a season have promised, drafts left out, by cluster and number. One query."""
    rows = Commitment.objects.filter(covenant__cluster__season_id=season_id).exclude(
        covenant__state=CovenantState.DRAFT
    )
    return [_commitment(row) for row in rows.select_related("covenant__cluster").order_by(
        "covenant__cluster__name_sort", "covenant_id", "number"
    )]  # fmt: skip


def _commitment(row: Commitment) -> CommitmentInfo:
    words = target_in_words(row.comparator, row.target_low, row.target_high, row.unit_of_measure)
    covenant = row.covenant
    return CommitmentInfo(
        row.pk, covenant.pk, covenant.cluster_id, covenant.cluster.name, row.number, row.title, row.text,
        row.indicator_code, row.comparator, row.target_low, row.target_high, row.unit_of_measure, words,
        covenant.state == CovenantState.SIGNED,
    )  # fmt: skip


def cluster_by_id(cluster_id: int) -> Cluster | None:
    """One cluster with its season."""
    return _clusters().filter(pk=cluster_id).first()


def clusters_in(season_id: int) -> QuerySet[Cluster]:
    """The clusters of a season, for this room's list."""
    return _clusters().filter(season_id=season_id)


def paper_by_id(paper_id: int) -> ClusterPaper | None:
    """One paper with its cluster and season."""
    return ClusterPaper.objects.select_related("cluster__season__authority", "previous").filter(pk=paper_id).first()


def papers_of(cluster: Cluster) -> QuerySet[ClusterPaper]:
    """All papers of a cluster; whoever shows them asks who may see drafts. Counts comments and answers."""
    counted = {"said": Count("comments"), "answered": Count("comments__answer")}
    return ClusterPaper.objects.filter(cluster=cluster).annotate(**counted).order_by("kind", "title", "-version")


def comments_of(paper: ClusterPaper) -> QuerySet[PaperComment]:
    """What was said about a paper, with the answers, oldest first. One query."""
    return PaperComment.objects.filter(paper=paper).select_related("unit", "answer")


def comment_by_id(comment_id: int) -> PaperComment | None:
    """One comment with its paper."""
    rows = PaperComment.objects.select_related("paper__cluster__season__authority", "unit", "answer")
    return rows.filter(pk=comment_id).first()


def covenant_by_id(covenant_id: int) -> Covenant | None:
    """One covenant with its cluster and season."""
    return Covenant.objects.select_related("cluster__season__authority").filter(pk=covenant_id).first()


def covenant_of(cluster: Cluster) -> Covenant | None:
    """The covenant of a cluster, in any state."""
    return Covenant.objects.select_related("cluster__season__authority").filter(cluster=cluster).first()


def promises_of(covenant: Covenant) -> tuple[Promise, ...]:
    """The commitments as they stand in the tables, by number."""
    return tuple(
        Promise(
            c.number, c.text, c.title, c.indicator_code, c.comparator, c.target_low, c.target_high, c.unit_of_measure
        )
        for c in Commitment.objects.filter(covenant=covenant)
    )


def text_of(covenant: Covenant) -> str:
    """The canonical text of a covenant as it stands in the tables now."""
    return canonical_text(
        year=covenant.cluster.season.year,
        cluster=covenant.cluster.name,
        title=covenant.title,
        place=covenant.place,
        preamble=covenant.preamble,
        promises=promises_of(covenant),
    )


def is_intact(covenant: Covenant) -> bool:
    """True when tables, frozen text and hash still say the same. A draft has nothing to compare."""
    if covenant.state == CovenantState.DRAFT:
        return True
    return hash_of(covenant.frozen_text) == covenant.text_hash and text_of(covenant) == covenant.frozen_text


@dataclass(frozen=True)
class Party:
    """A member unit beside its signature under the standing text, where it has signed."""

    unit_id: int
    unit_name: str
    position: str
    signature: Signature | None
    is_member: bool = True


def parties_of(covenant: Covenant, on: date) -> list[Party]:
    """The members as of a day with their signatures, the head first; then units that signed and left since."""
    found = composition_of(covenant.cluster, on)
    signed = {s.unit_id: s for s in _signatures(covenant)}
    titles = {p.unit_id: p.position for p in (found.deputy, found.head) if p}
    order = {Position.HEAD: 0, Position.DEPUTY: 1}
    members = [
        Party(m.unit_id, m.unit.name, titles.get(m.unit_id, Position.MEMBER), signed.pop(m.unit_id, None))
        for m in found.members
    ]
    members.sort(key=lambda p: order.get(Position(p.position), 2))
    return members + [Party(s.unit_id, s.unit_name, Position.MEMBER, s, False) for s in signed.values()]


def _signatures(covenant: Covenant) -> QuerySet[Signature]:
    if covenant.state == CovenantState.DRAFT:
        return Signature.objects.none()
    return Signature.objects.filter(covenant=covenant, text_hash=covenant.text_hash)


def waiting_units(covenant: Covenant, on: date) -> dict[int, str]:
    """Members that have not signed the standing text, by id, with their names."""
    return {p.unit_id: p.unit_name for p in parties_of(covenant, on) if p.signature is None}


def indicator_suggestions(season: Season) -> list[tuple[str, str]]:
    """Indicator codes that covenants of this authority have used, with the words of the latest commitment."""
    rows = Commitment.objects.filter(covenant__cluster__season__authority_id=season.authority_id)
    texts = {c.indicator_code: c.text[:120] for c in rows.exclude(indicator_code="").order_by("id")}
    return sorted(texts.items())


def placeable(season: Season, on: date) -> list[tuple[int, str]]:
    """Units that a cluster of the season may take in on a day, by name."""
    ids = unit_and_below(season.authority_id, on) - {season.authority_id}
    return [(unit.pk, unit.name) for unit in sorted(units_by_id(ids).values(), key=lambda u: (u.name_sort, u.pk))]
