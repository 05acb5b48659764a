"""Unknown is never a yes and never a no: more knowledge only ever turns unknown into met or not met."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.rulebook.populations import forgotten, known
from thidua.engine.rulebook import ConditionResult, SubjectFacts, evaluate, load_catalogue

LAW = load_catalogue()
# a day in each regime; the facts reach to 2024
DAYS = [date(2024, 12, 31), date(2026, 5, 1), date(2026, 11, 1)]


def pairs(
    full: Iterable[ConditionResult], partial: Iterable[ConditionResult]
) -> Iterable[tuple[ConditionResult, ConditionResult]]:
    for one, other in zip(full, partial, strict=True):
        yield one, other
        if one.combine:
            yield from pairs(one.parts, other.parts)


def _shifted(facts: SubjectFacts) -> SubjectFacts:
    """The same subject two years earlier, so that regime A is asked as well."""
    years = tuple(replace(r, awards=tuple(replace(h, decided_on=None) for h in r.awards or ())) for r in facts.years)
    return replace(facts, year=2022, years=tuple(r for r in years if r.year <= 2022))


@pytest.mark.parametrize("subject", ["individual", "collective", "household", "commune"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_more_knowledge_only_resolves_unknowns(subject: str, data: st.DataObject) -> None:
    full = data.draw(known(LAW, subject))
    on = data.draw(st.sampled_from([*DAYS, date(2022, 12, 31)]))
    if on.year == 2022:
        full = _shifted(full)
    partial = data.draw(forgotten(full))
    for award in LAW.awards(on, subject=subject):
        answer, guess = (evaluate(award.code, facts, on, LAW) for facts in (full, partial))
        if guess.status != "unknown":
            assert guess.status == answer.status, award.code
        if guess.papers_status != "unknown" and not any(p.status == "unknown" for p in guess.papers):
            assert guess.papers_status == answer.papers_status
        for one, other in pairs(answer.conditions, guess.conditions):
            assert other.status in ("unknown", one.status), (award.code, one.code, one.observed, other.observed)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_knowing_nothing_answers_nothing(data: st.DataObject) -> None:
    on = data.draw(st.sampled_from([*DAYS, date(2022, 12, 31)]))
    award = data.draw(st.sampled_from(LAW.awards(on)))
    subject = data.draw(st.sampled_from(award.subjects))
    result = evaluate(award.code, SubjectFacts(subject=subject, year=on.year), on, LAW)
    assert result.status == "unknown"
    # only the day of the dossier is known, so only a deadline can be judged
    judged = [r.code for top in result.conditions for r in top.walk() if r.status != "unknown"]
    assert set(judged) <= {"deadline", "deadline_education"}
    assert result.papers_status == "unknown" and result.missing


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_everything_known_leaves_only_what_the_law_leaves_open(data: st.DataObject) -> None:
    facts = data.draw(known(LAW, data.draw(st.sampled_from(["individual", "collective"]))))
    for award in LAW.awards(date(2024, 12, 31), subject=facts.subject):
        result = evaluate(award.code, facts, date(2024, 12, 31), LAW)
        refusing = [r for top in result.conditions for r in top.walk() if r.blocks]
        assert (result.status == "not_eligible") == bool(refusing)
        assert all(r.confidence == "seen" for r in refusing if not r.combine)
        if result.status == "unknown":
            # nothing that was read decides: the standard is missing, or all of it was inferred or remembered
            assert not any(r.firm and r.status == "not_met" and r.blocks for r in result.conditions)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_the_order_of_records_never_matters(data: st.DataObject) -> None:
    facts = data.draw(known(LAW, "individual"))
    mixed = replace(
        facts,
        years=tuple(data.draw(st.permutations(facts.years))),
        initiatives=tuple(data.draw(st.permutations(facts.initiatives or ()))),
        situations=tuple(reversed(facts.situations)),
    )
    for code in ("CSTDCS", "CSTD_BO_TINH", "CSTDTQ", "BK_BO_TINH", "BK_TTG", "HCLD3"):
        one, other = (evaluate(code, f, date(2024, 12, 31), LAW) for f in (facts, mixed))
        assert one.status == other.status
        assert [r.status for t in one.conditions for r in t.walk()] == [
            r.status for t in other.conditions for r in t.walk()
        ]
