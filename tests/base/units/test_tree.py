"""The tree of units: no cycles whatever is asked, and the same answer by both ways of asking."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.base.desks import ROOT, actor
from thidua.base.access.actor import STRANGER, Problem, Refused
from thidua.base.access.enums import Role, Scope
from thidua.base.units.actions import appoint, change_unit, close_unit, create_unit, end_appointment, set_authority
from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.models import Appointment, Unit
from thidua.base.units.queries import authorities_of, children_of, version_on
from thidua.base.units.tree import Node, Tree, draw, find, tree_as_of, unit_and_below

pytestmark = pytest.mark.django_db
START = date(2020, 1, 1)


def _unit(code: str, parent: Unit | None = None, since: date = START) -> Unit:
    return create_unit(
        by=ROOT,
        code=code,
        name=f"Đơn vị {code}",
        kind=UnitKind.OTHER,
        level=Level.COMMUNE,
        parent=parent,
        valid_from=since,
    )


def _node(number: int, parent: int | None) -> Node:
    return Node(number, f"Xã số {number}", "commune", 40, parent)


MOVES = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_no_order_of_moves_makes_a_cycle(moves: list[tuple[int, int]]) -> None:
    units = [_unit(f"{Unit.objects.count()}-{i}") for i in range(6)]
    day = START
    for mover, target in moves:
        day += timedelta(days=1)
        below = unit_and_below(units[mover].pk, day)
        try:
            change_unit(by=ROOT, unit=units[mover], on=day, decision="QĐ 1", parent=units[target])
        except Problem as problem:
            assert problem.field == "parent" and units[target].pk in below
        else:
            assert units[target].pk not in below
    tree = tree_as_of(day)
    own = {u.pk for u in units}
    for unit in units:
        line = [n.unit_id for n in tree.ancestors(unit.pk)]
        assert unit.pk not in line and len(line) == len(set(line))
        assert tree.subtree(unit.pk) == unit_and_below(unit.pk, day)
    # every unit hangs under exactly one root, so nothing floats in a ring
    roots = [n.unit_id for n in tree.roots() if n.unit_id in own]
    assert sum(len(tree.subtree(r) & own) for r in roots) == len(own)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=40))
def test_counts_subtrees_and_drawing_agree(parents: list[int]) -> None:
    nodes = [_node(i + 1, p if 0 < p < i + 1 else None) for i, p in enumerate(parents)]
    tree = Tree(START, nodes)
    counts = tree.counts()
    assert all(counts[n.unit_id] == len(tree.subtree(n.unit_id)) - 1 for n in nodes)
    drawn, todo = 0, draw(tree, None, budget=10_000)
    while todo:
        branch = todo.pop()
        drawn += 1
        assert branch.below == counts[branch.node.unit_id] and not branch.folded
        todo.extend(branch.branches)
    assert drawn == len(nodes)


def test_a_wide_level_is_folded_whole() -> None:
    nodes = [_node(1, None), _node(2, None), *(_node(i, 1) for i in range(3, 13))]
    tops = draw(Tree(START, nodes), None, budget=11)
    assert [(b.below, b.folded, len(b.branches)) for b in tops] == [(10, True, 0), (0, False, 0)]
    assert len(draw(Tree(START, nodes), None, budget=12)[0].branches) == 10


def test_a_unit_whose_superior_ended_is_not_lost() -> None:
    top = _unit("T")
    below = _unit("U", top)
    close_unit(by=ROOT, unit=top, on=date(2025, 7, 1), decision="NQ 203")
    assert [n.unit_id for n in tree_as_of(date(2025, 6, 30)).roots()] == [top.pk]
    assert [n.unit_id for n in tree_as_of(date(2025, 7, 1)).roots()] == [below.pk]


def test_names_and_parents_are_those_of_the_day() -> None:
    first, second, child = _unit("P1"), _unit("P2"), _unit("C")
    day = date(2023, 5, 1)
    change_unit(by=ROOT, unit=child, on=day, decision="QĐ 9", name="Xã Tên Mới", parent=first)
    change_unit(by=ROOT, unit=child, on=date(2024, 5, 1), decision="QĐ 10", parent=second)
    assert tree_as_of(date(2023, 4, 30)).nodes[child.pk].name == "Đơn vị C"
    assert tree_as_of(day).nodes[child.pk] == Node(child.pk, "Xã Tên Mới", "other", 40, first.pk)
    assert list(children_of(first.pk, date(2024, 4, 30))) == [child]
    assert list(children_of(first.pk, date(2024, 5, 1))) == []
    assert [n.name for n in find(tree_as_of(day), None, "ten moi")] == ["Xã Tên Mới"]
    assert find(tree_as_of(date(2023, 4, 30)), None, "tên mới") == []
    assert find(tree_as_of(day), second.pk, "ten moi") == []


def test_before_the_beginning_there_is_nothing() -> None:
    unit = _unit("X")
    assert version_on(unit, START - timedelta(days=1)) is None
    assert unit_and_below(unit.pk, START) == {unit.pk}
    assert tree_as_of(START - timedelta(days=1)).subtree(unit.pk) == frozenset()


def test_a_change_needs_its_decision_and_a_later_day() -> None:
    unit = _unit("X")
    with pytest.raises(Problem, match="căn cứ"):
        change_unit(by=ROOT, unit=unit, on=date(2021, 1, 1), decision=" ", name="Y")
    with pytest.raises(Problem, match="phải sau ngày bắt đầu"):
        change_unit(by=ROOT, unit=unit, on=START, decision="QĐ", name="Y")
    with pytest.raises(Problem, match="chính nó"):
        change_unit(by=ROOT, unit=unit, on=date(2021, 1, 1), decision="QĐ", parent=unit)


def test_an_ended_unit_cannot_end_again() -> None:
    unit = _unit("X")
    close_unit(by=ROOT, unit=unit, on=date(2021, 1, 1), decision="QĐ")
    with pytest.raises(Problem, match="không còn giai đoạn"):
        close_unit(by=ROOT, unit=unit, on=date(2022, 1, 1), decision="QĐ")


def test_a_code_is_used_once() -> None:
    _unit("X")
    with pytest.raises(Problem, match="«X» đã có"):
        _unit("X")


def test_the_nearest_authority_comes_first() -> None:
    top, middle = _unit("T"), None
    middle = _unit("M", top)
    low = _unit("L", middle)
    Unit.objects.filter(pk__in=[top.pk, middle.pk]).update(is_authority=True)
    assert authorities_of(low.pk, START) == (middle.pk, top.pk)
    assert authorities_of(top.pk, START) == (top.pk,)


def test_who_does_not_administer_units_changes_none_of_them() -> None:
    administrator, other = actor(Role.UNIT_ADMINISTRATOR), Unit.objects.get(code="B")
    held, day = Appointment.objects.get(account_id=administrator.account_id), date(2026, 1, 1)
    new = {"code": "X", "name": "X", "kind": UnitKind.DEPARTMENT, "level": Level.COMMUNE, "valid_from": day}
    role = {"account_id": held.account_id, "role": Role.UNIT_OFFICER, "scope": Scope.UNIT, "valid_from": day}
    for by in (STRANGER, actor(Role.SPECIALIST), administrator):
        for act in (
            lambda by: create_unit(by=by, parent=other, **new),
            lambda by: create_unit(by=by, parent=None, **new),
            lambda by: change_unit(by=by, unit=other, on=day, decision="NQ", name="Tên khác"),
            lambda by: close_unit(by=by, unit=other, on=day, decision="NQ"),
            lambda by: set_authority(by=by, unit=other, is_authority=True),
            lambda by: appoint(by=by, unit=other, **role),
        ):
            with pytest.raises(Refused):
                act(by)
    with pytest.raises(Refused):
        end_appointment(by=STRANGER, appointment=held, on=day)
    assert version_on(other, day).name == other.name and not Unit.objects.filter(code="X").exists()
