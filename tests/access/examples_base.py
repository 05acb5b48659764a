"""Examples of the ground floor: units, people, seasons, documents and files, tasks and jobs, the log."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from tests.access.askers import NEIGHBOUR
from tests.access.examples import DATA, example
from tests.access.ground import Ground
from tests.access.hands import officer, one, put
from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.audit.models import AuditRow
from thidua.base.documents.actions import attach, record_document
from thidua.base.documents.enums import DocumentKind
from thidua.base.documents.models import Document
from thidua.base.jobs.enums import JobState
from thidua.base.jobs.models import Job
from thidua.base.season.models import Holiday
from thidua.base.tasks.actions import create_task
from thidua.base.units.enums import LineageKind
from thidua.base.units.lineage import record_lineage
from thidua.base.units.models import Appointment, Posting
from thidua.cycle.s8_award.jobs_print import PRINT
from thidua.ops.loading.run import LOADER

OWNER = "cb-bl.x-hm"


@example("choose_season")
def _our_season(g: Ground) -> dict[str, Any]:
    return {DATA: {"season": g.run.season.pk}}


@example("choose_desk")
def _desk_of_the_officer(g: Ground) -> dict[str, Any]:
    return {DATA: {"desk": one(Appointment, account__username=OWNER).pk}}


@example("end_session")
def _others(g: Ground) -> dict[str, Any]:
    return {DATA: {"session": "others"}}


@example("units:unit", "units:change", "units:close", "units:authority")
def _unit(g: Ground) -> dict[str, Any]:
    return {"unit_id": g.unit.pk}


@example("units:lineage")
def _lineage(g: Ground) -> dict[str, Any]:
    arrow = record_lineage(
        by=LOADER, old=g.run.units[NEIGHBOUR], new=g.unit, kind=LineageKind.MERGE, on=date(2020, 1, 1),
        decision="Thử", confirmed=False,
    )  # fmt: skip
    return {"arrow_id": arrow.pk}


@example("people:person", "people:person_edit", "people:person_post")
def _person(g: Ground) -> dict[str, Any]:
    return {"person_id": one(Posting, unit=g.unit).person_id}


@example("people:posting_end")
def _posting(g: Ground) -> dict[str, Any]:
    return {"posting_id": one(Posting, unit=g.unit).pk}


@example(
    "people:account", "people:reset_password", "people:lock", "people:unlock", "people:remove_second_factor",
    "people:appoint",
)  # fmt: skip
def _account(g: Ground) -> dict[str, Any]:
    return {"account_id": g.run.accounts[OWNER].pk}


@example("people:end_role")
def _appointment(g: Ground) -> dict[str, Any]:
    return {"appointment_id": one(Appointment, account__username=OWNER).pk}


@example("season:season", "season:theme", "season:open", "season:close")
def _season(g: Ground) -> dict[str, Any]:
    return {"season_id": g.run.season.pk}


@example("season:window", "season:lock")
def _window(g: Ground) -> dict[str, Any]:
    return {"season_id": g.run.season.pk, "stage": "s4_report"}


@example("season:holiday_remove")
def _holiday(g: Ground) -> dict[str, Any]:
    return {"holiday_id": one(Holiday).pk}


@example("documents:document")
def _public_document(g: Ground) -> dict[str, Any]:
    return {"pk": one(Document, kept_by=g.run.authority, is_public=True).pk}


def own_document(g: Ground) -> Document:
    """A document that the unit keeps for itself."""
    return record_document(
        by=officer(g), kept_by=g.unit, kind=DocumentKind.PLAN, number="12/KH-UBND", issued_on=date(2020, 2, 3),
        issuer="UBND xã Hoành Mô", summary="Kế hoạch nội bộ",
    )  # fmt: skip


@example("documents:document", variant="của đơn vị, không công khai")
@example("documents:edit", "documents:end")
def _own_document(g: Ground) -> dict[str, Any]:
    return {"pk": own_document(g).pk}


@example("documents:document", variant="của đơn vị tổ chức, không công khai")
def _closed_document(g: Ground) -> dict[str, Any]:
    document = one(Document, kept_by=g.run.authority)
    Document.objects.filter(pk=document.pk).update(is_public=False)
    return {"pk": document.pk}


def file_on(owner: models.Model, by: Actor) -> dict[str, Any]:
    """A file on an object."""
    made = attach(by=by, owner=owner, name="minh-chung.txt", data=SimpleUploadedFile("minh-chung.txt", b"Minh chung"))
    return {"pk": made.pk}


@example("documents:file", variant="của văn bản đơn vị, không công khai")
@example("documents:withdraw")
def _file_of_document(g: Ground) -> dict[str, Any]:
    return file_on(own_document(g), officer(g))


@example("tasks:remind", "tasks:remind_export")
def _board(g: Ground) -> dict[str, Any]:
    return {"stage": "s4_report"}


@example("tasks:task", "tasks:finish", "tasks:cancel")
def _task(g: Ground) -> dict[str, Any]:
    by = g.run.actor(Role.SPECIALIST, on=g.day("s4"))
    task = create_task(by=by, title="Đính chính số liệu", today=g.day("s4"), unit=g.unit, role=Role.UNIT_OFFICER)
    return {"pk": task.pk}


def job_of(g: Ground) -> Job:
    """A job that the unit's officer started and that failed."""
    by = officer(g)
    return Job.objects.create(
        kind=PRINT, title="In bằng", account_id=by.account_id, actor_name=by.name, unit_id=by.unit_id,
        state=JobState.FAILED,
    )  # fmt: skip


@example("tasks:job", "tasks:retry_job")
def _failed_job(g: Ground) -> dict[str, Any]:
    return {"pk": job_of(g).pk}


@example("tasks:cancel_job")
def _queued_job(g: Ground) -> dict[str, Any]:
    return {"pk": put(job_of(g), state=JobState.QUEUED).pk}


@example("documents:file", variant="của tác vụ")
def _file_of_job(g: Ground) -> dict[str, Any]:
    return file_on(job_of(g), officer(g))


@example("audit:row")
def _row_of_unit(g: Ground) -> dict[str, Any]:
    return {"number": one(AuditRow, unit_id=g.unit.pk).number}


@example("audit:row", variant="của đơn vị tổ chức")
def _row_of_authority(g: Ground) -> dict[str, Any]:
    return {"number": one(AuditRow, unit_id=g.run.authority.pk).number}
