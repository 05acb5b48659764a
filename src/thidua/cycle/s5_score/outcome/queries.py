"""The public door of scoring: what was published, as everybody reads it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F

from thidua.cycle.s5_score.models import Publication
from thidua.cycle.s5_score.queries import RankRow, rows_of


@dataclass(frozen=True)
class PublishedResult:
    """What the public reads of one publication. ``points``: by unit and criterion code; None where unknown. In lists
    rows and points are left out."""

    id: int
    cluster_name: str
    season_name: str
    scheme_title: str
    decision: str
    published_on: date
    units: int
    rows: tuple[RankRow, ...] = ()
    criteria: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[int, Mapping[str, Decimal | None]] = field(default_factory=dict)


def published_results() -> list[PublishedResult]:
    """Every result that counts, newest first. One query, without the traces."""
    rows = Publication.objects.select_related("cluster", "season__authority", "scheme").order_by("id")
    newest = {p.cluster_id: p for p in rows.annotate(ranked=F("results__ranking")).defer("results")}
    found = [_published(p, len(p.ranked)) for p in newest.values()]
    return sorted(found, key=lambda each: (each.published_on, each.id), reverse=True)


def _published(kept: Publication, units: int, **more: Any) -> PublishedResult:
    return PublishedResult(
        kept.pk, kept.cluster.name, str(kept.season), str(kept.scheme), kept.decision, kept.published_on, units, **more
    )  # fmt: skip


def published_result(publication_id: int) -> PublishedResult | None:
    """One result, when it still counts, with the points of every criterion. Two queries."""
    kept = (
        Publication.objects.select_related("cluster", "season__authority", "scheme").filter(pk=publication_id).first()
    )
    if kept is None or Publication.objects.filter(cluster_id=kept.cluster_id, pk__gt=kept.pk).exists():
        return None
    rows = tuple(rows_of(kept))
    criteria = dict(_criteria(kept.scheme.data["groups"]))
    points = {int(unit): _points_of(sheet["criteria"]) for unit, sheet in kept.results["sheets"].items()}
    return _published(kept, len(rows), rows=rows, criteria=criteria, points=points)


def _criteria(nodes: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Code and label of every criterion, in the order of the table."""
    for node in nodes:
        if "children" in node:
            yield from _criteria(node["children"])
        else:
            yield node["code"], node["label"]


def _points_of(told: Mapping[str, Mapping[str, Any]]) -> dict[str, Decimal | None]:
    return {code: None if each["points"] is None else Decimal(each["points"]) for code, each in told.items()}
