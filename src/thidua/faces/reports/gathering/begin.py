"""Stages 1 to 3: movements, registration, covenants."""

from collections import defaultdict
from collections.abc import Iterable

from thidua.base.people.enums import PersonClass
from thidua.cycle.s1_launch.enums import MovementState
from thidua.cycle.s1_launch.queries import cascade_totals, launched_movements, receipt_totals
from thidua.cycle.s2_register.enums import SubjectKind
from thidua.cycle.s2_register.queries import LineInfo, expected_ids, people_coverage, registered, unit_coverage
from thidua.cycle.s3_covenant.enums import SigningState
from thidua.cycle.s3_covenant.queries import ClusterInfo, commitments_of, signed_by_cluster, signing_states
from thidua.faces.reports.gathering.ground import Ground
from thidua.faces.reports.shapes import CovenantRow, CoverRow, MovementRow, PeopleRow, Stat, WantedRow

_SENT, _ACCEPTED = ("sent", "accepted"), "accepted"
LAUNCHED_FROM = "Phong trào đã phát động, giai đoạn Phát động"
RECEIVED_FROM = "Phiếu tiếp nhận của đơn vị, giai đoạn Phát động"
REGISTERED_FROM = "Phiếu đăng ký đã gửi, giai đoạn Đăng ký"
SIGNED_FROM = "Chữ ký dưới bản giao ước, giai đoạn Giao ước"


def movements(ground: Ground) -> tuple[MovementRow, ...]:
    """What was launched in the season, oldest first, a movement before those launched after it; of a part its own."""
    totals = cascade_totals(ground.season.pk)
    found = [m for m in launched_movements(ground.season.pk) if ground.speaks_of(m.unit_id)]
    found.sort(key=lambda m: (m.launched_on or m.period_from, m.parent_id is not None, m.title))
    return tuple(
        MovementRow(
            m.title, m.unit_name, m.kind_label, m.launched_on, m.period_from, m.period_to,
            MovementState(m.state).label, *totals[m.id],
        )
        for m in found
    )  # fmt: skip


def movement_stats(ground: Ground, rows: tuple[MovementRow, ...]) -> list[Stat]:
    """How many were launched, and how many of the addresses below took them up."""
    totals = receipt_totals(ground.season.pk, ground.units).values()
    addressed = sum(expected for expected, _, _ in totals)
    received = sum(done for _, done, _ in totals) if addressed else None
    return [
        Stat("movements", "Phong trào đã phát động", len(rows) or None, LAUNCHED_FROM, unit="phong trào"),
        Stat("received", "Lượt đơn vị tiếp nhận phong trào", received, RECEIVED_FROM, of=addressed or None),
    ]


def registration(ground: Ground) -> tuple[tuple[CoverRow, ...], tuple[CoverRow, ...]]:
    """Coverage by kind of unit and by cluster, each with all its groups."""
    expected = [u for u in expected_ids(ground.season, ground.day) if ground.speaks_of(u)]
    in_clusters = {u for c in ground.clusters for u in c.member_ids if ground.speaks_of(u)}
    states = unit_coverage(ground.season.pk, sorted(in_clusters | set(expected)))
    begun = any(state in _SENT for state in states.values())
    kinds: dict[str, list[int]] = defaultdict(list)
    for unit in expected:
        kinds[ground.kind_of(unit)].append(unit)
    by_kind = tuple(_cover(label, units, states, begun) for label, units in sorted(kinds.items()))
    mine = [(c.name, [u for u in c.member_ids if ground.speaks_of(u)]) for c in ground.clusters]
    return by_kind, tuple(_cover(name, units, states, begun) for name, units in mine if units)


def _cover(label: str, units: Iterable[int], states: dict[int, str], begun: bool) -> CoverRow:
    found = [states[u] for u in units]
    sent = sum(state in _SENT for state in found)
    accepted = sum(state == _ACCEPTED for state in found)
    return CoverRow(label, len(found), sent if begun else None, accepted if begun else None)


def registration_stat(by_kind: tuple[CoverRow, ...]) -> Stat:
    """Units that registered, of those expected."""
    known = [row.sent for row in by_kind if row.sent is not None]
    expected = sum(row.expected for row in by_kind)
    done = sum(known) if known else None
    return Stat("registered", "Đơn vị đã đăng ký thi đua", done, REGISTERED_FROM, of=expected or None, unit="đơn vị")


def people(ground: Ground) -> tuple[PeopleRow, ...]:
    """People registered by class; the whole is known only when every unit said how many it has."""
    units = [u for u in expected_ids(ground.season, ground.day) if ground.speaks_of(u)]
    rows = people_coverage(ground.season.pk, units)
    order = {code: place for place, code in enumerate(PersonClass.values)}
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.person_class].append(row)
    return tuple(
        PeopleRow(
            PersonClass(code).label,
            sum(r.registered for r in grouped[code]),
            None if any(r.expected is None for r in grouped[code]) else sum(r.expected or 0 for r in grouped[code]),
        )
        for code in sorted(grouped, key=lambda code: order.get(code, len(order)))
    )


def wanted(ground: Ground) -> tuple[WantedRow, ...]:
    """For each award, how many registered for it; unnamed groups count by their number."""
    grouped: dict[str, list[LineInfo]] = defaultdict(list)
    for line in registered(ground.season.pk):
        if line.award_code and ground.speaks_of(line.unit_id):
            grouped[line.award_name or line.award_code].append(line)
    people = (SubjectKind.PERSON, SubjectKind.GROUP)
    return tuple(
        WantedRow(
            award,
            len({line.unit_id for line in lines}),
            sum(line.subject_kind == SubjectKind.COLLECTIVE for line in lines),
            sum(line.count for line in lines if line.subject_kind in people),
            sum(line.subject_kind == SubjectKind.HOUSEHOLD for line in lines),
        )
        for award, lines in sorted(grouped.items())
    )


def covenants(ground: Ground) -> tuple[CovenantRow, ...]:
    """Every cluster, or the ones that a unit's part belongs to."""
    signed, states = signed_by_cluster(ground.season.pk), signing_states(ground.season.pk)
    counts: dict[int, int] = defaultdict(int)
    for commitment in commitments_of(ground.season.pk):
        counts[commitment.cluster_id] += 1
    mine = [c for c in ground.clusters if ground.part is None or ground.part.units & set(c.member_ids)]
    return tuple(_covenant(ground, c, signed.get(c.id, frozenset()), states.get(c.id), counts[c.id]) for c in mine)


def _covenant(
    ground: Ground, cluster: ClusterInfo, signed: frozenset[int], state: SigningState | None, commitments: int
) -> CovenantRow:
    opened = cluster.member_ids and state in (SigningState.OPEN, SigningState.SIGNED)
    head = ground.name(cluster.head_unit_id)
    return CovenantRow(
        cluster=cluster.name,
        kind=cluster.kind_label,
        head=f"{head} (năm trước; năm nay chưa có)" if head and cluster.head_is_last else head,
        members=len(cluster.member_ids),
        signed=len(signed & set(cluster.member_ids)) if opened else None,
        state=state.label if state else "Chưa có giao ước",
        commitments=commitments or None,
    )


def covenant_stat(rows: tuple[CovenantRow, ...]) -> Stat:
    """Signatures given, of those expected in every cluster."""
    known = [row.signed for row in rows if row.signed is not None]
    expected = sum(row.members for row in rows)
    done = sum(known) if known else None
    return Stat("signed", "Đơn vị đã ký giao ước", done, SIGNED_FROM, of=expected or None, unit="đơn vị")
