"""Scoring: a cluster of 20 units × 176 criteria with traces; twice the units for the growth."""

from typing import Any

from bench.measure import seconds, table
from thidua.engine.scoring import SheetInputs, inputs_from_data, scheme_from_data, score_cluster


def _scheme(criteria: int) -> Any:
    leaves = [
        {
            "code": f"C{n}",
            "label": f"Tiêu chí {n}",
            "maximum": "5",
            "formula": {"kind": "events", "lines": [{"code": "e", "label": "lần", "points": "-0.5"}]},
        }
        for n in range(criteria)
    ]
    group = {"code": "I", "label": "Nhóm", "maximum": str(5 * criteria), "children": leaves}
    return scheme_from_data({"code": "bench", "version": "1", "title": "Đo", "groups": [group]})


def _sheets(units: int, criteria: int) -> dict[str, SheetInputs]:
    sheet = inputs_from_data({"criteria": {f"C{n}": {"e": n % 4} for n in range(criteria)}})
    return {f"U{n}": sheet for n in range(units)}


def main() -> None:
    """Prints the table."""
    scheme = _scheme(176)
    rows = []
    for units in (20, 40):
        sheets = _sheets(units, 176)
        took = seconds(lambda sheets=sheets: score_cluster(scheme, sheets))  # type: ignore[misc]
        rows.append(
            (f"{units} units × 176 criteria, with traces", took, f"{took / units / 176 * 1e6:.0f} µs a criterion")
        )
    table("Scoring", rows)
