"""App of the log; lays the triggers after every migrate."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


def _lay_triggers(using: str, **kwargs: Any) -> None:
    from thidua.base.audit import triggers

    if "audit_auditcontext" in connections[using].introspection.table_names():
        triggers.install(connections[using])


class AuditConfig(AppConfig):
    name = "thidua.base.audit"
    label = "audit"
    verbose_name = "Nhật ký"

    def ready(self) -> None:
        # post_migrate of this app alone: it is sent once, after all migrations of all apps have run
        post_migrate.connect(_lay_triggers, sender=self, dispatch_uid="thidua.audit.triggers")
