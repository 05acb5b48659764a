"""Reading the steps of an object."""

from django.db import models
from django.db.models import QuerySet

from thidua.base.workflow.models import Step


def steps_of(subject: models.Model) -> QuerySet[Step]:
    """All steps of one object, oldest first."""
    return Step.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)


def last_reason(subject: models.Model) -> Step | None:
    """The latest step that carried a reason: what the unit reads when something was sent back."""
    return steps_of(subject).exclude(reason="").last()
