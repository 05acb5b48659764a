"""Pages of the rounds: the plan of a cluster, what is missing in it; replies, minutes and the council of a sheet."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.actor import Problem, Refused, refusal
from thidua.base.access.page import GET_POST, Request, page, signed_in
from thidua.base.season.inview import season_of, stand_in_that_of
from thidua.base.season.policies import check_sees_season
from thidua.base.units.queries import units_by_id
from thidua.cycle.s5_score import policies
from thidua.cycle.s5_score.actions import sheets
from thidua.cycle.s5_score.facts import standing_of
from thidua.cycle.s5_score.forms import RemindForm
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.plans import plan_of
from thidua.cycle.s5_score.queries import replies_of, sheets_in, sheets_of
from thidua.cycle.s5_score.rounds import actions, forms, pages
from thidua.cycle.s5_score.rounds.board import board_of
from thidua.cycle.s5_score.rounds.policies import check_answers, check_boards, check_plans, check_signs
from thidua.cycle.s5_score.rounds.ties import tied_groups
from thidua.cycle.s5_score.sheetpage import crumbs as sheet_crumbs
from thidua.cycle.s5_score.views.parts import cluster_or_404, form_page
from thidua.ui.parts import ObjectHeader

REMINDER = "Đề nghị đơn vị làm phần việc chấm điểm đang đến lượt mình, đúng hạn."


@page(signed_in)
def plan(request: Request, cluster: int) -> HttpResponse:
    """The phases of a cluster with their windows, more time that was given, and who checks whom."""
    shown, season = cluster_or_404(request, cluster), season_of(request)
    check_sees_season(request.actor, season)
    context = pages.plan_context(request.actor, season, shown, request.today, request.now)
    return render(request, "score/plan.html", context)


@page(signed_in, methods=GET_POST)
def set_plan(request: Request, cluster: int) -> HttpResponse:
    """Lay down or change the phases and their windows."""
    shown, actor, season = cluster_or_404(request, cluster), request.actor, season_of(request)
    check_plans(actor, season, cluster, request.today)
    form = forms.PlanForm(request.POST or None, plan=plan_of(cluster))

    def act(data: dict[str, Any]) -> str:
        what = {"minutes": data["minutes"], "reason": data["reason"], "windows": form.windows()}
        actions.set_plan(by=actor, season=season, cluster_id=cluster, today=request.today, **what)
        messages.success(request, f"Đã đặt lịch chấm điểm của {shown.name}.")
        return reverse("score:plan", args=[cluster])

    lead = "Mỗi vòng khóa lúc 24 giờ (giờ Việt Nam) ngày cuối. Lịch cũ vẫn được giữ; mọi thành viên đọc được lịch."
    return form_page(request, form, act, **_under(shown, "Đặt lịch chấm điểm", "Đặt lịch"), lead=lead)


@page(signed_in, methods=GET_POST)
def extend(request: Request, cluster: int) -> HttpResponse:
    """Give a phase more time."""
    shown, actor, season = cluster_or_404(request, cluster), request.actor, season_of(request)
    check_plans(actor, season, cluster, request.today)
    found = {sheet.pk: sheet for sheet in sheets_in(cluster)}
    choices = [(pk, sheet.unit.name) for pk, sheet in found.items()]
    form = forms.ExtendForm(request.POST or None, phases=list(plan_of(cluster).windows), sheets=choices)

    def act(data: dict[str, Any]) -> str:
        what = data | {"sheet": found.get(data["sheet"])}
        actions.extend(by=actor, season=season, cluster_id=cluster, today=request.today, **what)
        messages.success(request, "Đã gia hạn.")
        return reverse("score:plan", args=[cluster])

    return form_page(request, form, act, **_under(shown, "Gia hạn", "Gia hạn"))


@page(signed_in, methods=GET_POST)
def assign(request: Request, cluster: int) -> HttpResponse:
    """Settle who checks whom."""
    shown, actor, season = cluster_or_404(request, cluster), request.actor, season_of(request)
    check_plans(actor, season, cluster, request.today)
    form = forms.AssignForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        actions.assign(by=actor, season=season, cluster_id=cluster, today=request.today, **data)
        messages.success(request, "Đã phân công kiểm tra chéo.")
        return reverse("score:plan", args=[cluster])

    lead = "Không đơn vị nào kiểm tra bảng chấm của chính mình. Ai cũng làm lại được cách phân công này để kiểm tra."
    return form_page(request, form, act, **_under(shown, "Phân công kiểm tra chéo", "Phân công"), lead=lead)


@page(signed_in)
def board(request: Request, cluster: int) -> HttpResponse:
    """What is missing, unit by unit, those with the least time first."""
    shown, season = cluster_or_404(request, cluster), season_of(request)
    check_boards(request.actor, season, cluster, request.today)
    reminds = refusal(policies.check_reminds, request.actor, season, cluster, request.today) is None
    context = {
        "crumbs": pages.crumbs(shown, "Việc còn thiếu"),
        "header": ObjectHeader(f"Việc còn thiếu: {shown.name}", kind=str(season)),
        "rows": board_of(cluster, request.today, request.now),
        "cluster": shown,
        "reminds": reminds,
    }
    return render(request, "score/board.html", context)


@page(signed_in, methods=GET_POST)
def remind(request: Request, cluster: int) -> HttpResponse:
    """Remind the units whose turn it is."""
    shown, actor, season = cluster_or_404(request, cluster), request.actor, season_of(request)
    policies.check_reminds(actor, season, cluster, request.today)

    def act(data: dict[str, Any]) -> str:
        url = reverse("score:home")
        what = {"url": url, "text": data["text"], "now": request.now}
        told = actions.remind_units(by=actor, season=season, cluster_id=cluster, today=request.today, **what)
        messages.success(request, f"Đã nhắc {told.units} đơn vị; {told.already} đơn vị đã được nhắc hôm nay.")
        return url

    form = RemindForm(request.POST or None, initial={"text": REMINDER})
    lead = "Lời nhắc tới những đơn vị đang đến lượt: tự chấm, kiểm tra chéo, thẩm định hoặc giải trình."
    return form_page(request, form, act, **_under(shown, "Nhắc những nơi đến lượt", "Nhắc"), lead=lead)


@page(signed_in, methods=GET_POST)
def tie(request: Request, cluster: int) -> HttpResponse:
    """The council's order of units with equal results: the first group, or the one named (?nhom=)."""
    shown, actor, season = cluster_or_404(request, cluster), request.actor, season_of(request)
    policies.check_orders_ties(actor, season, cluster, request.today)
    groups, number = tied_groups(cluster), request.GET.get("nhom", "1")
    if not (number.isdecimal() and 0 < int(number) <= len(groups)):
        messages.info(request, "Không có đơn vị nào đồng hạng để phân định.")
        return redirect("score:ranking", cluster=cluster)
    units = units_by_id(groups[int(number) - 1])
    form = forms.TieForm(request.POST or None, units=[(pk, units[pk].name) for pk in groups[int(number) - 1]])

    def act(data: dict[str, Any]) -> str:
        what = {"unit_ids": form.order(), "reason": data["reason"]}
        actions.order_tie(by=actor, season=season, cluster_id=cluster, today=request.today, **what)
        messages.success(request, "Đã ghi thứ tự do hội đồng phân định.")
        return reverse("score:ranking", args=[cluster])

    return form_page(request, form, act, **_under(shown, "Phân định đồng hạng", "Ghi thứ tự"))


def _under(cluster: Any, title: str, button: str) -> dict[str, Any]:
    back = reverse("score:plan", args=[cluster.id])
    return {"title": f"{title}: {cluster.name}", "button": button, "back": back, "crumbs": pages.crumbs(cluster, title)}


def _sheet(request: Request, pk: int) -> ScoreSheet:
    found = sheets_of(stand_in_that_of(request, ScoreSheet, pk).pk).filter(pk=pk).first()
    if found is None:
        raise Http404
    policies.check_sees_sheet(request.actor, found, request.today, papers=True)
    return found


@page(signed_in)
def replies(request: Request, pk: int) -> HttpResponse:
    """What is in dispute, what the unit says to it, and what was answered."""
    sheet = _sheet(request, pk)
    context = pages.replies_context(request.actor, sheet, request.today)
    context |= {"crumbs": sheet_crumbs(sheet, "Giải trình"), "header": ObjectHeader(f"Giải trình: {sheet.unit}")}
    return render(request, "score/replies.html", context)


@page(signed_in, methods=GET_POST)
def reply(request: Request, pk: int, code: str) -> HttpResponse:
    """The unit explains one criterion."""
    sheet, standing = _with_code(request, pk, code)
    policies.check_explains(request.actor, sheet, request.today)
    standing_reply = replies_of(sheet).get(code)
    start = {"text": standing_reply.text, "after": standing_reply.pk} if standing_reply else {"after": 0}
    form = forms.ReplyForm(request.POST or None, initial=start)

    def act(data: dict[str, Any]) -> str:
        what = {"code": code, "text": data["text"], "after": data["after"] or 0}
        actions.reply(by=request.actor, sheet=sheet, today=request.today, **what)
        messages.success(request, "Đã ghi giải trình.")
        return reverse("score:replies", args=[pk])

    line = pages.reply_line(standing, code, standing_reply, True, False)
    return form_page(request, form, act, "score/reply.html", line=line, **_of(sheet, "Giải trình", "Ghi giải trình"))


@page(signed_in, methods=GET_POST)
def answer(request: Request, pk: int, code: str) -> HttpResponse:
    """The reviewer closes a reply."""
    sheet, standing = _with_code(request, pk, code)
    check_answers(request.actor, sheet, standing.owners[code], request.today)
    asked = replies_of(sheet).get(code)
    if asked is None:
        raise Refused("Tiêu chí này không có giải trình nào đang chờ trả lời.")
    form = forms.AnswerForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        actions.answer(by=request.actor, sheet=sheet, code=code, today=request.today, **data)
        messages.success(request, "Đã trả lời giải trình.")
        return reverse("score:replies", args=[pk])

    line = pages.reply_line(standing, code, asked, False, True)
    return form_page(request, form, act, "score/reply.html", line=line, **_of(sheet, "Trả lời giải trình", "Trả lời"))


def _with_code(request: Request, pk: int, code: str) -> tuple[ScoreSheet, Any]:
    sheet = _sheet(request, pk)
    standing = standing_of(sheet)
    if code not in standing.labels:
        raise Http404
    return sheet, standing


def _of(sheet: ScoreSheet, title: str, button: str) -> dict[str, Any]:
    back = reverse("score:replies", args=[sheet.pk])
    return {"title": f"{title}: {sheet.unit}", "button": button, "back": back, "crumbs": sheet_crumbs(sheet, title)}


@page(signed_in, methods=GET_POST)
def minutes(request: Request, pk: int) -> HttpResponse:
    """The agreed minutes of a sheet; signed by both sides with the word and the password asked again."""
    sheet = _sheet(request, pk)
    if request.method == "POST":
        check_signs(request.actor, sheet, request.today)
    context = pages.minutes_context(request.actor, sheet, request.today)
    start = {"text_hash": context["hash"], "office": request.actor.role.label if request.actor.role else ""}
    form = forms.SignForm(request.POST or None, initial=start) if context["side"] or request.method == "POST" else None
    context |= {"crumbs": sheet_crumbs(sheet, "Biên bản"), "form": form}
    context["header"] = ObjectHeader(f"Biên bản thống nhất điểm: {sheet.unit}", context["state"], str(sheet.season))
    if form is not None and request.method == "POST" and form.is_valid():
        if not get_adapter().get_reauthentication_methods(request.user):
            raise Refused("Tài khoản của bạn chưa có mật khẩu nên chưa ký được. Hãy nhờ quản trị đơn vị cấp mật khẩu.")
        signed: HttpResponse = _sign(request, sheet, form)
        return signed
    return render(request, "score/minutes.html", context, status=422 if form is not None and form.errors else 200)


@reauthentication_required  # type: ignore[untyped-decorator]
def _sign(request: Request, sheet: ScoreSheet, form: forms.SignForm) -> HttpResponse:
    """Goes on only when the password was given in the last minutes; else it is asked for, and the form comes back."""
    given = {name: form.cleaned_data[name] for name in ("text_hash", "office")}
    try:
        actions.sign(by=request.actor, sheet=sheet, today=request.today, **given)
        messages.success(request, "Đã ký biên bản thống nhất điểm.")
    except Problem as problem:
        messages.error(request, problem.sentence)
    return redirect("score:minutes", pk=sheet.pk)


@page(signed_in, methods=GET_POST)
def decide(request: Request, pk: int) -> HttpResponse:
    """The secretary writes down that the council has looked at a sheet."""
    sheet = _sheet(request, pk)
    policies.check_council(request.actor, sheet, request.today)

    def act(data: dict[str, Any]) -> str:
        sheets.decide(by=request.actor, sheet=sheet, today=request.today, minutes=data["minutes"])
        messages.success(request, "Đã ghi nhận hội đồng xem xét.")
        return reverse("score:sheet", args=[pk])

    shown = {**_of(sheet, "Hội đồng đã xem xét", "Ghi nhận"), "back": reverse("score:sheet", args=[pk])}
    lead = "Tiêu chí mà hội đồng quyết định khác thì ghi ở bảng chấm trước, kèm lý do. Sau bước này điểm chờ công bố."
    return form_page(request, forms.DecideForm(request.POST or None), act, **shown, lead=lead)
