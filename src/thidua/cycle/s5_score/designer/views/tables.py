"""Tables in and out of spreadsheets: hand in, read the report row by row, make the draft; take away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.documents.queries import attachments_of
from thidua.base.season.inview import season_of, stand_in_that_of
from thidua.cycle.s5_score.designer.actions import uploads
from thidua.cycle.s5_score.designer.board import seen_scheme
from thidua.cycle.s5_score.designer.exports import table_xlsx
from thidua.cycle.s5_score.designer.findings import names_in
from thidua.cycle.s5_score.designer.forms import DraftForm, UploadForm
from thidua.cycle.s5_score.designer.queries import uploads_of
from thidua.cycle.s5_score.designer.schemepage import scheme_crumbs
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import TableUpload
from thidua.cycle.s5_score.policies import check_sees_upload_id, check_writes_schemes
from thidua.cycle.s5_score.views.parts import form_page, xlsx
from thidua.engine.scoring.tablesheet.report import KIND_WORDS
from thidua.ui.parts import Crumb


@page(signed_in)
def export(request: Request, pk: int) -> HttpResponse:
    """The table as a spreadsheet."""
    found = seen_scheme(request, pk)
    rules = rules_of(found)
    return xlsx(table_xlsx(rules, names_in(rules, found.season_id).owners), f"bang-tieu-chi-{found.pk}")


@page(signed_in, methods=GET_POST)
def upload(request: Request) -> HttpResponse:
    """Hand in a spreadsheet; those that were handed in before."""
    season, actor = season_of(request), request.actor
    check_writes_schemes(actor, season)

    def act(data: dict[str, Any]) -> str:
        file = data["file"]
        made = uploads.upload_table(by=actor, season=season, name=str(file.name), data=file)
        return reverse("score:upload_report", args=[made.pk])

    form = UploadForm(request.POST or None, request.FILES or None)
    shown = {"title": "Lập bảng tiêu chí từ tệp Excel", "earlier": uploads_of(season)}
    crumbs = (*scheme_crumbs(), Crumb("Từ tệp Excel"))
    return form_page(request, form, act, "score/upload.html", crumbs=crumbs, **shown)


@page(signed_in, methods=GET_POST)
def report(request: Request, pk: int) -> HttpResponse:
    """What was understood, row by row; making the draft of it."""
    season, actor = stand_in_that_of(request, TableUpload, pk), request.actor
    check_sees_upload_id(actor, pk)
    if request.method == "POST":
        check_writes_schemes(actor, season)
    found = TableUpload.objects.get(pk=pk)
    found.season = season
    told = found.report
    rows = [row | {"words": KIND_WORDS[row["kind"]]} for row in told["rows"]]

    def act(data: dict[str, Any]) -> str:
        made = uploads.draft_from_upload(by=actor, upload=found, today=request.today, named=data)
        messages.success(request, "Đã lập dự thảo. Hãy xem phần kiểm tra rồi sửa những gì máy đoán.")
        return reverse("score:design", args=[made.pk])

    form = DraftForm(request.POST or None, initial={"version": "1", "title": told["title"]})
    counts = {words: sum(row["words"] == words for row in rows) for words in KIND_WORDS.values()}
    crumbs = (*scheme_crumbs(), Crumb("Từ tệp Excel", reverse("score:upload")), Crumb(found.name))
    return form_page(
        request, form, act, "score/upload_report.html", crumbs=crumbs, upload=found, rows=rows, told=told,
        counts={words: n for words, n in counts.items() if n}, files=attachments_of(found),
    )  # fmt: skip
