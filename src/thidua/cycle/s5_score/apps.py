"""App of stage 5 of the year: Chấm điểm."""

from django.apps import AppConfig


class ScoreConfig(AppConfig):
    name = "thidua.cycle.s5_score"
    label = "score"
    verbose_name = "Chấm điểm"

    def import_models(self) -> None:
        """The models of the wings belong to this app too; the middle doesn't know them."""
        super().import_models()
        from thidua.cycle.s5_score.evidence import models as evidence  # noqa: F401
        from thidua.cycle.s5_score.offline import models as offline  # noqa: F401

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.tasks import duties as registry
        from thidua.base.workflow import flow
        from thidua.cycle.s5_score import duties, policies
        from thidua.cycle.s5_score.enums import SCHEME_FLOW, SHEET_FLOW, STAGE, VERBS
        from thidua.cycle.s5_score.evidence import enums as evidence
        from thidua.cycle.s5_score.offline import enums as offline
        from thidua.cycle.s5_score.offline.policies import check_sees_upload_id

        for words in (VERBS, offline.VERBS, evidence.VERBS, SCHEME_FLOW.verbs(), SHEET_FLOW.verbs()):
            verbs.register(words)
        flow.register(SCHEME_FLOW, SHEET_FLOW)
        may = policies.check_writes_sheet_id
        register_owner("score.scoresheet", policies.check_sees_sheet_id, check_write=may, url=duties.sheet_url)
        register_owner("score.tableupload", policies.check_sees_upload_id)
        decides = policies.check_decides_publication_id
        register_owner("score.publication", policies.check_sees_publication_id, check_write=decides)
        register_owner("score.packageupload", check_sees_upload_id)
        registry.register(STAGE, duties=duties.duties, standings=duties.standings_of_units)
