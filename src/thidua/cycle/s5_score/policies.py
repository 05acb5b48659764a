"""Who may, in which state, what is visible: the three questions of stage 5."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q

from thidua.base.access.actor import Actor, Refused, refusal
from thidua.base.access.enums import Role
from thidua.base.season.enums import SeasonState, StageState
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season, check_sees_season
from thidua.base.season.queries import check_stage_open, stage_status
from thidua.base.units.queries import units_by_id
from thidua.base.workflow.queries import steps_of
from thidua.cycle.s3_covenant.queries import ClusterInfo, clusters_of, heads
from thidua.cycle.s5_score.enums import (
    ROUND_OF,
    STAGE,
    STAGE_NAME,
    UNIT_ROLES,
    Phase,
    Round,
    SchemeState,
    SheetState,
    checker_of,
    cross,
    round_of,
)
from thidua.cycle.s5_score.models import Publication, Scheme, ScoreSheet, TableUpload
from thidua.cycle.s5_score.plans import checked_by, checkers_of, plan_of
from thidua.language.dates import format_date

# who speaks for a unit; whoever administers its accounts has no business with its points
_SPEAKERS = (*UNIT_ROLES, Role.CLUSTER_HEAD)
_OVERSEERS = (Role.SPECIALIST, Role.AUTHORITY, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER)
_EVERYWHERE = (Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)


def check_running(season: Season, today: date) -> None:
    """State of the year: the stage has begun and was not locked by hand; the year is not over.

    The last day of the window binds the units; the authority may review and publish after it."""
    status = stage_status(season, STAGE, today)
    locked_by_hand = status.state == StageState.LOCKED and bool(status.reason)
    if season.state == SeasonState.CLOSED:
        raise Refused("Năm thi đua này đã kết thúc; điểm không sửa được nữa.")
    if status.state in (StageState.NOT_OPEN, StageState.NO_WINDOW) or locked_by_hand:
        check_stage_open(season, STAGE, STAGE_NAME, today)


def check_runs_scoring(actor: Actor, season: Season, today: date) -> None:
    """Permission and state: the specialist of the authority opens sheets, ends the review, settles the points."""
    check_runs_season(actor, season)
    check_running(season, today)


def check_writes_schemes(actor: Actor, season: Season) -> None:
    """Permission and state: the specialist of the authority, until the year is over."""
    check_runs_season(actor, season)
    if season.state == SeasonState.CLOSED:
        raise Refused("Năm thi đua này đã kết thúc; bảng tiêu chí không sửa được nữa.")


def check_decides(actor: Actor, season: Season) -> None:
    """Permission: who adopts schemes and publishes results, the specialist or the head of the authority."""
    check_sees_season(actor, season)
    if not (actor.is_any(Role.SPECIALIST, Role.AUTHORITY) and actor.unit_id == season.authority_id):
        raise Refused("Việc này dành cho chuyên viên hoặc người có thẩm quyền của đơn vị tổ chức.")


def oversees(actor: Actor, season: Season) -> bool:
    """Visibility: sees every sheet of the season once it was sent, and what compares them."""
    at_authority = actor.is_any(*_OVERSEERS) and actor.unit_id == season.authority_id
    return at_authority or actor.is_any(*_EVERYWHERE)


def sees_drafts(actor: Actor, season: Season) -> bool:
    """Visibility: also sheets that are not sent. As in the other stages the council and the chair don't: only the
    specialist, who runs the stage, and who oversees the system."""
    return oversees(actor, season) and actor.is_any(Role.SPECIALIST, *_EVERYWHERE)


def check_analyses(actor: Actor, season: Season) -> None:
    """Visibility: who oversees the scoring. A head of a cluster competes in it and does not read how firm it is."""
    check_sees_season(actor, season)
    if not oversees(actor, season):
        raise Refused("Phân tích thứ hạng dành cho đơn vị tổ chức và hội đồng.")


def check_sees_ranking(actor: Actor, season: Season, cluster_id: int, today: date) -> None:
    """Visibility: the ranking of a cluster is everybody's once published; before, of who oversees or leads it."""
    check_sees_season(actor, season)
    published = Publication.objects.filter(cluster_id=cluster_id).exists()
    if not (oversees(actor, season) or heads(actor, cluster_id, today) or published):
        raise Refused("Kết quả của cụm, khối này chưa công bố. Mỗi đơn vị xem được bảng chấm của mình.")


def check_sees_scheme(actor: Actor, scheme: Scheme) -> None:
    """Visibility: everybody reads what was adopted; a draft only those who write and decide."""
    check_sees_season(actor, scheme.season)
    if scheme.state == SchemeState.DRAFT and not oversees(actor, scheme.season):
        raise Refused("Bảng tiêu chí này còn là dự thảo; chỉ đơn vị tổ chức được xem.")


def led_by(actor: Actor, clusters: list[ClusterInfo]) -> list[int]:
    """The clusters, of those given, that an actor heads: what ``heads`` answers for one, for lists."""
    leads = actor.is_any(Role.CLUSTER_HEAD)
    return [c.id for c in clusters if leads and c.head_unit_id == actor.unit_id and not c.head_is_last]


def seen_by(actor: Actor, season: Season, today: date, *, papers: bool = False) -> Q:
    """Visibility, as a filter of sheets: who speaks for a unit its own; overseers and reviewers once it is sent,
    units that cross-check it while they do; other members once it is published, but never its papers; who sees drafts
    all."""
    if oversees(actor, season):
        return Q() if sees_drafts(actor, season) else Q(state__gt=SheetState.SELF_SCORING)
    clusters = clusters_of(season.pk, today)
    reviewing = actor.is_any(Role.REVIEWING_DEPARTMENT) and actor.authority_id == season.authority_id
    reviewed = [c.id for c in clusters] if reviewing else led_by(actor, clusters)
    mine = [c.id for c in clusters if actor.unit_id in c.member_ids and actor.role is not None and not papers]
    own = actor.covers if actor.is_any(*_SPEAKERS) else ()
    sent = Q(state__gt=SheetState.SELF_SCORING)
    seen = Q(unit_id__in=own) | Q(cluster_id__in=mine, state=SheetState.PUBLISHED)
    if actor.is_any(*UNIT_ROLES):
        for cluster, units in checked_by([c.id for c in clusters], actor.unit_id or 0).items():
            seen |= Q(cluster_id=cluster, unit_id__in=units, state=SheetState.CROSS_CHECKING)
    return seen | (sent & Q(cluster_id__in=reviewed))


def check_sees_sheet(actor: Actor, sheet: ScoreSheet, today: date, *, papers: bool = False) -> None:
    """Visibility of one sheet."""
    check_sees_season(actor, sheet.season)
    if not ScoreSheet.objects.filter(seen_by(actor, sheet.season, today, papers=papers), pk=sheet.pk).exists():
        raise Refused("Bảng chấm này thuộc đơn vị khác và chưa đến lúc bạn được xem.")


def check_self_scores(actor: Actor, sheet: ScoreSheet, today: date) -> None:
    """Permission and state: the unit itself, in its own state, while the stage is open.

    A sheet that was sent back may be mended after the lock: what is written then is dated and kept."""
    check_sees_season(actor, sheet.season)
    if not (actor.is_any(*UNIT_ROLES) and actor.unit_id == sheet.unit_id):
        raise Refused("Chỉ cán bộ hoặc thủ trưởng của chính đơn vị được tự chấm.")
    if sheet.state != SheetState.SELF_SCORING:
        raise Refused(f"Bảng chấm đang ở trạng thái «{sheet.get_state_display()}» nên đơn vị không sửa được.")
    check_running(sheet.season, today)
    last = steps_of(sheet).last()
    if last and last.name == "send_back":
        return
    if not check_phase(sheet, Phase.SELF, today):
        check_stage_open(sheet.season, STAGE, STAGE_NAME, today)


def check_phase(sheet: ScoreSheet, phase: Phase, today: date) -> bool:
    """State: the window of a phase, from the first day to midnight in Vietnam after the last. False where the cluster
    has no plan; then only the season's own window binds. Raises Refused outside the window."""
    plan = plan_of(sheet.cluster_id)
    window = plan.window(phase, sheet.pk)
    if window is None:
        return bool(plan.id)
    if today < window.opens:
        raise Refused(f"Vòng «{phase.label}» mở từ ngày {format_date(window.opens)}.")
    if today > window.closes:
        last = format_date(window.closes)
        raise Refused(f"Vòng «{phase.label}» đã khóa lúc hết ngày {last}. Cần thêm thời gian thì đề nghị gia hạn.")
    return True


def check_excludes(actor: Actor, sheet: ScoreSheet, today: date) -> None:
    """Permission and state: the specialist leaves a unit without a place that has not sent its sheet in time."""
    check_runs_scoring(actor, sheet.season, today)
    window = plan_of(sheet.cluster_id).window(Phase.SELF, sheet.pk)
    closes = window.closes if window else stage_status(sheet.season, STAGE, today).closes
    if closes is not None and today <= closes:
        last = format_date(closes)
        raise Refused(f"Đơn vị còn được tự chấm đến hết ngày {last}. Sau ngày đó mới ghi không xếp loại được.")


def check_cross_checks(actor: Actor, sheet: ScoreSheet, checker: int, today: date) -> None:
    """Permission and state: the unit to which this sheet was assigned, for itself, while it is being cross-checked."""
    check_sees_season(actor, sheet.season)
    if sheet.unit_id == actor.unit_id:
        raise Refused("Không ai kiểm tra chéo bảng chấm của chính đơn vị mình.")
    assigned = actor.is_any(*UNIT_ROLES) and actor.unit_id == checker and checker in checkers_of(sheet)
    if not assigned:
        raise Refused("Bảng chấm này không phân công cho đơn vị của bạn kiểm tra chéo.")
    if sheet.state != SheetState.CROSS_CHECKING:
        raise Refused(f"Bảng chấm đang ở trạng thái «{sheet.get_state_display()}» nên không kiểm tra chéo được.")
    check_running(sheet.season, today)
    check_phase(sheet, Phase.CROSS, today)


def check_ends_cross_check(actor: Actor, sheet: ScoreSheet, today: date) -> None:
    """Permission: a unit that checks, in its window; the specialist where nobody was assigned, or after it."""
    check_sees_season(actor, sheet.season)
    assigned = checkers_of(sheet)
    if actor.is_any(*UNIT_ROLES):
        check_cross_checks(actor, sheet, actor.unit_id or 0, today)
        return
    check_runs_scoring(actor, sheet.season, today)
    window = plan_of(sheet.cluster_id).window(Phase.CROSS, sheet.pk)
    if assigned and window is not None and today <= window.closes:
        last = format_date(window.closes)
        raise Refused(f"Đơn vị được phân công còn kiểm tra đến hết ngày {last}. Sau ngày đó mới kết thúc thay được.")


def check_explains(actor: Actor, sheet: ScoreSheet, today: date) -> None:
    """Permission and state: the right of reply belongs to the unit itself, while its sheet waits for it."""
    check_sees_season(actor, sheet.season)
    if not (actor.is_any(*UNIT_ROLES) and actor.unit_id == sheet.unit_id):
        raise Refused("Chỉ cán bộ hoặc thủ trưởng của chính đơn vị được giải trình.")
    if sheet.state != SheetState.EXPLAINING:
        raise Refused(f"Bảng chấm đang ở trạng thái «{sheet.get_state_display()}» nên không giải trình được.")
    check_running(sheet.season, today)
    check_phase(sheet, Phase.EXPLAIN, today)


def check_ends_explaining(actor: Actor, sheet: ScoreSheet, today: date) -> None:
    """Permission: the unit when it has said everything; the specialist once the time for it is over."""
    if actor.is_any(*UNIT_ROLES):
        check_explains(actor, sheet, today)
        return
    check_runs_scoring(actor, sheet.season, today)
    window = plan_of(sheet.cluster_id).window(Phase.EXPLAIN, sheet.pk)
    if window is not None and today <= window.closes:
        last = format_date(window.closes)
        raise Refused(f"Đơn vị còn quyền giải trình đến hết ngày {last}. Sau ngày đó mới kết thúc thay được.")


def check_council(actor: Actor, sheet: ScoreSheet, today: date) -> None:
    """Permission and state: the secretary writes down what the council settled, where the plan has the council."""
    check_sees_season(actor, sheet.season)
    if not (actor.is_any(Role.COUNCIL_SECRETARY) and actor.unit_id == sheet.season.authority_id):
        raise Refused("Việc này dành cho thư ký hội đồng của đơn vị tổ chức.")
    if sheet.state != SheetState.AGREED or Phase.COUNCIL not in plan_of(sheet.cluster_id).windows:
        raise Refused("Bảng chấm này chưa đến lúc, hoặc không phải đưa ra hội đồng xem xét.")
    check_running(sheet.season, today)
    check_phase(sheet, Phase.COUNCIL, today)


def check_orders_ties(actor: Actor, season: Season, cluster_id: int, today: date) -> None:
    """Permission and state: the secretary of the council, before publication."""
    check_sees_season(actor, season)
    if not (actor.is_any(Role.COUNCIL_SECRETARY) and actor.unit_id == season.authority_id):
        raise Refused("Hội đồng phân định đồng hạng; thư ký hội đồng ghi lại.")
    check_running(season, today)
    if Publication.objects.filter(cluster_id=cluster_id).exists():
        raise Refused("Kết quả của cụm, khối này đã công bố.")


def sees_column(actor: Actor, sheet: ScoreSheet, column: str) -> bool:
    """Visibility: while a sheet is cross-checked nobody reads what another unit marks, but those who see drafts."""
    is_open_check = round_of(column) is Round.CROSS and sheet.state == SheetState.CROSS_CHECKING
    return not is_open_check or checker_of(column) == actor.unit_id or sees_drafts(actor, sheet.season)


def check_reviews(actor: Actor, sheet: ScoreSheet, owners: Collection[str], today: date) -> None:
    """Permission and state: one who reviews the criteria of one of these departments ("" for those of none): the
    department itself, for the last the head of the cluster, the specialist for all. Nobody reviews the own unit."""
    check_sees_season(actor, sheet.season)
    if sheet.unit_id == actor.unit_id:
        raise Refused("Không ai thẩm định bảng chấm của chính đơn vị mình.")
    if not speaks_for(actor, sheet, owners, today):
        raise Refused("Tiêu chí này do cơ quan khác thẩm định.")
    if sheet.state != SheetState.SUBMITTED:
        raise Refused(f"Bảng chấm đang ở trạng thái «{sheet.get_state_display()}» nên không thẩm định được.")
    check_running(sheet.season, today)
    check_phase(sheet, Phase.REVIEW, today)


def speaks_for(actor: Actor, sheet: ScoreSheet, owners: Collection[str], today: date) -> Collection[str]:
    """The departments, of those named, for whose criteria the actor speaks."""
    if actor.is_any(Role.SPECIALIST):
        return owners if actor.unit_id == sheet.season.authority_id else ()
    if actor.is_any(Role.REVIEWING_DEPARTMENT):
        return {unit.code for unit in units_by_id([actor.unit_id or 0]).values()} & {o for o in owners if o}
    return {""} & set(owners) if heads(actor, sheet.cluster_id, today) else ()


def check_agrees(actor: Actor, sheet: ScoreSheet, today: date) -> None:
    """Permission and state: the specialist settles the points of a reviewed sheet."""
    check_runs_scoring(actor, sheet.season, today)
    if sheet.state != SheetState.REVIEWED:
        raise Refused(f"Bảng chấm đang ở trạng thái «{sheet.get_state_display()}» nên không thống nhất điểm được.")
    check_phase(sheet, Phase.AGREE, today)


def check_writes(actor: Actor, sheet: ScoreSheet, round_: str, owners: Collection[str], today: date) -> None:
    """Permission and state for cells of a round, where criteria of these departments stand."""
    match round_of(round_):
        case Round.SELF:
            check_self_scores(actor, sheet, today)
        case Round.CROSS:
            check_cross_checks(actor, sheet, checker_of(round_), today)
        case Round.REVIEW:
            check_reviews(actor, sheet, owners, today)
        case Round.AGREED:
            check_agrees(actor, sheet, today)
        case Round.COUNCIL:
            check_council(actor, sheet, today)


def column_of(actor: Actor, sheet: ScoreSheet) -> str:
    """For pages: the column that is being written in the state of a sheet, by this actor where there are several."""
    state = SheetState(sheet.state)
    if state == SheetState.CROSS_CHECKING and actor.is_any(*UNIT_ROLES) and actor.unit_id in checkers_of(sheet):
        return cross(actor.unit_id or 0)
    if state == SheetState.AGREED and actor.is_any(Role.COUNCIL_SECRETARY):
        return Round.COUNCIL if Phase.COUNCIL in plan_of(sheet.cluster_id).windows else Round.AGREED
    return ROUND_OF.get(state, Round.AGREED)


def writable(actor: Actor, sheet: ScoreSheet, round_: str, owners: Mapping[str, str], today: date) -> frozenset[str]:
    """For pages: the codes, of those that ``owners`` names with their department, whose cell the actor may write."""
    names = set(owners.values())
    if refusal(check_writes, actor, sheet, round_, names, today):
        return frozenset()
    mine = speaks_for(actor, sheet, names, today) if round_ == Round.REVIEW else names
    return frozenset(code for code, owner in owners.items() if owner in mine)


def check_reminds(actor: Actor, season: Season, cluster_id: int, today: date) -> None:
    """Permission: the specialist of the authority, or whoever heads the cluster; and only a cluster of this season."""
    check_running(season, today)
    if cluster_id not in {c.id for c in clusters_of(season.pk, today)}:
        raise Refused("Cụm, khối này không thuộc năm thi đua đang xem.")
    if not heads(actor, cluster_id, today):
        check_runs_season(actor, season)


def check_sees_sheet_id(actor: Actor, sheet_id: int) -> None:
    """For evidence, which is asked without a day: whoever might see the sheet on the day when it was sent."""
    sheet = ScoreSheet.objects.filter(pk=sheet_id).select_related("season").first()
    if sheet is None:
        raise Refused("Không có bảng chấm này.")
    check_sees_sheet(actor, sheet, sheet.submitted_on or date(sheet.season.year, 12, 31), papers=True)


def check_writes_sheet_id(actor: Actor, sheet_id: int) -> None:
    """Who hangs evidence on a sheet: the unit itself, while the sheet is in its hands."""
    sheet = ScoreSheet.objects.filter(pk=sheet_id).first()
    if sheet is None or not (actor.is_any(*UNIT_ROLES) and actor.unit_id == sheet.unit_id):
        raise Refused("Chỉ cán bộ hoặc thủ trưởng của chính đơn vị được đính kèm minh chứng.")
    if sheet.state != SheetState.SELF_SCORING:
        raise Refused(f"Bảng chấm đang ở trạng thái «{sheet.get_state_display()}» nên không đính kèm thêm được.")


def check_sees_upload_id(actor: Actor, upload_id: int) -> None:
    """A spreadsheet that was handed in: who writes tables, and who oversees the season."""
    upload = TableUpload.objects.filter(pk=upload_id).select_related("season").first()
    if upload is None:
        raise Refused("Không có bảng tính này.")
    check_sees_season(actor, upload.season)
    if not sees_drafts(actor, upload.season):
        raise Refused("Bảng tính tải lên dành cho chuyên viên của đơn vị tổ chức.")


def check_decides_publication_id(actor: Actor, publication_id: int) -> None:
    """Who hangs the signed decision on a publication."""
    check_decides(actor, _publication(publication_id).season)


def check_sees_publication_id(actor: Actor, publication_id: int) -> None:
    """For the signed decision: everybody in the season."""
    check_sees_season(actor, _publication(publication_id).season)


def _publication(publication_id: int) -> Publication:
    found = Publication.objects.filter(pk=publication_id).select_related("season").first()
    if found is None:
        raise Refused("Không có lần công bố này.")
    return found
