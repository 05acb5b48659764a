"""Who sets windows, answers replies, signs minutes, and reads what is missing."""

from datetime import date

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season, check_sees_season
from thidua.cycle.s3_covenant.queries import heads
from thidua.cycle.s5_score.enums import SheetState, Side
from thidua.cycle.s5_score.models import Publication, ScoreSheet
from thidua.cycle.s5_score.policies import check_running, oversees, speaks_for


def check_plans(actor: Actor, season: Season, cluster_id: int, today: date) -> None:
    """Permission and state: who sets the windows of a cluster, assigns the cross-check and gives more time: its head,
    or the specialist of the authority."""
    check_sees_season(actor, season)
    if season.state == SeasonState.CLOSED:
        raise Refused("Năm thi đua này đã kết thúc.")
    if not heads(actor, cluster_id, today):
        check_runs_season(actor, season)
    if Publication.objects.filter(cluster_id=cluster_id).exists():
        raise Refused("Kết quả của cụm, khối này đã công bố nên lịch chấm điểm không đổi được nữa.")


def check_boards(actor: Actor, season: Season, cluster_id: int, today: date) -> None:
    """Visibility of what is missing in a cluster: who oversees the season or heads the cluster."""
    check_sees_season(actor, season)
    if not (oversees(actor, season) or heads(actor, cluster_id, today)):
        raise Refused("Bảng việc còn thiếu dành cho trưởng cụm, khối và đơn vị tổ chức.")


def check_signs(actor: Actor, sheet: ScoreSheet, today: date) -> Side:
    """Permission and state: who may sign the agreed minutes, and for which side: the head of the unit, or the
    specialist of the authority, while the points are being settled."""
    check_sees_season(actor, sheet.season)
    if sheet.state != SheetState.REVIEWED:
        raise Refused(f"Bảng chấm đang ở trạng thái «{sheet.get_state_display()}» nên không ký biên bản được.")
    check_running(sheet.season, today)
    if actor.is_any(Role.UNIT_HEAD) and actor.unit_id == sheet.unit_id:
        return Side.UNIT
    if actor.is_any(Role.SPECIALIST) and actor.unit_id == sheet.season.authority_id != sheet.unit_id:
        return Side.OFFICE
    raise Refused("Biên bản do thủ trưởng đơn vị được chấm và chuyên viên của đơn vị tổ chức ký.")


def check_answers(actor: Actor, sheet: ScoreSheet, owner: str, today: date) -> None:
    """Permission and state: who reviewed the criterion answers the unit's reply; never in a matter of the own unit."""
    check_sees_season(actor, sheet.season)
    if sheet.unit_id == actor.unit_id:
        raise Refused("Không ai trả lời giải trình của chính đơn vị mình.")
    if not speaks_for(actor, sheet, [owner], today):
        raise Refused("Tiêu chí này do cơ quan khác thẩm định nên cơ quan đó trả lời.")
    if sheet.state not in (SheetState.EXPLAINING, SheetState.REVIEWED):
        raise Refused(f"Bảng chấm đang ở trạng thái «{sheet.get_state_display()}» nên không trả lời giải trình được.")
    check_running(sheet.season, today)
