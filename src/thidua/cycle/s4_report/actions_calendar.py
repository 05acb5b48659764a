"""Writes of the reporting calendar: which units owe a period, by which day, who is taken out, who gets longer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.units.queries import units_by_id
from thidua.base.units.tree import unit_and_below
from thidua.cycle.s4_report.enums import STAGE, STAGE_NAME, ReportState
from thidua.cycle.s4_report.models import OwedReport, Report, ReportPeriod
from thidua.cycle.s4_report.periods import Period
from thidua.cycle.s4_report.periods import period as read_period
from thidua.cycle.s4_report.policies import check_sets_calendar
from thidua.cycle.s4_report.queries import units_with_targets
from thidua.language.dates import format_date


def set_period(
    *, by: Actor, season: Season, period: str, due_on: date, unit_ids: Iterable[int] | None, today: date
) -> ReportPeriod:
    """Put a period into the calendar. ``unit_ids`` None: all units of the authority that have targets."""
    check_sets_calendar(by, season)
    span = _span(season, period)
    _check_day(season, span, due_on, today)
    if ReportPeriod.objects.filter(season=season, period=span.code).exists():
        raise Problem(f"Báo cáo {span.label} đã có trong lịch; hãy mở kỳ đó để đổi hạn hoặc thêm đơn vị.", "period")
    units = _units(season, unit_ids, today)
    with audited("report.calendar_set", by=by, units=len(units), due=format_date(due_on)) as record:
        made = ReportPeriod.objects.create(
            season=season, period=span.code, starts=span.starts, ends=span.ends, due_on=due_on
        )
        record.on = made
        OwedReport.objects.bulk_create([OwedReport(report_period=made, unit_id=pk) for pk in units])
        _reports(made, units).update(due_on=due_on)
    return made


def change_due(*, by: Actor, period: ReportPeriod, due_on: date, reason: str, today: date) -> None:
    """Move the day by which a period is due; who was given a later day keeps it."""
    season = period.season
    check_sets_calendar(by, season)
    _check_reason(reason)
    _check_day(season, read_period(period.period), due_on, today)
    if due_on == period.due_on:
        raise Problem(f"Hạn gửi đang là {format_date(due_on)}; hãy ghi ngày khác.", "due_on")
    before, after = format_date(period.due_on), format_date(due_on)
    with audited("report.due_changed", by=by, on=period, before=before, after=after, reason=reason.strip()):
        period.due_on = due_on
        period.save(update_fields=["due_on"])
        owed = OwedReport.objects.filter(report_period=period)
        owed.filter(extended_to__lte=due_on).update(extended_to=None, reason="")
        _reports(period, owed.filter(extended_to=None).values("unit_id")).update(due_on=due_on)


def add_units(*, by: Actor, period: ReportPeriod, unit_ids: Iterable[int] | None, today: date) -> int:
    """Let more units owe a period; those that owe it stay as they are. Returns how many were added."""
    check_sets_calendar(by, period.season)
    wanted = _units(period.season, unit_ids, today)
    standing = set(OwedReport.objects.filter(report_period=period).values_list("unit_id", flat=True))
    fresh = [pk for pk in wanted if pk not in standing]
    if not fresh:
        raise Problem("Các đơn vị này đều đã phải báo cáo kỳ này; hãy chọn đơn vị khác.", "units")
    with audited("report.owed_added", by=by, on=period, units=len(fresh), names=_names(fresh)):
        OwedReport.objects.bulk_create([OwedReport(report_period=period, unit_id=pk) for pk in fresh])
        _reports(period, fresh).update(due_on=period.due_on)
    return len(fresh)


def remove_units(
    *, by: Actor, period: ReportPeriod, unit_ids: Iterable[int], reason: str, though_sent: bool = False
) -> int:
    """Take units out of a period; one that has sent only with ``though_sent``. Returns how many were taken out.

    A period that nobody owes any more leaves the calendar."""
    check_sets_calendar(by, period.season)
    _check_reason(reason)
    rows = OwedReport.objects.filter(report_period=period, unit_id__in=list(unit_ids))
    units = list(rows.values_list("unit_id", flat=True))
    if not units:
        raise Problem("Hãy chọn đơn vị đang phải báo cáo kỳ này.", "units")
    sent = list(_reports(period, units).exclude(state=ReportState.DRAFT).values_list("unit_id", flat=True))
    if sent and not though_sent:
        raise Problem(
            f"Đã gửi báo cáo kỳ này: {_names(sent)}. Hãy bỏ chọn, hoặc đánh dấu «Bỏ cả đơn vị đã gửi».", "though_sent"
        )
    said = _names(sent) or "không có"
    with audited(
        "report.owed_removed", by=by, on=period, units=len(units), names=_names(units), sent=said, reason=reason.strip()
    ):
        rows.delete()
        _reports(period, units).update(due_on=None)
        if not OwedReport.objects.filter(report_period=period).exists():
            ReportPeriod.objects.filter(pk=period.pk).delete()
    return len(units)


def extend_due(
    *, by: Actor, period: ReportPeriod, unit_ids: Iterable[int], due_on: date, reason: str, today: date
) -> None:
    """Give units a later day than the others, with the reason that they read."""
    check_sets_calendar(by, period.season)
    _check_reason(reason)
    _check_day(period.season, read_period(period.period), due_on, today)
    if due_on <= period.due_on:
        raise Problem(f"Ngày gia hạn phải sau hạn chung {format_date(period.due_on)}.", "due_on")
    rows = OwedReport.objects.filter(report_period=period, unit_id__in=list(unit_ids))
    units = list(rows.values_list("unit_id", flat=True))
    if not units:
        raise Problem("Hãy chọn đơn vị đang phải báo cáo kỳ này.", "units")
    with audited(
        "report.due_extended", by=by, on=period, names=_names(units), due=format_date(due_on), reason=reason.strip()
    ):
        rows.update(extended_to=due_on, reason=reason.strip()[:500])
        _reports(period, units).update(due_on=due_on)


def _span(season: Season, code: str) -> Period:
    try:
        span = read_period(code)
    except ValueError as error:
        raise Problem(str(error), "period") from error
    if span.starts.year != season.year:
        raise Problem(
            f"Kỳ {span.code} không thuộc năm thi đua {season.year}; hãy chọn kỳ của năm {season.year}.", "period"
        )
    return span


def _check_day(season: Season, span: Period, due: date, today: date) -> None:
    """A report can't be due before its period begins, nor after the stage closes: then nobody could send it."""
    if due < span.starts:
        first = format_date(span.starts)
        raise Problem(f"Hạn gửi phải từ ngày {first}, ngày bắt đầu {span.label}; hãy chọn ngày khác.", "due_on")
    closes = stage_status(season, STAGE, today).closes
    if closes and due > closes:
        raise Problem(
            f"Giai đoạn «{STAGE_NAME}» đóng sau ngày {format_date(closes)}; hãy chọn hạn không muộn hơn ngày đó, "
            "hoặc kéo dài giai đoạn trước.",
            "due_on",
        )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Problem("Hãy ghi lý do.", "reason")


def _units(season: Season, unit_ids: Iterable[int] | None, today: date) -> list[int]:
    """The units meant, in the authority's tree of the day. Raises Refused for one outside of it."""
    tree = unit_and_below(season.authority_id, today)
    if unit_ids is None:
        found = units_with_targets(season.pk) & tree
        if not found:
            raise Problem("Chưa đơn vị nào được giao chỉ tiêu; hãy chọn từng đơn vị.", "units")
        return sorted(found)
    wanted = set(unit_ids)
    if not wanted:
        raise Problem("Hãy chọn ít nhất một đơn vị.", "units")
    if wanted - tree:
        raise Refused(f"Có đơn vị không thuộc {season.authority}; lịch báo cáo chỉ gồm đơn vị trực thuộc.")
    return sorted(wanted)


def _reports(period: ReportPeriod, unit_ids: Any) -> QuerySet[Report]:
    return Report.objects.filter(season_id=period.season_id, period=period.period, unit_id__in=unit_ids)


def _names(unit_ids: Iterable[int]) -> str:
    units = sorted(units_by_id(unit_ids).values(), key=lambda unit: unit.name_sort)
    return ", ".join(unit.name for unit in units)
