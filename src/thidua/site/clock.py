"""The one place that asks what day it is. Below the views, today is always an argument."""

from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from thidua.base.access.session import DEMO_DATE_KEY
from thidua.language.dates import parse_date


def today_of(request: HttpRequest) -> date:
    """Today in Vietnam; in the demonstration the visitor may stand on another day of the season."""
    if settings.THIDUA_DEMO and (chosen := request.session.get(DEMO_DATE_KEY)):
        return parse_date(chosen)
    return timezone.localdate()


def now_of(request: HttpRequest) -> datetime:
    """This moment; where the visitor of the demonstration stands on another day, the same time of that day."""
    now = timezone.localtime()
    return datetime.combine(today_of(request), now.timetz())
