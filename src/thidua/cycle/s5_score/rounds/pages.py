"""What the pages of the rounds are made of: the plan of a cluster, the replies and the minutes of a sheet."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.season.models import Season
from thidua.base.units.queries import units_by_id
from thidua.cycle.s3_covenant.queries import ClusterInfo
from thidua.cycle.s5_score import policies
from thidua.cycle.s5_score.enums import PHASES, Phase, Round, SheetState, Side
from thidua.cycle.s5_score.facts import Standing, entry_in_words, standing_of
from thidua.cycle.s5_score.minutes import hash_of, in_eights, minutes_text, signatures_of
from thidua.cycle.s5_score.models import CellEntry, CrossCheck, Extension, Reply, RoundPlan, ScoreSheet
from thidua.cycle.s5_score.plans import Plan, Window, assignment_of, phase_of, plan_of
from thidua.cycle.s5_score.queries import replies_of, sheets_in
from thidua.cycle.s5_score.rounds.countdown import left
from thidua.cycle.s5_score.rounds.policies import check_answers, check_boards, check_plans, check_signs
from thidua.language.numbers import format_number
from thidua.ui.parts import Action, Crumb, Fact, ObjectHeader, State


@dataclass(frozen=True)
class PhaseLine:
    """One phase of a plan: its window, what is left of it, and how many sheets are in it now."""

    phase: Phase
    window: Window
    left: str
    is_open: bool
    sheets: int


def crumbs(cluster: ClusterInfo, last: str) -> tuple[Crumb, ...]:
    """The path to the pages of a cluster's rounds."""
    home, plan = Crumb("Chấm điểm", reverse("score:home")), reverse("score:plan", args=[cluster.id])
    name = f"Lịch chấm điểm {cluster.name}"
    return (home, Crumb(name, plan), Crumb(last)) if last else (home, Crumb(name))


def phase_lines(plan: Plan, sheets: list[ScoreSheet], today: date, now: datetime) -> list[PhaseLine]:
    """The phases in order."""
    standing, found = Counter(phase_of(sheet) for sheet in sheets), []
    for phase in PHASES:
        if window := plan.window(phase, 0):
            is_open = window.opens <= today <= window.closes
            rest = left(window.closes, now) if window.opens <= today else "chưa mở"
            found.append(PhaseLine(phase, window, rest, is_open, standing[phase]))
    return found


def plan_context(actor: Actor, season: Season, cluster: ClusterInfo, today: date, now: datetime) -> dict[str, Any]:
    """The page of a cluster's plan: windows, extensions, who checks whom, and every earlier plan."""
    plan, sheets, assigned = plan_of(cluster.id), sheets_in(cluster.id), assignment_of(cluster.id)
    may = refusal(check_plans, actor, season, cluster.id, today) is None
    rows = Extension.objects.filter(cluster_id=cluster.id).select_related("sheet__unit")
    return {
        "crumbs": crumbs(cluster, ""),
        "header": _plan_header(cluster, plan, season, may),
        "cluster": cluster,
        "plan": plan,
        "lines": phase_lines(plan, sheets, today, now),
        "extensions": list(rows),
        "earlier": list(RoundPlan.objects.filter(cluster_id=cluster.id).order_by("-id")),
        "assigned": assigned,
        "drawn": CrossCheck.objects.filter(cluster_id=cluster.id).count(),
        "pairs": _pairs(assigned),
        "boards": refusal(check_boards, actor, season, cluster.id, today) is None,
    }


def _plan_header(cluster: ClusterInfo, plan: Plan, season: Season, may: bool) -> ObjectHeader:
    title = f"Lịch chấm điểm {cluster.name}"
    if not may:
        return ObjectHeader(title, kind=str(season))
    change = Action("Đổi lịch" if plan.id else "Đặt lịch", reverse("score:set_plan", args=[cluster.id]), "calendar3")
    others = []
    if Phase.CROSS in plan.windows:
        others.append(Action("Phân công kiểm tra chéo", reverse("score:assign", args=[cluster.id]), "people"))
    if plan.id:
        others.append(Action("Gia hạn", reverse("score:extend", args=[cluster.id]), "hourglass-split"))
    return ObjectHeader(title, kind=str(season), action=change, others=tuple(others))


def _pairs(assigned: CrossCheck | None) -> list[tuple[str, str]]:
    if assigned is None:
        return []
    units = units_by_id({pk for pair in assigned.pairs for pk in pair})
    return [(units[by].name, units[on].name) for by, on in assigned.pairs]


@dataclass(frozen=True)
class ReplyLine:
    """One criterion in the page of replies: what was claimed and reviewed, the reply, and what the reader may do."""

    code: str
    label: str
    claimed: str
    reviewed: str
    reason: str
    reviewer: str
    reply: Reply | None
    may_reply: bool
    may_answer: bool


def _said(standing: Standing, entry: CellEntry | None, code: str) -> str:
    if entry is None:
        return "chưa ghi"
    words = entry_in_words(standing.fields(code), entry)
    return f"{format_number(entry.points)} điểm ({words})" if entry.points is not None else words


def reply_line(standing: Standing, code: str, reply: Reply | None, explains: bool, answers: bool) -> ReplyLine:
    """One line; rights were asked by the caller."""
    own, reviewed = standing.current(code, Round.SELF), standing.current(code, Round.REVIEW)
    answered = hasattr(reply, "answer")
    label = f"{code} {standing.labels[code]}" if code in standing.criteria else standing.labels[code]
    return ReplyLine(
        code, label, _said(standing, own, code), _said(standing, reviewed, code), reviewed.reason if reviewed else "",
        reviewed.who if reviewed else "", reply, explains and not answered and reviewed is not None,
        answers and reply is not None and not answered,
    )  # fmt: skip


def replies_context(actor: Actor, sheet: ScoreSheet, today: date) -> dict[str, Any]:
    """The page of a sheet's replies: everything in dispute or replied to; other criteria to choose from."""
    standing, replies = standing_of(sheet), replies_of(sheet)
    explains = refusal(policies.check_explains, actor, sheet, today) is None
    shown = [code for code in standing.labels if standing.is_disputed(code) or code in replies]
    lines = []
    for code in shown:
        answers = refusal(check_answers, actor, sheet, standing.owners[code], today) is None
        lines.append(reply_line(standing, code, replies.get(code), explains, answers))
    rest = [(code, standing.named([code])) for code in standing.labels if code not in shown]
    return {
        "sheet": sheet,
        "lines": lines,
        "rest": rest if explains else [],
        "explains": explains,
        "open": sum(1 for each in replies.values() if not hasattr(each, "answer")),
        "made": len(replies),
        "earlier": [r for r in Reply.objects.filter(sheet=sheet).order_by("id") if r not in replies.values()],
    }


def minutes_context(actor: Actor, sheet: ScoreSheet, today: date) -> dict[str, Any]:
    """The agreed minutes as they read now, who has signed them, and whether the reader may."""
    standing = standing_of(sheet)
    text, signed = minutes_text(standing), signatures_of(standing)
    may = refusal(check_signs, actor, sheet, today) is None
    side = check_signs(actor, sheet, today) if may else None
    settled = sheet.state >= SheetState.AGREED
    missing = ", ".join(each.label.lower() for each in Side if each not in signed)
    state = State("đủ chữ ký", "success") if not missing else State(f"chưa ký: {missing}", "waiting")
    return {
        "sheet": sheet,
        "state": state,
        "lines": text.splitlines(),
        "facts": (Fact("Mã băm của biên bản (SHA-256)", in_eights(hash_of(text))),),
        "hash": hash_of(text),
        "signed": [(each.label, signed.get(each)) for each in Side],
        "left": [] if settled else standing.without(Round.AGREED),
        "side": side if side not in signed else None,
    }
