"""Reviewers who mark higher or lower than others: an additive model, score = unit + reviewer, by least squares.

It is shown beside the raw ranking and never replaces it. Where some reviewers have no unit in common with the others,
directly or through others, nothing can be said of them, and the model refuses.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.engine.scoring.exact import fraction

Scores = Mapping[tuple[str, str], Decimal]  # (reviewer, unit) -> points


class Cannot(ValueError):
    """The scores can't be compared; `islands` are the groups of reviewers that share no unit with the others."""

    def __init__(self, message: str, islands: tuple[tuple[str, ...], ...] = ()) -> None:
        self.islands = islands
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Calibration:
    """`severity`: how much each reviewer marks above (positive) or below all reviewers, which add up to zero.

    `level`: what each unit would have from a reviewer who is neither; `raw`: the plain mean of what it got.
    """

    severity: Mapping[str, Fraction]
    level: Mapping[str, Fraction]
    raw: Mapping[str, Fraction]


def calibrate(scores: Scores) -> Calibration:
    """The best fit of score = unit + reviewer, exact. Raises Cannot, with a sentence."""
    reviewers = sorted({reviewer for reviewer, _ in scores})
    if len(reviewers) < 2:
        raise Cannot("Chỉ có một người chấm nên không so được mức chặt, lỏng.")
    if len(islands := _islands(scores)) > 1:
        named = "; ".join(", ".join(island) for island in islands)
        raise Cannot(
            f"Các nhóm người chấm không có đơn vị nào chung nên không so được với nhau: {named}. "
            "Hãy cho mỗi nhóm chấm thêm ít nhất một đơn vị của nhóm kia.",
            islands,
        )
    by_unit: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for (reviewer, unit), points in scores.items():
        by_unit[unit][reviewer] = fraction(points)
    severity = _severity(reviewers, by_unit)
    units = sorted(by_unit)
    return Calibration(
        severity,
        {u: _mean([points - severity[r] for r, points in by_unit[u].items()]) for u in units},
        {u: _mean(list(by_unit[u].values())) for u in units},
    )


def _mean(values: list[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _severity(reviewers: list[str], by_unit: Mapping[str, Mapping[str, Fraction]]) -> dict[str, Fraction]:
    """Solve the normal equations of the reviewers, the units eliminated; the last equation is that they add to zero."""
    place = {reviewer: index for index, reviewer in enumerate(reviewers)}
    size = len(reviewers)
    rows = [[Fraction(0)] * (size + 1) for _ in reviewers]
    for marks in by_unit.values():
        share = Fraction(1, len(marks))
        mean = _mean(list(marks.values()))
        for reviewer, points in marks.items():
            row = rows[place[reviewer]]
            row[place[reviewer]] += 1
            row[size] += points - mean
            for other in marks:
                row[place[other]] -= share
    rows[-1] = [Fraction(1)] * size + [Fraction(0)]
    return dict(zip(reviewers, _solved(rows), strict=True))


def _solved(rows: list[list[Fraction]]) -> list[Fraction]:
    """Gauss and Jordan on a system that has one solution: the reviewers are connected, and their sum is fixed."""
    size = len(rows)
    for column in range(size):
        pivot = next(index for index in range(column, size) if rows[index][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column] = [value / rows[column][column] for value in rows[column]]
        for index, row in enumerate(rows):
            if index != column and row[column]:
                factor = row[column]
                rows[index] = [value - factor * lead for value, lead in zip(row, head, strict=True)]
    return [row[size] for row in rows]


def _islands(scores: Scores) -> tuple[tuple[str, ...], ...]:
    """Groups of reviewers that are joined by units they both have marked."""
    group: dict[str, str] = {}

    def root(name: str) -> str:
        while group.setdefault(name, name) != name:
            name = group[name]
        return name

    for reviewer, unit in scores:
        group[root(f"u:{unit}")] = root(f"r:{reviewer}")
    found: dict[str, list[str]] = defaultdict(list)
    for reviewer in sorted({reviewer for reviewer, _ in scores}):
        found[root(f"r:{reviewer}")].append(reviewer)
    return tuple(tuple(each) for each in found.values())
