"""What is recorded, what the rulebook answers: unknown is never yes and never no."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.cycle.s6_propose.conftest import ALL_TOLD, GOOD, OPEN, WITH_INITIATIVE, know, recruited
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.base.people.models import Person
from thidua.cycle.s6_propose import actions, recording
from thidua.cycle.s6_propose.enums import FactKind, Outcome
from thidua.cycle.s6_propose.facts import months_worked
from thidua.cycle.s6_propose.models import Dossier, EligibilityCheck, SubjectFact


def _ask(world: World, dossier: Dossier) -> EligibilityCheck:
    return actions.check_eligibility(by=world.actor("chuyen-vien", OPEN), dossier=dossier, today=OPEN)


def test_nothing_recorded_is_unknown(world: World, dossier: Dossier) -> None:
    answer = _ask(world, dossier)
    assert answer.outcome == Outcome.UNKNOWN
    assert {c["status"] for c in answer.result["conditions"]} <= {"unknown", "met"}
    assert answer.result["missing"]


def test_everything_recorded_is_eligible_with_clauses(world: World, person: Person, dossier: Dossier) -> None:
    recruited(world, person)
    know(world, person, *WITH_INITIATIVE, *ALL_TOLD)
    answer = _ask(world, dossier)
    assert answer.outcome == Outcome.ELIGIBLE
    assert all(c["clause"] for c in answer.result["conditions"])


def test_under_regime_a_excellent_work_does_not_replace_the_initiative(
    world: World, person: Person, dossier: Dossier
) -> None:
    recruited(world, person)
    know(world, person, *GOOD, (FactKind.RATING, "HTXS", ""), *ALL_TOLD)
    answer = _ask(world, dossier)
    assert answer.outcome == Outcome.NOT_ELIGIBLE
    assert "sáng kiến" in answer.sentence.lower()


def test_without_the_word_complete_a_missing_initiative_stays_unknown(
    world: World, person: Person, dossier: Dossier
) -> None:
    recruited(world, person)
    know(world, person, *GOOD)
    assert _ask(world, dossier).outcome == Outcome.UNKNOWN


def test_a_listed_title_counts_although_the_list_may_not_be_complete(
    world: World, person: Person, dossier: Dossier
) -> None:
    know(world, person, *GOOD)
    rows = {c["code"]: c["status"] for c in _flat(_ask(world, dossier).result["conditions"])}
    assert rows["is_ldtt"] == "met"


def _flat(rows: list[dict]) -> list[dict]:  # type: ignore[type-arg]
    return [r for row in rows for r in (row, *_flat(row["parts"]))]


def test_a_withdrawn_fact_no_longer_counts_and_stays(world: World, person: Person, dossier: Dossier) -> None:
    recruited(world, person)
    know(world, person, *WITH_INITIATIVE, *ALL_TOLD)
    fact = SubjectFact.objects.get(kind=FactKind.INITIATIVE)
    by = world.actor("lh-can-bo", OPEN)
    recording.withdraw_fact(by=by, fact=fact, reason="Ghi nhầm người", today=OPEN)
    assert _ask(world, dossier).outcome == Outcome.NOT_ELIGIBLE
    assert SubjectFact.objects.filter(pk=fact.pk).exists()
    with pytest.raises(Problem, match="đã được rút"):
        recording.withdraw_fact(by=by, fact=fact, reason="lần nữa", today=OPEN)


def test_facts_and_answers_are_kept_by_the_database(world: World, person: Person, dossier: Dossier) -> None:
    know(world, person, *GOOD)
    _ask(world, dossier)
    for rows in (SubjectFact.objects.all(), EligibilityCheck.objects.all()):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()


@pytest.mark.parametrize("who", ["dv-can-bo", "ak-can-bo", "kiem-tra", "chu-tich"])
def test_nobody_records_facts_about_people_of_others(world: World, person: Person, who: str) -> None:
    new = recording.NewFact(person, 2023, FactKind.RATING, "HTT")
    with pytest.raises(Refused):
        recording.record_fact(by=world.actor(who, OPEN), new=new, today=OPEN)


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ({"year": 2024, "kind": FactKind.RATING, "code": "HTT"}, "chưa tới"),
        ({"year": 2023, "kind": FactKind.TITLE, "code": "LDTT"}, "số quyết định"),
        ({"year": 2023, "kind": FactKind.RATING, "on_date": OPEN + timedelta(days=1)}, "sau hôm nay"),
    ],
)
def test_bad_facts_get_a_sentence(world: World, person: Person, new: dict[str, object], sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        fact = recording.NewFact(subject=person, **new)  # type: ignore[arg-type]
        recording.record_fact(by=world.actor("lh-can-bo", OPEN), new=fact, today=OPEN)


def test_months_since_recruitment_are_full_months(world: World, person: Person) -> None:
    recruited(world, person)
    rows = list(SubjectFact.objects.all())
    assert months_worked(rows, 2015) == 4
    assert months_worked([], 2015) is None
