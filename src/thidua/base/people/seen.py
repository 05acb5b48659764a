"""Keeps when a session was last at work, for the list of one's own sessions; at most one write in five minutes."""

from collections.abc import Callable
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db.models.functions import Now
from django.http import HttpRequest, HttpResponse

EVERY = timedelta(minutes=5)


class SeenMiddleware:
    """allauth's own middleware writes at every request, which on SQLite would make every reader wait for a writer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if key and request.user.is_authenticated:
            stale = UserSession.objects.filter(session_key=key, last_seen_at__lt=Now() - EVERY)
            if stale.exists():
                stale.update(last_seen_at=Now(), ip=request.META.get("REMOTE_ADDR") or "0.0.0.0")
        return self.get_response(request)
