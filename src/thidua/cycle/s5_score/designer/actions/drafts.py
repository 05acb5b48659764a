"""Changing a draft part by part. Every act reads it as it stands, changes it, and writes text and data together."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.cycle.s5_score.designer.actions.schemes import fields_of, keep, locked_draft
from thidua.cycle.s5_score.designer.marks import Stale, mark, own_mark
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme
from thidua.cycle.s5_score.policies import check_writes_schemes
from thidua.engine.scoring import Group
from thidua.engine.scoring import Scheme as Rules
from thidua.engine.scoring.design import tree
from thidua.engine.scoring.design.tree import Node, Place, TreeError

GONE = "Mục này vừa được người khác chuyển đi hoặc xóa. Hãy mở lại trang thiết kế bảng."
MOST_NODES = 2_000  # the largest real table has 176 criteria


@dataclass(frozen=True)
class Spot:
    """A node as somebody saw it: its place then, its code, its mark. The empty place is the scheme itself."""

    place: Place
    code: str = ""
    seen: str = ""


def put_node(*, by: Actor, scheme: Scheme, spot: Spot, node: Node) -> None:
    """Change a group (its children stay) or a criterion. Raises Stale, Problem."""

    def change(rules: Rules) -> Rules:
        at = _found(rules, spot)
        now = tree.node_at(rules, at)
        if own_mark(now) != spot.seen:
            raise Stale(f"Mục «{now.code}»")
        _check_code(rules, node.code, now.code)
        made = replace(node, children=now.children) if isinstance(node, Group) and isinstance(now, Group) else node
        return tree.replaced(rules, at, made)

    _write(by, scheme, f"sửa mục «{node.code}»", change)


def add_node(*, by: Actor, scheme: Scheme, above: Spot, node: Node) -> None:
    """Add a group or a criterion at the end of a group, a group also at the top. Raises Problem."""

    def change(rules: Rules) -> Rules:
        at = _found(rules, above)
        _check_code(rules, node.code)
        if sum(1 for _ in tree.walk(rules)) >= MOST_NODES:
            raise Problem(f"Bảng đã có {MOST_NODES} mục. Hãy chia thành nhiều bảng.")
        return tree.inserted(rules, at, len(tree.children_at(rules, at)), node)

    _write(by, scheme, f"thêm mục «{node.code}»", change)


def drop_node(*, by: Actor, scheme: Scheme, spot: Spot) -> None:
    """Take out a node with all that is in it; ``spot.seen`` is the mark of all of it. Raises Stale, Problem."""

    def change(rules: Rules) -> Rules:
        at = _found(rules, spot)
        if mark(tree.node_at(rules, at)) != spot.seen:
            raise Stale(f"Mục «{spot.code}»")
        return tree.removed(rules, at)

    _write(by, scheme, f"bỏ mục «{spot.code}»", change)


def move_node(*, by: Actor, scheme: Scheme, spot: Spot, above: Spot, index: int) -> None:
    """Move a node into a group, to stand at ``index`` there. Raises Problem, also for a group into itself."""

    def change(rules: Rules) -> Rules:
        at, into = _found(rules, spot), _found(rules, above)
        inside = len(tree.children_at(rules, into)) - (at[:-1] == into)
        return tree.moved(rules, at, into, max(0, min(index, inside)))

    _write(by, scheme, f"chuyển mục «{spot.code}»", change)


def step_node(*, by: Actor, scheme: Scheme, spot: Spot, by_steps: int) -> None:
    """Move a node up (−1) or down (+1) among its siblings; at the end it stays."""

    def change(rules: Rules) -> Rules:
        at = _found(rules, spot)
        last = len(tree.children_at(rules, at[:-1])) - 1
        return tree.moved(rules, at, at[:-1], max(0, min(at[-1] + by_steps, last)))

    _write(by, scheme, f"chuyển mục «{spot.code}»", change)


def put_general(*, by: Actor, scheme: Scheme, seen: str, names: tuple[str, ...], values: dict[str, Any]) -> None:
    """Change rules of the whole table: ``names`` are the fields of the scheme that the form shows. Raises Stale."""

    def change(rules: Rules) -> Rules:
        if mark(tuple(getattr(rules, name) for name in names)) != seen:
            raise Stale("Phần này của bảng")
        return replace(rules, **values)

    _write(by, scheme, "sửa quy định chung", change)


def _write(by: Actor, scheme: Scheme, what: str, change: Callable[[Rules], Rules]) -> None:
    check_writes_schemes(by, scheme.season)
    with audited("score.scheme_part_edited", by=by, on=scheme, what=what):
        row = locked_draft(scheme)
        try:
            rules = change(rules_of(row))
        except TreeError as wrong:
            raise Problem(str(wrong)) from wrong
        keep(row, fields_of(row.season, rules, row.previous, row.pk))


def _found(rules: Rules, spot: Spot) -> Place:
    """Where a node stands now: at its place, or wherever its code stands alone."""
    if not spot.place:
        return ()
    try:
        if tree.node_at(rules, spot.place).code == spot.code:
            return spot.place
    except LookupError:
        pass
    places = tree.places_of(rules, spot.code)
    if len(places) != 1:
        raise Problem(GONE)
    return places[0]


def _check_code(rules: Rules, code: str, own: str = "") -> None:
    if code != own and tree.places_of(rules, code):
        node = tree.node_at(rules, tree.places_of(rules, code)[0])
        raise Problem(f"Mã «{code}» đã dùng cho «{node.label}». Hãy ghi mã khác.", "code")
