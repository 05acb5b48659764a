"""App of duties, reminders and background jobs."""

from datetime import time

from django.apps import AppConfig
from django.urls import reverse


class TasksConfig(AppConfig):
    name = "thidua.base.tasks"
    label = "tasks"
    verbose_name = "Việc cần làm"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.jobs import cron
        from thidua.base.jobs.policies import check_sees_job_id
        from thidua.base.tasks import duties, jobs_mail, queries
        from thidua.base.tasks.enums import TASK_FLOW, VERBS
        from thidua.base.workflow import flow

        flow.register(TASK_FLOW)
        verbs.register({**VERBS, **TASK_FLOW.verbs()})
        duties.register(duties.ALWAYS, duties=queries.given_task_duties)
        register_owner("jobs.job", check_sees_job_id, url=lambda pk: reverse("tasks:job", args=[pk]))
        cron.register(cron.Chore("tasks.daily", jobs_mail.start_daily_reminders, at=time(7)))
