"""«Tác vụ»: background jobs with their progress, and the ways to stop them, run them again and fetch what they made."""

from typing import Any

import django_tables2
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.base.access.page import POST, Request, page, signed_in
from thidua.base.documents.queries import attachments_of
from thidua.base.jobs import actions, kinds, policies, queries
from thidua.base.jobs.enums import JobState
from thidua.base.jobs.models import Job
from thidua.language.numbers import digits_only
from thidua.ui import parts, tables
from thidua.ui.parts import Action, Crumb, EmptyState, ObjectHeader, Tab

_CODES = {
    JobState.QUEUED: ("waiting", "waiting"),
    JobState.RUNNING: ("running", "open"),
    JobState.DONE: ("done", "success"),
    JobState.FAILED: ("failed", "danger"),
    JobState.CANCELLED: ("stopped", "locked"),
}


class JobTable(tables.Table):
    """Jobs, newest first."""

    caption = "Tác vụ"
    empty_state = EmptyState(
        "Chưa có tác vụ nào", "Việc chạy lâu (nhập, in, tính lại) hiện ở đây để theo dõi và lấy kết quả."
    )
    title = django_tables2.Column(verbose_name="Tác vụ", linkify=lambda record: reverse("tasks:job", args=[record.pk]))
    state = tables.StateColumn(verbose_name="Trạng thái", orderable=False)
    done = django_tables2.Column(verbose_name="Đã làm", orderable=False)
    actor_name = django_tables2.Column(verbose_name="Người chạy")
    created_at = django_tables2.DateTimeColumn(verbose_name="Bắt đầu lúc", format="d/m/Y H:i")

    def render_state(self, record: Job) -> Any:
        """Icon and word."""
        return tables.state_html(record.get_state_display(), _CODES[JobState(record.state)][1])

    def render_done(self, record: Job) -> str:
        """Count of count, where it is known."""
        return f"{record.done}/{record.total}" if record.total else str(record.done)


@page(signed_in)
def job_list(request: Request) -> HttpResponse:
    """Jobs that the actor may see, by state."""
    rows, chosen = queries.visible_jobs(request.actor), request.GET.get("trang-thai", "")
    known = chosen if digits_only(chosen) in JobState.values else ""
    table = JobTable(rows.filter(state=known) if known else rows)
    tables.paged(request, table, 25)
    states = [Tab(str(s.label).capitalize(), f"?trang-thai={s.value}", known == str(s.value)) for s in JobState]
    context = {"header": ObjectHeader("Tác vụ"), "tabs": [Tab("Tất cả", "?", not known), *states], "table": table}
    return render(request, "tasks/jobs.html", context)


@page(signed_in)
def job(request: Request, pk: int) -> HttpResponse:
    """One job; htmx asks for the moving part alone."""
    shown = _job(request, pk)
    context: dict[str, Any] = {"job": _progress(shown)}
    if request.headers.get("HX-Request") == "true":
        return render(request, "tasks/progress.html", context)
    context["crumbs"] = (Crumb("Tác vụ", reverse("tasks:jobs")), Crumb(shown.title))
    context["header"] = ObjectHeader(shown.title, kind=f"Tác vụ số {shown.pk}", others=_ways_back(shown))
    context["shown"], context["attachments"] = shown, attachments_of(shown)
    return render(request, "tasks/job.html", context)


@page(signed_in, methods=POST)
def cancel_job(request: Request, pk: int) -> HttpResponse:
    """Ask a job to stop."""
    actions.cancel(by=request.actor, job=_job(request, pk))
    return redirect("tasks:job", pk=pk)


@page(signed_in, methods=POST)
def retry_job(request: Request, pk: int) -> HttpResponse:
    """Run a job again."""
    actions.retry(by=request.actor, job=_job(request, pk))
    return redirect("tasks:job", pk=pk)


def _job(request: Request, pk: int) -> Job:
    found = queries.job_by_id(pk)
    if found is None:
        raise Http404
    policies.check_sees_job(request.actor, found)
    return found


def _ways_back(shown: Job) -> tuple[Action, ...]:
    return (Action("Về trang đã bắt đầu", shown.url, "arrow-left"),) if shown.url else ()


def _progress(shown: Job) -> parts.Job:
    declared = kinds.find_kind(shown.kind)
    again = declared is not None and declared.repeatable and shown.state in (JobState.FAILED, JobState.CANCELLED)
    stopping = shown.cancel_requested and not shown.is_over
    files = [a for a in attachments_of(shown) if a.label == kinds.OUTPUT] if shown.is_over else []
    return parts.Job(
        label=shown.title,
        state=_CODES[JobState(shown.state)][0],
        url=reverse("tasks:job", args=[shown.pk]),
        done=shown.done,
        total=shown.total,
        sentence="Đang dừng ở bước an toàn gần nhất." if stopping else shown.error,
        cancel_url="" if stopping else reverse("tasks:cancel_job", args=[shown.pk]),
        retry_url=reverse("tasks:retry_job", args=[shown.pk]) if again else "",
        results=tuple(Action(f"Tải {f.name}", reverse("documents:file", args=[f.pk]), "download") for f in files),
    )
