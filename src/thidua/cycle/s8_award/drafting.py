"""A draft as it would be issued on a day: each line with its authority and its money."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.cycle.s6_propose.queries import DossierInfo, dossiers_by_id
from thidua.cycle.s8_award import facts
from thidua.cycle.s8_award.enums import EventKind
from thidua.cycle.s8_award.models import AwardEvent, Decision, DecisionItem, DraftLine
from thidua.engine.rulebook import Answer


@dataclass(frozen=True)
class Line:
    """One line of a decision, ready to be read or issued."""

    draft: DraftLine
    dossier: DossierInfo
    award_kind: str
    answer: Answer
    money: facts.Money


def lines_of(decision: Decision, on: date) -> list[Line]:
    """The lines of a draft as of a day. Raises Problem for an award that the law data does not know that day."""
    drafts = list(decision.lines.all())
    if not drafts:
        return []
    dossiers = dossiers_by_id(d.dossier_id for d in drafts)
    law, code = facts.catalogue(decision.season), decision.authority_code
    rows = [dossiers[d.dossier_id] for d in drafts]
    said = facts.answers((r.award_code for r in rows), code, on, law)
    before = _paid_before({facts.subject_key(r) for r in rows})
    money = facts.money_of([facts.Wanted(r, _of_period(before, r)) for r in rows], code, on, law)
    return [
        Line(draft, row, facts.award_kind(row.award_code, law), said[row.award_code], paid)
        for draft, row, paid in zip(drafts, rows, money, strict=True)
    ]


def _of_period(before: dict[str, list[facts.Paid]], row: DossierInfo) -> tuple[facts.Paid, ...]:
    return tuple(p for p in before[facts.subject_key(row)] if p.period == row.year)


def _paid_before(keys: Iterable[str]) -> dict[str, list[facts.Paid]]:
    """What earlier decisions, not revoked since, pay to these subjects."""
    revoked = AwardEvent.objects.filter(kind=EventKind.REVOKED).values("item_id")
    rows = DecisionItem.objects.filter(subject_key__in=list(keys), left_out=False, bonus_vnd__isnull=False)
    found: dict[str, list[facts.Paid]] = defaultdict(list)
    for row in rows.exclude(pk__in=revoked).select_related("decision", "decision__season"):
        decision = row.decision
        assert decision.issued_on is not None
        law = facts.catalogue(decision.season)
        subject = facts.subject_for(row.award_code, row.recipient_kind, decision.issued_on, law)
        paid = facts.Paid(
            row.award_code, subject, decision.issued_on, decision.authority_code, row.period, decision.full_number
        )
        found[row.subject_key].append(paid)
    return found


def total_of(lines: Iterable[Line]) -> tuple[int, int]:
    """The sum in đồng, and how many lines have no known amount."""
    amounts = [line.money.amount for line in lines]
    return sum(a for a in amounts if a is not None), sum(1 for a in amounts if a is None)
