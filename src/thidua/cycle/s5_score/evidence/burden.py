"""What the criteria of a cluster ask for in files, and what it is worth: for those who mend the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.base.documents.queries import openings_of
from thidua.cycle.s5_score.evidence.flags import Flagged
from thidua.cycle.s5_score.facts import score_together, standings
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.engine.scoring.analysis import spreads
from thidua.ui.charts.coverage import Coverage, CoverageChart

_DRAWN = 12  # the most bars in one drawing


@dataclass(frozen=True)
class Burden:
    """One criterion: its files and bytes over the cluster, how many were opened by somebody of another unit.

    ``in_vain``: it asks for evidence, and everybody has the maximum. ``mean``: files for each unit that gave some."""

    code: str
    label: str
    asks: bool
    files: int
    size: int
    units: int
    opened: int
    in_vain: bool

    @property
    def mean(self) -> Decimal:
        """Files for each unit that gave some, to one place."""
        return (Decimal(self.files) / self.units).quantize(Decimal("0.1")) if self.units else Decimal(0)


def burdens(sheets: Sequence[ScoreSheet], files: Sequence[Flagged]) -> list[Burden]:
    """Every criterion that asks for evidence or has some, the heaviest first. The sheets share one scheme."""
    if not sheets:
        return []
    standing = [each for each in files if not each.file.withdrawn]
    opened = openings_of(each.file.pk for each in standing)
    seen = {e.file.pk for e in standing if any(row.unit_id != e.sheet.unit_id for row in opened[e.file.pk])}
    found, names = standings(sheets), {sheet.pk for sheet in sheets}
    rules = found[0].rules
    full = {each.code for each in spreads(rules, score_together(found)[0]) if each.all_full}
    rows = []
    for criterion in rules.criteria():
        mine = [each for each in standing if each.code == criterion.code and each.sheet.pk in names]
        if mine or criterion.evidence:
            size, units = sum(each.file.size for each in mine), len({each.sheet.pk for each in mine})
            read = sum(each.file.pk in seen for each in mine)
            vain = bool(criterion.evidence) and criterion.code in full
            rows.append(
                Burden(criterion.code, criterion.label, bool(criterion.evidence), len(mine), size, units, read, vain)
            )
    return sorted(rows, key=lambda row: (-row.files, -row.size, row.code))


def burden_chart(rows: Sequence[Burden]) -> CoverageChart | None:
    """The heaviest criteria: files, and how many of them somebody who reviews has opened."""
    bars = tuple(Coverage(f"{row.code} {row.label}", row.opened, row.files) for row in rows[:_DRAWN] if row.files)
    if not bars:
        return None
    about = "Mỗi thanh là một tiêu chí: số tệp minh chứng cả cụm, khối đã nộp; phần đậm là số tệp đã có người mở."
    return CoverageChart("Tệp minh chứng theo tiêu chí", about, "đã mở", "chưa mở", bars)
