"""Numbers in the Vietnamese style, there and back."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.language.numbers import (
    digits_only,
    format_money,
    format_number,
    format_percent,
    number_in_words,
    parse_number,
)

decimals = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@given(decimals)
def test_what_is_written_reads_back_the_same(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value


@given(st.integers(-(10**18), 10**18))
def test_whole_numbers_read_back_the_same(value: int) -> None:
    assert parse_number(format_number(value)) == value


@given(decimals, st.integers(0, 6))
def test_places_gives_exactly_that_many_digits(value: Decimal, places: int) -> None:
    _, comma, fraction = format_number(value, places).partition(",")
    assert len(fraction) == places and bool(comma) == bool(places)


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Decimal("1627.5"), None, "1.627,5"),
        (Decimal("1627.500"), None, "1.627,5"),
        (Decimal("1E+3"), None, "1.000"),
        (1627, None, "1.627"),
        (0, None, "0"),
        (Decimal("-0.00"), None, "0"),
        (Decimal("-1234567.89"), None, "-1.234.567,89"),
        (Decimal("97.85"), 1, "97,9"),
        (Decimal("-0.005"), 2, "-0,01"),
        (Decimal("-0.004"), 2, "0,00"),
        (12, 2, "12,00"),
    ],
)
def test_format_number(value: Decimal | int, places: int | None, written: str) -> None:
    assert format_number(value, places) == written


def test_percent_and_money() -> None:
    assert format_percent(Decimal("97.8")) == "97,8%"
    assert format_percent(100, 2) == "100,00%"
    assert format_money(1_490_000) == "1.490.000 đồng"


def test_floats_and_the_infinite_are_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        format_number(0.1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="hữu hạn"):
        format_number(Decimal("NaN"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1627.5", "1627.5"),
        ("1.627,5", "1627.5"),
        ("1 627,5", "1627.5"),
        ("1\u00a0627,5", "1627.5"),
        ("1,627.5", "1627.5"),
        ("1.627", "1627"),
        ("1,627", "1.627"),
        ("0.625", "0.625"),
        ("0,2", "0.2"),
        (" 97,8 ", "97.8"),
        ("-3,5", "-3.5"),
        ("\u2212 3,5", "-3.5"),
        ("1.490.000", "1490000"),
        ("1,490,000", "1490000"),
        ("007", "7"),
    ],
)
def test_parse_number(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "1.62.7", "1,2,3", "12.34,5", "1..2", "--1", "5%", "1e5", "NaN", "1 62"])
def test_what_is_no_number_is_named_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"“{text}” không phải là số. Hãy viết như 1.627,5")):
        parse_number(text)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (30, "ba mươi"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (1_005, "một nghìn không trăm linh năm"),
        (450_000, "bốn trăm năm mươi nghìn"),
        (1_490_000, "một triệu bốn trăm chín mươi nghìn"),
        (6_710_000, "sáu triệu bảy trăm mười nghìn"),
        (1_627_000_000_000, "một nghìn sáu trăm hai mươi bảy tỷ"),
        (2_000_000_014, "hai tỷ không trăm mười bốn"),
        (-7, "âm bảy"),
    ],
)
def test_number_in_words(number: int, words: str) -> None:
    assert number_in_words(number) == words


_ONES = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7}
_ONES |= {"tám": 8, "chín": 9, "mười": 10}
_SIZES = {"nghìn": 10**3, "triệu": 10**6}


def _read_aloud(words: str) -> int:
    """A reader written the other way round: it adds up what it hears."""
    billions, parted, rest = words.rpartition(" tỷ")
    if parted:
        return _read_aloud(billions) * 10**9 + (_read_aloud(rest.strip()) if rest else 0)
    total = group = 0
    for word in words.split():
        if word in _SIZES:
            total, group = total + group * _SIZES[word], 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group += group % 10 * 9
        elif word != "linh":
            group += _ONES[word]
    return total + group


@given(st.integers(0, 10**18))
def test_words_are_heard_as_the_number_they_came_from(number: int) -> None:
    assert _read_aloud(number_in_words(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("0012", 12), ("", None), ("²", None), ("٣", None), ("-1", None), ("1.0", None), ("9" * 19, None)],
)
def test_only_plain_digits_make_a_number_of_an_address(text: str, number: int | None) -> None:
    assert digits_only(text) == number
