"""What the designer reads of tables."""

from django.db.models import QuerySet

from thidua.base.season.models import Season
from thidua.cycle.s5_score.models import Scheme, TableUpload


def earlier_schemes(season: Season) -> QuerySet[Scheme]:
    """Tables of every year of the authority, the newest year first."""
    rows = Scheme.objects.filter(season__authority_id=season.authority_id).select_related("season__authority")
    return rows.order_by("-season__year", "code", "-id")


def free_version(old: Scheme) -> str:
    """A version that the table doesn't have yet in its year: the next number where versions are numbers."""
    taken = set(Scheme.objects.filter(season_id=old.season_id, code=old.code).values_list("version", flat=True))
    numbers = [int(v) for v in taken if v.isascii() and v.isdigit() and len(v) < 10]
    return str(max(numbers) + 1) if numbers and old.version.isdigit() else f"{old.version[:16]}-{len(taken) + 1}"


def uploads_of(season: Season) -> QuerySet[TableUpload]:
    """Spreadsheets that were handed in for tables of a season, newest first."""
    return TableUpload.objects.filter(season=season).order_by("-id")
