"""How firm the ranking of a cluster is, from the points as they stand: read by those who oversee, decided by nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.base.access.actor import Actor
from thidua.base.season.models import Season
from thidua.cycle.s3_covenant.queries import ClusterInfo
from thidua.cycle.s5_score.enums import FINAL, Round, SheetState
from thidua.cycle.s5_score.facts import Standing, score_together, standings
from thidua.cycle.s5_score.outcome.results import shown_of
from thidua.cycle.s5_score.outcome.severity import Severities, severities_of
from thidua.cycle.s5_score.policies import check_analyses
from thidua.cycle.s5_score.queries import sheets_in
from thidua.engine.scoring import ClusterResult, RankBy, Scheme
from thidua.engine.scoring.analysis import (
    Inflation,
    Leverage,
    Spread,
    Swap,
    firmness,
    inflation,
    leverage,
    spreads,
    swaps,
)
from thidua.ui.charts.composition import CompositionBar, CompositionChart

_ONE = Decimal(1)


@dataclass(frozen=True)
class Analysis:
    """What is told of a cluster. ``unit`` is what units rank by: points, or percent."""

    unit: str
    labels: Mapping[str, str]
    places: Mapping[str, int | None]
    near: Sequence[Swap]
    firm: Mapping[str, bool]
    decisive: Sequence[Leverage]
    silent: Sequence[Spread]
    criteria: int
    claims: Sequence[Inflation]
    unsent: Sequence[str]
    severities: Severities | None = None


def analysis_of(actor: Actor, season: Season, cluster: ClusterInfo, today: date) -> Analysis | None:
    """The analysis of the sheets that were sent; None while fewer than two have points. Raises Refused."""
    check_analyses(actor, season)
    shown, unsent = shown_of(actor, season, sheets_in(cluster.id), today)
    shown = [sheet for sheet in shown if sheet.state != SheetState.EXCLUDED]
    return _analysed(standings(shown), unsent) if len(shown) > 1 else None


def _analysed(found: Sequence[Standing], unsent: Sequence[str]) -> Analysis | None:
    rules = found[0].rules
    result, names = score_together(found)
    places = {row.unit: row.place for row in result.ranking}
    if sum(place is not None for place in places.values()) < 2:
        return None
    claimed, _ = score_together(found, Round.SELF)
    reviewed, _ = score_together(found, Round.REVIEW)
    labels = {c.code: c.label for c in rules.criteria()}
    lying = spreads(rules, result)
    by_sheet = {standing.sheet.pk: standing for standing in found}
    inputs = {name: by_sheet[sheet.pk].inputs(FINAL) for name, sheet in names.items()}
    return Analysis(
        unit="%" if rules.ranking.by is RankBy.PERCENT else "điểm",
        labels=labels,
        places=places,
        near=swaps(result, rules, _ONE),
        firm=firmness(result, rules, _margins(rules, result, (claimed, reviewed))),
        decisive=leverage(rules, inputs, result),
        silent=[each for each in lying if each.tells_nothing],
        criteria=len(labels),
        claims=inflation(claimed, result),
        unsent=unsent,
        severities=severities_of(found),
    )


def _margins(
    rules: Scheme, result: ClusterResult, others: Sequence[ClusterResult]
) -> dict[str, tuple[Decimal, Decimal]]:
    """How much lower and higher each unit's total would be by another round: what those who marked disagree on."""
    found = {}
    for unit, sheet in result.sheets.items():
        totals = [each.sheets[unit].total for each in others]
        known = [total for total in totals if total is not None]
        if sheet.total is None or not known:
            continue
        low, high = max(sheet.total - min(known), Decimal(0)), max(max(known) - sheet.total, Decimal(0))
        if rules.ranking.by is RankBy.PERCENT and sheet.denominator:
            low, high = (rules.rounding.percent(each * 100 / sheet.denominator) for each in (low, high))
        found[unit] = (low, high)
    return found


def claims_chart(found: Analysis) -> CompositionChart | None:
    """What was agreed, and what was claimed above it; what a unit was too modest about is taken off."""
    if not any(each.above for each in found.claims):
        return None
    bars = tuple(
        CompositionBar(each.unit, (each.agreed, max(each.above, Decimal(0))), max(-each.above, Decimal(0)))
        for each in found.claims
    )
    about = "Mỗi thanh là một đơn vị: điểm đã thống nhất, và phần tự chấm cao hơn điểm đã thống nhất."
    return CompositionChart("Tự chấm so với thống nhất", about, "điểm", ("thống nhất", "tự chấm cao hơn"), bars)
