"""Review and agreement: who reviews what, why a value was changed, three values side by side, steps back."""

from decimal import Decimal

import pytest

from tests.cycle.s5_score.ground import OPEN, fill, review, score, settle, submit
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.queries import history_of
from thidua.base.workflow.queries import last_reason
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.actions.cells import confirm
from thidua.cycle.s5_score.enums import Round, SheetState, ValueState
from thidua.cycle.s5_score.facts import score_alone, standing_of
from thidua.cycle.s5_score.models import CellEntry, ScoreSheet

D = Decimal


@pytest.fixture
def sent(world: World, sheet: ScoreSheet) -> ScoreSheet:
    """Đồng Văn has sent its sheet."""
    submit(world, sheet)
    return sheet


def agree_with(world: World, sheet: ScoreSheet, who: str, round_: str = Round.REVIEW, *codes: str) -> int:
    """Somebody agrees with what stands."""
    by = world.actor(who, OPEN)
    return confirm(by=by, standing=standing_of(sheet), round_=round_, today=OPEN, codes=codes or None)


def test_each_reviews_what_is_theirs(world: World, sent: ScoreSheet) -> None:
    assert agree_with(world, sent, "tham-dinh") == 3  # KT1, KT2, XH1 belong to the department
    assert agree_with(world, sent, "truong-khoi") == 4  # no department: the head of the bloc
    assert standing_of(sent).without(Round.REVIEW) == []


def test_nobody_reviews_what_belongs_to_others(world: World, sent: ScoreSheet) -> None:
    for who, code in (("tham-dinh", "XH2"), ("truong-khoi", "XH1"), ("tham-dinh", "fact:KL")):
        with pytest.raises(Refused, match="cơ quan khác thẩm định"):
            score(world, sent, code, who=who, round_=Round.REVIEW, value=False, reason="Thử")
    for who in ("lh-can-bo", "dv-chu-tich", "kiem-tra", "uy-vien-1", "chu-tich", "qp-chuyen-vien"):
        with pytest.raises(Refused):
            agree_with(world, sent, who)
    assert not CellEntry.objects.filter(round=Round.REVIEW).exists()


def test_the_head_never_reviews_its_own_unit(world: World, sheets: dict[str, ScoreSheet]) -> None:
    submit(world, sheets["LH"])
    with pytest.raises(Refused, match="chính đơn vị mình"):
        agree_with(world, sheets["LH"], "truong-khoi")
    assert agree_with(world, sheets["LH"], "chuyen-vien") == 7


def test_a_change_needs_its_reason(world: World, sent: ScoreSheet) -> None:
    with pytest.raises(Problem, match="ghi lý do thay đổi"):
        score(world, sent, "XH1", who="tham-dinh", round_=Round.REVIEW, vu=D(1), don=D(0))
    with pytest.raises(Problem, match="ghi lý do thay đổi"):
        score(world, sent, "XH1", who="tham-dinh", round_=Round.REVIEW, vu=D(0), don=D(0), override="15")
    entry = score(world, sent, "XH1", who="tham-dinh", round_=Round.REVIEW, vu=D(1), don=D(0), reason="Biên bản số 3")
    assert entry.points == 18 and entry.unit_name == "Phòng Nội vụ"
    same = score(world, sent, "KT1", who="tham-dinh", round_=Round.REVIEW, plan=D(900), actual=D(900))
    assert same.reason == ""


def test_points_by_hand_stay_inside_the_criterion(world: World, sent: ScoreSheet) -> None:
    given = {"who": "tham-dinh", "round_": Round.REVIEW, "vu": D(0), "don": D(0), "reason": "Thử"}
    for points, said in (("21", "cao hơn mức tối đa 20"), ("-1", "thấp hơn mức thấp nhất 0")):
        with pytest.raises(Problem, match=said):
            score(world, sent, "XH1", override=points, **given)


def test_points_by_hand_stand_beside_the_computed_ones(world: World, sent: ScoreSheet) -> None:
    score(world, sent, "XH1", who="tham-dinh", round_=Round.REVIEW, vu=D(0), don=D(0), override="17.5", reason="Vụ án")
    result = score_alone(standing_of(sent), Round.REVIEW).criteria["XH1"]
    assert (result.points, result.computed) == (D("17.5"), D(20))
    assert "Vụ án" in str(result.override)


def test_the_review_ends_when_everything_was_looked_at(world: World, sent: ScoreSheet) -> None:
    by = world.actor("chuyen-vien", OPEN)
    agree_with(world, sent, "tham-dinh")
    with pytest.raises(Problem, match="Còn 4 mục chưa thẩm định"):
        acts.end_review(by=by, sheet=sent, today=OPEN)
    agree_with(world, sent, "truong-khoi")
    acts.end_review(by=by, sheet=sent, today=OPEN)
    assert ScoreSheet.objects.get(pk=sent.pk).state == SheetState.REVIEWED


def test_a_dispute_is_settled_one_by_one_with_a_reason(world: World, sent: ScoreSheet) -> None:
    score(world, sent, "XH1", who="tham-dinh", round_=Round.REVIEW, vu=D(1), don=D(0), reason="Biên bản số 3")
    review(world, sent)
    assert agree_with(world, sent, "chuyen-vien", Round.AGREED) == 6
    by = world.actor("chuyen-vien", OPEN)
    with pytest.raises(Problem, match="Còn 1 mục chưa thống nhất: XH1"):
        acts.agree(by=by, sheet=sent, today=OPEN)
    with pytest.raises(Problem, match="hãy ghi lý do chốt"):
        score(world, sent, "XH1", who="chuyen-vien", round_=Round.AGREED, vu=D(1), don=D(0))
    score(world, sent, "XH1", who="chuyen-vien", round_=Round.AGREED, vu=D(1), don=D(0), reason="Hai bên thống nhất")
    acts.agree(by=by, sheet=sent, today=OPEN)
    points = {r: e.points for r, e in ((e.round, e) for e in CellEntry.objects.filter(criterion_code="XH1"))}
    assert points == {"self": 20, "review": 18, "agreed": 18}


def test_a_sheet_sent_back_keeps_everything_and_has_to_be_looked_at_again(world: World, sent: ScoreSheet) -> None:
    agree_with(world, sent, "tham-dinh")
    before = CellEntry.objects.count()
    by = world.actor("chuyen-vien", OPEN)
    with pytest.raises(Refused, match="lý do"):
        acts.step_back(name="send_back", by=by, sheet=sent, today=OPEN, reason=" ")
    acts.step_back(name="send_back", by=by, sheet=sent, today=OPEN, reason="Thiếu vụ việc tháng 4")
    assert last_reason(sent).reason == "Thiếu vụ việc tháng 4" and CellEntry.objects.count() == before
    score(world, sent, "XH1", vu=D(2), don=D(0))
    acts.submit(by=world.actor("dv-can-bo", OPEN), sheet=sent, today=OPEN)
    standing = standing_of(sent)
    assert standing.current("XH1", Round.REVIEW) is None and standing.cells["XH1", Round.REVIEW].points == 20
    assert standing.current("KT1", Round.REVIEW) is not None
    assert agree_with(world, sent, "tham-dinh") == 1


def test_a_returned_sheet_may_be_mended_after_the_last_day(world: World, sent: ScoreSheet) -> None:
    late = OPEN.replace(month=7)
    acts.step_back(name="send_back", by=world.actor("chuyen-vien", late), sheet=sent, today=late, reason="Bổ sung")
    assert score(world, sent, "TD2", on=late, value=D(5)).on_date == late


def test_after_the_last_day_a_unit_writes_nothing_on_its_own(world: World, sheet: ScoreSheet) -> None:
    with pytest.raises(Refused, match="đã khóa"):
        score(world, sheet, "TD2", on=OPEN.replace(month=7), value=D(5))
    with pytest.raises(Refused, match="chưa mở"):
        score(world, sheet, "TD2", on=OPEN.replace(month=4), value=D(5))


def test_a_settled_sheet_goes_one_step_back_with_a_reason(world: World, sheet: ScoreSheet) -> None:
    settle(world, sheet)
    by = world.actor("chuyen-vien", OPEN)
    with pytest.raises(Refused, match="không thống nhất điểm được"):
        score(world, sheet, "TD2", who="chuyen-vien", round_=Round.AGREED, value=D(5), reason="Sửa")
    acts.step_back(name="reopen", by=by, sheet=sheet, today=OPEN, reason="Tính nhầm phong trào")
    score(world, sheet, "TD2", who="chuyen-vien", round_=Round.AGREED, value=D(5), reason="Sửa")
    acts.agree(by=by, sheet=sheet, today=OPEN)
    assert score_alone(standing_of(sheet), Round.AGREED).criteria["TD2"].points == 5
    assert any("Tính nhầm phong trào" in line.text for line in history_of(sheet))


def test_only_the_office_settles(world: World, sent: ScoreSheet) -> None:
    for who in ("dv-can-bo", "tham-dinh", "truong-khoi", "chu-tich", "kiem-tra", "qp-chuyen-vien"):
        by = world.actor(who, OPEN)
        for act in (acts.end_review, acts.agree):
            with pytest.raises(Refused):
                act(by=by, sheet=sent, today=OPEN)
        for name in ("send_back", "reopen"):
            with pytest.raises(Refused):
                acts.step_back(name=name, by=by, sheet=sent, today=OPEN, reason="Thử")
    assert ScoreSheet.objects.get(pk=sent.pk).state == SheetState.SUBMITTED


def test_not_applicable_is_approved_by_the_reviewer(world: World, sheet: ScoreSheet) -> None:
    fill(world, sheet)
    score(world, sheet, "XH2", state=ValueState.NOT_APPLICABLE, reason="Thôn đang quy hoạch lại")
    acts.submit(by=world.actor("dv-can-bo", OPEN), sheet=sheet, today=OPEN)
    review(world, sheet)
    result = score_alone(standing_of(sheet), Round.REVIEW)
    approval = result.criteria["XH2"].not_applicable
    assert result.denominator == 90 and approval is not None
    assert approval.reason == "Thôn đang quy hoạch lại" and approval.approved_by.endswith("BL, Huyện Bình Liêu")
    claimed = score_alone(standing_of(sheet), Round.SELF).criteria["XH2"].not_applicable
    assert claimed is not None and claimed.approved_by.endswith("đề nghị, chờ")


def test_an_unanswered_state_is_no_value_to_agree_with(world: World, sheet: ScoreSheet) -> None:
    with pytest.raises(Refused, match="không thẩm định được"):
        agree_with(world, sheet, "chuyen-vien")
