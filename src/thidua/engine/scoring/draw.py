"""A draw that anybody can repeat with a published seed, a list of names and any tool that computes SHA-256."""

from collections.abc import Iterable
from hashlib import sha256


def drawn(seed: str, names: Iterable[str]) -> list[str]:
    """The names in the order of the draw: by the SHA-256, in hexadecimal, of the UTF-8 text «seed|name».

    The order in which names are given never matters. The first n are a sample of n; the whole is a shuffled list.
    """
    return sorted(set(names), key=lambda name: (sha256(f"{seed}|{name}".encode()).hexdigest(), name))
