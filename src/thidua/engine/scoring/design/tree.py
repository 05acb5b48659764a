"""Edits of the tree of a scheme. A place is the path of positions from the top: (0, 2) is the third child of the first
group. Every edit gives a new scheme; nothing is changed in place."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from thidua.engine.scoring.model import Criterion, Group, Scheme

Place = tuple[int, ...]
Node = Group | Criterion
_Nodes = tuple[Node, ...]


class TreeError(ValueError):
    """The edit makes no tree; the message is a Vietnamese sentence."""


def walk(scheme: Scheme) -> Iterator[tuple[Place, Node]]:
    """Every node with its place, as a table of the scheme is printed."""

    def down(nodes: _Nodes, above: Place) -> Iterator[tuple[Place, Node]]:
        for index, node in enumerate(nodes):
            at = (*above, index)
            yield at, node
            if isinstance(node, Group):
                yield from down(node.children, at)

    return down(scheme.groups, ())


def node_at(scheme: Scheme, at: Place) -> Node:
    """The node at a place. Raises LookupError."""
    nodes: _Nodes = scheme.groups
    found: Node | None = None
    for index in at:
        if not 0 <= index < len(nodes):
            raise LookupError(at)
        found = nodes[index]
        nodes = found.children if isinstance(found, Group) else ()
    if found is None:
        raise LookupError(at)
    return found


def places_of(scheme: Scheme, code: str) -> list[Place]:
    """Where a code stands: once, unless the scheme is at fault."""
    return [at for at, node in walk(scheme) if node.code == code]


def children_at(scheme: Scheme, at: Place) -> _Nodes:
    """The children of a group; of the scheme itself at the empty place. Raises LookupError for a criterion."""
    if not at:
        return scheme.groups
    node = node_at(scheme, at)
    if not isinstance(node, Group):
        raise LookupError(at)
    return node.children


def with_children(scheme: Scheme, at: Place, change: Callable[[_Nodes], _Nodes]) -> Scheme:
    """The scheme with other children of one group. Raises TreeError for a criterion outside every group."""

    def down(nodes: _Nodes, rest: Place) -> _Nodes:
        if not rest:
            return change(nodes)
        group = nodes[rest[0]]
        assert isinstance(group, Group)
        made = replace(group, children=down(group.children, rest[1:]))
        return (*nodes[: rest[0]], made, *nodes[rest[0] + 1 :])

    children_at(scheme, at)
    top = tuple(node for node in down(scheme.groups, at) if isinstance(node, Group))
    if not at and len(top) < len(change(scheme.groups)):
        raise TreeError("Tiêu chí phải nằm trong một nhóm. Hãy lập nhóm trước.")
    return replace(scheme, groups=top)


def inserted(scheme: Scheme, above: Place, index: int, node: Node) -> Scheme:
    """The node becomes a child of the group at `above`, in front of what stands at `index`."""
    return with_children(scheme, above, lambda nodes: (*nodes[:index], node, *nodes[index:]))


def removed(scheme: Scheme, at: Place) -> Scheme:
    """Without the node and all that is in it."""
    node_at(scheme, at)
    return with_children(scheme, at[:-1], lambda nodes: (*nodes[: at[-1]], *nodes[at[-1] + 1 :]))


def replaced(scheme: Scheme, at: Place, node: Node) -> Scheme:
    """Another node at the place. Where its code changes, gates and tie-breakers that named the old one follow."""
    old = node_at(scheme, at)
    made = with_children(scheme, at[:-1], lambda nodes: (*nodes[: at[-1]], node, *nodes[at[-1] + 1 :]))
    if old.code == node.code or len(places_of(scheme, old.code)) > 1:
        return made
    gates = tuple(replace(g, criterion=node.code) if g.criterion == old.code else g for g in made.gates)
    breakers = tuple(node.code if code == old.code else code for code in made.ranking.tie_breakers)
    return replace(made, gates=gates, ranking=replace(made.ranking, tie_breakers=breakers))


def moved(scheme: Scheme, at: Place, above: Place, index: int) -> Scheme:
    """The node moves into the group at `above` (empty: to the top), to stand at `index` there, counted without it.

    Raises TreeError when a group would come to stand inside itself, or a criterion outside every group.
    """
    node = node_at(scheme, at)
    if above[: len(at)] == at:
        raise TreeError("Không chuyển được một nhóm vào chính nó hoặc vào nhóm con của nó. Hãy chọn nhóm khác.")
    if not above and not isinstance(node, Group):
        raise TreeError("Tiêu chí phải nằm trong một nhóm. Hãy chọn nhóm.")
    children_at(scheme, above)
    return inserted(removed(scheme, at), after_removal(above, at), index, node)


def after_removal(place: Place, gone: Place) -> Place:
    """Where a place lies once another was taken out."""
    level = len(gone) - 1
    follows = len(place) > level and place[:level] == gone[:level] and place[level] > gone[level]
    return (*place[:level], place[level] - 1, *place[level + 1 :]) if follows else place


def free_code(scheme: Scheme, above: Place) -> str:
    """A code that no node has yet, fitting the group at `above`: «KT3» after «KT1» and «KT2»."""
    taken = {node.code for _, node in walk(scheme)}
    stem = node_at(scheme, above).code if above else ""
    dotted = f"{stem}." if stem else ""
    return next(code for number in range(1, 10_000) if (code := f"{dotted}{number}") not in taken)
