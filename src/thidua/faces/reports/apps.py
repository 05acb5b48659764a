"""App of the face «reports»: reads, never writes."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "thidua.faces.reports"
    label = "reports"
    verbose_name = "Tổng hợp"
