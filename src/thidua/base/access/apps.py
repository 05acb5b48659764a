"""App without tables: who is asking, and the door of every page."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "thidua.base.access"
    label = "access"
    verbose_name = "Quyền truy cập"
