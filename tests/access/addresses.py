"""The table of addresses: every pattern with its full name, the methods that its view takes, and what it captures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver

_NO_METHODS = ("GET", "POST")  # a view of a library decides for itself


@dataclass(frozen=True)
class Address:
    """One row of the table. ``name`` with its room: ``launch:detail``."""

    name: str
    route: str
    captures: tuple[str, ...]
    methods: tuple[str, ...]
    is_csrf_exempt: bool

    @property
    def reads(self) -> bool:
        """Takes GET."""
        return "GET" in self.methods

    @property
    def writes(self) -> bool:
        """Takes POST."""
        return "POST" in self.methods

    @property
    def room(self) -> str:
        """The namespace; pages of the account and of the site have none."""
        return self.name.rpartition(":")[0]


def _walk(
    patterns: list[URLPattern | URLResolver], space: str = "", prefix: str = "", captures: tuple[str, ...] = ()
) -> Iterator[Address]:
    for pattern in patterns:
        route, found = prefix + str(pattern.pattern), (*captures, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, (space, pattern.namespace or "")))
            yield from _walk(pattern.url_patterns, inner, route, found)
        else:
            view = pattern.callback
            methods = getattr(view, "methods", _NO_METHODS)
            exempt = bool(getattr(view, "csrf_exempt", False))
            yield Address(":".join(filter(None, (space, pattern.name or ""))), route, found, methods, exempt)


@cache
def addresses() -> tuple[Address, ...]:
    """Every address of the site, in the order of the table."""
    return tuple(_walk(get_resolver().url_patterns))
