"""One cell: scored by the engine, four states apart, every value kept, a colleague's value never overwritten."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests.cycle.s5_score.ground import OPEN, report_of, score, submit
from tests.world import World
from thidua.base.access.actor import Problem
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.actions.cells import Conflict, Given, save_cell, save_cells
from thidua.cycle.s5_score.enums import Round, ValueState
from thidua.cycle.s5_score.facts import score_alone, standing_of
from thidua.cycle.s5_score.models import CellEntry, ScoreSheet

D = Decimal


POINTS = (
    ("KT1", {"plan": D(900), "actual": D(891)}, "39"),
    ("KT1", {"plan": D(900), "actual": D(945)}, "40.5"),
    ("XH1", {"vu": D(2), "don": D(9)}, "11"),
    ("XH1", {"vu": D(0), "don": D(0)}, "20"),
    ("XH2", {"value": False}, "0"),
    ("TD1", {"value": "kha"}, "7"),
    ("TD2", {"value": D("7.5")}, "7.5"),
)
WRONG = (
    ("TD2", {"value": D(11)}, "không được lớn hơn 10"),
    ("TD2", {"value": D("7.3")}, "bội số của 0,5"),
    ("XH1", {"vu": D(-1), "don": D(0)}, "không được âm"),
    ("XH1", {"vu": D("1.5"), "don": D(0)}, "số nguyên"),
    ("TD1", {"value": "gioi"}, "không có lựa chọn «gioi»"),
    ("KT1", {"plan": D(0), "actual": D(5)}, "ế hoạch bằng 0"),
    ("KT1", {"plan": D(1), "actual": D(5), "them": D(1)}, "hông có số liệu nào tên «them»"),
    ("fact:KL", {"value": "kha"}, "có hoặc không"),
    ("LA", {"value": D(1)}, "không có tiêu chí đó"),
)


def test_points_come_from_the_engine(world: World, sheet: ScoreSheet) -> None:
    for code, figures, points in POINTS:
        assert score(world, sheet, code, **figures).points == D(points), figures
    kept = CellEntry.objects.filter(criterion_code="KT1").values_list("points", flat=True)
    assert list(kept) == [D(39), D("40.5")]


def test_a_wrong_figure_is_named_and_not_kept(world: World, sheet: ScoreSheet) -> None:
    for code, figures, said in WRONG:
        with pytest.raises(Problem, match=said):
            score(world, sheet, code, **figures)
    assert not CellEntry.objects.exists()


def test_what_compares_units_has_no_points_alone(world: World, sheet: ScoreSheet) -> None:
    assert score(world, sheet, "KT2", value=D(5)).points is None
    assert "KT2" in score_alone(standing_of(sheet), Round.SELF).pending


def test_missing_not_applicable_zero_and_a_value_are_four_things(world: World, sheet: ScoreSheet) -> None:
    def stands() -> tuple[object, object]:
        result = score_alone(standing_of(sheet), Round.SELF)
        return result.criteria["TD2"].points, result.denominator

    assert stands() == (None, 100)
    score(world, sheet, "TD2", value=D(0))
    assert stands() == (0, 100)
    with pytest.raises(Problem, match="lý do không áp dụng"):
        score(world, sheet, "TD2", state=ValueState.NOT_APPLICABLE)
    score(world, sheet, "TD2", state=ValueState.NOT_APPLICABLE, reason="Không tổ chức phong trào riêng")
    assert stands() == (None, 90)
    score(world, sheet, "TD2", state=ValueState.MISSING)
    assert stands() == (None, 100)
    assert CellEntry.objects.count() == 3


def test_every_value_is_kept_and_the_same_value_is_kept_once(world: World, sheet: ScoreSheet) -> None:
    first = score(world, sheet, "TD2", value=D(8))
    assert score(world, sheet, "TD2", value=D("8.0")).pk == first.pk
    second = score(world, sheet, "TD2", value=D(9), reason="Bổ sung hai phong trào")
    assert [e.after for e in CellEntry.objects.all()] == [0, first.pk]
    with pytest.raises(DatabaseError), transaction.atomic():
        CellEntry.objects.filter(pk=second.pk).update(points=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        CellEntry.objects.filter(pk=first.pk).delete()


def test_a_colleague_who_saved_first_is_not_overwritten(world: World, sheets: dict[str, ScoreSheet]) -> None:
    sheet = sheets["LH"]
    theirs = score(world, sheet, "TD2", who="lh-can-bo-2", value=D(8))
    with pytest.raises(Conflict) as clash:
        score(world, sheet, "TD2", value=D(6), after=0)
    assert clash.value.entry == theirs
    assert score(world, sheet, "TD2", value=D(8), after=0) == theirs  # the same value is no conflict
    mine = score(world, sheet, "TD2", value=D(6), after=theirs.pk)
    assert standing_of(sheet).current("TD2", Round.SELF) == mine


def test_of_two_at_the_same_moment_the_database_lets_one_pass(world: World, sheets: dict[str, ScoreSheet]) -> None:
    sheet = sheets["LH"]
    one, two = standing_of(sheet), standing_of(sheet)
    given = {"round_": Round.SELF, "code": "TD2", "after": 0, "today": OPEN}
    first = save_cell(by=world.actor("lh-can-bo", OPEN), standing=one, given=Given(figures={"value": D(8)}), **given)
    with pytest.raises(Conflict) as clash:
        save_cell(by=world.actor("lh-can-bo-2", OPEN), standing=two, given=Given(figures={"value": D(6)}), **given)
    assert clash.value.entry == first and CellEntry.objects.count() == 1


def test_several_cells_are_kept_together_or_not_at_all(world: World, sheet: ScoreSheet) -> None:
    by, standing = world.actor("dv-can-bo", OPEN), standing_of(sheet)
    good, bad = Given(figures={"value": D(8)}), Given(figures={"value": "gioi"})
    with pytest.raises(Problem):
        save_cells(by=by, standing=standing, round_=Round.SELF, given={"TD2": good, "TD1": bad}, today=OPEN)
    assert not CellEntry.objects.exists()
    assert save_cells(by=by, standing=standing, round_=Round.SELF, given={"TD2": good}, today=OPEN) == 1


def test_the_unit_writes_figures_not_points(world: World, sheet: ScoreSheet) -> None:
    with pytest.raises(Problem, match="không ghi tay điểm"):
        score(world, sheet, "XH2", override="10", value=False, reason="Xin thêm")


def test_an_accepted_report_fills_its_criterion_and_says_so(world: World, sheet: ScoreSheet) -> None:
    report_of(world, "DV", "dv-can-bo", "900", "945")
    standing = standing_of(sheet)
    entry = standing.current("KT1", Round.SELF)
    assert entry is not None and entry.pk is None
    assert entry.inputs["actual"] == {"value": "945", "source": "báo cáo 2023, Thu ngân sách"}
    assert score_alone(standing, Round.SELF).criteria["KT1"].points == D("40.5")
    answers = {"KT2": {"value": D(3)}, "XH1": {"vu": D(0), "don": D(0)}, "XH2": {"value": True}}
    answers |= {"TD1": {"value": "tot"}, "TD2": {"value": D(9)}, "fact:KL": {"value": False}}
    for code, figures in answers.items():
        score(world, sheet, code, **figures)
    acts.submit(by=world.actor("dv-can-bo", OPEN), sheet=sheet, today=OPEN)
    kept = CellEntry.objects.get(criterion_code="KT1")
    assert (kept.actor_name, kept.points, kept.inputs["plan"]["source"]) == (
        world.actor("dv-can-bo", OPEN).name,
        D("40.5"),
        "báo cáo 2023, Thu ngân sách",
    )


def test_a_report_that_is_not_accepted_fills_nothing(world: World, sheet: ScoreSheet) -> None:
    report_of(world, "DV", "dv-can-bo", "900", "945", accept=False)
    assert standing_of(sheet).current("KT1", Round.SELF) is None


def test_what_the_unit_types_counts_before_the_report(world: World, sheet: ScoreSheet) -> None:
    report_of(world, "DV", "dv-can-bo", "900", "945")
    score(world, sheet, "KT1", plan=D(900), actual=D(900))
    assert score_alone(standing_of(sheet), Round.SELF).criteria["KT1"].points == 40


def test_an_open_fact_and_an_open_criterion_stop_the_sending(world: World, sheet: ScoreSheet) -> None:
    score(world, sheet, "TD2", value=D(0))
    with pytest.raises(Problem) as no:
        acts.submit(by=world.actor("dv-can-bo", OPEN), sheet=sheet, today=OPEN)
    assert "Còn 6 mục chưa chấm" in no.value.sentence and "KT1 Thu ngân sách" in no.value.sentence
    assert "TD2" not in no.value.sentence
    submit(world, sheet, KT1={"plan": D(1), "actual": D(1)})
