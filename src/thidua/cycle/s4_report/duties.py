"""What waits in stage 4, and where units stand.

Where the season has a reporting calendar, it says what a unit owes; else what counts is the latest period of which
anybody has sent a report.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.season.enums import StageState
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.duties import Duty, Standing
from thidua.cycle.s4_report.enums import STAGE, Owing, ReportState
from thidua.cycle.s4_report.models import Report
from thidua.cycle.s4_report.owing import OPEN, Owed, calendar_of, owed_reports
from thidua.cycle.s4_report.policies import speaks_for
from thidua.cycle.s4_report.queries import periods_reported, report_states, reports_of
from thidua.language.dates import format_date

_OPEN = (ReportState.DRAFT, ReportState.RETURNED)


def report_url(report_id: int) -> str:
    """The page of a report."""
    return reverse("report:report", args=[report_id])


def begin_url(period: str) -> str:
    """The page that begins the own unit's report of one period."""
    return f"{reverse('report:open')}?{urlencode({'period': period})}"


def duties(actor: Actor, season: Season, today: date) -> Iterable[Duty]:
    """Units: reports owed, begun or sent back. The authority: reports that wait to be accepted."""
    closes = stage_status(season, STAGE, today).closes
    if speaks_for(actor, season, actor.unit_id):
        yield from _of_unit(actor, season, today)
    if actor.is_any(Role.SPECIALIST) and actor.unit_id == season.authority_id:
        waiting = reports_of(season.pk).filter(state=ReportState.SENT).count()
        if waiting:
            url = reverse("report:home") + f"?state={ReportState.SENT}"
            yield Duty(STAGE, f"Xem và chấp nhận {waiting} báo cáo", url, "Xem báo cáo", closes, count=waiting)


def _of_unit(actor: Actor, season: Season, today: date) -> Iterator[Duty]:
    status = stage_status(season, STAGE, today)
    mine = list(reports_of(season.pk, [actor.unit_id or 0]))
    for report in mine:
        if report.state in _OPEN:
            word = "Sửa và gửi lại" if report.state == ReportState.RETURNED else "Hoàn thành và gửi"
            yield Duty(STAGE, f"{word} {report}", report_url(report.pk), "Mở báo cáo", report.due_on or status.closes)
    if status.state != StageState.OPEN:
        return
    if calendar_of(season.pk):
        yield from _to_begin(owed_reports(season.pk, [actor.unit_id or 0]), today)
    elif not mine and actor.unit_id != season.authority_id:
        yield Duty(STAGE, "Lập báo cáo chỉ tiêu, kết quả", reverse("report:home"), "Lập báo cáo", status.closes)


def _to_begin(owed: Iterable[Owed], today: date) -> Iterator[Duty]:
    """Each period that has begun, is owed, and of which no report stands yet."""
    for row in owed:
        if row.report_id is None and row.begun(today):
            told = f"Được gia hạn: {row.reason}" if row.extended else ""
            title = f"Lập và gửi báo cáo {row.period.label}"
            yield Duty(STAGE, title, begin_url(row.period.code), "Lập báo cáo", row.due_on, told)


def standings(season: Season, unit_ids: frozenset[int], today: date) -> Iterable[Standing]:
    """Of each unit that owes something by now: what it has not sent or got back; else what it sent last."""
    if not calendar_of(season.pk):
        return _by_what_was_reported(season, unit_ids, today)
    returned: dict[int, Report] = {}
    for report in reports_of(season.pk, unit_ids).filter(state=ReportState.RETURNED, sent_on__lte=today):
        returned.setdefault(report.unit_id, report)
    owed: dict[int, list[Owed]] = defaultdict(list)
    for row in owed_reports(season.pk, unit_ids):
        if row.asked(today) or row.stands(today) not in OPEN:
            owed[row.unit_id].append(row)
    concerned = (unit_id for unit_id in unit_ids if unit_id in owed or unit_id in returned)
    return [_standing(unit_id, owed[unit_id], returned.get(unit_id), today) for unit_id in concerned]


def _standing(unit_id: int, owed: list[Owed], returned: Report | None, today: date) -> Standing:
    home = reverse("report:home")
    waiting = sorted((r for r in owed if r.stands(today) in OPEN), key=lambda r: r.due_on)
    if waiting:
        first = waiting[0]
        more = f"; còn {len(waiting) - 1} kỳ khác" if len(waiting) > 1 else ""
        return Standing(STAGE, unit_id, False, f"kỳ {first.period.code}: {_said(first, today)}{more}", home)
    if returned:  # of a period that it doesn't owe: sent all the same, and now it waits for the unit
        return Standing(STAGE, unit_id, False, f"kỳ {returned.period}: bị trả lại", home)
    last = owed[-1]
    return Standing(STAGE, unit_id, True, f"kỳ {last.period.code}: {last.words(today)}", home)


def _said(row: Owed, today: date) -> str:
    late = row.stands(today) == Owing.LATE
    return row.words(today) + (f" (hạn {format_date(row.due_on)})" if late else "")


def _by_what_was_reported(season: Season, unit_ids: frozenset[int], today: date) -> list[Standing]:
    """Of each unit: what it began or got back and has not sent; else the latest period that anybody has reported."""
    owed = {r.unit_id: r for r in reports_of(season.pk, unit_ids).filter(state__in=_OPEN).order_by("-ends", "-starts")}
    latest = next(iter(periods_reported(season.pk, by=today)), "")
    states = report_states(season.pk, unit_ids, latest)
    found = []
    for unit_id in unit_ids if latest else ():
        report, state = owed.get(unit_id), states.get(unit_id)
        period, stands = (report.period, report.state) if report else (latest, state)
        note = f"kỳ {period}: {ReportState(stands).label.lower() if stands else 'chưa lập'}"
        found.append(Standing(STAGE, unit_id, report is None and state is not None, note, reverse("report:home")))
    return found
