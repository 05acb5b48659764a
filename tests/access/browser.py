"""Asks an address as somebody on some day, and says how the door answered, what was written, and what came out."""

import io
import logging
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# what a visit leaves behind without anything having been done: who is signed in, and when last seen
BOOKKEEPING = ("django_session", "usersessions_usersession", "axes_")


class Answer(StrEnum):
    """How a door answers."""

    OPEN = "open"
    SIGN_IN = "sign-in"
    REFUSED = "refused"
    HIDDEN = "hidden"
    BAD = "bad"
    METHOD = "method"
    FAULT = "fault"


@dataclass
class Visit:
    """One request and what came of it."""

    response: HttpResponse
    answer: Answer
    statements: list[str] = field(default_factory=list)
    fault: str = ""

    @property
    def writes(self) -> list[str]:
        """Writing statements, the bookkeeping of sessions left out."""
        return [s for s in self.statements if s.startswith(WRITING) and not any(b in s for b in BOOKKEEPING)]

    @property
    def text(self) -> str:
        """Everything readable that came out; office files are unpacked. Empty for PDF."""
        data = b"".join(self.response) if self.response.streaming else self.response.content
        if data[:2] != b"PK":
            return data.decode("utf-8", "ignore")
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return " ".join(parts.read(n).decode("utf-8", "ignore") for n in parts.namelist() if n.endswith(".xml"))


class Browser:
    """Stands at a desk on a day; ``key`` is the session's, empty for a stranger."""

    def __init__(self, *, csrf: bool = False) -> None:
        self._handler = ClientHandler(enforce_csrf_checks=csrf)
        self._make = RequestFactory()

    def visit(self, method: str, path: str, key: str = "", data: Any = None, **headers: str) -> Visit:
        """One request with empty data unless some is given."""
        self._make.cookies.clear()
        if key:
            self._make.cookies[settings.SESSION_COOKIE_NAME] = key
        request = (
            self._make.generic(method, path, **headers) if data is None else self._make.post(path, data, **headers)
        )
        with _statements() as statements, _faults() as faults:
            response = self._handler(request.environ)
        answer = Answer.FAULT if faults else classify(response)
        return Visit(response, answer, statements, "; ".join(faults))


def classify(response: HttpResponse) -> Answer:
    """The class of an answer. A redirect to the sign-in page is not a page."""
    code = response.status_code
    if code in (301, 302):
        return Answer.SIGN_IN if response["Location"].startswith(reverse("account_login")) else Answer.OPEN
    if code < 300 or code in (413, 422):
        return Answer.OPEN
    classes = {403: Answer.REFUSED, 404: Answer.HIDDEN, 405: Answer.METHOD, 400: Answer.BAD}
    return classes.get(code, Answer.FAULT)


@contextmanager
def _statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        # a statement that changed no row wrote nothing (SQLite counts an insert that returns its row only later)
        if sql.startswith("INSERT") or context["cursor"].rowcount != 0:
            seen.append(sql)
        return done

    with connection.execute_wrapper(keep):
        yield seen


@contextmanager
def _faults() -> Iterator[list[str]]:
    found: list[str] = []

    def keep(sender: Any, request: Any, **kwargs: Any) -> None:
        import traceback

        found.append(traceback.format_exc(limit=-4))

    got_request_exception.connect(keep)
    try:
        yield found
    finally:
        got_request_exception.disconnect(keep)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """The site believes that it is this day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("thidua.site.middleware.today_of", lambda request: day)
        yield


# word-processor files take a second each to make and are under test where they are made; here only their door is
PAPERS = ("thidua.faces.reports.views.summary_docx", "thidua.cycle.s8_award.printing.decision_docx")
_KNOWN: dict[tuple[object, ...], Any] = {}


@contextmanager
def asked_once() -> Iterator[None]:
    """Who somebody is, in which season, and what waits for him is found once a day and not again at every door.

    It is the same for every address and makes up most of a visit; nothing that is done here lasts, so it stays true.
    Likewise a refusal is only its sentence, without the page around it. ``test_hostile`` asks without this."""
    from thidua.site import frame, middleware

    def by_account(function: Any) -> Any:
        def remembered(request: Any) -> Any:
            key = (function.__name__, request.user.pk, request.today)
            return _KNOWN[key] if key in _KNOWN else _KNOWN.setdefault(key, function(request))

        return remembered

    def by_actor(function: Any) -> Any:
        def remembered(*asked: Any) -> Any:
            key = (function.__name__, asked[0].account_id, *map(str, asked[1:]))
            return _KNOWN[key] if key in _KNOWN else _KNOWN.setdefault(key, function(*asked))

        return remembered

    with pytest.MonkeyPatch.context() as patch:
        for name in ("desks_of", "_actor", "_season"):
            patch.setattr(middleware, name, by_account(getattr(middleware, name)))
        for name in ("duties_of", "visible_seasons"):
            patch.setattr(frame, name, by_actor(getattr(frame, name)))
        for paper in PAPERS:
            patch.setattr(paper, lambda *content, **details: b"")
        # when a session was last seen is no part of an answer, and thousands of refusals need no line in a log
        patch.setattr("thidua.base.people.seen.SeenMiddleware.__call__", lambda self, asked: self.get_response(asked))
        patch.setattr(logging.getLogger("django.request"), "disabled", True)
        patch.setattr("thidua.base.access.page.forbidden", lambda request, no: HttpResponse(str(no), status=403))
        yield
