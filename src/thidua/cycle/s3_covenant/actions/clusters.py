"""Making clusters, and changing their members and heads by dated decision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.documents.actions import cite
from thidua.base.documents.queries import document_by_id
from thidua.base.season.models import Season
from thidua.base.units.queries import units_by_id
from thidua.base.units.tree import unit_and_below
from thidua.cycle.s3_covenant import policies
from thidua.cycle.s3_covenant.enums import ClusterKind, Position
from thidua.cycle.s3_covenant.models import Cluster, ClusterMember
from thidua.language.dates import format_date

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Places:
    """What one decision says: who belongs, heads and deputises from ``starts``; head and deputy ``until`` a last day.

    ``document_id`` is the decision where it is kept in the system; else ``decision`` names it."""

    starts: date
    member_ids: tuple[int, ...]
    head_id: int | None = None
    deputy_id: int | None = None
    until: date | None = None
    decision: str = ""
    document_id: int | None = None


def create_cluster(
    *, by: Actor, season: Season, name: str, kind: ClusterKind, places: Places, code: str = "", note: str = ""
) -> Cluster:
    """Make a cluster of a season with its first decision. Raises Refused (who) and Problem (what)."""
    policies.check_makes_clusters(by, season)
    taken = set(Cluster.objects.filter(season=season).values_list("code", flat=True))
    if not name.strip():
        raise Problem("Hãy ghi tên cụm, khối.", "name")
    if code in taken:
        raise Problem(f"Mã «{code}» đã có trong năm thi đua này. Hãy dùng mã khác.", "code")
    with audited("covenant.cluster_created", by=by) as record:
        cluster = Cluster(season=season, code=code or _free_code(taken), name=name, kind=kind, note=note.strip())
        cluster.save()
        record.on = cluster
        set_places(by=by, cluster=cluster, places=places)
    return cluster


def _free_code(taken: set[str]) -> str:
    number = len(taken) + 1
    while (code := f"CK-{number:02d}") in taken:
        number += 1
    return code


def set_places(*, by: Actor, cluster: Cluster, places: Places) -> None:
    """Write what a decision says from its day on; what held before keeps its dates and ends the day before.

    A decision of the very same day corrects the one that stands (the log keeps it). Raises Problem for a decision that
    begins before the latest one, for units outside the season or in another cluster of it."""
    policies.check_makes_clusters(by, cluster.season)
    document = document_by_id(places.document_id) if places.document_id else None
    named = places.decision.strip() or (str(document) if document else "")
    if not named:
        raise Problem("Hãy chọn quyết định trong danh sách văn bản, hoặc ghi số, ngày của quyết định.", "decision")
    with audited("covenant.composed", by=by, on=cluster, since=format_date(places.starts), decision=named):
        Cluster.objects.select_for_update().get(pk=cluster.pk)
        _check(cluster, places)
        _write(cluster, places, named[:300])
        if document:
            cite(by=by, document=document, owner=cluster, label="Quyết định về thành phần cụm, khối")


def _check(cluster: Cluster, places: Places) -> None:
    leaders = [i for i in (places.head_id, places.deputy_id) if i]
    members = {*places.member_ids, *leaders}
    if len(members) < 2:
        raise Problem("Cụm, khối thi đua cần ít nhất hai đơn vị. Hãy chọn thêm đơn vị.", "members")
    if len(leaders) != len(set(leaders)):
        raise Problem("Trưởng và phó trưởng phải là hai đơn vị khác nhau.", "deputy")
    if places.starts.year > cluster.season.year:
        raise Problem(f"Quyết định phải áp dụng trong năm {cluster.season.year} hoặc trước đó.", "starts")
    if places.until and places.until < places.starts:
        raise Problem("Ngày hết nhiệm kỳ phải bằng hoặc sau ngày áp dụng.", "until")
    latest = ClusterMember.objects.filter(cluster=cluster).order_by("valid_from").last()
    if latest and latest.valid_from > places.starts:
        since = format_date(latest.valid_from)
        raise Problem(f"Đã có quyết định áp dụng từ {since}; quyết định mới không thể áp dụng trước ngày đó.", "starts")
    _check_units(cluster, members, places.starts)


def _check_units(cluster: Cluster, members: Collection[int], starts: date) -> None:
    inside = unit_and_below(cluster.season.authority_id, starts) - {cluster.season.authority_id}
    if outside := set(members) - inside:
        raise Problem(f"Đơn vị không thuộc năm thi đua này: {_names(outside)}. Hãy bỏ các đơn vị này.", "members")
    elsewhere = ClusterMember.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=starts),
        cluster__season_id=cluster.season_id,
        position=Position.MEMBER,
        unit_id__in=members,
    ).exclude(cluster=cluster)
    if other := elsewhere.select_related("cluster", "unit").first():
        raise Problem(f"{other.unit} đang thuộc {other.cluster}; một đơn vị chỉ thuộc một cụm, khối.", "members")


def _names(unit_ids: Collection[int]) -> str:
    return ", ".join(str(u) for u in units_by_id(sorted(unit_ids)[:5]).values()) or "đơn vị không có trong danh sách"


def _write(cluster: Cluster, places: Places, decision: str) -> None:
    leaders = {Position.HEAD: places.head_id, Position.DEPUTY: places.deputy_id}
    wanted = {(unit, position) for position, unit in leaders.items() if unit}
    wanted |= {(unit, Position.MEMBER) for unit in {*places.member_ids, *filter(None, leaders.values())}}
    for row in ClusterMember.objects.filter(cluster=cluster):
        if row.valid_to and row.valid_to < places.starts:
            continue
        key = (row.unit_id, Position(row.position))
        if key in wanted and (row.position == Position.MEMBER or row.valid_to == places.until):
            wanted.discard(key)
        elif row.valid_from == places.starts:
            row.delete()
        else:
            row.valid_to = places.starts - _DAY
            row.save(update_fields=["valid_to"])
    ClusterMember.objects.bulk_create(
        ClusterMember(
            cluster=cluster,
            unit_id=unit,
            position=position,
            decision=decision,
            valid_from=places.starts,
            valid_to=None if position == Position.MEMBER else places.until,
        )
        for unit, position in sorted(wanted)
    )


def cite_in_library(*, by: Actor, cluster: Cluster, document_id: int, label: str = "") -> None:
    """Put a document that the system keeps into the cluster's library. Raises Problem when it is not there."""
    policies.check_keeps_library(by, cluster)
    document = document_by_id(document_id)
    if document is None:
        raise Problem("Văn bản không còn trong danh sách. Hãy chọn lại.", "document")
    cite(by=by, document=document, owner=cluster, label=label[:200])
