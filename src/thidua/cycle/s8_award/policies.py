"""Who may, in which state, what is visible: the three questions of stage 8."""

from datetime import date

from thidua.base.access.actor import Actor, Refused, refusal
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season, check_sees_season
from thidua.base.season.queries import check_stage_open
from thidua.cycle.s7_vote.enums import SESSION_READERS
from thidua.cycle.s8_award.enums import STAGE, STAGE_NAME, DecisionState
from thidua.cycle.s8_award.models import Decision

_WHOLE = (Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)
_DESK = (Role.SPECIALIST, Role.AUTHORITY)


def at_desk(actor: Actor, authority_id: int) -> bool:
    """The people who work on decisions of an authority, and those who oversee the whole system."""
    return actor.is_any(*_WHOLE) or (actor.is_any(*_DESK) and actor.unit_id == authority_id)


def opens_session(actor: Actor, decision: Decision) -> bool:
    """Whether the session behind a decision may be read, so that its page leads there."""
    inside = actor.is_any(*SESSION_READERS) and actor.unit_id == decision.authority_id
    return inside or actor.is_any(*_WHOLE)


def check_sees_decision(actor: Actor, decision: Decision) -> None:
    """A draft is seen where it is worked on; an issued decision by everybody who sees the season."""
    check_sees_season(actor, decision.season)
    if decision.state != DecisionState.ISSUED and not at_desk(actor, decision.authority_id):
        raise Refused("Dự thảo quyết định chỉ dành cho chuyên viên và người có thẩm quyền của đơn vị ban hành.")


def check_sees_decision_id(actor: Actor, decision_id: int) -> None:
    """For files and citations that hang on a decision."""
    check_sees_decision(actor, Decision.objects.select_related("season").get(pk=decision_id))


def check_drafts(actor: Actor, season: Season, today: date) -> None:
    """Who drafts decisions of commendation: the specialist of the authority, while the stage is open."""
    check_runs_season(actor, season)
    check_stage_open(season, STAGE, STAGE_NAME, today)


def check_amends(actor: Actor, season: Season) -> None:
    """Who drafts corrections and revocations: the same specialist, at any time (Luật 06/2022/QH15 Đ93)."""
    check_runs_season(actor, season)


def check_edits(actor: Actor, decision: Decision) -> None:
    """A decision is changed while it is a draft."""
    check_runs_season(actor, decision.season)
    if decision.state != DecisionState.DRAFT:
        raise Refused(f"Quyết định đang ở trạng thái «{decision.get_state_display()}» nên không sửa được.")


def check_issues(actor: Actor, decision: Decision) -> None:
    """Who signs and issues: the person in authority of the unit that issues."""
    if not actor.is_any(Role.AUTHORITY) or actor.unit_id != decision.authority_id:
        raise Refused("Việc ký ban hành dành cho người có thẩm quyền của đơn vị ban hành.")
    if decision.state != DecisionState.SUBMITTED:
        raise Refused(f"Quyết định đang ở trạng thái «{decision.get_state_display()}» nên không ký ban hành được.")


def check_sends_back(actor: Actor, decision: Decision) -> None:
    """Who takes a submitted draft back: the person in authority, or the specialist who submitted it."""
    if not at_desk(actor, decision.authority_id) or actor.is_any(*_WHOLE):
        raise Refused("Việc này dành cho người có thẩm quyền và chuyên viên của đơn vị ban hành.")


def check_prints(actor: Actor, decision: Decision) -> None:
    """Who prints certificates: the desk of the authority. Those who oversee the system read and make nothing."""
    if not actor.is_any(*_DESK) or actor.unit_id != decision.authority_id:
        raise Refused("In bằng, giấy khen dành cho chuyên viên và người có thẩm quyền của đơn vị ban hành.")


def check_reads_register(actor: Actor, season: Season) -> None:
    """The register holds what was issued: everybody with a role reads it, money only at the desk."""
    check_sees_season(actor, season)


def can_draft(actor: Actor, season: Season, today: date) -> bool:
    """For templates."""
    return refusal(check_drafts, actor, season, today) is None


def can_edit(actor: Actor, decision: Decision) -> bool:
    """For templates."""
    return refusal(check_edits, actor, decision) is None


def can_issue(actor: Actor, decision: Decision) -> bool:
    """For templates."""
    return refusal(check_issues, actor, decision) is None
