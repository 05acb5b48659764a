"""The register of questions that a case can ask."""

from collections.abc import Callable, Iterator
from typing import Any

from thidua.engine.scoring.cases.form import Data

Found = tuple[str, Any, Any]  # what it is about, what was expected, what the engine gave
Ask = Callable[[Data], Iterator[Found]]

KINDS: dict[str, Ask] = {}


def kind(*names: str) -> Callable[[Ask], Ask]:
    """Register a question under its names."""

    def register(ask: Ask) -> Ask:
        for name in names:
            KINDS[name] = ask
        return ask

    return register
