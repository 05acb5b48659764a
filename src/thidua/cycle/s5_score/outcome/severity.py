"""How strictly the units that cross-check mark: shown beside the ranking, applied to nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.base.units.queries import units_by_id
from thidua.cycle.s5_score.enums import Round, checker_of, cross, round_of
from thidua.cycle.s5_score.facts import Standing, score_alone
from thidua.engine.scoring.analysis import Cannot, calibrate
from thidua.engine.scoring.exact import Rounding


@dataclass(frozen=True)
class Severities:
    """``reviewers``: (name, points above the others); ``units``: (name, mean of its marks, mean without the strictness
    of who marked it). ``refused``: why nothing can be said; then both are empty."""

    reviewers: Sequence[tuple[str, Decimal]] = ()
    units: Sequence[tuple[str, Decimal, Decimal]] = ()
    refused: str = ""


def severities_of(found: Sequence[Standing]) -> Severities | None:
    """The additive model over the totals that each checking unit arrived at; None where nothing was cross-checked.

    Only sheets that a unit has checked whole are counted: half-checked ones would look strict or mild by chance."""
    marks: dict[tuple[str, str], Decimal] = {}
    checkers = {c for s in found for _, c in s.cells if round_of(c) is Round.CROSS}
    names = {unit.pk: unit.name for unit in units_by_id({checker_of(c) for c in checkers}).values()}
    for standing in found:
        for checker, name in names.items():
            column = cross(checker)
            if (column in {c for _, c in standing.cells}) and not standing.without(column):
                total = score_alone(standing, column).total
                if total is not None:
                    marks[name, standing.sheet.unit.name] = total
    if not marks:
        return None
    try:
        model = calibrate(marks)
    except Cannot as reason:
        return Severities(refused=str(reason))
    shown = Rounding().points
    return Severities(
        [(name, shown(each)) for name, each in sorted(model.severity.items(), key=lambda x: -x[1])],
        [
            (name, shown(model.raw[name]), shown(each))
            for name, each in sorted(model.level.items(), key=lambda x: -x[1])
        ],
    )
