"""The ranking of a cluster: as published, or as it stands for those who may see it; drawn and explained."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.season.models import Season
from thidua.base.season.policies import check_sees_season
from thidua.cycle.s3_covenant.queries import ClusterInfo
from thidua.cycle.s5_score.enums import SheetState
from thidua.cycle.s5_score.facts import excluded_rows, rank_rows, rules_of, score_together, standings, told_of_excluded
from thidua.cycle.s5_score.models import Publication, ScoreSheet
from thidua.cycle.s5_score.policies import check_sees_ranking, seen_by
from thidua.cycle.s5_score.queries import RankRow, publication_of, rows_of, sheets_in, sheets_of
from thidua.engine.scoring import RankBy, Scheme
from thidua.engine.scoring.told import ToldSheet, tell, told_from_data
from thidua.ui.charts.composition import CompositionBar, CompositionChart
from thidua.ui.charts.ties import TieRow, TiesChart
from thidua.ui.parts import Action, ObjectHeader, State

_PARTS = 6  # the most that a stacked bar tells apart


@dataclass(frozen=True)
class Results:
    """A ranking with the points behind it, by unit. ``rules`` is None while no sheet is open. ``unsent``: units whose
    sheet the reader may not see yet, which are named without a point."""

    rows: list[RankRow]
    told: dict[int, ToldSheet]
    rules: Scheme | None
    publication: Publication | None
    unsent: tuple[str, ...] = ()


def results_of(actor: Actor, season: Season, cluster: ClusterInfo, today: date) -> Results:
    """The ranking of a cluster. Raises Refused before publication, but for those who oversee or lead the cluster."""
    check_sees_season(actor, season)
    sheets = sheets_in(cluster.id)
    rules = rules_of(sheets[0].scheme) if sheets else None
    publication = publication_of(cluster.id)
    if publication is not None:
        told = {int(pk): told_from_data(data) for pk, data in publication.results["sheets"].items()}
        return Results(rows_of(publication), told, rules, publication)
    check_sees_ranking(actor, season, cluster.id, today)
    shown, unsent = shown_of(actor, season, sheets, today)
    if all(sheet.state == SheetState.EXCLUDED for sheet in shown):
        return Results([], {}, rules, None, unsent)
    result, names = score_together(standings(shown))
    told = {names[name].unit_id: tell(sheet) for name, sheet in result.sheets.items()}
    told |= {unit: tell(sheet) for unit, sheet in told_of_excluded(shown).items()}
    rows = [*rank_rows(result, names), *excluded_rows(shown)]
    # a place among those that have sent is no place in the cluster yet
    return Results([replace(row, provisional=True) for row in rows] if unsent else rows, told, rules, None, unsent)


def shown_of(
    actor: Actor, season: Season, sheets: Sequence[ScoreSheet], today: date
) -> tuple[list[ScoreSheet], tuple[str, ...]]:
    """Of the sheets of a cluster those that the reader may see, and the names of the units whose sheet isn't sent."""
    seen = set(sheets_of(season.pk).filter(seen_by(actor, season, today)).values_list("pk", flat=True))
    unsent = tuple(sheet.unit.name for sheet in sheets if sheet.pk not in seen)
    return [sheet for sheet in sheets if sheet.pk in seen], unsent


def composition_chart(found: Results) -> CompositionChart | None:
    """What each total is made of, group by group; the smallest groups are put together when there are too many."""
    if found.rules is None or not any(row.points is not None for row in found.rows):
        return None
    groups = sorted(found.rules.groups, key=lambda g: -sum((c.maximum for c in g.criteria()), Decimal(0)))
    small = groups[_PARTS - 1 :] if len(groups) > _PARTS else []
    parts = [(g.label, [g]) for g in found.rules.groups if g not in small]
    parts += [("Các nhóm còn lại", small)] if small else []
    bars = []
    for row in found.rows:
        told = found.told[row.unit_id].groups
        values = tuple(_sum([told[g.code].points for g in part]) for _, part in parts)
        taken = max((_sum(values) or Decimal(0)) - row.points, Decimal(0)) if row.points is not None else Decimal(0)
        bars.append(CompositionBar(row.unit_name, values, taken))
    about = "Mỗi thanh là một đơn vị; các phần là điểm của từng nhóm tiêu chí."
    return CompositionChart("Điểm gồm những gì", about, "điểm", tuple(name for name, _ in parts), tuple(bars))


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [v for v in values if v is not None]
    return sum(known, Decimal(0)) if known else None


def ties_chart(found: Results) -> TiesChart | None:
    """Which places would change hands if one point were given or taken."""
    rules = found.rules
    ranked = [row for row in found.rows if row.rank is not None and row.points is not None]
    if rules is None or len(ranked) < 2:
        return None
    by_percent = rules.ranking.by is RankBy.PERCENT
    spans = [_span(row, by_percent) for row in ranked]
    rows = tuple(
        TieRow(row.rank or 0, row.unit_name, score, low, high, _near(place, spans))
        for place, (row, (score, low, high)) in enumerate(zip(ranked, spans, strict=True))
    )
    about = "Chấm là điểm hiện có; vạch ngang là khi thêm hoặc bớt một điểm. Vạch chồng nhau thì thứ hạng có thể đổi."
    return TiesChart("Sát điểm", about, "%" if by_percent else "điểm", "thêm, bớt một điểm", rows)


def _span(row: RankRow, by_percent: bool) -> tuple[Decimal, Decimal, Decimal]:
    one, score = Decimal(1), row.points or Decimal(0)
    if by_percent and row.percent is not None and row.denominator:
        one, score = (Decimal(100) / row.denominator).quantize(Decimal("0.001")), row.percent
    return score, score - one, score + one


def _near(place: int, spans: Sequence[tuple[Decimal, Decimal, Decimal]]) -> bool:
    _, low, high = spans[place]
    return any(place != other and o_low <= high and low <= o_high for other, (_, o_low, o_high) in enumerate(spans))


def linked_rows(actor: Actor, season: Season, found: Results, today: date) -> list[tuple[RankRow, int | None]]:
    """Each row with the sheet behind it, where the reader may open it."""
    seen = dict(sheets_of(season.pk).filter(seen_by(actor, season, today)).values_list("unit_id", "pk"))
    return [(row, seen.get(row.unit_id)) for row in found.rows]


def ranking_header(cluster: ClusterInfo, found: Results, decides: bool) -> ObjectHeader:
    """Title, state, whose turn, and the publication when everything is agreed."""
    publication = found.publication
    if publication is not None:
        state = State(f"Công bố ngày {publication.published_on:%d/%m/%Y}", "locked")
        return ObjectHeader(f"Xếp hạng {cluster.name}", state, kind=f"Văn bản công bố: {publication.decision}")
    settled = not any(row.provisional for row in found.rows)
    ready = settled and not found.unsent and len(found.rows) == len(cluster.member_ids)
    state = State("Đã thống nhất, chờ công bố", "waiting") if ready else State("Tạm tính", "warning")
    url = reverse("score:publish", args=[cluster.id])
    action = Action("Công bố kết quả", url, "megaphone") if ready and decides else None
    return ObjectHeader(f"Xếp hạng {cluster.name}", state, turn="Đơn vị tổ chức" if ready else "", action=action)
