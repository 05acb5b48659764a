"""The read door of documents: lists, citations with their warnings, attachments, who opened what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.base.access.actor import Actor
from thidua.base.documents.enums import Force
from thidua.base.documents.models import Attachment, AttachmentOpening, Citation, Document
from thidua.base.documents.reach import keepers_seen_by, sees_all
from thidua.language.dates import format_date
from thidua.language.text import fold

_DOCUMENT = "documents.document"


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """Documents that an actor may read (the same rule as ``policies.check_sees_document``), newest first."""
    rows = Document.objects.select_related("kept_by", "replaced_by")
    if sees_all(actor):
        return rows
    return rows.filter(Q(is_public=True) | Q(kept_by_id__in=keepers_seen_by(actor)))


def public_documents() -> QuerySet[Document]:
    """Documents that anybody may read, newest first."""
    return Document.objects.filter(is_public=True).select_related("kept_by", "replaced_by")


def document_by_id(document_id: int) -> Document | None:
    """One document; the caller asks the policy."""
    return Document.objects.select_related("kept_by", "issuer_unit", "replaced_by").filter(pk=document_id).first()


def containing(rows: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Rows that have every word of the text in kind, number, issuer or summary, with or without diacritics."""
    for word in fold(text).split():
        rows = rows.filter(search_fold__contains=word)
    return rows


def in_force_on(rows: QuerySet[Document], on: date) -> QuerySet[Document]:
    """Rows in force on a day: the same rule as ``Document.force_on``."""
    began = Q(in_force_from__isnull=True) | Q(in_force_from__lte=on)
    return rows.filter(began, Q(in_force_to__isnull=True, replaced_by__isnull=True) | Q(in_force_to__gte=on))


def with_counts(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Adds ``files`` (attachments not withdrawn) and ``cited`` (citations) to each row, in the same query."""
    files = Attachment.objects.filter(owner_type=_DOCUMENT, owner_id=OuterRef("pk"), withdrawal__isnull=True)
    cited = Citation.objects.filter(document=OuterRef("pk"))
    return rows.annotate(files=_counted(files, "owner_id"), cited=_counted(cited, "document"))


def _counted(rows: QuerySet[Any], group: str) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(group).annotate(n=Count("pk")).values("n")), 0)


@dataclass(frozen=True)
class CitationLine:
    """One cited document as the citing page shows it. ``flag`` is empty while the document is in force."""

    id: int
    document_id: int
    title: str
    summary: str
    issuer: str
    label: str
    force: Force
    flag: str
    replacement_id: int | None = None
    replacement_title: str = ""


def citations_of(owner: models.Model, on: date) -> list[CitationLine]:
    """What an object leans on; a text that is not in force on the day carries a flag that names its replacement."""
    rows = Citation.objects.filter(owner_type=owner._meta.label_lower, owner_id=owner.pk)
    return [_citation(row, on) for row in rows.select_related("document__replaced_by__replaced_by")]


def citation_by_id(citation_id: int) -> Citation | None:
    """One citation; the caller asks the policy of its owner."""
    return Citation.objects.filter(pk=citation_id).select_related("document").first()


def citations_to(document: Document) -> QuerySet[Citation]:
    """Where a document is cited, oldest first; the caller leaves out owners that the reader may not see."""
    return document.citations.all()


def force_sentence(document: Document, on: date) -> str:
    """Why a document does not hold on a day and what holds instead; empty while it is in force."""
    force = document.force_on(on)
    if force == Force.IN_FORCE:
        return ""
    if force == Force.NOT_YET and document.in_force_from:
        return f"Chưa có hiệu lực; có hiệu lực từ ngày {format_date(document.in_force_from)}."
    ended = f"Hết hiệu lực sau ngày {format_date(document.in_force_to)}" if document.in_force_to else force.label
    newest = _standing_replacement(document, on)
    return f"{ended}; thay bằng {newest}." if newest else f"{ended}; chưa ghi văn bản thay thế."


def _standing_replacement(document: Document, on: date) -> Document | None:
    """The first in the line of replacements that holds on the day, else the last known of it."""
    seen = {document.pk}
    newest = document.replaced_by
    while newest and newest.force_on(on) == Force.ENDED and newest.replaced_by and newest.pk not in seen:
        seen.add(newest.pk)
        newest = newest.replaced_by
    return newest


def _citation(row: Citation, on: date) -> CitationLine:
    document = row.document
    flag = force_sentence(document, on)
    newest = _standing_replacement(document, on) if flag else None
    return CitationLine(
        id=row.pk,
        document_id=document.pk,
        title=str(document),
        summary=document.summary,
        issuer=document.issuer,
        label=row.label,
        force=document.force_on(on),
        flag=flag,
        replacement_id=newest.pk if newest else None,
        replacement_title=str(newest) if newest else "",
    )


def attachments_of(owner: models.Model) -> list[Attachment]:
    """Files of one object, oldest first, withdrawn ones among them."""
    return attachments_of_many(owner._meta.label_lower, [owner.pk])[owner.pk]


def attachments_of_many(owner_type: str, owner_ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """Files of many objects of one type in one query; an object without files has an empty list."""
    found: dict[int, list[Attachment]] = {i: [] for i in owner_ids}
    for row in _attachments().filter(owner_type=owner_type, owner_id__in=found):
        found[row.owner_id].append(row)
    return found


def attachment_by_id(attachment_id: int) -> Attachment | None:
    """One file; the caller asks the policy of its owner."""
    return _attachments().filter(pk=attachment_id).first()


def same_file_elsewhere(attachment_ids: Iterable[int]) -> dict[int, list[Attachment]]:
    """For each of these files, the files of other objects with the very same content, withdrawn ones left out.

    The caller shows only those whose objects its reader may see.
    """
    rows = list(_attachments().filter(pk__in=list(attachment_ids)))
    twins: dict[str, list[Attachment]] = defaultdict(list)
    for row in _attachments().filter(sha256__in={r.sha256 for r in rows}, withdrawal__isnull=True):
        twins[row.sha256].append(row)
    return {row.pk: [t for t in twins[row.sha256] if _elsewhere(row, t)] for row in rows}


def openings_of(attachment_ids: Iterable[int]) -> dict[int, list[AttachmentOpening]]:
    """Who opened which file, oldest first; a file that nobody opened has an empty list."""
    found: dict[int, list[AttachmentOpening]] = {i: [] for i in attachment_ids}
    for row in AttachmentOpening.objects.filter(attachment_id__in=found):
        found[row.attachment_id].append(row)
    return found


def opened_by(account_id: int, attachment_ids: Iterable[int]) -> frozenset[int]:
    """Which of these files an account has opened: what a reviewer still has to read is the rest."""
    rows = AttachmentOpening.objects.filter(account_id=account_id, attachment_id__in=list(attachment_ids))
    return frozenset(rows.values_list("attachment_id", flat=True))


def kept_hashes() -> frozenset[str]:
    """Every content that some row speaks of: what the store must hold."""
    return frozenset(Attachment.objects.values_list("sha256", flat=True).distinct())


def _elsewhere(row: Attachment, other: Attachment) -> bool:
    return (row.owner_type, row.owner_id) != (other.owner_type, other.owner_id)


def _attachments() -> QuerySet[Attachment]:
    return Attachment.objects.select_related("withdrawal")
