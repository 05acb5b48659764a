"""App of stage 5 of the year: Chấm điểm."""

from django.apps import AppConfig


class ScoreConfig(AppConfig):
    name = "thidua.cycle.s5_score"
    label = "score"
    verbose_name = "Chấm điểm"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.tasks import duties as registry
        from thidua.base.workflow import flow
        from thidua.cycle.s5_score import duties, policies
        from thidua.cycle.s5_score.enums import SCHEME_FLOW, SHEET_FLOW, STAGE, VERBS

        for words in (VERBS, SCHEME_FLOW.verbs(), SHEET_FLOW.verbs()):
            verbs.register(words)
        flow.register(SCHEME_FLOW, SHEET_FLOW)
        may = policies.check_writes_sheet_id
        register_owner("score.scoresheet", policies.check_sees_sheet_id, check_write=may, url=duties.sheet_url)
        register_owner("score.tableupload", policies.check_sees_upload_id)
        decides = policies.check_decides_publication_id
        register_owner("score.publication", policies.check_sees_publication_id, check_write=decides)
        registry.register(STAGE, duties=duties.duties, standings=duties.standings_of_units)
