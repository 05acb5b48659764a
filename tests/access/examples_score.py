"""Examples of the wings of stage 5: packages without network, evidence across sheets, the draw."""

from datetime import timedelta
from typing import Any

from tests.access.examples import DATA, example
from tests.access.examples_base import file_on
from tests.access.examples_cycle import sheet
from tests.access.ground import Ground
from tests.access.hands import at_authority, officer, one
from thidua.base.access.enums import Role
from thidua.cycle.s5_score.enums import SheetState
from thidua.cycle.s5_score.evidence.models import DrawResult, VerificationDraw
from thidua.cycle.s5_score.evidence.pool import digest_of, item
from thidua.cycle.s5_score.models import CellEntry, ScoreSheet
from thidua.cycle.s5_score.offline.models import PackageUpload


@example("score:offline", "score:package")
def _own_sheet(g: Ground) -> dict[str, Any]:
    return {"pk": sheet(g, SheetState.SELF_SCORING).pk}


def upload(g: Ground) -> PackageUpload:
    """A file that the unit brought."""
    found, day = sheet(g, SheetState.SELF_SCORING), g.day("s5")
    made = {"name": "bang.xlsx", "sha256": "0" * 64, "refusal": "Thử", "report": [], "on_date": day}
    return PackageUpload.objects.create(sheet=found, actor_name="Cán bộ", **made)


@example("score:package_report", "score:package_report_file")
def _upload(g: Ground) -> dict[str, Any]:
    made = upload(g)
    return {"pk": made.sheet_id, "upload": made.pk}


@example("documents:file", variant="của gói ngoại tuyến", stage="s5")
def _file_of_package(g: Ground) -> dict[str, Any]:
    return file_on(upload(g), officer(g, "s5"))


@example("score:evidence_list", variant="đang tự chấm")
def _evidence_of_draft(g: Ground) -> dict[str, Any]:
    return {"pk": sheet(g, SheetState.SELF_SCORING).pk}


@example("score:evidence_list", variant="chờ thẩm định")
@example("score:end_review", "score:end_review_ask")
def _evidence_of_submitted(g: Ground) -> dict[str, Any]:
    return {"pk": sheet(g, SheetState.SUBMITTED).pk}


@example("score:evidence_list", variant="đã công bố")
def _evidence_of_published(g: Ground) -> dict[str, Any]:
    return {"pk": sheet(g, SheetState.PUBLISHED).pk}


def _code(found: ScoreSheet) -> str:
    return one(CellEntry, sheet=found).criterion_code


@example("score:evidence_flags", variant="đang tự chấm")
def _flags_of_draft(g: Ground) -> dict[str, Any]:
    found = sheet(g, SheetState.SELF_SCORING)
    return {"pk": found.pk, "code": _code(found)}


@example("score:evidence_flags", variant="chờ thẩm định")
def _flags_of_submitted(g: Ground) -> dict[str, Any]:
    found = sheet(g, SheetState.SUBMITTED)
    return {"pk": found.pk, "code": _code(found)}


@example("score:evidence_cluster", "score:draw_announce")
def _cluster(g: Ground) -> dict[str, Any]:
    return {"cluster": sheet(g, SheetState.SUBMITTED).cluster_id}


def announced(g: Ground, *, drawn: bool) -> VerificationDraw:
    """A list of one item of the unit, drawn from or not."""
    found, day = sheet(g, SheetState.SUBMITTED), g.day("s5")
    by, name = at_authority(g, Role.SPECIALIST, "s5"), item(found, _code(found))
    made = VerificationDraw.objects.create(
        season=g.run.season, cluster_id=found.cluster_id, per_unit=False, by_share=False, size=1, pool=[name],
        labels={name: name}, digest=digest_of([name]), seed_source="Xổ số", seed_on=day,
        announced_on=day - timedelta(days=2), actor_name=by.name,
    )  # fmt: skip
    if drawn:
        DrawResult.objects.create(draw=made, seed="1", drawn=[name], drawn_on=day, actor_name=by.name)
    return made


@example("score:draw", "score:draw_pool", variant="đã công bố danh sách")
def _list(g: Ground) -> dict[str, Any]:
    return {"pk": announced(g, drawn=False).pk, DATA: {"seed": "48210"}}


@example("score:draw", "score:draw_pool", variant="đã rút")
@example("score:draw_release")
def _drawn(g: Ground) -> dict[str, Any]:
    return {"pk": announced(g, drawn=True).pk}


@example("score:draw_finding")
def _item(g: Ground) -> dict[str, Any]:
    made = announced(g, drawn=True)
    return {"pk": made.pk, "item": made.pool[0]}
