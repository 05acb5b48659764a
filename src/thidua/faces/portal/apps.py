"""App of the face «portal»: reads, never writes."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "thidua.faces.portal"
    label = "portal"
    verbose_name = "Trang công khai"
