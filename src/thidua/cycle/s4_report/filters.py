"""Filters of the list of reports: they stand in the address."""

import django_filters

from thidua.cycle.s4_report.enums import ReportState
from thidua.cycle.s4_report.models import Report
from thidua.language.text import fold


class ReportFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By unit name, period and state."""

    text = django_filters.CharFilter(label="Tên đơn vị", method="by_name")
    period = django_filters.CharFilter(label="Kỳ", lookup_expr="iexact")
    state = django_filters.ChoiceFilter(label="Trạng thái", choices=ReportState.choices, empty_label="Tất cả")

    class Meta:
        model = Report
        fields = ("text", "period", "state")

    def by_name(self, rows: object, name: str, value: str) -> object:
        """With or without diacritics."""
        return rows.filter(unit__name_fold__contains=fold(value))  # type: ignore[attr-defined]
