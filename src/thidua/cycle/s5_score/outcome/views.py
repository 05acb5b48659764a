"""The ranking of a cluster, and its publication."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.actor import refusal
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.audit.queries import history_of
from thidua.base.documents.forms import UploadForm
from thidua.base.documents.queries import attachments_of
from thidua.base.season.inview import season_of, stand_in_that_of
from thidua.cycle.s5_score.actions.sheets import publish as publish_results
from thidua.cycle.s5_score.facts import standing_of
from thidua.cycle.s5_score.forms import PublishForm
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.outcome import papers
from thidua.cycle.s5_score.outcome.analysis import analysis_of, claims_chart
from thidua.cycle.s5_score.outcome.exports import ranking_xlsx
from thidua.cycle.s5_score.outcome.results import (
    Results,
    composition_chart,
    linked_rows,
    ranking_header,
    results_of,
    ties_chart,
)
from thidua.cycle.s5_score.outcome.years import ranks_chart
from thidua.cycle.s5_score.policies import check_analyses, check_decides, check_orders_ties, check_sees_sheet
from thidua.cycle.s5_score.queries import all_replies, sheets_of
from thidua.cycle.s5_score.views.parts import cluster_or_404, form_page, xlsx
from thidua.paper.report import Report
from thidua.ui.parts import Confirmation, Crumb, HistoryEntry, ObjectHeader


@page(signed_in)
def ranking(request: Request, cluster: int) -> HttpResponse:
    """Places with points, denominator and percent; ties shown; provisional until all are in."""
    shown, actor = cluster_or_404(request, cluster), request.actor
    season = season_of(request)
    found = results_of(actor, season, shown, request.today)
    publication = found.publication
    decides = refusal(check_decides, actor, season) is None
    here = reverse("score:ranking", args=[cluster])
    context = {
        "crumbs": (Crumb("Chấm điểm", reverse("score:home")), Crumb(f"Xếp hạng {shown.name}")),
        "header": ranking_header(shown, found, decides),
        "found": found,
        "rows": linked_rows(actor, season, found, request.today),
        "history": [HistoryEntry(e.at, e.text, e.reason) for e in history_of(publication)] if publication else [],
        "cluster": shown,
        "ties": _ties(found) if refusal(check_orders_ties, actor, season, cluster, request.today) is None else [],
        "replies": all_replies(cluster),
        "analyses": refusal(check_analyses, actor, season) is None,
        "charts": [c for c in (composition_chart(found), ranks_chart(season, shown, found), ties_chart(found)) if c],
        "attachments": attachments_of(publication) if publication else [],
        "upload": UploadForm.for_owner(publication, next=here) if publication and decides else None,
    }
    return render(request, "score/ranking.html", context)


def _ties(found: Results) -> list[tuple[int, str]]:
    """(number of the group, names) of the units that share a place."""
    groups: dict[int, list[str]] = {}
    for row in found.rows:
        if row.rank is not None and row.tied:
            groups.setdefault(row.rank, []).append(row.unit_name)
    return [(number, ", ".join(names)) for number, names in enumerate(groups.values(), 1)]


@page(signed_in)
def analysis(request: Request, cluster: int) -> HttpResponse:
    """How firm the places are: near ones, criteria that decide or say nothing, claims above what was agreed."""
    shown = cluster_or_404(request, cluster)
    found = analysis_of(request.actor, season_of(request), shown, request.today)
    ranking_crumb = Crumb(f"Xếp hạng {shown.name}", reverse("score:ranking", args=[cluster]))
    context = {
        "crumbs": (Crumb("Chấm điểm", reverse("score:home")), ranking_crumb, Crumb("Phân tích")),
        "header": ObjectHeader(f"Phân tích thứ hạng {shown.name}", kind=str(request.season)),
        "found": found,
        "near": [(swap, found.places[swap.ahead], found.places[swap.behind]) for swap in found.near] if found else [],
        "firm": [(unit, found.places[unit], firm) for unit, firm in found.firm.items()] if found else [],
        "decisive": [(found.labels[each.code], each) for each in found.decisive] if found else [],
        "silent": [(found.labels[each.code], each) for each in found.silent] if found else [],
        "drawing": claims_chart(found) if found else None,
    }
    return render(request, "score/analysis.html", context)


@page(signed_in)
def export(request: Request, cluster: int) -> HttpResponse:
    """The ranking and the points of every criterion."""
    shown = cluster_or_404(request, cluster)
    found = results_of(request.actor, season_of(request), shown, request.today)
    return xlsx(ranking_xlsx(f"Xếp hạng {shown.name} – {request.season}", found), "xep-hang")


@page(signed_in)
def table_paper(request: Request, cluster: int, ending: str) -> HttpResponse:
    """The score table of the cluster as PDF or DOCX."""
    shown, season = cluster_or_404(request, cluster), season_of(request)
    found = results_of(request.actor, season, shown, request.today)
    first = sheets_of(season.pk).filter(cluster_id=cluster).first()
    if ending not in papers.MAKERS or first is None or not found.rows:
        raise Http404
    paper = papers.table_paper(shown, first, found, request.today)
    return _paper(paper, ending, f"bang-diem-{cluster}", request)


@page(signed_in)
def minutes_paper(request: Request, pk: int, ending: str) -> HttpResponse:
    """The agreed minutes of a sheet as PDF or DOCX."""
    sheet = sheets_of(stand_in_that_of(request, ScoreSheet, pk).pk).filter(pk=pk).first()
    if ending not in papers.MAKERS or sheet is None:
        raise Http404
    check_sees_sheet(request.actor, sheet, request.today, papers=True)
    paper = papers.minutes_paper(standing_of(sheet), request.today)
    return _paper(paper, ending, f"bien-ban-{pk}", request)


def _paper(paper: Report, ending: str, name: str, request: Request) -> HttpResponse:
    data = papers.MAKERS[ending](paper, made_at=papers.noon(request.today))
    named = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return HttpResponse(data, papers.TYPES[ending], headers=named)


@page(signed_in, methods=GET_POST)
def publish(request: Request, cluster: int) -> HttpResponse:
    """The final act: asks for the decision and for the word."""
    shown, actor = cluster_or_404(request, cluster), request.actor
    season = season_of(request)
    check_decides(actor, season)
    back = reverse("score:ranking", args=[cluster])

    def act(data: dict[str, Any]) -> str:
        what = {"cluster_id": cluster, "decision": data["decision"]}
        publish_results(by=actor, season=season, today=request.today, **what)
        messages.success(request, f"Đã công bố kết quả {shown.name}.")
        return back

    lines = (
        "Điểm, thứ hạng và cách tính từng điểm được giữ nguyên như hôm nay, không sửa được nữa.",
        f"Mọi thành viên của {shown.name} xem được bảng chấm của nhau.",
    )
    sentence = f"Bạn sắp công bố điểm và thứ hạng của {len(shown.member_ids)} đơn vị."
    confirmation = Confirmation(f"Công bố kết quả {shown.name}", sentence, lines, "Công bố", back)
    return form_page(request, PublishForm(request.POST or None), act, "ui/confirm.html", confirmation=confirmation)
