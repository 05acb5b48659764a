"""Draws of a cluster with what became of them; files that nobody who reviews has opened."""

from django.db.models import Exists, OuterRef, QuerySet

from thidua.base.documents.models import Attachment
from thidua.base.documents.queries import attachments_of, openings_of
from thidua.cycle.s5_score.evidence.models import DrawFinding, VerificationDraw
from thidua.cycle.s5_score.models import ScoreSheet


def draws_of(cluster_id: int) -> QuerySet[VerificationDraw]:
    """Draws of a cluster, the newest first."""
    rows = VerificationDraw.objects.filter(cluster_id=cluster_id).order_by("-id")
    return rows.select_related("result", "release", "cluster")


def draw_by_id(pk: int) -> VerificationDraw | None:
    """One draw."""
    rows = VerificationDraw.objects.select_related("result", "release", "cluster", "season__authority")
    return rows.filter(pk=pk).first()


def findings_of(draw_id: int) -> dict[str, DrawFinding]:
    """What counts now, by item."""
    later = DrawFinding.objects.filter(draw_id=OuterRef("draw_id"), item=OuterRef("item"), after=OuterRef("pk"))
    return {row.item: row for row in DrawFinding.objects.filter(~Exists(later), draw_id=draw_id)}


def unread_files(sheet: ScoreSheet) -> list[Attachment]:
    """Files of a sheet that nobody outside its own unit has opened; withdrawn ones don't count. Two queries."""
    standing = [file for file in attachments_of(sheet) if not file.withdrawn]
    opened = openings_of(file.pk for file in standing)
    return [file for file in standing if all(row.unit_id == sheet.unit_id for row in opened[file.pk])]
