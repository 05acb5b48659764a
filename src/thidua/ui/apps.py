"""The Django app that carries templates, template tags and static files of every page."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Look and behaviour of pages; knows no word of the rooms."""

    name = "thidua.ui"
    label = "ui"
    verbose_name = "Giao diện"
