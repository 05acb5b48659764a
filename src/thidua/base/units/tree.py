"""The tree of units as of a date: plain data, so that ancestors and descendants cost no further query."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from thidua.base.units.models import UnitVersion
from thidua.language.text import fold


@dataclass(frozen=True)
class Node:
    """One unit as it was on the day of the tree."""

    unit_id: int
    name: str
    kind: str
    level: int
    parent_id: int | None


class Tree:
    """All units that existed on one day."""

    def __init__(self, on: date, nodes: list[Node]) -> None:
        self.on = on
        self.nodes = {n.unit_id: n for n in nodes}
        self._children: dict[int | None, list[int]] = defaultdict(list)
        for node in nodes:
            self._children[node.parent_id].append(node.unit_id)

    def children(self, unit_id: int | None) -> list[Node]:
        """Direct sub-units (``None``: the roots)."""
        return [self.nodes[i] for i in self._children[unit_id]]

    def ancestors(self, unit_id: int) -> list[Node]:
        """From the parent up to the root. A cycle, which the actions refuse, would end the walk."""
        found: list[Node] = []
        seen = {unit_id}
        node = self.nodes.get(unit_id)
        while node and node.parent_id and node.parent_id not in seen:
            seen.add(node.parent_id)
            node = self.nodes.get(node.parent_id)
            if node:
                found.append(node)
        return found

    def roots(self) -> list[Node]:
        """Units under nobody, and those whose superior unit no longer existed on that day."""
        return [n for n in self.nodes.values() if n.parent_id not in self.nodes]

    def counts(self) -> dict[int, int]:
        """How many units stand below each one, at any depth."""
        below = dict.fromkeys(self.nodes, 0)
        for unit_id in self.nodes:
            for above in self.ancestors(unit_id):
                below[above.unit_id] += 1
        return below

    def subtree(self, unit_id: int) -> frozenset[int]:
        """The unit and everything under it. Empty when the unit did not exist on that day."""
        if unit_id not in self.nodes:
            return frozenset()
        found, todo = {unit_id}, [unit_id]
        while todo:
            fresh = [c for c in self._children[todo.pop()] if c not in found]
            found.update(fresh)
            todo.extend(fresh)
        return frozenset(found)


@dataclass
class Branch:
    """A node as it is drawn. ``below`` counts all under it; what isn't in ``branches`` has a page of its own."""

    node: Node
    below: int
    branches: list["Branch"] = field(default_factory=list)

    @property
    def folded(self) -> bool:
        """True when there is more below than is drawn here."""
        return bool(self.below) and not self.branches


def draw(tree: Tree, root: int | None, budget: int = 300) -> list[Branch]:
    """The top of the tree (or of one unit's part of it), level by level, as long as a whole level fits ``budget``."""
    tops = tree.roots() if root is None else [tree.nodes[root]]
    below = tree.counts()
    drawn = level = [Branch(n, below[n.unit_id]) for n in tops]
    total = len(level)
    while level:
        under = [[Branch(c, below[c.unit_id]) for c in tree.children(b.node.unit_id)] for b in level]
        total += sum(map(len, under))
        if total > budget:
            break
        for branch, found in zip(level, under, strict=True):
            branch.branches = found
        level = [b for found in under for b in found]
    return drawn


def find(tree: Tree, root: int | None, text: str) -> list[Node]:
    """Units of the tree whose name on that day contains the text, with or without diacritics."""
    wanted, inside = fold(text), None if root is None else tree.subtree(root)
    return [n for n in tree.nodes.values() if wanted in fold(n.name) and (inside is None or n.unit_id in inside)]


def tree_as_of(on: date) -> Tree:
    """The whole tree on a day, in one query."""
    rows = (
        UnitVersion.objects.filter(valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        .order_by("unit__name_sort", "unit_id")
        .values_list("unit_id", "name", "kind", "level", "parent_id")
    )
    return Tree(on, [Node(*row) for row in rows])


def unit_and_below(unit_id: int, on: date) -> frozenset[int]:
    """The unit and its sub-units on a day, however deep: one query."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [unit_id, *_day(on)])
        return frozenset(pk for (pk,) in cursor.fetchall())


def unit_and_above(unit_id: int, on: date) -> list[int]:
    """The unit, the unit it stood under on a day, and so on to the top: one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [unit_id, *_day(on), *_day(on)])
        parents: dict[int, int | None] = {}
        for unit, parent in cursor.fetchall():
            parents.setdefault(unit, parent)
    line: list[int] = []
    current: int | None = unit_id
    while current and current not in line:
        line.append(current)
        current = parents.get(current)
    return line


def _day(on: date) -> tuple[Any, Any]:
    day = connection.ops.adapt_datefield_value(on)
    return day, day


_STANDS = "v.valid_from <= %s and (v.valid_to is null or v.valid_to > %s)"
_BELOW = f"""
with recursive below(pk) as (
  select cast(%s as bigint)
  union
  select v.unit_id from below join units_unitversion v on v.parent_id = below.pk where {_STANDS}
)
select pk from below
"""
_ABOVE = f"""
with recursive above(unit, parent, since) as (
  select v.unit_id, v.parent_id, v.valid_from from units_unitversion v where v.unit_id = %s and {_STANDS}
  union
  select v.unit_id, v.parent_id, v.valid_from from above join units_unitversion v on v.unit_id = above.parent
  where {_STANDS}
)
select unit, parent from above order by since
"""
