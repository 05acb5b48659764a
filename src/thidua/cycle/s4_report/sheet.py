"""What the pages of one report are made of: figures with their arithmetic, forms by group, history."""

from datetime import date
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.audit.queries import history_of
from thidua.base.documents.forms import UploadForm
from thidua.base.documents.queries import attachments_of
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.workflow.queries import last_reason
from thidua.cycle.s4_report.drawings import plan_chart, year_chart
from thidua.cycle.s4_report.enums import STAGE, TONES, Approx, Owing, ReportState, ValueState
from thidua.cycle.s4_report.figures import Entry, aim_in_words
from thidua.cycle.s4_report.forms import FigureForm, OpenReportForm
from thidua.cycle.s4_report.models import Report
from thidua.cycle.s4_report.owing import calendar_of, due_day, owed_reports
from thidua.cycle.s4_report.periods import periods_of
from thidua.cycle.s4_report.policies import can_edit_report, can_judge_report
from thidua.cycle.s4_report.queries import Figure, figures_of, indicators_of, versions_of
from thidua.language.dates import format_date
from thidua.language.numbers import format_number
from thidua.ui.parts import Action, Cell, Crumb, Fact, HistoryEntry, ObjectHeader, State, Why, WhyInput

MET = {
    True: State("đạt", "success"),
    False: State("chưa đạt", "warning"),
    None: State("chưa đủ căn cứ", "neutral"),
}


def figures_in(report: Report) -> list[Figure]:
    """Every indicator of the season as this report has it: entered, aimed at, or still empty."""
    known = {f.indicator.id: f for f in figures_of(report.season_id, report.unit_id, report.period)}
    return [
        known.get(i.id) or Figure(i, report.unit_id, report.period, report.pk, report.state, None, Entry())
        for i in indicators_of(report.season_id)
    ]


def cell(row: Figure) -> Cell:
    """The result in one of its four states."""
    near = Approx(row.entry.value_approx).label
    note = ", ".join(part for part in (near, "ước tính" if row.entry.estimated else "") if part)
    return Cell(
        row.entry.value,
        applicable=row.entry.state != ValueState.NOT_APPLICABLE,
        places=row.indicator.places,
        note=note,
    )


def _rows(report: Report, figures: list[Figure]) -> list[dict[str, Any]]:
    return [
        {
            "figure": row,
            "aim": aim_in_words(row.aim, row.indicator.unit_of_measure),
            "cell": cell(row),
            "percent": row.percent_of_plan.shown,
            "percent_near": Approx(row.percent_of_plan.approx).label,
            "movement": row.movement or "chưa có",
            "met": MET[row.met],
            "url": reverse("report:why", args=[report.pk, row.indicator.id]),
        }
        for row in figures
    ]


def _header(actor: Actor, report: Report, editable: bool, judging: bool, today: date) -> ObjectHeader:
    state = ReportState(report.state)
    status = stage_status(report.season, STAGE, today)
    turn = {
        ReportState.DRAFT: str(report.unit),
        ReportState.RETURNED: str(report.unit),
        ReportState.SENT: str(report.season.authority),
        ReportState.ACCEPTED: "",
    }[state]
    action, others, waits = None, [], state in (ReportState.DRAFT, ReportState.RETURNED)
    if editable:
        action = Action("Gửi báo cáo", reverse("report:send", args=[report.pk]), "send", "post")
        others.append(Action("Nhập số liệu", reverse("report:enter", args=[report.pk]), "pencil"))
    elif judging and state == ReportState.SENT:
        action = Action("Chấp nhận", reverse("report:accept", args=[report.pk]), "check2", "post")
        others.append(Action("Trả lại", reverse("report:send_back", args=[report.pk]), "arrow-return-left"))
    elif judging and state == ReportState.ACCEPTED:
        others.append(Action("Mở đính chính", reverse("report:send_back", args=[report.pk]), "arrow-return-left"))
    due = format_date(report.due_on) if report.due_on and waits else status.until
    return ObjectHeader(
        str(report),
        State(state.label, TONES[state]),
        turn=turn,
        until="" if state == ReportState.ACCEPTED else due,
        action=action,
        others=tuple(others),
    )


def _when(report: Report, today: date) -> list[Fact]:
    """By when the unit owes this report, and how it stands with that; nothing in a season without a calendar."""
    row = next(iter(owed_reports(report.season_id, [report.unit_id], report.period)), None)
    if row is None:
        return [Fact("Lịch báo cáo", Owing.NOT_OWED.label)] if calendar_of(report.season_id) else []
    due = format_date(row.due_on) + (f" (được gia hạn: {row.reason})" if row.extended else "")
    return [Fact("Hạn gửi", due), Fact("Theo lịch báo cáo", row.words(today))]


def sheet_context(actor: Actor, report: Report, today: date) -> dict[str, Any]:
    """Everything the page of a report shows."""
    figures = figures_in(report)
    editable, judging = can_edit_report(actor, report, today), can_judge_report(actor, report)
    here = reverse("report:report", args=[report.pk])
    return {
        "report": report,
        "crumbs": (Crumb("Báo cáo", reverse("report:home")), Crumb(str(report))),
        "header": _header(actor, report, editable, judging, today),
        "when": _when(report, today),
        "rows": _rows(report, figures),
        "plan": plan_chart(figures),
        "years": year_chart(figures, report.season.year),
        "reason": last_reason(report) if report.state == ReportState.RETURNED else None,
        "attachments": attachments_of(report),
        "upload": UploadForm.for_owner(report, next=here) if editable else None,
        "history": [HistoryEntry(line.at, line.text, line.reason) for line in history_of(report)],
    }


def open_context(actor: Actor, season: Season, form: OpenReportForm) -> dict[str, Any]:
    """The page that begins a report: what the own unit owes of the period that the address or the form names."""
    chosen = str(form["period"].value() or "")
    span = next((p for p in periods_of(season.year) if p.code == chosen), None)
    title = f"Lập báo cáo {span.label}" if span else "Lập báo cáo"
    return {
        "crumbs": (Crumb("Báo cáo", reverse("report:home")), Crumb(title)),
        "header": ObjectHeader(title, kind=actor.unit_name),
        "form": form,
        "label": span.label if span else "",
        "due": due_day(season.pk, actor.unit_id, span.code) if span and actor.unit_id else None,
    }


def entry_forms(report: Report, data: QueryDict | None) -> list[FigureForm]:
    """One form an indicator."""
    return [FigureForm(data, figure=row) for row in figures_in(report)]


def entry_groups(forms: list[FigureForm]) -> list[tuple[str, list[FigureForm]]]:
    """The forms by group of indicators, in order."""
    return [(name or "Chỉ tiêu", list(rows)) for name, rows in groupby(forms, lambda f: f.figure.indicator.group)]


def why_context(report: Report, indicator_id: int) -> dict[str, Any] | None:
    """Rule, inputs, arithmetic, source and versions of one figure; None for an indicator of another season."""
    row = next((f for f in figures_in(report) if f.indicator.id == indicator_id), None)
    if row is None:
        return None
    return {
        "report": report,
        "crumbs": (
            Crumb("Báo cáo", reverse("report:home")),
            Crumb(str(report), reverse("report:report", args=[report.pk])),
            Crumb(row.indicator.name),
        ),
        "header": ObjectHeader(row.indicator.name, MET[row.met], kind=str(report)),
        "why": _why(row),
        "versions": [
            (v, Cell(v.value, v.state != ValueState.NOT_APPLICABLE)) for v in versions_of(report, indicator_id)
        ],
        "measure": row.indicator.unit_of_measure,
    }


def _why(row: Figure) -> Why:
    entry, measure = row.entry, row.indicator.unit_of_measure

    def said(value: Any, near: str = "") -> str:
        return f"{near} {format_number(value)} {measure}".strip() if value is not None else "chưa nhập"

    inputs = (
        WhyInput("Mức giao", aim_in_words(row.aim, measure)),
        WhyInput("Kế hoạch", said(entry.plan)),
        WhyInput("Kết quả", said(entry.value, Approx(entry.value_approx).label), row.source),
        WhyInput("Cùng kỳ năm trước", said(entry.last)),
    )
    rule = (
        "Phần trăm kế hoạch = kết quả ÷ kế hoạch × 100; so với cùng kỳ = kết quả ÷ cùng kỳ × 100. "
        "Thiếu số gốc thì lấy tỷ lệ đơn vị đã báo cáo và ghi rõ như vậy. Dưới 100% so với cùng kỳ là giảm."
    )
    steps = (*row.percent_of_plan.steps, *row.ratio_to_last.steps)
    if row.movement:
        steps = (*steps, f"So với cùng kỳ năm trước: {row.movement}.")
    return Why("Đánh giá chỉ tiêu này:", MET[row.met].label, rule, inputs, steps, row.source)
