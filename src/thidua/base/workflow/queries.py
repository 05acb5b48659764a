"""Reading the steps of an object."""

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from thidua.base.workflow.models import Step


def steps_of(subject: models.Model) -> QuerySet[Step]:
    """All steps of one object, oldest first."""
    return Step.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)


def last_reason(subject: models.Model) -> Step | None:
    """The latest step that carried a reason: what the unit reads when something was sent back."""
    return steps_of(subject).exclude(reason="").last()


def first_taken(model: type[models.Model], name: str) -> Subquery:
    """The day on which rows of a model, to be annotated with it, took a step for the first time; None for never."""
    rows = Step.objects.filter(subject_type=model._meta.label_lower, subject_id=OuterRef("pk"), name=name)
    return Subquery(rows.order_by("id").values("on_date")[:1])
