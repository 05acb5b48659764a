"""Runs cases through the engine that everybody else uses, and tells how each answer differs from what was expected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from ..eligibility.evaluate import counting_from, evaluate
from ..eligibility.facts_check import FactsError
from ..eligibility.facts_file import read_facts
from ..eligibility.outcome import Eligibility
from ..lawbook.catalogue import Catalogue
from ..lawbook.files import LawError
from ..lawbook.loading import load_catalogue
from ..lookups.authority import may_decide
from ..lookups.duties import fund_cap, revocation
from ..lookups.money import bonus, stack_bonuses
from ..lookups.quota import quota
from ..lookups.votes import threshold, vote_outcome
from .form import Case, read_cases


@dataclass(frozen=True, kw_only=True)
class CaseResult:
    """One case run: what came out, and each difference in words. A case passed when there is none."""

    case: Case
    got: Mapping[str, Any]
    sentence: str
    warnings: tuple[str, ...]
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.differences


Outcome = tuple[dict[str, Any], str, tuple[str, ...]]  # figures, sentence, warnings


def run_file(path: Path, folder: Path | None = None) -> tuple[CaseResult, ...]:
    """Every case of a file, in order. Overlays named by a case lie beside the file. Raises LawError for a bad file."""
    content = read_cases(path)
    return tuple(
        run_case(case, load_catalogue(folder, [path.parent / name for name in case.overlays]), content.assume)
        for case in content.cases
    )


def run_case(case: Case, catalogue: Catalogue, assume: Mapping[str, Any] | None = None) -> CaseResult:
    """One case; an error of the engine is an answer as well (`error`)."""
    try:
        got, sentence, warnings = _QUESTIONS[case.question](case, catalogue, {**(assume or {}), **case.facts})
    except (LawError, FactsError) as error:
        got, sentence, warnings = {"answer": "error"}, str(error), ()
    return CaseResult(
        case=case, got=got, sentence=sentence, warnings=warnings,
        differences=tuple(_differences(case.expect, got, sentence, warnings)),
    )  # fmt: skip


def _differences(
    expect: Mapping[str, Any], got: Mapping[str, Any], sentence: str, warnings: tuple[str, ...]
) -> list[str]:
    found = []
    for key, wanted in expect.items():
        if key == "warns":
            if wanted != bool(warnings):
                found.append(f"cảnh báo: cần {wanted}, có {len(warnings)}")
        elif key == "says":
            text = " ".join([sentence, *warnings])
            found += [f"không thấy câu “{part}” trong: {text}" for part in wanted if part not in text]
        elif key == "conditions":
            have = got.get("conditions", {})
            found += [f"{c}: cần {s}, có {have.get(c)}" for c, s in wanted.items() if have.get(c) != s]
        elif got.get(key) != wanted:
            found.append(f"{key}: cần {wanted}, có {got.get(key)}")
    return found


def _evaluated(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Eligibility:
    return evaluate(case.award, read_facts(facts, case.id), case.on, catalogue)


def _eligible(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    result = _evaluated(case, catalogue, facts)
    conditions: dict[str, str] = {}
    for top in result.conditions:
        for one in top.walk():
            conditions.setdefault(one.code, one.status)
    return {"answer": result.status, "conditions": conditions}, result.sentence, result.warnings


def _papers(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    result = _evaluated(case, catalogue, facts)
    lacking = [paper for paper in result.papers if paper.status == "not_met"]
    words = "; ".join(paper.text_vi for paper in lacking)
    doubts = tuple(f"{p.text_vi} ({p.clause})" for p in lacking if p.confidence != "seen")
    return {"answer": result.papers_status}, f"Hồ sơ thiếu: {words}." if words else "Hồ sơ đủ giấy tờ.", doubts


def _bonus(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    got = bonus(case.award, case.given["subject"], case.on, catalogue, authority=case.given.get("authority"))
    return {"amount": got.amount, "answer": "unknown" if got.amount is None else "known"}, got.arithmetic, got.warnings


def _stack(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    got = stack_bonuses(
        (
            bonus(item["award"], item["subject"], case.on, catalogue, period=item.get("period"))
            for item in case.given["awards"]
        ),
        catalogue,
    )
    return {"amount": got.total, "left_out": [b.code for b in got.left_out]}, got.sentence, got.warnings


def _authority(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    got = may_decide(case.award, case.given["authority"], case.on, catalogue)
    return {"answer": got.answer}, got.sentence, got.warnings


def _vote(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    ballots = dict(case.given)
    simplified = ballots.pop("simplified", False)
    needed = threshold(case.award, case.on, catalogue, simplified=simplified)
    if needed is None:
        return {"answer": "no_vote"}, "Thủ tục đơn giản: không cần hội đồng bỏ phiếu.", ()
    got = vote_outcome(needed, **ballots)
    return {"answer": "passed" if got.passed else "failed", "needed": got.needed}, got.sentence, got.warnings


def _quota(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    got = quota(case.award, case.given["base_count"], case.on, catalogue)
    answer = "within" if got.allows(case.given.get("proposed", 0)) else "over"
    return {"answer": answer, "max": got.max_count}, got.sentence, got.warnings


def _regime(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    got = catalogue.standards_on(case.on, case.given.get("decision_on"))
    return {"answer": got.regime_code}, got.sentence, got.warnings


def _counting_from(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    got = counting_from(read_facts(facts, case.id), case.on, catalogue)
    return {"from": got.start, "answer": "known" if got.known else "unknown"}, got.sentence, ()


def _publicity(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    award = catalogue.award(case.award, case.on)
    duty = award.publicity
    if duty is None:
        return {"answer": "none"}, f"Chưa thấy quy định phải công khai {award.name_vi}.", award.warnings
    return {"answer": "duty", "days": duty.days, "unit": duty.unit}, f"{duty.text} ({duty.citation})", award.warnings


def _revocation(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    got = revocation(case.on, catalogue)
    if got is None:
        return {"answer": "unknown"}, "Danh mục chưa có quy định thu hồi của thời kỳ này.", ()
    words = ", ".join(catalogue.label("revocation_effect", effect) for effect in got.effects)
    sentence = f"{words.capitalize()}. {got.by} ({got.citation})"
    return {"answer": "revoke", "effects": list(got.effects)}, sentence, catalogue.regime_warnings(case.on)


def _fund(case: Case, catalogue: Catalogue, facts: Mapping[str, Any]) -> Outcome:
    got = fund_cap(case.given["area"], case.on, catalogue)
    answer = "no_limit" if got.cap is None else "within" if Fraction(str(case.given["share"])) <= got.cap else "over"
    return {"answer": answer}, got.sentence, got.warnings


_QUESTIONS: dict[str, Callable[[Case, Catalogue, Mapping[str, Any]], Outcome]] = {
    "eligible": _eligible,
    "papers": _papers,
    "bonus": _bonus,
    "stack": _stack,
    "authority": _authority,
    "vote": _vote,
    "quota": _quota,
    "regime": _regime,
    "counting_from": _counting_from,
    "publicity": _publicity,
    "revocation": _revocation,
    "fund": _fund,
}
