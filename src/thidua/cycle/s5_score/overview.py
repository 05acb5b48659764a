"""What the stage's first page is made of: how far each cluster is, who is behind, the sheets in reach."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.season.enums import StageState
from thidua.base.season.models import Season
from thidua.base.season.policies import check_runs_season
from thidua.base.season.queries import stage_status
from thidua.base.units.queries import units_by_id
from thidua.cycle.s3_covenant.queries import clusters_of
from thidua.cycle.s5_score.enums import STAGE, UNIT_ROLES, SheetState
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.policies import check_running, check_runs_scoring, led_by, oversees
from thidua.cycle.s5_score.queries import sheet_of
from thidua.ui.charts.coverage import Coverage, CoverageChart
from thidua.ui.parts import Action, ObjectHeader


@dataclass(frozen=True)
class ClusterLine:
    """How far one cluster is. ``missing``: members without a sheet; ``behind``: those that have not sent theirs."""

    id: int
    name: str
    members: int
    sent: int
    agreed: int
    published: bool
    missing: tuple[str, ...]
    behind: tuple[str, ...]
    may_remind: bool
    may_board: bool


def board(actor: Actor, season: Season, today: date) -> list[ClusterLine]:
    """Every cluster of the season: states are known to all its members, scores are not."""
    states: dict[int, dict[int, int]] = defaultdict(dict)
    for cluster, unit, state in ScoreSheet.objects.filter(season=season).values_list("cluster_id", "unit_id", "state"):
        states[cluster][unit] = state
    clusters = clusters_of(season.pk, today)
    units = units_by_id({pk for c in clusters for pk in (*c.member_ids, *states[c.id])})
    running = refusal(check_running, season, today) is None
    runs = refusal(check_runs_season, actor, season) is None
    sees, lines = oversees(actor, season), []
    for c in clusters:
        found, reminds = states[c.id], runs or c.id in led_by(actor, clusters)
        behind = tuple(units[pk].name for pk, state in found.items() if state == SheetState.SELF_SCORING)
        missing = tuple(units[pk].name for pk in c.member_ids if pk not in found)
        agreed = sum(1 for state in found.values() if SheetState.AGREED <= state <= SheetState.PUBLISHED)
        published = bool(found) and min(found.values()) == SheetState.PUBLISHED
        unsent = len(behind) + sum(1 for state in found.values() if state == SheetState.EXCLUDED)
        members, may = len({*c.member_ids, *found}), running and reminds and bool(behind)
        lines.append(
            ClusterLine(
                c.id,
                c.name,
                members,
                len(found) - unsent,
                agreed,
                published,
                missing,
                behind,
                may,
                bool(found) and not published and (sees or c.id in led_by(actor, clusters)),
            )  # fmt: skip
        )
    return lines


def home_header(actor: Actor, season: Season, today: date) -> ObjectHeader:
    """Title, whose turn until when, and the one thing to do."""
    status = stage_status(season, STAGE, today)
    own = sheet_of(season.pk, actor.unit_id or 0) if actor.is_any(*UNIT_ROLES) else None
    action = Action("Mở bảng chấm của đơn vị", reverse("score:sheet", args=[own.pk]), "pencil") if own else None
    if refusal(check_runs_scoring, actor, season, today) is None:
        action = Action("Mở bảng chấm cho cụm, khối", reverse("score:open"), "plus-lg")
    schemes = Action("Bảng tiêu chí", reverse("score:schemes"), "list-ol")
    turn = "Các đơn vị tự chấm và gửi" if status.state == StageState.OPEN else ""
    return ObjectHeader("Chấm điểm, xếp hạng", None, str(season), turn, status.until, action, others=(schemes,))


def coverage_chart(lines: list[ClusterLine]) -> CoverageChart | None:
    """How many members have sent their sheet, by cluster."""
    bars = tuple(Coverage(line.name, line.sent, line.members) for line in lines if line.members)
    if not bars:
        return None
    about = "Số đơn vị đã gửi bảng chấm trên số thành viên của cụm, khối."
    return CoverageChart("Đơn vị đã gửi bảng chấm", about, "đã gửi", "chưa gửi", bars)
