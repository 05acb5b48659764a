"""Points by the place that a unit takes in its cluster."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from thidua.engine.scoring.exact import ZERO, Number, fraction
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula, warning
from thidua.engine.scoring.formulas.fields import Field
from thidua.engine.scoring.formulas.measure import Measure
from thidua.engine.scoring.formulas.percent import Direction
from thidua.engine.scoring.problems import CannotScore
from thidua.engine.scoring.trace import Log, phrases, written

phrases(
    {
        "place.alone": "Xếp thứ {place} trong {units} đơn vị: được {points} điểm.",
        "place.tied.average": (
            "Cùng thứ {place} với {others} đơn vị khác trong {units} đơn vị: "
            "trung bình điểm của thứ {place} đến {last} = {points} điểm."
        ),
        "place.tied.higher": (
            "Cùng thứ {place} với {others} đơn vị khác trong {units} đơn vị: lấy điểm của thứ cao hơn, {points} điểm."
        ),
    }
)


class Ties(StrEnum):
    """What units on the same place get: the average of the places they fill, or the value of the higher place."""

    AVERAGE = "average"
    HIGHER = "higher"


class Standing(NamedTuple):
    """Places taken by one value: the first of them and how many units share it."""

    place: int
    shared: int


class Standings(NamedTuple):
    """The places of a whole cluster, by measured value."""

    by_value: Mapping[Fraction, Standing]
    units: int


@formula
@dataclass(frozen=True, slots=True)
class RankPoints(Formula):
    """`table` gives the points of the first, second, third place; `beyond` those of all places after the table.

    Several graders: a measure with how = mean and one part for each grader; the mean is ranked.
    """

    kind = "rank_points"
    name = "Theo thứ hạng trong cụm"
    relative = True

    table: tuple[Decimal, ...] = ()
    ties: Ties = Ties.AVERAGE
    beyond: Decimal | None = None
    direction: Direction = Direction.HIGHER
    measure: Measure = Measure()

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        return self.measure.fields()

    def rule(self, terms: Terms) -> str:
        table = ", ".join(f"thứ {place}: {written(points)}" for place, points in enumerate(self.table, 1))
        beyond = f", các thứ sau: {written(self.beyond)}" if self.beyond is not None else ""
        order = "cao xuống thấp" if self.direction is Direction.HIGHER else "thấp lên cao"
        ties = "trung bình điểm của các thứ đó" if self.ties is Ties.AVERAGE else "điểm của thứ cao hơn"
        what = self.measure.label.lower()
        return f"Xếp {what} trong cụm từ {order}; điểm theo {table}{beyond}. Đồng hạng thì lấy {ties}."

    def standing(self, values: Values, terms: Terms) -> Fraction:
        return fraction(self.measure.read(values, Log()))

    def survey(self, standings: Sequence[Any], terms: Terms) -> Standings:
        numbers = sorted(standings, reverse=self.direction is Direction.HIGHER)
        places: dict[Fraction, Standing] = {}
        for place, number in enumerate(numbers, 1):
            first, shared = places.get(number, (place, 0))
            places[number] = Standing(first, shared + 1)
        return Standings(places, len(numbers))

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        standings: Standings = survey
        place, shared = standings.by_value[fraction(self.measure.read(values, log))]
        if shared == 1:
            points: Number = self._worth(place)
            log.add("place.alone", place=place, units=standings.units, points=points)
            return points
        if self.ties is Ties.HIGHER:
            points = self._worth(place)
        else:
            points = sum((fraction(self._worth(place + i)) for i in range(shared)), Fraction(0)) / shared
        last = place + shared - 1
        kind = f"place.tied.{self.ties}"
        log.add(kind, place=place, last=last, others=shared - 1, units=standings.units, points=points)
        return points

    def _worth(self, place: int) -> Decimal:
        if place <= len(self.table):
            return self.table[place - 1]
        if self.beyond is None:
            raise CannotScore(
                "beyond_table", f"bảng điểm theo thứ hạng chỉ có {len(self.table)} thứ, chưa nói điểm của thứ {place}."
            )
        return self.beyond

    def reach(self, terms: Terms) -> Reach:
        worths = [*self.table, *([] if self.beyond is None else [self.beyond])]
        return Reach(min(worths, default=ZERO), max(worths, default=ZERO))

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        yield from self.measure.flaws()
        if not self.table:
            yield error("no_bands", "bảng điểm theo thứ hạng còn trống")
        worths = [*self.table, *([] if self.beyond is None else [self.beyond])]
        if worths != sorted(worths, reverse=True):
            yield warning("table_order", "điểm theo thứ hạng không giảm dần")
