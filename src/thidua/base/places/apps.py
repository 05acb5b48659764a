"""App of the official places; it has no tables of its own."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "thidua.base.places"
    label = "places"
    verbose_name = "Địa giới"
