"""What waits in stage 4, and where units stand."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.season.enums import StageState
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.duties import Duty, Standing
from thidua.cycle.s4_report.enums import STAGE, ReportState
from thidua.cycle.s4_report.queries import periods_reported, report_states, reports_of

_OPEN = (ReportState.DRAFT, ReportState.RETURNED)


def report_url(report_id: int) -> str:
    """The page of a report."""
    return reverse("report:report", args=[report_id])


def duties(actor: Actor, season: Season, today: date) -> Iterable[Duty]:
    """Units: reports begun, sent back or not yet begun. The authority: reports that wait to be accepted."""
    status = stage_status(season, STAGE, today)
    if actor.is_any(Role.UNIT_OFFICER, Role.UNIT_HEAD) and actor.unit_id != season.authority_id:
        mine = list(reports_of(season.pk, [actor.unit_id or 0]))
        for report in mine:
            if report.state in (ReportState.DRAFT, ReportState.RETURNED):
                word = "Sửa và gửi lại" if report.state == ReportState.RETURNED else "Hoàn thành và gửi"
                url = reverse("report:report", args=[report.pk])
                yield Duty(STAGE, f"{word} {report}", url, "Mở báo cáo", report.due_on or status.closes)
        if not mine and status.state == StageState.OPEN:
            yield Duty(STAGE, "Lập báo cáo chỉ tiêu, kết quả", reverse("report:home"), "Lập báo cáo", status.closes)
    if actor.is_any(Role.SPECIALIST) and actor.unit_id == season.authority_id:
        waiting = reports_of(season.pk).filter(state=ReportState.SENT).count()
        if waiting:
            url = reverse("report:home") + f"?state={ReportState.SENT}"
            yield Duty(STAGE, f"Xem và chấp nhận {waiting} báo cáo", url, "Xem báo cáo", status.closes, count=waiting)


def standings(season: Season, unit_ids: frozenset[int], today: date) -> Iterable[Standing]:
    """Of each unit: what it began or got back and has not sent; else the latest period that anybody has reported."""
    owed = {r.unit_id: r for r in reports_of(season.pk, unit_ids).filter(state__in=_OPEN).order_by("-ends", "-starts")}
    latest = next(iter(periods_reported(season.pk, by=today)), "")
    states = report_states(season.pk, unit_ids, latest)
    for unit_id in unit_ids if latest else ():
        report, state = owed.get(unit_id), states.get(unit_id)
        period, found = (report.period, report.state) if report else (latest, state)
        note = f"kỳ {period}: {ReportState(found).label.lower() if found else 'chưa lập'}"
        yield Standing(STAGE, unit_id, report is None and state is not None, note, reverse("report:home"))
