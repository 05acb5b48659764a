"""The published seasons come in through the actions: points as in the files, ranks by the engine."""

from decimal import Decimal
from pathlib import Path

import pytest

from thidua.base.audit.chain import verify
from thidua.cycle.s5_score import queries
from thidua.cycle.s5_score.enums import Round, SheetState
from thidua.cycle.s5_score.facts import standing_of
from thidua.cycle.s5_score.models import CellEntry, ScoreSheet
from thidua.ops.loading.run import Run
from thidua.ops.loading.season import load_stage, prepare

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def _load(code: str, *skip: str) -> Run:
    run = prepare(EXAMPLES / code, skip=frozenset(skip))
    for stage in ("covenant", "score"):
        load_stage(run, stage)
    return run


@pytest.mark.django_db
def test_bac_ninh_2023_is_published_with_a_unit_that_has_fewer_criteria() -> None:
    run = _load("bac-ninh-2023")
    rows = [row for _, _, row in queries.published_ranking(run.season.pk)]
    assert [(r.rank, r.unit_name, r.percent) for r in rows[:2]] == [
        (1, "Huyện Lương Tài", Decimal("98.29")),
        (2, "Huyện Gia Bình", Decimal("93.79")),
    ]
    town = queries.rank_of(run.season.pk, run.units["BN.TPBN"].pk)
    assert town is not None and (town.rank, town.points, town.denominator) == (5, Decimal("73.31"), Decimal(90))
    assert "rút khỏi mẫu số" in " ".join(queries.why(run.id_of("sheet", "BN.TPBN"), "KT2"))
    changed = CellEntry.objects.filter(sheet=run.id_of("sheet", "BN.TPBN"), criterion_code="AN1")
    assert [(e.round, e.points) for e in changed] == [("self", Decimal("13.5")), ("review", 14), ("agreed", 14)]
    assert {e.unit_name for e in CellEntry.objects.filter(round=Round.REVIEW, criterion_code="KT1")} == {"Sở Tài chính"}
    assert verify().intact


@pytest.mark.django_db
def test_quynh_phu_2022_one_cell_without_review_keeps_its_cluster_open() -> None:
    run = _load("quynh-phu-2022", "publish:K6", "agree:QP.X11")
    states = {row.unit.code: row.state for row in ScoreSheet.objects.select_related("unit")}
    assert states["QP.X21"] == SheetState.SUBMITTED and states["QP.X11"] == SheetState.REVIEWED
    left = ScoreSheet.objects.select_related("unit", "scheme", "season").get(unit=run.units["QP.X21"])
    assert standing_of(left).without(Round.REVIEW) == ["A1"]
    published = {name for _, name, _ in queries.published_ranking(run.season.pk)}
    assert len(published) == 3 and queries.rank_of(run.season.pk, run.units["QP.AN-KHE"].pk).rank == 1
