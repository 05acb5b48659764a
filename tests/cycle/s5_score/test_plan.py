"""Plans of a cluster: windows, locks at midnight, more time with a reason, who may, and what is still missing."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests.cycle.s5_score.ground import OPEN, fill, make_cluster, score, settle, submit
from tests.cycle.s5_score.planned import ALL, FIRST, LAST, assign, cross_checked, explaining, plan, without
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.base.season.actions import lock_stage
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.enums import Phase, SheetState
from thidua.cycle.s5_score.models import RoundPlan, ScoreSheet
from thidua.cycle.s5_score.plans import NO_PLAN, plan_of
from thidua.cycle.s5_score.rounds import actions
from thidua.cycle.s5_score.rounds.board import board_of
from thidua.cycle.s5_score.rounds.countdown import left

NOW = datetime(2023, 5, 16, 2, tzinfo=UTC)


def test_a_plan_replaces_the_one_before_and_both_stay(world: World, cluster: Cluster) -> None:
    assert plan_of(cluster.pk) is NO_PLAN
    plan(world, cluster)
    assert list(plan_of(cluster.pk).windows) == list(ALL)
    plan(world, cluster, without(Phase.CROSS), minutes=False, who="truong-khoi", reason="Bỏ kiểm tra chéo")
    now = plan_of(cluster.pk)
    assert Phase.CROSS not in now.windows and not now.minutes
    assert [row.minutes for row in RoundPlan.objects.order_by("id")] == [True, False]
    with pytest.raises(DatabaseError), transaction.atomic():
        RoundPlan.objects.update(minutes=True)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({Phase.REVIEW: None}, "review_from", "bắt buộc"),
        ({Phase.SELF: (date(2023, 5, 20), date(2023, 5, 4))}, "self_to", "đứng trước ngày bắt đầu"),
        ({Phase.SELF: (date(2023, 5, 2), LAST[Phase.SELF])}, "self_from", "mở từ ngày 03/05/2023"),
        ({Phase.CROSS: (FIRST, date(2023, 5, 19))}, "cross_to", "trước vòng «Tự chấm»"),
        ({Phase.SELF: (date(2023, 5, 5), LAST[Phase.SELF])}, "cross_from", "trước vòng «Tự chấm»"),
    ],
)
def test_windows_out_of_order_are_named(
    world: World, cluster: Cluster, changed: dict[Phase, tuple[date, date] | None], field: str, sentence: str
) -> None:
    windows = {phase: days for phase, days in (ALL | changed).items() if days}
    with pytest.raises(Problem, match=sentence) as caught:
        plan(world, cluster, windows)
    assert caught.value.field == field
    assert not RoundPlan.objects.exists()


def test_only_the_head_and_the_office_plan(world: World, cluster: Cluster) -> None:
    for who in ("lh-can-bo", "dv-can-bo", "tham-dinh", "chu-tich", "thu-ky", "kiem-tra", "qp-chuyen-vien"):
        with pytest.raises(Refused):
            plan(world, cluster, who=who)
    other = make_cluster(world, "K02", ("PN", "BC"), "PN")
    with pytest.raises(Refused):  # the head of one bloc plans no other
        plan(world, other, who="truong-khoi")


def test_a_phase_locks_after_its_last_day_and_more_time_opens_it(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    plan(world, cluster)
    last, after = LAST[Phase.SELF], LAST[Phase.SELF] + timedelta(days=1)
    score(world, sheets["DV"], "TD2", value=Decimal(9), on=last)
    with pytest.raises(Refused, match="đã khóa lúc hết ngày 20/05/2023"):
        score(world, sheets["DV"], "TD2", value=Decimal(8), on=after)
    given = {"season": world.season, "cluster_id": cluster.pk, "phase": Phase.SELF, "today": after}
    by = world.actor("truong-khoi", after)
    with pytest.raises(Problem, match="lý do"):
        actions.extend(by=by, until=date(2023, 5, 23), reason=" ", **given)
    with pytest.raises(Problem, match="sau ngày 21/05/2023"):
        actions.extend(by=by, until=date(2023, 5, 20), reason="Mất mạng", **given)
    actions.extend(by=by, until=date(2023, 5, 23), reason="Mất mạng vì bão", sheet=sheets["DV"], **given)
    with pytest.raises(Refused, match="tự gia hạn riêng"):
        actions.extend(by=by, until=date(2023, 5, 23), reason="Mất mạng", sheet=sheets["LH"], **given)
    score(world, sheets["DV"], "TD2", value=Decimal(8), on=after)
    with pytest.raises(Refused, match="đã khóa"):
        score(world, sheets["PNU"], "TD2", value=Decimal(8), on=after)
    actions.extend(by=by, until=date(2023, 5, 22), reason="Cả khối mất mạng", **given)
    score(world, sheets["PNU"], "TD2", value=Decimal(8), on=after)
    # less than what the unit has already takes nothing away from it
    assert plan_of(cluster.pk).window(Phase.SELF, sheets["DV"].pk).closes == date(2023, 5, 23)  # type: ignore[union-attr]


def test_a_phase_opens_on_its_first_day(world: World, cluster: Cluster, sheet: ScoreSheet) -> None:
    plan(world, cluster, {phase: (date(2023, 5, 10), last) for phase, last in LAST.items()}, on=date(2023, 5, 4))
    with pytest.raises(Refused, match="mở từ ngày 10/05/2023"):
        score(world, sheet, "TD2", value=Decimal(9), on=date(2023, 5, 9))
    score(world, sheet, "TD2", value=Decimal(9), on=date(2023, 5, 10))


def test_the_office_is_bound_by_windows_too(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    plan(world, cluster, without(Phase.CROSS))
    submit(world, sheets["DV"])
    late = LAST[Phase.REVIEW] + timedelta(days=1)
    with pytest.raises(Refused, match="«Thẩm định» đã khóa"):
        score(world, sheets["DV"], "TD2", who="chuyen-vien", round_="review", value=Decimal(9), on=late)


def test_a_phase_with_sheets_in_it_stays(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    plan(world, cluster)
    submit(world, sheets["DV"])
    assert sheets["DV"].state == SheetState.CROSS_CHECKING
    with pytest.raises(Problem, match="Đang có 1 bảng chấm ở vòng này"):
        plan(world, cluster, without(Phase.CROSS))


def test_the_countdown_ends_at_midnight_in_vietnam() -> None:
    closes = date(2023, 5, 20)
    assert left(closes, datetime(2023, 5, 20, 16, 59, tzinfo=UTC)) == "còn 1 phút"
    assert left(closes, datetime(2023, 5, 20, 16, 59, 30, tzinfo=UTC)) == "còn chưa đến 1 phút"
    assert left(closes, datetime(2023, 5, 20, 17, 0, tzinfo=UTC)) == "đã hết hạn"
    assert left(closes, datetime(2023, 5, 18, 12, 0, tzinfo=UTC)) == "còn 2 ngày 5 giờ"
    assert left(closes, datetime(2023, 5, 20, 10, 0, tzinfo=UTC)) == "còn 7 giờ"
    assert left(closes, datetime(2023, 5, 20, 9, 50, tzinfo=UTC)) == "còn 7 giờ 10 phút"


def test_the_board_tells_whose_turn_it_is(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    plan(world, cluster)
    assign(world, cluster)
    cross_checked(world, cluster, sheets["LH"])
    explaining(world, cluster, sheets["LH"])
    cross_checked(world, cluster, sheets["DV"])
    fill(world, sheets["PNU"])
    rows = {row.sheet.unit.code: row for row in board_of(cluster.pk, OPEN, NOW)}
    assert (rows["PNU"].whose, rows["PNU"].what) == ("Hội Liên hiệp Phụ nữ huyện", "còn 0 mục chưa chấm")
    assert rows["DV"].whose == "Phòng Nội vụ, trưởng cụm, chuyên viên"
    assert rows["DV"].what == "còn 7 mục chưa thẩm định" and rows["DV"].turn == (world.id("PN"),)
    assert rows["LH"].what.startswith("chờ đơn vị giải trình")
    assert [row.until for row in board_of(cluster.pk, OPEN, NOW)] == sorted(row.until for row in rows.values())  # type: ignore[type-var]
    late = {row.sheet.unit.code: row.late for row in board_of(cluster.pk, date(2023, 5, 26), NOW)}
    assert late == {"PNU": True, "DV": True, "LH": False}


def test_nothing_is_planned_after_publication(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    for sheet in sheets.values():
        settle(world, sheet)
    by = world.actor("chuyen-vien", OPEN)
    acts.publish(by=by, season=world.season, cluster_id=cluster.pk, decision="QĐ 1", today=OPEN)
    with pytest.raises(Refused, match="đã công bố"):
        plan(world, cluster)


def test_the_stage_locked_by_hand_locks_every_phase(world: World, cluster: Cluster, sheet: ScoreSheet) -> None:
    plan(world, cluster)
    lock_stage(
        by=world.actor("chuyen-vien", OPEN), season=world.season, stage="s5_score", locked=True, reason="Thanh tra"
    )
    sheet.season.refresh_from_db()
    with pytest.raises(Refused, match="Thanh tra"):
        score(world, sheet, "TD2", value=Decimal(9))
