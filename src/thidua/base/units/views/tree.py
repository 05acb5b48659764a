"""The tree of units as of a day, searched and taken away as a spreadsheet."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access.actor import refusal
from thidua.base.access.enums import Role
from thidua.base.access.page import Request, page
from thidua.base.units.exports import units_xlsx
from thidua.base.units.forms import TreeForm
from thidua.base.units.policies import check_administers_units, may_see_units
from thidua.base.units.tree import Node, Tree, draw, find, tree_as_of
from thidua.language.dates import format_date
from thidua.ui.parts import Action, ObjectHeader

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 200


@dataclass(frozen=True)
class Look:
    """What the address asks for: a day, a part of the tree, a name."""

    form: TreeForm
    on: date
    tree: Tree
    root: int | None
    text: str


def _look(request: Request) -> Look:
    form = TreeForm(request.GET or None, initial={"ngay": request.today})
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    on = data.get("ngay") or request.today
    root, actor = data.get("goc"), request.actor
    if root is None and not actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR):
        root = actor.authority_id
    tree = tree_as_of(on)
    if root and root not in tree.nodes and data.get("goc"):
        raise Http404
    return Look(form, on, tree, root if root in tree.nodes else None, data.get("q", ""))


def _nodes(look: Look) -> list[Node]:
    return find(look.tree, look.root, look.text)


@page(may_see_units)
def tree(request: Request) -> HttpResponse:
    """Units on a day, from the top or from one unit down."""
    look = _look(request)
    hits = _nodes(look) if look.text else []
    context = {
        "header": ObjectHeader("Đơn vị", others=_actions(request)),
        "look": look,
        "filter": SimpleNamespace(form=look.form, is_bound=look.form.is_bound),
        "root": look.tree.nodes.get(look.root or 0),
        "above": list(reversed(look.tree.ancestors(look.root))) if look.root else [],
        "branches": [] if look.text else draw(look.tree, look.root),
        "hits": [(n, list(reversed(look.tree.ancestors(n.unit_id)))) for n in hits[:_SHOWN]],
        "hit_count": len(hits),
        "total": len(look.tree.subtree(look.root)) if look.root else len(look.tree.nodes),
    }
    return render(request, "units/tree.html", context)


def _actions(request: Request) -> tuple[Action, ...]:
    actions = [Action("Nguồn gốc đơn vị", reverse("units:lineages"), "diagram-3")]
    if refusal(check_administers_units, request.actor) is None:
        actions.append(Action("Thêm đơn vị", reverse("units:create"), "plus-lg"))
    return tuple(actions)


@page(may_see_units)
def export(request: Request) -> HttpResponse:
    """The same units as a spreadsheet."""
    look = _look(request)
    name = f"don-vi-{format_date(look.on).replace('/', '-')}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(units_xlsx(look.tree, _nodes(look)), content_type=XLSX, headers=headers)
