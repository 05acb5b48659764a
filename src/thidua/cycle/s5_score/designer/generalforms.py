"""The forms of what holds for a whole table."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from thidua.cycle.s5_score.designer.layout import Choices
from thidua.cycle.s5_score.designer.partform import PartForm
from thidua.engine.scoring import Scheme as Rules
from thidua.engine.scoring import SchemeError
from thidua.engine.scoring.schemedata import part_from_data, part_to_data

PARTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "chung": (
        "Quy định chung",
        ("title", "version", "basis", "rounding", "total", "not_applicable", "ranking", "roles"),
    ),
    "dieu-kien": ("Sự việc phải khai và điều kiện", ("facts", "gates")),
    "xep-loai": ("Xếp loại", ("labels",)),
}


class GeneralForm(PartForm):
    """Some fields of the scheme; the others stay as they are."""

    def __init__(self, data: Mapping[str, Any] | None, rules: Rules, names: tuple[str, ...], choices: Choices) -> None:
        self.rules, self.names = rules, names
        rest = tuple(field.name for field in dataclasses.fields(Rules) if field.name not in names)
        super().__init__(data, Rules, prefix="s", kept=part_to_data(rules), choices=choices, without=rest)
        self.values: dict[str, Any] = {}

    def read(self) -> bool:
        """Whether what was typed is whole; if not, every fault stands beside its input."""
        standing = {n: v for n, v in part_to_data(self.rules).items() if n not in (*self.names, "groups")}
        try:
            made = part_from_data(Rules, {**standing, "groups": [], **self.made})
        except SchemeError as error:
            self.put(error.problems)
            return False
        self.values = {name: getattr(made, name) for name in self.names}
        return True
