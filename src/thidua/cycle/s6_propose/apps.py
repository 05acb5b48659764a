"""App of stage 6 of the year: Đề nghị."""

from django.apps import AppConfig


class ProposeConfig(AppConfig):
    name = "thidua.cycle.s6_propose"
    label = "propose"
    verbose_name = "Đề nghị"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.tasks import duties as registry
        from thidua.base.workflow import flow
        from thidua.cycle.s6_propose import duties
        from thidua.cycle.s6_propose.enums import DOSSIER_FLOW, STAGE, VERBS
        from thidua.cycle.s6_propose.policies import (
            check_sees_dossier_id,
            check_sees_pass_id,
            check_writes_dossier_id,
        )

        verbs.register(VERBS)
        verbs.register(DOSSIER_FLOW.verbs())
        flow.register(DOSSIER_FLOW)
        register_owner(
            "propose.dossier",
            check_sees_dossier_id,
            check_write=check_writes_dossier_id,
            url=duties.dossier_url,
        )
        register_owner("propose.dossierpass", check_sees_pass_id, url=duties.pass_url)
        registry.register(STAGE, duties=duties.duties, standings=duties.standings)
