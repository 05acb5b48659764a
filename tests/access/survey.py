"""Tries one row of the matrix as everybody, reading and writing, and undoes whatever was done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from tests.access.addresses import Address
from tests.access.askers import ASKERS, Asker
from tests.access.browser import Browser, Visit, asked_once, on_day, undone
from tests.access.examples import DATA, HEADERS, Example
from tests.access.ground import Ground
from tests.access.secrets import SEARCHED


@dataclass(frozen=True)
class Tried:
    """One asker at one door. ``posted`` is empty for a door that only reads."""

    asker: Asker
    got: Visit | None
    posted: Visit | None


def try_row(ground: Ground, address: Address, example: Example) -> Iterator[Tried]:
    """Everybody in turn; nobody meets what the one before has done. GET is tried only where the view takes it."""
    browser = Browser()
    with undone(), asked_once(), on_day(ground.day(example.stage)):
        captured = example.make(ground)
        data, headers = captured.pop(DATA, {}), captured.pop(HEADERS, {})
        path = reverse(address.name, kwargs=captured)
        asked = path if example.has_object else f"{path}?q={SEARCHED}"
        for asker in ASKERS:
            key = ground.keys.get(asker.code, "")
            got = posted = None
            if address.reads:
                with undone():
                    got = browser.visit("GET", asked, key, **headers)
            if address.writes:
                with undone():
                    posted = browser.visit("POST", path, key, data, **headers)
            yield Tried(asker, got, posted)
