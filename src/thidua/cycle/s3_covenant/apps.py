"""App of stage 3 of the year: Giao ước."""

from django.apps import AppConfig


class CovenantConfig(AppConfig):
    name = "thidua.cycle.s3_covenant"
    label = "covenant"
    verbose_name = "Giao ước"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.tasks import duties
        from thidua.base.workflow import flow
        from thidua.cycle.s3_covenant.duties import duties_of, object_url, overseen, standings_of
        from thidua.cycle.s3_covenant.enums import COVENANT_FLOW, PAPER_FLOW, STAGE, VERBS
        from thidua.cycle.s3_covenant.models import Cluster, ClusterPaper, Covenant
        from thidua.cycle.s3_covenant.policies import sees_by_id, writes_by_id

        verbs.register(VERBS | PAPER_FLOW.verbs() | COVENANT_FLOW.verbs())
        flow.register(PAPER_FLOW, COVENANT_FLOW)
        for model, page in ((Cluster, "cluster"), (ClusterPaper, "paper"), (Covenant, "covenant")):
            register_owner(
                model._meta.label_lower, sees_by_id(model), check_write=writes_by_id(model), url=object_url(page)
            )
        duties.register(STAGE, duties=duties_of, standings=standings_of)
        duties.register_overseer(overseen)
