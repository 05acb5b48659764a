"""Issued decisions, and the look-up of awards with its open data."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.page import Request, page, public
from thidua.cycle.s8_award.queries import DecisionInfo, decision_public
from thidua.faces.portal import queries
from thidua.faces.portal.asking import for_everybody, fresh, given, paged
from thidua.faces.portal.exports import awards_csv, awards_xlsx
from thidua.faces.portal.forms import AwardFilter, DecisionFilter, Filter
from thidua.faces.portal.tables import AwardTable, DecisionTable, RecipientTable
from thidua.language.dates import format_date
from thidua.ui.parts import Crumb, Fact, ObjectHeader

_FILES = {
    "csv": (awards_csv, "text/csv; charset=utf-8"),
    "xlsx": (awards_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@page(public)
@for_everybody
def decisions(request: Request) -> HttpResponse:
    """Issued decisions by words, year and authority."""
    asked = Filter(DecisionFilter(given(request), queries.authorities()))
    rows = queries.decisions(**asked.wanted) if asked.ok else []
    table = paged(DecisionTable(rows), request)
    return render(request, "portal/list.html", {"header": ObjectHeader("Quyết định"), "filter": asked, "table": table})


@page(public)
@for_everybody
def decision(request: Request, pk: int) -> HttpResponse:
    """One issued decision with its recipients, as the decision names them."""
    found = decision_public(pk)
    if found is None:
        raise Http404
    shown, awards = found
    title = f"Quyết định số {shown.number}"
    context = {
        "header": ObjectHeader(title, kind=shown.kind_label),
        "crumbs": (Crumb("Quyết định", reverse("portal:decisions")), Crumb(title)),
        "facts": _facts(shown),
        "table": paged(RecipientTable(awards), request),
    }
    return render(request, "portal/decision.html", context)


def _facts(shown: DecisionInfo) -> list[Fact]:
    return [
        Fact("Số, ký hiệu", shown.number),
        Fact("Ngày ban hành", format_date(shown.issued_on)),
        Fact("Cơ quan ban hành", shown.authority_name),
        Fact("Trích yếu", shown.title),
    ]


@page(public)
@fresh
def awards(request: Request) -> HttpResponse:
    """Who received what. Nothing is shown until something is asked: the register is looked up, not leafed through."""
    asked = Filter(AwardFilter(given(request), queries.authorities()))
    wanted = asked.wanted
    table = paged(AwardTable(queries.awards(**wanted)), request) if wanted else None
    context = {"header": ObjectHeader("Tra cứu khen thưởng"), "filter": asked, "table": table}
    return render(request, "portal/awards.html", context)


@page(public)
@fresh
def awards_file(request: Request, ending: str) -> HttpResponse:
    """What the look-up found, as open data; without a question back to the look-up."""
    asked = Filter(AwardFilter(given(request), queries.authorities()))
    wanted, made = asked.wanted, _FILES.get(ending)
    if made is None:
        raise Http404
    if not wanted:
        return redirect("portal:awards")
    write, content_type = made
    headers = {"Content-Disposition": f'attachment; filename="khen-thuong.{ending}"'}
    return HttpResponse(write(queries.awards(**wanted)), content_type, headers=headers)
