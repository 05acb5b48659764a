"""Which law is in force when, what it lists, and how a new file changes the answers."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.engine.rulebook import LawError, evaluate, load_catalogue, may_decide
from thidua.engine.rulebook.eligibility.facts_file import read_facts

LAW = load_catalogue()
OVERLAYS = Path(__file__).parents[2] / "law" / "overlays"
DAYS = st.dates(min_value=date(2017, 10, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2017, 10, 1), "A"),
        (date(2023, 12, 31), "A"),
        (date(2024, 1, 1), "B"),
        (date(2025, 6, 30), "B"),
        (date(2025, 7, 1), "C"),
        (date(2026, 9, 30), "C"),
        (date(2026, 10, 1), "D"),
        (date(2040, 1, 1), "D"),
    ],
)
def test_the_regime_of_a_day(on: date, code: str) -> None:
    assert LAW.regime_code_on(on) == code
    assert LAW.regime_on(on) is LAW.regimes[code]


def test_before_the_first_regime_nothing_is_guessed() -> None:
    with pytest.raises(LawError, match="ngày 30/09/2017. Danh mục bắt đầu từ ngày 01/10/2017"):
        LAW.regime_on(date(2017, 9, 30))


@given(DAYS)
def test_every_day_has_one_regime_and_full_tables(on: date) -> None:
    assert [r.in_force(on) for r in LAW.regimes.values()].count(True) == 1
    assert LAW.money_rules(on) and LAW.vote_rules(on) and LAW.procedures(on) is not None
    assert {"P3", "P4", "P5", "P7", "P10"} <= set(LAW.principles(on))


@given(DAYS)
def test_titles_and_forms_are_never_mixed(on: date) -> None:
    titles, forms = LAW.awards(on, kind="title"), LAW.awards(on, kind="form")
    assert {a.code for a in titles} & {a.code for a in forms} == set()
    assert {a.code for a in titles} | {a.code for a in forms} == {a.code for a in LAW.awards(on)}
    assert {"LDTT", "CSTDCS", "CSTD_BO_TINH", "TTLDTT", "TTLDXS", "CO_BO_TINH"} <= {a.code for a in titles}
    assert {"GK", "BK_BO_TINH", "BK_TTG", "HCLD3"} <= {a.code for a in forms}


def test_the_list_by_subject_comes_in_the_order_of_the_files() -> None:
    on = date(2022, 5, 1)
    assert [a.code for a in LAW.awards(on, "title", "individual")] == ["LDTT", "CSTDCS", "CSTD_BO_TINH", "CSTDTQ"]
    assert [a.code for a in LAW.awards(on, "title", "household")] == ["GDVH"]
    assert "GK" in [a.code for a in LAW.awards(on, "form", "household")]


def test_an_award_tells_its_name_authority_and_article() -> None:
    award = LAW.award("CSTD_BO_TINH", date(2022, 5, 1))
    assert award.name_vi == "Chiến sĩ thi đua cấp bộ, ban, ngành, tỉnh, đoàn thể trung ương"
    assert award.authority.who == ("minister", "province_chair")
    assert "Điều 22" in award.citation
    assert LAW.award("CSTD_BO_TINH", date(2024, 5, 1)).name_vi == "Chiến sĩ thi đua bộ, ban, ngành, tỉnh"
    assert LAW.label("level", award.level) == "cấp bộ, ban, ngành, tỉnh"


def test_unknown_codes_and_codes_of_another_time() -> None:
    with pytest.raises(LawError, match="Không có danh hiệu, hình thức khen thưởng nào mã “CSTD”"):
        LAW.award("CSTD", date(2022, 5, 1))
    with pytest.raises(LawError, match="Ngày 01/05/2022 không có danh hiệu, hình thức mã “XA_TB”"):
        LAW.award("XA_TB", date(2022, 5, 1))
    assert LAW.award("XA_TB", date(2025, 8, 1)).name_vi == "Xã, phường, đặc khu tiêu biểu"


@given(st.dates(min_value=date(2026, 10, 1), max_value=date(2030, 1, 1)))
def test_what_falls_back_says_so_and_refuses_nobody(on: date) -> None:
    for award in LAW.awards(on):
        assert any("Luật 06/2026/QH16" in w for w in award.warnings)
        assert not award.may_refuse
        assert award.name_vi == LAW.award(award.code, date(2026, 9, 30)).name_vi


def test_text_of_the_new_law_is_a_new_file_and_no_release() -> None:
    drafted = load_catalogue(overlays=[OVERLAYS / "draft_2025.yaml"])
    on = date(2026, 11, 1)
    own, borrowed = drafted.award("CSTDCS", on), drafted.award("LDTT", on)
    assert own.warnings == () and own.may_refuse
    assert borrowed.warnings and not borrowed.may_refuse
    assert drafted.award("CSTDCS", date(2026, 9, 30)).rule == LAW.award("CSTDCS", date(2026, 9, 30)).rule


def test_a_dossier_of_the_time_before_keeps_its_standards() -> None:
    before = LAW.standards_on(date(2025, 6, 15), decision_on=date(2025, 7, 20))
    assert before.regime_code == "B" and "Nghị định 98/2023/NĐ-CP" in before.sentence
    doubtful = LAW.standards_on(date(2023, 12, 20), decision_on=date(2024, 2, 1))
    assert doubtful.regime_code == "A" and doubtful.warnings
    same = LAW.standards_on(date(2025, 7, 15), decision_on=date(2025, 7, 20))
    assert same.regime_code == "C" and same.warnings == ()


def test_a_local_award_lives_in_its_time_and_beside_the_law(tmp_path: Path) -> None:
    local = load_catalogue(overlays=[OVERLAYS / "province_example.yaml"])
    award = local.award("DON_VI_DAN_DAU_KHOI", date(2022, 5, 1))
    assert (award.kind, award.level, award.overlay) == (
        "title",
        "local",
        "Quy định thi đua, khen thưởng của một tỉnh (ví dụ)",
    )
    assert local.awards(date(2022, 5, 1))[-1].code == "DON_VI_DAN_DAU_KHOI"
    assert local.label("figure", "bloc_score") == "điểm thi đua của khối"
    with pytest.raises(LawError):
        local.award("DON_VI_DAN_DAU_KHOI", date(2017, 12, 31))
    answer = may_decide("DON_VI_DAN_DAU_KHOI", "commune_chair", date(2022, 5, 1), local)
    assert answer.answer == "no"


def test_the_catalogue_is_kept_until_a_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "local.yaml"
    text = (OVERLAYS / "province_example.yaml").read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    first = load_catalogue(overlays=[path])
    assert load_catalogue(overlays=[path]) is first
    path.write_text(text.replace("Đơn vị dẫn đầu khối thi đua", "Đơn vị nhất khối"), encoding="utf-8")
    os.utime(path, (1, 1))
    second = load_catalogue(overlays=[path])
    assert second.award("DON_VI_DAN_DAU_KHOI", date(2022, 5, 1)).name_vi == "Đơn vị nhất khối"
    assert second.version != first.version != LAW.version


def test_standards_authority_and_money_go_by_their_own_days() -> None:
    """A commune's dossier of May 2025, decided in August: standards of B, authority and money of C."""
    facts = read_facts({"year": 2024, "years": {2024: {"rating": "HTXS"}}}, "facts")
    assert evaluate("CSTDCS", facts, date(2025, 5, 20), LAW).regime_code == "B"
    assert may_decide("CSTDCS", "commune_chair", date(2025, 5, 20), LAW).answer == "no"
    assert may_decide("CSTDCS", "commune_chair", date(2025, 8, 20), LAW).answer == "yes"


@given(DAYS.filter(lambda d: d < date(2035, 1, 1)))
def test_values_of_neighbouring_days_differ_only_where_a_period_begins(on: date) -> None:
    starts = {r.start for r in LAW.regimes.values()} | {s.start for s in LAW.law.base_salaries}
    if on + timedelta(days=1) not in starts:
        assert LAW.award("GK", on).rule == LAW.award("GK", on + timedelta(days=1)).rule
