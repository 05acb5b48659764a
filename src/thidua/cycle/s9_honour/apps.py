"""App of stage 9 of the year: Tôn vinh."""

from django.apps import AppConfig


class HonourConfig(AppConfig):
    name = "thidua.cycle.s9_honour"
    label = "honour"
    verbose_name = "Tôn vinh"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.tasks import duties as registry
        from thidua.base.workflow import flow
        from thidua.cycle.s9_honour import duties, policies
        from thidua.cycle.s9_honour.enums import CONFERENCE_FLOW, STAGE, STORY_FLOW, VERBS

        verbs.register(VERBS)
        for one in (CONFERENCE_FLOW, STORY_FLOW):
            verbs.register(one.verbs())
            flow.register(one)
        register_owner(
            "honour.story",
            policies.check_sees_story_id,
            check_write=policies.check_writes_story_id,
            url=duties.story_url,
            open_to_public=True,
        )
        register_owner(
            "honour.conference",
            policies.check_sees_conference_id,
            check_write=policies.check_writes_conference_id,
            url=duties.conference_url,
        )
        registry.register(STAGE, duties=duties.duties, standings=duties.standings)
