"""Loads the documents that the season's papers lean on."""

from thidua.base.access.enums import Role
from thidua.base.documents.actions import record_document
from thidua.base.documents.enums import DocumentKind
from thidua.base.documents.models import Document
from thidua.ops.loading.run import Run, above_first
from thidua.ops.seasonfiles import Source, model

_KINDS = {kind.label.lower(): kind for kind in DocumentKind}


def load(run: Run) -> None:
    """Record each document once for the authority; another season of the same authority finds it there."""
    by = run.actor(Role.SPECIALIST, on=min(w.opens for w in run.files.info.windows))
    for row in above_first(run.files.documents, lambda paper: paper.code, lambda paper: paper.replaces):
        run.at = ("documents.csv", row.row)
        standing = Document.objects.filter(
            kept_by=run.authority, number=row.number, issuer=row.issuer, issued_on=row.day
        )
        run.documents[row.code] = standing.first() or record_document(
            by=by,
            kept_by=run.authority,
            kind=_kind(row),
            number=row.number,
            issued_on=row.day,
            issuer=row.issuer,
            summary=row.summary,
            in_force_from=row.in_force_from,
            in_force_to=row.in_force_to,
            replaces=[run.documents[row.replaces]] if row.replaces else (),
            is_public=row.source != Source.ILLUSTRATION,
            is_illustration=row.source == Source.ILLUSTRATION,
        )


def _kind(row: model.Document) -> DocumentKind:
    return _KINDS.get(row.kind.lower(), DocumentKind.OTHER)
