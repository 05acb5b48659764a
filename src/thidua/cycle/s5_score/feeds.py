"""What accepted reports of stage 4 say for the criteria of a sheet: figures nobody needs to type, with their source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thidua.cycle.s4_report.enums import Approx
from thidua.cycle.s4_report.enums import ValueState as FigureState
from thidua.cycle.s4_report.periods import period
from thidua.cycle.s4_report.queries import Figure, figures_for
from thidua.cycle.s5_score.enums import Round, ValueState
from thidua.cycle.s5_score.models import CellEntry, ScoreSheet
from thidua.engine.scoring import Criterion, NaMode, Scheme, input_fields
from thidua.engine.scoring.kept import to_kept


@dataclass(frozen=True)
class Fed:
    """What a report gives one criterion: figures by field, as text; ``entry`` when nothing is left to type."""

    figures: Mapping[str, str]
    source: str
    report_id: int | None
    indicator_id: int
    entry: CellEntry | None


def feeds_of(sheets: Sequence[tuple[ScoreSheet, Scheme]]) -> dict[int, dict[str, Fed]]:
    """By sheet and criterion. Four queries for the whole season's units; none where no criterion has an indicator."""
    wanted = [(sheet, [c for c in rules.criteria() if c.indicator], rules) for sheet, rules in sheets]
    units = {sheet.unit_id for sheet, criteria, _ in wanted if criteria}
    if not units:
        return {}
    seasons = {sheet.season_id for sheet, _, _ in wanted}
    figures = {s: figures_for(s, units) for s in seasons}
    found: dict[int, dict[str, Fed]] = defaultdict(dict)
    for sheet, criteria, rules in wanted:
        known = _accepted(figures[sheet.season_id].get(sheet.unit_id, []))
        for criterion in criteria:
            if criterion.indicator in known:
                found[sheet.pk][criterion.code] = _fed(sheet, rules, criterion, known[criterion.indicator])
    return found


def _accepted(rows: Sequence[Figure]) -> dict[str, Figure]:
    """By indicator: the accepted figure of the longest period that ends last, as stage 4 answers for one indicator."""
    best: dict[str, Figure] = {}
    for row in sorted((r for r in rows if r.accepted), key=lambda r: (period(r.period).ends, -len(r.period))):
        best[row.indicator.code] = row
    return best


def _fed(sheet: ScoreSheet, rules: Scheme, criterion: Criterion, row: Figure) -> Fed:
    """Only exact figures are taken: «trên 77» is no 77."""
    source = row.source + (" (ước tính)" if row.entry.estimated else "")
    aim = row.aim.value if row.aim else None
    known = {
        "target": row.entry.plan if row.entry.plan is not None else aim,
        "result": row.entry.value if row.entry.value_approx == Approx.EXACT else None,
    }
    fields = input_fields(criterion)
    figures = {f.name: to_kept(value) for f in fields if (value := known.get(f.feed)) is not None}
    entry = None
    if row.entry.state == FigureState.NOT_APPLICABLE and rules.na_mode(criterion) is not NaMode.REFUSE:
        reason = f"{row.entry.note} ({source})".strip()
        entry = _entry(sheet, criterion, row, value_state=ValueState.NOT_APPLICABLE, reason=reason)
    elif all(f.name in figures for f in fields if f.required):
        inputs = {name: {"value": text, "source": source} for name, text in figures.items()}
        entry = _entry(sheet, criterion, row, value_state=ValueState.VALUE, inputs=inputs)
    return Fed(figures, source, row.report_id, row.indicator.id, entry)


def _entry(sheet: ScoreSheet, criterion: Criterion, row: Figure, **given: object) -> CellEntry:
    return CellEntry(
        sheet=sheet, criterion_code=criterion.code, round=Round.SELF, actor_name=row.entered_by or "báo cáo", **given
    )
