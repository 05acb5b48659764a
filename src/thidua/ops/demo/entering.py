"""Standing at somebody's desk on some day: what one click of the demonstration does to a session."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from thidua.base.access.session import DEMO_DATE_KEY, DESK_KEY, SEASON_KEY
from thidua.base.people.sign_in import enter
from thidua.base.season.models import Season
from thidua.base.units.models import Appointment
from thidua.ops.demo import state
from thidua.ops.demo.plan import Step

VISITED_KEY = "demo_visited"


def take_desk(request: HttpRequest, desk: Appointment, season: Season, day: date) -> None:
    """Sign in as the account of a desk. The steps already walked are remembered across accounts."""
    visited = walked(request)
    enter(request, desk.account)
    request.session[DESK_KEY] = desk.pk
    request.session[SEASON_KEY] = season.pk
    request.session[VISITED_KEY] = visited
    stand_on(request, day)


def stand_on(request: HttpRequest, day: date) -> None:
    """Make it that day for this visitor."""
    request.session[DEMO_DATE_KEY] = day.isoformat()


def walked(request: HttpRequest) -> list[int]:
    """Numbers of the steps that this visitor has begun."""
    return list(request.session.get(VISITED_KEY, ()))


def mark_walked(request: HttpRequest, step: Step) -> None:
    """Note that a step was begun."""
    request.session[VISITED_KEY] = sorted({*walked(request), step.number})


def address_of(step: Step, loaded: state.Loaded) -> str:
    """The page of a step. Raises KeyError when the loading made no such thing."""
    if step.thing is None:
        return reverse(step.page)
    kind, code = step.thing
    return reverse(step.page, args=[loaded.made[step.folder][kind][code]])
