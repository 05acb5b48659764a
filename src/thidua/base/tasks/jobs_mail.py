"""The two jobs of this room: e-mail for notices, and the daily reminder of what is due soon or overdue."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from thidua.base.access.actor import Actor, Problem
from thidua.base.jobs.actions import start
from thidua.base.jobs.kinds import JobHandle, job_kind
from thidua.base.season.enums import SeasonState
from thidua.base.season.queries import visible_seasons
from thidua.base.tasks.actions import MAIL, notify
from thidua.base.tasks.duties import Duty, duties_of
from thidua.base.tasks.models import Notice
from thidua.base.units.models import Appointment
from thidua.base.units.queries import actor_for, in_period
from thidua.language.dates import format_date

DAILY = "tasks.daily"
SYSTEM = Actor(name="Hệ thống")
DAYS_AHEAD = 3


@job_kind(MAIL, title="Gửi thư nhắc việc", idempotent=True)
def send_notices(job: JobHandle) -> dict[str, Any]:
    """Send the notices about one thing of one day that were not sent yet; each is marked as soon as it is gone."""
    waiting = Notice.objects.filter(about=job.payload["about"], on_date=job.payload["on_date"], mailed_at=None)
    rows = list(waiting.filter(account__is_active=True).exclude(account__email="").select_related("account"))
    for done, notice in enumerate(rows, 1):
        job.check_cancelled()
        try:
            send_mail(f"Nhắc việc: {notice.text}"[:150], _body(notice), None, [notice.account.email])
        except (OSError, SMTPException) as error:
            raise Problem(
                f"Không gửi được thư ({done - 1}/{len(rows)} thư đã gửi): máy chủ thư không nhận. "
                "Thông báo trong hệ thống vẫn đến đủ; bấm «Làm lại» khi máy chủ thư hoạt động."
            ) from error
        Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())
        job.progress(done, len(rows))
    return {"sent": len(rows)}


def _body(notice: Notice) -> str:
    address = getattr(settings, "THIDUA_ADDRESS", "").rstrip("/")
    where = f"{address}{notice.url or '/viec/'}" if address else "mục «Việc cần làm» sau khi đăng nhập"
    sender = f"Người gửi: {notice.sender}\n" if notice.sender else ""
    return f"{notice.text}\n\nNơi làm: {where}\n{sender}Ngày: {format_date(notice.on_date)}\n"


@job_kind(DAILY, title="Nhắc việc sắp đến hạn và quá hạn", idempotent=True)
def remind_of_deadlines(job: JobHandle) -> dict[str, Any]:
    """One notice a day for each account whose duties in open seasons are overdue or due within three days."""
    today = date.fromisoformat(job.payload["today"])
    in_force = Appointment.objects.filter(in_period(today), account__is_active=True)
    appointments = list(in_force.select_related("account", "unit"))
    pressing: dict[int, dict[str, Duty]] = defaultdict(dict)
    for done, appointment in enumerate(appointments, 1):
        job.check_cancelled()
        for duty in _pressing(actor_for(appointment, today), today):
            pressing[appointment.account_id][f"{duty.url} {duty.title}"] = duty
        job.progress(done, len(appointments))
    for account_id, duties in pressing.items():
        text = _digest(sorted(duties.values(), key=lambda d: (d.due or today, d.title)), today)
        notify(
            by=SYSTEM, account_ids=[account_id], text=text, url="/viec/", about=f"{DAILY}/{account_id}",
            today=today, mail=True,
        )  # fmt: skip
    return {"accounts": len(pressing)}


def start_daily_reminders(now: datetime) -> None:
    """Queue the reminders of the day. The demonstration stands in past years, where everything would be overdue."""
    if not settings.THIDUA_DEMO:
        start(by=SYSTEM, kind=DAILY, payload={"today": timezone.localdate(now).isoformat()})


def _pressing(actor: Actor, today: date) -> list[Duty]:
    last = today + timedelta(days=DAYS_AHEAD)
    seasons = visible_seasons(actor).filter(state=SeasonState.OPEN)
    return [d for season in seasons for d in duties_of(actor, season, today) if d.due and d.due <= last]


def _digest(duties: list[Duty], today: date) -> str:
    late = sum(d.overdue(today) for d in duties)
    counts = (
        f"{late} việc quá hạn" if late else "",
        f"{len(duties) - late} việc sắp đến hạn" if len(duties) > late else "",
    )
    lines = "; ".join(f"{d.title} (hạn {format_date(d.due)})" for d in duties if d.due)
    return f"Bạn có {' và '.join(c for c in counts if c)}: {lines}."
