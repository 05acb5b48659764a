"""Every example season reads, runs through all nine stages, and agrees with the engines."""

from decimal import Decimal

import pytest

from tests.ops.seasonfiles.seasons import EXAMPLES, SEASONS, season
from thidua.engine.rulebook import check_catalogue
from thidua.engine.scoring import CriterionInput, Input, SheetInputs, check_scheme, not_applicable, score_cluster
from thidua.language.text import fold
from thidua.ops.seasonfiles import SeasonFiles, Source

ROLES = {
    "unit_officer", "unit_head", "cluster_head", "reviewing_department", "specialist", "council_secretary",
    "council_member", "authority", "unit_administrator", "system_administrator", "auditor",
}  # fmt: skip

every_season = pytest.mark.parametrize("name", SEASONS)


def test_every_folder_of_examples_is_a_season_but_that_of_the_scoring_schemes() -> None:
    assert {path.name for path in EXAMPLES.iterdir() if path.is_dir()} == {*SEASONS, "schemes"}


@every_season
def test_season_is_complete(name: str) -> None:
    files = season(name)
    assert files.info.code == name
    assert [window.code for window in files.info.windows] == [f"s{number}" for number in range(1, 10)]
    for stage in (
        files.movements, files.registrations, files.clusters, files.covenants, files.results, files.scores,
        files.dossiers, files.ballots, files.decisions, files.conferences, files.exemplars,
    ):  # fmt: skip
        assert stage
    assert {"summing_up"} <= {conference.kind for conference in files.conferences}
    assert any(movement.summed_up_on for movement in files.movements)
    assert all(decision.items for decision in files.decisions)


@every_season
def test_every_role_can_sign_in(name: str) -> None:
    assert {account.role for account in season(name).accounts} == ROLES


@every_season
def test_award_subjects_are_made_up_and_say_so(name: str) -> None:
    files = season(name)
    assert {person.source for person in files.persons} == {Source.ILLUSTRATION}
    published = {fold(official.name) for official in files.officials}
    assert not published & {fold(person.name) for person in files.persons}
    assert {dossier.source for dossier in files.dossiers} == {Source.ILLUSTRATION}
    assert {count.source for count in files.ballots} == {Source.ILLUSTRATION}


def test_codes_of_units_and_persons_name_one_thing_across_seasons() -> None:
    names: dict[str, str] = {}
    for name in SEASONS:
        for unit in season(name).units:
            assert names.setdefault(unit.code, unit.name) == unit.name
    persons = [person.code for name in SEASONS for person in season(name).persons]
    assert len(persons) == len(set(persons))


@every_season
def test_source_note_names_the_article(name: str) -> None:
    seed = season(name).info.seed
    assert seed is not None
    note = (EXAMPLES / name / "NGUON.md").read_text(encoding="utf-8")
    assert seed.file in note
    for word in ("bài đăng", "minh họa"):
        assert word in note


@every_season
def test_scheme_has_no_design_fault(name: str) -> None:
    assert [str(finding) for finding in check_scheme(season(name).scheme.scheme)] == []


@every_season
def test_owners_of_criteria_are_units(name: str) -> None:
    files = season(name)
    assert set(files.scheme.scheme.owners().values()) <= {unit.code for unit in files.units}


@every_season
def test_overlay_is_a_right_overlay_of_the_law(name: str) -> None:
    overlay = season(name).overlay
    assert [str(problem) for problem in check_catalogue(overlays=[overlay] if overlay else [])] == []


def sheets(files: SeasonFiles, cluster: str) -> dict[str, SheetInputs]:
    criteria: dict[str, dict[str, CriterionInput]] = {}
    for line in files.scores:
        if line.cluster == cluster:
            given = CriterionInput({field: Input(value) for field, value in line.inputs.items()})
            if line.self_points.not_applicable:
                given = not_applicable("Trưởng cụm", line.reason)
            criteria.setdefault(line.unit, {})[line.criterion] = given
    return {unit: SheetInputs(each) for unit, each in criteria.items()}


@every_season
def test_self_scores_are_what_the_engine_makes_of_the_inputs(name: str) -> None:
    files = season(name)
    results = {each.code: score_cluster(files.scheme.scheme, sheets(files, each.code)) for each in files.clusters}
    for line in files.scores:
        points = results[line.cluster].sheets[line.unit].criteria[line.criterion].points
        assert line.self_points.value == points, (line.unit, line.criterion)


@every_season
def test_every_member_of_a_scored_cluster_has_every_criterion(name: str) -> None:
    files = season(name)
    for cluster in files.clusters:
        lines = {(line.unit, line.criterion) for line in files.scores if line.cluster == cluster.code}
        assert lines == {(unit, criterion) for unit in cluster.members for criterion in files.scheme.criteria}


def agreed(files: SeasonFiles, cluster: str) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for line in files.scores:
        if line.cluster == cluster and line.agreed.value is not None:
            totals[line.unit] = totals.get(line.unit, Decimal(0)) + line.agreed.value
    return totals


def test_firsts_and_seconds_of_the_blocs_are_those_with_the_most_points() -> None:
    files = season("binh-lieu-2020")
    subjects = {dossier.code: dossier.subject for dossier in files.dossiers}
    for number, cluster in enumerate(files.clusters, 1):
        points = agreed(files, cluster.code)
        order = sorted(points, key=lambda unit: -points[unit])
        assert subjects[f"NHAT-{number:02d}"] == order[0]
        assert subjects[f"NHI-{number:02d}"] == order[1]
        assert points[order[0]] > points[order[1]] > points[order[2]]


def test_a_bloc_has_a_tie_that_stays_a_tie() -> None:
    points = sorted(agreed(season("binh-lieu-2020"), "K01").values(), reverse=True)
    assert points[2] == points[3]


def test_what_does_not_apply_changes_the_places() -> None:
    files = season("bac-ninh-2023")
    result = score_cluster(files.scheme.scheme, sheets(files, "CHTP"))
    city, town = result.sheets["BN.TPBN"], result.sheets["BN.QV"]
    assert city.denominator == 90
    assert city.total is not None and town.total is not None and city.total < town.total
    assert city.percent is not None and town.percent is not None and city.percent > town.percent
