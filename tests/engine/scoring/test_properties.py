"""What must hold for any inputs: order never matters, a recompute is identical, caps hold, unknown never helps."""

import decimal
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.engine.scoring import (
    KINDS,
    CriterionInput,
    Input,
    ResultState,
    RoundingMode,
    Scheme,
    SheetInputs,
    TotalMode,
    check_scheme,
    input_fields,
    rank,
    scheme_from_data,
    scheme_to_data,
    score_cluster,
    score_sheet,
    sentences,
    trace_from_data,
    trace_to_data,
)
from thidua.engine.scoring.bands import Interval, gaps, matching, overlaps
from thidua.engine.scoring.exact import round_to

Sheets = Callable[..., st.SearchStrategy[SheetInputs]]
Clusters = Callable[..., st.SearchStrategy[dict[str, SheetInputs]]]

few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def _backwards(inputs: SheetInputs) -> SheetInputs:
    criteria = {
        code: replace(each, fields=dict(reversed(each.fields.items())))
        for code, each in reversed(inputs.criteria.items())
    }
    return SheetInputs(criteria, inputs.facts, inputs.role)


def test_the_scheme_of_all_kinds_has_all_kinds(every_kind: Scheme) -> None:
    assert {each.formula.kind for each in every_kind.criteria()} == KINDS.keys()


@few
@given(st.data())
def test_order_of_entry_never_matters(every_kind: Scheme, clusters: Clusters, data: st.DataObject) -> None:
    entered = data.draw(clusters(every_kind))
    other = {unit: _backwards(entered[unit]) for unit in data.draw(st.permutations(sorted(entered)))}
    assert score_cluster(every_kind, entered) == score_cluster(every_kind, other)


@few
@given(st.data())
def test_a_recompute_is_identical_whatever_the_callers_precision(
    every_kind: Scheme, clusters: Clusters, data: st.DataObject
) -> None:
    entered = data.draw(clusters(every_kind))
    first = score_cluster(every_kind, entered)
    with decimal.localcontext() as context:
        context.prec = 3
        context.rounding = decimal.ROUND_CEILING
        again = score_cluster(every_kind, entered)
    assert again == first
    told = [sentences(each.trace) for sheet in first.sheets.values() for each in sheet.criteria.values()]
    assert told == [sentences(each.trace) for sheet in again.sheets.values() for each in sheet.criteria.values()]


@few
@given(st.data())
def test_a_trace_survives_storage(every_kind: Scheme, clusters: Clusters, data: st.DataObject) -> None:
    cluster = score_cluster(every_kind, data.draw(clusters(every_kind)))
    for sheet in cluster.sheets.values():
        for part in (sheet, *sheet.groups.values(), *sheet.criteria.values()):
            assert trace_from_data(trace_to_data(part.trace)) == part.trace
            assert all(text.endswith((".", ";")) for text in sentences(part.trace))


@few
@given(st.data())
def test_no_cap_is_exceeded(every_kind: Scheme, clusters: Clusters, data: st.DataObject) -> None:
    scheme = replace(every_kind, total=replace(every_kind.total, mode=TotalMode.CAPPED))
    criteria = {each.code: each.terms for each in scheme.criteria()}
    for sheet in score_cluster(scheme, data.draw(clusters(scheme))).sheets.values():
        for code, result in sheet.criteria.items():
            if result.points is not None:
                assert criteria[code].ceiling is None or result.points <= criteria[code].ceiling
                assert criteria[code].floor is None or result.points >= criteria[code].floor
        assert sheet.groups["dinh-luong"].bonus <= 8
        assert sheet.bonus <= 12
        assert sheet.total is None or sheet.total <= sheet.denominator


@few
@given(st.data())
def test_groups_and_sheet_add_up(every_kind: Scheme, clusters: Clusters, data: st.DataObject) -> None:
    for sheet in score_cluster(every_kind, data.draw(clusters(every_kind))).sheets.values():
        plain = [code for code in sheet.criteria if code not in ("danh-hieu", "dang-cai")]
        base = sum((sheet.criteria[code].base for code in plain), Decimal(0))
        maximum = sum((sheet.criteria[code].maximum for code in plain), Decimal(0))
        assert (sheet.base, sheet.denominator) == (base, maximum)
        best = max(sheet.criteria["danh-hieu"].bonus, sheet.criteria["dang-cai"].bonus)
        assert sheet.groups["thuong"].bonus == best
        if sheet.total is not None:
            assert sheet.total == sheet.base + sheet.bonus + sheet.penalty


@many
@given(st.data())
def test_a_missing_input_never_raises_a_score(every_kind: Scheme, sheets: Sheets, data: st.DataObject) -> None:
    entered = data.draw(sheets(every_kind))
    code = data.draw(st.sampled_from(sorted(entered.criteria)))
    rest = {each: value for each, value in entered.criteria.items() if each != code}
    whole, less = score_sheet(every_kind, entered), score_sheet(every_kind, replace(entered, criteria=rest))
    assert (less.total or 0) <= (whole.total or 0)
    assert (less.percent or 0) <= (whole.percent or 0)
    assert less.criteria[code].state is ResultState.PENDING
    assert code in less.pending
    assert less.is_provisional


@many
@given(st.data())
def test_a_missing_field_leaves_the_criterion_open(every_kind: Scheme, sheets: Sheets, data: st.DataObject) -> None:
    entered = data.draw(sheets(every_kind, gaps=False))
    criterion = data.draw(st.sampled_from(list(every_kind.criteria())))
    name = data.draw(st.sampled_from([each.name for each in input_fields(criterion) if each.required]))
    given_ = entered.criteria[criterion.code]
    less = replace(given_, fields={each: value for each, value in given_.fields.items() if each != name})
    sheet = score_sheet(every_kind, replace(entered, criteria={**entered.criteria, criterion.code: less}))
    result = sheet.criteria[criterion.code]
    assert (result.state, result.points) == (ResultState.PENDING, None)
    assert result.missing


@few
@given(st.data())
def test_in_a_cluster_a_missing_unit_makes_the_comparison_provisional(
    every_kind: Scheme, clusters: Clusters, data: st.DataObject
) -> None:
    entered = data.draw(clusters(every_kind, gaps=False))
    absent = data.draw(st.sampled_from(sorted(entered)))
    entered[absent] = SheetInputs()
    cluster = score_cluster(every_kind, entered)
    assert cluster.sheets[absent].total is None
    assert absent in cluster.provisional
    for unit, sheet in cluster.sheets.items():
        if unit != absent:
            assert sheet.criteria["thu-hang"].state is ResultState.PROVISIONAL
            assert "thu-hang" in sheet.waiting


@few
@given(st.data())
def test_ranks_are_a_competition_ranking(every_kind: Scheme, clusters: Clusters, data: st.DataObject) -> None:
    scheme = replace(every_kind, ranking=replace(every_kind.ranking, tie_breakers=()))
    cluster = score_cluster(scheme, data.draw(clusters(scheme)))
    shares = {
        unit: Fraction(sheet.total) / Fraction(sheet.denominator)
        for unit, sheet in cluster.sheets.items()
        if sheet.total is not None and sheet.denominator and not sheet.unranked
    }
    assert {each.unit for each in cluster.ranking} == cluster.sheets.keys()
    for each in cluster.ranking:
        if each.unit in shares:
            better = [unit for unit, share in shares.items() if share > shares[each.unit]]
            same = [unit for unit in sorted(shares) if shares[unit] == shares[each.unit] and unit != each.unit]
            assert (each.place, list(each.tied_with)) == (len(better) + 1, same)
        else:
            assert each.place is None
            assert each.reason
    assert rank(dict(reversed(cluster.sheets.items())), scheme) == list(cluster.ranking)


junk = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=5),
    st.dates(date(1, 1, 1)),
    st.integers(),
    st.decimals(),
    st.tuples(st.text(max_size=3)),
)


@many
@given(st.data())
def test_no_input_whatever_breaks_the_engine(every_kind: Scheme, data: st.DataObject) -> None:
    criteria = {}
    for criterion in every_kind.criteria():
        names = [each.name for each in input_fields(criterion)] + ["la"]
        chosen = data.draw(st.lists(st.sampled_from(names), unique=True))
        criteria[criterion.code] = CriterionInput({name: Input(data.draw(junk)) for name in chosen})
    facts = {"da_gui": Input(data.draw(junk))}
    cluster = score_cluster(every_kind, {"U1": SheetInputs(criteria, facts), "U2": SheetInputs()})
    for result in cluster.sheets["U1"].criteria.values():
        assert (result.state is ResultState.INVALID) == bool(result.problems)
        assert sentences(result.trace)


amounts = st.decimals(Decimal(0), Decimal(100), places=2)


@st.composite
def _formulas(draw: st.DrawFn) -> dict[str, Any]:
    number = lambda: str(draw(amounts))  # noqa: E731
    return draw(
        st.sampled_from(
            [
                {"kind": "percent_of_target", "loss": number(), "gain": number(), "partial": "full"},
                {"kind": "count_points", "each": number(), "cap": number()},
                {"kind": "linear", "full": 200, "start": number(), "measure": {"how": "sum", "parts": ["a", "b"]}},
                {"kind": "ladder", "bands": [{"lt": number(), "points": number()}], "none": {"keep": number()}},
                {"kind": "events", "lines": [{"code": "a", "label": "A", "points": f"-{number()}1", "cap": number()}]},
                {"kind": "deadline", "due": "2026-01-31", "late_per_day": number()},
            ]
        )
    )


@st.composite
def _scheme_data(draw: st.DrawFn) -> dict[str, Any]:
    children = [
        {
            "code": f"c{index}",
            "label": draw(st.text(max_size=20)),
            "maximum": str(draw(amounts)),
            "bonus_max": draw(st.sampled_from(["unlimited", 0, "2.5"])),
            "floor": draw(st.sampled_from(["unlimited", 0, "-3"])),
            "evidence": draw(st.booleans()),
            "formula": draw(_formulas()),
        }
        for index in range(draw(st.integers(1, 4)))
    ]
    return {
        "code": "s",
        "version": draw(st.text(max_size=5)),
        "title": draw(st.text(max_size=20)),
        "rounding": {"places": draw(st.integers(0, 6)), "mode": draw(st.sampled_from(list(RoundingMode))).value},
        "groups": [{"code": "g", "label": "G", "maximum": str(draw(amounts)), "children": children}],
    }


@many
@given(_scheme_data())
def test_a_scheme_survives_storage(data: Mapping[str, Any]) -> None:
    scheme = scheme_from_data(data)
    stored = scheme_to_data(scheme)
    assert scheme_from_data(stored) == scheme
    assert scheme_to_data(scheme_from_data(stored)) == stored


@many
@given(_scheme_data(), st.data())
def test_a_scheme_that_can_be_read_can_be_checked_and_scored(
    sheets: Sheets, data: Mapping[str, Any], entered: st.DataObject
) -> None:
    scheme = scheme_from_data(data)
    assert all(finding.message for finding in check_scheme(scheme))
    sheet = score_sheet(scheme, entered.draw(sheets(scheme)))
    for code, result in sheet.criteria.items():
        assert (result.points is not None) == (result.state is ResultState.SCORED), (code, sentences(result.trace))


ends = st.integers(0, 8).map(Decimal)


@st.composite
def _interval(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    ends_ = {draw(st.sampled_from(["gt", "gte"])): low, draw(st.sampled_from(["lt", "lte"])): high}
    for name in draw(st.lists(st.sampled_from(sorted(ends_)), max_size=1)):
        ends_.pop(name)
    return Interval(**ends_)


@many
@given(st.lists(_interval().filter(lambda band: not band.is_empty), max_size=5), st.booleans())
def test_gaps_and_overlaps_are_exactly_the_values_with_no_band_or_several(bands: list[Interval], whole: bool) -> None:
    low, high = Decimal(0), Decimal(8)
    holes = gaps(bands, low, high, whole)
    shared = [each for _, _, each in overlaps(bands, whole)]
    for step in range(0, 33, 4 if whole else 1):
        value = Decimal(step) / 4
        count = len(matching(bands, value))
        assert bool(matching(holes, value)) == (count == 0), (value, holes)
        assert bool(matching(shared, value)) == (count > 1), (value, shared)


DECIMAL_MODES = {
    RoundingMode.HALF_UP: decimal.ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    RoundingMode.DOWN: decimal.ROUND_DOWN,
    RoundingMode.UP: decimal.ROUND_UP,
}


@many
@given(st.decimals(-1000, 1000, places=4), st.integers(0, 4), st.sampled_from(list(RoundingMode)))
def test_rounding_is_that_of_decimals(value: Decimal, places: int, mode: RoundingMode) -> None:
    wanted = value.quantize(Decimal(1).scaleb(-places), rounding=DECIMAL_MODES[mode])
    assert round_to(value, places, mode) == wanted
    assert round_to(Fraction(value), places, mode) == wanted
