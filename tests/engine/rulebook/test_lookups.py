"""Money, votes, quotas and authority: exact, rounded once, inclusive where the law says so."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.engine.rulebook import (
    LawError,
    base_salary,
    bonus,
    confirmable,
    fund_cap,
    load_catalogue,
    may_decide,
    quota,
    revocation,
    stack_bonuses,
    threshold,
    vote_outcome,
    ways,
)

LAW = load_catalogue()
PAID_DAYS = st.dates(min_value=date(2018, 7, 1), max_value=date(2035, 12, 31))


@given(PAID_DAYS, st.data())
def test_money_is_rounded_up_once_at_the_end(on: date, data: st.DataObject) -> None:
    award = data.draw(st.sampled_from(LAW.awards(on)), label="award")
    subject = data.draw(st.sampled_from(award.subjects), label="subject")
    got = bonus(award.code, subject, on, LAW)
    if got.amount is None:
        assert got.coefficient is None and got.warnings
        return
    exact = Fraction(got.coefficient or 0) * base_salary(on, LAW).amount
    assert got.amount % 10_000 == 0
    assert exact <= got.amount < exact + 10_000
    assert got.amount == ceil(exact / 10_000) * 10_000


@given(PAID_DAYS)
def test_collectives_and_households_follow_the_factors(on: date) -> None:
    one, many = (bonus("BK_BO_TINH", subject, on, LAW) for subject in ("individual", "collective"))
    assert one.coefficient and many.coefficient == one.coefficient * 2
    household = bonus("BK_BO_TINH", "household", on, LAW)
    if on >= date(2024, 1, 1):
        assert household.coefficient == one.coefficient * Decimal("1.5")
    else:
        assert household.amount is None


def test_the_arithmetic_is_told() -> None:
    got = bonus("GK", "household", date(2025, 8, 1), LAW, authority="commune_chair")
    assert got.arithmetic == (
        "0,3 × 1,5 (hệ số hộ gia đình) × 2.340.000 đồng = 1.053.000 đồng, làm tròn lên thành 1.060.000 đồng"
    )
    assert got.citation == "Nghị định 152/2025/NĐ-CP Điều 54" and got.warnings == ()
    assert bonus("CSTDCS", "individual", date(2025, 8, 1), LAW).arithmetic == "1 × 2.340.000 đồng = 2.340.000 đồng"


def test_a_ceiling_is_called_one() -> None:
    got = bonus("KNC_BO_TINH", "individual", date(2024, 8, 1), LAW)
    assert got.ceiling and got.amount == 1_410_000 and got.arithmetic.startswith("Mức tối đa: ")


def test_no_base_salary_no_guess() -> None:
    with pytest.raises(LawError, match="mức lương cơ sở cho ngày 30/06/2018"):
        bonus("LDTT", "individual", date(2018, 6, 30), LAW)


AWARDS = st.sampled_from(["LDTT", "CSTDCS", "CSTD_BO_TINH", "CSTDTQ", "GK", "BK_BO_TINH"])


@given(st.lists(st.tuples(AWARDS, st.integers(2022, 2024)), min_size=1, max_size=6, unique=True))
def test_of_titles_of_one_period_only_the_highest_is_paid(items: list[tuple[str, int]]) -> None:
    on = date(2025, 8, 1)
    given_bonuses = [bonus(code, "individual", on, LAW, period=period) for code, period in items]
    got = stack_bonuses(given_bonuses, LAW)
    assert len(got.paid) + len(got.left_out) == len(items)
    assert all(b.kind == "title" for b in got.left_out)
    for period in {p for _, p in items}:
        titles = [b for b in given_bonuses if b.kind == "title" and b.period == period]
        paid = [b for b in got.paid if b.kind == "title" and b.period == period]
        assert len(paid) == min(1, len(titles))
        assert not titles or paid[0].amount == max(b.amount or 0 for b in titles)
    assert got.total == sum(b.amount or 0 for b in got.paid)


def test_stacking_needs_periods_and_something_to_stack() -> None:
    both = [bonus(code, "individual", date(2025, 8, 1), LAW) for code in ("LDTT", "CSTDCS")]
    with pytest.raises(LawError, match="năm thành tích"):
        stack_bonuses(both, LAW)
    with pytest.raises(LawError, match="Chưa có danh hiệu"):
        stack_bonuses([], LAW)
    unpaid = bonus("GK", "household", date(2023, 1, 11), LAW)
    got = stack_bonuses([unpaid], LAW)
    assert got.total is None and "chưa tính được" in got.sentence


VOTED = st.sampled_from(
    [("CSTD_BO_TINH", date(2022, 6, 1)), ("CSTDCS", date(2024, 6, 1)), ("CSTD_BO_TINH", date(2024, 6, 1)),
     ("TTLDTT", date(2022, 6, 1)), ("CO_BO_TINH", date(2025, 8, 1))]
)  # fmt: skip


@given(VOTED, st.integers(1, 60), st.data())
def test_thresholds_are_exact_inclusive_and_on_all_members(
    case: tuple[str, date], total: int, data: st.DataObject
) -> None:
    needed = threshold(*case, LAW)
    assert needed is not None
    agree = data.draw(st.integers(0, total))
    disagree = data.draw(st.integers(0, total - agree))
    got = vote_outcome(needed, total, agree, disagree)
    share = Fraction(agree, total)
    assert got.passed == (share > needed.share if needed.strict else share >= needed.share)
    assert got.passed == (agree >= got.needed)
    assert got.ratio == share
    assert got.blocks == (not got.passed and needed.binding)
    # the same votes against and blank ones never change the result: only agreement of all members counts
    assert vote_outcome(needed, total, agree).passed == got.passed


def test_exactly_the_threshold_passes_and_one_less_does_not() -> None:
    ninety = threshold("CSTD_BO_TINH", date(2022, 6, 1), LAW)
    half = threshold("TTLDTT", date(2022, 6, 1), LAW)
    assert ninety and half
    assert vote_outcome(ninety, 10, 9).passed and not vote_outcome(ninety, 10, 8).passed
    assert ninety.binding and ninety.secret
    assert not vote_outcome(half, 10, 5).passed and vote_outcome(half, 10, 6).passed
    assert not half.binding and half.warnings and not vote_outcome(half, 10, 5).blocks
    assert vote_outcome(ninety, 15, 13).sentence == (
        "13/15 thành viên đồng ý (86,66%); cần ít nhất 14 (từ 90% tổng số thành viên hội đồng trở lên): không đạt."
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"agree": -1}, "không âm"),
        ({"agree": 6, "disagree": 5}, "Có 11 phiếu nhưng hội đồng chỉ có 10"),
        ({"agree": 5, "written": 6}, "6 ý kiến bằng văn bản nhưng chỉ có 5"),
    ],
)
def test_impossible_counts_are_refused(counts: dict[str, int], said: str) -> None:
    needed = threshold("CSTDCS", date(2024, 6, 1), LAW)
    assert needed
    with pytest.raises(LawError, match=said):
        vote_outcome(needed, 10, **counts)


def test_no_vote_in_the_simplified_procedure() -> None:
    assert threshold("BK_TTG", date(2024, 6, 1), LAW, simplified=True) is None
    assert threshold("BK_TTG", date(2024, 6, 1), LAW) is not None


@given(st.integers(0, 10**9))
def test_a_quota_is_the_largest_whole_number_within_the_share(base: int) -> None:
    got = quota("CSTDCS", base, date(2022, 6, 1), LAW)
    assert got.max_count is not None
    assert Fraction(got.max_count) <= Fraction(15, 100) * base < got.max_count + 1
    assert got.allows(got.max_count) and not got.allows(got.max_count + 1)


def test_no_national_quota_is_not_a_quota_of_zero() -> None:
    got = quota("CSTDCS", 100, date(2024, 6, 1), LAW)
    assert got.max_count is None and got.allows(100) and "Điều 23 không đặt tỷ lệ" in got.sentence
    unknown = quota("TTLDXS", 100, date(2024, 6, 1), LAW)
    assert unknown.max_count is None and "Chưa thấy quy định" in unknown.sentence
    with pytest.raises(LawError, match="không thể âm"):
        quota("CSTDCS", -1, date(2024, 6, 1), LAW)


def test_an_authority_that_no_longer_exists_or_never_did() -> None:
    gone = may_decide("CSTDCS", "district_chair", date(2025, 7, 1), LAW)
    assert gone.answer == "no" and "không còn ở ngày 01/07/2025" in gone.sentence
    assert may_decide("CSTDCS", "district_chair", date(2025, 6, 30), LAW).answer == "yes"
    assert may_decide("CSTDCS", "village_head", date(2025, 6, 30), LAW).answer == "no"


def test_revocation_and_fund_where_the_law_data_has_none() -> None:
    assert revocation(date(2022, 1, 1), LAW) is None
    rule = revocation(date(2026, 11, 1), LAW)
    assert rule and rule.effects[0] == "cancel_decision"
    assert fund_cap("plain", date(2024, 1, 1), LAW).cap is None
    late = fund_cap("mountain", date(2026, 11, 1), LAW)
    assert late.cap == Fraction(15, 1000) and late.warnings


def test_what_a_proposal_may_have_to_say() -> None:
    on = date(2024, 12, 31)
    assert [w.code for w in ways("BK_BO_TINH", "individual", on, LAW)] == [
        "movement", "sudden", "contribution_to_society", "merit", "worker", "entrepreneur",
    ]  # fmt: skip
    assert [(w.code, w.mode) for w in ways("CO_BO_TINH", "collective", on, LAW)] == [
        ("yearly", "merit"),
        ("movement", "movement"),
    ]
    assert ways("CSTDCS", "individual", on, LAW) == ()
    assert [c.code for c in confirmable(on, LAW, code="TTLDXS")] == ["movement", "unity"]
    assert {"conduct", "unity", "local_standard"} <= {c.code for c in confirmable(on, LAW)}
    assert "conduct" not in {c.code for c in confirmable(on, LAW, subject="collective")}
