"""The read door of stage 5: who is ranked where (once published), and how far scoring has come."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery

from thidua.cycle.s5_score.enums import Outcome, Round, SheetState
from thidua.cycle.s5_score.models import CellEntry, Publication, Reply, Scheme, ScoreSheet, TieOrder

Cells = dict[tuple[str, str], CellEntry]


@dataclass(frozen=True)
class RankRow:
    """The place of one unit in its cluster. ``rank`` None: not ranked, ``label`` or ``pending`` says why.

    Points and denominator are exact, percent is rounded as declared; ``pending`` are criteria without figures."""

    unit_id: int
    unit_name: str
    rank: int | None
    tied: bool
    points: Decimal | None
    denominator: Decimal
    percent: Decimal | None
    label: str
    provisional: bool = False
    pending: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class ReplyCount:
    """Replies of one unit: made, answered, and of the answered those that were taken in full or in part."""

    made: int
    answered: int
    taken: int


def publications(season_id: int) -> QuerySet[Publication]:
    """What was published in a season, the newest of each cluster last."""
    return Publication.objects.filter(season_id=season_id).select_related("cluster", "scheme")


def publication_of(cluster_id: int) -> Publication | None:
    """The publication of a cluster that counts: the newest."""
    return Publication.objects.filter(cluster_id=cluster_id).select_related("cluster", "scheme", "season").last()


def rows_of(publication: Publication) -> list[RankRow]:
    """The published ranking, best first, units without a place last."""
    return ranking_rows(publication.results["ranking"])


def ranking_rows(kept: Iterable[Mapping[str, Any]]) -> list[RankRow]:
    """A ranking as a publication keeps it."""
    return [_row(data) for data in kept]


_NUMBERS = ("points", "denominator", "percent")


def row_data(row: RankRow) -> dict[str, Any]:
    """A row as it is kept in a publication: numbers as text."""
    return asdict(row) | {name: str(n) for name in _NUMBERS if (n := getattr(row, name)) is not None}


def _row(data: Mapping[str, Any]) -> RankRow:
    numbers = {name: Decimal(data[name]) for name in _NUMBERS if data[name] is not None}
    return RankRow(**{**data, **numbers, "pending": tuple(data["pending"])})


def ranking(season_id: int, cluster_id: int | Subquery) -> list[RankRow]:
    """The published ranking of a cluster; empty before publication (until then scores are for their own unit only)."""
    kept = Publication.objects.filter(season_id=season_id, cluster_id=cluster_id)
    # the places alone: a publication carries the trace of every number of every sheet
    found = kept.order_by("-id").values_list("results__ranking", flat=True).first()
    return ranking_rows(found or ())


def published_ranking(season_id: int) -> list[tuple[int, str, RankRow]]:
    """Cluster id, cluster name and row of every published place of a season. One query."""
    newest = {p.cluster_id: p for p in publications(season_id)}
    found = sorted(newest.values(), key=lambda p: p.cluster.name_sort)
    return [(p.cluster_id, p.cluster.name, row) for p in found for row in rows_of(p)]


def rank_of(season_id: int, unit_id: int) -> RankRow | None:
    """The published place of a unit in its cluster; None while nothing is published or it was not scored."""
    sheets = ScoreSheet.objects.filter(season_id=season_id, unit_id=unit_id).order_by("id")
    rows = ranking(season_id, Subquery(sheets.values("cluster_id")[:1]))
    return next((row for row in rows if row.unit_id == unit_id), None)


def scoring_coverage(season_id: int) -> dict[int, int]:
    """State of the sheet of each unit that has one."""
    return dict(ScoreSheet.objects.filter(season_id=season_id).values_list("unit_id", "state"))


def sheets_of(season_id: int, unit_ids: Iterable[int] | None = None) -> QuerySet[ScoreSheet]:
    """Sheets of a season, of some units only where they are named, by cluster and unit."""
    rows = ScoreSheet.objects.filter(season_id=season_id).select_related("unit", "cluster", "scheme", "season")
    rows = rows if unit_ids is None else rows.filter(unit_id__in=list(unit_ids))
    return rows.order_by("cluster__name_sort", "unit__name_sort")


def sheets_in(cluster_id: int) -> list[ScoreSheet]:
    """The sheets of one cluster."""
    rows = ScoreSheet.objects.filter(cluster_id=cluster_id).select_related("unit", "cluster", "scheme", "season")
    return list(rows.order_by("unit__name_sort"))


def sheet_of(season_id: int, unit_id: int) -> ScoreSheet | None:
    """The sheet of one unit."""
    return sheets_of(season_id, [unit_id]).first()


def schemes_of(season_id: int) -> QuerySet[Scheme]:
    """The scoring tables of a season, version after version."""
    return Scheme.objects.filter(season_id=season_id).select_related("season__authority", "previous")


# what scoring doesn't read of a cell
_UNREAD = ("after", "points", "account_id", "on_date", "at")


def newest_cells(sheet_ids: Iterable[int], *, to_score: bool = False) -> dict[int, Cells]:
    """What stands in every cell of some sheets, by sheet, criterion and column (see ``enums.cross``). One query.

    `to_score`: only what scoring reads of them, which is quicker for a whole cluster."""
    later = CellEntry.objects.filter(after=OuterRef("pk"))
    found: dict[int, Cells] = defaultdict(dict)
    rows = CellEntry.objects.filter(~Exists(later), sheet_id__in=list(sheet_ids))
    for entry in rows.defer(*_UNREAD) if to_score else rows:
        found[entry.sheet_id][entry.criterion_code, entry.column] = entry
    return found


def marks_of(sheet_ids: Iterable[int]) -> dict[int, tuple[Any, ...]]:
    """What tells the cells of a sheet today from those of any other moment: nothing in them changes, they are only
    added to. One query."""
    rows = CellEntry.objects.filter(sheet_id__in=list(sheet_ids)).order_by().values_list("sheet_id")
    return {pk: tuple(mark) for pk, *mark in rows.annotate(Count("id"), Max("id"), Max("at"))}


def entries_of(sheet: ScoreSheet, code: str) -> list[CellEntry]:
    """Every value that a criterion of a sheet ever had, oldest first."""
    return list(CellEntry.objects.filter(sheet=sheet, criterion_code=code))


def replies_of(sheet: ScoreSheet) -> dict[str, Reply]:
    """The unit's replies to the review as it now stands, by criterion, with their answers. Two queries.

    A reply to a value that has been reviewed anew since is history, no open question."""
    newest = CellEntry.objects.filter(sheet=sheet, round=Round.REVIEW).values("criterion_code")
    current = dict(newest.annotate(newest=Max("pk")).values_list("criterion_code", "newest"))
    rows = Reply.objects.filter(sheet=sheet).select_related("answer").order_by("id")
    return {row.criterion_code: row for row in rows if row.about == current.get(row.criterion_code)}


def _last_replies() -> QuerySet[Reply]:
    """Replies that no later one of the unit has replaced."""
    return Reply.objects.exclude(pk__in=Reply.objects.exclude(after=0).values("after"))


def reply_counts(cluster_id: int) -> dict[int, ReplyCount]:
    """By unit of a cluster: how many replies it made, how many were answered, and how many had an effect. One query."""
    rows = Reply.objects.filter(sheet__cluster_id=cluster_id).exclude(
        pk__in=Reply.objects.exclude(after=0).values("after")
    )
    found: dict[int, list[str | None]] = defaultdict(list)
    for unit, outcome in rows.values_list("sheet__unit_id", "answer__outcome"):
        found[unit].append(outcome)
    heard = (Outcome.TAKEN, Outcome.PARTLY)
    return {
        unit: ReplyCount(len(all_), sum(each is not None for each in all_), sum(each in heard for each in all_))
        for unit, all_ in found.items()
    }


def all_replies(cluster_id: int) -> ReplyCount | None:
    """The replies of a whole cluster; None when nobody made one."""
    counts = reply_counts(cluster_id).values()
    if not counts:
        return None
    return ReplyCount(sum(c.made for c in counts), sum(c.answered for c in counts), sum(c.taken for c in counts))


def open_replies(cluster_id: int) -> dict[int, int]:
    """By sheet of a cluster: how many replies still wait for an answer. One query."""
    rows = _last_replies().filter(sheet__cluster_id=cluster_id, answer=None)
    return dict(Counter(rows.values_list("sheet_id", flat=True)))


def waiting_replies(season_id: int) -> dict[int, list[str]]:
    """By sheet of a season: the criteria whose reply still waits for an answer. One query."""
    rows = _last_replies().filter(sheet__season_id=season_id, answer=None, sheet__state__lt=SheetState.AGREED)
    found: dict[int, list[str]] = defaultdict(list)
    for sheet, code in rows.values_list("sheet_id", "criterion_code"):
        found[sheet].append(code)
    return found


def tie_orders(cluster_id: int) -> list[list[int]]:
    """Ties of a cluster that the council has put in order, oldest first. One query."""
    return list(TieOrder.objects.filter(cluster_id=cluster_id).values_list("unit_ids", flat=True))


def why(sheet_id: int, criterion_code: str = "") -> list[str]:
    """The published reasoning behind one criterion of a sheet (without a code: behind its total), in sentences."""
    sheet = ScoreSheet.objects.filter(pk=sheet_id).first()
    found = publication_of(sheet.cluster_id) if sheet else None
    data = found.results["sheets"].get(str(sheet.unit_id)) if found and sheet else None
    if data is None:
        return []
    told = data["criteria"].get(criterion_code) if criterion_code else data
    return list(told["said"]) if told else []
