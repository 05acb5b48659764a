"""Writing documents: recording, correcting, ending and replacing them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.files.base import File

from thidua.base.access.actor import Actor, Problem
from thidua.base.access.enums import Role
from thidua.base.audit.actions import audited
from thidua.base.documents.attaching import attach, attach_all, carry, cite, record_opening, uncite, withdraw
from thidua.base.documents.models import Document
from thidua.base.documents.policies import check_sees_document, check_writes_documents
from thidua.base.files.intake import take_in
from thidua.base.units.models import Unit
from thidua.language.dates import format_date

__all__ = [
    "attach", "attach_all", "carry", "cite", "correct_document", "end_document", "record_document", "record_opening",
    "replace_document", "uncite", "withdraw",
]  # fmt: skip

CORRECTABLE = (
    "kind", "number", "issued_on", "issuer", "issuer_unit", "summary", "in_force_from", "in_force_to", "is_public",
)  # fmt: skip


def record_document(
    *,
    by: Actor,
    kept_by: Unit,
    kind: str,
    number: str,
    issued_on: date | None,
    issuer: str,
    summary: str,
    issuer_unit: Unit | None = None,
    in_force_from: date | None = None,
    in_force_to: date | None = None,
    replaces: Iterable[Document] = (),
    is_public: bool = False,
    is_illustration: bool = False,
    files: "Sequence[File[bytes]]" = (),
) -> Document:
    """Record an issued document (``number``: number and symbol); it holds from its issue when no other day is given.

    What it ``replaces`` ends the day before. An unknown day of issue is None. Raises Refused outside the keeping unit,
    Problem for dates that contradict, a refused file, or a document that is kept already.
    """
    check_writes_documents(by, kept_by.pk)
    document = Document(
        kept_by=kept_by,
        kind=kind,
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        issuer_unit=issuer_unit,
        summary=summary,
        in_force_from=in_force_from or issued_on,
        in_force_to=in_force_to,
        is_public=is_public,
        is_illustration=is_illustration,
    )
    _check(by, document)
    taken = [take_in(str(file.name), file) for file in files]
    with audited("documents.recorded", by=by) as record:
        document.save()
        record.on = document
        for file in taken:
            attach(by=by, owner=document, name=file.name, data=file)
        for old in replaces:
            replace_document(by=by, document=old, replacement=document, reason=f"Thay bằng {document}")
    return document


def correct_document(*, by: Actor, document: Document, reason: str, **changes: Any) -> Document:
    """Correct what was recorded; before and after stay in the log with the reason. ``changes``: see CORRECTABLE."""
    check_writes_documents(by, document.kept_by_id)
    _need(reason)
    unknown = set(changes) - set(CORRECTABLE)
    if unknown:
        raise TypeError(f"not correctable: {sorted(unknown)}")
    was_public = document.is_public
    for name, value in changes.items():
        setattr(document, name, value)
    _check(by, document, was_public=was_public)
    with audited("documents.corrected", by=by, on=document, reason=reason):
        document.save()
    return document


def end_document(*, by: Actor, document: Document, last_day: date, reason: str) -> None:
    """The document holds to the end of ``last_day`` and no longer; nothing takes its place."""
    check_writes_documents(by, document.kept_by_id)
    _need(reason)
    if document.in_force_from and last_day < document.in_force_from:
        raise Problem("Ngày cuối cùng còn hiệu lực không thể trước ngày có hiệu lực.", "last_day")
    with audited("documents.ended", by=by, on=document, reason=reason) as record:
        record.says(on=format_date(last_day))
        document.in_force_to = last_day
        document.save(update_fields=["in_force_to"])


def replace_document(*, by: Actor, document: Document, replacement: Document, reason: str) -> None:
    """``replacement`` took the place of ``document`` on the day it came into force."""
    check_writes_documents(by, document.kept_by_id)
    check_sees_document(by, replacement)
    _need(reason)
    if document.replaced_by_id is not None:
        raise Problem(f"{document} đã được thay bằng văn bản khác. Hãy xem lại trang văn bản này.", "replaced_by")
    starts, stood_since = replacement.in_force_from, document.in_force_from
    if replacement.pk == document.pk or (starts and stood_since and starts <= stood_since):
        raise Problem(f"{replacement} phải có hiệu lực sau {document} thì mới thay được văn bản này.", "replaced_by")
    last_day = starts - timedelta(days=1) if starts else document.in_force_to
    with audited("documents.replaced", by=by, on=document, reason=reason, replacement=str(replacement)):
        document.replaced_by = replacement
        document.in_force_to = min(filter(None, (document.in_force_to, last_day)), default=None)
        document.save(update_fields=["replaced_by", "in_force_to"])


def _need(reason: str) -> None:
    if not reason.strip():
        raise Problem("Hãy ghi lý do.", "reason")


def _check(by: Actor, document: Document, *, was_public: bool = False) -> None:
    document.set_search()
    if not document.summary or not document.issuer:
        raise Problem("Hãy ghi cơ quan ban hành và trích yếu.", "issuer" if document.summary else "summary")
    issued, first, last = document.issued_on, document.in_force_from, document.in_force_to
    if issued and first and first < issued:
        raise Problem("Ngày có hiệu lực không thể trước ngày ban hành.", "in_force_from")
    if first and last and last < first:
        raise Problem("Ngày hết hiệu lực không thể trước ngày có hiệu lực.", "in_force_to")
    if document.is_public and not was_public and not by.is_any(Role.SPECIALIST):
        raise Problem("Chỉ chuyên viên thi đua, khen thưởng được công khai văn bản.", "is_public")
    same = Document.objects.filter(
        kept_by=document.kept_by,
        kind=document.kind,
        number=document.number,
        issuer=document.issuer,
        issued_on=document.issued_on,
    ).exclude(pk=document.pk)
    if document.number and same.exists():
        raise Problem(f"{document} của {document.issuer} đã có trong danh sách.", "number")
