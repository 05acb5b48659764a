"""Who may see and steer which background job."""

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.jobs.models import Job


def check_sees_job(actor: Actor, job: Job) -> None:
    """One's own jobs; those started in its units, for a unit administrator; all, for the system administrator."""
    if actor.role is None or actor.account_id is None:
        raise Refused("Hãy đăng nhập để xem tác vụ.")
    own = job.account_id == actor.account_id
    runs_unit = actor.is_any(Role.UNIT_ADMINISTRATOR) and actor.reaches(job.unit_id)
    if not (own or runs_unit or actor.is_any(Role.SYSTEM_ADMINISTRATOR)):
        raise Refused("Tác vụ này do người khác chạy; bạn không có quyền xem.")


def check_sees_job_id(actor: Actor, job_id: int) -> None:
    """The same by id, for the files that a job took and made."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        raise Refused("Không có tác vụ này.")
    check_sees_job(actor, job)


def check_steers_job(actor: Actor, job: Job) -> None:
    """Who may cancel and retry: whoever may see the job."""
    check_sees_job(actor, job)
