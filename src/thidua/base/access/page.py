"""The door of every page: ``@page(policy)`` names who may open an address; an address without one is refused.

tests/house walks the URL table and fails when a view carries no policy.
"""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from thidua.base.access.actor import Actor, Refused
from thidua.ui.views import forbidden


class Request(HttpRequest):
    """A request as the middleware completes it: who is asking, on what day, in which season, with which desks."""

    actor: Actor
    today: date
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

        guarded.policy = policy  # type: ignore[attr-defined]
        guarded.methods = methods  # type: ignore[attr-defined]
        return guarded

    return wrap


GET_POST = ("GET", "HEAD", "POST")
POST = ("POST",)
