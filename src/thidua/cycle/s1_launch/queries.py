"""The read door of stage 1: movements and how far they have been received below."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.documents.queries import visible_documents
from thidua.base.season.models import Season
from thidua.base.units.enums import Level
from thidua.base.units.queries import children_of
from thidua.base.units.tree import tree_as_of
from thidua.cycle.s1_launch.enums import DRAFTERS, WIDE_KINDS, MovementKind, MovementState, ReceiptState
from thidua.cycle.s1_launch.models import Movement, MovementAudience, MovementReceipt
from thidua.language.text import fold


@dataclass(frozen=True)
class MovementInfo:
    """A movement as other rooms and the public see it."""

    id: int
    code: str
    title: str
    kind: str
    kind_label: str
    level_label: str
    unit_id: int
    unit_name: str
    theme: str
    objectives: str
    contents: str
    period_from: date
    period_to: date
    launched_on: date | None
    state: int
    state_label: str
    parent_id: int | None


@dataclass(frozen=True)
class CascadeRow:
    """One addressed unit and what it has done so far."""

    unit_id: int
    unit_name: str
    cluster_name: str
    state: ReceiptState
    received_on: date | None = None
    received_by: str = ""
    child_id: int | None = None
    relaunched_on: date | None = None


@dataclass(frozen=True)
class Cascade:
    """How far a movement has come below: units addressed, received, launched anew (these count as received too)."""

    expected: int
    received: int
    relaunched: int
    rows: tuple[CascadeRow, ...]
    clusters: tuple[str, ...] = ()

    @property
    def waiting(self) -> list[CascadeRow]:
        """Units that have not received it yet."""
        return [row for row in self.rows if row.state == ReceiptState.WAITING]


def _info(m: Movement) -> MovementInfo:
    kind, level, state = MovementKind(m.kind).label, Level(m.level).label, MovementState(m.state).label
    return MovementInfo(
        m.pk, m.code, m.title, m.kind, kind, level, m.launched_by_id, m.launched_by.name, m.theme, m.objectives,
        m.contents, m.period_from, m.period_to, m.launched_on, m.state, state, m.parent_id,
    )  # fmt: skip


def _movements() -> QuerySet[Movement]:
    return Movement.objects.select_related("season__authority", "launched_by", "parent__launched_by")


def movements_of(season_id: int) -> list[MovementInfo]:
    """Every movement of a season, drafts included: whoever shows them filters by ``state``."""
    return [_info(m) for m in _movements().filter(season_id=season_id)]


def launched_movements(
    season_id: int | None = None, *, text: str = "", year: int | None = None, limit: int | None = None
) -> list[MovementInfo]:
    """Movements that have been launched, the newest first: what the public may see.

    Every word of ``text`` must stand in title, theme, code or unit, with or without diacritics."""
    rows = _movements().exclude(state=MovementState.DRAFT).order_by("-launched_on", "title_sort", "id")
    if season_id is not None:
        rows = rows.filter(season_id=season_id)
    if year is not None:
        rows = rows.filter(season__year=year)
    return [_info(m) for m in containing(rows, text)[:limit]]


def containing(rows: QuerySet[Movement], text: str) -> QuerySet[Movement]:
    """Rows that have every word of the text in title, theme, code or launching unit."""
    for word in fold(text).split():
        rows = rows.filter(Q(search_fold__contains=word) | Q(launched_by__name_fold__contains=word))
    return rows


def movement_info(movement_id: int) -> MovementInfo | None:
    """One movement, in any state."""
    found = _movements().filter(pk=movement_id).first()
    return _info(found) if found else None


def cascade(movement_id: int) -> Cascade:
    """Which units a movement addresses and what each has done with it. Three queries, however many units."""
    audience = list(
        MovementAudience.objects.filter(movement_id=movement_id)
        .select_related("unit")
        .order_by("unit__name_sort", "cluster_name", "id")
    )
    receipts = {r.unit_id: r for r in MovementReceipt.objects.filter(movement_id=movement_id)}
    children = {m.launched_by_id: m for m in Movement.objects.filter(parent_id=movement_id)}
    rows = tuple(
        _cascade_row(a, receipts.get(a.unit_id or 0), children.get(a.unit_id or 0)) for a in audience if a.unit_id
    )
    return Cascade(
        expected=len(rows),
        received=sum(r.state != ReceiptState.WAITING for r in rows),
        relaunched=sum(r.state == ReceiptState.RELAUNCHED for r in rows),
        rows=rows,
        clusters=tuple(dict.fromkeys(a.cluster_name for a in audience if a.cluster_name)),
    )


def _cascade_row(address: MovementAudience, receipt: MovementReceipt | None, child: Movement | None) -> CascadeRow:
    launched_on = child.launched_on if child else None
    state = ReceiptState.RELAUNCHED if launched_on else ReceiptState.RECEIVED if receipt else ReceiptState.WAITING
    row = CascadeRow(address.unit_id or 0, str(address.unit), address.cluster_name, state)
    if receipt:
        row = replace(row, received_on=receipt.received_on, received_by=receipt.by_name)
    return replace(row, child_id=child.pk, relaunched_on=launched_on) if child else row


def movement_by_id(movement_id: int) -> Movement | None:
    """One movement with everything that its own pages show."""
    return _movements().filter(pk=movement_id).first()


def visible_movements(actor: Actor, season_id: int) -> QuerySet[Movement]:
    """What an actor finds in the list of a season: launched movements, and the drafts of the own unit."""
    rows = _with_counts(_movements().filter(season_id=season_id))
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR):
        return rows
    seen = ~Q(state=MovementState.DRAFT)
    if actor.is_any(*DRAFTERS):
        seen |= Q(launched_by_id=actor.unit_id)
    return rows.filter(seen)


def _with_counts(rows: QuerySet[Movement]) -> QuerySet[Movement]:
    def counted(model: type[MovementAudience] | type[MovementReceipt]) -> Coalesce:
        inside = model._default_manager.filter(movement=OuterRef("pk"), unit__isnull=False)
        grouped = inside.order_by().values("movement").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)

    return rows.annotate(expected=counted(MovementAudience), received=counted(MovementReceipt))


def addressed_to(unit_id: int, season_id: int) -> list[tuple[Movement, bool, Movement | None]]:
    """Running movements that address a unit: (movement, received?, own relaunch or None). Three queries."""
    running = (MovementState.LAUNCHED, MovementState.SUMMED_UP)
    movements = list(Movement.objects.filter(season_id=season_id, state__in=running, audience__unit_id=unit_id))
    ids = [m.pk for m in movements]
    received = set(
        MovementReceipt.objects.filter(unit_id=unit_id, movement_id__in=ids).values_list("movement_id", flat=True)
    )
    own = {m.parent_id: m for m in Movement.objects.filter(launched_by_id=unit_id, parent_id__in=ids)}
    return [(m, m.pk in received, own.get(m.pk)) for m in movements]


def open_movements(unit_id: int, season_id: int) -> QuerySet[Movement]:
    """Movements of one unit that still wait to be launched or summed up."""
    waiting = (MovementState.DRAFT, MovementState.LAUNCHED)
    return Movement.objects.filter(season_id=season_id, launched_by_id=unit_id, state__in=waiting)


def addressable(season: Season, unit_id: int, on: date) -> list[tuple[int, str]]:
    """Units that a unit's movement can address on a day, in the order of the tree, with their names.

    Everything below the unit; for the specialised agencies, the Front and the mass organisations of the authority also
    every other unit of the season, since they launch in their field for the whole locality."""
    tree = tree_as_of(on)
    node = tree.nodes.get(unit_id)
    wide = node is not None and node.kind in WIDE_KINDS and node.parent_id == season.authority_id
    found: list[tuple[int, str]] = []

    def walk(parent: int, depth: int) -> None:
        for child in tree.children(parent):
            if child.unit_id != unit_id:
                found.append((child.unit_id, "– " * depth + child.name))
            walk(child.unit_id, depth + 1)

    walk(season.authority_id if wide else unit_id, 0)
    return found


Choices = tuple[list[tuple[int, str]], list[tuple[int, str]]]


def choices(actor: Actor, season: Season, on: date) -> Choices:
    """What the form of a movement offers: units to address, and documents to lean on that the actor may read."""
    documents = [(d.pk, f"{d}: {d.summary[:120]}") for d in visible_documents(actor)]
    return addressable(season, actor.unit_id or 0, on), documents


def audience_size(movement: Movement, on: date) -> int:
    """How many units a draft would reach if it were launched on a day."""
    named = MovementAudience.objects.filter(movement=movement)
    if named.exists():
        return named.filter(unit__isnull=False).count()
    return children_of(movement.launched_by_id, on).count()


def next_code(season_id: int, year: int) -> str:
    """A free code for a new movement of a season: PT-2023-04."""
    taken = set(Movement.objects.filter(season_id=season_id).values_list("code", flat=True))
    return next(code for n in count(len(taken) + 1) if (code := f"PT-{year}-{n:02d}") not in taken)


def receipt_totals(season_id: int, unit_ids: frozenset[int]) -> dict[int, tuple[int, int, int]]:
    """For each unit: movements that address it, received, launched anew. Units that none addresses are left out."""
    running = Q(movement__season_id=season_id) & ~Q(movement__state=MovementState.DRAFT)
    expected = MovementAudience.objects.filter(running, unit_id__in=unit_ids)
    received = MovementReceipt.objects.filter(running, unit_id__in=unit_ids)
    anew = Movement.objects.filter(parent__season_id=season_id, launched_on__isnull=False, launched_by_id__in=unit_ids)
    counts = [
        dict(rows.order_by().values_list(key).annotate(n=Count("pk")))
        for rows, key in ((expected, "unit_id"), (received, "unit_id"), (anew, "launched_by_id"))
    ]
    return {unit: (n, counts[1].get(unit, 0), counts[2].get(unit, 0)) for unit, n in counts[0].items()}


def cascade_totals(season_id: int) -> dict[int, tuple[int, int, int]]:
    """For each launched movement of a season: units addressed, received, launched anew. One query for all."""
    rows = _with_counts(Movement.objects.filter(season_id=season_id).exclude(state=MovementState.DRAFT))
    anew = Movement.objects.filter(parent=OuterRef("pk"), launched_on__isnull=False).order_by().values("parent")
    counted = Coalesce(Subquery(anew.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
    return {m.pk: (m.expected, m.received, m.anew) for m in rows.annotate(anew=counted)}  # type: ignore[attr-defined]
