"""The cross-check: nobody checks itself, nobody reads the others; what it says stands beside and decides nothing."""

from decimal import Decimal

import pytest

from tests.cycle.s5_score.ground import OFFICERS, OPEN, score, submit
from tests.cycle.s5_score.planned import assign, checker, cross_checked, plan, reviewed, who_checks
from tests.world import World
from thidua.base.access.actor import Problem, Refused, refusal
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s5_score import policies
from thidua.cycle.s5_score.actions import cells
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.enums import Draw, Round, SheetState, cross
from thidua.cycle.s5_score.facts import score_alone, standing_of
from thidua.cycle.s5_score.grid import Grid
from thidua.cycle.s5_score.models import CellEntry, ScoreSheet
from thidua.engine.scoring.assignment import by_lot

D = Decimal


def test_the_draw_can_be_repeated_and_nobody_checks_itself(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    plan(world, cluster)
    made = assign(world, cluster, Draw.LOT, "12/05/2023: 48213")
    codes = {unit.pk: code for code, unit in world.units.items()}
    pairs = [(codes[by], codes[on]) for by, on in made.pairs]
    assert pairs == by_lot(sorted(sheets), "12/05/2023: 48213")
    assert sorted(on for _, on in pairs) == sorted(sheets) and all(by != on for by, on in pairs)


def test_what_can_t_be_assigned_is_said(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    with pytest.raises(Problem, match="không có vòng kiểm tra chéo"):
        assign(world, cluster)
    plan(world, cluster)
    with pytest.raises(Problem, match="nhiều nhất 2"):
        assign(world, cluster, each=3)
    with pytest.raises(Problem, match="hạt giống"):
        assign(world, cluster, Draw.LOT, " ")
    assign(world, cluster)
    cross_checked(world, cluster, sheets["DV"])
    with pytest.raises(Problem, match="Đã có đơn vị bắt đầu kiểm tra"):
        assign(world, cluster)


def test_only_the_assigned_unit_checks_and_only_while_it_is_its_turn(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    plan(world, cluster)
    assign(world, cluster)
    submit(world, sheets["DV"])
    assert sheets["DV"].state == SheetState.CROSS_CHECKING
    right = who_checks(world, cluster, sheets["DV"])
    column = cross(checker(cluster, sheets["DV"]))
    for who in {*OFFICERS.values(), "chuyen-vien", "tham-dinh", "truong-khoi", "lh-chu-tich"} - {right}:
        actor = world.actor(who, OPEN)
        if actor.unit_id == checker(cluster, sheets["DV"]) and refusal(
            policies.check_cross_checks, actor, sheets["DV"], actor.unit_id, OPEN
        ) is None:  # fmt: skip
            continue  # a colleague of the same unit
        for tried in (column, cross(actor.unit_id or 0)):
            with pytest.raises(Refused):
                score(world, sheets["DV"], "TD2", who=who, round_=tried, value=D(5), reason="Thử")
    assert not CellEntry.objects.filter(round=Round.CROSS).exists()
    with pytest.raises(Refused):  # not sent yet
        score(world, sheets["PNU"], "TD2", who=who_checks(world, cluster, sheets["PNU"]),
              round_=cross(checker(cluster, sheets["PNU"])), value=D(5), reason="Thử")  # fmt: skip


def test_an_opinion_stands_beside_and_counts_nothing(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    plan(world, cluster)
    assign(world, cluster)
    sheet = sheets["DV"]
    cross_checked(world, cluster, sheet, TD2={"value": D(4)})
    assert sheet.state == SheetState.SUBMITTED
    standing, column = standing_of(sheet), cross(checker(cluster, sheet))
    assert standing.current("TD2", column).points == 4  # type: ignore[union-attr]
    assert score_alone(standing, Round.REVIEW).criteria["TD2"].points == 9
    assert score_alone(standing, column).criteria["TD2"].points == 4
    reviewed(world, sheet)
    assert standing_of(sheet).current("TD2", Round.REVIEW).points == 9  # type: ignore[union-attr]
    grid = Grid(world.actor("dv-can-bo", OPEN), sheet, OPEN)
    assert column in grid.headings and grid.headings[column].startswith("Kiểm tra chéo: ")


def test_checkers_don_t_read_each_other_until_it_is_over(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    plan(world, cluster)
    assign(world, cluster, each=2)
    sheet = sheets["DV"]
    submit(world, sheet)
    for who, points in (("lh-can-bo", 4), ("pnu-chu-tich", 6)):
        column = cross(world.actor(who, OPEN).unit_id or 0)
        score(world, sheet, "TD2", who=who, round_=column, value=D(points), reason="Ý kiến riêng")
    lh, pnu = cross(world.id("LH")), cross(world.id("PNU"))
    assert Grid(world.actor("lh-can-bo", OPEN), sheet, OPEN).rounds == [Round.SELF, lh]
    assert Grid(world.actor("dv-can-bo", OPEN), sheet, OPEN).rounds == [Round.SELF]
    assert set(Grid(world.actor("chuyen-vien", OPEN), sheet, OPEN).rounds) == {Round.SELF, lh, pnu}
    for who, column in (("lh-can-bo", lh), ("pnu-chu-tich", pnu)):
        by = world.actor(who, OPEN)
        if who == "lh-can-bo":
            with pytest.raises(Problem, match="còn 6 mục chưa kiểm tra"):
                acts.end_cross_check(by=by, sheet=sheet, today=OPEN)
        cells.confirm(by=by, standing=standing_of(sheet), round_=column, today=OPEN)
        if who == "lh-can-bo":
            with pytest.raises(Problem, match="Còn chờ: Hội Liên hiệp Phụ nữ huyện"):
                acts.end_cross_check(by=by, sheet=sheet, today=OPEN)
    seen = policies.seen_by(world.actor("lh-can-bo", OPEN), world.season, OPEN)
    assert ScoreSheet.objects.filter(seen, pk=sheet.pk).exists()
    acts.end_cross_check(by=world.actor("lh-can-bo", OPEN), sheet=sheet, today=OPEN)
    assert not ScoreSheet.objects.filter(seen, pk=sheet.pk).exists()
    assert set(Grid(world.actor("dv-can-bo", OPEN), sheet, OPEN).rounds) == {Round.SELF, lh, pnu, Round.REVIEW}


def test_the_office_ends_it_for_a_unit_that_doesn_t_come(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    plan(world, cluster)
    submit(world, sheets["DV"])
    office = world.actor("chuyen-vien", OPEN)
    acts.end_cross_check(by=office, sheet=sheets["DV"], today=OPEN)  # nobody was assigned
    assign(world, cluster)
    submit(world, sheets["PNU"])
    with pytest.raises(Refused, match="đến hết ngày 22/05/2023"):
        acts.end_cross_check(by=office, sheet=sheets["PNU"], today=OPEN)
    late = OPEN.replace(day=23)
    acts.end_cross_check(by=world.actor("chuyen-vien", late), sheet=sheets["PNU"], today=late)
    assert sheets["PNU"].state == SheetState.SUBMITTED
