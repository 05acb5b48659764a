"""The list of units, the own sheet, one sheet, the table by award, the coverage; and their Excel."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.actor import refusal
from thidua.base.access.page import Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.base.season.models import Season
from thidua.cycle.s2_register import policies, queries
from thidua.cycle.s2_register.enums import FILLERS
from thidua.cycle.s2_register.forms import UnitFilter
from thidua.cycle.s2_register.overview import coverage_context
from thidua.cycle.s2_register.tables import UnitTable, sheet_xlsx, summary_xlsx, units_xlsx
from thidua.cycle.s2_register.views import parts
from thidua.ui.parts import Action, Crumb, ObjectHeader, Tab
from thidua.ui.tables import paged

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _file(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=_XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _seen_whole(request: Request) -> Season:
    """The season, for those who see the whole of it."""
    season = season_of(request)
    policies.check_oversees(request.actor, season)
    return season


def filtered(request: Request) -> UnitFilter:
    """The units of the season as the address filters them."""
    return UnitFilter(request.GET, queries.expected_units(season_of(request), request.today))


def _whole(request: Request, here: str, **context: Any) -> HttpResponse:
    """One of the three pages that show the whole, with its head and tabs."""
    season, actor = season_of(request), request.actor
    names = (("home", "Đơn vị"), ("coverage", "Độ phủ"), ("summary", "Theo danh hiệu"))
    context |= {
        "header": ObjectHeader("Đăng ký thi đua", kind=str(season)),
        "crumbs": (Crumb("Đăng ký"),),
        "tabs": [Tab(label, reverse(f"register:{name}"), name == here) for name, label in names],
        "judges": refusal(policies.check_may_judge, actor, season) is None,
    }
    return render(request, f"register/{here}.html", context)


def _own(request: Request) -> HttpResponse:
    """The sheet of the own unit, or the button that begins it."""
    season, actor, today = season_of(request), request.actor, request.today
    policies.check_may_fill(actor, season)
    if own := queries.sheet_of(season.pk, actor.unit_id):
        return render(request, "register/sheet.html", parts.sheet_context(actor, own, today))
    closed = refusal(policies.check_is_open, season, today)
    begin = None if closed else Action("Lập phiếu đăng ký", reverse("register:open"), "plus-lg", "post")
    header = ObjectHeader(f"Đăng ký thi đua của {actor.unit_name}", kind=str(season), action=begin)
    return render(request, "register/none.html", {"header": header, "closed": closed, "crumbs": (Crumb("Đăng ký"),)})


@page(policies.check_reads_stage)
def home(request: Request) -> HttpResponse:
    """For a unit its own sheet; for those who see the whole the units and where each stands."""
    if request.actor.is_any(*FILLERS):
        return _own(request)
    season, found = _seen_whole(request), filtered(request)
    judges = refusal(policies.check_may_judge, request.actor, season) is None
    table = UnitTable(found.qs, counts_heads=judges)
    paged(request, table, 50)
    states = queries.coverage(season.pk, queries.expected_ids(season, request.today))
    return _whole(request, "home", filter=found, table=table, coverage=states)


@page(signed_in)
def export(request: Request) -> HttpResponse:
    """Excel of exactly the units that are filtered."""
    season = _seen_whole(request)
    return _file(units_xlsx(filtered(request).qs, f"Đăng ký thi đua – {season}"), f"dang-ky-{season.year}.xlsx")


@page(signed_in)
def sheet(request: Request, pk: int) -> HttpResponse:
    """One sheet."""
    found = parts.sheet_or_404(request, pk)
    return render(request, "register/sheet.html", parts.sheet_context(request.actor, found, request.today))


@page(signed_in)
def sheet_export(request: Request, pk: int) -> HttpResponse:
    """Excel of one sheet."""
    found = parts.sheet_or_404(request, pk)
    return _file(sheet_xlsx(queries.lines_of(found), found.targets.all(), str(found)), f"phieu-dang-ky-{pk}.xlsx")


@page(signed_in)
def coverage(request: Request) -> HttpResponse:
    """Registered of expected: by kind of unit, by kind of person, unit by unit."""
    return _whole(request, "coverage", **coverage_context(_seen_whole(request), request.today))


@page(signed_in)
def summary(request: Request) -> HttpResponse:
    """The whole area by title and form, to read and to print."""
    return _whole(request, "summary", totals=queries.award_totals(_seen_whole(request).pk))


@page(signed_in)
def summary_export(request: Request) -> HttpResponse:
    """Excel of the table by award, and of every registered line."""
    season = _seen_whole(request)
    totals, lines = queries.award_totals(season.pk), queries.registered_lines(season.pk)
    return _file(summary_xlsx(totals, lines, f"Tổng hợp đăng ký – {season}"), f"tong-hop-dang-ky-{season.year}.xlsx")
