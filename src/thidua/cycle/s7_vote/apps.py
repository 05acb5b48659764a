"""App of stage 7 of the year: Bỏ phiếu."""

from django.apps import AppConfig


class VoteConfig(AppConfig):
    name = "thidua.cycle.s7_vote"
    label = "vote"
    verbose_name = "Bỏ phiếu"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.tasks import duties as registry
        from thidua.base.workflow import flow, later
        from thidua.cycle.s7_vote import duties, telling
        from thidua.cycle.s7_vote.enums import SESSION_FLOW, STAGE, VERBS
        from thidua.cycle.s7_vote.policies import check_sees_session_id

        verbs.register(VERBS)
        verbs.register(SESSION_FLOW.verbs())
        flow.register(SESSION_FLOW)
        register_owner("vote.session", check_sees_session_id, url=duties.session_url)
        registry.register(STAGE, duties=duties.duties, standings=duties.standings)
        later.register("propose.dossier", told=telling.told_of, holds=telling.holds)
