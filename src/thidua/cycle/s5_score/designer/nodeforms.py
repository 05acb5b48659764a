"""The forms of a group and of a criterion: their own parameters, the kind of formula, the parameters of that kind."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from thidua.cycle.s5_score.designer.layout import Choices
from thidua.cycle.s5_score.designer.partform import PartForm
from thidua.engine.scoring import KINDS, Criterion, Group, SchemeError
from thidua.engine.scoring import Scheme as Rules
from thidua.engine.scoring.design.tree import Node
from thidua.engine.scoring.formulas.base import REGISTRY, Formula
from thidua.engine.scoring.schemedata import part_from_data, part_to_data
from thidua.ui.forms import Form

USUAL = "direct"


class KindForm(Form):
    """Which kind of formula."""

    kind = forms.ChoiceField(
        label="Cách tính điểm", choices=[*KINDS.items()], widget=forms.Select(attrs={"data-kind": ""}), required=False
    )


class NodeForms:
    """What stands on the page of a node. ``node``: what was typed as the engine understands it, once it is whole."""

    def __init__(self, data: Mapping[str, Any] | None, rules: Rules, choices: Choices, node: Node) -> None:
        self.is_group = isinstance(node, Group)
        self.standing, self.node = node, None if data is not None else node
        kept = {name: value for name, value in part_to_data(node).items() if name not in ("children", "formula")}
        hidden = () if rules.roles or kept.get("roles") else ("roles",)
        cls = Group if self.is_group else Criterion
        self.part = PartForm(
            data, cls, prefix="m", kept=kept, choices=choices, without=("children", "formula", *hidden)
        )
        self.kind: KindForm | None = None
        self.formula: PartForm | None = None
        if isinstance(node, Criterion):
            self._ask_formula(data, node.formula)

    def _ask_formula(self, data: Mapping[str, Any] | None, standing: Formula) -> None:
        kind = str(data.get("kind", "")) if data is not None else standing.kind
        kind = kind if kind in REGISTRY else USUAL
        self.kind = KindForm(None if data is None else {"kind": kind}, initial={"kind": kind}, auto_id="id_%s")
        kept = part_to_data(standing) if standing.kind == kind else {}
        self.formula = PartForm(data, REGISTRY[kind], prefix="t", kept=kept)

    @property
    def forms(self) -> list[PartForm]:
        """Those that are asked."""
        return [form for form in (self.part, self.formula) if form is not None]

    def read(self) -> bool:
        """Whether what was typed is whole; if not, every fault stands beside its input."""
        if not all([form.is_valid() for form in self.forms]):
            return False
        formula = self._formula()
        if self.formula is not None and formula is None:
            return False
        rest: dict[str, Any] = {"children": []} if self.is_group else {"formula": {"kind": USUAL}}
        try:
            node = part_from_data(Group if self.is_group else Criterion, self.part.made | rest)
        except SchemeError as error:
            self.part.put(error.problems)
            return False
        self.node = replace(node, formula=formula) if formula is not None else node
        return True

    def _formula(self) -> Formula | None:
        if self.formula is None or self.kind is None:
            return None
        kind = str(self.kind["kind"].value())
        try:
            made: Formula = part_from_data(Formula, {"kind": kind, **self.formula.made})
        except SchemeError as error:
            self.formula.put(error.problems)
            return None
        return made

    def missing(self) -> list[str]:
        """What keeps the node from being whole, as sentences."""
        found = []
        for form in self.forms:
            for name, errors in form.errors.items():
                label = f"{form[name].label}: " if name in form.fields else ""
                found += [f"{label}{error}" for error in errors]
        return found
