"""App of stage 1 of the year: Phát động."""

from django.apps import AppConfig


class LaunchConfig(AppConfig):
    name = "thidua.cycle.s1_launch"
    label = "launch"
    verbose_name = "Phát động"

    def ready(self) -> None:
        from django.urls import reverse

        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.tasks import duties
        from thidua.base.workflow import flow
        from thidua.cycle.s1_launch.duties import duties_of, standings_of
        from thidua.cycle.s1_launch.enums import MOVEMENT_FLOW, VERBS
        from thidua.cycle.s1_launch.policies import check_sees_by_id, check_writes_by_id

        verbs.register(VERBS)
        verbs.register(MOVEMENT_FLOW.verbs())
        flow.register(MOVEMENT_FLOW)
        register_owner(
            "launch.movement",
            check_sees_by_id,
            check_write=check_writes_by_id,
            url=lambda pk: reverse("launch:detail", args=[pk]),
        )
        duties.register("s1_launch", duties=duties_of, standings=standings_of)
