"""The season's summary as a page, as an official report, as a workbook."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.page import Request, page, signed_in
from thidua.base.season.inview import season_of
from thidua.faces.reports.exports import made_at, summary_xlsx
from thidua.faces.reports.gathering.whole import season_summary
from thidua.faces.reports.policies import check_sees_summary, part_of, sees_money
from thidua.faces.reports.sections import sections, tiles
from thidua.faces.reports.shapes import Summary
from thidua.faces.reports.summary import summary_docx
from thidua.language.dates import format_date
from thidua.ui.parts import Action, ObjectHeader

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _summary(request: Request) -> Summary:
    """What the actor may see of the season that is being looked at."""
    season, actor = season_of(request), request.actor
    check_sees_summary(actor, season)
    money = sees_money(actor, season)
    return season_summary(season, request.today, part=part_of(actor, season), money=money)


@page(signed_in)
def home(request: Request) -> HttpResponse:
    """Figures and drawings, stage by stage."""
    summary = _summary(request)
    title = f"Tổng hợp năm {summary.year}" + (f": {summary.part}" if summary.part else "")
    header = ObjectHeader(
        title,
        kind=f"{summary.title}, số liệu đến {format_date(summary.on)}",
        action=Action("Tải báo cáo (Word)", reverse("reports:document"), "file-earmark-word"),
        others=(Action("Tải Excel", reverse("reports:workbook"), "file-earmark-spreadsheet"),),
    )
    context = {
        "header": header,
        "summary": summary,
        "tiles": tiles(summary),
        "sections": sections(summary, request.actor),
    }
    return render(request, "reports/home.html", context)


@page(signed_in)
def document(request: Request) -> HttpResponse:
    """The report of the season, made now; the same data of the same day give the same file."""
    summary = _summary(request)
    data = summary_docx(summary, made_at=made_at(summary))
    name = f"bao-cao-{summary.season_code}.docx"
    return HttpResponse(data, _DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@page(signed_in)
def workbook(request: Request) -> HttpResponse:
    """Every table of the summary."""
    summary = _summary(request)
    name = f"so-lieu-{summary.season_code}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(summary_xlsx(summary), _XLSX, headers=headers)
