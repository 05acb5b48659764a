"""Published results of scoring: the list, one cluster with its ranking, and the points as open data."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.page import Request, page, public
from thidua.cycle.s5_score.outcome.queries import PublishedResult, published_result, published_results
from thidua.faces.portal.asking import for_everybody, paged
from thidua.faces.portal.resultdata import result_csv, result_json
from thidua.faces.portal.tables import ResultTable
from thidua.language.dates import format_date
from thidua.ui.parts import Crumb, Fact, ObjectHeader

_FILES = {"csv": (result_csv, "text/csv; charset=utf-8"), "json": (result_json, "application/json")}


def _result(pk: int) -> PublishedResult:
    found = published_result(pk)
    if found is None:
        raise Http404
    return found


@page(public)
@for_everybody
def results(request: Request) -> HttpResponse:
    """What was published, newest first."""
    table = paged(ResultTable(published_results()), request)
    return render(request, "portal/list.html", {"header": ObjectHeader("Kết quả thi đua"), "table": table})


@page(public)
@for_everybody
def result(request: Request, pk: int) -> HttpResponse:
    """The ranking of one cluster as it was published."""
    found = _result(pk)
    context = {
        "header": ObjectHeader(f"Kết quả {found.cluster_name}", kind=found.season_name),
        "crumbs": (Crumb("Kết quả thi đua", reverse("portal:results")), Crumb(found.cluster_name)),
        "facts": (
            Fact("Ngày công bố", format_date(found.published_on)),
            Fact("Văn bản công bố", found.decision),
            Fact("Bảng tiêu chí", found.scheme_title),
        ),
        "found": found,
    }
    return render(request, "portal/result.html", context)


@page(public)
@for_everybody
def result_file(request: Request, pk: int, ending: str) -> HttpResponse:
    """Places and the points of every criterion, as CSV or JSON."""
    made = _FILES.get(ending)
    if made is None:
        raise Http404
    write, content_type = made
    headers = {"Content-Disposition": f'attachment; filename="ket-qua-{pk}.{ending}"'}
    return HttpResponse(write(_result(pk)), content_type, headers=headers)
