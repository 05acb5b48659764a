"""Templates and static files: nothing from another host, nothing inline; every address has a policy."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.tree import name, pages
from thidua.site.external import EXTERNAL_POLICIES

HOST = re.compile(r"""(?:src|href|action|url|@import|import|fetch)\s*[=(]?\s*["'(]?\s*(?:https?:)?//[\w.-]+""", re.I)
INLINE = re.compile(r"""\sstyle\s*=|\son\w+\s*=\s*["']|<script(?![^>]*\ssrc=)[^>]*>|<style""", re.I)


def test_no_page_asks_another_host() -> None:
    found = []
    for path in pages():
        for match in HOST.finditer(path.read_text(encoding="utf-8")):
            if "www.w3.org" not in match.group():
                found.append(f"{name(path)}: {match.group()}")
    assert found == []


def test_no_inline_script_or_style() -> None:
    pages_only = [p for p in pages() if p.suffix == ".html"]
    assert [name(p) for p in pages_only if INLINE.search(p.read_text(encoding="utf-8"))] == []


def _walk(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


ADDRESSES = list(_walk(get_resolver().url_patterns))


@pytest.mark.parametrize(("address", "pattern"), ADDRESSES, ids=[a for a, _ in ADDRESSES])
def test_every_address_has_a_policy(address: str, pattern: URLPattern) -> None:
    assert hasattr(pattern.callback, "policy") or pattern.name in EXTERNAL_POLICIES, f"{address} has no policy"
