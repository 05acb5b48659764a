"""An object for every address that asks for one. An address without an example fails: nobody adds a page unseen.

An example runs inside a transaction that is undone, so it may put its object into the state that the address is for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.access.addresses import Address, addresses
from tests.access.ground import Ground
from thidua.cycle import STAGES

Maker = Callable[[Ground], dict[str, Any]]
# what an example gives beside the captures of its address: the posted form, and headers of the request
DATA, HEADERS = "_data", "_headers"
STAGE_OF = {stage.label: f"s{stage.number}" for stage in STAGES}
# what is captured or sent names a period or a stage; the object is the asker's own
_OF_THE_ASKER = {"report:open", "tasks:remind", "tasks:remind_export"}
ANY_DAY = "s4"  # the longest window: for rooms that know no stage


@dataclass(frozen=True)
class Example:
    """One row of the matrix: an address with one object in one state. ``variant`` tells rows of one address apart."""

    name: str
    variant: str
    make: Maker
    stage: str

    @property
    def row(self) -> str:
        """How the matrix names it: ``launch:detail``, ``launch:detail dự thảo``."""
        return f"{self.name} {self.variant}".strip()

    @property
    def has_object(self) -> bool:
        """Asks for something of the unit or of its authority, not just for what the asker's own desk shows."""
        return self.make is not _nothing and self.name not in _OF_THE_ASKER


_EXAMPLES: dict[str, list[Example]] = {}


def example(*names: str, variant: str = "", stage: str = "") -> Callable[[Maker], Maker]:
    """Declare an object for some addresses; ``stage`` where the day is not that of the address' own room."""

    def keep(make: Maker) -> Maker:
        for name in names:
            day = stage or STAGE_OF.get(name.partition(":")[0], ANY_DAY)
            _EXAMPLES.setdefault(name, []).append(Example(name, variant, make, day))
        return make

    return keep


def _nothing(ground: Ground) -> dict[str, Any]:
    return {}


def examples_of(address: Address) -> list[Example]:
    """The examples of an address; one that captures nothing needs none. Empty: somebody forgot it."""
    if found := _EXAMPLES.get(address.name):
        return found
    return [] if address.captures else [Example(address.name, "", _nothing, STAGE_OF.get(address.room, ANY_DAY))]


def rows() -> list[tuple[Address, Example]]:
    """Every row of the matrix, in the order of the table of addresses."""
    from tests.access import (  # noqa: F401
        examples_base,
        examples_council,
        examples_cycle,
        examples_public,
        examples_score,
    )

    return [(address, example) for address in addresses() for example in examples_of(address)]


def strangers(known: Iterable[str]) -> list[str]:
    """Examples of addresses that are not in the table any more."""
    rows()
    return sorted(set(_EXAMPLES) - set(known))
