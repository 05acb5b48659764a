"""Taking a step: the only way an object's ``state`` changes."""

from datetime import date
from typing import Any

from django.db import models

from thidua.base.access.actor import Actor, Refused
from thidua.base.audit.actions import audited
from thidua.base.workflow.flow import Flow
from thidua.base.workflow.models import Step


def move(
    flow: Flow,
    subject: Any,
    name: str,
    *,
    by: Actor,
    today: date,
    reason: str = "",
    details: dict[str, Any] | None = None,
    **fields: Any,
) -> None:
    """Take step ``name``: check role and state, set ``state`` (and ``fields``), keep the Step and the audit row.

    The update is conditional on the state that was read, so of two people who press at once the second is told so.
    The caller has asked its own scope policy before. Raises Refused.
    """
    step = flow.check(name, subject.state, by, reason=reason)
    with audited(f"{flow.code}.{name}", by=by, on=subject, reason=reason, **(details or {})):
        source = subject.state
        rows = type(subject)._default_manager.filter(pk=subject.pk, state=source)
        if not rows.update(state=step.target, **fields):
            raise Refused(f"Có người vừa xử lý {flow.title} này trước bạn. Hãy tải lại trang để xem trạng thái mới.")
        subject.state = step.target
        for key, value in fields.items():
            setattr(subject, key, value)
        _keep(flow, subject, name, source, step.target, reason, by, today)


def _keep(
    flow: Flow, subject: models.Model, name: str, source: int, target: int, reason: str, by: Actor, today: date
) -> None:
    Step.objects.create(
        flow=flow.code,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        name=name,
        source=source,
        target=target,
        reason=reason.strip(),
        on_date=today,
        account_id=by.account_id,
        actor_name=by.name,
        actor_role=by.role or "",
        unit_name=by.unit_name,
    )
