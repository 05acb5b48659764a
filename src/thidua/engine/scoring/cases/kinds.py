"""The register of questions that a case can ask."""

from collections.abc import Callable, Iterator
from typing import Any

from thidua.engine.scoring.cases.form import Data

Found = tuple[str, Any, Any]  # what it is about, what was expected, what the engine gave
Ask = Callable[[Data], Iterator[Found]]

KINDS: dict[str, Ask] = {}


class Refused(str):
    """The code of why figures were refused; a case may expect the code itself, or just that they are refused."""

    __slots__ = ()


def kind(*names: str) -> Callable[[Ask], Ask]:
    """Register a question under its names."""

    def register(ask: Ask) -> Ask:
        for name in names:
            if name in KINDS:
                raise ValueError(f"kind of case registered twice: {name}")
            KINDS[name] = ask
        return ask

    return register
