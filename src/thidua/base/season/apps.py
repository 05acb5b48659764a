"""App of seasons."""

from django.apps import AppConfig


class SeasonConfig(AppConfig):
    name = "thidua.base.season"
    label = "season"
    verbose_name = "Năm thi đua"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.season.enums import VERBS

        verbs.register(VERBS)
