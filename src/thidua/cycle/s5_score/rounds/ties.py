"""Units of a cluster that share a place."""

from collections import defaultdict

from thidua.cycle.s5_score.enums import SheetState
from thidua.cycle.s5_score.facts import rank_rows, score_together, standings
from thidua.cycle.s5_score.queries import sheets_in


def tied_groups(cluster_id: int) -> list[list[int]]:
    """The groups of units with equal results as they stand, best first, in the order of their names."""
    sheets = sheets_in(cluster_id)
    if all(sheet.state == SheetState.EXCLUDED for sheet in sheets):
        return []
    places: dict[int, list[int]] = defaultdict(list)
    for row in rank_rows(*score_together(standings(sheets), decided=False)):
        if row.rank is not None and row.tied:
            places[row.rank].append(row.unit_id)
    return [places[place] for place in sorted(places)]
