"""Scoring: a whole country beside a spreadsheet that computes the same; one cluster after one figure changed.

The scheme has the kinds of criteria of a real one with 176 (docs/performance.md): 12 targets scored against the leader
of the cluster, 51 of yes or no, 113 marked directly.
"""

import gc
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench import spreadsheet
from bench.measure import table
from bench.spreadsheet import Value, column
from thidua.engine.scoring import CriterionInput, Input, Scheme, SheetInputs, scheme_from_data, score_cluster

UNITS, CLUSTER = 3321, 20
TARGETS, ANSWERS, MARKS = 12, 51, 113

Figures = list[tuple[int, int] | bool | Decimal]  # of one unit, in the order of the criteria


def _scheme() -> Scheme:
    kinds = [("target_leader", 10)] * TARGETS + [("yes_no", 6)] * ANSWERS + [("direct", 5)] * MARKS
    leaves = [
        {"code": f"C{n}", "label": f"Tiêu chí {n}", "maximum": maximum, "formula": {"kind": kind}}
        for n, (kind, maximum) in enumerate(kinds)
    ]
    parts = [leaves[:TARGETS], leaves[TARGETS : TARGETS + ANSWERS], leaves[TARGETS + ANSWERS :]]
    groups = [{"code": f"G{n}", "label": f"Nhóm {n}", "children": part} for n, part in enumerate(parts, 1)]
    return scheme_from_data({"code": "bench", "version": "1", "title": "Đo", "groups": groups})


def _figures() -> list[Figures]:
    drawn = random.Random(2026)
    return [
        [(drawn.randint(5, 50), drawn.randint(3, 70)) for _ in range(TARGETS)]
        + [drawn.random() < 0.8 for _ in range(ANSWERS)]
        + [Decimal(drawn.randint(0, 20)) / 4 for _ in range(MARKS)]
        for _ in range(UNITS)
    ]


def _inputs(figures: Figures) -> SheetInputs:
    criteria = {}
    for n, figure in enumerate(figures):
        if isinstance(figure, tuple):
            fields = {"target": Input(Decimal(figure[0])), "result": Input(Decimal(figure[1]))}
        else:
            fields = {"value": Input(figure)}
        criteria[f"C{n}"] = CriterionInput(fields)
    return SheetInputs(criteria)


def _rows(country: Sequence[Figures]) -> Iterator[list[Value]]:
    """The same as a spreadsheet: each figure in its cell, each criterion's points and the total as formulas."""
    for place, figures in enumerate(country):
        row: list[Value] = []
        points = []
        first = place // CLUSTER * CLUSTER
        ends = (first + 1, min(len(country), first + CLUSTER))
        for figure in figures:
            row += _cells(figure, len(row), place + 1, ends)
            points.append(f"{column(len(row) - 1)}{place + 1}")
        yield [*row, "+".join(points)]


def _cells(figure: tuple[int, int] | bool | Decimal, at: int, row: int, ends: tuple[int, int]) -> list[Value]:
    """Figures of one criterion and the formula of its points."""
    cell = f"{column(at)}{row}"
    if isinstance(figure, tuple):
        result, over = f"{column(at + 1)}{row}", f"{column(at + 2)}{row}"
        best = f"MAX({column(at + 2)}${ends[0]}:{column(at + 2)}${ends[1]})"
        led = f"IF({over}={best},10,5+5*{over}/{best})"
        text = f"ROUND(IF({result}<{cell},5*{result}/{cell},IF({result}={cell},5,{led})),2)"
        return [*figure, f"MAX(0,{result}/{cell}-1)", text]
    if isinstance(figure, bool):
        return [int(figure), f"IF({cell}=1,6,0)"]
    return [figure, f"ROUND(MIN(MAX({cell},0),5),2)"]


def _score(scheme: Scheme, sheets: Sequence[SheetInputs]) -> tuple[list[Decimal], int]:
    """The totals of the country, cluster by cluster, every result with its trace; and how many steps these have."""
    totals, steps = [], 0
    for first in range(0, len(sheets), CLUSTER):
        found = score_cluster(scheme, {f"{n:05}": sheets[n] for n in range(first, min(first + CLUSTER, len(sheets)))})
        totals += [sheet.total or Decimal(0) for sheet in found.sheets.values()]
        steps += sum(len(each.trace.steps) for sheet in found.sheets.values() for each in sheet.criteria.values())
    return totals, steps


def country() -> None:
    """3,321 units × 176 criteria with traces, and LibreOffice recalculating the same."""
    figures, scheme = _figures(), _scheme()
    sheets = [_inputs(each) for each in figures]
    gc.collect()
    gc.freeze()  # the figures stand before and stay after: the collector need not walk through them
    started = time.perf_counter()
    totals, steps = _score(scheme, sheets)
    took = time.perf_counter() - started
    gc.unfreeze()
    size = TARGETS + ANSWERS + MARKS
    rows = [(f"{UNITS} units × {size} criteria, with traces", took, f"{steps} steps told")]
    if soffice := spreadsheet.program():
        with tempfile.TemporaryDirectory() as folder:
            book = Path(folder) / "country.xlsx"
            width = max(len(row) for row in _rows(figures[:1]))
            spreadsheet.write(book, _rows(figures), [f"Cham!{column(width - 1)}{n}" for n in range(1, UNITS + 1)])
            started = time.perf_counter()
            theirs = spreadsheet.recalculated(soffice, book, Path(folder))
            rows.append(
                ("LibreOffice recalculates the same", time.perf_counter() - started, _agreement(totals, theirs))
            )
    else:
        print("  LibreOffice is not installed: nothing to compare with (apt-get install libreoffice-calc-nogui).")
    table("Scoring a country", rows)
    print(f"  most memory used: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _agreement(ours: Sequence[Decimal], theirs: Sequence[Decimal]) -> str:
    """Says that all totals agree. Raises AssertionError when one differs."""
    differing = [place for place, pair in enumerate(zip(ours, theirs, strict=True)) if pair[0] != pair[1]]
    assert not differing, f"{len(differing)} totals differ, the first: {ours[differing[0]]}, {theirs[differing[0]]}"
    return f"all {len(ours)} totals are the same"


def cluster() -> None:
    """One cluster of 20 units: everything for the first time, then again after each of many single changes."""
    scheme, sheets = _scheme(), {f"U{n:02}": _inputs(each) for n, each in enumerate(_figures()[:CLUSTER])}
    started = time.perf_counter()
    score_cluster(scheme, sheets)
    first = time.perf_counter() - started
    worst = {"C0": 0.0, "C20": 0.0, "C100": 0.0}
    for code in worst:
        for change in range(10):
            unit = f"U{change:02}"
            value: Any = Decimal(change) / 4 if code == "C100" else change % 2 == 0
            fields = {"target": Input(Decimal(7)), "result": Input(Decimal(30 + change))} if code == "C0" else {}
            given = CriterionInput(fields or {"value": Input(value)})
            sheets[unit] = replace(sheets[unit], criteria={**sheets[unit].criteria, code: given})
            started = time.perf_counter()
            score_cluster(scheme, sheets)
            worst[code] = max(worst[code], time.perf_counter() - started)
    rows = [(f"{CLUSTER} units × {TARGETS + ANSWERS + MARKS} criteria for the first time", first, "")]
    rows += [(f"after one cell changed ({name})", worst[code], "the slowest of 10") for name, code in
             (("a target of the leader's", "C0"), ("a yes or no", "C20"), ("a mark", "C100"))]  # fmt: skip
    table("Scoring one cluster", rows)


def main() -> None:
    """Prints the tables."""
    cluster()
    country()
