"""What the pages of evidence are made of."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from thidua.base.access.actor import Actor, refusal
from thidua.base.season.models import Season
from thidua.cycle.s3_covenant.queries import ClusterInfo
from thidua.cycle.s5_score.enums import SheetState
from thidua.cycle.s5_score.evidence import policies
from thidua.cycle.s5_score.evidence.burden import burden_chart, burdens
from thidua.cycle.s5_score.evidence.enums import TONES, Finding
from thidua.cycle.s5_score.evidence.flags import doubles, flagged_files, readable_sheets
from thidua.cycle.s5_score.evidence.models import DrawFinding, VerificationDraw
from thidua.cycle.s5_score.evidence.pool import command
from thidua.cycle.s5_score.evidence.queries import draws_of, findings_of
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.cycle.s5_score.policies import check_analyses
from thidua.ui.parts import Crumb, ObjectHeader, State


def cluster_crumbs(cluster: ClusterInfo, *last: Crumb) -> tuple[Crumb, ...]:
    """The path to the evidence of a cluster and to what lies under it."""
    own = Crumb("Minh chứng của cụm, khối", reverse("score:evidence_cluster", args=[cluster.id]) if last else "")
    return (Crumb("Chấm điểm", reverse("score:home")), own, *last)


def sheet_files(actor: Actor, sheet: ScoreSheet, today: date) -> dict[str, Any]:
    """Every file of a sheet with what strikes the eye; counts for the reader."""
    files = flagged_files(actor, readable_sheets(actor, sheet.season, today), [sheet.pk])
    standing = [each for each in files if not each.file.withdrawn]
    return {
        "files": files,
        "unopened": sum(each.unopened for each in files),
        "standing": len(standing),
        "doubled": sum(bool(each.others) for each in files),
        "dated": sum(bool(each.days) for each in files),
        "reviewing": actor.unit_id != sheet.unit_id,
    }


def cluster_context(actor: Actor, season: Season, cluster: ClusterInfo, today: date) -> dict[str, Any]:
    """The files of a cluster that the reader may read: doubles, days outside the year, what nobody opened, burden."""
    seen = readable_sheets(actor, season, today)
    own = [sheet for sheet in seen if sheet.cluster_id == cluster.id]
    files = flagged_files(actor, seen, [sheet.pk for sheet in own])
    rows = []
    if refusal(check_analyses, actor, season) is None:
        rows = burdens([sheet for sheet in own if sheet.state > SheetState.SELF_SCORING], files)
    return {
        "cluster": cluster,
        "crumbs": cluster_crumbs(cluster),
        "header": ObjectHeader(f"Minh chứng của {cluster.name}", kind=str(season)),
        "doubles": doubles(files),
        "dated": [each for each in files if each.days],
        "sheets": [(sheet, *_counts(files, sheet)) for sheet in own],
        "count": sum(not each.file.withdrawn for each in files),
        "burdens": rows,
        "drawing": burden_chart(rows),
        "draws": draws_of(cluster.id),
        "may_draw": policies.may_draw(actor, season, cluster, today),
        "reviewing": policies.reviews(actor, season, cluster, today),
    }


def _counts(files: list[Any], sheet: ScoreSheet) -> tuple[int, int]:
    mine = [each for each in files if each.sheet.pk == sheet.pk and not each.file.withdrawn]
    return len(mine), sum(each.unopened for each in mine)


@dataclass(frozen=True)
class DrawnLine:
    """One drawn item, with what was found of it as far as the reader may know."""

    name: str
    label: str
    finding: DrawFinding | None

    @property
    def tone(self) -> str:
        """The tone of the finding."""
        return TONES[Finding(self.finding.finding)] if self.finding else "waiting"


def draw_context(actor: Actor, draw: VerificationDraw, cluster: ClusterInfo, today: date) -> dict[str, Any]:
    """A draw: what was announced, what came of it, and what of it the reader may know and do."""
    drawn = hasattr(draw, "result")
    told = policies.sees_findings(actor, draw, cluster, today)
    found = findings_of(draw.pk) if told else {}
    lines = [DrawnLine(n, draw.labels[n], found.get(n)) for n in draw.result.drawn] if drawn else []
    may = policies.may_draw(actor, draw.season, cluster, today)
    return {
        "draw": draw,
        "cluster": cluster,
        "crumbs": cluster_crumbs(cluster, Crumb("Rút thăm xác minh")),
        "header": ObjectHeader("Rút thăm xác minh", _state(draw), kind=cluster.name),
        "lines": lines,
        "told": told,
        "sees_pool": policies.sees_pool(actor, draw, cluster, today),
        "command": command(draw, draw.result.seed) if drawn else "",
        "may": may and not hasattr(draw, "release"),
        "waiting": sum(line.finding is None for line in lines),
    }


def _state(draw: VerificationDraw) -> State:
    if hasattr(draw, "release"):
        return State("đã công khai kết quả", "locked")
    if hasattr(draw, "result"):
        return State("đã rút, đang xác minh", "open")
    return State(f"chờ số rút thăm ngày {draw.seed_on:%d/%m/%Y}", "waiting")
