"""Who belongs to a cluster and who leads it, as of a day: what both the queries and the policies of this room ask.

A cluster belongs to one year. Asked on a later day it answers as it stood on 31 December of that year, so that the
work that a year leaves behind (scoring, summing up in January) still finds its members and its head.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.cycle.s3_covenant.enums import Position
from thidua.cycle.s3_covenant.models import Cluster, ClusterMember


@dataclass(frozen=True)
class Composition:
    """The places of a cluster on a day, and the ``others`` that hold before or after it.

    ``last_head``: nobody heads it this year, the latest known head is given. ``begins``: the day on which the first
    decision takes effect, when that is still to come."""

    head: ClusterMember | None = None
    deputy: ClusterMember | None = None
    members: tuple[ClusterMember, ...] = ()
    last_head: ClusterMember | None = None
    begins: date | None = None
    others: tuple[ClusterMember, ...] = ()

    @property
    def rank_and_file(self) -> list[ClusterMember]:
        """The members that neither head nor deputise."""
        leaders = {p.unit_id for p in (self.head, self.deputy) if p}
        return [m for m in self.members if m.unit_id not in leaders]

    @property
    def member_ids(self) -> tuple[int, ...]:
        """Ids of the member units, in the order of the alphabet."""
        return tuple(m.unit_id for m in self.members)


def day_of(year: int, on: date) -> date:
    """The day as of which a cluster of ``year`` answers when asked on ``on``."""
    return min(on, date(year, 12, 31))


def compositions(clusters: Iterable[Cluster], on: date) -> dict[int, Composition]:
    """Compositions by cluster id, two queries however many clusters. Each cluster must carry its season."""
    found = list(clusters)
    rows: dict[int, list[ClusterMember]] = defaultdict(list)
    for row in ClusterMember.objects.filter(cluster__in=found).select_related("unit").order_by("unit__name_sort", "id"):
        rows[row.cluster_id].append(row)
    earlier = ClusterMember.objects.filter(
        position=Position.HEAD,
        cluster__season__authority_id__in={c.season.authority_id for c in found},
        cluster__code__in={c.code for c in found},
    ).select_related("unit", "cluster__season")
    heads = list(earlier.order_by("valid_from", "id"))
    return {c.pk: _composition(c, rows[c.pk], heads, on) for c in found}


def _composition(cluster: Cluster, rows: list[ClusterMember], heads: list[ClusterMember], on: date) -> Composition:
    day = day_of(cluster.season.year, on)
    first = min((row.valid_from for row in rows), default=day)
    standing = [row for row in rows if row.holds(day)]
    by_position = {row.position: row for row in standing}
    head = by_position.get(Position.HEAD)
    before = [
        h
        for h in heads
        if h.valid_from <= day
        and h.cluster.code == cluster.code
        and h.cluster.season.authority_id == cluster.season.authority_id
        and h.cluster.season.year <= cluster.season.year
    ]
    return Composition(
        head=head,
        deputy=by_position.get(Position.DEPUTY),
        members=tuple(row for row in standing if row.position == Position.MEMBER),
        last_head=before[-1] if before and head is None else None,
        begins=first if first > day else None,
        others=tuple(row for row in rows if not row.holds(day)),
    )


def composition_of(cluster: Cluster, on: date) -> Composition:
    """One cluster's composition."""
    return compositions([cluster], on)[cluster.pk]


def _places(cluster: Cluster, unit_id: int | None, on: date) -> list[ClusterMember]:
    """Places that a unit holds in a cluster on a day; those yet to begin don't count."""
    day = day_of(cluster.season.year, on)
    return [p for p in ClusterMember.objects.filter(cluster=cluster, unit_id=unit_id or 0) if p.holds(day)]


def is_member(unit_id: int | None, cluster: Cluster, on: date) -> bool:
    """True when the unit belongs to the cluster on a day."""
    return any(p.position == Position.MEMBER for p in _places(cluster, unit_id, on))


def leads(actor: Actor, cluster: Cluster, on: date) -> bool:
    """True when the actor works as cluster head for the unit that heads the cluster on a day (a last head doesn't)."""
    if not actor.is_any(Role.CLUSTER_HEAD):
        return False
    return any(p.position == Position.HEAD for p in _places(cluster, actor.unit_id, on))


def is_lasting_member(unit_id: int | None, cluster_id: int) -> bool:
    """True when no end is set to the unit's membership: for rules that are asked without a day (files)."""
    places = ClusterMember.objects.filter(cluster_id=cluster_id, unit_id=unit_id or 0, position=Position.MEMBER)
    return places.filter(valid_to__isnull=True).exists()


def leads_lately(actor: Actor, cluster_id: int) -> bool:
    """True when the actor works as cluster head for the unit that headed it last: for rules asked without a day."""
    last = ClusterMember.objects.filter(cluster_id=cluster_id, position=Position.HEAD).order_by("valid_from").last()
    return actor.is_any(Role.CLUSTER_HEAD) and last is not None and last.unit_id == actor.unit_id
