"""What must hold for schemes of any shape, with every kind of formula, and any figures."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.engine.scoring.generated import FORMULAS, schemes
from thidua.engine.scoring import (
    KINDS,
    Combine,
    CriterionInput,
    NaMode,
    NotApplicable,
    RankBy,
    Ranked,
    ResultState,
    Scheme,
    SheetInputs,
    TotalMode,
    scheme_from_data,
    scheme_to_data,
    score_cluster,
    score_sheet,
    sentences,
)
from thidua.engine.scoring.told import told_to_data

Sheets = Callable[..., st.SearchStrategy[SheetInputs]]
Clusters = Callable[..., st.SearchStrategy[dict[str, SheetInputs]]]
some = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


def told(scheme: Scheme, units: dict[str, SheetInputs]) -> tuple[str, tuple[Ranked, ...]]:
    """A cluster's result to the last letter: every number, sentence and step; and the places."""
    found = score_cluster(scheme, units)
    return json.dumps([told_to_data(sheet) for sheet in found.sheets.values()]), found.ranking


def anew(scheme: Scheme) -> Scheme:
    """The same scheme as it comes back from storage: nothing is remembered of it."""
    return scheme_from_data(json.loads(json.dumps(scheme_to_data(scheme))))


def copied(inputs: SheetInputs) -> SheetInputs:
    """Equal inputs made of other objects, entered in the other order."""
    criteria = {
        code: replace(each, fields={name: replace(entry) for name, entry in reversed(each.fields.items())})
        for code, each in reversed(inputs.criteria.items())
    }
    return SheetInputs(criteria, inputs.facts, inputs.role)


def test_every_kind_is_generated() -> None:
    assert FORMULAS.keys() == KINDS.keys()


@some
@given(scheme=schemes(), data=st.data())
def test_a_recompute_is_identical_to_the_last_letter(scheme: Scheme, clusters: Clusters, data: st.DataObject) -> None:
    units = data.draw(clusters(scheme))
    other = {unit: copied(units[unit]) for unit in data.draw(st.permutations(sorted(units)))}
    first = told(scheme, units)
    assert told(scheme, other) == first == told(anew(scheme), other)


@some
@given(scheme=schemes(), data=st.data())
def test_after_a_change_of_one_unit_the_cluster_is_what_it_would_be_anew(
    scheme: Scheme, clusters: Clusters, sheets: Sheets, data: st.DataObject
) -> None:
    units = data.draw(clusters(scheme))
    told(scheme, units)
    changed = data.draw(st.sampled_from(sorted(units)))
    for inputs in (data.draw(sheets(scheme)), SheetInputs(), units[changed]):
        units[changed] = inputs
        assert told(scheme, units) == told(anew(scheme), units)


@some
@given(scheme=schemes(), data=st.data())
def test_nothing_exceeds_its_limits(scheme: Scheme, clusters: Clusters, data: st.DataObject) -> None:
    terms = {each.code: each.terms for each in scheme.criteria()}
    for sheet in score_cluster(scheme, data.draw(clusters(scheme))).sheets.values():
        for code, result in sheet.criteria.items():
            if result.points is not None and result.state is not ResultState.NOT_APPLICABLE:
                floor, ceiling = terms[code].floor, terms[code].ceiling
                assert ceiling is None or result.points <= ceiling, sentences(result.trace)
                assert floor is None or result.points >= floor, sentences(result.trace)
        for limits, found in [(g, sheet.groups[g.code]) for g in scheme.groups] + [(scheme.total, sheet)]:
            assert limits.bonus_max is None or found.bonus <= limits.bonus_max
            assert limits.penalty_max is None or -found.penalty <= limits.penalty_max
        if scheme.total.mode is TotalMode.CAPPED and sheet.total is not None:
            assert sheet.total <= sheet.denominator


@some
@given(scheme=schemes(floor=True), data=st.data())
def test_an_unknown_figure_never_raises_a_score(scheme: Scheme, sheets: Sheets, data: st.DataObject) -> None:
    inputs = data.draw(sheets(scheme))
    # a criterion that doesn't apply is known, not unknown: it takes its maximum out of the cap as well
    applying = sorted(code for code, each in inputs.criteria.items() if each.not_applicable is None)
    assume(applying)
    code = data.draw(st.sampled_from(applying))
    less = replace(inputs, criteria={c: each for c, each in inputs.criteria.items() if c != code})
    known, unknown = score_sheet(scheme, inputs), score_sheet(scheme, less)
    result = unknown.criteria[code]
    assert (result.state, result.points) == (ResultState.PENDING, None)
    assert (unknown.total or 0) <= (known.total or 0)
    assert unknown.denominator >= known.denominator


@some
@given(scheme=schemes(), data=st.data())
def test_what_does_not_apply_is_never_a_zero(scheme: Scheme, clusters: Clusters, data: st.DataObject) -> None:
    plain = replace(scheme, groups=tuple(replace(group, combine=Combine.SUM) for group in scheme.groups))
    units = data.draw(clusters(plain, gaps=False))
    unit = data.draw(st.sampled_from(sorted(units)))
    criterion = data.draw(st.sampled_from(list(plain.criteria())))
    absent = CriterionInput(not_applicable=NotApplicable("Trưởng cụm", "không giao"))
    units[unit] = replace(units[unit], criteria={**units[unit].criteria, criterion.code: absent})
    sheet = score_cluster(plain, units).sheets[unit]
    result = sheet.criteria[criterion.code]
    assert result.state is ResultState.NOT_APPLICABLE
    others = sum((each.maximum for code, each in sheet.criteria.items() if code != criterion.code), Decimal(0))
    if plain.na_mode(criterion) is NaMode.FULL:
        assert sheet.denominator == others + criterion.maximum
    else:
        assert (result.points, sheet.denominator) == (None, others)


@some
@given(scheme=schemes(), data=st.data())
def test_places_are_those_of_a_competition(scheme: Scheme, clusters: Clusters, data: st.DataObject) -> None:
    found = score_cluster(scheme, data.draw(clusters(scheme)))
    keys = {
        unit: Fraction(sheet.total)
        if scheme.ranking.by is RankBy.POINTS
        else (Fraction(sheet.total) / Fraction(sheet.denominator) if sheet.denominator else Fraction(0))
        for unit, sheet in found.sheets.items()
        if sheet.total is not None
    }
    assert {row.unit for row in found.ranking} == found.sheets.keys()
    for row in found.ranking:
        better = None if row.unit not in keys else sum(key > keys[row.unit] for key in keys.values())
        assert row.place == (None if better is None else better + 1)


@pytest.mark.parametrize("kind", sorted(FORMULAS))
def test_every_sentence_of_every_kind_can_be_said(kind: str, sheets: Sheets) -> None:
    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(FORMULAS[kind], st.data())
    def said(formula: dict[str, Any], data: st.DataObject) -> None:
        leaf = {"code": "c", "label": "Tiêu chí", "maximum": "7.5", "bonus_max": "unlimited", "formula": formula}
        group = {"code": "g", "label": "Nhóm", "children": [leaf]}
        scheme = scheme_from_data({"code": "s", "version": "1", "title": "Bảng", "groups": [group]})
        units = {unit: data.draw(sheets(scheme)) for unit in ("A", "B")}
        for sheet in score_cluster(scheme, units).sheets.values():
            for part in (sheet, *sheet.groups.values(), *sheet.criteria.values()):
                assert all(text.endswith((".", ";")) and "{" not in text for text in sentences(part.trace))

    said()
