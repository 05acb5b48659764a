"""The read door of jobs."""

from django.db.models import Q, QuerySet

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.jobs.models import Job


def visible_jobs(actor: Actor) -> QuerySet[Job]:
    """Jobs that an actor may see (the same rule as ``policies.check_sees_job``), newest first."""
    if actor.role is None or actor.account_id is None:
        return Job.objects.none()
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return Job.objects.all()
    mine = Q(account_id=actor.account_id)
    return Job.objects.filter(mine | Q(unit_id__in=actor.covers) if actor.is_any(Role.UNIT_ADMINISTRATOR) else mine)


def job_by_id(job_id: int) -> Job | None:
    """One job; the caller asks the policy."""
    return Job.objects.filter(pk=job_id).first()
