"""How a page answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest, target: str, otherwise: str) -> str:
    """An address of this site that a form names to return to; ``otherwise`` for any other text.

    A text without a stroke in front is no address: Django would take it for the name of a page."""
    secure = request.is_secure()
    is_address = target.startswith(("/", "http://", "https://"))
    safe = is_address and url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=secure)
    return target if safe else otherwise


def form_answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page of a form: 422 when the form was sent and comes back, because something in it was refused.

    A form that was taken never comes back to its page: the view has redirected by then."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)
