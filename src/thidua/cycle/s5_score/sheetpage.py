"""What the pages of one sheet are made of: the grid with its header, the evidence beside it, and «Vì sao?»."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.audit.queries import history_of
from thidua.base.documents.forms import UploadForm
from thidua.base.documents.models import Attachment
from thidua.base.documents.queries import attachments_of, opened_by
from thidua.base.season.queries import stage_status
from thidua.base.units.queries import units_by_id
from thidua.base.workflow.flow import Transition
from thidua.base.workflow.queries import last_reason, steps_of
from thidua.cycle.s5_score.enums import SHEET_FLOW, SHEET_TONES, STAGE, Phase, Round, SheetState, round_of
from thidua.cycle.s5_score.facts import entry_in_words
from thidua.cycle.s5_score.grid import Column, Grid, Row
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.plans import Plan, checkers_of, phase_of, plan_of
from thidua.cycle.s5_score.policies import (
    check_council,
    check_ends_cross_check,
    check_ends_explaining,
    check_excludes,
    check_runs_scoring,
    check_sees_ranking,
    check_sees_sheet,
    check_sees_sheet_id,
    check_writes_sheet_id,
    sees_column,
)
from thidua.cycle.s5_score.queries import entries_of
from thidua.engine.scoring.told import Told
from thidua.language.dates import format_date
from thidua.language.numbers import format_number
from thidua.ui.parts import Action, Crumb, HistoryEntry, ObjectHeader, State, Why, WhyInput

_TURNS = {
    SheetState.SUBMITTED: "Cơ quan thẩm định",
    SheetState.REVIEWED: "Chuyên viên của đơn vị tổ chức",
    SheetState.AGREED: "Đơn vị tổ chức công bố khi cả cụm, khối đã thống nhất",
    SheetState.DECIDED: "Đơn vị tổ chức công bố khi hội đồng đã xem xét cả cụm, khối",
}
_ICONS = {"submit": "send", "submit_cross": "send", "send_back": "arrow-return-left", "reopen": "unlock"}
_TOTAL_RULE = "Tổng điểm là cộng điểm các nhóm; mẫu số là cộng điểm tối đa của các tiêu chí áp dụng cho đơn vị."


def crumbs(sheet: ScoreSheet, last: str = "") -> tuple[Crumb, ...]:
    """The path to a sheet and to what lies under it."""
    own = Crumb(str(sheet), reverse("score:sheet", args=[sheet.pk]) if last else "")
    return (Crumb("Chấm điểm", reverse("score:home")), own, *((Crumb(last),) if last else ()))


def sheet_context(grid: Grid, evidence: str = "") -> dict[str, Any]:
    """Everything the page of a sheet shows; ``evidence`` is the criterion whose files stand beside the grid."""
    sheet, back = grid.sheet, steps_of(grid.sheet).last()
    return {
        "sheet": sheet,
        "grid": grid,
        "crumbs": crumbs(sheet),
        "header": _header(grid),
        "papers": refusal(check_sees_sheet_id, grid.actor, sheet.pk) is None,
        "ranked": refusal(check_sees_ranking, grid.actor, sheet.season, sheet.cluster_id, grid.today) is None,
        "returned": last_reason(sheet) if back and back.name in ("send_back", "reopen") else None,
        "history": [HistoryEntry(line.at, line.text, line.reason) for line in history_of(sheet)],
        "store": f"{sheet.pk}:{grid.round}:{grid.actor.account_id}",
        "files": evidence_context(grid, evidence) if evidence else None,
    }


def _header(grid: Grid) -> ObjectHeader:
    sheet, state = grid.sheet, SheetState(grid.sheet.state)
    plan, phase = plan_of(sheet.cluster_id), phase_of(sheet)
    steps = [_action(sheet, t) for t in SHEET_FLOW.offers(state, grid.actor) if _may(grid, plan, t.name)]
    if grid.mine and grid.round != Round.SELF and grid.left():
        url = reverse("score:save", args=[sheet.pk])
        agree = Action("Đồng ý các mục còn lại", url, "check2", "post", (("dong-y", "*"),))
        runs = refusal(check_runs_scoring, grid.actor, sheet.season, grid.today) is None
        steps.insert(1 if runs else 0, agree)
    if state in (SheetState.AGREED, SheetState.DECIDED) and any(s.label == "Mở lại để thống nhất" for s in steps):
        steps.insert(0, Action("Xếp hạng của cụm, khối", reverse("score:ranking", args=[sheet.cluster_id]), "list-ol"))
    window = plan.window(phase, sheet.pk) if phase else None
    until = format_date(window.closes) if window else ""
    if state == SheetState.SELF_SCORING and not window:
        until = stage_status(sheet.season, STAGE, grid.today).until
    links = _links(grid, plan)
    # the right of reply comes before giving it up
    offered = [*links, *steps] if state == SheetState.EXPLAINING else [*steps, *links]
    badge, first = State(state.label, SHEET_TONES[state]), offered[0] if steps else None
    others = tuple(offered[1:] if steps else offered)
    return ObjectHeader(str(sheet), badge, str(sheet.season), _turn(grid, state, plan), until, first, others)


def _turn(grid: Grid, state: SheetState, plan: Plan) -> str:
    """Whose turn it is."""
    if state in (SheetState.SELF_SCORING, SheetState.EXPLAINING):
        return str(grid.sheet.unit)
    if state == SheetState.CROSS_CHECKING:
        names = [unit.name for unit in units_by_id(checkers_of(grid.sheet)).values()]
        return ", ".join(names) or "Trưởng cụm, khối phân công kiểm tra chéo"
    if state == SheetState.AGREED and Phase.COUNCIL in plan.windows:
        return "Hội đồng xem xét; thư ký hội đồng ghi lại"
    return _TURNS.get(state, "")


def _may(grid: Grid, plan: Plan, step: str) -> bool:
    """Whether the reader may take a step now: the plan has it, and its own policy says yes."""
    if step in plan.unused or step == "publish":
        return False
    asked = {
        "checked": check_ends_cross_check,
        "explained": check_ends_explaining,
        "decide": check_council,
        "exclude": check_excludes,
    }.get(step)
    if asked is not None:
        return refusal(asked, grid.actor, grid.sheet, grid.today) is None
    if step in ("submit", "submit_cross"):
        return bool(grid.mine)
    return refusal(check_runs_scoring, grid.actor, grid.sheet.season, grid.today) is None


def _links(grid: Grid, plan: Plan) -> list[Action]:
    """Pages beside the sheet."""
    sheet, found = grid.sheet, []
    if sheet.state == SheetState.SELF_SCORING and grid.mine:
        found.append(Action("Mang về làm ngoại tuyến", reverse("score:offline", args=[sheet.pk]), "download"))
    seen = refusal(check_sees_sheet, grid.actor, sheet, grid.today, papers=True) is None
    if Phase.EXPLAIN in plan.windows and sheet.state >= SheetState.EXPLAINING and seen:
        found.append(Action("Giải trình", reverse("score:replies", args=[sheet.pk]), "chat-left-text"))
    if plan.minutes and sheet.state >= SheetState.REVIEWED and seen:
        found.append(Action("Biên bản thống nhất", reverse("score:minutes", args=[sheet.pk]), "file-earmark-text"))
    if plan.id:
        found.append(Action("Lịch chấm điểm", reverse("score:plan", args=[sheet.cluster_id]), "calendar3"))
    return found


def _action(sheet: ScoreSheet, step: Transition) -> Action:
    url = reverse("score:step", args=[sheet.pk, step.name])
    if step.name == "decide":
        return Action(step.label, reverse("score:decide", args=[sheet.pk]), "check2")
    return Action(step.label, url, _ICONS.get(step.name, "check2"), "get" if step.needs_reason else "post")


def evidence_context(grid: Grid, code: str) -> dict[str, Any]:
    """The files of one criterion, which of them the reader has not opened, and the form for more."""
    actor, sheet = grid.actor, grid.sheet
    check_sees_sheet_id(actor, sheet.pk)
    if code not in grid.standing.criteria:
        raise Http404
    files, opened = _files(actor, sheet, code)
    may_write = refusal(check_writes_sheet_id, actor, sheet.pk) is None
    return {
        "code": code,
        "sheet_id": sheet.pk,
        "label": grid.standing.labels[code],
        "attachments": files,
        "unopened": [f for f in files if f.pk not in opened and f.account_id != actor.account_id],
        "upload": _upload(sheet, code) if may_write else None,
        "mine": actor.unit_id if may_write else None,
    }


def _files(actor: Actor, sheet: ScoreSheet, code: str) -> tuple[list[Attachment], frozenset[int]]:
    found = [file for file in attachments_of(sheet) if file.label == code]
    return found, opened_by(actor.account_id or 0, [file.pk for file in found])


def _upload(sheet: ScoreSheet, code: str) -> UploadForm:
    """The form of the documents room, with the criterion filled in."""
    form = UploadForm.for_owner(sheet, next=f"{reverse('score:sheet', args=[sheet.pk])}?minh-chung={code}", dated=True)
    form.fields["label"].widget = form.fields["label"].hidden_widget()
    form.initial["label"] = code
    return form


def why_context(actor: Actor, sheet: ScoreSheet, code: str, today: date) -> dict[str, Any]:
    """«Vì sao?» of one criterion, or (empty code) of the whole sheet. Raises Http404 for a code it doesn't have."""
    grid = Grid(actor, sheet, today)
    if not code:
        return _whole(grid)
    if code not in grid.standing.labels:
        raise Http404
    row, fields = grid.row(code), grid.standing.fields(code)
    files, opened = ([], frozenset()) if refusal(check_sees_sheet_id, actor, sheet.pk) else _files(actor, sheet, code)
    return {
        "sheet": sheet,
        "crumbs": crumbs(sheet, row.label),
        "header": ObjectHeader(row.label, kind=f"{sheet}, tiêu chí {code}" if row.criterion else str(sheet)),
        "row": row,
        "whys": [_why(grid, row, column) for column in reversed(row.columns) if column.entry],
        "entries": [
            (entry, round_of(entry.round).label, entry_in_words(fields, entry))
            for entry in entries_of(sheet, code)
            if sees_column(actor, sheet, entry.column)
        ],
        "files": files,
        "opened": opened,
    }


def _why(grid: Grid, row: Row, column: Column) -> Why:
    entry = column.entry
    assert entry is not None  # columns without an entry are left out
    told = None if column.stale else grid.told[column.round].criteria.get(row.code)
    said = list(told.said) if told else []
    rule = said.pop(0).removeprefix("Cách tính: ") if said else row.rule or "Trả lời có hoặc không."
    points = column.points.value
    result = _out_of(points, told) if told and points is not None else column.word or "chưa có điểm"
    source = {f.label: entry.inputs.get(f.name, {}).get("source", "") for f in grid.standing.fields(row.code)}
    inputs = tuple(WhyInput(label, words, source.get(label) or "tự nhập") for label, words in column.figures)
    note = f"{entry.who}: {entry.reason}" if entry.reason else f"{entry.who} ghi."
    if column.stale:
        note = f"Giá trị này được ghi trước khi vòng trước sửa lại, nên phải ghi lại. {note}"
    return Why(f"{column.label}: vì sao?", result, rule, inputs, tuple(said), *_basis(grid.sheet), note)


def _basis(sheet: ScoreSheet) -> tuple[str, str]:
    source = ", ".join(part for part in (str(sheet.scheme), sheet.scheme.document) if part)
    return source, reverse("score:scheme", args=[sheet.scheme_id])


def _out_of(points: Decimal | int | None, told: Told) -> str:
    return f"{'chưa chấm' if points is None else format_number(points)}/{format_number(told.maximum)} điểm"


def _whole(grid: Grid) -> dict[str, Any]:
    sheet, basis = grid.sheet, _basis(grid.sheet)
    told = [(total.label, total.told) for total in reversed(grid.totals())]
    whys = [Why(f"{n}: vì sao?", _out_of(t.points, t), _TOTAL_RULE, (), t.said, *basis) for n, t in told]
    last = grid.told[grid.rounds[-1]].groups
    return {
        "sheet": sheet,
        "crumbs": crumbs(sheet, "Tổng điểm"),
        "header": ObjectHeader("Vì sao có tổng điểm này?", kind=str(sheet)),
        "whys": whys,
        "groups": [(g.label, last[g.code]) for g in grid.standing.rules.all_groups() if g.code in last],
    }
