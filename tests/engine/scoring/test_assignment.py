"""Who checks whom, and the draw that anybody can repeat."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.engine.scoring.assignment import by_lot, faults, ring
from thidua.engine.scoring.draw import drawn

NAMES = st.lists(st.text(min_size=1, max_size=8), min_size=3, max_size=12, unique=True)


@given(NAMES, st.text(max_size=10), st.integers(1, 2))
def test_rings_and_lots_have_no_faults(units: list[str], seed: str, each: int) -> None:
    for pairs in (ring(units, each), by_lot(units, seed, each)):
        assert faults(pairs) == []
        assert len(pairs) == len(units) * each


def test_a_ring_needs_more_units_than_each_checks() -> None:
    with pytest.raises(ValueError, match="nhiều nhất 1"):
        ring(["A", "B"], 2)
    with pytest.raises(ValueError, match="nhiều nhất 0"):
        ring([])


@given(NAMES, st.text(max_size=10), st.randoms())
def test_the_order_of_entry_never_matters_to_a_draw(names: list[str], seed: str, chance: object) -> None:
    mixed = list(names)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert drawn(seed, mixed) == drawn(seed, names)


def test_a_draw_is_what_the_published_rule_says() -> None:
    names = ["Lục Hồn", "Đồng Văn", "Húc Động"]
    by_hand = sorted(names, key=lambda name: sha256(f"20/11/2023 số 27|{name}".encode()).hexdigest())
    assert drawn("20/11/2023 số 27", names) == by_hand
    assert {drawn(str(seed), names)[0] for seed in range(40)} == set(names)
