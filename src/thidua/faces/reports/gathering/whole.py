"""The parts put together."""

from dataclasses import replace
from datetime import date

from thidua.base.season.models import Season
from thidua.base.units.writing import organ_of, place_of
from thidua.cycle.s6_propose.queries import DossierInfo
from thidua.cycle.s8_award.queries import AwardInfo
from thidua.faces.reports.gathering import begin, merit, results
from thidua.faces.reports.gathering.ground import Ground, ground_of
from thidua.faces.reports.shapes import Part, Stat, Summary


def season_summary(season: Season, on: date, *, part: Part | None = None, money: bool = True) -> Summary:
    """Everything that the nine stages say of a season on a day; with ``part`` only what concerns these units.

    ``money`` False leaves out every amount. The number of queries does not depend on how much there is."""
    ground = ground_of(season, on, part)
    by_kind, by_cluster = begin.registration(ground)
    figures = results.figures(ground)
    proposed, awarded = merit.proposed(ground), merit.awarded(ground)
    summary = Summary(
        season_code=season.code,
        title=str(season),
        year=season.year,
        theme=season.theme,
        authority=season.authority.name,
        organ=organ_of(season.authority),
        place=place_of(season.authority),
        on=ground.on,
        part=part.unit_name if part else "",
        is_illustration=season.is_illustration,
        shows_money=money,
        stats=(),
        movements=begin.movements(ground),
        registration_by_kind=by_kind,
        registration_by_cluster=by_cluster,
        people=begin.people(ground),
        wanted=begin.wanted(ground),
        covenants=begin.covenants(ground),
        results=results.results(ground, figures),
        units=results.unit_rows(ground, figures),
        ranking=results.ranking(ground),
        dossiers=merit.dossiers(proposed),
        votes=merit.votes(ground),
        awards=merit.awards(awarded),
        classes=merit.classes(awarded, proposed),
        conferences=merit.conferences(ground),
    )
    return replace(summary, stats=_stats(ground, summary, proposed, awarded))


def _stats(ground: Ground, summary: Summary, proposed: list[DossierInfo], awarded: list[AwardInfo]) -> tuple[Stat, ...]:
    """The head figures, in the order of the year."""
    return (
        *begin.movement_stats(ground, summary.movements),
        begin.registration_stat(summary.registration_by_kind),
        begin.covenant_stat(summary.covenants),
        results.result_stat(summary.results),
        results.ranking_stat(ground, summary.ranking),
        merit.dossier_stat(summary.dossiers),
        merit.vote_stat(ground, proposed),
        *merit.award_stats(awarded, money=summary.shows_money),
        merit.conference_stat(summary.conferences),
    )
