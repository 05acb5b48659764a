"""What a proposal may have to say: the ways a standard offers, and the qualitative conditions somebody must confirm."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..lawbook.catalogue import Award, Catalogue
from ..lawbook.model import Condition
from ..lawbook.vocabulary import Attested


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way (hướng xét) of meeting a standard; `code` goes into SubjectFacts.route, `mode` is of scale mode."""

    code: str
    text_vi: str
    mode: str
    clause: str


@dataclass(frozen=True, kw_only=True)
class Confirmable:
    """A qualitative condition; `code` is its key in SubjectFacts.attestations, `award` the first award that asks it."""

    code: str
    text_vi: str
    award: str
    clause: str


def ways(code: str, subject: str, on: date, catalogue: Catalogue) -> tuple[Way, ...]:
    """The ways to meet the standard of an award for a kind of subject; empty when it has just one."""
    found = []
    for condition in _conditions(catalogue.award(code, on), subject):
        if any(part.mode for part in condition.any_of):
            found += [Way(code=part.code, text_vi=part.text, mode=part.mode or "merit", clause=part.citation)
                      for part in condition.any_of]  # fmt: skip
    return tuple(found)


def confirmable(
    on: date, catalogue: Catalogue, code: str | None = None, subject: str | None = None
) -> tuple[Confirmable, ...]:
    """The qualitative conditions of one award, or of all awards of a day, each once."""
    awards = [catalogue.award(code, on)] if code else catalogue.awards(on)
    found: dict[str, Confirmable] = {}
    for award in awards:
        for condition in _conditions(award, subject):
            for part in _walk(condition):
                if part.test and isinstance(part.test.params, Attested) and part.in_force(on):
                    what = part.test.params.what
                    one = Confirmable(code=what, text_vi=part.text, award=award.code, clause=part.citation)
                    found.setdefault(what, one)
    return tuple(found.values())


def _conditions(award: Award, subject: str | None) -> Iterable[Condition]:
    for standard in award.rule.standards:
        if subject is None or not standard.subjects or subject in standard.subjects:
            yield from standard.all_of
    for _, narrowing in award.narrowings:
        yield from narrowing.conditions


def _walk(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in condition.parts:
        yield from _walk(part)
