"""May this subject be proposed for this award? Each condition with its clause, what was seen, and what is missing."""

from dataclasses import replace
from datetime import date

from ..lawbook.catalogue import Award, Catalogue
from ..lawbook.model import Condition
from ..lawbook.tables import PrincipleValue
from .context import Context, Verdict
from .dossier import check_papers
from .examine import all_of, applicable, check_route, examine, walk
from .facts import SubjectFacts
from .facts_check import check_facts
from .history import CountingStart, counting_start
from .logic import Status
from .outcome import ConditionResult, Eligibility
from .report import report


def evaluate(code: str, facts: SubjectFacts, dossier_on: date, catalogue: Catalogue) -> Eligibility:
    """The eligibility of one subject for one award, by the standards of the day of its dossier.

    Raises LawError for an unknown award or route and FactsError for facts that contradict each other.
    """
    award = catalogue.award(code, dossier_on)
    check_facts(facts, dossier_on, catalogue)
    ctx = _context(award, facts, dossier_on, catalogue, ())
    standard = _standard(ctx)
    check_route(_conditions(award, facts.subject), facts.route, award.name_vi)
    general = _general(ctx)
    status = _overall(standard, general)
    if not award.may_refuse:
        standard, general = (tuple(r.softened() for r in results) for results in (standard, general))
        status = "unknown" if status == "not_met" else status
    papers, papers_status = check_papers(award, facts, standard, catalogue, dossier_on)
    return report(ctx, status, standard, general, papers, papers_status)


def counting_from(facts: SubjectFacts, on: date, catalogue: Catalogue) -> CountingStart:
    """From which day achievements count again after a discipline, by the principle in force (P5)."""
    rules = catalogue.principles(on).values()
    rule = next((v for v in rules if v.counting and v.counting.restart_after_discipline), None)
    return counting_start(facts, rule)


def _context(
    award: Award, facts: SubjectFacts, dossier_on: date, catalogue: Catalogue, trail: tuple[str, ...]
) -> Context:
    def standard(code: str) -> Verdict:
        if code in trail or code == award.code:
            return "unknown", ()
        other = catalogue.award(code, dossier_on)
        results = _standard(_context(other, replace(facts, route=""), dossier_on, catalogue, (*trail, award.code)))
        status, blocks = all_of(results)
        return ("unknown" if status == "not_met" and not blocks else status), results

    principles = catalogue.principles(dossier_on)
    return Context(award=award, facts=facts, dossier_on=dossier_on, catalogue=catalogue,
                   principles=principles, standard=standard)  # fmt: skip


def _conditions(award: Award, subject: str) -> list[Condition]:
    """The law's conditions for a kind of subject, without those that a local rule replaces."""
    local = [c for _, narrowing in award.narrowings for c in narrowing.conditions]
    replaced = {c.replaces for c in local}
    standards = [s for s in award.rule.standards if not s.subjects or subject in s.subjects]
    return [c for s in standards for c in s.all_of if c.code not in replaced]


def _standard(ctx: Context) -> tuple[ConditionResult, ...]:
    award, subject = ctx.award, ctx.facts.subject
    if subject not in award.subjects:
        text = f"{award.name_vi} xét cho {', '.join(ctx.label('subject', s) for s in award.subjects)}."
        return (_synthetic("subject", text, "not_met", ctx.label("subject", subject), award),)
    conditions = _conditions(award, subject)
    results = [examine(c, ctx, award.overlay) for c in applicable(conditions, ctx)]
    for overlay, narrowing in award.narrowings:
        if not narrowing.subjects or subject in narrowing.subjects:
            results += [examine(c, ctx, overlay.name) for c in applicable(narrowing.conditions, ctx)]
    if not results:
        text = f"Danh mục chưa có tiêu chuẩn của {award.name_vi} cho {ctx.label('subject', subject)}."
        return (_synthetic("standard", text, "unknown", "chưa nhập tiêu chuẩn", award),)
    return tuple(results)


def _general(ctx: Context) -> tuple[ConditionResult, ...]:
    """The principles that add a condition to every dossier, or to those of their kind, level and subject."""
    every = (c for top in _conditions(ctx.award, ctx.facts.subject) for c in walk(top))
    mode = next((c.mode for c in every if c.mode and c.code == ctx.facts.route), ctx.mode)
    results = []
    for code, value in ctx.principles.items():
        if value.test and _concerns(value, ctx):
            condition = Condition(
                code=code, text=value.text, test=value.test, citation=value.citation, source=value.source,
                confidence=value.confidence, last_checked_on=value.last_checked_on,
            )  # fmt: skip
            results.append(examine(condition, replace(ctx, mode=mode)))
    return tuple(results)


def _concerns(value: PrincipleValue, ctx: Context) -> bool:
    scope, award = value.scope, ctx.award
    return (
        scope.kind in ("", award.kind) and scope.level in ("", award.level) and scope.subject in ("", ctx.facts.subject)
    )


def _overall(standard: tuple[ConditionResult, ...], general: tuple[ConditionResult, ...]) -> Status:
    """The standard first: a principle that was read must not make up for a standard that was not."""
    own, refuses = all_of(standard)
    other = all_of(r for r in general if r.firm)[0]
    if refuses or any(r.blocks for r in general):
        return "not_met"
    return "met" if (own, other) == ("met", "met") else "unknown"


def _synthetic(code: str, text: str, status: Status, observed: str, award: Award) -> ConditionResult:
    return ConditionResult(
        code=code, text_vi=text, status=status, observed=observed, required="", records=(), clause=award.citation,
        confidence="seen", blocks=status == "not_met", firm=True,
    )  # fmt: skip
