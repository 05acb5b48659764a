"""What the pages of the demonstration are sent."""

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.base.units.models import Appointment
from thidua.ui.forms import Form, VietnameseDateField


class EnterForm(Form):
    """Whom to sign in as, in which season, on which day, and where to land."""

    desk = forms.ModelChoiceField(Appointment.objects.select_related("account", "unit"))
    season = forms.IntegerField()
    day = VietnameseDateField()


class DayForm(Form):
    """The day to stand on."""

    day = VietnameseDateField(label="Ngày làm việc trong bản trình diễn")


def safe_next(target: str, host: str, default: str) -> str:
    """An address of this site to return to; the default for any other."""
    return target if url_has_allowed_host_and_scheme(target, {host}) else default
