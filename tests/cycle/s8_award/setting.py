"""Decisions of the test district brought to any step."""

from collections.abc import Sequence
from datetime import date

from tests.cycle.s7_vote.setting import passed_session
from tests.world import World, day
from thidua.cycle.s8_award.actions import drafts, issuing
from thidua.cycle.s8_award.models import Decision, DecisionItem

OPEN = day("s8_award")
LATER = date(2023, 12, 28)
HEAD = "unit_head_with_legal_status"  # who may decide all that these tests give in 2023


def draft_of(world: World, awards: Sequence[str], *, today: date = OPEN) -> Decision:
    """A draft on a new session that passed one dossier for each award."""
    session = passed_session(world, awards)
    ids = [item.dossier_id for item in session.items.order_by("order")]
    heading = drafts.Heading(
        "Về việc khen thưởng năm 2023", signer_name="Trần Văn Chắc", signer_office="Chủ tịch", authority_code=HEAD
    )
    by = world.actor("chuyen-vien", today)
    return drafts.draft_decision(
        by=by, season=world.season, session_id=session.pk, dossier_ids=ids, heading=heading, today=today
    )


def submitted(world: World, decision: Decision, *, today: date = OPEN) -> Decision:
    """Handed to the person in authority."""
    drafts.submit_decision(by=world.actor("chuyen-vien", today), decision=decision, today=today)
    return decision


def issued(world: World, decision: Decision, *, today: date = OPEN, number: int | None = None) -> Decision:
    """Signed and issued."""
    return issuing.issue_decision(by=world.actor("chu-tich", today), decision=decision, today=today, number=number)


def amended(world: World, item: DecisionItem, kind: str, *, today: date = LATER, **words: str) -> Decision:
    """A correction or revocation of one award, issued."""
    change = drafts.Change(item, words.pop("reason", "Kết luận kiểm tra"), **words)
    heading = drafts.Heading("Về việc thay đổi khen thưởng")
    by = world.actor("chuyen-vien", today)
    made = drafts.draft_amendment(by=by, original=item.decision, kind=kind, changes=[change], heading=heading)
    return issued(world, submitted(world, made, today=today), today=today)
