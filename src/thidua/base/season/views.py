"""Pages of the emulation year: list, one year with its calendar, its windows, holidays and the day counter."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString

from thidua.base.access.actor import Problem, refusal
from thidua.base.access.page import GET_POST, POST, Request, page, signed_in
from thidua.base.audit.queries import history_of
from thidua.base.season import actions
from thidua.base.season.enums import SeasonState
from thidua.base.season.forms import (
    CloseForm,
    CountForm,
    HolidayForm,
    ReasonForm,
    SeasonForm,
    ThemeForm,
    WindowForm,
)
from thidua.base.season.models import Holiday, Season
from thidua.base.season.pages import calendar_of, count_sentence, stage_rows
from thidua.base.season.policies import (
    check_manage_season,
    check_opens_seasons,
    check_sees_season,
    check_sets_holidays,
)
from thidua.base.season.queries import visible_seasons, working_calendar
from thidua.base.units.queries import units_by_id
from thidua.ui.answers import form_answer
from thidua.ui.parts import Action, Confirmation, Crumb, Fact, HistoryEntry, ObjectHeader, State

_TONES = {SeasonState.DRAFT: "draft", SeasonState.OPEN: "open", SeasonState.CLOSED: "locked"}


def _state(found: Season) -> State:
    return State(found.get_state_display(), _TONES[SeasonState(found.state)])


@page(signed_in)
def seasons(request: Request) -> HttpResponse:
    """The years that one may work in."""
    rows: QuerySet[Season] = visible_seasons(request.actor)
    may = refusal(check_opens_seasons, request.actor) is None
    header = ObjectHeader(
        "Năm thi đua",
        action=Action("Lập năm thi đua", reverse("season:create"), "plus-lg") if may else None,
        others=(Action("Ngày nghỉ, tính ngày làm việc", reverse("season:holidays"), "calendar3"),),
    )
    return render(request, "season/list.html", {"header": header, "seasons": [(s, _state(s)) for s in rows]})


@page(check_opens_seasons, methods=GET_POST)
def create(request: Request) -> HttpResponse:
    """A new year of one's own authority."""
    form = SeasonForm(request.POST or None, initial={"year": request.today.year + (request.today.month > 10)})
    if form.is_valid():
        unit = units_by_id([request.actor.unit_id or 0])[request.actor.unit_id or 0]
        code = f"{unit.code}-{form.cleaned_data['year']}"
        try:
            made = actions.create_season(by=request.actor, code=code, authority_id=unit.pk, **form.cleaned_data)
        except Problem as problem:
            form.add_error(problem.field, problem.sentence)
        else:
            messages.success(request, "Đã lập năm thi đua. Tiếp theo: đặt lịch cho từng giai đoạn rồi mở năm.")
            return redirect("season:season", made.pk)
    return _form(request, form, "Lập năm thi đua", "Lập năm thi đua", reverse("season:list"))


def _form(
    request: Request, form: object, title: str, submit: str, back: str, hint: str = "", of: Season | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "back": back, "hint": hint, "kind": str(of or "")}
    crumbs = (*_path(of), Crumb(title))
    return form_answer(request, "season/form.html", {**context, "crumbs": crumbs})


def _path(of: Season | None = None) -> tuple[Crumb, ...]:
    """The path down to one year."""
    years = Crumb("Năm thi đua", reverse("season:list"))
    return (years, Crumb(str(of), reverse("season:season", args=[of.pk]))) if of else (years,)


@page(signed_in)
def season(request: Request, season_id: int) -> HttpResponse:
    """One year: theme, calendar, stages, history."""
    found = get_object_or_404(Season.objects.select_related("authority"), pk=season_id)
    check_sees_season(request.actor, found)
    may = refusal(check_manage_season, request.actor, found.authority_id) is None
    rows = stage_rows(found, request.today)
    drawings = [SafeString(svg) for svg in calendar_of(found, rows, request.today)]
    context = {
        "crumbs": (Crumb("Năm thi đua", reverse("season:list")), Crumb(str(found))),
        "header": _header(found, may=may),
        "facts": [Fact("Đơn vị tổ chức", found.authority.name), Fact("Chủ đề", found.theme or "chưa ghi")],
        "season": found,
        "may": may,
        "rows": rows,
        "drawings": drawings,
        "history": [HistoryEntry(line.at, line.text) for line in history_of(found)],
    }
    return render(request, "season/season.html", context)


def _header(found: Season, *, may: bool) -> ObjectHeader:
    action: Action | None = None
    others: tuple[Action, ...] = ()
    if may:
        others = (Action("Sửa chủ đề", reverse("season:theme", args=[found.pk]), "pencil"),)
        if found.state == SeasonState.OPEN:
            others = (*others, Action("Kết thúc năm", reverse("season:close", args=[found.pk]), "lock"))
        else:
            action = Action("Mở năm thi đua", reverse("season:open", args=[found.pk]), "play-circle", "post")
    return ObjectHeader(str(found), _state(found), kind="Năm thi đua", action=action, others=others)


def _managed(request: Request, season_id: int) -> Season:
    found = get_object_or_404(Season.objects.select_related("authority"), pk=season_id)
    check_manage_season(request.actor, found.authority_id)
    return found


@page(signed_in, methods=GET_POST)
def theme(request: Request, season_id: int) -> HttpResponse:
    """Correct the theme."""
    found = _managed(request, season_id)
    form = ThemeForm(request.POST or None, initial={"theme": found.theme})
    if form.is_valid():
        actions.set_theme(by=request.actor, season=found, **form.cleaned_data)
        messages.success(request, "Đã sửa chủ đề.")
        return redirect("season:season", found.pk)
    return _form(request, form, "Sửa chủ đề", "Ghi chủ đề", reverse("season:season", args=[found.pk]), of=found)


@page(signed_in, methods=GET_POST)
def window(request: Request, season_id: int, stage: str) -> HttpResponse:
    """Set, move or extend the window of a stage."""
    found = _managed(request, season_id)
    name = _stage_name(stage)
    standing = found.windows.filter(stage=stage).first()
    initial = {"opens": standing.opens, "closes": standing.closes} if standing else {}
    form = WindowForm(request.POST or None, standing=standing is not None, initial=initial)
    if form.is_valid():
        try:
            actions.set_window(by=request.actor, season=found, stage=stage, **form.cleaned_data)
        except Problem as problem:
            form.add_error(problem.field, problem.sentence)
        else:
            messages.success(request, f"Đã đặt lịch giai đoạn «{name}».")
            return redirect("season:season", found.pk)
    back = reverse("season:season", args=[found.pk])
    return _form(request, form, f"Lịch giai đoạn «{name}»", "Đặt lịch", back, of=found)


def _stage_name(stage: str) -> str:
    try:
        return actions.stage_name(stage)
    except Problem as problem:
        raise Http404 from problem


@page(signed_in, methods=GET_POST)
def lock(request: Request, season_id: int, stage: str) -> HttpResponse:
    """Lock a stage before its time, or open it again."""
    found, name = _managed(request, season_id), _stage_name(stage)
    standing = get_object_or_404(found.windows, stage=stage)
    form = ReasonForm(request.POST or None)
    word = "Mở lại" if standing.locked else "Khóa"
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.lock_stage(by=request.actor, season=found, stage=stage, locked=not standing.locked, reason=reason)
        messages.success(request, f"{word} giai đoạn «{name}»: đã ghi.")
        return redirect("season:season", found.pk)
    hint = "Khi khóa, các đơn vị không gửi, sửa được nữa; việc đã làm được giữ nguyên." if word == "Khóa" else ""
    back = reverse("season:season", args=[found.pk])
    return _form(request, form, f"{word} giai đoạn «{name}»", word, back, hint, of=found)


@page(signed_in, methods=POST)
def open_season(request: Request, season_id: int) -> HttpResponse:
    """Open the year, also one that was ended."""
    found = _managed(request, season_id)
    actions.set_season_state(by=request.actor, season=found, state=SeasonState.OPEN)
    messages.success(request, "Năm thi đua đã mở.")
    return redirect("season:season", found.pk)


@page(signed_in, methods=GET_POST)
def close_season(request: Request, season_id: int) -> HttpResponse:
    """End the year; asks for the word."""
    found = _managed(request, season_id)
    form = CloseForm(request.POST or None)
    back = reverse("season:season", args=[found.pk])
    if form.is_valid():
        actions.set_season_state(by=request.actor, season=found, state=SeasonState.CLOSED)
        messages.success(request, "Năm thi đua đã kết thúc.")
        return redirect(back)
    lines = ("Việc còn dở của các đơn vị ở mọi giai đoạn dừng lại.", "Kết quả, quyết định và lịch sử được giữ nguyên.")
    confirmation = Confirmation(f"Kết thúc {found}", f"Bạn sắp kết thúc {found}.", lines, "Kết thúc năm", back)
    return form_answer(
        request,
        "ui/confirm.html",
        {"form": form, "confirmation": confirmation, "crumbs": (*_path(found), Crumb("Kết thúc năm"))},
    )


@page(signed_in)
def holidays(request: Request) -> HttpResponse:
    """Holidays, and counting working days with them."""
    form = CountForm(request.GET or None)
    answer = count_sentence(working_calendar(), **form.cleaned_data) if form.is_bound and form.is_valid() else ""
    may = refusal(check_sets_holidays, request.actor) is None
    header = ObjectHeader(
        "Ngày nghỉ, tính ngày làm việc",
        action=Action("Ghi ngày nghỉ", reverse("season:holiday_add"), "plus-lg") if may else None,
    )
    context = {
        "crumbs": (Crumb("Năm thi đua", reverse("season:list")), Crumb("Ngày nghỉ")),
        "header": header,
        "form": form,
        "answer": answer,
        "holidays": Holiday.objects.order_by("-day"),
        "may": may,
    }
    return render(request, "season/holidays.html", context)


@page(check_sets_holidays, methods=GET_POST)
def holiday_add(request: Request) -> HttpResponse:
    """Record a holiday or a worked weekend."""
    form = HolidayForm(request.POST or None)
    if form.is_valid():
        made = actions.set_holiday(by=request.actor, **form.cleaned_data)
        messages.success(request, f"Đã ghi: {made}.")
        return redirect("season:holidays")
    return _form(request, form, "Ghi ngày nghỉ", "Ghi", reverse("season:holidays"))


@page(check_sets_holidays, methods=GET_POST)
def holiday_remove(request: Request, holiday_id: int) -> HttpResponse:
    """Take back a day recorded by mistake."""
    found = get_object_or_404(Holiday, pk=holiday_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        actions.remove_holiday(by=request.actor, holiday=found, reason=form.cleaned_data["reason"])
        messages.success(request, f"Đã bỏ: {found}.")
        return redirect("season:holidays")
    return _form(request, form, f"Bỏ ngày nghỉ {found}", "Bỏ ngày này", reverse("season:holidays"))
