"""Every write of stage 4."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError

from thidua.base.access.actor import Actor, Problem
from thidua.base.access.enums import Role
from thidua.base.audit.actions import audited
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season
from thidua.base.tasks.actions import create_task
from thidua.base.workflow.actions import move
from thidua.cycle.s4_report.enums import REPORT_FLOW, ValueState
from thidua.cycle.s4_report.figures import Entry
from thidua.cycle.s4_report.models import Indicator, Report, ResultVersion, Target
from thidua.cycle.s4_report.owing import due_day
from thidua.cycle.s4_report.periods import period as read_period
from thidua.cycle.s4_report.policies import check_edit_report, check_judge_report, check_open_report


@dataclass(frozen=True)
class NewIndicator:
    """An indicator to be recorded."""

    code: str
    name: str
    unit_of_measure: str
    direction: str
    places: int = 0
    group: str = ""


@dataclass(frozen=True)
class NewTarget:
    """A target to be set for one unit and period."""

    indicator_code: str
    unit_id: int
    period: str
    comparator: str
    value: Decimal | None = None
    upper: Decimal | None = None
    change_unit: str = ""
    published: str = ""


def record_indicators(*, by: Actor, season: Season, rows: Sequence[NewIndicator]) -> list[Indicator]:
    """Record indicators of a season, in the order given. Raises Problem for a code that stands already."""
    check_runs_season(by, season)
    standing = set(Indicator.objects.filter(season=season).values_list("code", flat=True))
    for row in rows:
        if row.code in standing:
            raise Problem(f"Mã chỉ tiêu «{row.code}» đã có trong năm thi đua này.", "code")
        standing.add(row.code)
    first = len(standing) - len(rows)
    with audited("report.indicators_recorded", by=by, on=season, count=len(rows)):
        made = [
            Indicator(
                season=season,
                code=row.code,
                name=row.name,
                unit_of_measure=row.unit_of_measure,
                direction=row.direction,
                places=row.places,
                group=row.group,
                order=first + place,
            )
            for place, row in enumerate(rows)
        ]
        return Indicator.objects.bulk_create(made)


def set_targets(*, by: Actor, season: Season, rows: Sequence[NewTarget]) -> None:
    """Give units their targets; a target that stands is changed (the log keeps the old one)."""
    check_runs_season(by, season)
    indicators = {i.code: i for i in Indicator.objects.filter(season=season)}
    with audited("report.targets_set", by=by, count=len(rows)):
        for row in rows:
            if row.indicator_code not in indicators:
                raise Problem(f"Không có chỉ tiêu «{row.indicator_code}» trong năm thi đua này.", "indicator")
            Target.objects.update_or_create(
                indicator=indicators[row.indicator_code],
                unit_id=row.unit_id,
                period=row.period,
                defaults={
                    "comparator": row.comparator,
                    "value": row.value,
                    "upper": row.upper,
                    "change_unit": row.change_unit,
                    "published": row.published,
                },
            )


def open_report(*, by: Actor, season: Season, unit_id: int | None, period: str, today: date) -> Report:
    """Begin the report of a unit for a period; the calendar says by when it is due.

    Raises Problem for a period that isn't one, or a report that stands."""
    check_open_report(by, season, unit_id, today)
    assert unit_id is not None  # the policy lets nobody speak for an unknown unit
    try:
        span = read_period(period)
    except ValueError as error:
        raise Problem(str(error), "period") from error
    key = {"season": season, "unit_id": unit_id, "period": span.code}
    stands = Problem(f"Đơn vị đã có báo cáo {span.label}.", "period")
    if Report.objects.filter(**key).exists():
        raise stands
    due_on = due_day(season.pk, unit_id, span.code)
    try:
        with audited("report.opened", by=by) as record:
            record.on = report = Report.objects.create(**key, starts=span.starts, ends=span.ends, due_on=due_on)
    except IntegrityError:  # somebody else's press came first
        raise stands from None
    return report


def _check_entry(indicator: Indicator, entry: Entry, today: date) -> None:
    if entry.state == ValueState.NOT_APPLICABLE and not entry.note.strip():
        raise Problem(f"«{indicator.name}»: hãy ghi lý do không áp dụng vào ô ghi chú.", indicator.code)
    if (entry.value is None) == (entry.state == ValueState.VALUE):
        raise Problem(f"«{indicator.name}»: chưa có số liệu thì để tình trạng «chưa nhập».", indicator.code)
    if entry.as_of and entry.as_of > today and not entry.estimated:
        sentence = f"«{indicator.name}»: số liệu tính đến ngày sau hôm nay phải đánh dấu là ước tính."
        raise Problem(sentence, indicator.code)


def save_results(*, by: Actor, report: Report, entries: Mapping[str, Entry], today: date) -> int:
    """Keep a new version of each figure that changed, by indicator code. Returns how many changed."""
    check_edit_report(by, report, today)
    indicators = {i.code: i for i in Indicator.objects.filter(season_id=report.season_id)}
    newest = {v.indicator_id: v for v in ResultVersion.objects.filter(report=report)}
    fresh = []
    for code, entry in entries.items():
        if code not in indicators:
            raise Problem(f"Không có chỉ tiêu «{code}» trong năm thi đua này.", code)
        _check_entry(indicators[code], entry, today)
        version = _version(report, indicators[code], entry, by)
        if not _same(newest.get(indicators[code].pk), version):
            fresh.append(version)
    if fresh:
        with audited("report.results_saved", by=by, on=report, count=len(fresh)):
            ResultVersion.objects.bulk_create(fresh)
    return len(fresh)


_KEPT = (
    "state", "value", "value_approx", "plan", "last", "percent_of_plan", "percent_approx", "ratio_to_last",
    "ratio_approx", "change_on_last", "change_approx", "estimated", "as_of", "note",
)  # fmt: skip


def _same(old: ResultVersion | None, new: ResultVersion) -> bool:
    if old is None:
        return new.state == ValueState.MISSING and new.plan is None and new.last is None and not new.note
    return all(getattr(old, name) == getattr(new, name) for name in _KEPT)


def _version(report: Report, indicator: Indicator, entry: Entry, by: Actor) -> ResultVersion:
    return ResultVersion(
        report=report,
        indicator=indicator,
        state=entry.state,
        value=entry.value,
        value_approx=entry.value_approx,
        plan=entry.plan,
        last=entry.last,
        percent_of_plan=entry.percent_of_plan.value,
        percent_approx=entry.percent_of_plan.approx,
        ratio_to_last=entry.ratio_to_last.value,
        ratio_approx=entry.ratio_to_last.approx,
        change_on_last=entry.change_on_last.value,
        change_approx=entry.change_on_last.approx,
        estimated=entry.estimated,
        as_of=entry.as_of,
        note=entry.note.strip(),
        account_id=by.account_id,
        actor_name=by.name,
    )


def send_report(*, by: Actor, report: Report, today: date) -> None:
    """Send a report up. An empty report is refused: zero is a figure, nothing is not."""
    check_edit_report(by, report, today)
    if not ResultVersion.objects.filter(report=report).exclude(state=ValueState.MISSING).exists():
        raise Problem("Báo cáo chưa có số liệu nào. Hãy nhập ít nhất một chỉ tiêu (số 0 cũng là số liệu) rồi gửi.")
    move(REPORT_FLOW, report, "send", by=by, today=today, sent_on=today)


def accept_report(*, by: Actor, report: Report, today: date) -> None:
    """Accept a report: from now on its figures feed scoring and the season's summary."""
    check_judge_report(by, report)
    move(REPORT_FLOW, report, "accept", by=by, today=today, decided_on=today)


def send_back_report(*, by: Actor, report: Report, today: date, reason: str) -> None:
    """Send a report back with a reason; nothing that was entered is lost."""
    check_judge_report(by, report)
    move(REPORT_FLOW, report, "send_back", by=by, today=today, reason=reason, decided_on=today)


def reopen_report(*, by: Actor, report: Report, today: date, reason: str, url: str) -> None:
    """Open an accepted report for a dated correction: the unit gets a task, every version stays."""
    check_judge_report(by, report)
    move(REPORT_FLOW, report, "reopen", by=by, today=today, reason=reason)
    create_task(
        by=by,
        title=f"Đính chính {report}",
        today=today,
        unit=report.unit,
        role=Role.UNIT_OFFICER,
        url=url,
        reason=reason,
        season=report.season,
        source=report,
    )
