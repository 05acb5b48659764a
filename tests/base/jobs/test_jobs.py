"""Jobs: started after the commit, run to their end, stopped, repeated, looked after when their worker died."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from tests.base.documents.world import PDF, PEOPLE, World
from tests.world import LOADER
from thidua.base.access.actor import STRANGER, Actor, Problem, Refused, refusal
from thidua.base.audit.models import AuditRow
from thidua.base.documents.policies import check_opens_attachment
from thidua.base.documents.queries import attachments_of
from thidua.base.files import blobs
from thidua.base.jobs import actions, policies, queries, running, worker
from thidua.base.jobs.enums import JobState
from thidua.base.jobs.kinds import OUTPUT, JobHandle, job_kind
from thidua.base.jobs.models import Job
from thidua.base.units.actions import create_unit
from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.models import Unit


def _unit(code: str) -> Unit:
    """A row that a job writes; who may write units is another test's matter."""
    return create_unit(
        by=LOADER,
        code=code,
        name=code,
        kind=UnitKind.OTHER,
        level=Level.COMMUNE,
        parent=None,
        valid_from=timezone.localdate(),
    )


def _count(job: JobHandle) -> dict[str, Any]:
    for done in range(1, 4):
        job.check_cancelled()
        job.progress(done, 3)
    return {"rows": 3}


def _run(world: World, capture: Any, **given: Any) -> Job:
    with capture(execute=True):
        made = actions.start(by=world.actor("chuyen-vien"), kind="test.job", **given)
    made.refresh_from_db()
    return made


def test_a_job_runs_after_the_commit_and_keeps_count_and_result(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    job_kind("test.job", title="Đếm thử")(_count)
    with django_capture_on_commit_callbacks() as waiting:
        made = actions.start(by=world.actor("chuyen-vien"), kind="test.job")
    assert made.state == JobState.QUEUED and len(waiting) == 1
    waiting[0]()
    made.refresh_from_db()
    assert (made.state, made.done, made.total, made.result, made.attempts) == (JobState.DONE, 3, 3, {"rows": 3}, 1)
    assert made.title == "Đếm thử" and made.finished_at and made.is_over
    assert AuditRow.objects.filter(verb="jobs.started", subject_id=made.pk).count() == 1


def test_a_job_of_a_rolled_back_act_never_was(world: World, django_capture_on_commit_callbacks: Any) -> None:
    job_kind("test.job", title="Đếm thử")(_count)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        actions.start(by=world.actor("chuyen-vien"), kind="test.job")
        raise RuntimeError
    assert not Job.objects.exists()
    with pytest.raises(KeyError):
        actions.start(by=world.actor("chuyen-vien"), kind="test.khong-co")


def test_the_handler_acts_as_whoever_started_it(world: World, django_capture_on_commit_callbacks: Any) -> None:
    seen: list[Actor] = []

    @job_kind("test.job", title="Ai")
    def who(job: JobHandle) -> None:
        seen.append(job.by)

    _run(world, django_capture_on_commit_callbacks)
    assert seen == [world.actor("chuyen-vien")]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Problem("Dòng 3: thiếu mã."), "Dòng 3: thiếu mã."),
        (Refused("Đã khóa."), "Đã khóa."),
        (ZeroDivisionError(), "gặp lỗi"),
    ],
)
def test_a_failing_job_says_why_and_an_atomic_one_leaves_nothing(
    world: World, django_capture_on_commit_callbacks: Any, error: Exception, sentence: str
) -> None:
    @job_kind("test.job", title="Hỏng", atomic=True)
    def fail(job: JobHandle) -> None:
        _unit("TAM")
        raise error

    made = _run(world, django_capture_on_commit_callbacks)
    assert made.state == JobState.FAILED and sentence in made.error and made.finished_at
    assert not Unit.objects.filter(code="TAM").exists()


def test_files_in_and_out_belong_to_the_job(world: World, django_capture_on_commit_callbacks: Any) -> None:
    @job_kind("test.job", title="Chép")
    def copy(job: JobHandle) -> None:
        for given in job.inputs():
            with blobs.open_blob(given.sha256) as file:
                job.leave_file(f"bản-sao-{given.name}", file.read(), given.media_type)

    made = _run(world, django_capture_on_commit_callbacks, files=[SimpleUploadedFile("vào.pdf", PDF)])
    assert [(a.name, a.label) for a in attachments_of(made)] == [("vào.pdf", "đầu vào"), ("bản-sao-vào.pdf", OUTPUT)]
    result = attachments_of(made)[1]
    allowed = {u for u, *_ in PEOPLE if not refusal(check_opens_attachment, world.actor(u), result)}
    assert allowed == {"chuyen-vien", "quan-tri", "he-thong"}
    with pytest.raises(Problem, match="không nhận tệp|Không nhận tệp"):
        actions.start(by=world.actor("chuyen-vien"), kind="test.job", files=[SimpleUploadedFile("a.exe", b"MZ")])
    assert Job.objects.count() == 1


def test_a_waiting_job_is_stopped_at_once_and_a_finished_one_not_at_all(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    job_kind("test.job", title="Đếm thử", idempotent=True)(_count)
    by = world.actor("chuyen-vien")
    with django_capture_on_commit_callbacks() as waiting:
        made = actions.start(by=by, kind="test.job")
    actions.cancel(by=by, job=made)
    waiting[0]()
    made.refresh_from_db()
    assert (made.state, made.done, made.attempts) == (JobState.CANCELLED, 0, 0)
    with pytest.raises(Refused, match="đã kết thúc"):
        actions.cancel(by=by, job=made)
    with django_capture_on_commit_callbacks(execute=True):
        actions.retry(by=by, job=made)
    made.refresh_from_db()
    assert (made.state, made.done) == (JobState.DONE, 3)
    with pytest.raises(Problem, match="Chỉ chạy lại được"):
        actions.retry(by=by, job=made)


def test_a_running_job_stops_at_its_next_safe_point(world: World, django_capture_on_commit_callbacks: Any) -> None:
    @job_kind("test.job", title="Dài", atomic=True)
    def long(job: JobHandle) -> None:
        _unit("TAM")
        actions.cancel(by=job.by, job=job.job)
        job.check_cancelled()

    made = _run(world, django_capture_on_commit_callbacks)
    assert not Unit.objects.filter(code="TAM").exists()
    assert made.state == JobState.CANCELLED and made.error == ""


def test_only_repeatable_kinds_are_run_again_by_hand(world: World, django_capture_on_commit_callbacks: Any) -> None:
    @job_kind("test.job", title="Một lần")
    def once(job: JobHandle) -> None:
        raise Problem("Hỏng.")

    made = _run(world, django_capture_on_commit_callbacks)
    with pytest.raises(Refused, match="không chạy lại được"):
        actions.retry(by=world.actor("chuyen-vien"), job=made)


def _lost(kind: str, *, state: JobState = JobState.RUNNING, attempts: int = 1, **fields: Any) -> Job:
    past = timezone.now() - timedelta(seconds=1)
    return Job.objects.create(
        kind=kind,
        title="Dở dang",
        state=state,
        attempts=attempts,
        lease_until=past,
        actor=actions._written(STRANGER),
        **fields,
    )


@pytest.mark.parametrize(
    ("flags", "attempts", "state", "word"),
    [
        ({"atomic": True}, 1, JobState.DONE, ""),
        ({"idempotent": True}, 2, JobState.DONE, ""),
        ({"idempotent": True}, 3, JobState.FAILED, "nhiều lần"),
        ({}, 1, JobState.FAILED, "một phần việc có thể đã xong"),
    ],
)
def test_the_reaper_repeats_what_may_be_repeated_and_fails_the_rest(
    db: None,
    django_capture_on_commit_callbacks: Any,
    flags: dict[str, bool],
    attempts: int,
    state: JobState,
    word: str,
) -> None:
    job_kind("test.job", title="Đếm thử", **flags)(_count)
    made = _lost("test.job", attempts=attempts)
    with django_capture_on_commit_callbacks(execute=True):
        assert worker.reap(timezone.now()) == 1
    made.refresh_from_db()
    assert made.state == state and word in made.error
    assert worker.reap(timezone.now()) == 0


def test_the_reaper_leaves_the_living_alone_and_ends_what_was_asked_to_stop(db: None) -> None:
    alive = _lost("test.job")
    Job.objects.filter(pk=alive.pk).update(lease_until=timezone.now() + timedelta(seconds=30))
    stopping, unknown = _lost("test.job", cancel_requested=True), _lost("test.khong-con")
    assert worker.reap(timezone.now()) == 2
    states = [Job.objects.get(pk=j.pk).state for j in (alive, stopping, unknown)]
    assert states == [JobState.RUNNING, JobState.CANCELLED, JobState.FAILED]


def test_a_queued_job_that_lost_its_place_is_queued_again(db: None, django_capture_on_commit_callbacks: Any) -> None:
    job_kind("test.job", title="Đếm thử")(_count)
    made = _lost("test.job", state=JobState.QUEUED, attempts=0)
    with django_capture_on_commit_callbacks(execute=True):
        assert worker.reap(timezone.now()) == 1
    made.refresh_from_db()
    assert made.state == JobState.DONE


def test_a_run_that_was_given_to_another_worker_counts_for_nothing(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    @job_kind("test.job", title="Chậm", atomic=True)
    def slow(job: JobHandle) -> dict[str, Any]:
        _unit("TAM")
        Job.objects.filter(pk=job.job.pk).update(attempts=2)
        return {"mine": True}

    made = _run(world, django_capture_on_commit_callbacks)
    assert made.result == {} and not Unit.objects.filter(code="TAM").exists()


def test_a_beat_moves_the_lease_writes_the_count_and_hears_the_stop(db: None) -> None:
    made = _lost("test.job")
    pulse = running.Pulse(made)
    pulse.report(3, 9)
    pulse._beat()
    made.refresh_from_db()
    assert made.lease_until is not None and made.lease_until > timezone.now() + timedelta(seconds=60)
    assert (made.done, made.total, pulse.should_stop()) == (3, 9, False)
    Job.objects.filter(pk=made.pk).update(cancel_requested=True)
    pulse._beat()
    assert pulse.should_stop()


def test_a_beat_hears_that_another_worker_has_the_job(db: None) -> None:
    made = _lost("test.job")
    pulse = running.Pulse(made)
    Job.objects.filter(pk=made.pk).update(attempts=2, done=7)
    pulse.report(1, 9)
    pulse._beat()
    made.refresh_from_db()
    assert pulse.should_stop() and made.done == 7


def test_who_sees_and_steers_which_job(world: World, django_capture_on_commit_callbacks: Any) -> None:
    job_kind("test.job", title="Đếm thử")(_count)
    with django_capture_on_commit_callbacks():
        made = {u: actions.start(by=world.actor(u), kind="test.job") for u in ("lh-can-bo", "dv-can-bo", "ak-can-bo")}
    expected = {
        "lh-can-bo": {"lh-can-bo"},
        "dv-can-bo": {"dv-can-bo"},
        "quan-tri": {"lh-can-bo", "dv-can-bo"},
        "he-thong": {"lh-can-bo", "dv-can-bo", "ak-can-bo"},
        "ak-can-bo": {"ak-can-bo"},
    }
    for username in [*(u for u, *_ in PEOPLE), ""]:
        actor = world.actor(username) if username else STRANGER
        seen = {u for u, job in made.items() if not refusal(policies.check_sees_job, actor, job)}
        assert seen == expected.get(username, set()), username
        assert set(queries.visible_jobs(actor)) == {made[u] for u in seen}
        for starter, job in made.items():
            if starter not in seen:
                for attempt in (actions.cancel, actions.retry):
                    with pytest.raises(Refused):
                        attempt(by=actor, job=job)
    assert refusal(policies.check_sees_job_id, world.actor("he-thong"), 0)
