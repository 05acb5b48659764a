"""Decisions brought to any step: drafted, issued, corrected, revoked."""

from collections.abc import Sequence

from tests.cycle.s7_vote.setting import passed_session
from tests.world import World, day
from thidua.cycle.s6_propose.queries import DossierInfo
from thidua.cycle.s7_vote.models import Session
from thidua.cycle.s8_award.actions import drafts, issuing
from thidua.cycle.s8_award.enums import DecisionKind
from thidua.cycle.s8_award.models import Decision, DecisionItem

AWARD = day("s8_award")
THREE = ("CSTDCS", "GK", "CSTDCS")


def passed(world: World, awards: Sequence[str] = THREE) -> tuple[Session, list[DossierInfo]]:
    """What one session of the council passed: an own person of Lục Hồn for each award."""
    session = passed_session(world, awards)
    return session, sorted(drafts.undecided(world.season.pk, session.pk), key=lambda row: row.subject_name)


def draft(world: World, session: Session, rows: Sequence[DossierInfo], title: str = "Về việc khen thưởng") -> Decision:
    """A decision that is not yet signed."""
    return drafts.draft_decision(
        by=world.actor("chuyen-vien", AWARD),
        season=world.season,
        session_id=session.pk,
        dossier_ids=[row.id for row in rows],
        heading=drafts.Heading(title, signer_name="Hoàng Thị Mai Ký", place="Bình Liêu"),
        today=AWARD,
    )


def sign(world: World, decision: Decision) -> Decision:
    """Submitted and issued."""
    drafts.submit_decision(by=world.actor("chuyen-vien", AWARD), decision=decision, today=AWARD)
    return issuing.issue_decision(by=world.actor("chu-tich", AWARD), decision=decision, today=AWARD)


def issued(world: World, awards: Sequence[str] = THREE) -> Decision:
    """One decision over everything that a session passed, signed."""
    return sign(world, draft(world, *passed(world, awards)))


def amend(world: World, item: DecisionItem, kind: DecisionKind, **new: str) -> Decision:
    """A correction or revocation of one award, issued."""
    decision = drafts.draft_amendment(
        by=world.actor("chuyen-vien", AWARD),
        original=item.decision,
        kind=kind,
        changes=[drafts.Change(item, "Có kết luận của cơ quan có thẩm quyền", **new)],
        heading=drafts.Heading("Về việc xử lý khen thưởng"),
    )
    return sign(world, decision)


def revoke(world: World, item: DecisionItem) -> Decision:
    """One award taken back."""
    return amend(world, item, DecisionKind.REVOCATION)


def rename(world: World, item: DecisionItem, name: str) -> Decision:
    """One name corrected."""
    return amend(world, item, DecisionKind.CORRECTION, new_recipient=name)
