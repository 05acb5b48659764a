"""Who is affected by a new version: sheets bound to the old one, and what stands in criteria that changed."""

from collections.abc import Collection
from dataclasses import dataclass

from thidua.cycle.s5_score.enums import Round
from thidua.cycle.s5_score.models import Scheme, ScoreSheet
from thidua.cycle.s5_score.queries import newest_cells


@dataclass(frozen=True)
class Affected:
    """One sheet: values that stand in criteria whose points may now differ, and the rounds in which they stand."""

    sheet: ScoreSheet
    codes: tuple[str, ...]
    rounds: tuple[str, ...]


def affected_by(old: Scheme, changed: Collection[str]) -> list[Affected]:
    """The sheets bound to ``old``, by cluster and name. Two queries, however many sheets."""
    rows = list(
        ScoreSheet.objects.filter(scheme=old)
        .select_related("unit", "cluster")
        .order_by("cluster__name", "unit__name_sort")
    )
    cells = newest_cells(sheet.pk for sheet in rows)
    return [_one(sheet, [key for key in cells.get(sheet.pk, {}) if key[0] in changed]) for sheet in rows]


def _one(sheet: ScoreSheet, entered: list[tuple[str, str]]) -> Affected:
    rounds = {round_ for _, round_ in entered}
    codes = sorted({code for code, _ in entered})
    return Affected(sheet, tuple(codes), tuple(str(Round(r).label) for r in Round.values if r in rounds))
