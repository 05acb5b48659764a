"""Puts on each request who is asking (``actor``), in which year (``season``), on what day and at what moment."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from thidua.base.access.actor import STRANGER, Actor
from thidua.base.access.session import DESK_KEY, SEASON_KEY
from thidua.base.season.models import Season
from thidua.base.season.queries import visible_seasons
from thidua.base.units.models import Appointment
from thidua.base.units.queries import actor_for, appointments_of
from thidua.site.clock import now_of, today_of


def desks_of(request: HttpRequest) -> list[Appointment]:
    """The appointments that the signed-in account holds today."""
    if not request.user.is_authenticated:
        return []
    return appointments_of(request.user.pk, request.today)  # type: ignore[attr-defined]


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return STRANGER
    desks: list[Appointment] = request.desks  # type: ignore[attr-defined]
    address = request.META.get("REMOTE_ADDR", "")
    if not desks:
        return Actor(account_id=request.user.pk, name=str(request.user), address=address)
    wanted = request.session.get(DESK_KEY)
    desk = next((d for d in desks if d.pk == wanted), desks[0])
    return actor_for(desk, request.today, address=address)  # type: ignore[attr-defined]


def _season(request: HttpRequest) -> Season | None:
    seasons = visible_seasons(request.actor).prefetch_related("windows")  # type: ignore[attr-defined]
    wanted = request.session.get(SEASON_KEY)
    chosen = seasons.filter(pk=wanted).first() if wanted else None
    return chosen or seasons.filter(authority_id=request.actor.authority_id).first() or seasons.first()  # type: ignore[attr-defined]


class ActorMiddleware:
    """Whatever can be is lazy: a page that doesn't ask pays nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = today_of(request)  # type: ignore[attr-defined]
        request.now = now_of(request)  # type: ignore[attr-defined]
        request.desks = SimpleLazyObject(lambda: desks_of(request))  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        # not lazy: rooms ask «season is None», which a lazy object never is
        request.season = _season(request) if request.user.is_authenticated else None  # type: ignore[attr-defined]
        if getattr(request.user, "must_change_password", False) and not self._may_wait(request):
            return redirect("account_change_password")
        return self.get_response(request)

    @staticmethod
    def _may_wait(request: HttpRequest) -> bool:
        allowed = (reverse("account_change_password"), reverse("account_logout"), "/static/")
        return request.path.startswith(allowed)


class PlainAddressMiddleware:
    """No text of ours holds NUL, and PostgreSQL breaks on it where SQLite doesn't: it is dropped from what an address
    asks, and a page whose name holds it is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked or "\0" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "").replace("\0", "")
            request.__dict__.pop("GET", None)  # whoever read it before read the other one
        return self.get_response(request)
