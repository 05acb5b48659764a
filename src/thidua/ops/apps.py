"""App of the commands."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "thidua.ops"
    label = "ops"
