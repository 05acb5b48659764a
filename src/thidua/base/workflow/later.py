"""What later rooms know of an object of an earlier one, which may not know them: they register here at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Told:
    """What became of an object in a later room, as its owner is told: only what is settled there."""

    on: date
    text: str


Teller = Callable[[int], list[Told]]
Holder = Callable[[int], str]

_TELLERS: dict[str, list[Teller]] = {}
_HOLDERS: dict[str, list[Holder]] = {}


def register(label_lower: str, *, told: Teller, holds: Holder) -> None:
    """Called by a room at start-up for a model of an earlier room (``"propose.dossier"``).

    ``holds(id)`` is the sentence why the object can't leave now; empty where that room has no hand on it.
    """
    _TELLERS.setdefault(label_lower, []).append(told)
    _HOLDERS.setdefault(label_lower, []).append(holds)


def told_of(label_lower: str, pk: int) -> list[Told]:
    """What the owner of an object is told by all later rooms, in the order of the days."""
    return sorted((told for teller in _TELLERS.get(label_lower, ()) for told in teller(pk)), key=lambda t: t.on)


def holding(label_lower: str, pk: int) -> str:
    """The first sentence why an object can't leave; empty where it can."""
    return next((why for holder in _HOLDERS.get(label_lower, ()) if (why := holder(pk))), "")
