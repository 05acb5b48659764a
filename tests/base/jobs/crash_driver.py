"""Run by the crash tests in processes of its own: declares kinds of jobs that can be caught in the middle."""

import json
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.utils import timezone  # noqa: E402

from thidua.base.access.actor import Actor  # noqa: E402
from thidua.base.access.enums import Role  # noqa: E402
from thidua.base.audit.chain import verify  # noqa: E402
from thidua.base.jobs import actions, cron, worker  # noqa: E402
from thidua.base.jobs.kinds import JobHandle, job_kind  # noqa: E402
from thidua.base.jobs.models import Job  # noqa: E402
from thidua.base.units.actions import create_unit  # noqa: E402
from thidua.base.units.enums import Level, UnitKind  # noqa: E402
from thidua.base.units.models import Unit  # noqa: E402

ROOT = Actor(name="Quản trị", role=Role.SYSTEM_ADMINISTRATOR)
FOLDER = Path(sys.argv[1])
# the day's reminders would be a second job from seven in the morning on
cron._CHORES = {"jobs.reap": cron._CHORES["jobs.reap"]}
STEPS = 6


def _step(job: JobHandle, number: int) -> None:
    code = f"U{number}"
    if not Unit.objects.filter(code=code).exists():
        day = timezone.localdate()
        create_unit(
            by=ROOT, code=code, name=code, kind=UnitKind.OTHER, level=Level.COMMUNE, parent=None, valid_from=day
        )
    job.progress(number, STEPS)
    if number == STEPS // 2:
        (FOLDER / "middle").touch()
        while not (FOLDER / "go").exists():
            time.sleep(0.05)
            job.check_cancelled()


def _all_steps(job: JobHandle) -> dict[str, Any]:
    for number in range(1, STEPS + 1):
        _step(job, number)
    return {"steps": STEPS}


job_kind("crash.atomic", title="Một giao dịch", atomic=True)(_all_steps)
job_kind("crash.steps", title="Từng bước", idempotent=True)(_all_steps)
job_kind("crash.once", title="Một lần")(_all_steps)


@job_kind("crash.quick", title="Nhanh")
def quick(job: JobHandle) -> None:
    with (FOLDER / "ran").open("a") as file:
        file.write(f"{job.job.pk}\n")


def show() -> None:
    """What stands in the database."""
    job, chain = Job.objects.get(), verify()
    fields = {f: getattr(job, f) for f in ("state", "done", "total", "attempts", "error", "result", "cancel_requested")}
    print(json.dumps({**fields, "units": Unit.objects.count(), "intact": chain.intact, "unsealed": chain.unsealed}))


def main(command: str, *rest: str) -> None:
    """start KIND · many · work · reap · cancel · show"""
    by = Actor(name="Thử sập máy", role=Role.SYSTEM_ADMINISTRATOR, account_id=1)
    if command == "start":
        actions.start(by=by, kind=rest[0])
    elif command == "many":
        for _ in range(20):
            actions.start(by=by, kind="crash.quick")
    elif command == "work":
        worker.run_worker(stop_when_idle=True, pause=0.1)
    elif command == "reap":
        print(worker.reap(timezone.now() + timedelta(minutes=10)))
    elif command == "cancel":
        actions.cancel(by=by, job=Job.objects.get())
    else:
        show()


main(*sys.argv[2:])
