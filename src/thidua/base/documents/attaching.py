"""Hanging files and citations on any object: ``attach``, ``withdraw``, ``cite``, ``uncite``, and who opened what.

The room that owns the object asks its own policy before it calls these.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.apps import apps
from django.core.files.base import File
from django.db import IntegrityError, models, transaction

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.documents.models import Attachment, AttachmentOpening, AttachmentWithdrawal, Citation, Document
from thidua.base.documents.policies import check_opens_attachment, check_sees_document, check_withdraws, owner_policy
from thidua.base.files.intake import Taken, take_in


def attach(
    *,
    by: Actor,
    owner: models.Model,
    name: str,
    data: "bytes | File[bytes] | Taken",
    label: str = "",
    dated_on: date | None = None,
) -> Attachment:
    """Hang a file on ``owner``; its content is in the store before the row is written. ``dated_on``: the day that the
    paper itself bears.

    Pass a ``Taken`` (``intake.take_in``) when the file was checked before a transaction began.
    Raises Problem with a sentence when the file is refused, Refused when the owner's type is not registered.
    """
    owner_policy(owner._meta.label_lower)
    taken = data if isinstance(data, Taken) else take_in(name, data)
    with audited("documents.attached", by=by, on=owner, file=taken.name):
        return Attachment.objects.create(
            owner_type=owner._meta.label_lower,
            owner_id=owner.pk,
            owner_text=str(owner)[:300],
            label=label,
            name=taken.name,
            sha256=taken.sha256,
            size=taken.size,
            media_type=taken.media_type,
            scan=taken.scan,
            dated_on=dated_on,
            account_id=by.account_id,
            actor_name=by.name,
            unit_id=by.unit_id,
            unit_name=by.unit_name,
        )


def attach_all(
    *, by: Actor, owner: models.Model, files: "Sequence[File[bytes]]", label: str = "", dated_on: date | None = None
) -> list[Attachment]:
    """Hang several files at once: all of them, or none when one is refused."""
    taken = [take_in(str(file.name), file) for file in files]
    with transaction.atomic():
        return [attach(by=by, owner=owner, name=t.name, data=t, label=label, dated_on=dated_on) for t in taken]


def carry(*, by: Actor, files: Iterable[Attachment], owner: models.Model) -> int:
    """Hang files of other objects on ``owner`` too, each with whoever gave it; withdrawn ones stay behind. How many."""
    owner_policy(owner._meta.label_lower)
    kept = (
        "label",
        "name",
        "sha256",
        "size",
        "media_type",
        "scan",
        "dated_on",
        "account_id",
        "actor_name",
        "unit_id",
        "unit_name",
    )
    rows = [
        Attachment(
            owner_type=owner._meta.label_lower,
            owner_id=owner.pk,
            owner_text=str(owner)[:300],
            **{name: getattr(file, name) for name in kept},
        )
        for file in files
        if not file.withdrawn
    ]
    with audited("documents.carried", by=by, on=owner, count=len(rows)):
        return len(Attachment.objects.bulk_create(rows))


def withdraw(*, by: Actor, attachment: Attachment, reason: str) -> None:
    """Take a file back. The file and its row stay; who reads the object sees that and why it was withdrawn."""
    check_withdraws(by, attachment)
    if not reason.strip():
        raise Problem("Hãy ghi lý do rút tệp.", "reason")
    if AttachmentWithdrawal.objects.filter(attachment=attachment).exists():
        raise Problem(f"Tệp «{attachment.name}» đã được rút trước đó.")
    with audited("documents.withdrawn", by=by, on=_owner(attachment), reason=reason, file=attachment.name):
        AttachmentWithdrawal.objects.create(
            attachment=attachment, reason=reason.strip()[:500], account_id=by.account_id, actor_name=by.name
        )


def record_opening(*, by: Actor, attachment: Attachment, today: date) -> None:
    """Keep that somebody opened a file, once a day for each account. A visitor without an account is not kept."""
    check_opens_attachment(by, attachment)
    if by.account_id is None or attachment.openings.filter(account_id=by.account_id, on_date=today).exists():
        return
    with audited("documents.opened", by=by, on=attachment):
        AttachmentOpening.objects.get_or_create(
            attachment=attachment,
            account_id=by.account_id,
            on_date=today,
            defaults={
                "actor_name": by.name,
                "actor_role": by.role or "",
                "unit_id": by.unit_id,
                "unit_name": by.unit_name,
            },
        )


def cite(*, by: Actor, document: Document, owner: models.Model, label: str = "") -> Citation:
    """``owner`` leans on ``document``. Citing twice for the same purpose changes nothing."""
    owner_policy(owner._meta.label_lower)
    check_sees_document(by, document)
    key = {"document": document, "owner_type": owner._meta.label_lower, "owner_id": owner.pk, "label": label.strip()}
    standing = Citation.objects.filter(**key).first()
    if standing:
        return standing
    try:
        with audited("documents.cited", by=by, on=owner, document=str(document)):
            return Citation.objects.create(**key, owner_text=str(owner)[:300])
    except IntegrityError:  # somebody else's press came first
        return Citation.objects.get(**key)


def uncite(*, by: Actor, citation: Citation) -> None:
    """Take a citation away; the log keeps it."""
    with audited("documents.uncited", by=by, on=_owner(citation), document=str(citation.document)):
        citation.delete()


def _owner(row: Attachment | Citation) -> models.Model | None:
    owner: models.Model | None = apps.get_model(row.owner_type)._default_manager.filter(pk=row.owner_id).first()
    return owner
