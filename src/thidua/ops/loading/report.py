"""Loads stage 4: indicators, targets, the calendar, reports with their figures, what became of each, reminders."""

from collections import defaultdict
from datetime import date

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.tasks.actions import remind
from thidua.base.tasks.queries import reminder_subject, stage_address
from thidua.cycle.s4_report import actions
from thidua.cycle.s4_report.actions_calendar import extend_due, set_period
from thidua.cycle.s4_report.enums import STAGE, ValueState
from thidua.cycle.s4_report.figures import Entry, Reported
from thidua.cycle.s4_report.models import Report
from thidua.ops.loading.run import CannotAct, Run
from thidua.ops.seasonfiles.fields import Quantity
from thidua.ops.seasonfiles.model_report import Reminder, Result, UnitReport


def load(run: Run) -> None:
    """Indicators, targets and calendar by the authority's specialist, figures by each unit, who was urged to send."""
    for year in run.seasons:
        _load_targets(run, year)
    _load_calendar(run)
    figures: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for row in run.files.results:
        figures[row.unit, row.period.code].append(row)
    stated = {(r.unit, r.period.code): r for r in run.files.reports}
    for key in sorted({*figures, *stated}, key=lambda k: (_sent_on(run, stated.get(k)), k)):
        if not run.leaves("period", key[1]):
            run.at = ("reports.csv", stated[key].row) if key in stated else ("results.csv", figures[key][0].row)
            _load_report(run, key, figures.get(key, []), stated.get(key))
    for reminder in sorted(run.files.reminders, key=lambda r: (r.on, r.row)):
        run.at = ("reminders.csv", reminder.row)
        if not run.leaves("period", reminder.period.code):
            _remind(run, reminder)


def _load_targets(run: Run, year: int) -> None:
    """The targets of one year with their indicators; a following year has only the indicators that it aims at."""
    season, own = run.seasons[year], [t for t in run.files.targets if t.period.code.endswith(str(year))]
    aimed = {t.indicator for t in own}
    wanted = [i for i in run.files.indicators if season == run.season or i.code in aimed]
    by = run.actor(Role.SPECIALIST, on=run.day("s4") if season == run.season else run.day("s1", year))
    if not wanted:
        return
    actions.record_indicators(by=by, season=season, rows=[
        actions.NewIndicator(i.code, i.name, i.measure, i.direction, i.places, i.group) for i in wanted
    ])  # fmt: skip
    actions.set_targets(by=by, season=season, rows=[
        actions.NewTarget(
            t.indicator, run.units[t.unit].pk, t.period.code, t.comparator, t.value, t.upper, t.change_unit, t.published
        )
        for t in own
    ])  # fmt: skip


def _load_calendar(run: Run) -> None:
    """Every line of the file is a report that is owed, also one that never came: an act a period, not one a unit."""
    day = run.day("s4")
    by = run.actor(Role.SPECIALIST, on=day)
    due: dict[str, dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in run.files.reports:
        due[row.period.code][row.due_on].append(run.units[row.unit].pk)
    for period, days in due.items():
        first, units = min(days), [pk for found in days.values() for pk in found]
        made = set_period(by=by, season=run.season, period=period, due_on=first, unit_ids=units, today=day)
        for later in sorted(days.keys() - {first}):
            extend_due(
                by=by, period=made, unit_ids=days[later], due_on=later, reason="Hạn riêng theo reports.csv", today=day
            )


def _remind(run: Run, row: Reminder) -> None:
    remind(
        by=run.actor(Role.SPECIALIST, on=row.on),
        unit_ids=[run.units[row.unit].pk],
        text=row.text,
        url=stage_address(STAGE),
        today=row.on,
        about=reminder_subject(run.season, STAGE),
    )


def _sent_on(run: Run, row: UnitReport | None) -> date:
    """The day the figures were sent: as stated, else the last day of the stage."""
    if row and row.sent_on:
        return row.sent_on
    return next(w.closes for w in run.files.info.windows if w.code == "s4")


def _officer(run: Run, unit_code: str, on: date) -> Actor:
    if unit_code == run.files.info.authority:
        return run.actor(Role.SPECIALIST, on=on)
    try:
        return run.actor(Role.UNIT_OFFICER, unit_code, on=on)
    except CannotAct:
        return run.actor(Role.UNIT_HEAD, unit_code, on=on)


def _load_report(run: Run, key: tuple[str, str], rows: list[Result], stated: UnitReport | None) -> None:
    unit_code, period = key
    if (stated and stated.outcome == "missing" and not rows) or run.leaves("report", f"{unit_code}|{period}"):
        return
    on = _sent_on(run, stated)
    by = _officer(run, unit_code, on)
    report = actions.open_report(
        by=by,
        season=run.season,
        unit_id=run.units[unit_code].pk,
        period=period,
        today=on,
    )
    run.remember("report", f"{unit_code}|{period}", report.pk)
    actions.save_results(by=by, report=report, entries={r.indicator: _entry(r) for r in rows}, today=on)
    if rows:
        _judge(run, report, by, on, stated)


def _judge(run: Run, report: Report, by: Actor, on: date, stated: UnitReport | None) -> None:
    outcome = stated.outcome if stated else "accepted"
    if outcome == "missing":
        return
    actions.send_report(by=by, report=report, today=on)
    day = (stated.decided_on if stated else None) or on
    desk = run.actor(Role.AUTHORITY if by.role == Role.SPECIALIST else Role.SPECIALIST, on=day)
    if outcome == "accepted":
        actions.accept_report(by=desk, report=report, today=day)
    elif outcome == "returned":
        reason = (stated.reason if stated else "") or "Cần bổ sung số liệu."
        actions.send_back_report(by=desk, report=report, today=day, reason=reason)


def _reported(figure: Quantity) -> Reported:
    return Reported(figure.value, figure.approx.value)


def _entry(row: Result) -> Entry:
    state = ValueState.VALUE if row.result.value is not None else ValueState.MISSING
    if row.result.not_applicable:
        state = ValueState.NOT_APPLICABLE
    return Entry(
        state=state,
        value=row.result.value,
        value_approx=row.result.approx.value,
        plan=row.plan.value,
        last=row.last.value,
        percent_of_plan=_reported(row.percent_of_plan),
        ratio_to_last=_reported(row.ratio_to_last),
        change_on_last=_reported(row.change_on_last),
        estimated=row.estimated,
        as_of=row.as_of,
        note=row.note,
    )
