"""The agenda of a session with its results: page by page; a long one is also counted by award and can be narrowed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from thidua.base.access.actor import Problem
from thidua.cycle.s6_propose.queries import DossierInfo
from thidua.cycle.s7_vote import queries
from thidua.cycle.s7_vote.facts import catalogue, thresholds
from thidua.cycle.s7_vote.models import Item, Outcome, Session
from thidua.cycle.s7_vote.printing import share_of
from thidua.engine.rulebook import Threshold
from thidua.ui.parts import State, Why, WhyInput

ON_A_PAGE = 25
_RESULTS = {"dat": True, "khong-dat": False}


@dataclass
class AwardCount:
    """One award of a long agenda: how many items, and what they came to."""

    code: str
    name: str
    items: int = 0
    passed: int = 0
    failed: int = 0


def why_of(outcome: Outcome, dossier: DossierInfo) -> Why:
    """«Vì sao?» of one outcome: threshold, counts, arithmetic, article, doubts."""
    counts = (
        ("Đồng ý", outcome.agree), ("Không đồng ý", outcome.disagree), ("Trắng, không hợp lệ", outcome.blank),
        ("Trong đó ý kiến bằng văn bản", outcome.written), ("Tổng số thành viên", outcome.total_members),
    )  # fmt: skip
    return Why(
        question=f"{dossier.subject_name}: kết quả biểu quyết",
        result="Đạt" if outcome.passed else "Không đạt",
        rule=f"{outcome.threshold_text}.",
        inputs=tuple(WhyInput(label, str(count)) for label, count in counts),
        steps=(share_of(outcome), outcome.sentence),
        source=outcome.citation,
        note=" ".join(outcome.warnings),
    )


def agenda_context(
    session: Session, items: list[Item], dossiers: dict[int, DossierInfo], asked: Mapping[str, str]
) -> dict[str, Any]:
    """The page of the agenda that the address asks for; only a long agenda is counted by award and narrowed."""
    problem, rules = "", {}
    try:
        codes = {d.award_code for d in dossiers.values()}
        rules = thresholds(codes, session.held_on, catalogue(session.season)) if codes else {}
    except Problem as error:
        problem = error.sentence
    recusals = queries.recusals_of(session.pk)
    out = Counter(row.item_id for row in recusals)
    counts = _by_award(items, dossiers) if len(items) > ON_A_PAGE else {}
    award = counts.get(asked.get("danh-hieu", ""))
    result = _RESULTS.get(asked.get("ket-qua", "")) if counts else None
    chosen = [i for i in items if _is_asked_for(i, dossiers[i.dossier_id], award, result)]
    shown = Paginator(chosen, ON_A_PAGE).get_page(asked.get("page"))
    return {
        "agenda": [_row(item, dossiers[item.dossier_id], rules, out[item.pk]) for item in shown],
        "agenda_page": shown,
        "agenda_counts": list(counts.values()),
        "agenda_narrowed": _in_words(award, result),
        "agenda_problem": problem,
        "recusals": recusals,
    }


def _by_award(items: list[Item], dossiers: dict[int, DossierInfo]) -> dict[str, AwardCount]:
    found: dict[str, AwardCount] = {}
    for item in items:
        dossier, outcome = dossiers[item.dossier_id], getattr(item, "outcome", None)
        line = found.setdefault(dossier.award_code, AwardCount(dossier.award_code, dossier.award_name))
        line.items += 1
        line.passed += outcome is not None and outcome.passed
        line.failed += outcome is not None and not outcome.passed
    return found


def _is_asked_for(item: Item, dossier: DossierInfo, award: AwardCount | None, result: bool | None) -> bool:
    outcome = getattr(item, "outcome", None)
    said = result is None or (outcome is not None and outcome.passed == result)
    return said and (award is None or dossier.award_code == award.code)


def _in_words(award: AwardCount | None, result: bool | None) -> str:
    said = {True: "đạt", False: "không đạt", None: ""}[result]
    return ", ".join(filter(None, (award.name if award else "", said)))


def _row(item: Item, dossier: DossierInfo, rules: dict[str, Threshold], out: int) -> dict[str, Any]:
    rule, outcome = rules.get(dossier.award_code), getattr(item, "outcome", None)
    return {
        "item": item,
        "dossier": dossier,
        "threshold": outcome.threshold_text if outcome else rule.text if rule else "",
        "citation": outcome.citation if outcome else rule.citation if rule else "",
        "doubtful": not (outcome.binding if outcome else rule.binding if rule else True),
        "outcome": outcome,
        "state": State("Đạt", "success") if outcome and outcome.passed else State("Không đạt", "danger"),
        "why": why_of(outcome, dossier) if outcome else None,
        "out": out,
    }
