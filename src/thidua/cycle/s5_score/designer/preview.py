"""Trying a criterion on example figures: points and «Vì sao?» as the engine gives them, before anything is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from thidua.cycle.s5_score.forms import control_of, read_figure
from thidua.engine.scoring import (
    Criterion,
    CriterionInput,
    Field,
    Group,
    Input,
    SheetInputs,
    input_fields,
    rule_text,
    score_cluster,
)
from thidua.engine.scoring import Scheme as Rules
from thidua.engine.scoring.told import Told, tell
from thidua.language.numbers import format_number
from thidua.ui.forms import Form, speak_vietnamese
from thidua.ui.parts import Why

UNITS = 3  # a criterion that compares units is tried on three


class ExampleForm(Form):
    """Figures of one unit."""

    def __init__(self, data: Mapping[str, Any] | None, fields: tuple[Field, ...], number: int) -> None:
        self.given_fields, self.number = fields, number
        super().__init__(data, prefix=f"vd{number}", auto_id="id_%s")
        for index, field in enumerate(fields):
            self.fields[f"f{index}"] = control_of(field)
            speak_vietnamese(self.fields[f"f{index}"])

    def inputs(self) -> CriterionInput:
        """What was typed; what can't be read counts as not typed."""
        self.is_valid()
        typed = {f.name: read_figure(f, self.cleaned_data.get(f"f{i}")) for i, f in enumerate(self.given_fields)}
        return CriterionInput({name: Input(raw) for name, raw in typed.items() if raw is not None})


@dataclass(frozen=True)
class Tried:
    """What one unit gets."""

    name: str
    points: str
    why: Why


class Preview:
    """The example figures and what comes of them. ``node`` None: the criterion isn't whole, ``missing`` says why."""

    def __init__(
        self, rules: Rules, node: Criterion | None, missing: list[str], data: Mapping[str, Any] | None
    ) -> None:
        self.rules, self.node, self.missing = rules, node, missing
        self.examples: list[ExampleForm] = []
        self.rule = rule_text(node) if node else ""
        if node is not None:
            units = UNITS if node.formula.relative else 1
            self.examples = [ExampleForm(data, input_fields(node), number) for number in range(1, units + 1)]
        self.asks = bool(self.examples and self.examples[0].given_fields)
        self.tried = self._tried() if data is not None and self.asks else []

    def _tried(self) -> list[Tried]:
        assert self.node is not None
        node = replace(self.node, roles=())
        alone = replace(self.rules, groups=(Group(code="", label="", children=(node,)),), facts=(), gates=(), roles=())
        inputs = {_name(form.number): SheetInputs({node.code: form.inputs()}) for form in self.examples}
        try:
            sheets = {unit: tell(sheet) for unit, sheet in score_cluster(alone, inputs).sheets.items()}
        except ArithmeticError:
            self.missing = ["Số liệu thử quá lớn để tính. Hãy nhập số nhỏ hơn."]
            return []
        return [self._said(name, sheets[name].criteria[node.code]) for name in inputs]

    def _said(self, name: str, told: Told) -> Tried:
        points = "chưa tính được" if told.points is None else f"{format_number(told.points)} điểm"
        return Tried(name, points, Why(f"{name}: vì sao?", points, self.rule, (), told.said))

    @property
    def is_compared(self) -> bool:
        """Whether several units are tried side by side."""
        return len(self.examples) > 1

    @property
    def names(self) -> list[tuple[str, forms.Form]]:
        """Each unit with its figures."""
        return [(_name(form.number), form) for form in self.examples]


def _name(number: int) -> str:
    return f"Đơn vị ví dụ {number}"
