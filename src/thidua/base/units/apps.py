"""App of units."""

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "thidua.base.units"
    label = "units"
    verbose_name = "Đơn vị"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.units.enums import VERBS

        verbs.register(VERBS)
