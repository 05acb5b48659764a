"""Who may, in which state, what is visible: the three questions of stage 4."""

from datetime import date

from thidua.base.access.actor import Actor, Refused, refusal
from thidua.base.access.enums import Role
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season, check_sees_season
from thidua.base.season.queries import check_stage_open
from thidua.base.workflow.queries import steps_of
from thidua.cycle.s3_covenant.queries import clusters_of
from thidua.cycle.s4_report.enums import STAGE, STAGE_NAME, ReportState
from thidua.cycle.s4_report.models import Report

_EVERYWHERE = (Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)
_AT_AUTHORITY = (Role.SPECIALIST, Role.AUTHORITY, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER)
_SPEAKERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD)


def sees_all_units(actor: Actor, season: Season) -> bool:
    """Visibility of every unit's figures: the authority's own people, who reviews for it, who oversees the system."""
    if actor.is_any(*_EVERYWHERE):
        return True
    if actor.is_any(Role.REVIEWING_DEPARTMENT):
        return actor.authority_id == season.authority_id
    return actor.is_any(*_AT_AUTHORITY) and actor.unit_id == season.authority_id


def units_seen(actor: Actor, season: Season) -> frozenset[int]:
    """Units whose figures somebody sees who doesn't see all: the own, and the members of a cluster that one heads.

    A cluster belongs to one year and is asked as it stood at the end of it, so that files, which know no day, follow
    the same rule as pages."""
    if actor.is_any(*_SPEAKERS):
        return actor.covers
    if not actor.is_any(Role.CLUSTER_HEAD):
        return frozenset()
    led = (c for c in clusters_of(season.pk, date(season.year, 12, 31)) if not c.head_is_last)
    return actor.covers | {unit for c in led if c.head_unit_id == actor.unit_id for unit in c.member_ids}


def check_sees_unit(actor: Actor, season: Season, unit_id: int) -> None:
    """Visibility: a unit sees its own figures, the authority's people those of every unit of the season."""
    check_sees_season(actor, season)
    if not sees_all_units(actor, season) and unit_id not in units_seen(actor, season):
        raise Refused("Số liệu này thuộc đơn vị khác; bạn chỉ xem được số liệu trong phạm vi của mình.")


def sees_drafts_of(actor: Actor) -> frozenset[int] | None:
    """Units whose reports are seen before they were sent: the own; None means all, for who oversees the system."""
    if actor.is_any(*_EVERYWHERE):
        return None
    return frozenset({actor.unit_id} if actor.unit_id and actor.is_any(*_SPEAKERS, Role.SPECIALIST) else ())


def check_sees_report(actor: Actor, report: Report) -> None:
    """Visibility of one report: of another unit only once it was sent."""
    check_sees_unit(actor, report.season, report.unit_id)
    drafts = sees_drafts_of(actor)
    if report.state == ReportState.DRAFT and drafts is not None and report.unit_id not in drafts:
        raise Refused(f"{report.unit} đang soạn báo cáo, chưa gửi.")


def speaks_for(actor: Actor, season: Season, unit_id: int | None) -> bool:
    """The unit's officer or head; for the authority's own figures its specialist office."""
    roles = list(_SPEAKERS)
    if unit_id == season.authority_id:
        roles.append(Role.SPECIALIST)
    return unit_id is not None and actor.is_any(*roles) and actor.unit_id == unit_id


def check_open_report(actor: Actor, season: Season, unit_id: int | None, today: date) -> None:
    """Who may begin a report: the unit's officer or head, while the stage is open."""
    check_sees_season(actor, season)
    if not speaks_for(actor, season, unit_id):
        raise Refused("Chỉ cán bộ hoặc thủ trưởng của chính đơn vị được lập báo cáo.")
    check_stage_open(season, STAGE, STAGE_NAME, today)


def can_open_report(actor: Actor, season: Season, today: date) -> bool:
    """Whether somebody may begin a report of the unit that they work for."""
    return refusal(check_open_report, actor, season, actor.unit_id, today) is None


def check_sets_calendar(actor: Actor, season: Season) -> None:
    """Who says which units owe a period: the specialist of the authority, until the year has ended."""
    check_runs_season(actor, season)
    if season.state == SeasonState.CLOSED:
        raise Refused(f"{season} đã kết thúc nên lịch báo cáo không đổi được nữa.")


def can_set_calendar(actor: Actor, season: Season) -> bool:
    """For templates."""
    return refusal(check_sets_calendar, actor, season) is None


def check_edit_report(actor: Actor, report: Report, today: date) -> None:
    """Who may enter figures: the unit itself, in a draft or a returned report, while the stage is open.

    A report that was opened again for a correction may be mended after the lock: the amendment is dated and kept."""
    check_sees_season(actor, report.season)
    if not speaks_for(actor, report.season, report.unit_id):
        raise Refused("Chỉ cán bộ hoặc thủ trưởng của chính đơn vị được sửa báo cáo.")
    if report.state not in (ReportState.DRAFT, ReportState.RETURNED):
        raise Refused(f"Báo cáo đang ở trạng thái «{report.get_state_display()}» nên không sửa được.")
    last = steps_of(report).last()
    if not (last and last.name in {"reopen", "send_back"}):
        check_stage_open(report.season, STAGE, STAGE_NAME, today)


def check_judge_report(actor: Actor, report: Report) -> None:
    """Who may accept, send back or open again: the specialist of the authority; its own report only its chairman."""
    if report.unit_id != report.season.authority_id:
        check_runs_season(actor, report.season)
    elif not (actor.is_any(Role.AUTHORITY) and actor.unit_id == report.unit_id):
        raise Refused("Báo cáo của chính đơn vị tổ chức do người đứng đầu đơn vị chấp nhận.")


def can_edit_report(actor: Actor, report: Report, today: date) -> bool:
    """For templates."""
    return refusal(check_edit_report, actor, report, today) is None


def can_judge_report(actor: Actor, report: Report) -> bool:
    """For templates."""
    return refusal(check_judge_report, actor, report) is None


def check_sees_report_id(actor: Actor, report_id: int) -> None:
    """For attachments that hang on a report."""
    report = Report.objects.filter(pk=report_id).select_related("season", "unit").first()
    if report is None:
        raise Refused("Báo cáo này không còn.")
    check_sees_report(actor, report)


def check_writes_report_id(actor: Actor, report_id: int) -> None:
    """Who may hang evidence on a report: the unit itself, while the report is in its hands."""
    report = Report.objects.filter(pk=report_id).select_related("season").first()
    if report is None or not speaks_for(actor, report.season, report.unit_id):
        raise Refused("Chỉ cán bộ hoặc thủ trưởng của chính đơn vị được đính kèm minh chứng.")
    if report.state not in (ReportState.DRAFT, ReportState.RETURNED):
        raise Refused(f"Báo cáo đang ở trạng thái «{report.get_state_display()}» nên không đính kèm thêm được.")
