"""Regular chores: due at their time, run once although two workers look."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from thidua.base.jobs import cron, worker
from thidua.base.jobs.models import CronRun

NOON = datetime(2023, 6, 12, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam


@pytest.fixture
def ran(db: None, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """One chore of every minute, and the moments at which it ran."""
    moments: list[datetime] = []
    monkeypatch.setattr(cron, "_CHORES", {})
    cron.register(cron.Chore("thu", moments.append, every=timedelta(minutes=1)))
    return moments


def test_a_chore_runs_when_its_time_has_passed(ran: list[datetime]) -> None:
    for seconds in (0, 30, 59, 60, 61, 125):
        cron.tick(NOON + timedelta(seconds=seconds))
    assert [m - NOON for m in ran] == [timedelta(0), timedelta(seconds=60), timedelta(seconds=125)]


def test_of_two_workers_one_runs_it(ran: list[datetime], monkeypatch: pytest.MonkeyPatch) -> None:
    cron.tick(NOON)
    late = NOON + timedelta(minutes=5)
    stale = list(CronRun.objects.values_list("code", "last_at"))
    assert cron.tick(late) == ["thu"]

    class Stale:
        """What the second worker had read just before the first one wrote."""

        objects = CronRun.objects

    monkeypatch.setattr(Stale.objects, "values_list", lambda *fields: stale, raising=False)
    assert cron.tick(late) == []
    assert len(ran) == 2


def test_a_chore_that_fails_is_tried_at_its_next_time_and_stops_nobody(ran: list[datetime]) -> None:
    def fail(now: datetime) -> None:
        raise RuntimeError("hỏng")

    cron.register(cron.Chore("hong", fail, every=timedelta(minutes=1)))
    assert sorted(cron.tick(NOON)) == ["hong", "thu"]
    assert cron.tick(NOON + timedelta(seconds=30)) == []
    assert sorted(cron.tick(NOON + timedelta(minutes=1))) == ["hong", "thu"]


def test_a_daily_chore_runs_once_a_day_at_its_local_time() -> None:
    daily = cron.Chore("ngay", lambda now: None, at=time(7))
    yesterday = datetime(2023, 6, 11, 2, 0, tzinfo=UTC)
    assert not daily.is_due(yesterday, datetime(2023, 6, 11, 23, 59, tzinfo=UTC))  # 06:59 in Vietnam
    assert daily.is_due(yesterday, datetime(2023, 6, 12, 0, 0, tzinfo=UTC))
    assert not daily.is_due(datetime(2023, 6, 12, 0, 0, tzinfo=UTC), NOON)
    assert not cron.Chore("khong", lambda now: None).is_due(yesterday, NOON)


def test_the_chores_of_the_house_are_known() -> None:
    assert {"jobs.reap", "jobs.tidy", "tasks.daily"} <= set(cron._CHORES)


def test_tidying_forgets_old_places_in_the_queue_only(db: None) -> None:
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult, get_date_max

    now = timezone.now()
    for status, days in (
        (TaskResultStatus.SUCCESSFUL, 8),
        (TaskResultStatus.SUCCESSFUL, 1),
        (TaskResultStatus.READY, 8),
    ):
        DBTaskResult.objects.create(
            status=status,
            finished_at=now - timedelta(days=days),
            args_kwargs={},
            task_path="x",
            backend_name="default",
            run_after=get_date_max(),
        )
    worker.tidy(now)
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]
