"""The ranking of a cluster, and its publication."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.actor import refusal
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.audit.queries import history_of
from thidua.base.documents.forms import UploadForm
from thidua.base.documents.queries import attachments_of
from thidua.base.season.inview import season_of
from thidua.cycle.s5_score.actions.sheets import publish as publish_results
from thidua.cycle.s5_score.forms import PublishForm
from thidua.cycle.s5_score.outcome.analysis import analysis_of, claims_chart
from thidua.cycle.s5_score.outcome.exports import ranking_xlsx
from thidua.cycle.s5_score.outcome.results import composition_chart, linked_rows, ranking_header, results_of, ties_chart
from thidua.cycle.s5_score.policies import check_analyses, check_decides
from thidua.cycle.s5_score.views.parts import cluster_or_404, form_page, xlsx
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
        "analyses": refusal(check_analyses, actor, season) is None,
        "charts": [c for c in (composition_chart(found), ties_chart(found)) if c],
        "attachments": attachments_of(publication) if publication else [],
        "upload": UploadForm.for_owner(publication, next=here) if publication and decides else None,
    }
    return render(request, "score/ranking.html", context)


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
