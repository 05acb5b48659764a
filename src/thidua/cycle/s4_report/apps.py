"""App of stage 4 of the year: Báo cáo."""

from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "thidua.cycle.s4_report"
    label = "report"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from thidua.base.audit import verbs
        from thidua.base.documents.policies import register_owner
        from thidua.base.tasks import duties as registry
        from thidua.base.workflow import flow
        from thidua.cycle.s4_report import duties
        from thidua.cycle.s4_report.duties import report_url
        from thidua.cycle.s4_report.enums import REPORT_FLOW, STAGE, VERBS
        from thidua.cycle.s4_report.policies import check_sees_report_id, check_writes_report_id

        verbs.register(VERBS)
        verbs.register(REPORT_FLOW.verbs())
        flow.register(REPORT_FLOW)
        register_owner("report.report", check_sees_report_id, check_write=check_writes_report_id, url=report_url)
        registry.register(STAGE, duties=duties.duties, standings=duties.standings)
