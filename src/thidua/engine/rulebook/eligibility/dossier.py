"""Is the dossier complete? Papers that the award needs against the papers that are there."""

from collections.abc import Iterable
from datetime import date

from ..lawbook.catalogue import Award, Catalogue
from ..lawbook.tables import Paper
from .facts import SubjectFacts
from .logic import Status, Tri, any3, status_of
from .outcome import ConditionResult, PaperResult


def check_papers(
    award: Award,
    facts: SubjectFacts,
    conditions: tuple[ConditionResult, ...],
    catalogue: Catalogue,
    on: date,
) -> tuple[tuple[PaperResult, ...], Status]:
    """Each paper that the dossier needs, and whether the dossier is complete.

    A paper that proves a condition only counts when that condition is met: a certificate for another way is no
    evidence.
    """
    dossier = catalogue.dossier(award.code, on)
    wanted: list[Paper] = [*(dossier.papers if dossier else ())]
    wanted += [paper for _, narrowing in award.narrowings for paper in narrowing.papers]
    results = [
        PaperResult(
            text_vi=_name(paper, catalogue),
            status=status_of(_present(paper, facts, conditions)),
            clause=paper.citation,
            confidence=paper.confidence,
        )
        for paper in wanted
        if not paper.when or paper.when in facts.situations
    ]
    return tuple(results), _complete(results, award.may_refuse)


def _present(paper: Paper, facts: SubjectFacts, conditions: Iterable[ConditionResult]) -> Tri:
    if facts.papers is None:
        return None
    if paper.one_of:
        return any3(_present(choice, facts, conditions) for choice in paper.one_of)
    if paper.paper not in facts.papers:
        return False
    proven = [r.status for top in conditions for r in top.walk() if r.code == paper.proves]
    if not paper.proves or not proven:
        return True
    return True if "met" in proven else None if "unknown" in proven else False


def _complete(results: list[PaperResult], may_refuse: bool) -> Status:
    """Papers whose rule was read decide; where none was, the others do, but never say that one is missing."""
    firm = [r for r in results if r.confidence == "seen"]
    statuses = {r.status for r in firm or results}
    if "not_met" in statuses:
        return "not_met" if firm and may_refuse else "unknown"
    return "unknown" if "unknown" in statuses else "met"


def _name(paper: Paper, catalogue: Catalogue) -> str:
    if paper.one_of:
        return "một trong: " + "; ".join(_name(choice, catalogue) for choice in paper.one_of)
    return catalogue.label("paper", paper.paper)
