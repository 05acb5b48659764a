"""One sheet: the grid, its cells, its evidence, its steps, and «Vì sao?»."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Problem, refusal
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.season.inview import stand_in_that_of
from thidua.cycle.s5_score.actions import cells, sheets
from thidua.cycle.s5_score.enums import SHEET_FLOW
from thidua.cycle.s5_score.forms import ReasonForm
from thidua.cycle.s5_score.grid import Grid
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.policies import check_runs_scoring, check_sees_sheet, check_writes
from thidua.cycle.s5_score.queries import sheets_of
from thidua.cycle.s5_score.sheetpage import crumbs, evidence_context, sheet_context, why_context
from thidua.cycle.s5_score.views.parts import form_page
from thidua.ui.answers import form_answer

_KEPT = "Mọi điều đã ghi vẫn còn nguyên; mỗi lần sửa là một lần ghi mới, có ngày và người ghi."
STEPS = {
    "submit": sheets.submit,
    "submit_cross": sheets.submit,
    "checked": sheets.end_cross_check,
    "review": sheets.end_review,
    "ask": sheets.end_review,
    "explained": sheets.end_explaining,
    "agree": sheets.agree,
}
BACK = ("send_back", "reopen", "exclude", "include")


def _sheet(request: Request, pk: int) -> ScoreSheet:
    """The sheet, when the actor may see it; else 404 or refused."""
    found = sheets_of(stand_in_that_of(request, ScoreSheet, pk).pk).filter(pk=pk).first()
    if found is None:
        raise Http404
    check_sees_sheet(request.actor, found, request.today)
    return found


@page(signed_in)
def sheet(request: Request, pk: int) -> HttpResponse:
    """The grid."""
    grid = Grid(request.actor, _sheet(request, pk), request.today)
    return render(request, "score/sheet.html", sheet_context(grid, request.GET.get("minh-chung", "")))


@page(signed_in, methods=POST)
def save(request: Request, pk: int) -> HttpResponse:
    """All changed cells at once, and what was agreed with («*»: everything): the grid without JavaScript."""
    grid = Grid(request.actor, _sheet(request, pk), request.today, request.POST)
    if not grid.mine:
        check_writes(request.actor, grid.sheet, grid.round, grid.standing.owners.values(), request.today)
    wrong = grid.save_all()
    if agreed := request.POST.getlist("dong-y"):
        codes = None if agreed == ["*"] else agreed
        cells.confirm(by=request.actor, standing=grid.standing, round_=grid.round, today=request.today, codes=codes)
    if wrong:
        messages.error(request, f"Còn {wrong} ô chưa lưu được; lý do ghi ở từng ô, những gì đã gõ vẫn còn.")
        return form_answer(request, "score/sheet.html", sheet_context(grid))
    messages.success(request, "Đã lưu bảng chấm.")
    return redirect("score:sheet", pk=pk)


@page(signed_in, methods=GET_POST)
def cell(request: Request, pk: int, code: str) -> HttpResponse:
    """One cell: saved as soon as it is left (POST), or read anew after a colleague saved it (GET)."""
    found = _sheet(request, pk)
    grid = Grid(request.actor, found, request.today, request.POST or None)
    if code not in grid.standing.labels:
        raise Http404
    if code not in grid.mine:
        check_writes(request.actor, found, grid.round, [grid.standing.owners[code]], request.today)
    if request.method == "POST" and "ok" in request.POST:
        cells.confirm(by=request.actor, standing=grid.standing, round_=grid.round, today=request.today, codes=[code])
        grid.data = None
    elif request.method == "POST":
        grid.save(code)
    part = "score/saved.html" if request.method == "POST" else "score/cell.html"
    return render(request, part, {"grid": grid, "sheet": found, "row": grid.row(code), "heads": grid.heads_of(code)})


@page(signed_in)
def evidence(request: Request, pk: int, code: str) -> HttpResponse:
    """The files of one criterion, beside the grid."""
    found = _sheet(request, pk)
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('score:sheet', args=[pk])}?minh-chung={code}#minh-chung")
    files = evidence_context(Grid(request.actor, found, request.today), code)
    return render(request, "score/evidence.html", {"sheet": found, "files": files})


@page(signed_in, methods=GET_POST)
def step(request: Request, pk: int, name: str) -> HttpResponse:
    """Send, end the review, settle; or go a step back, with a reason."""
    found, actor, today = _sheet(request, pk), request.actor, request.today
    if name not in STEPS and name not in BACK:
        raise Http404
    label, here = SHEET_FLOW.get(name).label, reverse("score:sheet", args=[pk])

    def back(data: dict[str, Any]) -> str:
        sheets.step_back(by=actor, sheet=found, today=today, name=name, **data)
        return here

    if name in BACK:
        check_runs_scoring(actor, found.season, today)
        shown = {"title": f"{label}: {found}", "button": label, "lead": _KEPT, "back": here}
        return form_page(request, ReasonForm(request.POST or None), back, **shown, crumbs=crumbs(found, label))
    if request.method == "POST":
        try:
            STEPS[name](by=actor, sheet=found, today=today)
            messages.success(request, f"Xong: {label.lower()}.")
        except Problem as problem:
            messages.error(request, problem.sentence)
    # whoever has cross-checked a sheet reads it no more
    still = refusal(check_sees_sheet, actor, found, today) is None
    return redirect(here if still else reverse("score:home"))


@page(signed_in)
def why(request: Request, pk: int, code: str = "") -> HttpResponse:
    """«Vì sao?» of one criterion or of the total."""
    return render(request, "score/why.html", why_context(request.actor, _sheet(request, pk), code, request.today))
