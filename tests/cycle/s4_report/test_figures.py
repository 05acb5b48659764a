"""The arithmetic of figures, on the published figures of real seasons."""

from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.cycle.s4_report.enums import Approx, ChangeUnit, Direction, ValueState
from thidua.cycle.s4_report.figures import (
    Aim,
    Entry,
    Reported,
    aim_in_words,
    met,
    movement_on_last,
    percent_of_plan,
    ratio_to_last,
)


def value(amount: str, **more: object) -> Entry:
    return Entry(state=ValueState.VALUE, value=D(amount), **more)  # type: ignore[arg-type]


def test_binh_lieu_visitors_fell_although_77_percent_sounds_like_much() -> None:
    visitors = value(
        "66927",
        percent_of_plan=Reported(D(78), Approx.NEARLY),
        ratio_to_last=Reported(D(77), Approx.OVER),
    )
    assert movement_on_last(visitors) == "giảm dưới 23%"
    assert met(visitors, None, Direction.UP) is False
    assert "Đơn vị báo cáo gần 78% kế hoạch" in percent_of_plan(visitors).steps[0]


def test_new_party_members_86_of_85() -> None:
    members = value("86", plan=D(85))
    assert percent_of_plan(members).shown == D("101.18")
    assert percent_of_plan(members).computed
    assert met(members, Aim("at_least", D(85)), Direction.UP) is True


def test_budget_spending_95_percent_of_plan_and_191_percent_of_last_year() -> None:
    spending = value("620", percent_of_plan=Reported(D(95)), ratio_to_last=Reported(D(191), Approx.OVER))
    assert movement_on_last(spending) == "tăng trên 91%"


def test_nearly_a_hundred_percent_is_not_reached() -> None:
    assert met(value("1627", percent_of_plan=Reported(D(100), Approx.NEARLY)), None, Direction.UP) is False


@pytest.mark.parametrize(
    ("aim", "entry", "expected"),
    [
        (Aim("change", D("12.8"), change_unit=ChangeUnit.PERCENT), value("112.8", last=D(100)), True),
        (Aim("change", D("12.8"), change_unit=ChangeUnit.PERCENT), value("112.79", last=D(100)), False),
        (Aim("change", D("12.8"), change_unit=ChangeUnit.PERCENT), value("112"), None),
        (Aim("range", D(3), D(5)), value("4"), True),
        (Aim("range", D(3), D(5)), value("6"), False),
        (Aim("more_than", D("97.8")), value("97.8"), False),
        (Aim("more_than", D("97.8")), value("97.8", value_approx=Approx.OVER), True),
        (Aim("maintain", D(100)), value("100"), True),
        (Aim("maintain", D(100)), value("99.9"), False),
        (Aim("change", D("-0.2"), change_unit=ChangeUnit.PERCENTAGE_POINT), value("1.8", last=D("2.0")), True),
        (Aim("change", D("-0.2"), change_unit=ChangeUnit.PERCENTAGE_POINT), value("1.9", last=D("2.0")), False),
        (Aim("change", D("-0.2"), change_unit=ChangeUnit.PERCENTAGE_POINT), value("1.8"), None),
        (Aim("equal", D(98)), value("98"), True),
        (Aim("at_most", D(2)), value("2"), True),
        (Aim("less_than", D(2)), value("2"), False),
    ],
)
def test_comparators_of_quynh_phu_2023(aim: Aim, entry: Entry, expected: bool | None) -> None:
    assert met(entry, aim, Direction.UP) is expected


@pytest.mark.parametrize("state", [ValueState.MISSING, ValueState.NOT_APPLICABLE])
def test_unknown_is_neither_zero_nor_no(state: str) -> None:
    empty = Entry(state=state)
    assert met(empty, Aim("at_most", D(0)), Direction.DOWN) is None
    assert percent_of_plan(empty).exact is None and ratio_to_last(empty).exact is None
    assert movement_on_last(empty) == ""


def test_zero_is_a_value() -> None:
    assert percent_of_plan(value("0", plan=D(10))).shown == 0
    assert met(value("0"), Aim("at_most", D(0)), Direction.DOWN) is True


def test_a_plan_of_zero_has_no_percentage() -> None:
    assert percent_of_plan(value("5", plan=D(0))).exact is None


@given(st.decimals(0, 10**9, places=4), st.decimals(D("0.0001"), 10**9, places=4))
def test_percentages_are_exact_before_they_are_shown(result: D, plan: D) -> None:
    found = percent_of_plan(value(str(result), plan=plan))
    assert found.exact is not None
    assert found.exact == Fraction(result) / Fraction(plan) * 100
    assert met(value(str(result), plan=plan), None, Direction.UP) is (result >= plan)


def test_targets_read_as_people_say_them() -> None:
    assert aim_in_words(Aim("change", D("-0.2"), change_unit=ChangeUnit.PERCENTAGE_POINT), "%") == (
        "giảm 0,2 điểm phần trăm so với năm trước"
    )
    assert aim_in_words(Aim("range", D(3), D(5), published="từ 3 đến 5 xã trở lên"), "xã") == "từ 3 đến 5 xã trở lên"
    assert aim_in_words(None, "xã") == "chưa giao"
