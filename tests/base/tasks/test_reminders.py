"""Reminders: who hears them, never twice a day, e-mail after the commit; the daily digest of deadlines."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from tests.base.documents.world import TODAY, World
from tests.base.tasks.conftest import STAGE, Stage
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.models import AuditRow
from thidua.base.audit.verbs import sentence
from thidua.base.jobs.actions import retry, start
from thidua.base.jobs.enums import JobState
from thidua.base.jobs.models import Job
from thidua.base.season.actions import set_season_state
from thidua.base.season.enums import SeasonState
from thidua.base.tasks import actions, jobs_mail, policies, queries
from thidua.base.tasks.actions import Reminded
from thidua.base.tasks.models import Notice, Reminder
from thidua.base.units.actions import end_appointment


def _remind(world: World, *codes: str, today: date = TODAY, url: str = "/dang-ky/") -> Reminded:
    return actions.remind(
        by=world.actor("chuyen-vien"),
        unit_ids=[world.id(c) for c in codes],
        text="Đề nghị gửi đăng ký thi đua trước ngày 15/06",
        url=url,
        today=today,
    )


def test_officers_hear_it_in_the_bell_and_by_mail_after_the_commit(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        assert _remind(world, "LH", "DV") == Reminded(2, 0, 0)
    assert mail.outbox == [] and len(waiting) == 1
    heard = set(Notice.objects.values_list("account__username", flat=True))
    assert heard == {"lh-can-bo", "dv-can-bo"} and queries.unread_count(world.desks["lh-can-bo"].account_id) == 1
    waiting[0]()
    assert sorted(m.to[0] for m in mail.outbox) == ["dv-can-bo@vi.du", "lh-can-bo@vi.du"]
    assert (
        "Đề nghị gửi đăng ký" in mail.outbox[0].subject
        and "Chuyên viên thi đua, khen thưởng BL, Huyện Bình Liêu" in mail.outbox[0].body
    )
    assert Notice.objects.filter(mailed_at=None).count() == 0
    assert "đã nhắc việc 2 đơn vị" in sentence(AuditRow.objects.get(verb="tasks.reminded"))


def test_the_same_thing_is_said_once_a_day(world: World) -> None:
    assert _remind(world, "LH") == Reminded(1, 0, 0)
    assert _remind(world, "LH", "DV") == Reminded(1, 1, 0)
    assert _remind(world, "LH", "DV") == Reminded(0, 2, 0)
    assert _remind(world, "LH", url="/bao-cao/") == Reminded(1, 0, 0)
    assert _remind(world, "LH", today=TODAY + timedelta(days=1)) == Reminded(1, 0, 0)
    assert Reminder.objects.count() == Notice.objects.count() == 4
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.update(text="khác")


def test_without_an_officer_the_head_hears_it_and_without_both_it_is_said(world: World) -> None:
    end_appointment(by=world.actor("quan-tri"), appointment=world.desks["dv-can-bo"], on=date(2023, 6, 1))
    assert _remind(world, "DV") == Reminded(1, 0, 0)
    assert Notice.objects.get().account.username == "dv-chu-tich"
    end_appointment(by=world.actor("quan-tri"), appointment=world.desks["dv-chu-tich"], on=date(2023, 6, 1))
    assert _remind(world, "DV", url="/khac/") == Reminded(1, 0, 1)
    with pytest.raises(Problem, match="lời nhắc"):
        actions.remind(by=world.actor("chuyen-vien"), unit_ids=[world.id("DV")], text=" ", url="/", today=TODAY)


def test_a_supervisor_reminds_only_whom_it_follows(world: World) -> None:
    below = frozenset({world.id("LH"), world.id("DV")})
    policies.check_reminds(world.actor("chuyen-vien"), [world.id("LH")], below)
    with pytest.raises(Refused, match="ngoài phạm vi"):
        policies.check_reminds(world.actor("chuyen-vien"), [world.id("LH"), world.id("AK")], below)
    for username in ("lh-can-bo", "lh-chu-tich", "quan-tri", "kiem-tra", "he-thong", "thu-ky", "tham-dinh"):
        with pytest.raises(Refused, match="Việc đôn đốc"):
            policies.check_reminds(world.actor(username), [world.id("LH")], below)


def test_a_silent_mail_server_fails_the_job_and_the_rest_goes_out_later(
    world: World, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    def unsteady(subject: str, body: str, sender: None, to: list[str]) -> None:
        if sent:
            raise ConnectionRefusedError
        sent.extend(to)

    monkeypatch.setattr(jobs_mail, "send_mail", unsteady)
    with django_capture_on_commit_callbacks(execute=True):
        _remind(world, "LH", "DV")
    job = Job.objects.get()
    assert job.state == JobState.FAILED and "1/2 thư đã gửi" in job.error
    monkeypatch.setattr(jobs_mail, "send_mail", lambda subject, body, sender, to: sent.extend(to))
    with django_capture_on_commit_callbacks(execute=True):
        retry(by=world.actor("chuyen-vien"), job=job)
    assert sorted(sent) == ["dv-can-bo@vi.du", "lh-can-bo@vi.du"]


def test_an_account_that_is_closed_or_has_no_mail_gets_no_mail(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    account = world.desks["lh-can-bo"].account
    type(account).objects.filter(pk=account.pk).update(email="")
    with django_capture_on_commit_callbacks(execute=True):
        _remind(world, "LH")
    assert mail.outbox == [] and not Job.objects.exists() and Notice.objects.count() == 1


def _daily(capture: Any, today: date = TODAY) -> None:
    with capture(execute=True):
        start(by=jobs_mail.SYSTEM, kind=jobs_mail.DAILY, payload={"today": today.isoformat()})


def test_the_daily_digest_names_what_is_overdue_and_what_is_due_within_three_days(
    world: World, stage: Stage, django_capture_on_commit_callbacks: Any
) -> None:
    stage.due = {
        world.id("LH"): date(2023, 6, 10),
        world.id("DV"): date(2023, 6, 16),
        world.id("AK"): date(2023, 6, 15),
    }
    _daily(django_capture_on_commit_callbacks)
    said = dict(Notice.objects.values_list("account__username", "text"))
    assert said == {
        "lh-can-bo": "Bạn có 1 việc quá hạn: Gửi đăng ký thi đua (hạn 10/06/2023).",
        "ak-can-bo": "Bạn có 1 việc sắp đến hạn: Gửi đăng ký thi đua (hạn 15/06/2023).",
    }
    _daily(django_capture_on_commit_callbacks)
    assert Notice.objects.count() == len(mail.outbox) == 2
    _daily(django_capture_on_commit_callbacks, TODAY + timedelta(days=1))
    assert Notice.objects.count() == 2 + 3


def test_a_season_that_is_over_reminds_nobody(
    world: World, stage: Stage, django_capture_on_commit_callbacks: Any
) -> None:
    stage.due = {world.id("LH"): date(2023, 6, 10)}
    set_season_state(by=world.actor("chuyen-vien"), season=world.seasons["BL"], state=SeasonState.CLOSED)
    _daily(django_capture_on_commit_callbacks)
    assert not Notice.objects.exists()


def test_the_demonstration_sends_no_daily_reminders(world: World, settings: Any) -> None:
    settings.THIDUA_DEMO = True
    jobs_mail.start_daily_reminders(datetime(2023, 6, 12, 1, tzinfo=UTC))
    assert not Job.objects.exists()
    settings.THIDUA_DEMO = False
    jobs_mail.start_daily_reminders(datetime(2023, 6, 11, 18, tzinfo=UTC))
    assert Job.objects.get().payload == {"today": "2023-06-12"}


def test_the_board_lists_who_has_not_done_it_with_what_was_said(
    world: World, stage: Stage, django_assert_num_queries: Any
) -> None:
    season = world.seasons["BL"]
    stage.expected, stage.done = {world.id("BL"), world.id("LH"), world.id("DV"), world.id("AK")}, {world.id("LH")}
    about = queries.reminder_subject(season, STAGE)
    for day in (TODAY - timedelta(days=3), TODAY):
        actions.remind(
            by=world.actor("chuyen-vien"), unit_ids=[world.id("DV")], text="x", url="/", today=day, about=about
        )
    own, followed = queries.standings_seen_by(world.actor("chuyen-vien"), season, TODAY)
    assert [s.unit_id for s in own] == [world.id("BL")] and {s.unit_id for s in followed} == {
        world.id("LH"),
        world.id("DV"),
    }
    progress = queries.progress_by_stage(followed)[0]
    assert (progress.name, progress.done, progress.total, progress.waiting) == ("Đăng ký", 1, 2, 1)
    with django_assert_num_queries(3):
        waiting = queries.waiting_units(followed, season, STAGE, TODAY)
    assert [(w.name, w.reminded, w.last, w.officers) for w in waiting] == [("Xã Đồng Văn", 2, TODAY, 1)]
