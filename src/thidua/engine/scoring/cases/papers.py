"""Rules of real schemes that some kinds of case name instead of telling."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def _all() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return content


def paper(name: str) -> dict[str, Any]:
    """The rule as data, free to be changed."""
    found: dict[str, Any] = deepcopy(_all()[name])
    return found
