"""Lineage: candidates listed, judged one by one or many at once."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.base.access.actor import Problem, refusal
from thidua.base.access.page import GET_POST, Request, page
from thidua.base.units.enums import LineageState
from thidua.base.units.exports import lineage_xlsx
from thidua.base.units.forms import ConfirmAllForm, JudgeForm, LineageFilter
from thidua.base.units.lineage import BulkConfirm, judge_lineage
from thidua.base.units.models import Lineage
from thidua.base.units.policies import (
    check_judge_lineage,
    check_judges_lineages,
    may_see_units,
)
from thidua.base.units.queries import arrows_around, lineage_rows
from thidua.base.units.tables import LineageTable, lineage_state
from thidua.base.units.views.tree import XLSX
from thidua.ui.answers import form_answer
from thidua.ui.parts import Action, Confirmation, Crumb, Fact, ObjectHeader
from thidua.ui.tables import paged


def _filter(request: Request) -> LineageFilter:
    return LineageFilter(request.GET, queryset=lineage_rows(), request=request)


@page(may_see_units)
def lineages(request: Request) -> HttpResponse:
    """Old to new, filtered in the address."""
    chosen = _filter(request)
    table = LineageTable(chosen.qs, empty_text="")
    paged(request, table, 50, Paginator)
    query = f"?{request.GET.urlencode()}"
    others = [Action("Tải Excel", reverse("units:lineages_export") + query, "file-earmark-spreadsheet")]
    if refusal(check_judges_lineages, request.actor) is None:
        others.append(Action("Xác nhận hàng loạt", reverse("units:lineages_confirm") + query, "check2"))
    context = {
        "crumbs": (Crumb("Đơn vị", reverse("units:list")), Crumb("Nguồn gốc đơn vị")),
        "header": ObjectHeader("Nguồn gốc đơn vị", others=tuple(others)),
        "filter": chosen,
        "table": table,
    }
    return render(request, "units/lineages.html", context)


@page(may_see_units)
def export(request: Request) -> HttpResponse:
    """The filtered arrows as a spreadsheet."""
    chosen = _filter(request)
    headers = {"Content-Disposition": 'attachment; filename="nguon-goc-don-vi.xlsx"'}
    return HttpResponse(lineage_xlsx(chosen.qs, chosen.in_words()), content_type=XLSX, headers=headers)


@page(may_see_units, methods=GET_POST)
def lineage(request: Request, arrow_id: int) -> HttpResponse:
    """One arrow beside everything else the same units went to or came from; judged here."""
    arrow = get_object_or_404(Lineage.objects.select_related("old", "new"), pk=arrow_id)
    form = JudgeForm(request.POST or None)
    if request.method == "POST":
        check_judge_lineage(request.actor, arrow)
    if form.is_valid():
        confirm, reason = request.POST.get("verdict") == "confirm", form.cleaned_data["reason"]
        try:
            judge_lineage(by=request.actor, arrow=arrow, confirm=confirm, reason=reason)
        except Problem as problem:
            form.add_error(problem.field, problem.sentence)
        else:
            messages.success(request, "Đã xác nhận." if confirm else "Đã bác đề xuất.")
            return redirect("units:lineage", arrow.pk)
    may = arrow.state == LineageState.CANDIDATE and refusal(check_judge_lineage, request.actor, arrow) is None
    context = {
        "crumbs": (*_crumbs(), Crumb(str(arrow))),
        "header": ObjectHeader(str(arrow), lineage_state(arrow), kind=arrow.get_kind_display()),
        "facts": _facts(arrow),
        "also_into": [(a, lineage_state(a)) for a in arrows_around(arrow.old)[1] if a.pk != arrow.pk],
        "also_from": [(a, lineage_state(a)) for a in arrows_around(arrow.new)[0] if a.pk != arrow.pk],
        "form": form if may else None,
    }
    return form_answer(request, "units/lineage.html", context)


def _crumbs() -> tuple[Crumb, ...]:
    return Crumb("Đơn vị", reverse("units:list")), Crumb("Nguồn gốc đơn vị", reverse("units:lineages"))


def _facts(arrow: Lineage) -> list[Fact]:
    return [
        Fact("Đơn vị cũ", f"{arrow.old} ({arrow.old.code})", reverse("units:unit", args=[arrow.old_id])),
        Fact("Đơn vị mới", f"{arrow.new} ({arrow.new.code})", reverse("units:unit", args=[arrow.new_id])),
        Fact("Từ ngày", f"{arrow.on_date:%d/%m/%Y}"),
        Fact("Căn cứ", arrow.decision),
        Fact("Nguồn dữ liệu", arrow.source or "nhập tay"),
        Fact("Ghi chú", arrow.note or "không có"),
    ]


@page(check_judges_lineages, methods=GET_POST)
def confirm_all(request: Request) -> HttpResponse:
    """Confirm every candidate of the filter that may be confirmed in one go; says how many before."""
    chosen = _filter(request)
    bulk = BulkConfirm(request.actor, chosen.qs, chosen.in_words())
    form = ConfirmAllForm(request.POST or None)
    back = f"{reverse('units:lineages')}?{request.GET.urlencode()}"
    if form.is_valid():
        messages.success(request, f"Đã xác nhận {bulk.apply()} nguồn gốc đơn vị.")
        return redirect(back)
    count = len(bulk.applicable())
    if not count:
        messages.warning(request, f"Không có đề xuất nào xác nhận hàng loạt được. {bulk.left_out(0)}".strip())
        return redirect(back)
    sentence = f"Bạn sắp xác nhận {count} đề xuất theo bộ lọc: {bulk.chosen}. {bulk.left_out(count)}"
    lines = (
        "Từ lúc xác nhận, thành tích và lịch sử của đơn vị cũ được nối sang đơn vị mới.",
        "Đề xuất đã xác nhận không sửa lại được ở đây; chỉ xác nhận khi đã đối chiếu nghị quyết.",
    )
    confirmation = Confirmation("Xác nhận hàng loạt", sentence, lines, f"Xác nhận {count} đề xuất", back)
    return form_answer(request, "ui/confirm.html", {"form": form, "confirmation": confirmation, "crumbs": _crumbs()})
