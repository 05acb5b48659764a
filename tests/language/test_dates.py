"""Dates in the Vietnamese style, there and back."""

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.language.dates import date_in_words, format_date, format_datetime, parse_date


@given(st.dates())
def test_what_is_written_reads_back_the_same(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text", ["12/01/2023", "12/1/2023", " 12-01-2023 ", "12.01.2023", "12 / 01 / 2023", "2023-01-12"]
)
def test_the_day_comes_first(text: str) -> None:
    assert parse_date(text) == date(2023, 1, 12)


@pytest.mark.parametrize("text", ["31/02/2023", "12/13/2023", "00/01/2023", "29/02/2023", "01/01/0000"])
def test_a_day_that_no_calendar_has(text: str) -> None:
    with pytest.raises(ValueError, match=f"Lịch không có ngày {text}"):
        parse_date(text)


@pytest.mark.parametrize("text", ["", "hôm nay", "12/01", "12/01/23", "20230112", "1/2/3/2023"])
def test_what_is_no_date_is_named_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"“{text}” không phải là ngày. Hãy viết ngày/tháng/năm")):
        parse_date(text)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 1, 12), "ngày 12 tháng 01 năm 2023"),
        (date(2023, 2, 9), "ngày 09 tháng 02 năm 2023"),
        (date(2023, 3, 9), "ngày 09 tháng 3 năm 2023"),
        (date(2022, 12, 30), "ngày 30 tháng 12 năm 2022"),
    ],
)
def test_official_papers_pad_small_days_and_the_first_two_months(day: date, words: str) -> None:
    assert date_in_words(day) == words


def test_format_datetime() -> None:
    assert format_datetime(datetime(2023, 1, 2, 4, 5)) == "02/01/2023 04:05"
