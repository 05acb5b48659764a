"""One unit: what it is and was, what it came from and became, and the forms that change it."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.base.access.actor import Actor, Problem, refusal
from thidua.base.access.enums import Role
from thidua.base.access.page import GET_POST, POST, Request, page
from thidua.base.audit.queries import history_of
from thidua.base.units import actions
from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.forms import ChangeForm, CloseForm, UnitForm
from thidua.base.units.models import Unit
from thidua.base.units.policies import (
    check_administers_units,
    check_manage_units,
    check_names_authorities,
    may_see_units,
)
from thidua.base.units.queries import appointments_at, arrows_around, children_of, existed_on
from thidua.base.units.tables import lineage_state
from thidua.language.dates import format_date
from thidua.language.numbers import digits_only
from thidua.ui.answers import form_answer
from thidua.ui.parts import Action, Confirmation, Crumb, Fact, HistoryEntry, ObjectHeader, State


@page(may_see_units)
def unit(request: Request, unit_id: int) -> HttpResponse:
    """The page of a unit on today's date; who holds a role there and who changed it is for those who reach it."""
    found, today, actor = get_object_or_404(Unit, pk=unit_id), request.today, request.actor
    before, after = arrows_around(found)
    sees_people = actor.reaches(found.pk) or actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR)
    versions = list(found.versions.select_related("parent").order_by("-valid_from"))
    stands = existed_on(found, today)
    ended = versions[0].valid_to if versions and not stands else None
    shown_on = ended - timedelta(days=1) if ended else today
    context = {
        "crumbs": (Crumb("Đơn vị", reverse("units:list")), Crumb(found.name)),
        "header": _header(actor, found, stands=stands, ended=ended),
        "facts": _facts(found, versions[0].parent if versions else None),
        "versions": versions,
        "shown_on": shown_on,
        "children": children_of(found.pk, shown_on),
        "before": [(a, lineage_state(a)) for a in before],
        "after": [(a, lineage_state(a)) for a in after],
        "holders": appointments_at(found.pk, today) if sees_people else None,
        "history": [HistoryEntry(e.at, e.text, e.reason) for e in history_of(found)] if sees_people else (),
    }
    return render(request, "units/unit.html", context)


def _facts(found: Unit, above: Unit | None) -> list[Fact]:
    return [
        Fact("Mã đơn vị", found.code),
        Fact("Loại", found.get_kind_display()),
        Fact("Cấp", found.get_level_display()),
        Fact("Trực thuộc", above or "không có", reverse("units:unit", args=[above.pk]) if above else ""),
        Fact("Tổ chức năm thi đua riêng", "có" if found.is_authority else "không"),
    ]


def _header(actor: Actor, found: Unit, *, stands: bool, ended: date | None) -> ObjectHeader:
    state = State("đang hoạt động", "success") if stands else State("chưa hoạt động", "neutral")
    if ended:
        state = State(f"đã kết thúc từ ngày {format_date(ended)}", "locked")
    others: list[Action] = []
    if stands and refusal(check_manage_units, actor, found.pk) is None:
        others = [
            Action("Kết thúc hoạt động", reverse("units:close", args=[found.pk]), "x-circle"),
            Action("Đổi tên, chuyển cấp trên", reverse("units:change", args=[found.pk]), "pencil"),
            Action("Thêm đơn vị trực thuộc", f"{reverse('units:create')}?cha={found.pk}", "plus-lg"),
        ]
    if stands and refusal(check_names_authorities, actor) is None:
        label = "Thôi năm thi đua riêng" if found.is_authority else "Cho tổ chức năm thi đua riêng"
        others.insert(0, Action(label, reverse("units:authority", args=[found.pk]), "flag", "post"))
    return ObjectHeader(found.name, state, kind=found.get_kind_display(), others=tuple(others))


@page(check_administers_units, methods=GET_POST)
def create(request: Request) -> HttpResponse:
    """Add a unit."""
    above = Unit.objects.filter(pk=digits_only(request.GET.get("cha", "")) or 0).first()
    form = UnitForm(request.POST or None, actor=request.actor, initial={"parent": above, "valid_from": request.today})
    if form.is_valid():
        data = form.cleaned_data
        parent = data.pop("parent")
        check_manage_units(request.actor, parent.pk if parent else None)
        data |= {"kind": UnitKind(data["kind"]), "level": Level(data["level"])}
        try:
            made = actions.create_unit(by=request.actor, parent=parent, **data)
        except Problem as problem:
            form.add_error(problem.field, problem.sentence)
        else:
            messages.success(request, f"Đã thêm đơn vị «{made}».")
            return redirect("units:unit", made.pk)
    crumbs = (Crumb("Đơn vị", reverse("units:list")), Crumb("Thêm đơn vị"))
    return form_answer(
        request, "units/form.html", {"form": form, "crumbs": crumbs, "title": "Thêm đơn vị", "submit": "Thêm"}
    )


@page(check_administers_units, methods=GET_POST)
def change(request: Request, unit_id: int) -> HttpResponse:
    """Rename or move."""
    found = get_object_or_404(Unit, pk=unit_id)
    check_manage_units(request.actor, found.pk)
    form = ChangeForm(request.POST or None, actor=request.actor, initial={"on": request.today})
    if form.is_valid():
        try:
            if form.cleaned_data["parent"]:
                check_manage_units(request.actor, form.cleaned_data["parent"].pk)
            actions.change_unit(by=request.actor, unit=found, **form.cleaned_data)
        except Problem as problem:
            form.add_error(problem.field, problem.sentence)
        else:
            messages.success(request, "Đã ghi thay đổi. Giai đoạn trước vẫn được giữ trong lịch sử đơn vị.")
            return redirect("units:unit", found.pk)
    title = f"Đổi tên, chuyển cấp trên: {found}"
    context = {"form": form, "crumbs": _crumbs(found, "Thay đổi"), "title": title, "submit": "Ghi thay đổi"}
    return form_answer(request, "units/form.html", context)


@page(check_administers_units, methods=GET_POST)
def close(request: Request, unit_id: int) -> HttpResponse:
    """End a unit; asks for the word."""
    found = get_object_or_404(Unit, pk=unit_id)
    check_manage_units(request.actor, found.pk)
    form = CloseForm(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        on, decision = form.cleaned_data["on"], form.cleaned_data["decision"]
        try:
            actions.close_unit(by=request.actor, unit=found, on=on, decision=decision)
        except Problem as problem:
            form.add_error(problem.field, problem.sentence)
        else:
            messages.success(request, f"Đơn vị «{found}» kết thúc hoạt động từ ngày {format_date(on)}.")
            return redirect("units:unit", found.pk)
    context = {"form": form, "crumbs": _crumbs(found, "Kết thúc"), "confirmation": _ending(found, request.today)}
    return form_answer(request, "ui/confirm.html", context)


def _ending(found: Unit, today: date) -> Confirmation:
    below = children_of(found.pk, today).count()
    lines = ["Từ ngày đó đơn vị không đăng ký, không được giao việc và không nhận khen thưởng nữa."]
    if below:
        lines.append(f"{below} đơn vị trực thuộc sẽ không còn cấp trên; hãy chuyển các đơn vị đó trước.")
    sentence = f"Bạn sắp ghi việc kết thúc hoạt động của «{found}». Lịch sử của đơn vị được giữ nguyên."
    back = reverse("units:unit", args=[found.pk])
    return Confirmation(f"Kết thúc hoạt động: {found}", sentence, tuple(lines), "Kết thúc hoạt động", back)


def _crumbs(found: Unit, last: str) -> tuple[Crumb, ...]:
    here = Crumb(found.name, reverse("units:unit", args=[found.pk]))
    return Crumb("Đơn vị", reverse("units:list")), here, Crumb(last)


@page(check_names_authorities, methods=POST)
def authority(request: Request, unit_id: int) -> HttpResponse:
    """Let a unit run its own emulation year, or no longer."""
    found = get_object_or_404(Unit, pk=unit_id)
    actions.set_authority(by=request.actor, unit=found, is_authority=not found.is_authority)
    return redirect("units:unit", found.pk)
