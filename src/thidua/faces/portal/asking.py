"""What a stranger's address asks for, made harmless before anything looks at it; and answers that may be kept."""

import unicodedata
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.paginator import EmptyPage, InvalidPage
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from thidua.language.numbers import digits_only
from thidua.language.text import tidy
from thidua.ui.display import SIZE_COOKIE, THEME_COOKIE
from thidua.ui.tables import Table

MOST_LETTERS = 100
PAGE_SIZE = 20
_KEPT_FOR = 60  # seconds
_DISPLAY = frozenset({SIZE_COOKIE, THEME_COOKIE})

View = Callable[..., HttpResponse]


def clean(text: str, most: int = MOST_LETTERS) -> str:
    """NFC, single spaces, no control or format characters, cut at ``most`` letters."""
    shown = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[: 4 * most])
    return tidy(shown)[:most]


def given(request: HttpRequest) -> dict[str, str]:
    """The query of the address, the last value of each name, every one cleaned."""
    return {name: clean(request.GET[name]) for name in request.GET if name.isidentifier()}


def page_number(request: HttpRequest) -> int:
    """The page asked for; the first one when it is no number."""
    return digits_only(request.GET.get("page", ""), most=8) or 1


def paged(table: Table, request: HttpRequest) -> Table:
    """The table at the page asked for. The size of a page is ours, not the address's; past the end is the last page."""
    try:
        table.paginate(page=page_number(request), per_page=PAGE_SIZE)
    except EmptyPage:
        table.page = table.paginator.page(table.paginator.num_pages)
    except InvalidPage:
        table.page = table.paginator.page(1)
    return table


def for_everybody(view: View) -> View:
    """The same page for every stranger may be kept for a minute by whoever stands between.

    A visitor who carries any cookie but the display settings gets an answer that is kept nowhere."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if answer.status_code == 200 and _DISPLAY.issuperset(request.COOKIES):
            patch_cache_control(answer, public=True, max_age=_KEPT_FOR)
        else:
            patch_cache_control(answer, private=True, no_cache=True)
        patch_vary_headers(answer, ["Cookie"])
        return answer

    return answered


def fresh(view: View) -> View:
    """An answer that must be true now (an award may have been revoked a moment ago): kept nowhere."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        patch_cache_control(answer, private=True, no_store=True)
        return answer

    return answered
