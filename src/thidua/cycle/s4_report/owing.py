"""The reporting calendar as it is read: which periods a unit owes, by which day, and how it stands with each.

A season without a calendar has no row here; its pages then fall back on the periods that anybody has reported.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from thidua.cycle.s4_report.enums import OWING_TONES, Owing, ReportState
from thidua.cycle.s4_report.models import OwedReport, Report, ReportPeriod
from thidua.cycle.s4_report.periods import Period, asked_from
from thidua.cycle.s4_report.queries import reports_of
from thidua.language.dates import format_date
from thidua.ui.parts import State

OPEN = (Owing.AHEAD, Owing.LATE, Owing.RETURNED)


@dataclass(frozen=True)
class Owed:
    """One report that a unit owes, with what became of it."""

    unit_id: int
    period: Period
    due_on: date
    extended: bool = False
    reason: str = ""
    report_id: int | None = None
    report_state: int | None = None
    sent_first: date | None = None

    def stands(self, today: date) -> Owing:
        """How it stands on a day. The first sending decides whether it was late, not a second one after a return."""
        if self.sent_first is None or self.sent_first > today:
            return Owing.LATE if self.due_on < today else Owing.AHEAD
        if self.report_state == ReportState.RETURNED:
            return Owing.RETURNED
        return Owing.SENT_LATE if self.sent_first > self.due_on else Owing.SENT

    def days_late(self, today: date) -> int:
        """By how many days it was sent late, or is late by now; 0 when it is not late."""
        sent = self.sent_first if self.sent_first and self.sent_first <= today else today
        return max(0, (sent - self.due_on).days)

    def begun(self, today: date) -> bool:
        """Whether the period has begun: before that nothing can be said about it."""
        return self.period.starts <= today

    def asked(self, today: date) -> bool:
        """Whether it is time to send it."""
        return asked_from(self.period, self.due_on) <= today

    def words(self, today: date) -> str:
        """«đã gửi», «gửi muộn 6 ngày», «chậm 3 ngày», «chưa gửi, hạn 05/04/2023», «bị trả lại»."""
        stands = self.stands(today)
        if stands in (Owing.LATE, Owing.SENT_LATE):
            return f"{stands.label} {self.days_late(today)} ngày"
        return f"chưa gửi, hạn {format_date(self.due_on)}" if stands == Owing.AHEAD else stands.label

    def badge(self, today: date) -> State:
        """The same with its tone."""
        return State(self.words(today), OWING_TONES[self.stands(today)])


NOT_OWED = State(Owing.NOT_OWED.label, OWING_TONES[Owing.NOT_OWED])


@dataclass(frozen=True)
class PeriodCount:
    """How many units owe a period, and how many have sent it, were late, or are late."""

    period: ReportPeriod
    owing: int
    sent: int
    sent_late: int
    late: int

    @property
    def label(self) -> str:
        """The period in words."""
        return span_of(self.period).label

    @property
    def ahead(self) -> int:
        """Not sent (or sent back), and not late."""
        return self.owing - self.sent - self.late


def calendar_of(season_id: int) -> list[ReportPeriod]:
    """The periods of the calendar in the order of the year; none where no calendar was set."""
    return list(ReportPeriod.objects.filter(season_id=season_id))


def period_by_id(pk: int) -> ReportPeriod | None:
    """One period of a calendar."""
    return ReportPeriod.objects.filter(pk=pk).select_related("season__authority").first()


def span_of(row: ReportPeriod) -> Period:
    """A period of the calendar as a period with its label."""
    return Period(row.period, row.starts, row.ends)


def owed_reports(season_id: int, unit_ids: Iterable[int] | None = None, period: str | None = None) -> list[Owed]:
    """What units owe (all units where none are named), in the order of the year. Two queries."""
    rows = OwedReport.objects.filter(report_period__season_id=season_id).select_related("report_period")
    reports = reports_of(season_id)
    if unit_ids is not None:
        ids = list(unit_ids)
        rows, reports = rows.filter(unit_id__in=ids), reports.filter(unit_id__in=ids)
    if period is not None:
        rows, reports = rows.filter(report_period__period=period), reports.filter(period=period)
    made = {(r.unit_id, r.period): r for r in reports.select_related(None)}
    ordered = rows.order_by("report_period__ends", "-report_period__starts", "unit_id")
    return [_owed(row, made.get((row.unit_id, row.report_period.period))) for row in ordered]


def _owed(row: OwedReport, report: Report | None) -> Owed:
    due = row.extended_to or row.report_period.due_on
    found = Owed(row.unit_id, span_of(row.report_period), due, row.extended_to is not None, row.reason)
    if report is None:
        return found
    first = getattr(report, "sent_first", None) or report.sent_on
    return replace(found, report_id=report.pk, report_state=report.state, sent_first=first)


def due_day(season_id: int, unit_id: int, period: str) -> date | None:
    """By which day a unit owes a period; None when it doesn't owe it."""
    rows = OwedReport.objects.filter(
        report_period__season_id=season_id, report_period__period=period, unit_id=unit_id
    ).select_related("report_period")
    row = rows.first()
    return (row.extended_to or row.report_period.due_on) if row else None


def owing_units(period: ReportPeriod) -> QuerySet[OwedReport]:
    """The units that owe a period, by name."""
    rows = OwedReport.objects.filter(report_period=period).select_related("unit", "report_period")
    return rows.order_by("unit__name_sort", "unit_id")


def counts_of(calendar: Iterable[ReportPeriod], owed: Iterable[Owed], today: date) -> list[PeriodCount]:
    """The counts of each period over the given reports."""
    by_period: dict[str, list[Owing]] = defaultdict(list)
    for row in owed:
        by_period[row.period.code].append(row.stands(today))
    return [
        PeriodCount(
            period,
            owing=len(found),
            sent=found.count(Owing.SENT) + found.count(Owing.SENT_LATE),
            sent_late=found.count(Owing.SENT_LATE),
            late=found.count(Owing.LATE),
        )
        for period in calendar
        for found in (by_period[period.period],)
    ]
