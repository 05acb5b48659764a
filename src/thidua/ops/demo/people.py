"""Who can be signed in as: every account of every season, by role."""

from collections import defaultdict
from dataclasses import dataclass

from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.units.models import Appointment
from thidua.base.units.queries import in_period
from thidua.base.units.tree import unit_and_below
from thidua.ops.demo.plan import ShownSeason, Step
from thidua.ops.demo.roles import DOES, ORDER


@dataclass(frozen=True)
class RoleGroup:
    """The accounts that hold a role, and what the role does."""

    role: Role
    does: str
    desks: tuple[Appointment, ...]


@dataclass(frozen=True)
class SeasonPeople:
    """The people of a season on its working day."""

    shown: ShownSeason
    season: Season
    groups: tuple[RoleGroup, ...]


def people_of(shown: ShownSeason) -> SeasonPeople | None:
    """Everybody who works in a season; None while it is not loaded."""
    season = Season.objects.filter(code=shown.code).select_related("authority").first()
    if season is None:
        return None
    inside = unit_and_below(season.authority_id, shown.working_day)
    by_role: dict[Role, list[Appointment]] = defaultdict(list)
    rows = Appointment.objects.filter(in_period(shown.working_day), unit_id__in=inside)
    for desk in rows.select_related("account", "unit").order_by("account__username", "id"):
        by_role[Role(desk.role)].append(desk)
    groups = (RoleGroup(role, DOES[role], tuple(by_role[role])) for role in ORDER if by_role[role])
    return SeasonPeople(shown, season, tuple(groups))


def desk_of(step: Step) -> Appointment | None:
    """The appointment with which a step is walked; None while its season is not loaded."""
    rows = Appointment.objects.filter(in_period(step.day), account__username=step.username)
    rows = rows.filter(role=step.role) if step.role else rows
    return rows.select_related("account", "unit").order_by("id").first()
