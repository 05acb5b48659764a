"""What the rooms before are told of a dossier's decision, and what keeps it here (base/workflow/later)."""

from thidua.base.workflow.later import Told
from thidua.cycle.s8_award.models import DecisionItem, DraftLine
from thidua.cycle.s8_award.queries import AwardInfo, awards_by_item


def told_of(dossier_id: int) -> list[Told]:
    """The issued decision that awarded a dossier, and what became of the award since."""
    ids = DecisionItem.objects.filter(dossier_id=dossier_id).values_list("pk", flat=True)
    return [Told(award.issued_on, _sentence(award)) for award in awards_by_item(ids).values()]


def _sentence(award: AwardInfo) -> str:
    said = f"Quyết định số {award.decision_number} của {award.authority_name}: {award.award_name}"
    return f"{said}. {award.status_note.rstrip('.')}" if award.status_note else said


def holds(dossier_id: int) -> str:
    """Why a dossier can't go elsewhere: it lies in a decision, or in the draft of one."""
    line = DraftLine.objects.filter(dossier_id=dossier_id).select_related("decision").first()
    return f"Hồ sơ đã nằm trong quyết định hoặc dự thảo «{line.decision.title}» nên không chuyển được." if line else ""
