"""What the pages of the demonstration are sent."""

from django import forms

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
