"""Kinds of formula: one module for each family. Importing this package registers them all."""

from thidua.engine.scoring.formulas import (
    conditions,
    counts,
    deadline,
    direct,
    events,
    ladder,
    leader,
    linear,
    matrix,
    percent,
    rankpoints,
    steps,
    titles,
    variables,
)
from thidua.engine.scoring.formulas.base import REGISTRY

__all__ = [
    "KINDS",
    "conditions",
    "counts",
    "deadline",
    "direct",
    "events",
    "ladder",
    "leader",
    "linear",
    "matrix",
    "percent",
    "rankpoints",
    "steps",
    "titles",
    "variables",
]

KINDS: dict[str, str] = {kind: REGISTRY[kind].name for kind in sorted(REGISTRY)}
