"""The dossiers of the examples before the rulebook: who was let through qualifies; who was not is refused for it."""

from decimal import Decimal

import pytest

from tests.ops.seasonfiles.seasons import SEASONS, season
from thidua.engine.rulebook import (
    Attestation,
    Discipline,
    Eligibility,
    HeldAward,
    Initiative,
    Members,
    SubjectFacts,
    YearRecord,
    evaluate,
    load_catalogue,
    may_decide,
    quota,
    threshold,
    vote_outcome,
)
from thidua.ops.seasonfiles import SeasonFiles
from thidua.ops.seasonfiles.model_award import Dossier, HistoryEntry

ALL = ("awards", "initiatives", "disciplines", "open_matters")


def subject_kind(files: SeasonFiles, code: str) -> str:
    for person in files.persons:
        if person.code == code:
            return "household" if person.kind == "household" else "individual"
    unit = next(unit for unit in files.units if unit.code == code)
    return "community" if unit.kind == "hamlet" else "collective"


def cluster_rank(files: SeasonFiles, code: str) -> int | None:
    totals: dict[tuple[str, str], Decimal] = {}
    for line in files.scores:
        if line.agreed.value is not None:
            key = (line.cluster, line.unit)
            totals[key] = totals.get(key, Decimal(0)) + line.agreed.value
    own = next((key for key in totals if key[1] == code), None)
    return own and 1 + sum(points > totals[own] for key, points in totals.items() if key[0] == own[0])


def years(entries: list[HistoryEntry], complete: set[tuple[str, int]]) -> tuple[YearRecord, ...]:
    told = {entry.year for entry in entries if entry.kind in ("rating", "title", "form")}
    told |= {year for what, year in complete if what == "awards"}
    records = []
    for year in sorted(told):
        rating = next((e.code for e in entries if (e.kind, e.year) == ("rating", year)), None)
        held = tuple(HeldAward(award=e.code) for e in entries if e.kind in ("title", "form") and e.year == year)
        records.append(
            YearRecord(year=year, rating=rating, awards=held if held or ("awards", year) in complete else None)
        )
    return tuple(records)


def facts(files: SeasonFiles, dossier: Dossier) -> SubjectFacts:
    entries = [entry for entry in files.histories if entry.subject == dossier.subject]
    of = {kind: [entry for entry in entries if entry.kind == kind] for kind in {entry.kind for entry in entries}}
    complete = {
        (what, entry.year) for entry in of.get("complete", []) for what in ([entry.code] if entry.code else ALL)
    }
    works = tuple(
        Initiative(name=entry.value, year=entry.year, kind=entry.kind, scope=entry.code)
        for kind in ("initiative", "research", "combat")
        for entry in of.get(kind, [])
    )
    discipline = tuple(Discipline(level=e.code, decided_on=e.on) for e in of.get("discipline", []) if e.on)
    matters = tuple(entry.value for entry in of.get("open_matter", []))
    began = next((entry.on for entry in of.get("recruited", []) if entry.on), None)
    year = dossier.year
    return SubjectFacts(
        subject=subject_kind(files, dossier.subject),
        year=year,
        group=next((entry.code for entry in of.get("group", [])), "staff"),
        years=years(entries, complete),
        initiatives=works if works or ("initiatives", year) in complete else None,
        disciplines=discipline if discipline or ("disciplines", year) in complete else None,
        months_worked=(year - began.year) * 12 + 13 - began.month if began else None,
        members=Members(**{entry.code: int(entry.value) for entry in of.get("member", [])}),
        cluster_rank=cluster_rank(files, dossier.subject),
        open_matters=matters if matters or ("open_matters", year) in complete else None,
        attestations={entry.code: Attestation(holds=entry.value == "có") for entry in of.get("attested", [])},
        papers=dossier.papers,
    )


def judged(name: str, code: str) -> Eligibility:
    files = season(name)
    dossier = next(dossier for dossier in files.dossiers if dossier.code == code)
    catalogue = load_catalogue(overlays=[files.overlay] if files.overlay else [])
    return evaluate(dossier.award, facts(files, dossier), dossier.sent_on, catalogue)


@pytest.mark.parametrize("name", SEASONS)
def test_what_the_appraiser_found_qualified_qualifies(name: str) -> None:
    qualified = [dossier.code for dossier in season(name).dossiers if dossier.opinion == "qualified"]
    assert [code for code in qualified if judged(name, code).status != "eligible"] == []


@pytest.mark.parametrize("name", SEASONS)
def test_only_qualified_dossiers_are_decided(name: str) -> None:
    files = season(name)
    opinions = {dossier.code: dossier.opinion for dossier in files.dossiers}
    assert {opinions[item] for decision in files.decisions for item in decision.items} == {"qualified"}


REFUSED = {  # season, dossier -> the condition that is not met
    ("binh-lieu-2020", "CS-07"): "initiative_or_research",  # regime A: an excellent rating is no way round it
    ("binh-lieu-2020", "TT-01"): "share_ldtt",  # exactly half is not more than half
    ("quynh-phu-2022", "TT-06"): "share_ldtt",
    ("quynh-phu-2022", "CQ-27"): "strong_government",
    ("bac-ninh-2023", "CS-02"): "chain",
    ("bac-ninh-2023", "CS-03"): "initiative_scope",
    ("bac-ninh-2023", "XS-02"): "share_ldtt",
    ("pho-lu-2023", "LD-05"): "no_discipline",
    ("pho-lu-2023", "LD-07"): "service_time",
    ("binh-lieu-2022", "TT-06"): "best_in_movement",
}


@pytest.mark.parametrize(("name", "code"), REFUSED)
def test_who_does_not_qualify(name: str, code: str) -> None:
    result = judged(name, code)
    assert result.status == "not_eligible"
    assert REFUSED[name, code] in {condition.code for condition in result.conditions if condition.status == "not_met"}


UNKNOWN = {
    ("binh-lieu-2020", "CS-08"), ("binh-lieu-2020", "TT-02"), ("quynh-phu-2022", "TT-12"), ("quynh-phu-2022", "GM-07"),
    ("bac-ninh-2023", "CS-05"), ("bac-ninh-2023", "CP-01"), ("pho-lu-2023", "LD-08"), ("pho-lu-2023", "VH-07"),
    ("binh-lieu-2022", "CN-09"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), sorted(UNKNOWN))
def test_what_is_not_known_stays_unknown(name: str, code: str) -> None:
    assert judged(name, code).status == "unknown"


def test_exactly_seventy_percent_is_enough_where_the_law_says_at_least() -> None:
    result = judged("bac-ninh-2023", "XS-01")
    (share,) = [condition for condition in result.conditions if condition.code == "share_ldtt"]
    assert share.status == "met"


@pytest.mark.parametrize("name", SEASONS)
def test_ballots_reach_the_threshold_of_the_law_exactly_where_they_say_so(name: str) -> None:
    files = season(name)
    catalogue = load_catalogue(overlays=[files.overlay] if files.overlay else [])
    awards = {dossier.code: dossier.award for dossier in files.dossiers}
    sessions = {each.code: each for each in files.council.sessions}
    for count in files.ballots:
        needed = threshold(awards[count.dossier], sessions[count.session].on, catalogue)
        assert needed is not None
        outcome = vote_outcome(
            needed,
            len(files.council.members),
            count.agree + count.written_agree,
            count.disagree + count.written_disagree,
            count.invalid,
            count.written_agree + count.written_disagree,
        )
        assert outcome.passed == (count.result == "passed"), count.dossier


def test_thirteen_of_fifteen_are_too_few_for_a_title_of_the_province() -> None:
    files = season("bac-ninh-2023")
    (count,) = [each for each in files.ballots if each.dossier == "CS-04"]
    assert (count.agree + count.written_agree, len(files.council.members)) == (13, 15)
    assert count.result == "failed"


DECIDES = {
    "bac-ninh-2023": "province_chair",
    "binh-lieu-2020": "district_chair",
    "binh-lieu-2022": "district_chair",
    "pho-lu-2023": "commune_chair",
    "quynh-phu-2022": "district_chair",
}


@pytest.mark.parametrize("name", SEASONS)
def test_everything_is_decided_by_who_may_decide_it(name: str) -> None:
    files = season(name)
    catalogue = load_catalogue(overlays=[files.overlay] if files.overlay else [])
    awards = {dossier.code: dossier.award for dossier in files.dossiers}
    for decision in files.decisions:
        for award in {awards[item] for item in decision.items}:
            assert may_decide(award, DECIDES[name], decision.on, catalogue).answer != "no", award


def test_what_the_town_may_not_decide_goes_up() -> None:
    files = season("pho-lu-2023")
    forwarded = {dossier.award: dossier.sent_on for dossier in files.dossiers if dossier.state == "forwarded"}
    assert set(forwarded) == {"CSTDCS", "THON_VH"}
    answers = {
        award: may_decide(award, "commune_chair", day, load_catalogue()).answer for award, day in forwarded.items()
    }
    assert answers["CSTDCS"] == "no" and answers["THON_VH"] != "yes"


def test_fighters_stay_inside_fifteen_percent_of_the_advanced_workers() -> None:
    files = season("binh-lieu-2020")
    advanced = {entry.subject for entry in files.histories if (entry.code, entry.year) == ("LDTT", 2020)}
    limit = quota("CSTDCS", len(advanced), files.decisions[0].on, load_catalogue())
    assert limit.max_count is not None and 5 <= limit.max_count < 8
