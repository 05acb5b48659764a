"""How firm a ranking is: swaps, leverage, spread, inflation, calibration."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.engine.scoring import Scheme, inputs_from_data, scheme_from_data, score_cluster
from thidua.engine.scoring.analysis import Cannot, calibrate, firmness, inflation, leverage, spreads, swaps
from thidua.engine.scoring.results import ClusterResult


def scheme(**more: Any) -> Scheme:
    """Two criteria of 50 points, entered directly."""
    children = [{"code": c, "label": f"Mục {c}", "maximum": 50, "formula": {"kind": "direct"}} for c in ("a", "b")]
    group = {"code": "T", "label": "Cả bảng", "children": children}
    return scheme_from_data({"code": "s", "version": "1", "title": "Bảng", "groups": [group], **more})


def inputs(**units: tuple[Any, Any]) -> Any:
    """Points of a and b by unit."""
    rows = {u: {"a": a, "b": b} for u, (a, b) in units.items()}
    return {
        u: inputs_from_data({"criteria": {c: v for c, v in row.items() if v is not None}}) for u, row in rows.items()
    }


def cluster(**units: tuple[Any, Any]) -> ClusterResult:
    """The cluster scored."""
    return score_cluster(scheme(), inputs(**units))


def test_pairs_that_one_point_parts() -> None:
    result = cluster(A=(40, 40), B=(40, 39.5), C=(39, 39.5), D=(30, 30), E=(30, 30))
    found = [(s.ahead, s.behind, s.gap) for s in swaps(result, scheme(), Decimal(1))]
    assert found == [("D", "E", 0), ("A", "B", Decimal("0.5")), ("B", "C", 1)]


def test_percent_is_compared_where_the_scheme_ranks_by_percent() -> None:
    by_percent = scheme(ranking={"by": "percent"})
    given_ = inputs(A=(40, 40), B=(40, None))
    given_["B"] = inputs_from_data(
        {"criteria": {"a": 39.8, "b": {"not_applicable": {"approved_by": "cụm trưởng", "reason": "không giao"}}}}
    )
    result = score_cluster(by_percent, given_)
    (swap,) = swaps(result, by_percent, Decimal(1))
    assert (swap.ahead, swap.behind, swap.gap) == ("A", "B", Decimal("0.4"))


def test_a_unit_without_a_place_swaps_with_nobody() -> None:
    result = score_cluster(scheme(), inputs(A=(40, 40), B=(None, None)))
    assert swaps(result, scheme(), Decimal(100)) == []


def test_a_place_is_firm_inside_what_reviewers_disagree_on() -> None:
    result = cluster(A=(40, 40), B=(40, 38), C=(30, 30))
    zero = Decimal(0)
    found = firmness(result, scheme(), {"A": (Decimal(1), zero), "B": (zero, Decimal(2)), "C": (zero, Decimal(5))})
    assert found == {"A": True, "B": False, "C": True}  # B would draw level with A
    assert firmness(result, scheme(), {"A": (Decimal(3), zero)})["A"] is False
    assert firmness(result, scheme(), {}) == {"A": True, "B": True, "C": True}


def test_units_that_are_tied_stay_firm_without_a_margin() -> None:
    assert firmness(cluster(A=(40, 40), B=(40, 40)), scheme(), {}) == {"A": True, "B": True}


def test_without_one_criterion() -> None:
    units = inputs(A=(50, 30), B=(30, 45), C=(20, 20))
    result = score_cluster(scheme(), units)
    found = {each.code: dict(each.moved) for each in leverage(scheme(), units, result)}
    assert found == {"a": {"A": (1, 2), "B": (2, 1)}}  # b alone decides nothing: without it A, B, C as before


def test_criteria_that_tell_nobody_apart() -> None:
    a, b = spreads(scheme(), cluster(A=(50, 30), B=(50, 45), C=(50, None)))
    assert (a.tells_nothing, a.all_full, a.units) == (True, True, 3)
    assert (b.tells_nothing, b.all_full, b.units, b.lowest, b.highest) == (False, False, 2, 30, 45)
    (alone, _) = spreads(scheme(), cluster(A=(50, 30)))
    assert not alone.tells_nothing and not alone.all_full


def test_what_was_claimed_above_what_was_agreed() -> None:
    own = cluster(A=(50, 50), B=(40, 30), C=(30, None))
    agreed = cluster(A=(45, 45), B=(40, 35), C=(30, 30))
    assert [(i.unit, i.above, i.criteria) for i in inflation(own, agreed)] == [("A", 10, 2), ("C", 0, 1), ("B", -5, 2)]


def test_a_hard_reviewer_is_seen_through() -> None:
    true = {"A": 90, "B": 80, "C": 70}
    bias = {"r1": 4, "r2": -4}
    marked = [("r1", "A"), ("r1", "B"), ("r2", "B"), ("r2", "C")]
    found = calibrate({(r, u): Decimal(true[u] + bias[r]) for r, u in marked})
    assert found.severity == {"r1": 4, "r2": -4}
    assert found.level == {"A": 90, "B": 80, "C": 70}
    assert found.raw == {"A": 94, "B": 80, "C": 66}


def test_reviewers_without_a_unit_in_common_are_refused() -> None:
    scores = {("r1", "A"): Decimal(1), ("r2", "A"): Decimal(2), ("r3", "B"): Decimal(3)}
    with pytest.raises(Cannot, match="r1, r2; r3") as caught:
        calibrate(scores)
    assert caught.value.islands == (("r1", "r2"), ("r3",))
    with pytest.raises(Cannot, match="một người chấm"):
        calibrate({("r1", "A"): Decimal(1)})


@given(
    st.lists(st.integers(0, 100), min_size=2, max_size=5),
    st.lists(st.integers(-10, 10), min_size=2, max_size=4),
)
def test_exact_scores_are_taken_apart_exactly(levels: list[int], biases: list[int]) -> None:
    """Where every score is unit + reviewer, both come back to the last digit."""
    mean = Fraction(sum(biases), len(biases))
    marks = product(enumerate(biases), enumerate(levels))
    found = calibrate({(f"r{r}", f"u{u}"): Decimal(level + bias) for (r, bias), (u, level) in marks})
    assert found.severity == {f"r{r}": bias - mean for r, bias in enumerate(biases)}
    assert found.level == {f"u{u}": level + mean for u, level in enumerate(levels)}


@given(st.dictionaries(st.tuples(st.sampled_from("pqr"), st.sampled_from("ABCD")), st.integers(0, 100), min_size=6))
def test_the_fit_is_the_best(scores: dict[tuple[str, str], int]) -> None:
    """No small change of one reviewer or one unit makes the sum of squares smaller."""
    exact = {key: Decimal(value) for key, value in scores.items()}
    try:
        found = calibrate(exact)
    except Cannot:
        return
    assert sum(found.severity.values()) == 0

    def squares(change: dict[str, Fraction]) -> Fraction:
        total = Fraction(0)
        for (r, u), points in scores.items():
            fit = found.severity[r] + change.get(r, Fraction(0)) + found.level[u] + change.get(u, Fraction(0))
            total += (points - fit) ** 2
        return total

    best = squares({})
    step = Fraction(1, 10)
    for name in {*found.severity, *found.level}:
        assert squares({name: step}) >= best and squares({name: -step}) >= best
