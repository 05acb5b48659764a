"""App of stage 8 of the year: Khen thưởng."""

from django.apps import AppConfig


class AwardConfig(AppConfig):
    name = "thidua.cycle.s8_award"
    label = "award"
    verbose_name = "Khen thưởng"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.tasks import duties as registry
        from thidua.base.workflow import flow, later
        from thidua.cycle.s8_award import duties, telling
        from thidua.cycle.s8_award import jobs_print as _jobs_print  # noqa: F401  declares its kind of job
        from thidua.cycle.s8_award.enums import DECISION_FLOW, STAGE, VERBS
        from thidua.cycle.s8_award.policies import check_sees_decision_id

        verbs.register(VERBS)
        verbs.register(DECISION_FLOW.verbs())
        flow.register(DECISION_FLOW)
        register_owner("award.decision", check_sees_decision_id, url=duties.decision_url)
        registry.register(STAGE, duties=duties.duties, standings=duties.standings)
        later.register("propose.dossier", told=telling.told_of, holds=telling.holds)
