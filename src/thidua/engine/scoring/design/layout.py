"""How the parameters of one part lie on a form: single inputs, boxes of inputs, tables of rows; any depth.

Inputs are named by their path: ``t-lines-0-points`` is the points of the first line.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.engine.scoring.design.shapes import Param, ParamKind, params_of

MOST_ROWS = 60  # the longest real table of lines has 12
Choices = Mapping[str, list[tuple[str, str]]]


@dataclass
class Cell:
    """One input; ``free`` names the tick box «không hạn chế» beside it."""

    param: Param
    name: str
    owner: type
    free: str = ""
    type = "cell"


@dataclass
class Box:
    """Inputs that belong together."""

    param: Param
    name: str
    nodes: list["Node"] = field(default_factory=list)
    type = "box"


@dataclass
class Rows:
    """A table; each row is what a box holds."""

    param: Param
    name: str
    rows: list[list["Node"]] = field(default_factory=list)
    claimed: int = 0
    type = "rows"

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than a form shows: it must not be saved, or they would be lost."""
        return self.claimed > len(self.rows)

    @property
    def counter(self) -> str:
        """The input that says how many rows were sent."""
        return f"{self.name}-n"


Node = Cell | Box | Rows


class Sent:
    """What a browser sent, as the layout asks it: how many rows a table has."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    def count(self, name: str, param: Param) -> int:
        """Rows of a table, as the browser claims; what is no number counts as an empty table."""
        typed = str(self._data.get(f"{name}-n", ""))
        is_number = typed.isascii() and typed.isdigit() and len(typed) < 9
        return int(typed) if is_number else first_rows(param)


class Kept:
    """Plain data of a part that stands, as the layout asks it."""

    def __init__(self, data: Mapping[str, Any], prefix: str) -> None:
        self._data, self._prefix = data, prefix

    def count(self, name: str, param: Param) -> int:
        """Rows of a table."""
        found: Any = self._data
        for step in name.removeprefix(f"{self._prefix}-").split("-"):
            found = (found[int(step)] if step.isdigit() else found.get(step)) if found else None
        return len(found) if found else first_rows(param)


def first_rows(param: Param) -> int:
    """Rows that an empty table shows: one to begin with, none where few tables need any."""
    return 0 if param.rare else 1


def laid_out(cls: type, prefix: str, source: Sent | Kept, without: Iterable[str] = ()) -> list[Node]:
    """The nodes of a part."""
    return [_node(cls, p, f"{prefix}-{p.name}", source) for p in params_of(cls, tuple(without))]


def _node(cls: type, param: Param, name: str, source: Sent | Kept) -> Node:
    if param.of is None:
        return Cell(param, name, cls, f"{name}-free" if param.limitless else "")
    if param.kind is ParamKind.RECORD:
        return Box(param, name, laid_out(param.of, name, source))
    count = source.count(name, param)
    shown = range(min(count, MOST_ROWS))
    return Rows(param, name, [laid_out(param.of, f"{name}-{i}", source) for i in shown], count)


def cells_in(nodes: Iterable[Node]) -> Iterable[Cell]:
    """Every single input, at any depth."""
    for node in nodes:
        if isinstance(node, Cell):
            yield node
        elif isinstance(node, Box):
            yield from cells_in(node.nodes)
        else:
            for row in node.rows:
                yield from cells_in(row)


def tables_in(nodes: Iterable[Node]) -> Iterable[Rows]:
    """Every table, at any depth."""
    for node in nodes:
        if isinstance(node, Box):
            yield from tables_in(node.nodes)
        elif isinstance(node, Rows):
            yield node
            for row in node.rows:
                yield from tables_in(row)


def reshaped(data: Mapping[str, Any], act: str) -> dict[str, Any]:
    """What was sent, with a row more, less, or one place up: ``them|t-lines``, ``xoa|t-lines|2``, ``len|t-lines|2``.

    An act that names no table changes nothing."""
    sent = dict(data)
    word, _, rest = act.partition("|")
    table, _, number = rest.partition("|")
    typed = str(sent.get(f"{table}-n", ""))
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4):
        return sent
    count = int(typed)
    if count > MOST_ROWS:
        return sent
    at = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
    order: list[int | None] = [*range(count)]
    if word == "them" and count < MOST_ROWS:
        order.append(None)
    elif word == "xoa" and 0 <= at < count:
        del order[at]
    elif word == "len" and 0 < at < count:
        order[at - 1], order[at] = order[at], order[at - 1]
    kept = {name: value for name, value in sent.items() if not _row_of(name, table)}
    for new, old in enumerate(order):
        start = f"{table}-{old}-"
        kept |= {f"{table}-{new}-{n.removeprefix(start)}": v for n, v in sent.items() if n.startswith(start)}
    return kept | {f"{table}-n": str(len(order))}


def _row_of(name: str, table: str) -> bool:
    rest = name.removeprefix(f"{table}-")
    return rest != name and rest.partition("-")[0].isdigit()
