"""Who may, in which state, what is visible: the three questions of stage 6."""

from datetime import date

from thidua.base.access.actor import Actor, Refused, refusal
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season, check_sees_season
from thidua.base.season.queries import check_stage_open
from thidua.cycle.s6_propose.enums import STAGE, STAGE_NAME, DossierState
from thidua.cycle.s6_propose.models import Dossier, DossierPass
from thidua.cycle.s6_propose.passes import forwarded_once

UNIT_ROLES = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
# the council reads what lies before it, and nothing earlier
_COUNCIL = (Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY)
_AT_AUTHORITY = (Role.SPECIALIST, Role.AUTHORITY)
_EVERYWHERE = (Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)


def sees_all(actor: Actor, season: Season) -> bool:
    """The authority's own people, who appraises for it, and who oversees the system see what the units have sent."""
    if actor.is_any(*_EVERYWHERE):
        return True
    if actor.is_any(Role.REVIEWING_DEPARTMENT):
        return actor.authority_id == season.authority_id
    return actor.is_any(*_AT_AUTHORITY) and actor.unit_id == season.authority_id


def sees_drafts(actor: Actor, season: Season) -> bool:
    """Also before they were sent: the specialist, who writes for units without people, and who oversees the system."""
    return actor.is_any(Role.SPECIALIST, *_EVERYWHERE) and sees_all(actor, season)


def in_council(actor: Actor, season: Season) -> bool:
    """The council of the authority, which reads the dossiers that lie before it."""
    return actor.is_any(*_COUNCIL) and actor.unit_id == season.authority_id


def check_sees_dossier(actor: Actor, dossier: Dossier) -> None:
    """Visibility: the proposing unit, the authority's people once it was sent, the council once it lies before it."""
    check_sees_season(actor, dossier.season)
    if sees_all(actor, dossier.season) and (dossier.state != DossierState.DRAFT or sees_drafts(actor, dossier.season)):
        return
    if in_council(actor, dossier.season) and _known_to_council(dossier):
        return
    # what became of it is told on the dossier of the level below; the page of the higher level is not theirs
    if dossier.origin_id is None and actor.is_any(*UNIT_ROLES) and actor.reaches(dossier.proposing_unit_id):
        return
    raise Refused("Hồ sơ này thuộc đơn vị khác; bạn không có quyền xem.")


def _known_to_council(dossier: Dossier) -> bool:
    """queries.known_to_council, for one dossier."""
    if dossier.state == DossierState.PASSED_UP:
        return forwarded_once().filter(subject_id=dossier.pk).exists()
    return dossier.state == DossierState.FORWARDED


def check_draft(actor: Actor, season: Season, unit_id: int | None, today: date) -> None:
    """Who may begin a dossier: a unit for its own people and itself, the specialist for the authority's."""
    check_sees_season(actor, season)
    own = actor.is_any(*UNIT_ROLES) and actor.unit_id == unit_id
    desk = actor.is_any(Role.SPECIALIST) and actor.unit_id == season.authority_id and actor.reaches(unit_id)
    if not (own or desk):
        raise Refused("Chỉ cán bộ, thủ trưởng của chính đơn vị hoặc chuyên viên đơn vị tổ chức được lập hồ sơ.")
    check_stage_open(season, STAGE, STAGE_NAME, today)


def check_edit(actor: Actor, dossier: Dossier, today: date) -> None:
    """Who may change a dossier: who may begin it, while it is in the unit's hands; never one from the level below."""
    _check_own(dossier)
    check_draft(actor, dossier.season, dossier.proposing_unit_id, today)
    if dossier.state not in (DossierState.DRAFT, DossierState.RETURNED):
        raise Refused(f"Hồ sơ đang ở trạng thái «{dossier.get_state_display()}» nên không sửa được.")


def check_asks(actor: Actor, dossier: Dossier) -> None:
    """Who has the rulebook asked again, since every answer is kept: the proposing unit and who appraises."""
    own = actor.is_any(*UNIT_ROLES) and actor.unit_id == dossier.proposing_unit_id
    if not own or dossier.origin_id is not None:
        check_appraise(actor, dossier)


def _check_own(dossier: Dossier) -> None:
    if dossier.origin_id is not None:
        raise Refused("Hồ sơ này do cấp dưới chuyển lên; chỉ cấp dưới được sửa. Cần bổ sung thì trả lại cấp dưới.")


def check_recall(actor: Actor, dossier: Dossier) -> None:
    """Only the unit that sent it may take it back."""
    _check_own(dossier)
    if not (actor.is_any(*UNIT_ROLES) and actor.unit_id == dossier.proposing_unit_id):
        raise Refused("Chỉ đơn vị đã gửi được rút lại hồ sơ.")


def check_appraise(actor: Actor, dossier: Dossier) -> None:
    """The specialist, or the reviewing department of the authority; never for a dossier of its own unit."""
    check_sees_season(actor, dossier.season)
    if not (actor.is_any(Role.SPECIALIST, Role.REVIEWING_DEPARTMENT) and sees_all(actor, dossier.season)):
        raise Refused("Việc thẩm định dành cho chuyên viên và cơ quan thẩm định của đơn vị tổ chức.")
    if actor.is_any(Role.REVIEWING_DEPARTMENT) and actor.unit_id == dossier.proposing_unit_id:
        raise Refused("Cơ quan thẩm định không thẩm định hồ sơ của chính mình.")


def check_forward(actor: Actor, dossier: Dossier) -> None:
    """The specialist of the authority puts dossiers before the council, passes them up, or sets them aside."""
    check_runs_season(actor, dossier.season)


def check_send_back(actor: Actor, dossier: Dossier) -> None:
    """The same, for a dossier of a unit of this season."""
    check_runs_season(actor, dossier.season)
    _check_own(dossier)


def check_give_back(actor: Actor, dossier: Dossier) -> None:
    """The specialist of the higher authority, for a dossier that came from the level below."""
    check_runs_season(actor, dossier.season)
    if dossier.origin_id is None:
        raise Refused("Hồ sơ này không do cấp dưới chuyển lên; hãy dùng «Trả lại để bổ sung».")


def check_record_fact(actor: Actor, unit_id: int | None) -> None:
    """Who may record facts: a unit about its own people and itself, the specialist about those in scope."""
    if not actor.is_any(*UNIT_ROLES, Role.SPECIALIST) or not actor.reaches(unit_id):
        raise Refused("Bạn chỉ ghi được dữ kiện về người, tập thể trong phạm vi của mình.")


def check_sees_dossier_id(actor: Actor, dossier_id: int) -> None:
    """For attachments that hang on a dossier."""
    check_sees_dossier(actor, _dossier(dossier_id))


def check_writes_dossier_id(actor: Actor, dossier_id: int) -> None:
    """Papers are added while the dossier is in the unit's hands."""
    dossier = _dossier(dossier_id)
    _check_own(dossier)
    own = actor.is_any(*UNIT_ROLES) and actor.unit_id == dossier.proposing_unit_id
    desk = actor.is_any(Role.SPECIALIST) and actor.unit_id == dossier.season.authority_id
    if not (own or desk):
        raise Refused("Chỉ đơn vị đề nghị được đính kèm giấy tờ vào hồ sơ.")
    if dossier.state not in (DossierState.DRAFT, DossierState.RETURNED):
        raise Refused(f"Hồ sơ đang ở trạng thái «{dossier.get_state_display()}» nên không đính kèm thêm được.")


def check_sees_pass_id(actor: Actor, pass_id: int) -> None:
    """For the files that went up with a dossier: whoever sees the dossier on either side."""
    found = DossierPass.objects.filter(pk=pass_id).select_related("dossier__season", "upper__season").first()
    if found is None:
        raise Refused("Lần chuyển hồ sơ này không còn.")
    if found.upper is None or refusal(check_sees_dossier, actor, found.upper):
        check_sees_dossier(actor, found.dossier)


def _dossier(dossier_id: int) -> Dossier:
    dossier = Dossier.objects.filter(pk=dossier_id).select_related("season").first()
    if dossier is None:
        raise Refused("Hồ sơ này không còn.")
    return dossier


def can_edit(actor: Actor, dossier: Dossier, today: date) -> bool:
    """For templates."""
    return refusal(check_edit, actor, dossier, today) is None


def can_ask(actor: Actor, dossier: Dossier) -> bool:
    """For templates."""
    return refusal(check_asks, actor, dossier) is None


def can_appraise(actor: Actor, dossier: Dossier) -> bool:
    """For templates."""
    return refusal(check_appraise, actor, dossier) is None


def can_see_dossier(actor: Actor, dossier: Dossier) -> bool:
    """For templates."""
    return refusal(check_sees_dossier, actor, dossier) is None


def can_forward(actor: Actor, dossier: Dossier) -> bool:
    """For templates."""
    return refusal(check_forward, actor, dossier) is None
