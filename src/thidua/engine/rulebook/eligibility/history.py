"""A subject's years as the tests ask for them. Whatever was not recorded is unknown, never absent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.language.dates import format_date

from ..lawbook.catalogue import Catalogue
from ..lawbook.tables import PrincipleValue
from .facts import HeldAward, SubjectFacts, YearRecord
from .logic import Tri, all3, any3


@dataclass(frozen=True, kw_only=True)
class CountingStart:
    """From when achievements count after a discipline (P5). `start` None: no restart; `known` False: not known."""

    known: bool
    start: date | None = None
    running: bool = False
    sentence: str = ""
    citation: str = ""


class History:
    """The recorded years of one subject, with the awards that may not be counted (P3) left out."""

    def __init__(self, facts: SubjectFacts, catalogue: Catalogue, left_out: tuple[str, ...] = ()) -> None:
        self.facts = facts
        self.year = facts.year
        self._catalogue = catalogue
        self._left_out = left_out
        self._years = {record.year: record for record in facts.years}

    def rating(self, year: int) -> str | None:
        record = self._years.get(year)
        return record.rating if record else None

    def rated(self, year: int, rating: str) -> Tri:
        """Whether the year was rated at least so."""
        found = self.rating(year)
        return None if found is None else self._rank(found) >= self._rank(rating)

    def has(self, award: str, year: int) -> Tri:
        """Whether the award was received for that year and may be counted."""
        awards, complete = self.awards(year)
        if awards is None:
            return None
        listed = any3(self._counts(held) for held in awards if held.award == award)
        return None if listed is False and not complete else listed

    def awards(self, year: int) -> tuple[tuple[HeldAward, ...] | None, bool]:
        """What was awarded for a year, None when not known, and whether that is all there was."""
        record = self._years.get(year, YearRecord(year=year))
        if record.awards is None and self.facts.awards_complete:
            return (), True
        return record.awards, record.complete

    def records(self, award: str) -> list[tuple[int, HeldAward]]:
        """Every recorded award of this code that may be counted, oldest first."""
        return [
            (record.year, held)
            for record in sorted(self.facts.years, key=lambda r: r.year)
            for held in record.awards or ()
            if held.award == award and self._counts(held) is not False
        ]

    def held_by(self, award: str, year: int) -> Tri:
        """Whether the award was received for that year or an earlier one."""
        listed = [self.has(award, y) for y in self._years if y <= year]
        return any3(listed + ([] if self.facts.awards_complete else [None]))

    def since(self, award: str) -> tuple[Sequence[int], Sequence[int] | None]:
        """The years after the first time the award was received: those that surely count, and those that might."""
        earlier = sorted(y for y in self._years if y < self.year)
        sure = [y for y in earlier if self.has(award, y) is True]
        sure_years = range(sure[0] + 1, self.year + 1) if sure else range(0)
        if not self.facts.awards_complete:
            return sure_years, None
        maybe = [y for y in earlier if self.has(award, y) is not False]
        return sure_years, range(maybe[0] + 1, self.year + 1) if maybe else range(0)

    def _counts(self, held: HeldAward) -> Tri:
        if not self._left_out:
            return True
        return None if held.mode is None else held.mode not in self._left_out

    def _rank(self, rating: str) -> int:
        return self._catalogue.rank("rating", rating) or 0


def counting_start(facts: SubjectFacts, rule: PrincipleValue | None) -> CountingStart:
    """From which day achievements count, given the disciplines and the rule on restarting (P5), if there is one."""
    if rule is None or facts.disciplines == ():
        return CountingStart(known=True)
    if facts.disciplines is None:
        return CountingStart(known=False, sentence="Chưa rõ có bị kỷ luật hay không.", citation=rule.citation)
    if any(d.ended_on is None for d in facts.disciplines):
        sentence = "Đang trong thời gian chấp hành kỷ luật."
        return CountingStart(known=True, running=True, sentence=sentence, citation=rule.citation)
    start = max(d.ended_on for d in facts.disciplines if d.ended_on)
    sentence = f"Thành tích tính lại từ ngày {format_date(start)}, ngày chấp hành xong kỷ luật."
    return CountingStart(known=True, start=start, sentence=sentence, citation=rule.citation)


def long_enough(start: CountingStart, years: int, dossier_on: date) -> Tri:
    """Whether `years` full years passed between the restart and the dossier."""
    if not start.known:
        return None
    if start.running:
        return False
    return start.start is None or years_later(start.start, years) <= dossier_on


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def run(history: History, rating: str, years: int) -> Tri:
    """Whether each of the last years up to the one under review was rated so (P10: one lower year breaks it)."""
    return all3(history.rated(y, rating) for y in range(history.year - years + 1, history.year + 1))
