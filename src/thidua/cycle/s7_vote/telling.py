"""What the rooms before are told of a dossier's votes, and what keeps it here (base/workflow/later)."""

from thidua.base.workflow.later import Told
from thidua.cycle.s7_vote.enums import SessionState
from thidua.cycle.s7_vote.models import Item, Outcome
from thidua.language.dates import format_date


def told_of(dossier_id: int) -> list[Told]:
    """What the unit is told of the votes on a dossier, once the minutes are signed."""
    rows = Outcome.objects.filter(item__dossier_id=dossier_id, item__session__state=SessionState.SIGNED)
    return [
        Told(
            row.item.session.held_on,
            f"{row.item.session.council.name} họp ngày {format_date(row.item.session.held_on)}: "
            f"{'đạt' if row.passed else 'không đạt'}, {row.agree}/{row.total_members} thành viên đồng ý",
        )
        for row in rows.select_related("item__session__council").order_by("id")
    ]


def holds(dossier_id: int) -> str:
    """Why a dossier that lies before the council can't go elsewhere now: its vote is not done, or was a no."""
    rows = Item.objects.filter(dossier_id=dossier_id).exclude(session__state=SessionState.CANCELLED)
    last = rows.select_related("session", "outcome").order_by("session__held_on", "id").last()
    if last is None:
        return "Hội đồng chưa biểu quyết hồ sơ này; chờ kết quả rồi mới chuyển được."
    if last.session.state != SessionState.SIGNED:
        day = format_date(last.session.held_on)
        return f"Hồ sơ nằm trong phiên họp hội đồng ngày {day} chưa ký xong biên bản; ký xong rồi mới chuyển được."
    return "" if last.outcome.passed else "Hội đồng đã biểu quyết không đạt nên hồ sơ không chuyển được."
