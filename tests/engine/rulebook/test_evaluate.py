"""What an evaluation tells beside yes or no: clauses, records, what is missing, doubts; and what it refuses."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from thidua.engine.rulebook import (
    Eligibility,
    FactsError,
    LawError,
    SubjectFacts,
    counting_from,
    evaluate,
    load_catalogue,
)
from thidua.engine.rulebook.eligibility.facts_file import read_facts
from thidua.engine.rulebook.lawbook.check import DEFAULT_FOLDER
from thidua.engine.rulebook.lawbook.condition import NAMES

LAW = load_catalogue()
OVERLAYS = Path(__file__).parents[2] / "law" / "overlays"
PERSON: dict[str, Any] = {
    "year": 2024,
    "years": {
        2023: {"rating": "HTXS", "awards": ["CSTDCS"], "source": "QĐ 11/QĐ-UBND"},
        2024: {"rating": "HTXS", "awards": ["LDTT"], "source": "QĐ 12/QĐ-UBND"},
    },
    "initiatives": [{"name": "Bản đồ số", "year": 2024, "scope": "base", "source": "QĐ 3/QĐ-SKHCN"}],
    "disciplines": [],
    "open_matters": [],
    "months_worked": 30,
    "confirmed": ["conduct"],
}


def person(**more: Any) -> SubjectFacts:
    return read_facts({**PERSON, **more}, "facts")


def ask(code: str, facts: SubjectFacts, on: date = date(2024, 12, 31)) -> Eligibility:
    return evaluate(code, facts, on, LAW)


def test_each_condition_carries_its_clause_value_and_records() -> None:
    result = ask("CSTDCS", person())
    assert result.status == "eligible" and not result.doubtful and result.missing == ()
    rating, initiative = result.find("rating_htxs"), result.find("initiative")
    assert rating and initiative
    assert rating.clause == "Luật 06/2022/QH15 khoản 2 Điều 23" and rating.confidence == "seen"
    assert rating.observed == "năm 2024: hoàn thành xuất sắc nhiệm vụ"
    assert rating.required == "từ hoàn thành xuất sắc nhiệm vụ trở lên"
    assert rating.records == ("2024: QĐ 12/QĐ-UBND",)
    assert initiative.records == ("2024: Bản đồ số (QĐ 3/QĐ-SKHCN)",)
    assert result.catalogue_version == LAW.version and result.regime_code == "B"


def test_what_is_missing_is_told_with_what_is_there_and_what_is_needed() -> None:
    result = ask("BK_BO_TINH", person(route="merit"))
    assert result.status == "not_eligible"
    [missing] = result.missing
    assert missing.startswith("Chưa đạt: cần một trong các điều sau: (1) Có 02 sáng kiến được công nhận, áp dụng")
    assert "hiện có: 1 trong 1 được tính; cần: 02 sáng kiến, phạm vi cơ sở" in missing
    assert missing in result.sentence


def test_without_a_route_every_way_is_tried_and_an_unknown_one_keeps_the_door_open() -> None:
    assert ask("BK_BO_TINH", person()).status == "unknown"
    assert ask("BK_BO_TINH", person(confirmed=["large_contribution"])).status == "eligible"
    denied = ["best_in_movement", "sudden_achievement", "large_contribution"]
    assert ask("BK_BO_TINH", person(denied=denied)).status == "not_eligible"


def test_a_way_for_others_does_not_count() -> None:
    denied = ["best_in_movement", "sudden_achievement", "large_contribution"]
    facts = person(denied=denied, confirmed=["worker_achievement"])
    assert ask("BK_BO_TINH", facts).status == "not_eligible"
    worker = ask("BK_BO_TINH", replace(facts, group="worker"))
    assert worker.status == "eligible" and worker.doubtful and worker.warnings


def test_an_unknown_route_is_refused_with_the_ways_there_are() -> None:
    with pytest.raises(LawError, match="không có hướng xét “merits”. Các hướng xét: movement, sudden"):
        ask("BK_BO_TINH", person(route="merits"))


def test_what_was_not_read_warns_and_never_refuses() -> None:
    """A collective in B: no condition of the standard was read, so failing them all is no refusal."""
    facts = read_facts(
        {
            "subject": "collective",
            "year": 2024,
            "years": {2024: {"rating": "HTNV"}},
            "members": {"total": 20, "ldtt": 1, "warned": 3},
            "denied": ["movement"],
            "open_matters": [],
        },
        "facts",
    )
    result = ask("TTLDTT", facts)
    assert result.status == "unknown" and not any(r.blocks for top in result.conditions for r in top.walk())
    assert len(result.warnings) == 4
    # what was read decides again as soon as it is among the conditions
    assert ask("TTLDXS", facts).status == "not_eligible"


def test_only_what_was_read_blocks() -> None:
    for code in ("LDTT", "CSTDCS", "CSTD_BO_TINH", "BK_TTG", "BK_BO_TINH", "GK"):
        for on in (date(2022, 12, 31), date(2024, 12, 31), date(2026, 5, 1), date(2026, 11, 1)):
            facts = read_facts({"year": 2021, "disciplines": [], "initiatives": [], "awards_complete": True}, "facts")
            result = evaluate(code, facts, on, LAW)
            blocking = [r for top in result.conditions for r in top.walk() if r.blocks and not r.combine]
            assert all(r.confidence == "seen" for r in blocking)
            assert (result.status == "not_eligible") == bool(blocking)
            assert not (on > date(2026, 10, 1) and blocking)


def test_an_award_without_standards_is_unknown_not_refused() -> None:
    result = ask("SAO_VANG", person())
    assert result.status == "unknown" and "chưa có tiêu chuẩn" in result.sentence


def test_local_conditions_say_whose_they_are() -> None:
    local = load_catalogue(overlays=[OVERLAYS / "province_example.yaml"])
    facts = read_facts(
        {
            "subject": "collective",
            "year": 2022,
            "years": {2022: {"rating": "HTT"}},
            "members": {"total": 10, "ldtt": 6},
        },
        "facts",
    )
    result = evaluate("TTLDTT", facts, date(2022, 12, 31), local)
    added = result.find("local_share_ldtt")
    assert added and added.status == "not_met" and added.overlay == "Quy định thi đua, khen thưởng của một tỉnh (ví dụ)"
    assert result.status == "not_eligible"


def test_discipline_restarts_the_clock_to_the_day() -> None:
    served = [{"level": "reprimand", "decided_on": date(2018, 3, 15), "ended_on": date(2019, 3, 15)}]
    years = {y: {"rating": "HTXS", "awards": ["CSTDCS"]} for y in range(2018, 2025)}
    years[2017] = {"rating": "HTXS", "awards": ["BK_BO_TINH"]}
    facts = person(year=2023, years=years, disciplines=served, awards_complete=True)
    assert ask("BK_TTG", facts, date(2024, 3, 14)).status == "not_eligible"
    assert ask("BK_TTG", facts, date(2024, 3, 15)).status == "eligible"
    running = replace(facts, disciplines=(replace((facts.disciplines or ())[0], ended_on=None),))
    assert ask("BK_TTG", running, date(2024, 12, 31)).status == "not_eligible"
    assert counting_from(running, date(2024, 12, 31), LAW).running
    assert not counting_from(replace(facts, disciplines=None), date(2024, 12, 31), LAW).known


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"year": 2025}, "Năm xét 2025 ở sau ngày hồ sơ 31/12/2024"),
        ({"years": {2026: {"rating": "HTT"}}}, "Bản ghi năm 2026 ở sau ngày hồ sơ"),
        ({"years": {2024: {"rating": "TOT"}}}, "Mã “TOT” không có trong thang rating"),
        ({"years": {2024: {"awards": ["CSTD"]}}}, "“CSTD” không có trong danh mục"),
        (
            {"years": {2024: {"awards": [{"award": "LDTT", "decided_on": date(2025, 1, 5)}]}}},
            "Quyết định tặng “LDTT” ngày 05/01/2025 ở sau ngày hồ sơ",
        ),
        (
            {"disciplines": [{"level": "warning", "decided_on": date(2024, 5, 1), "ended_on": date(2024, 4, 1)}]},
            "chấp hành xong trước đó",
        ),
        ({"members": {"total": 5, "ldtt": 6}}, "“ldtt” là 6, không hợp với tổng số 5"),
        ({"months_worked": -1}, "không thể âm"),
        ({"cluster_rank": 0}, "bắt đầu từ 1"),
        ({"group": "boss"}, "Mã “boss” không có trong thang group"),
        ({"papers": ["letter"]}, "Mã “letter” không có trong thang paper"),
        ({"initiatives": [{"name": "x", "year": 2024, "scope": "world"}]}, "Mã “world” không có trong thang scope"),
    ],
)
def test_facts_that_cannot_be_are_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(FactsError) as error:
        ask("LDTT", person(**change))
    assert said in str(error.value)


def test_two_records_of_one_year_are_named_not_merged() -> None:
    facts = person()
    with pytest.raises(FactsError, match="Năm 2024 có 2 bản ghi"):
        ask("LDTT", replace(facts, years=(*facts.years, facts.years[-1])))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"year": 2024, "month_worked": 5}, "facts.yaml: facts: không có mục nào tên “month_worked”"),
        ({"year": 2024, "years": {2024: {"ratting": "HTT"}}}, "không có mục nào tên “ratting”"),
        ({"years": {}}, "thiếu mục “year”"),
        ({"year": 2024, "months_worked": "mười"}, "phải là số nguyên"),
    ],
)
def test_facts_in_a_file_are_checked_as_the_law_is(raw: dict[str, Any], said: str) -> None:
    with pytest.raises(LawError) as error:
        read_facts(raw, "facts.yaml")
    assert said in str(error.value)


def test_every_test_of_the_vocabulary_is_told_in_the_readme_and_used_or_known() -> None:
    readme = (DEFAULT_FOLDER / "README.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}" not in readme] == []


def test_a_list_that_may_not_be_all_leaves_the_rest_unknown() -> None:
    years = {y: {"rating": "HTXS", "awards": ["LDTT"]} for y in (2022, 2023, 2024)}
    done = person(years=years)
    assert ask("CSTD_BO_TINH", done).status == "not_eligible"
    open_lists = replace(done, years=tuple(replace(r, complete=False) for r in done.years))
    result = ask("CSTD_BO_TINH", open_lists)
    chain = result.find("chain")
    assert chain and chain.status == "unknown" and "2023: chưa rõ" in chain.observed


def test_who_recognised_an_initiative_must_be_a_code_to_count() -> None:
    years = {y: {"rating": "HTXS", "awards": ["CSTDCS"]} for y in (2022, 2023, 2024)}
    idea = {"name": "Bản đồ số", "year": 2024, "scope": "ministry_province"}

    def status(by: str | None) -> str:
        return ask("CSTD_BO_TINH", person(years=years, initiatives=[{**idea, "recognised_by": by}])).status

    assert status("province_chair") == "eligible"
    assert status("unit_head_with_legal_status") == "not_eligible"
    assert status(None) == status("Tỉnh công nhận") == "unknown"


def test_an_unknown_condition_names_the_fact_that_would_settle_it() -> None:
    nothing = SubjectFacts(subject="individual", year=2024)
    asked = {r.code: r.fact for top in ask("LDTT", nothing).conditions for r in top.walk()}
    assert asked == {
        "rating": "rating",
        "conduct": "attestations.conduct",
        "service_time": "months_worked",
        "no_discipline": "disciplines",
        "P4": "open_matters",
    }
    for award in LAW.awards(date(2024, 12, 31)):
        for subject in award.subjects:
            result = ask(award.code, SubjectFacts(subject=subject, year=2024))
            leaves = [r for top in result.conditions for r in top.walk() if not r.parts and r.code != "standard"]
            assert all(r.fact for r in leaves)
