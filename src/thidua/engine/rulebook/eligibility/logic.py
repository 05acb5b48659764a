"""Yes, no, not known: None is *not known*, and no sum or combination ever turns it into yes or no by itself."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, TypeVar

T = TypeVar("T")
Tri = bool | None
Status = Literal["met", "not_met", "unknown"]


def status_of(value: Tri) -> Status:
    return "unknown" if value is None else "met" if value else "not_met"


def all3(values: Iterable[Tri]) -> Tri:
    """No as soon as one is no; else unknown as soon as one is unknown."""
    known = list(values)
    return False if False in known else None if None in known else True


def any3(values: Iterable[Tri]) -> Tri:
    """Yes as soon as one is yes; else unknown as soon as one is unknown."""
    known = list(values)
    return True if True in known else None if None in known else False


def at_least3(holds: Callable[[T], Tri], sure: Iterable[T], possible: Sequence[T] | None, needed: int) -> Tri:
    """Whether enough items hold, where only `sure` items certainly count and `possible` ones (None: endless) might."""
    if sum(holds(item) is True for item in sure) >= needed:
        return True
    if possible is None or sum(holds(item) is not False for item in possible) >= needed:
        return None
    return False
