"""What forms are made of, edits of the tree, the text of a scheme, differences."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.engine.scoring import Criterion, Group, Scheme
from thidua.engine.scoring.design.difference import ChangeKind, changed_codes, differences, general_differences
from thidua.engine.scoring.design.shapes import Param, ParamKind, params_of
from thidua.engine.scoring.design.tree import TreeError, after_removal, moved, node_at, removed, replaced, walk
from thidua.engine.scoring.formulas.base import REGISTRY
from thidua.engine.scoring.formulas.direct import Direct
from thidua.engine.scoring.schemetext import scheme_from_text, text_of


def every_param(cls: type, without: tuple[str, ...] = ()) -> Iterator[Param]:
    """The parameters of a part, and of the parts in it."""
    for param in params_of(cls, without):
        yield param
        if param.of is not None:
            yield from every_param(param.of)


PARTS = [(cls, ()) for cls in REGISTRY.values()] + [
    (Criterion, ("formula",)), (Group, ("children",)), (Scheme, ("groups",)),
]  # fmt: skip


@pytest.mark.parametrize(("cls", "without"), PARTS)
def test_every_parameter_is_called_something_in_vietnamese(cls: type, without: tuple[str, ...]) -> None:
    for param in every_param(cls, without):
        assert param.label != param.name, f"{cls.__name__}: {param.name}"
        for option in param.options:
            assert option.label.lower() != option.code, f"{cls.__name__}: {param.name}: {option.code}"


@dataclass(frozen=True, kw_only=True)
class NewRow:
    """A row of a kind that nobody has thought of."""

    label: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class NewKind:
    """A kind that nobody has thought of."""

    rows: tuple[NewRow, ...] = ()
    table: tuple[tuple[Decimal, ...], ...] = ()
    strange: bool = False


def test_a_new_kind_gets_its_form_by_being_declared() -> None:
    rows, table, strange = params_of(NewKind)
    assert (rows.kind, rows.of, table.kind, strange.kind) == (ParamKind.ROWS, NewRow, ParamKind.GRID, ParamKind.FLAG)
    label, weight = params_of(NewRow)
    assert (label.required, label.label, weight.default, weight.label) == (True, "Nội dung", 1, "weight")


REAL = ["tien_giang_2023", "dien_luc_2026", "moi_loai", "quang_tri_2025", "truong_hoc_2026", "mat_tran_dong_nai_2026"]


@pytest.mark.parametrize("name", REAL)
def test_the_text_of_a_scheme_reads_back_to_it(scheme_named: Callable[[str], Scheme], name: str) -> None:
    scheme = scheme_named(name)
    assert scheme_from_text(text_of(scheme))[1] == scheme


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_moving_loses_nothing_and_never_closes_a_circle(every_kind: Scheme, data: st.DataObject) -> None:
    scheme = every_kind
    before = sorted(node.code for _, node in walk(scheme))
    for _ in range(4):
        at, node = data.draw(st.sampled_from(list(walk(scheme))))
        groups = [((), None), *((place, each) for place, each in walk(scheme) if isinstance(each, Group))]
        above, into = data.draw(st.sampled_from(groups))
        bad = above[: len(at)] == at or (into is None and isinstance(node, Criterion))
        if bad:
            with pytest.raises(TreeError):
                moved(scheme, at, above, 0)
            continue
        scheme = moved(scheme, at, above, 0)
        assert node_at(scheme, (*after_removal(above, at), 0)) is node
        assert sorted(each.code for _, each in walk(scheme)) == before


def test_differences_are_told_criterion_by_criterion(every_kind: Scheme) -> None:
    assert differences(every_kind, every_kind) == [] and general_differences(every_kind, every_kind) == []
    first = node_at(every_kind, (0, 0))
    assert isinstance(first, Criterion)
    new = replaced(every_kind, (0, 0), replace(first, maximum=Decimal(25), owner="khac", label="Tên khác"))
    new = removed(new, (0, 1))
    (change, gone) = differences(every_kind, new)
    assert [(each.what, each.before, each.after, each.scores) for each in change.altered] == [
        ("Nội dung tiêu chí", "Thu ngân sách", "Tên khác", False), ("Điểm tối đa", "20", "25", True),
        ("Cơ quan thẩm định", "tc", "khac", False),
    ]  # fmt: skip
    assert (gone.kind, gone.code) == (ChangeKind.REMOVED, "ty-le")
    assert changed_codes(every_kind, new) == {"phan-tram", "ty-le"}


def test_only_words_changed_change_no_points(every_kind: Scheme) -> None:
    first = node_at(every_kind, (0, 0))
    assert isinstance(first, Criterion)
    new = replaced(every_kind, (0, 0), replace(first, label="Tên khác", note="Ghi chú"))
    assert len(differences(every_kind, new)) == 1 and changed_codes(every_kind, new) == set()


def test_references_follow_a_new_code(every_kind: Scheme) -> None:
    group = node_at(every_kind, (0,))
    assert isinstance(group, Group)
    new = replaced(every_kind, (0,), replace(group, code="DL"))
    assert new.ranking.tie_breakers == ("DL", "truc-tiep")
    other = Criterion(code="x", label="X", maximum=Decimal(1), formula=Direct())
    assert replaced(every_kind, (1, 0), other).ranking.tie_breakers == ("dinh-luong", "x")
