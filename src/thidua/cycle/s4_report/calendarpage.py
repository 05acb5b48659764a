"""What the pages of the reporting calendar are made of: the grid of units by periods, one period, the own unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.audit.queries import history_of
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.units.models import Unit
from thidua.base.units.queries import units_by_id
from thidua.base.units.tree import unit_and_below
from thidua.cycle.s4_report.drawings import calendar_chart
from thidua.cycle.s4_report.duties import begin_url, report_url
from thidua.cycle.s4_report.enums import STAGE, ReportState
from thidua.cycle.s4_report.forms_calendar import AddUnitsForm, DueForm, ExtendForm, PeriodForm, RemoveUnitsForm
from thidua.cycle.s4_report.models import ReportPeriod
from thidua.cycle.s4_report.overview import scope_units
from thidua.cycle.s4_report.owing import NOT_OWED, Owed, calendar_of, counts_of, owed_reports, owing_units, span_of
from thidua.cycle.s4_report.policies import (
    can_open_report,
    can_set_calendar,
    sees_all_units,
    sees_drafts_of,
    speaks_for,
)
from thidua.cycle.s4_report.queries import units_with_targets
from thidua.language.dates import format_date
from thidua.ui.forms import Form
from thidua.ui.parts import Action, Crumb, HistoryEntry, ObjectHeader, State

NAME = "Lịch báo cáo"
_HOME = "Báo cáo"


@dataclass(frozen=True)
class Box:
    """One unit in one period as the grid shows it."""

    head: str
    badge: State
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One unit on the page of a period; ``url`` leads to its report once it was sent."""

    due_on: date
    reason: str
    badge: State
    url: str


def _box(row: Owed | None, head: str, today: date) -> Box:
    if row is None:
        return Box(head, NOT_OWED)
    note = f"gia hạn đến {format_date(row.due_on)}: {row.reason}" if row.extended else ""
    return Box(head, row.badge(today), note)


def _line(row: Owed, today: date) -> Line:
    sent = row.report_id is not None and row.report_state != ReportState.DRAFT
    return Line(row.due_on, row.reason, row.badge(today), report_url(row.report_id) if sent and row.report_id else "")


def grid_context(actor: Actor, season: Season, today: date) -> dict[str, Any]:
    """The calendar of the units in reach: drawn, and listed."""
    calendar, units = calendar_of(season.pk), scope_units(actor, season, today)
    owed = owed_reports(season.pk, units)
    found = {(row.unit_id, row.period.code): row for row in owed}
    shown = {row.unit_id for row in owed} | (units_with_targets(season.pk) & units)
    names = sorted(units_by_id(shown).values(), key=lambda unit: unit.name_sort)
    heads = [span_of(period).label for period in calendar]
    rows = [
        (unit, [_box(found.get((unit.pk, p.period)), h, today) for p, h in zip(calendar, heads, strict=True)])
        for unit in names
    ]
    sets, oversees = can_set_calendar(actor, season), sees_all_units(actor, season)
    add = Action("Thêm kỳ báo cáo", reverse("report:calendar_add"), "plus-lg") if sets else None
    closes = stage_status(season, STAGE, today).closes
    return {
        "crumbs": (Crumb(_HOME, reverse("report:home")), Crumb(NAME)),
        "header": ObjectHeader(NAME, kind=str(season), action=add, until=format_date(closes) if closes else ""),
        "periods": list(zip(calendar, heads, strict=True)),
        "counts": counts_of(calendar, owed, today),
        "rows": rows,
        "chart": calendar_chart(
            season.year, calendar, [(unit.name, boxes_of(unit, calendar, found)) for unit in names], today
        ),
        "oversees": oversees,
        "sets": sets,
    }


def boxes_of(unit: Unit, calendar: list[ReportPeriod], found: Mapping[tuple[int, str], Owed]) -> list[Owed | None]:
    """What a unit owes in each period of the calendar; None where it owes nothing."""
    return [found.get((unit.pk, period.period)) for period in calendar]


def calendar_parts(
    actor: Actor, season: Season, calendar: list[ReportPeriod], owed: list[Owed], today: date
) -> dict[str, Any]:
    """What the first page of the stage shows of the calendar: the own unit's periods, and the counts of each period."""
    own = [row for row in owed if row.unit_id == actor.unit_id]
    return {
        "by_calendar": bool(calendar),
        "sets": can_set_calendar(actor, season),
        "oversees": sees_all_units(actor, season),
        "counts": counts_of(calendar, owed, today),
        "own": _own_rows(actor, own, season, today),
        "speaks": speaks_for(actor, season, actor.unit_id) and actor.unit_id != season.authority_id,
    }


def _own_rows(actor: Actor, owed: list[Owed], season: Season, today: date) -> list[dict[str, Any]]:
    """What the actor's own unit owes, each with the button that leads to the report."""
    opens = can_open_report(actor, season, today)
    drafts = sees_drafts_of(actor)
    rows = []
    for row in owed:
        action, draft = None, row.report_state == ReportState.DRAFT
        if row.report_id and (not draft or drafts is None or row.unit_id in drafts):
            action = Action("Mở báo cáo", report_url(row.report_id))
        elif opens and not row.report_id and row.begun(today):
            action = Action("Lập báo cáo", begin_url(row.period.code))
        rows.append({"label": row.period.label, "row": row, "badge": row.badge(today), "action": action})
    return rows


def add_form(season: Season, data: QueryDict | None, today: date) -> PeriodForm:
    """The form for a new period."""
    taken = [row.period for row in calendar_of(season.pk)]
    units = _choices(unit_and_below(season.authority_id, today))
    return PeriodForm(data, year=season.year, taken=taken, units=units)


def _choices(unit_ids: frozenset[int] | set[int]) -> list[tuple[int, str]]:
    units = sorted(units_by_id(unit_ids).values(), key=lambda unit: unit.name_sort)
    return [(unit.pk, unit.name) for unit in units]


def period_forms(period: ReportPeriod, today: date, sent: str = "", data: QueryDict | None = None) -> dict[str, Form]:
    """The forms that change a period, by name; ``sent`` names the one that ``data`` belongs to."""
    owing = [(row.unit_id, row.unit.name) for row in owing_units(period)]
    others = _choices(unit_and_below(period.season.authority_id, today) - {pk for pk, _ in owing})

    def given(name: str) -> dict[str, Any]:
        return {"data": data if name == sent else None, "prefix": name}

    return {
        "due": DueForm(**given("due"), initial={"due_on": period.due_on}),
        "add": AddUnitsForm(**given("add"), units=others),
        "extend": ExtendForm(**given("extend"), units=owing),
        "remove": RemoveUnitsForm(**given("remove"), units=owing),
    }


def period_context(actor: Actor, period: ReportPeriod, today: date, forms: dict[str, Form] | None) -> dict[str, Any]:
    """One period: who owes it, how each unit stands, and the forms for who may change it."""
    season, label = period.season, span_of(period).label
    owed = owed_reports(season.pk, period=period.period)
    names = units_by_id(row.unit_id for row in owed)
    owed.sort(key=lambda row: names[row.unit_id].name_sort)
    return {
        "crumbs": (
            Crumb(_HOME, reverse("report:home")),
            Crumb(NAME, reverse("report:calendar")),
            Crumb(label),
        ),
        "header": ObjectHeader(f"Báo cáo {label}", kind=str(season), until=format_date(period.due_on)),
        "period": period,
        "label": label,
        "count": counts_of([period], owed, today)[0],
        "rows": [(names[row.unit_id], _line(row, today)) for row in owed],
        "forms": forms if can_set_calendar(actor, season) else None,
        "history": [HistoryEntry(line.at, line.text, line.reason) for line in history_of(period)],
    }
