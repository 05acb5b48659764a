"""The filter of the log."""

from datetime import date, datetime, time, timedelta

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from thidua.base.audit import verbs
from thidua.base.audit.models import AuditRow
from thidua.ui.forms import VietnameseDateField


class DayFilter(django_filters.Filter):  # type: ignore[misc]
    """A day typed as dd/mm/yyyy."""

    field_class = VietnameseDateField


class LogFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By person, act, days and object."""

    who = django_filters.CharFilter(label="Người thực hiện", field_name="actor_name", lookup_expr="icontains")
    verb = django_filters.ChoiceFilter(label="Việc", choices=verbs.labels, empty_label="Tất cả")
    since = DayFilter(label="Từ ngày", method="from_day", help_text="")
    until = DayFilter(label="Đến hết ngày", method="to_day", help_text="")
    what = django_filters.CharFilter(label="Đối tượng", field_name="subject_label", lookup_expr="icontains")

    class Meta:
        model = AuditRow
        fields: list[str] = []

    def from_day(self, rows: QuerySet[AuditRow], name: str, value: date) -> QuerySet[AuditRow]:
        """From the first moment of the day."""
        return rows.filter(at__gte=_midnight(value))

    def to_day(self, rows: QuerySet[AuditRow], name: str, value: date) -> QuerySet[AuditRow]:
        """To the last moment of the day."""
        return rows.filter(at__lt=_midnight(value + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
