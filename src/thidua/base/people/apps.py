"""App of accounts and persons."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "thidua.base.people"
    label = "people"
    verbose_name = "Tài khoản và con người"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.people.enums import VERBS

        verbs.register(VERBS)
