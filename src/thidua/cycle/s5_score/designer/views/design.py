"""The designer's pages of a whole draft: the tree, and the rules that hold for all of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.cycle.s5_score.designer.actions import drafts
from thidua.cycle.s5_score.designer.board import draft_board
from thidua.cycle.s5_score.designer.generalforms import PARTS, GeneralForm
from thidua.cycle.s5_score.designer.layout import reshaped
from thidua.cycle.s5_score.designer.marks import Stale, mark
from thidua.ui.answers import form_answer

SAVE = "luu"


@page(signed_in)
def design(request: Request, pk: int) -> HttpResponse:
    """The tree with what can be done to each line, and what the check finds."""
    board = draft_board(request, pk)
    return render(request, "score/design.html", {**board.context(f"Thiết kế: {board.scheme.title}"), "parts": PARTS})


@page(signed_in, methods=GET_POST)
def general(request: Request, pk: int, part: str) -> HttpResponse:
    """Total, rounding, ranking; facts and gates; label bands: one form for each."""
    board = draft_board(request, pk)
    if part not in PARTS:
        raise Http404
    title, names = PARTS[part]
    now = mark(tuple(getattr(board.rules, name) for name in names))
    shown: dict[str, Any] = board.context(title, title) | {"parts": PARTS, "part": part}
    act = request.POST.get("viec", SAVE) if request.method == "POST" else ""
    data = reshaped(request.POST.dict(), act) if act else None
    seen = now if data is None else str(data.get("ban_moi" if data.get("chap_nhan") else "dua_tren", ""))
    form = GeneralForm(data, board.rules, names, board.choices)
    whole = form.is_valid() and form.read() if act == SAVE else False
    if whole:
        try:
            given: dict[str, Any] = {"seen": seen, "names": names, "values": form.values}
            drafts.put_general(by=request.actor, scheme=board.scheme, **given)
            messages.success(request, f"Đã lưu phần «{title.lower()}».")
            return redirect(board.url)
        except Problem as problem:
            shown["conflict"] = now if isinstance(problem, Stale) else ""
            form.add_error(f"s-{problem.field}" if f"s-{problem.field}" in form.fields else None, problem.sentence)
    shown |= {"form": form, "seen": seen}
    answer = form_answer if act == SAVE else render
    return answer(request, "score/general.html", shown)
