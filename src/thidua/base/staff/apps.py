"""App of the pages about people at work; the tables stand in people and units."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "thidua.base.staff"
    label = "staff"
    verbose_name = "Con người và tài khoản"
