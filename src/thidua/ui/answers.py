"""How a page answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page of a form: 422 when the form was sent and comes back, because something in it was refused.

    A form that was taken never comes back to its page: the view has redirected by then."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)
