"""What the pages of this room share: the season, a spreadsheet to take away, the page of a form that does one act."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from thidua.base.access.actor import Problem
from thidua.base.access.page import Request
from thidua.base.season.inview import stand_in
from thidua.cycle.s3_covenant.queries import ClusterInfo, cluster_by_id, cluster_info
from thidua.ui.answers import form_answer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def cluster_or_404(request: Request, pk: int) -> ClusterInfo:
    """A cluster as of today; the page then stands in its season. Rights are asked by the caller."""
    standing, found = cluster_by_id(pk), cluster_info(pk, request.today)
    if standing is None or found is None or not stand_in(request, standing.season_id):
        raise Http404
    return found


def xlsx(data: bytes, name: str) -> HttpResponse:
    """A spreadsheet to take away."""
    return HttpResponse(data, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})


def form_page(
    request: Request,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str],
    template: str = "score/form.html",
    **shown: Any,
) -> HttpResponse:
    """Show a form; when it is sent, do the act and go where it says. What the act refuses stands in the form."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(act(form.cleaned_data))
        except Problem as problem:
            field = problem.field if problem.field in form.fields else None
            form.add_error(field, getattr(problem, "faults", problem.sentence))
    return form_answer(request, template, {"form": form, **shown})
