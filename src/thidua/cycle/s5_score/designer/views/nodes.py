"""The designer's pages of one node: change, add, move, take out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access.actor import Problem
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.cycle.s5_score.designer.actions import drafts
from thidua.cycle.s5_score.designer.board import Board, draft_board
from thidua.cycle.s5_score.designer.forms import MoveForm
from thidua.cycle.s5_score.designer.layout import reshaped
from thidua.cycle.s5_score.designer.marks import Stale
from thidua.cycle.s5_score.designer.nodeforms import USUAL, NodeForms
from thidua.cycle.s5_score.designer.preview import Preview
from thidua.cycle.s5_score.views.parts import form_page
from thidua.engine.scoring import Criterion, Group
from thidua.engine.scoring.design.tree import Node, children_at, free_code
from thidua.engine.scoring.formulas.base import REGISTRY
from thidua.ui.answers import form_answer

SAVE = "luu"
Write = Callable[[Node], None]


@page(signed_in, methods=GET_POST)
def node(request: Request, pk: int, at: str) -> HttpResponse:
    """One group or criterion by form; a criterion with figures to try it on."""
    board, sent = draft_board(request, pk), request.POST
    spot = board.spot(at, sent.get("ma_cu", ""), _seen(request))
    standing = board.node(spot)
    if request.method == "POST" and sent.get("chap_nhan"):
        spot = board.spot(at, standing.code, sent.get("ban_moi", ""))

    def write(made: Node) -> None:
        drafts.put_node(by=request.actor, scheme=board.scheme, spot=spot, node=made)
        messages.success(request, f"Đã lưu mục «{made.code}».")

    shown = board.context(f"{standing.code} {standing.label}", f"{standing.code} {standing.label}"[:80])
    shown |= {"at": at, "seen": spot.seen or board.seen(standing), "old_code": spot.code}
    return _desk(request, board, standing, write, shown)


@page(signed_in, methods=GET_POST)
def add(request: Request, pk: int, above: str, what: str) -> HttpResponse:
    """A new group or criterion at the end of a group; at the top only a group."""
    board = draft_board(request, pk)
    spot = board.spot(above, request.POST.get("ma_cu", ""))
    if what not in ("nhom", "tieu-chi") or (what == "tieu-chi" and not spot.place):
        raise Http404
    if spot.place and not isinstance(board.node(spot), Group):
        raise Http404
    code = free_code(board.rules, spot.place)
    blank: Node = Group(code=code, label="", children=())
    if what == "tieu-chi":
        blank = Criterion(code=code, label="", maximum=board.total * 0, formula=REGISTRY[USUAL]())

    def write(made: Node) -> None:
        drafts.add_node(by=request.actor, scheme=board.scheme, above=spot, node=made)
        messages.success(request, f"Đã thêm mục «{made.code}».")

    title = "Thêm nhóm" if what == "nhom" else "Thêm tiêu chí"
    shown = board.context(title, title) | {"old_code": spot.code, "is_new": True}
    return _desk(request, board, blank, write, shown)


def _desk(request: Request, board: Board, standing: Node, write: Write, shown: dict[str, Any]) -> HttpResponse:
    act = request.POST.get("viec", SAVE) if request.method == "POST" else ""
    data = reshaped(request.POST.dict(), act) if act else None
    forms = NodeForms(data, board.rules, board.choices, standing)
    whole = forms.read() if data is not None else True
    if act == SAVE and whole and forms.node is not None:
        try:
            write(forms.node)
            return redirect(f"{board.url}#cay")
        except Problem as problem:
            shown["conflict"] = board.seen(standing) if isinstance(problem, Stale) else ""
            field = f"m-{problem.field}" if f"m-{problem.field}" in forms.part.fields else None
            forms.part.add_error(field, problem.sentence)
    missing = forms.missing() if act else []
    made = forms.node if isinstance(forms.node, Criterion) and whole else None
    tried = Preview(board.rules, made, missing, request.POST if act else None) if not forms.is_group else None
    shown |= {"forms": forms, "preview": tried, "missing": missing, "act": act}
    return form_answer(request, "score/node.html", shown) if act == SAVE else render(request, "score/node.html", shown)


def _seen(request: Request) -> str:
    return str(request.POST.get("dua_tren", ""))


@page(signed_in, methods=GET_POST)
def move(request: Request, pk: int, at: str) -> HttpResponse:
    """Up and down among its siblings, or into another group at a place."""
    board, sent = draft_board(request, pk), request.POST
    spot = board.spot(at, sent.get("ma_cu", ""))
    standing, act = board.node(spot), sent.get("viec", "")
    if request.method == "POST" and act in ("len", "xuong"):
        steps = -1 if act == "len" else 1
        drafts.step_node(by=request.actor, scheme=board.scheme, spot=spot, by_steps=steps)
        return redirect(f"{board.url}#cay")
    into = ([("goc", "(cấp trên cùng)")] if isinstance(standing, Group) else []) + board.groups(spot.place)
    form = MoveForm(sent or None, groups=into)

    def take(data: dict[str, Any]) -> str:
        above = board.spot(data["above"])
        index = (data["number"] or len(children_at(board.rules, above.place)) + 1) - 1
        drafts.move_node(by=request.actor, scheme=board.scheme, spot=spot, above=above, index=index)
        messages.success(request, f"Đã chuyển mục «{standing.code}».")
        return f"{board.url}#cay"

    title = f"Chuyển «{standing.code} {standing.label}»"
    return form_page(request, form, take, button="Chuyển", back=board.url, **board.context(title, "Chuyển"))


@page(signed_in, methods=GET_POST)
def drop(request: Request, pk: int, at: str) -> HttpResponse:
    """Asks before a node is taken out with all that is in it."""
    board = draft_board(request, pk)
    spot = board.spot(at, request.POST.get("ma_cu", ""), _seen(request))
    standing = board.node(spot)
    shown = board.context(f"Bỏ «{standing.code} {standing.label}»", "Bỏ mục")
    shown |= {"node": standing, "inside": list(standing.criteria()) if isinstance(standing, Group) else []}
    if request.method == "POST":
        try:
            drafts.drop_node(by=request.actor, scheme=board.scheme, spot=spot)
            messages.success(request, f"Đã bỏ mục «{spot.code}» khỏi dự thảo.")
            return redirect(f"{board.url}#cay")
        except Problem as problem:
            shown["problem"] = problem.sentence
    return form_answer(request, "score/drop.html", shown | {"seen": board.seen(standing, whole=True)})
