"""A ladder of bands with open and closed ends; one chosen level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from thidua.engine.scoring.bands import Award, Band, gaps, matching, only_match, overlaps
from thidua.engine.scoring.exact import Number
from thidua.engine.scoring.formulas.base import Flaw, Formula, Reach, Terms, Values, error, formula, warning
from thidua.engine.scoring.formulas.conditions import repeated
from thidua.engine.scoring.formulas.fields import Field, FieldKind, Option
from thidua.engine.scoring.formulas.measure import Measure
from thidua.engine.scoring.trace import Log, phrases

phrases(
    {
        "ladder.band": "Thuộc bậc {band}: {outcome}.",
        "ladder.better": "Giá trị nằm trong {count} bậc cùng lúc; bảng quy định lấy bậc có lợi hơn.",
        "ladder.none": "{label}: {outcome}.",
        "choice": "{label}: chọn mức «{level}», {outcome}.",
    }
)


class Overlap(StrEnum):
    """What to do with a value that lies in two bands: refuse, or the band that is better for the unit."""

    REFUSE = "refuse"
    BETTER = "better"


def band_flaws(bands: Sequence[Band], measure: Measure, overlap: Overlap = Overlap.REFUSE) -> Iterator[Flaw]:
    """Gaps and overlaps of the bands over everything that can be measured."""
    if not bands:
        yield error("no_bands", "bảng bậc chưa có bậc nào")
        return
    unit = measure.unit_text
    for gap in gaps(bands, *measure.bounds(), whole=measure.whole):
        inner = gap.lower.value is not None and gap.upper.value is not None
        make = error if inner else warning
        yield make("band_gap", f"giá trị {gap.text(unit)} không thuộc bậc nào")
    for first, second, shared in overlaps(bands, whole=measure.whole):
        make = error if overlap is Overlap.REFUSE else warning
        yield make(
            "band_overlap",
            f"giá trị {shared.text(unit)} thuộc hai bậc cùng lúc ({first.text(unit)}; {second.text(unit)})",
        )


@formula
@dataclass(frozen=True, slots=True)
class Ladder(Formula):
    """The band that holds the measured value gives the points.

    `none` is what the unit gets when there is nothing to measure (for example no plan was made); the form then has a
    field for saying so. It is not the same as a missing input.
    """

    kind = "ladder"
    name = "Theo bậc"

    bands: tuple[Band, ...] = ()
    measure: Measure = Measure()
    overlap: Overlap = Overlap.REFUSE
    none: Award | None = None
    none_label: str = "Không có, không thực hiện"

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        absent = (Field("none", self.none_label, FieldKind.FLAG, required=False),) if self.none else ()
        return self.measure.fields() + absent

    def missing(self, values: Values, fields: Sequence[Field]) -> list[Field]:
        return [] if values.flag("none") else Formula.missing(self, values, fields)

    def rule(self, terms: Terms) -> str:
        unit = self.measure.unit_text
        rows = [f"{band.text(unit)}: {band.award_text(terms.maximum)}" for band in self.bands]
        rows += [f"{self.none_label.lower()}: {self.none.award_text(terms.maximum)}"] if self.none else []
        return f"{self.measure.label} theo bậc: " + "; ".join(rows) + "."

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        if self.none is not None and values.flag("none"):
            self.refuse_both(values, self.fields(terms)[-1], self.measure.fields())
            points = self.none.worth(terms.maximum)
            log.add("ladder.none", label=self.none_label, outcome=self.none.outcome(terms.maximum), points=points)
            return points
        value = self.measure.read(values, log)
        band = self._band(value, terms, log)
        points = band.worth(terms.maximum)
        text = band.text(self.measure.unit_text)
        log.add("ladder.band", band=text, outcome=band.outcome(terms.maximum), points=points)
        return points

    def _band(self, value: Number, terms: Terms, log: Log) -> Band:
        found = matching(self.bands, value)
        if self.overlap is Overlap.BETTER and len(found) > 1:
            log.add("ladder.better", count=len(found))
            return max(found, key=lambda band: band.worth(terms.maximum))
        return only_match(self.bands, value, self.measure.label, self.measure.unit_text)

    def reach(self, terms: Terms) -> Reach:
        worths = [band.worth(terms.maximum) for band in self.bands]
        worths += [self.none.worth(terms.maximum)] if self.none else []
        return Reach(min(worths, default=None), max(worths, default=terms.maximum))

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        yield from self.measure.flaws()
        yield from band_flaws(self.bands, self.measure, self.overlap)


@dataclass(frozen=True, kw_only=True)
class Level(Award):
    """One level that may be chosen."""

    code: str
    label: str


@formula
@dataclass(frozen=True, slots=True)
class Choice(Formula):
    """One level is chosen from a list (quality, severity, recognised or not)."""

    kind = "choice"
    name = "Chọn mức"

    levels: tuple[Level, ...] = ()
    label: str = "Mức"

    def fields(self, terms: Terms) -> tuple[Field, ...]:
        options = tuple(Option(level.code, level.label) for level in self.levels)
        return (Field("value", self.label, FieldKind.CHOICE, options=options),) if options else ()

    def rule(self, terms: Terms) -> str:
        return "Chọn một mức: " + "; ".join(f"{lv.label}: {lv.award_text(terms.maximum)}" for lv in self.levels) + "."

    def points(self, values: Values, terms: Terms, log: Log, survey: Any) -> Number:
        code = values.choice("value")
        level = next(level for level in self.levels if level.code == code)
        points = level.worth(terms.maximum)
        log.add("choice", label=self.label, level=level.label, outcome=level.outcome(terms.maximum), points=points)
        return points

    def reach(self, terms: Terms) -> Reach:
        worths = [level.worth(terms.maximum) for level in self.levels]
        return Reach(min(worths, default=None), max(worths, default=terms.maximum))

    def flaws(self, terms: Terms) -> Iterator[Flaw]:
        return repeated([level.code for level in self.levels])
