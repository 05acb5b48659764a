"""Marker for tables whose rows may never change. The database itself refuses UPDATE and DELETE (see triggers)."""

from django.db import models


class AppendOnly(models.Model):
    """Base of every model that must be defended later: a correction is a new row with who, when and why."""

    append_only = True

    class Meta:
        abstract = True
