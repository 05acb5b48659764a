"""The job that prints a long list of certificates."""

from datetime import date
from typing import Any

from thidua.base.access.actor import Problem
from thidua.base.jobs.kinds import JobHandle, job_kind
from thidua.cycle.s8_award.printing import certificates_pdf
from thidua.cycle.s8_award.queries import certificates_to_print

PRINT = "award.certificates"
AT_ONCE = 50  # up to this many are printed while the visitor waits


@job_kind(PRINT, title="In bằng, giấy khen", idempotent=True)
def print_certificates(job: JobHandle) -> dict[str, Any]:
    """All certificates of one decision in one file."""
    rows = certificates_to_print(int(job.payload["decision"]))
    if not rows:
        raise Problem("Quyết định này không còn bằng, giấy khen nào có hiệu lực để in.")

    def told(done: int, total: int) -> None:
        job.check_cancelled()
        job.progress(done, total)

    data = certificates_pdf(rows, job.payload["site"], date.fromisoformat(job.payload["today"]), told)
    job.leave_file("bang-giay-khen.pdf", data, "application/pdf")
    return {"certificates": len(rows)}
