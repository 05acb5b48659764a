"""App of background jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "thidua.base.jobs"
    label = "jobs"
    verbose_name = "Tác vụ nền"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.jobs.enums import VERBS

        verbs.register(VERBS)
