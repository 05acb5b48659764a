"""Who fills a sheet, who judges it, in which state, and who sees it: separate questions."""

from datetime import date

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.access.page import signed_in
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season, check_sees_season
from thidua.base.season.queries import check_stage_open
from thidua.cycle.s2_register.enums import EDITABLE, FILLERS, STAGE, STAGE_NAME, RegistrationState
from thidua.cycle.s2_register.models import Registration

_READERS = (
    *FILLERS, Role.SPECIALIST, Role.AUTHORITY, Role.COUNCIL_SECRETARY, Role.REVIEWING_DEPARTMENT,
    Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR,
)  # fmt: skip


def check_reads_stage(actor: Actor) -> None:
    """Who finds anything on the first page, by role alone; what is found there is asked below."""
    signed_in(actor)
    if not actor.is_any(*_READERS):
        raise Refused("Việc đăng ký thi đua dành cho cán bộ, thủ trưởng đơn vị và đơn vị tổ chức năm thi đua.")


def check_may_fill(actor: Actor, season: Season) -> None:
    """Permission: the officer and the head of a unit of the season, for their own unit."""
    check_sees_season(actor, season)
    if actor.unit_id is None or not actor.is_any(*FILLERS):
        raise Refused("Việc đăng ký thi đua dành cho cán bộ thi đua và thủ trưởng đơn vị.")


def check_owns(actor: Actor, sheet: Registration) -> None:
    """Permission: the same, and only on the own unit's sheet."""
    check_may_fill(actor, sheet.season)
    if actor.unit_id != sheet.unit_id:
        raise Refused(f"Phiếu này của {sheet.unit}; bạn chỉ sửa và gửi được phiếu của đơn vị mình.")


def check_may_judge(actor: Actor, season: Season) -> None:
    """Permission: the specialist of the authority accepts and sends back."""
    check_runs_season(actor, season)


def check_is_open(season: Season, today: date) -> None:
    """State of the season: sheets are written, sent and judged inside the stage's window."""
    if season.state == SeasonState.CLOSED:
        raise Refused("Năm thi đua này đã kết thúc; không đăng ký được nữa.")
    check_stage_open(season, STAGE, STAGE_NAME, today)


def check_is_editable(sheet: Registration) -> None:
    """State of the sheet: until it is sent, and again after it was sent back."""
    if sheet.state not in EDITABLE:
        raise Refused(f"Phiếu đang ở trạng thái «{sheet.get_state_display()}» nên không sửa được.")


def check_oversees(actor: Actor, season: Season) -> None:
    """Visibility of the whole: the authority's office and council secretary, the appraisers, those who oversee."""
    check_sees_season(actor, season)
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR):
        return
    office = actor.is_any(Role.SPECIALIST, Role.AUTHORITY, Role.COUNCIL_SECRETARY)
    appraises = actor.is_any(Role.REVIEWING_DEPARTMENT) and actor.authority_id == season.authority_id
    if not (appraises or (office and actor.unit_id == season.authority_id)):
        raise Refused("Bảng tổng hợp đăng ký dành cho đơn vị tổ chức năm thi đua.")


def check_sees_sheet(actor: Actor, sheet: Registration) -> None:
    """Visibility of one sheet: its own unit always; those who see the whole once it was sent (auditors always)."""
    check_sees_season(actor, sheet.season)
    if actor.unit_id == sheet.unit_id and actor.is_any(*FILLERS, Role.UNIT_ADMINISTRATOR):
        return
    check_oversees(actor, sheet.season)
    if sheet.state == RegistrationState.DRAFT and not actor.is_any(Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR):
        raise Refused(f"{sheet.unit} đang soạn phiếu, chưa gửi.")


def check_counts_heads(actor: Actor, season: Season, unit_id: int) -> None:
    """Permission: a unit says how many people it has; the specialist of the authority may say it for a unit below."""
    check_sees_season(actor, season)
    own = actor.is_any(*FILLERS) and actor.unit_id == unit_id
    runs = actor.is_any(Role.SPECIALIST) and actor.unit_id == season.authority_id and actor.reaches(unit_id)
    if not (own or runs):
        raise Refused("Số người của đơn vị do chính đơn vị hoặc chuyên viên của đơn vị tổ chức ghi.")


def check_sees_by_id(actor: Actor, sheet_id: int) -> None:
    """Visibility of the files of a sheet, by the sheet's id."""
    check_sees_sheet(actor, _by_id(sheet_id))


def check_writes_by_id(actor: Actor, sheet_id: int) -> None:
    """Permission and state: a unit hangs files on its own sheet while it may edit it."""
    sheet = _by_id(sheet_id)
    check_owns(actor, sheet)
    check_is_editable(sheet)


def _by_id(sheet_id: int) -> Registration:
    sheet = Registration.objects.select_related("season", "unit").filter(pk=sheet_id).first()
    if sheet is None:
        raise Refused("Không có phiếu đăng ký này.")
    return sheet
