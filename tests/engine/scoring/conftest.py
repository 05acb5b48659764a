"""Schemes of examples/schemes/ and of the folder schemes/, and a maker of inputs that fit any scheme."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import strategies as st

from thidua.engine.scoring import (
    CriterionInput,
    Field,
    FieldKind,
    Input,
    NotApplicable,
    Scheme,
    SheetInputs,
    scheme_from_data,
)
from thidua.engine.scoring import input_fields as fields_of

OWN = Path(__file__).parent / "schemes"
REAL = Path(__file__).parents[3] / "examples" / "schemes"


def _read(name: str) -> Scheme:
    folder = OWN if (OWN / f"{name}.yaml").exists() else REAL
    return scheme_from_data(yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def scheme_named() -> Callable[[str], Scheme]:
    """Reads a scheme by the name of its file."""
    return _read


@pytest.fixture(scope="session")
def every_kind() -> Scheme:
    """The scheme that has every kind of formula."""
    return _read("moi_loai")


def _value(field: Field) -> st.SearchStrategy[Any]:
    if field.kind is FieldKind.FLAG:
        return st.booleans()
    if field.kind is FieldKind.CHOICE:
        return st.sampled_from([option.code for option in field.options])
    if field.kind is FieldKind.CHOICES:
        return st.lists(st.sampled_from([option.code for option in field.options]), unique=True).map(tuple)
    if field.kind is FieldKind.DATE:
        return st.dates(date(2025, 11, 1), date(2026, 4, 1))
    low = field.minimum if field.minimum is not None else Decimal(-50)
    high = field.maximum if field.maximum is not None else Decimal(200)
    places = 0 if field.kind is FieldKind.COUNT else 2
    return st.decimals(low, high, places=places, allow_nan=False, allow_infinity=False)


@st.composite
def _criterion(draw: st.DrawFn, fields: tuple[Field, ...], gaps: bool) -> CriterionInput:
    """Complete inputs; with `gaps` some are missing or do not apply."""
    if gaps and draw(st.integers(0, 9)) == 0:
        return CriterionInput(not_applicable=NotApplicable("Trưởng cụm", "không giao"))
    entered = {each.name: Input(draw(_value(each)), "báo cáo") for each in fields if each.required}
    if gaps and draw(st.integers(0, 4)) == 0:
        entered.pop(draw(st.sampled_from(sorted(entered))))
    return CriterionInput(entered)


@st.composite
def _sheet(draw: st.DrawFn, scheme: Scheme, gaps: bool) -> SheetInputs:
    criteria = {each.code: draw(_criterion(fields_of(each), gaps)) for each in scheme.criteria()}
    return SheetInputs(criteria, {fact.code: Input(draw(st.booleans())) for fact in scheme.facts})


@pytest.fixture(scope="session")
def sheets() -> Callable[..., st.SearchStrategy[SheetInputs]]:
    """Strategy of inputs for one sheet of a scheme."""
    return lambda scheme, gaps=True: _sheet(scheme, gaps)


@pytest.fixture(scope="session")
def clusters() -> Callable[..., st.SearchStrategy[dict[str, SheetInputs]]]:
    """Strategy of inputs for two to four units."""
    return lambda scheme, gaps=True: st.dictionaries(
        st.sampled_from(["U1", "U2", "U3", "U4"]), _sheet(scheme, gaps), min_size=2, max_size=4
    )
