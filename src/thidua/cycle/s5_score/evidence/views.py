"""Pages of evidence: of one sheet, of a cluster, and the draw of what is verified."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Problem, Refused
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.season.inview import season_of, stand_in_that_of
from thidua.cycle.s3_covenant.queries import ClusterInfo
from thidua.cycle.s5_score.evidence import actions, policies
from thidua.cycle.s5_score.evidence.forms import EACH, SHARE, AnnounceForm, FindingForm, SeedForm
from thidua.cycle.s5_score.evidence.models import VerificationDraw
from thidua.cycle.s5_score.evidence.pages import cluster_context, cluster_crumbs, draw_context, sheet_files
from thidua.cycle.s5_score.evidence.queries import draw_by_id
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.policies import check_sees_sheet
from thidua.cycle.s5_score.queries import sheets_of
from thidua.cycle.s5_score.sheetpage import crumbs
from thidua.cycle.s5_score.views.parts import cluster_or_404, form_page
from thidua.ui.answers import form_answer
from thidua.ui.parts import Confirmation, Crumb, ObjectHeader


def _sheet(request: Request, pk: int) -> ScoreSheet:
    """The sheet, when its papers may be read; else 404 or refused."""
    found = sheets_of(stand_in_that_of(request, ScoreSheet, pk).pk).filter(pk=pk).first()
    if found is None:
        raise Http404
    check_sees_sheet(request.actor, found, request.today, papers=True)
    return found


@page(signed_in)
def sheet_list(request: Request, pk: int) -> HttpResponse:
    """Every file of a sheet: opened or not, used elsewhere, dated outside the year."""
    sheet = _sheet(request, pk)
    context = {
        "sheet": sheet,
        "crumbs": crumbs(sheet, "Minh chứng"),
        **sheet_files(request.actor, sheet, request.today),
    }
    context["header"] = ObjectHeader("Minh chứng của bảng chấm", kind=str(sheet))
    return render(request, "score/evidence_list.html", context)


@page(signed_in)
def flags(request: Request, pk: int, code: str) -> HttpResponse:
    """What strikes the eye in the files of one criterion: a part of the panel beside the grid."""
    sheet = _sheet(request, pk)
    files = sheet_files(request.actor, sheet, request.today)["files"]
    struck = [each for each in files if each.code == code and each.struck]
    return render(request, "score/evidence_flags.html", {"sheet": sheet, "struck": struck})


@page(signed_in)
def cluster_page(request: Request, cluster: int) -> HttpResponse:
    """The evidence of a cluster, as far as the reader may read it."""
    shown, season = cluster_or_404(request, cluster), season_of(request)
    policies.check_sees_cluster(request.actor, season, shown, request.today)
    return render(request, "score/evidence_cluster.html", cluster_context(request.actor, season, shown, request.today))


@page(signed_in, methods=GET_POST)
def announce(request: Request, cluster: int) -> HttpResponse:
    """Fix a list before its seed is known."""
    shown, season, actor, today = cluster_or_404(request, cluster), season_of(request), request.actor, request.today
    policies.check_draws(actor, season, shown, today)

    def act(data: dict[str, Any]) -> str:
        by_share, per_unit = data["measure"] == SHARE, data["reach"] == EACH
        terms = actions.Terms(data["size"], by_share, per_unit, data["seed_source"], data["seed_on"])
        made = actions.announce(by=actor, season=season, cluster=shown, terms=terms, today=today)
        messages.success(request, "Đã công bố danh sách. Ghi mã băm vào thông báo gửi các đơn vị.")
        return reverse("score:draw", args=[made.pk])

    lead = (
        "Danh sách gồm mọi tiêu chí có điểm của các đơn vị đã gửi bảng chấm, được giữ nguyên từ hôm nay. "
        "Số rút thăm chỉ có sau đó, nên không ai chọn trước được mục nào bị rút."
    )
    back = reverse("score:evidence_cluster", args=[cluster])
    title = f"Rút thăm xác minh {shown.name}"
    shown_parts = {"title": title, "button": "Công bố danh sách", "back": back, "lead": lead}
    path = cluster_crumbs(shown, Crumb("Rút thăm xác minh"))
    return form_page(request, AnnounceForm(request.POST or None), act, **shown_parts, crumbs=path)


def _draw(request: Request, pk: int) -> tuple[VerificationDraw, ClusterInfo]:
    """The draw and its cluster, when the reader belongs there."""
    season = stand_in_that_of(request, VerificationDraw, pk)
    found = draw_by_id(pk)
    if found is None:
        raise Http404
    cluster = cluster_or_404(request, found.cluster_id)
    policies.check_sees_cluster(request.actor, season, cluster, request.today)
    return found, cluster


def _draw_page(request: Request, pk: int, **given: forms.Form) -> HttpResponse:
    draw, cluster = _draw(request, pk)
    context = draw_context(request.actor, draw, cluster, request.today)
    forms_shown: dict[str, Any] = {"seed_form": SeedForm(), "finding_form": None}
    return form_answer(request, "score/draw.html", context | forms_shown | given)


@page(signed_in, methods=GET_POST)
def draw(request: Request, pk: int) -> HttpResponse:
    """What was announced and what came of it. POST: the seed."""
    if request.method != "POST":
        return _draw_page(request, pk)
    found, cluster = _draw(request, pk)
    policies.check_draws(request.actor, found.season, cluster, request.today)
    form = SeedForm(request.POST)
    if form.is_valid():
        try:
            seed = form.cleaned_data["seed"]
            actions.make_draw(by=request.actor, draw=found, cluster=cluster, seed=seed, today=request.today)
            return redirect("score:draw", pk=pk)
        except Problem as problem:
            form.add_error("seed", problem.sentence)
    return _draw_page(request, pk, seed_form=form)


@page(signed_in)
def pool(request: Request, pk: int) -> HttpResponse:
    """The list as a file of text: the very bytes whose hash was announced."""
    found, cluster = _draw(request, pk)
    if not policies.sees_pool(request.actor, found, cluster, request.today):
        raise Refused("Danh sách được công khai khi đã rút thăm; đến lúc đó mã băm cho biết danh sách không bị sửa.")
    disposition = {"Content-Disposition": 'attachment; filename="danh-sach.txt"'}
    return HttpResponse(found.text.encode(), "text/plain; charset=utf-8", headers=disposition)


@page(signed_in, methods=GET_POST)
def finding(request: Request, pk: int, item: str) -> HttpResponse:
    """What was found of one drawn item."""
    found, cluster = _draw(request, pk)
    policies.check_draws(request.actor, found.season, cluster, request.today)
    if not hasattr(found, "result") or item not in found.result.drawn:
        raise Http404
    back = reverse("score:draw", args=[pk])

    def act(data: dict[str, Any]) -> str:
        what = {"name": item, "finding": data["finding"], "reason": data["reason"]}
        actions.record_finding(by=request.actor, draw=found, cluster=cluster, today=request.today, **what)
        return back

    form = FindingForm(request.POST or None)
    shown = {"title": found.labels[item], "button": "Ghi kết quả", "back": back}
    path = cluster_crumbs(cluster, Crumb("Rút thăm xác minh", back), Crumb(item))
    return form_page(request, form, act, **shown, crumbs=path)


@page(signed_in, methods=POST)
def release(request: Request, pk: int) -> HttpResponse:
    """Let the members read what was found."""
    found, cluster = _draw(request, pk)
    try:
        actions.release(by=request.actor, draw=found, cluster=cluster, today=request.today)
        messages.success(request, "Đã công khai kết quả xác minh cho các thành viên.")
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("score:draw", pk=pk)


@page(signed_in, methods=POST)
def end_review(request: Request, pk: int) -> HttpResponse:
    """End the review; with papers that nobody opened it is asked first."""
    sheet, here = _sheet(request, pk), reverse("score:sheet", args=[pk])
    try:
        actions.end_review(by=request.actor, sheet=sheet, today=request.today, knowing="da-biet" in request.POST)
        messages.success(request, "Xong: kết thúc thẩm định.")
    except actions.Unread as unread:
        lines = ("Số tệp chưa mở được ghi vào nhật ký cùng tên người kết thúc thẩm định.",)
        sure = Confirmation("Kết thúc thẩm định", unread.sentence, lines, "Vẫn kết thúc", here, danger=False)
        files = sheet_files(request.actor, sheet, request.today)["files"]
        return form_answer(request, "score/end_review.html", {"confirmation": sure, "sheet": sheet, "files": files})
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect(here)
