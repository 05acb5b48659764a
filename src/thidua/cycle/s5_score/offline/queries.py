"""Packages of a sheet, and files that came back."""

from django.db.models import QuerySet

from thidua.cycle.s5_score.offline.models import OfflinePackage, PackageUpload


def packages_of(sheet_id: int) -> QuerySet[OfflinePackage]:
    """Packages of a sheet, the newest first."""
    return OfflinePackage.objects.filter(sheet_id=sheet_id).order_by("-id").defer("content", "given")


def uploads_of(sheet_id: int) -> QuerySet[PackageUpload]:
    """Files that came back for a sheet, the newest first, with what was written from them."""
    rows = PackageUpload.objects.filter(sheet_id=sheet_id).order_by("-id")
    return rows.select_related("merge", "package").defer("report", "package__content", "package__given")


def upload_by_id(sheet_id: int, pk: int) -> PackageUpload | None:
    """One file of a sheet."""
    related = ("merge", "package", "sheet__season", "sheet__unit", "sheet__scheme", "sheet__cluster")
    return PackageUpload.objects.filter(sheet_id=sheet_id, pk=pk).select_related(*related).first()
