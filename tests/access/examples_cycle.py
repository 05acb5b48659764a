"""Examples of the year: the objects of stages 1 to 9, each in the state that its addresses are for."""

from datetime import date, timedelta
from typing import Any

from tests.access.examples import DATA, HEADERS, example
from tests.access.examples_base import file_on
from tests.access.ground import Ground
from tests.access.hands import at_authority, officer, one, put
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.units.models import Unit
from thidua.cycle.s1_launch.enums import MovementState
from thidua.cycle.s1_launch.models import Movement
from thidua.cycle.s2_register.enums import RegistrationState
from thidua.cycle.s2_register.models import Registration, RegistrationLine, RegistrationTarget
from thidua.cycle.s3_covenant.enums import CovenantState, PaperState
from thidua.cycle.s3_covenant.models import Cluster, ClusterMember, ClusterPaper, Covenant, PaperComment
from thidua.cycle.s4_report.enums import ReportState
from thidua.cycle.s4_report.models import OwedReport, Report, ResultVersion
from thidua.cycle.s5_score.enums import Phase, Round, SchemeState, SheetState
from thidua.cycle.s5_score.models import CellEntry, Publication, Reply, RoundPlan, Scheme, ScoreSheet, TableUpload
from thidua.cycle.s6_propose.enums import DossierState
from thidua.cycle.s6_propose.models import AppraisalOpinion, Dossier, DossierPass, SubjectFact
from thidua.cycle.s9_honour.enums import ConferenceState, StoryState
from thidua.cycle.s9_honour.models import Conference, Story

DRAFT = "dự thảo"


# Stage 1: the authority's movement, which also reaches the unit; the unit's own relaunch as a draft


def movement(g: Ground, **fields: object) -> Movement:
    """The authority's movement that addresses the unit."""
    found = one(Movement, season=g.run.season, launched_by=g.run.authority, audience__unit=g.unit)
    return put(found, **fields) if fields else found


@example("launch:detail", "launch:cascade_export", "launch:sum_up", "launch:remind", "launch:receive")
@example("launch:relaunch")
def _launched(g: Ground) -> dict[str, Any]:
    return {"pk": movement(g, state=MovementState.LAUNCHED).pk}


@example("launch:close")
def _summed_up(g: Ground) -> dict[str, Any]:
    return {"pk": movement(g, state=MovementState.SUMMED_UP).pk}


@example("launch:detail", "launch:cascade_export", variant=DRAFT)
@example("launch:edit", "launch:launch")
def _draft_movement(g: Ground) -> dict[str, Any]:
    return {"pk": movement(g, state=MovementState.DRAFT).pk}


def relaunch_draft(g: Ground) -> Movement:
    """The unit's own movement while it is being written."""
    return put(movement(g), launched_by=g.unit, state=MovementState.DRAFT)


@example("launch:detail", "launch:edit", "launch:launch", variant="dự thảo của đơn vị")
def _draft_of_unit(g: Ground) -> dict[str, Any]:
    return {"pk": relaunch_draft(g).pk}


@example("documents:file", variant="của phong trào dự thảo của đơn vị")
def _file_of_movement(g: Ground) -> dict[str, Any]:
    return file_on(relaunch_draft(g), officer(g))


# Stage 2


def registration(g: Ground, state: int) -> Registration:
    """The unit's sheet."""
    return put(one(Registration, season=g.run.season, unit=g.unit), state=state)


@example("register:sheet", "register:sheet_export", "register:accept", "register:send_back")
def _sent_registration(g: Ground) -> dict[str, Any]:
    return {"pk": registration(g, RegistrationState.SENT).pk}


@example("register:sheet", "register:sheet_export", variant=DRAFT)
@example("register:send", "register:add_target")
def _draft_registration(g: Ground) -> dict[str, Any]:
    return {"pk": registration(g, RegistrationState.DRAFT).pk}


@example("register:add_line")
def _new_line(g: Ground) -> dict[str, Any]:
    return {"pk": registration(g, RegistrationState.DRAFT).pk, "kind": "person"}


@example("register:line")
def _line(g: Ground) -> dict[str, Any]:
    sheet = registration(g, RegistrationState.DRAFT)
    return {"pk": sheet.pk, "row": one(RegistrationLine, registration=sheet).pk}


@example("register:target")
def _target(g: Ground) -> dict[str, Any]:
    sheet = registration(g, RegistrationState.DRAFT)
    made = RegistrationTarget.objects.create(registration=sheet, text="Thử")
    return {"pk": sheet.pk, "row": made.pk}


@example("register:headcount")
def _headcount(g: Ground) -> dict[str, Any]:
    return {"unit": g.unit.pk}


@example("documents:file", variant="của phiếu đăng ký dự thảo")
def _file_of_registration(g: Ground) -> dict[str, Any]:
    return file_on(registration(g, RegistrationState.DRAFT), officer(g))


# Stage 3: the cluster of the communes, in which the unit is a member


def cluster(g: Ground) -> Cluster:
    """The cluster that the unit belongs to."""
    return Cluster.objects.get(pk=g.run.id_of("cluster", "K01"))


@example("covenant:cluster", "covenant:compose", "covenant:cite", "covenant:write_paper")
def _cluster(g: Ground) -> dict[str, Any]:
    return {"pk": cluster(g).pk}


def new_cluster(g: Ground) -> Cluster:
    """A cluster with the same head and members, that has no covenant and no papers yet."""
    old = cluster(g)
    made = Cluster.objects.create(season=g.run.season, code="K99", name="Khối thử", kind=old.kind)
    ClusterMember.objects.filter(cluster=old).update(cluster=made)
    return made


@example("covenant:draft")
def _without_covenant(g: Ground) -> dict[str, Any]:
    return {"pk": new_cluster(g).pk}


def paper(g: Ground, state: int) -> ClusterPaper:
    """A paper of the cluster that was commented on."""
    return put(one(ClusterPaper, cluster=cluster(g), comments__isnull=False), state=state)


@example("covenant:paper", "covenant:renew")
def _adopted_paper(g: Ground) -> dict[str, Any]:
    return {"pk": paper(g, PaperState.ADOPTED).pk}


@example("covenant:paper", variant=DRAFT)
@example("covenant:rewrite_paper", "covenant:circulate")
def _draft_paper(g: Ground) -> dict[str, Any]:
    return {"pk": paper(g, PaperState.DRAFT).pk}


@example("covenant:comment", "covenant:adopt", "covenant:take_back_paper")
def _paper_under_comment(g: Ground) -> dict[str, Any]:
    return {"pk": paper(g, PaperState.COMMENTS).pk}


@example("covenant:answer")
def _comment(g: Ground) -> dict[str, Any]:
    return {"pk": one(PaperComment, paper=paper(g, PaperState.COMMENTS)).pk}


def covenant(g: Ground, state: int) -> Covenant:
    """The covenant of the cluster."""
    return put(one(Covenant, cluster=cluster(g)), state=state)


@example("covenant:covenant", "covenant:pdf", "covenant:text")
def _signed_covenant(g: Ground) -> dict[str, Any]:
    return {"pk": covenant(g, CovenantState.SIGNED).pk}


@example("covenant:covenant", variant=DRAFT)
@example("covenant:edit", "covenant:open")
def _draft_covenant(g: Ground) -> dict[str, Any]:
    return {"pk": covenant(g, CovenantState.DRAFT).pk}


@example("covenant:covenant", "covenant:pdf", "covenant:text", variant="đang ký")
@example("covenant:sign", "covenant:remind", "covenant:take_back")
def _open_covenant(g: Ground) -> dict[str, Any]:
    """Opened with another text, so that everybody still has to sign."""
    return {"pk": put(covenant(g, CovenantState.OPEN), text_hash="0" * 64).pk}


def _head_of_cluster(g: Ground) -> Any:
    return g.run.actor_of("bl.truong-k01", on=g.day("s3"))


@example("documents:file", variant="của văn bản cụm, khối dự thảo", stage="s3")
def _file_of_paper(g: Ground) -> dict[str, Any]:
    return file_on(paper(g, PaperState.DRAFT), _head_of_cluster(g))


@example("documents:file", variant="của giao ước dự thảo", stage="s3")
def _file_of_covenant(g: Ground) -> dict[str, Any]:
    return file_on(covenant(g, CovenantState.DRAFT), _head_of_cluster(g))


@example("documents:file", variant="của cụm, khối", stage="s3")
def _file_of_cluster(g: Ground) -> dict[str, Any]:
    return file_on(cluster(g), _head_of_cluster(g))


# Stage 4


def report(g: Ground, state: int) -> Report:
    """The unit's report with its figures."""
    found = one(Report, season=g.run.season, unit=g.unit)
    return put(found, state=state)


@example("report:report")
def _accepted_report(g: Ground) -> dict[str, Any]:
    return {"pk": report(g, ReportState.ACCEPTED).pk}


@example("report:accept", "report:send_back")
def _sent_report(g: Ground) -> dict[str, Any]:
    return {"pk": report(g, ReportState.SENT).pk}


@example("report:report", variant=DRAFT)
@example("report:enter", "report:send")
def _draft_report(g: Ground) -> dict[str, Any]:
    return {"pk": report(g, ReportState.DRAFT).pk}


@example("report:why")
def _figure(g: Ground) -> dict[str, Any]:
    found = report(g, ReportState.ACCEPTED)
    return {"pk": found.pk, "indicator": one(ResultVersion, report=found).indicator_id}


@example("report:open")
def _new_period(g: Ground) -> dict[str, Any]:
    return {DATA: {"period": f"q2-{g.run.season.year}"}}


def owed(g: Ground) -> OwedReport:
    """That the unit owes the report of a period."""
    return one(OwedReport, report_period__season=g.run.season, unit=g.unit)


@example("report:period")
def _calendar_period(g: Ground) -> dict[str, Any]:
    return {"pk": owed(g).report_period_id}


@example("report:change_due")
def _another_day(g: Ground) -> dict[str, Any]:
    period = owed(g).report_period
    return {"pk": period.pk, DATA: {"due-due_on": f"{period.due_on + timedelta(days=1):%d/%m/%Y}", "due-reason": "Thử"}}


@example("report:extend")
def _later_day(g: Ground) -> dict[str, Any]:
    period = owed(g).report_period
    until = f"{period.due_on + timedelta(days=1):%d/%m/%Y}"
    data = {"extend-units": g.unit.pk, "extend-due_on": until, "extend-reason": "Thử"}
    return {"pk": period.pk, DATA: data}


@example("report:add_units")
def _unit_left_out(g: Ground) -> dict[str, Any]:
    row = owed(g)
    OwedReport.objects.filter(pk=row.pk).delete()
    return {"pk": row.report_period_id, DATA: {"add-units": g.unit.pk}}


@example("report:remove_units")
def _unit_to_take_out(g: Ground) -> dict[str, Any]:
    data = {"remove-units": g.unit.pk, "remove-reason": "Thử", "remove-though_sent": "on"}
    return {"pk": owed(g).report_period_id, DATA: data}


@example("documents:attach", stage="s4")
def _evidence_for_a_draft(g: Ground) -> dict[str, Any]:
    return {DATA: {"owner_type": "report.report", "owner_id": report(g, ReportState.DRAFT).pk}}


@example("documents:file", variant="của báo cáo")
def _file_of_report(g: Ground) -> dict[str, Any]:
    return file_on(report(g, ReportState.ACCEPTED), officer(g))


@example("documents:file", variant="của báo cáo dự thảo")
def _file_of_draft_report(g: Ground) -> dict[str, Any]:
    return file_on(report(g, ReportState.DRAFT), officer(g))


# Stage 5: the unit's sheet through its states; a cluster without a publication for what comes before it


def unpublished(g: Ground) -> Cluster:
    """A cluster with the same members and their sheets, of which nothing was published."""
    made = new_cluster(g)
    ScoreSheet.objects.filter(cluster=cluster(g)).update(cluster=made)
    return made


def sheet(g: Ground, state: int) -> ScoreSheet:
    """The unit's sheet; before publication it stands in a cluster of which nothing was published."""
    found = one(ScoreSheet, season=g.run.season, unit=g.unit)
    if state != SheetState.PUBLISHED:
        ScoreSheet.objects.filter(cluster=unpublished(g)).update(state=state)
    return put(found, state=state)


@example("score:ranking", "score:ranking_export", "score:analysis", "score:publish", "score:remind")
def _published_cluster(g: Ground) -> dict[str, Any]:
    return {"cluster": one(ScoreSheet, season=g.run.season, unit=g.unit).cluster_id}


@example(
    "score:ranking", "score:ranking_export", "score:analysis", "score:publish", "score:remind", variant="trước công bố"
)
def _unpublished_cluster(g: Ground) -> dict[str, Any]:
    return {"cluster": sheet(g, SheetState.SUBMITTED).cluster_id}


@example("score:sheet", "score:why_total", variant="đã công bố")
def _published_sheet(g: Ground) -> dict[str, Any]:
    return {"pk": sheet(g, SheetState.PUBLISHED).pk}


@example("score:sheet", "score:why_total", variant="chờ thẩm định")
def _submitted_sheet(g: Ground) -> dict[str, Any]:
    return {"pk": sheet(g, SheetState.SUBMITTED).pk}


@example("score:sheet", "score:why_total", variant="đang tự chấm")
@example("score:save")
def _own_sheet(g: Ground) -> dict[str, Any]:
    return {"pk": sheet(g, SheetState.SELF_SCORING).pk}


@example("score:step")
def _submit_step(g: Ground) -> dict[str, Any]:
    return {"pk": sheet(g, SheetState.SELF_SCORING).pk, "name": "submit"}


@example("score:step", variant="trả lại")
def _back_step(g: Ground) -> dict[str, Any]:
    return {"pk": sheet(g, SheetState.SUBMITTED).pk, "name": "send_back"}


def _criterion(found: ScoreSheet) -> str:
    return one(CellEntry, sheet=found).criterion_code


@example("score:evidence", variant="đã công bố")
def _evidence_of_published(g: Ground) -> dict[str, Any]:
    return {**_published_cell(g), HEADERS: {"HTTP_HX_REQUEST": "true"}}


@example("score:evidence", variant="đang tự chấm")
def _evidence_of_own(g: Ground) -> dict[str, Any]:
    return {**_own_cell(g), HEADERS: {"HTTP_HX_REQUEST": "true"}}


@example("score:why", variant="đã công bố")
def _published_cell(g: Ground) -> dict[str, Any]:
    found = sheet(g, SheetState.PUBLISHED)
    return {"pk": found.pk, "code": _criterion(found)}


@example("score:why", variant="đang tự chấm")
@example("score:cell")
def _own_cell(g: Ground) -> dict[str, Any]:
    found = sheet(g, SheetState.SELF_SCORING)
    return {"pk": found.pk, "code": _criterion(found)}


@example("documents:file", variant="của bảng chấm đang tự chấm", stage="s5")
def _file_of_own_sheet(g: Ground) -> dict[str, Any]:
    return file_on(sheet(g, SheetState.SELF_SCORING), officer(g))


@example("documents:file", variant="của bảng chấm đã công bố", stage="s5")
def _file_of_published_sheet(g: Ground) -> dict[str, Any]:
    return file_on(sheet(g, SheetState.PUBLISHED), officer(g))


@example("documents:file", variant="của công bố kết quả", stage="s5")
def _file_of_publication(g: Ground) -> dict[str, Any]:
    return file_on(one(Publication, cluster=cluster(g)), at_authority(g, Role.SPECIALIST))


def planned(g: Ground, *, reviewed_at: int = SheetState.SUBMITTED) -> ScoreSheet:
    """The unit's sheet in a cluster that goes through every phase, with a reply to its first criterion."""
    found = sheet(g, reviewed_at)
    windows = {phase.value: ["2000-01-01", "2100-01-01"] for phase in Phase}
    act = {"actor_name": "Thử", "on_date": date(2022, 1, 1)}
    RoundPlan.objects.create(cluster_id=found.cluster_id, windows=windows, minutes=True, reason="Thử", **act)
    return found


def _disputed(g: Ground, state: int) -> dict[str, Any]:
    found = planned(g, reviewed_at=state)
    code = one(CellEntry, sheet=found, round=Round.REVIEW).criterion_code
    newest = CellEntry.objects.filter(sheet=found, round=Round.REVIEW, criterion_code=code).latest("id")
    act = {"actor_name": "Thử", "on_date": date(2022, 1, 1)}
    Reply.objects.create(sheet=found, criterion_code=code, about=newest.pk, text="Thử", **act)
    return {"pk": found.pk, "code": code}


@example("score:plan", "score:set_plan", "score:extend", "score:assign", "score:board")
def _planned_cluster(g: Ground) -> dict[str, Any]:
    return {"cluster": planned(g).cluster_id}


@example("score:table_paper")
def _published_table(g: Ground) -> dict[str, Any]:
    return {**_published_cluster(g), "ending": "docx"}


@example("score:table_paper", variant="trước công bố")
def _unpublished_table(g: Ground) -> dict[str, Any]:
    return {**_unpublished_cluster(g), "ending": "docx"}


@example("score:minutes_paper")
def _minutes_to_print(g: Ground) -> dict[str, Any]:
    return {"pk": planned(g, reviewed_at=SheetState.AGREED).pk, "ending": "docx"}


@example("score:tie")
def _tied_cluster(g: Ground) -> dict[str, Any]:
    return {"cluster": sheet(g, SheetState.AGREED).cluster_id}


@example("score:replies", "score:minutes", "score:decide")
def _settled_sheet(g: Ground) -> dict[str, Any]:
    return {"pk": planned(g, reviewed_at=SheetState.AGREED).pk}


@example("score:minutes", variant="đang thống nhất")
def _minutes_open(g: Ground) -> dict[str, Any]:
    return {"pk": planned(g, reviewed_at=SheetState.REVIEWED).pk}


@example("score:reply")
def _own_dispute(g: Ground) -> dict[str, Any]:
    return _disputed(g, SheetState.EXPLAINING)


@example("score:answer")
def _reply_of_another(g: Ground) -> dict[str, Any]:
    return _disputed(g, SheetState.EXPLAINING)


def _scheme(g: Ground, state: int) -> dict[str, Any]:
    return {"pk": put(one(Scheme, season=g.run.season), state=state).pk}


@example("score:scheme", "score:scheme_text", "score:scheme_excel", "score:next_version", "score:retire")
def _adopted_scheme(g: Ground) -> dict[str, Any]:
    return _scheme(g, SchemeState.ADOPTED)


@example("score:scheme", "score:scheme_text", "score:scheme_excel", variant=DRAFT)
@example("score:edit", "score:adopt", "score:design")
def _draft_scheme(g: Ground) -> dict[str, Any]:
    return _scheme(g, SchemeState.DRAFT)


@example("score:general")
def _general_of_draft(g: Ground) -> dict[str, Any]:
    return {**_draft_scheme(g), "part": "chung"}


@example("score:node", "score:move", "score:drop")
def _node_of_draft(g: Ground) -> dict[str, Any]:
    return {**_draft_scheme(g), "at": "0-0"}


@example("score:node", variant="đã ban hành")
def _node_of_adopted(g: Ground) -> dict[str, Any]:
    return {**_adopted_scheme(g), "at": "0-0"}


@example("score:add")
def _group_of_draft(g: Ground) -> dict[str, Any]:
    return {**_draft_scheme(g), "above": "0", "what": "tieu-chi"}


def _second_version(g: Ground, state: int) -> Scheme:
    first = one(Scheme, season=g.run.season)
    kept = {name: getattr(first, name) for name in ("season", "code", "title", "text", "data")}
    return Scheme.objects.create(version="99", previous=first, state=state, **kept)


@example("score:difference", variant=DRAFT)
def _draft_of_second(g: Ground) -> dict[str, Any]:
    return {"pk": _second_version(g, SchemeState.DRAFT).pk}


@example("score:difference")
def _second(g: Ground) -> dict[str, Any]:
    return {"pk": _second_version(g, SchemeState.ADOPTED).pk}


@example("score:difference_from")
def _second_from_first(g: Ground) -> dict[str, Any]:
    made = _second_version(g, SchemeState.ADOPTED)
    return {"pk": made.pk, "other": made.previous_id}


def upload(g: Ground) -> TableUpload:
    """A spreadsheet that the authority handed in."""
    told = {"title": "", "rows": [], "general": [], "total": "0"}
    return TableUpload.objects.create(season=g.run.season, name="bang.xlsx", sheet="A", sha256="0" * 64, report=told)


@example("score:upload_report")
def _upload(g: Ground) -> dict[str, Any]:
    return {"pk": upload(g).pk}


@example("documents:file", variant="của bảng tính tải lên", stage="s5")
def _file_of_upload(g: Ground) -> dict[str, Any]:
    return file_on(upload(g), at_authority(g, Role.SPECIALIST))


# Stage 6


def dossier(g: Ground, state: int) -> Dossier:
    """A dossier of somebody of the unit."""
    return put(one(Dossier, season=g.run.season, proposing_unit=g.unit, subject_kind="individual"), state=state)


@example("propose:dossier", variant="đã trình hội đồng")
def _forwarded_dossier(g: Ground) -> dict[str, Any]:
    return {"pk": dossier(g, DossierState.FORWARDED).pk}


@example("propose:dossier", "propose:appraise", "propose:recall", "propose:send_back", "propose:set_aside")
@example("propose:pass_up")
def _sent_dossier(g: Ground) -> dict[str, Any]:
    return {"pk": dossier(g, DossierState.SENT).pk}


@example("propose:dossier", variant=DRAFT)
@example("propose:edit", "propose:send", "propose:check")
def _draft_dossier(g: Ground) -> dict[str, Any]:
    return {"pk": dossier(g, DossierState.DRAFT).pk}


@example("propose:forward")
def _appraised_dossier(g: Ground) -> dict[str, Any]:
    return {"pk": dossier(g, DossierState.APPRAISED).pk}


def received(g: Ground, season: Season, sender: Unit, state: int) -> Dossier:
    """A dossier that came to a season from the level below; its other side is the unit's own."""
    below = put(dossier(g, DossierState.SENT), state=DossierState.PASSED_UP, passed_to=str(season.authority))
    return Dossier.objects.create(
        season=season, origin=below, proposing_unit=sender, state=state, code="X-1", award_code=below.award_code,
        award_name=below.award_name, subject_kind=below.subject_kind, person=below.person, year=below.year,
        achievement=below.achievement,
    )  # fmt: skip


@example("propose:dossier", "propose:give_back", "propose:edit", "propose:send_back", variant="từ cấp dưới chuyển lên")
def _received_dossier(g: Ground) -> dict[str, Any]:
    return {"pk": received(g, g.run.season, g.unit, DossierState.SENT).pk}


@example("propose:dossier", "propose:give_back", variant="ở cấp trên")
def _dossier_above(g: Ground) -> dict[str, Any]:
    season = Season.objects.select_related("authority").get(code="quang-ninh-2020")
    return {"pk": received(g, season, g.run.authority, DossierState.SENT).pk}


@example("propose:take_back")
def _passed_up_dossier(g: Ground) -> dict[str, Any]:
    return {"pk": put(dossier(g, DossierState.SENT), state=DossierState.PASSED_UP, passed_to="Bộ Nội vụ").pk}


@example("propose:draft")
def _subject_to_propose(g: Ground) -> dict[str, Any]:
    return {"kind": "individual", "subject_pk": dossier(g, DossierState.DRAFT).person_id}


@example("propose:subject")
def _subject(g: Ground) -> dict[str, Any]:
    return {"kind": "individual", "pk": dossier(g, DossierState.SENT).person_id}


@example("propose:subject", variant="tập thể")
def _collective(g: Ground) -> dict[str, Any]:
    return {"kind": "collective", "pk": g.unit.pk}


@example("propose:withdraw")
def _fact(g: Ground) -> dict[str, Any]:
    return {"pk": one(SubjectFact, person=dossier(g, DossierState.SENT).person_id).pk}


@example("documents:file", variant="của lần chuyển lên cấp trên", stage="s6")
def _file_of_pass(g: Ground) -> dict[str, Any]:
    upper = Dossier.objects.get(pk=_dossier_above(g)["pk"])
    opinion = one(AppraisalOpinion, dossier__proposing_unit=g.unit)
    made = DossierPass.objects.create(
        dossier=upper.origin, upper=upper, to_name="Quảng Ninh", achievement="", opinion=opinion, on_date=g.day("s6")
    )
    return file_on(made, officer(g))


@example("documents:file", variant="của hồ sơ đã gửi", stage="s6")
def _file_of_dossier(g: Ground) -> dict[str, Any]:
    return file_on(dossier(g, DossierState.SENT), officer(g))


@example("documents:file", variant="của hồ sơ đã trình hội đồng", stage="s6")
def _file_of_forwarded_dossier(g: Ground) -> dict[str, Any]:
    return file_on(dossier(g, DossierState.FORWARDED), officer(g))


# Stage 9


def conference(g: Ground, state: int) -> Conference:
    """A conference of the season, with minutes."""
    return put(one(Conference, season=g.run.season), state=state, minutes="Nội dung đang ghi")


@example("honour:conference", "honour:paper")
def _approved_conference(g: Ground) -> dict[str, Any]:
    return {"pk": conference(g, ConferenceState.APPROVED).pk}


@example("honour:conference", "honour:paper", variant="biên bản chưa thông qua")
@example("honour:approve", "honour:minutes")
def _held_conference(g: Ground) -> dict[str, Any]:
    return {"pk": conference(g, ConferenceState.HELD).pk}


@example("honour:conference", variant="đang chuẩn bị")
@example("honour:change", "honour:programme", "honour:hold")
def _planned_conference(g: Ground) -> dict[str, Any]:
    return {"pk": conference(g, ConferenceState.PLANNED).pk}


def story(g: Ground, state: int) -> Story:
    """A story that the unit wrote."""
    author = g.run.accounts["cb-bl.x-hm"].pk
    return put(one(Story, season=g.run.season), state=state, written_for=g.unit, author_account_id=author)


@example("honour:story", "honour:story_withdraw")
def _published_story(g: Ground) -> dict[str, Any]:
    return {"pk": story(g, StoryState.PUBLISHED).pk}


@example("honour:story", variant="bản thảo")
@example("honour:story_edit", "honour:story_check")
def _written_story(g: Ground) -> dict[str, Any]:
    return {"pk": story(g, StoryState.WRITTEN).pk}


@example("honour:story_publish", "honour:story_send_back")
def _checked_story(g: Ground) -> dict[str, Any]:
    return {"pk": story(g, StoryState.CHECKED).pk}


@example("documents:file", variant="của bài viết bản thảo", stage="s9")
def _picture_of_draft(g: Ground) -> dict[str, Any]:
    return file_on(story(g, StoryState.WRITTEN), officer(g, "s9"))


@example("documents:file", variant="của bài viết đã đăng", stage="s9")
def _picture_of_story(g: Ground) -> dict[str, Any]:
    return file_on(story(g, StoryState.PUBLISHED), officer(g, "s9"))


@example("documents:file", variant="của hội nghị", stage="s9")
def _file_of_conference(g: Ground) -> dict[str, Any]:
    return file_on(conference(g, ConferenceState.HELD), at_authority(g, Role.SPECIALIST, "s9"))
