"""App of stage 2 of the year: Đăng ký."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "thidua.cycle.s2_register"
    label = "register"
    verbose_name = "Đăng ký"

    def ready(self) -> None:
        from django.urls import reverse

        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.tasks import duties
        from thidua.base.workflow import flow
        from thidua.cycle.s2_register.duties import duties_of, standings_of
        from thidua.cycle.s2_register.enums import REGISTRATION_FLOW, VERBS
        from thidua.cycle.s2_register.policies import check_sees_by_id, check_writes_by_id

        verbs.register(VERBS)
        verbs.register(REGISTRATION_FLOW.verbs())
        flow.register(REGISTRATION_FLOW)
        register_owner(
            "register.registration",
            check_sees_by_id,
            check_write=check_writes_by_id,
            url=lambda pk: reverse("register:sheet", args=[pk]),
        )
        duties.register("s2_register", duties=duties_of, standings=standings_of)
