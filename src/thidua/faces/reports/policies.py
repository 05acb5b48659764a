"""Who sees the summary of a season, and how much of it."""

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.policies import check_sees_season
from thidua.faces.reports.shapes import Part

_WHOLE = (Role.SPECIALIST, Role.AUTHORITY, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER)
_EVERYWHERE = (Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)


def check_sees_summary(actor: Actor, season: Season) -> None:
    """Whoever may open the season; what is shown of it depends on the role."""
    check_sees_season(actor, season)
    if not sees_whole(actor, season) and not actor.covers:
        raise Refused("Vai trò này không gắn với đơn vị nào trong năm thi đua nên không có số liệu để xem.")


def sees_whole(actor: Actor, season: Season) -> bool:
    """The office, the head and the council of the authority, and those who oversee, see every unit."""
    return actor.is_any(*_EVERYWHERE) or (actor.is_any(*_WHOLE) and actor.unit_id == season.authority_id)


def sees_money(actor: Actor, season: Season) -> bool:
    """Amounts are for the authority's own people and the auditor; who runs the machine has no business with them."""
    return sees_whole(actor, season) and not actor.is_any(Role.SYSTEM_ADMINISTRATOR)


def part_of(actor: Actor, season: Season) -> Part | None:
    """None for the whole season, else the actor's own unit and what its scope reaches."""
    if sees_whole(actor, season) or actor.unit_id is None:
        return None
    return Part(actor.unit_id, actor.unit_name, actor.covers)
