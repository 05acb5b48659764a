"""Working days: the fast answer equals counting on the fingers, whatever the holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.base.season.calendar import Calendar
from thidua.base.season.pages import count_sentence

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
SETS = st.frozensets(st.dates(date(2024, 1, 1), date(2026, 12, 31)), max_size=40)


@given(start=DAYS, days=st.integers(0, 90), holidays=SETS, worked=SETS)
def test_the_day_reached_is_worked_and_counts_back_to_the_number(
    start: date, days: int, holidays: frozenset[date], worked: frozenset[date]
) -> None:
    calendar = Calendar(holidays, worked)
    end = calendar.add_working_days(start, days)
    assert calendar.working_days_between(start, end) == days
    if days:
        assert calendar.is_working(end)
        assert calendar.working_days_between(start, end - timedelta(days=1)) == days - 1
    else:
        assert end == start


@given(first=DAYS, second=DAYS, third=DAYS, holidays=SETS)
def test_spans_add_up_and_turn_round(first: date, second: date, third: date, holidays: frozenset[date]) -> None:
    calendar = Calendar(holidays)
    between = calendar.working_days_between
    assert between(first, second) == -between(second, first)
    assert between(first, third) == between(first, second) + between(second, third)


@given(start=DAYS, days=st.integers(1, 30), extra=DAYS)
def test_one_more_holiday_never_brings_a_deadline_forward(start: date, days: int, extra: date) -> None:
    assert Calendar(frozenset({extra})).add_working_days(start, days) >= Calendar().add_working_days(start, days)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 4, 29), 1, date(2026, 5, 4)),  # 30/4 and 1/5 off, then the weekend
        (date(2026, 4, 29), 2, date(2026, 5, 5)),
        (date(2026, 8, 31), 3, date(2026, 9, 4)),
        (date(2026, 1, 2), 1, date(2026, 1, 5)),
    ],
)
def test_public_holidays_of_2026(start: date, days: int, end: date) -> None:
    calendar = Calendar(frozenset({date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 2)}))
    assert calendar.add_working_days(start, days) == end


def test_a_weekend_that_is_worked_counts() -> None:
    saturday = date(2026, 5, 9)
    assert Calendar(worked=frozenset({saturday})).add_working_days(date(2026, 5, 8), 1) == saturday


def test_negative_days_are_refused() -> None:
    with pytest.raises(ValueError, match="không được âm"):
        Calendar().add_working_days(date(2026, 1, 1), -1)


def test_the_counter_answers_in_a_sentence() -> None:
    calendar = Calendar()
    assert count_sentence(calendar, date(2026, 11, 20), 5, None).endswith("hết ngày 27/11/2026.")
    counted = "Sau ngày 20/11/2026 đến hết ngày 27/11/2026 có 5 ngày làm việc."
    assert count_sentence(calendar, date(2026, 11, 20), None, date(2026, 11, 27)) == counted
    assert count_sentence(calendar, date(2026, 11, 27), None, date(2026, 11, 20)) == counted
