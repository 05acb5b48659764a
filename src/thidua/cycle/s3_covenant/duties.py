"""What waits for whom in stage 3, and where each unit stands."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.season.enums import SeasonState, StageState
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.duties import Duty, Standing
from thidua.cycle.s3_covenant.enums import REPRESENTATIVES, STAGE, CovenantState, PaperState, SigningState
from thidua.cycle.s3_covenant.models import ClusterPaper, Covenant, PaperComment
from thidua.cycle.s3_covenant.queries import (
    ClusterInfo,
    clusters_of,
    signed_by_cluster,
    signing_states,
    standing_signatures,
)


def object_url(page: str) -> Callable[[int], str]:
    """The address of an object of this stage by its id."""
    return lambda pk: reverse(f"covenant:{page}", args=[pk])


def duties_of(actor: Actor, season: Season, today: date) -> Iterator[Duty]:
    """The specialist: clusters without a head. The head: papers and covenant. Members: comments and signatures."""
    if season.state == SeasonState.CLOSED or not actor.is_any(*REPRESENTATIVES, Role.CLUSTER_HEAD, Role.SPECIALIST):
        return
    status, clusters = stage_status(season, STAGE, today), clusters_of(season.pk, today)
    due = status.closes if status.state == StageState.OPEN else None
    if actor.is_any(Role.SPECIALIST):
        yield from _of_specialist(actor, season, clusters, due)
        return
    mine = next((c for c in clusters if actor.unit_id in c.member_ids), None)
    if mine and actor.is_any(Role.CLUSTER_HEAD) and mine.head_unit_id == actor.unit_id and not mine.head_is_last:
        yield from _of_head(mine, due)
    elif mine and actor.is_any(*REPRESENTATIVES):
        yield from _of_member(actor, mine, due)


def _of_specialist(actor: Actor, season: Season, clusters: list[ClusterInfo], due: date | None) -> Iterator[Duty]:
    if actor.unit_id != season.authority_id:
        return
    if not clusters and due:
        yield Duty(STAGE, "Lập cụm, khối thi đua của năm", reverse("covenant:create"), "Lập cụm, khối", due)
    for cluster in clusters:
        if cluster.head_unit_id is None or cluster.head_is_last:
            url = reverse("covenant:compose", args=[cluster.id])
            yield Duty(STAGE, f"Ghi quyết định cử trưởng của {cluster.name}", url, "Ghi quyết định", due)


def _of_head(cluster: ClusterInfo, due: date | None) -> Iterator[Duty]:
    said = PaperComment.objects.filter(paper__cluster_id=cluster.id, paper__state=PaperState.COMMENTS)
    waiting = said.filter(answer__isnull=True)
    if count := waiting.count():
        url = reverse("covenant:cluster", args=[cluster.id]) + "#van-ban"
        yield Duty(STAGE, f"Trả lời {count} ý kiến về văn bản của {cluster.name}", url, "Trả lời", count=count)
    covenant = Covenant.objects.filter(cluster_id=cluster.id).first()
    if covenant is None and due:
        url = reverse("covenant:draft", args=[cluster.id])
        yield Duty(STAGE, f"Soạn giao ước của {cluster.name}", url, "Soạn giao ước", due)
    elif covenant and covenant.state == CovenantState.DRAFT:
        url = reverse("covenant:covenant", args=[covenant.pk])
        yield Duty(STAGE, f"Mở ký «{covenant.title}»", url, "Mở giao ước", due)


def _of_member(actor: Actor, cluster: ClusterInfo, due: date | None) -> Iterator[Duty]:
    open_to_sign = Covenant.objects.filter(cluster_id=cluster.id).exclude(state=CovenantState.DRAFT).first()
    if open_to_sign and due:
        given = Q(covenant=open_to_sign, unit_id=actor.unit_id, text_hash=open_to_sign.text_hash)
        if not open_to_sign.signatures.filter(given).exists():
            url = reverse("covenant:sign", args=[open_to_sign.pk])
            yield Duty(STAGE, f"Ký «{open_to_sign.title}»", url, "Đọc và ký", due)
    papers = ClusterPaper.objects.filter(cluster_id=cluster.id, state=PaperState.COMMENTS)
    for paper in papers.exclude(comments__unit_id=actor.unit_id or 0):
        yield Duty(STAGE, f"Góp ý «{paper}»", reverse("covenant:paper", args=[paper.pk]), "Xem và góp ý")


def standings_of(season: Season, unit_ids: frozenset[int], today: date) -> Iterator[Standing]:
    """Done when a unit has signed the covenant of its cluster. Units outside any cluster are left out."""
    clusters, states, signed = clusters_of(season.pk, today), signing_states(season.pk), signed_by_cluster(season.pk)
    days = dict(standing_signatures(season.pk).values_list("unit_id", "signed_on"))
    for cluster in clusters:
        state, done = states.get(cluster.id, SigningState.NOT_OPEN), signed.get(cluster.id, frozenset())
        for unit in unit_ids & set(cluster.member_ids):
            note = f"đã ký ngày {days[unit]:%d/%m/%Y}" if unit in done else _not_signed(state)
            yield Standing(STAGE, unit, unit in done, note, reverse("covenant:cluster", args=[cluster.id]))


def _not_signed(state: SigningState) -> str:
    return "giao ước chưa mở ký" if state == SigningState.NOT_OPEN else "chưa ký giao ước"


def overseen(actor: Actor, season: Season, today: date) -> Iterable[int]:
    """The members of the cluster that the actor heads: whom it follows and may remind."""
    if not actor.is_any(Role.CLUSTER_HEAD):
        return ()
    led = (c for c in clusters_of(season.pk, today) if c.head_unit_id == actor.unit_id and not c.head_is_last)
    return [unit for cluster in led for unit in cluster.member_ids]
