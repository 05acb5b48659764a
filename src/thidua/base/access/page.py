"""The door of every page: ``@page(policy)`` names who may open an address; an address without one is refused.

tests/house walks the URL table and fails when a view carries no policy.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache, wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from thidua.base.access.actor import Actor, Refused, refusal
from thidua.ui.views import conflict, forbidden

log = logging.getLogger("thidua.access")


class Request(HttpRequest):
    """A request as the middleware completes it: who is asking, on what day, in which season, with which desks."""

    actor: Actor
    today: date
    now: datetime
    season: Any
    desks: Any


Policy = Callable[[Actor], None]
View = Callable[..., HttpResponse]


def public(actor: Actor) -> None:
    """Anybody, also without signing in."""


def signed_in(actor: Actor) -> None:
    """Any account that holds at least one appointment today."""
    if actor.role is None:
        raise Refused("Tài khoản của bạn chưa được giao vai trò nào. Hãy liên hệ quản trị đơn vị.")


def page(policy: Policy, *, methods: tuple[str, ...] = ("GET", "HEAD")) -> Callable[[View], View]:
    """Guard a view: method, sign-in, policy; turn ``Refused`` raised further in into the 403 page."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                return HttpResponse(status=405, headers={"Allow": ", ".join(methods)})
            actor = request.actor
            if policy is not public and not actor.signed_in:
                return redirect_to_login(request.get_full_path())
            try:
                policy(actor)
                return view(request, *args, **kwargs)
            except Refused as no:
                return forbidden(request, no)
            except IntegrityError:
                # an act that two sent in the same moment, where it has no sentence of its own; kept in the server's log
                log.exception("two at once: %s", request.path)
                return conflict(request)

        guarded.policy = policy  # type: ignore[attr-defined]
        guarded.methods = methods  # type: ignore[attr-defined]
        return guarded

    return wrap


@lru_cache(maxsize=256)
def _policy_of(path: str) -> Policy:
    return cast(Policy, resolve(path).func.policy)  # type: ignore[attr-defined]


def opens(actor: Actor, path: str) -> bool:
    """Whether the policy of a page lets the actor in, so that a link need not lead to a refusal."""
    return refusal(_policy_of(path.partition("?")[0]), actor) is None


GET_POST = ("GET", "HEAD", "POST")
POST = ("POST",)
