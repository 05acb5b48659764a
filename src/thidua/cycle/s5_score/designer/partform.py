"""A form for any part of a scheme, made of the parameters that the part declares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from thidua.cycle.s5_score.designer.plain import control, from_typed, to_typed
from thidua.engine.scoring.design.layout import (
    MOST_ROWS,
    Box,
    Cell,
    Choices,
    Kept,
    Node,
    Rows,
    Sent,
    cells_in,
    laid_out,
    tables_in,
)
from thidua.engine.scoring.design.shapes import ParamKind
from thidua.engine.scoring.problems import SchemeProblem
from thidua.ui.forms import Form, speak_vietnamese

NEEDED = "Chưa nhập mục này."
LIMITLESS = "unlimited"


class PartForm(Form):
    """The parameters of ``cls``; what was typed stays in the inputs whatever becomes of it.

    ``kept``: the part as it stands, as plain data. ``choices``: what may be chosen for a parameter, by
    «Class.parameter». After ``is_valid`` the part as plain data is in ``made``.
    """

    def __init__(
        self, data: Mapping[str, Any] | None, cls: type, *, prefix: str, kept: Mapping[str, Any] | None = None,
        choices: Choices | None = None, without: Iterable[str] = (),
    ) -> None:  # fmt: skip
        source = Kept(kept or {}, prefix) if data is None else Sent(data)
        self.top, self.choices = prefix, choices or {}
        self.nodes: list[Node] = laid_out(cls, prefix, source, without)
        initial = dict(_shown(self.nodes, kept or {}, prefix))
        super().__init__(data, initial=initial, auto_id="id_%s")
        for cell in cells_in(self.nodes):
            self._add(cell, initial)
        for table in tables_in(self.nodes):
            initial[table.counter] = table.claimed
            self.fields[table.counter] = forms.CharField(required=False, widget=forms.HiddenInput)
        if data is not None:
            self.data = self._as_shown({name: data.get(name) for name in data})
        self.made: dict[str, Any] = {}

    def _add(self, cell: Cell, initial: Mapping[str, Any]) -> None:
        offered = self.choices.get(f"{cell.owner.__name__}.{cell.param.name}")
        self.fields[cell.name] = control(cell.param, offered, initial.get(cell.name))
        if self._is_missing(cell):
            self.fields[cell.name].widget.attrs["aria-required"] = "true"
        if cell.free:
            self.fields[cell.free] = forms.BooleanField(label="không hạn chế", required=False)
            speak_vietnamese(self.fields[cell.free])
        speak_vietnamese(self.fields[cell.name])

    def _as_shown(self, data: dict[str, Any]) -> dict[str, Any]:
        """Counters are numbers; a choice that was not on the page yet is the usual one."""
        counters = {table.counter: str(table.claimed) for table in tables_in(self.nodes)}
        choices = [cell for cell in cells_in(self.nodes) if cell.param.kind is ParamKind.CHOICE]
        return {cell.name: cell.param.default for cell in choices if cell.param.default} | data | counters

    def clean(self) -> dict[str, Any]:
        """Put the part together; say what is needed and missing, beside its input."""
        for table in tables_in(self.nodes):
            if table.is_cut:
                told = (
                    f"«{table.param.label}» có {table.claimed} dòng, biểu mẫu chỉ nhận {MOST_ROWS}. Hãy sửa bằng YAML."
                )
                self.add_error(None, told)
        self.made = self._object(self.nodes) or {}
        return self.cleaned_data

    def _object(self, nodes: Iterable[Node], blank_is_none: bool = False) -> dict[str, Any] | None:
        """The plain data of a part; None for one in which nothing was typed, where that is allowed."""
        nodes = list(nodes)
        if blank_is_none and self._is_blank(nodes):
            return None
        made = {}
        for node in nodes:
            value = self._value(node)
            if value is None or value == []:
                if isinstance(node, Cell) and self._is_missing(node) and node.name not in self.errors:
                    self.add_error(node.name, NEEDED)
            else:
                made[node.param.name] = value
        return made

    def _is_missing(self, node: Cell) -> bool:
        return node.param.required and not (node.param.name == "code" and node.param.rare)

    def _value(self, node: Node) -> Any:
        if isinstance(node, Box):
            return self._object(node.nodes, blank_is_none=not node.param.required)
        if isinstance(node, Rows):
            rows = [made for row in node.rows if (made := self._object(row, blank_is_none=True)) is not None]
            return _coded(rows) if any(c.param.name == "code" for row in node.rows for c in cells_in(row)) else rows
        if node.free and self.cleaned_data.get(node.free):
            return LIMITLESS
        try:
            return from_typed(node.param, self.cleaned_data.get(node.name))
        except ValueError as wrong:
            self.add_error(node.name, str(wrong))
            return None

    def _is_blank(self, nodes: list[Node]) -> bool:
        """Nothing typed, nothing ticked; a choice that was left as it was offered says nothing."""
        for cell in cells_in(nodes):
            typed = self.data.get(cell.name)
            untouched = typed in (None, "") or (cell.param.kind is ParamKind.CHOICE and typed == cell.param.default)
            untouched = untouched or (cell.param.default is not None and str(typed) == str(cell.param.default))
            if not untouched or (cell.free and self.data.get(cell.free)):
                return False
        return True

    def put(self, problems: Iterable[SchemeProblem], inside: str = "") -> None:
        """Show what the engine said of the data beside the inputs that it speaks of."""
        for problem in problems:
            name, words = self._input_of(problem.path.split(" › ") if problem.path else [], problem.message)
            sentence = f"{problem.message[:1].upper()}{problem.message[1:].rstrip('.')}."
            self.add_error(name or None, sentence if name or not words else f"{words}: {sentence}")

    def _input_of(self, path: list[str], message: str) -> tuple[str, str]:
        """The input that a path leads to (for a whole row the one that the message names), and the way in words."""
        nodes, words, rows = self.nodes, list[str](), list[list[Node]]()
        for step in path:
            if rows:
                nodes, rows = rows[self._row(rows, step)], []
                words.append(f"dòng {step.removeprefix('mục ')}")
                continue
            node = next((each for each in nodes if each.param.name == step), None)
            if node is None:
                break
            words.append(node.param.label)
            if isinstance(node, Cell):
                return node.name, ""
            nodes, rows = (node.nodes, []) if isinstance(node, Box) else ([], node.rows)
        cells = [each for each in nodes if isinstance(each, Cell)] if path else []
        named = [cell for cell in cells if cell.param.name in message.split()] or cells[:1]
        return (named[0].name if named else "", ": ".join(words))

    def _row(self, rows: list[list[Node]], step: str) -> int:
        """Which row a step of a path names: by its code, else by its number among the rows that say something."""
        said = [i for i, row in enumerate(rows) if not self._is_blank(row)] or [0]
        for index in said:
            code = next((c.name for c in cells_in(rows[index]) if c.param.name == "code"), "")
            if code and self.data.get(code) == step:
                return index
        number = step.removeprefix("mục ").removeprefix("d")
        return said[min(int(number), len(said)) - 1] if number.isdigit() and int(number) else said[0]

    @property
    def split(self) -> "Split":
        """The nodes as a template shows them."""
        return Split.of(self, self.nodes)

    @property
    def itself(self) -> "list[PartForm]":
        """For a summary of errors over one form or several."""
        return [self]


@dataclass(frozen=True)
class Shown:
    """One node with its bound fields. Never asked of a cell for what only a table has."""

    form: PartForm
    node: Node

    @property
    def type(self) -> str:
        """cell, box or rows."""
        return self.node.type

    @property
    def bound(self) -> BoundField:
        """The input of a cell, the counter of a table."""
        return self.form[self.node.counter if isinstance(self.node, Rows) else self.node.name]

    @property
    def free(self) -> BoundField | None:
        """The tick box beside a cell."""
        return self.form[self.node.free] if isinstance(self.node, Cell) and self.node.free else None

    @property
    def is_needed(self) -> bool:
        """Whether the part can't be without it."""
        return isinstance(self.node, Cell) and self.form._is_missing(self.node)

    @property
    def parts(self) -> "Split":
        """The inputs of a box."""
        return Split.of(self.form, self.node.nodes if isinstance(self.node, Box) else [])

    @property
    def rows(self) -> "list[Split]":
        """The rows of a table."""
        return [Split.of(self.form, row) for row in self.node.rows] if isinstance(self.node, Rows) else []


@dataclass(frozen=True)
class Split:
    """What every table needs, and what few need; ``is_open`` when something stands in the latter."""

    usual: list[Shown]
    rare: list[Shown]
    is_open: bool

    @classmethod
    def of(cls, form: PartForm, nodes: list[Node]) -> "Split":
        """The nodes parted."""
        rare = [node for node in nodes if node.param.rare]
        said = [c for c in cells_in(rare) if c.param.name != "code"]
        is_open = any(form.errors.get(c.name) or _says(form[c.name], c) for c in said)
        return cls([Shown(form, n) for n in nodes if not n.param.rare], [Shown(form, n) for n in rare], is_open)


def _says(bound: BoundField, cell: Cell) -> bool:
    value = bound.value()
    return value not in (None, "", False) and str(value) != str(cell.param.default)


def _coded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without a code get one: d1, d2, … beside those that were typed."""
    taken = {row["code"] for row in rows if "code" in row}
    for number, row in enumerate(rows, 1):
        if "code" not in row:
            code = next(c for n in range(number, number + 2 * len(rows) + 1) if (c := f"d{n}") not in taken)
            taken.add(code)
            row["code"] = code
    return rows


def _shown(nodes: Iterable[Node], kept: Any, prefix: str) -> Iterable[tuple[str, Any]]:
    """What the inputs show of a part that stands."""
    for node in nodes:
        value = (kept or {}).get(node.param.name) if isinstance(kept, Mapping) else None
        if isinstance(node, Box):
            yield from _shown(node.nodes, value, node.name)
        elif isinstance(node, Rows):
            for row, data in zip(node.rows, value or [], strict=False):
                yield from _shown(row, data, node.name)
        elif node.free and value == LIMITLESS:
            yield node.free, True
        else:
            yield node.name, to_typed(node.param, node.param.default if value is None else value)
