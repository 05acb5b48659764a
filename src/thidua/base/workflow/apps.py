"""App of the transition tables and the steps taken."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "thidua.base.workflow"
    label = "workflow"
    verbose_name = "Quy trình"
