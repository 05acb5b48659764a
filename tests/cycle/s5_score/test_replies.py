"""The right of reply, the minutes that both sides sign, the council's word, and ties that it decides."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests.cycle.s5_score.ground import DECISION, OPEN, score, settle
from tests.cycle.s5_score.planned import (
    assign,
    explaining,
    plan,
    reply,
    reviewed,
    settled_cells,
    sign,
    without,
)
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s5_score import queries
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.enums import Outcome, Phase, Round, SheetState
from thidua.cycle.s5_score.facts import score_alone, standing_of
from thidua.cycle.s5_score.models import Answer, Reply, ScoreSheet
from thidua.cycle.s5_score.rounds import actions
from thidua.cycle.s5_score.rounds.ties import tied_groups

D = Decimal
SHORT = without(Phase.CROSS, Phase.COUNCIL)


def answer(world: World, sheet: ScoreSheet, who: str = "tham-dinh", outcome: str = Outcome.TAKEN) -> Answer:
    """Close the reply to the criterion in dispute."""
    by = world.actor(who, OPEN)
    return actions.answer(by=by, sheet=sheet, code="XH1", outcome=outcome, text="Đúng là ngoài địa bàn.", today=OPEN)


@pytest.fixture
def disputed(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> ScoreSheet:
    """The sheet of Đồng Văn, waiting for its reply to a criterion of Phòng Nội vụ."""
    plan(world, cluster)
    assign(world, cluster)
    explaining(world, cluster, sheets["DV"])
    return sheets["DV"]


def test_the_unit_replies_and_the_department_answers_once(world: World, disputed: ScoreSheet) -> None:
    assert disputed.state == SheetState.EXPLAINING
    reply(world, disputed)
    first = Reply.objects.get()
    with pytest.raises(Problem, match="Đồng nghiệp vừa viết"):
        reply(world, disputed, "Viết cùng lúc")
    reply(world, disputed, "Vụ việc ở xã bên, có xác nhận số 12.", after=first.pk)
    assert queries.replies_of(disputed)["XH1"].text.endswith("số 12.")
    answer(world, disputed)
    with pytest.raises(Problem, match="đã được trả lời"):
        answer(world, disputed)
    with pytest.raises(Problem, match="không viết lại được"):
        reply(world, disputed, "Thêm nữa", after=Reply.objects.latest("id").pk)
    assert queries.reply_counts(disputed.cluster_id) == {disputed.unit_id: queries.ReplyCount(1, 1, 1)}
    with pytest.raises(DatabaseError), transaction.atomic():
        Reply.objects.update(text="khác")


def test_who_may_reply_and_answer(world: World, disputed: ScoreSheet) -> None:
    for who in ("lh-can-bo", "pnu-chu-tich", "chuyen-vien", "tham-dinh", "truong-khoi"):
        with pytest.raises(Refused):
            actions.reply(by=world.actor(who, OPEN), sheet=disputed, code="XH1", text="Thử", after=0, today=OPEN)
    reply(world, disputed)
    for who in ("dv-can-bo", "dv-chu-tich", "lh-can-bo", "truong-khoi", "thu-ky", "chu-tich", "qp-chuyen-vien"):
        with pytest.raises(Refused):
            answer(world, disputed, who)
    late = OPEN.replace(day=29)
    with pytest.raises(Refused, match="«Giải trình» đã khóa"):
        actions.reply(by=world.actor("dv-can-bo", late), sheet=disputed, code="KT1", text="Muộn", after=0, today=late)
    with pytest.raises(Refused, match="còn quyền giải trình đến hết ngày 28/05/2023"):
        acts.end_explaining(by=world.actor("chuyen-vien", OPEN), sheet=disputed, today=OPEN)
    acts.end_explaining(by=world.actor("chuyen-vien", late), sheet=disputed, today=late)
    assert disputed.state == SheetState.REVIEWED


def test_points_are_not_settled_over_an_open_reply_or_without_signatures(world: World, disputed: ScoreSheet) -> None:
    reply(world, disputed)
    acts.end_explaining(by=world.actor("dv-chu-tich", OPEN), sheet=disputed, today=OPEN)
    settled_cells(world, disputed)
    office = world.actor("chuyen-vien", OPEN)
    with pytest.raises(Problem, match="Còn 1 giải trình của đơn vị chưa được trả lời: XH1"):
        acts.agree(by=office, sheet=disputed, today=OPEN)
    with pytest.raises(Problem, match="giải trình chưa được trả lời"):
        sign(world, disputed, "dv-chu-tich")
    answer(world, disputed)
    sign(world, disputed, "dv-chu-tich")
    with pytest.raises(Problem, match="đã ký biên bản này rồi"):
        sign(world, disputed, "dv-chu-tich")
    with pytest.raises(Problem, match="chưa có chữ ký của: đơn vị tổ chức"):
        acts.agree(by=office, sheet=disputed, today=OPEN)
    # a changed value takes both sides back to the table
    score(world, disputed, "TD2", who="chuyen-vien", round_=Round.AGREED, value=D(8), reason="Tính lại")
    with pytest.raises(Problem, match="đơn vị được chấm, đơn vị tổ chức"):
        acts.agree(by=office, sheet=disputed, today=OPEN)
    for who in ("dv-can-bo", "lh-chu-tich", "chu-tich", "tham-dinh", "truong-khoi", "qp-chuyen-vien"):
        with pytest.raises(Refused):
            sign(world, disputed, who)
    sign(world, disputed, "dv-chu-tich")
    sign(world, disputed, "chuyen-vien")
    acts.agree(by=office, sheet=disputed, today=OPEN)
    assert disputed.state == SheetState.AGREED


def test_a_page_opened_before_a_change_signs_nothing(world: World, disputed: ScoreSheet) -> None:
    acts.end_explaining(by=world.actor("dv-chu-tich", OPEN), sheet=disputed, today=OPEN)
    settled_cells(world, disputed)
    with pytest.raises(Refused, match="Điểm đã được sửa"):
        actions.sign(
            by=world.actor("dv-chu-tich", OPEN), sheet=disputed, text_hash="0" * 64, office="Chủ tịch", today=OPEN
        )


def agreed_sheet(world: World, sheet: ScoreSheet) -> None:
    """Through reply and minutes to agreed points."""
    acts.end_explaining(by=world.actor("dv-chu-tich", OPEN), sheet=sheet, today=OPEN)
    settled_cells(world, sheet)
    for who in ("dv-chu-tich", "chuyen-vien"):
        sign(world, sheet, who)
    acts.agree(by=world.actor("chuyen-vien", OPEN), sheet=sheet, today=OPEN)


def test_the_council_s_value_counts_in_the_end(world: World, disputed: ScoreSheet) -> None:
    agreed_sheet(world, disputed)
    with pytest.raises(Problem, match="lý do"):
        score(world, disputed, "TD2", who="thu-ky", round_=Round.COUNCIL, value=D(7))
    for who in ("chuyen-vien", "uy-vien-1", "chu-tich", "dv-can-bo", "truong-khoi"):
        with pytest.raises(Refused):
            score(world, disputed, "TD2", who=who, round_=Round.COUNCIL, value=D(7), reason="Biên bản 5")
    score(world, disputed, "TD2", who="thu-ky", round_=Round.COUNCIL, value=D(7), reason="Biên bản 5")
    standing = standing_of(disputed)
    assert score_alone(standing, Round.COUNCIL).criteria["TD2"].points == 7
    assert score_alone(standing, Round.AGREED).criteria["TD2"].points == 9
    by = world.actor("thu-ky", OPEN)
    with pytest.raises(Problem, match="biên bản"):
        acts.decide(by=by, sheet=disputed, today=OPEN, minutes=" ")
    acts.decide(by=by, sheet=disputed, today=OPEN, minutes="Biên bản 05/BB-HĐ")
    assert disputed.state == SheetState.DECIDED
    with pytest.raises(Refused):
        score(world, disputed, "TD2", who="thu-ky", round_=Round.COUNCIL, value=D(6), reason="Thêm")


def test_nothing_is_published_before_the_council_has_looked_at_all(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    for sheet in sheets.values():
        settle(world, sheet)
    plan(world, cluster, without(Phase.CROSS, Phase.EXPLAIN), minutes=False)
    by, given = world.actor("chuyen-vien", OPEN), {"season": world.season, "cluster_id": cluster.pk}
    with pytest.raises(Problem, match="Hội đồng chưa xem xét bảng chấm của"):
        acts.publish(by=by, decision=DECISION, today=OPEN, **given)
    for sheet in sheets.values():
        acts.decide(by=world.actor("thu-ky", OPEN), sheet=sheet, today=OPEN, minutes="Biên bản 05/BB-HĐ")
    made = acts.publish(by=by, decision=DECISION, today=OPEN, **given)
    assert {row.rank for row in queries.rows_of(made)} == {1}


def test_the_council_puts_equal_units_in_order(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    settle(world, sheets["DV"], TD2={"value": D(10)}, KT2={"value": D(9)})
    for code in ("LH", "PNU"):
        settle(world, sheets[code], TD2={"value": D(8)}, KT2={"value": D(3)})
    assert [set(group) for group in tied_groups(cluster.pk)] == [{world.id("LH"), world.id("PNU")}]
    given = {"season": world.season, "cluster_id": cluster.pk, "today": OPEN, "reason": "Biên bản 05/BB-HĐ"}
    by = world.actor("thu-ky", OPEN)
    for wrong in (["DV", "LH"], ["LH"], ["LH", "LH"], ["LH", "PNU", "DV"]):
        with pytest.raises(Problem, match="không đồng hạng"):
            actions.order_tie(by=by, unit_ids=[world.id(code) for code in wrong], **given)
    for who in ("chuyen-vien", "truong-khoi", "lh-can-bo", "uy-vien-1"):
        with pytest.raises(Refused):
            actions.order_tie(by=world.actor(who, OPEN), unit_ids=[world.id("PNU"), world.id("LH")], **given)
    actions.order_tie(by=by, unit_ids=[world.id("PNU"), world.id("LH")], **given)
    office = world.actor("chuyen-vien", OPEN)
    made = acts.publish(by=office, season=world.season, cluster_id=cluster.pk, decision=DECISION, today=OPEN)
    assert [(row.rank, row.unit_id, row.tied) for row in queries.rows_of(made)] == [
        (1, world.id("DV"), False), (2, world.id("PNU"), False), (3, world.id("LH"), False),
    ]  # fmt: skip


def test_a_sheet_sent_back_begins_anew_and_old_replies_are_history(world: World, disputed: ScoreSheet) -> None:
    reply(world, disputed)
    acts.step_back(
        by=world.actor("chuyen-vien", OPEN), sheet=disputed, today=OPEN, name="send_back", reason="Chấm lại từ đầu"
    )
    score(world, disputed, "XH1", vu=D(1), don=D(0))
    acts.submit(by=world.actor("dv-can-bo", OPEN), sheet=disputed, today=OPEN)
    late = OPEN.replace(day=23)
    acts.end_cross_check(by=world.actor("chuyen-vien", late), sheet=disputed, today=late)
    reviewed(world, disputed)
    assert disputed.state == SheetState.EXPLAINING
    assert queries.replies_of(disputed) == {}
    assert Reply.objects.count() == 1
