"""The canonical text and its hash: the same for the same content, another for any other; targets as people say them."""

import hashlib
import json
import unicodedata
from dataclasses import fields, replace
from decimal import Decimal as D

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thidua.cycle.s3_covenant.wording import Promise, canonical_text, hash_of, target_in_words

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)
FIGURES = st.none() | st.decimals(-(10**6), 10**6, places=4)
PROMISES = st.builds(
    Promise,
    st.integers(1, 99),
    WORDS,
    WORDS,
    WORDS,
    st.sampled_from(["", "at_least", "range"]),
    FIGURES,
    FIGURES,
    WORDS,
)
HEADS = st.fixed_dictionaries({"cluster": WORDS, "title": WORDS, "place": WORDS, "preamble": WORDS})


def text(head: dict[str, str], promises: list[Promise], year: int = 2023) -> str:
    return canonical_text(year=year, promises=promises, **head)


def plain(value: object) -> object:
    """What counts of a value: NFC without white space at the ends of lines; the number without trailing zeros."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in value.strip().splitlines()))
    return value


@given(HEADS, st.lists(PROMISES, max_size=4))
def test_the_hash_is_what_anybody_computes_from_the_file(head: dict[str, str], promises: list[Promise]) -> None:
    found = text(head, promises)
    assert hash_of(found) == hashlib.sha256(found.encode("utf-8")).hexdigest()
    assert len(json.loads(found)["cam kết"]) == len(promises)


@given(HEADS, st.lists(PROMISES, max_size=4))
def test_spacing_normal_form_and_trailing_zeros_change_nothing(head: dict[str, str], promises: list[Promise]) -> None:
    other = {name: unicodedata.normalize("NFD", value) + " \r\n" for name, value in head.items()}
    zeros = [replace(p, low=None if p.low is None else p.low.quantize(D("0.0000001"))) for p in promises]
    assert hash_of(text(other, zeros)) == hash_of(text(head, promises))


@given(HEADS, st.lists(PROMISES, min_size=1, max_size=4), st.data())
def test_any_other_content_has_another_hash(head: dict[str, str], promises: list[Promise], data: st.DataObject) -> None:
    before = hash_of(text(head, promises))
    where = data.draw(st.sampled_from([*head, *(f.name for f in fields(Promise))]))
    if where in head:
        value = data.draw(WORDS)
        assume(plain(value) != plain(head[where]))
        assert hash_of(text({**head, where: value}, promises)) != before
        return
    place = data.draw(st.integers(0, len(promises) - 1))
    other = getattr(data.draw(PROMISES), where)
    assume(plain(other) != plain(getattr(promises[place], where)))
    changed = [*promises[:place], replace(promises[place], **{where: other}), *promises[place + 1 :]]
    assert hash_of(text(head, changed)) != before


@given(HEADS, st.lists(PROMISES, min_size=2, max_size=4))
def test_another_year_order_or_number_of_commitments_has_another_hash(
    head: dict[str, str], promises: list[Promise]
) -> None:
    before = hash_of(text(head, promises))
    assert hash_of(text(head, promises, 2024)) != before
    assert hash_of(text(head, promises[:-1])) != before
    if text(head, promises[:1]) != text(head, promises[1:2]):
        assert hash_of(text(head, [promises[1], promises[0], *promises[2:]])) != before


def test_nothing_below_zero_is_zero() -> None:
    """Minus zero is no other target than zero."""
    head = {"cluster": "K", "title": "G", "place": "", "preamble": ""}
    first, second = (text(head, [Promise(1, "A", low=D(zero))]) for zero in ("0", "-0.00"))
    assert first == second


@pytest.mark.parametrize(
    ("comparator", "low", "high", "measure", "words"),
    [
        ("at_least", "9", None, "xã", "từ 9 xã trở lên"),
        ("more_than", "97.8", None, "%", "trên 97,8%"),
        ("at_most", "1.5", None, "%", "không quá 1,5%"),
        ("less_than", "2", None, "vụ", "dưới 2 vụ"),
        ("equal", "98", None, "%", "đạt 98%"),
        ("range", "3", "5", "xã", "từ 3 đến 5 xã"),
        ("maintain", "100", None, "%", "duy trì 100%"),
        ("change", "12.8", None, "%", "tăng 12,8% so với năm trước"),
        ("change", "-0.2", None, "điểm phần trăm", "giảm 0,2 điểm phần trăm so với năm trước"),
        ("", None, None, "xã", ""),
        ("at_least", None, None, "xã", ""),
    ],
)
def test_targets_are_said_as_people_say_them(
    comparator: str, low: str | None, high: str | None, measure: str, words: str
) -> None:
    figures = [None if f is None else D(f) for f in (low, high)]
    assert target_in_words(comparator, figures[0], figures[1], measure) == words
