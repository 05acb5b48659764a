"""Ranking and publication: ties, provisional places, the final act, what it keeps, what it locks, who sees what."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from tests.cycle.s5_score.ground import DECISION, OPEN, make_cluster, open_all, score, settle, submit
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s3_covenant.queries import cluster_info
from thidua.cycle.s5_score import queries
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.enums import Round, SheetState
from thidua.cycle.s5_score.facts import rank_rows, score_together, standings
from thidua.cycle.s5_score.models import Publication, Scheme, ScoreSheet
from thidua.cycle.s5_score.outcome.results import results_of
from thidua.cycle.s5_score.rounds import actions as rounds

D = Decimal
NOON = datetime(OPEN.year, OPEN.month, OPEN.day, 5, tzinfo=UTC)
FIRST = {"TD2": {"value": D(10)}, "KT2": {"value": D(9)}}
SECOND = {"TD2": {"value": D(8)}, "KT2": {"value": D(3)}}


def settle_all(world: World, sheets: dict[str, ScoreSheet]) -> None:
    """One unit ahead, two tied behind it."""
    settle(world, sheets["DV"], **FIRST)
    settle(world, sheets["LH"], **SECOND)
    settle(world, sheets["PNU"], **SECOND)


def publish(world: World, cluster: Cluster, who: str = "chuyen-vien") -> Publication:
    """The final act."""
    by = world.actor(who, OPEN)
    return acts.publish(by=by, season=world.season, cluster_id=cluster.pk, decision=DECISION, today=OPEN)


def places(sheets: dict[str, ScoreSheet]) -> list[queries.RankRow]:
    """The ranking as it stands."""
    fresh = [queries.sheet_of(s.season_id, s.unit_id) for s in sheets.values()]
    return rank_rows(*score_together(standings([s for s in fresh if s])))


def test_places_are_provisional_until_all_are_in(world: World, sheets: dict[str, ScoreSheet]) -> None:
    settle(world, sheets["DV"], **FIRST)
    first = places(sheets)[0]
    assert (first.unit_name, first.rank, first.provisional) == ("Xã Đồng Văn", 1, True)
    assert [row.rank for row in places(sheets)] == [1, None, None]
    settle(world, sheets["LH"], **SECOND)
    settle(world, sheets["PNU"], **SECOND)
    rows = places(sheets)
    assert [(r.unit_name, r.rank, r.tied, r.points) for r in rows] == [
        ("Xã Đồng Văn", 1, False, 100),
        ("Hội Liên hiệp Phụ nữ huyện", 2, True, 95),
        ("Xã Lục Hồn", 2, True, 95),
    ]
    assert not any(r.provisional for r in rows)


def test_after_two_equals_the_next_place_is_skipped(world: World, sheets: dict[str, ScoreSheet]) -> None:
    settle(world, sheets["DV"], **SECOND)
    settle(world, sheets["LH"], **FIRST)
    settle(world, sheets["PNU"], **FIRST)
    assert [row.rank for row in places(sheets)] == [1, 1, 3]


def test_a_gate_leaves_a_unit_without_a_place(world: World, sheets: dict[str, ScoreSheet]) -> None:
    settle(world, sheets["DV"], **FIRST, **{"fact:KL": {"value": True}})
    settle(world, sheets["LH"], **SECOND)
    settle(world, sheets["PNU"], **SECOND)
    last = places(sheets)[-1]
    assert (last.unit_name, last.rank, last.reason) == ("Xã Đồng Văn", None, "có cán bộ bị kỷ luật")


def test_nothing_is_published_before_every_sheet_is_settled(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    settle(world, sheets["DV"])
    submit(world, sheets["LH"])
    with pytest.raises(Problem, match="Chưa thống nhất điểm của: Hội Liên hiệp Phụ nữ huyện, Xã Lục Hồn"):
        publish(world, cluster)
    assert not Publication.objects.exists() and queries.ranking(world.season.pk, cluster.pk) == []


def test_a_member_without_a_sheet_stops_the_publication(world: World, scheme: Scheme) -> None:
    cluster = make_cluster(world)
    with pytest.raises(Problem, match="Chưa có bảng chấm của"):
        publish(world, cluster)
    assert open_all(world, cluster, scheme).keys() == {"LH", "DV", "PNU"}


def test_the_publication_keeps_everything_and_locks(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    settle_all(world, sheets)
    made = publish(world, cluster, "chu-tich")
    season = world.season.pk
    assert set(queries.scoring_coverage(season).values()) == {SheetState.PUBLISHED}
    row = queries.rank_of(season, world.id("DV"))
    assert row is not None and (row.rank, row.points, row.percent, row.label) == (1, D(100), D(100), "Xuất sắc")
    assert queries.rank_of(season, world.id("LH")).tied
    assert queries.rank_of(season, world.id("PN")) is None
    assert [(name, r.unit_name) for _, name, r in queries.published_ranking(season)][0] == (
        "Khối thi đua K01",
        "Xã Đồng Văn",
    )
    said = queries.why(sheets["DV"].pk, "KT2")
    assert any("thứ 1" in line and "10 điểm" in line for line in said)
    assert queries.why(sheets["DV"].pk)[-1] == "Xếp loại: Xuất sắc (từ 90 trở lên)."
    trace = made.results["sheets"][str(world.id("DV"))]["criteria"]["KT1"]["trace"]
    assert trace["steps"][0]["values"]["plan"] == {"number": "900"}
    with pytest.raises(Refused):
        score(world, sheets["DV"], "TD2", value=D(1))
    with pytest.raises(Refused):
        acts.step_back(name="reopen", by=world.actor("chuyen-vien", OPEN), sheet=sheets["DV"], today=OPEN, reason="Sửa")
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=made.pk).update(decision="khác")
    with pytest.raises(Problem, match="đã công bố"):
        publish(world, cluster)
    assert verify().intact


def test_who_may_not_publish_and_without_what(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    settle_all(world, sheets)
    for who in ("dv-can-bo", "truong-khoi", "tham-dinh", "thu-ky", "kiem-tra", "qp-chuyen-vien"):
        with pytest.raises(Refused):
            publish(world, cluster, who)
    assert not Publication.objects.exists()
    with pytest.raises(Problem, match="văn bản công bố"):
        acts.publish(
            by=world.actor("chuyen-vien", OPEN), season=world.season, cluster_id=cluster.pk, decision=" ", today=OPEN
        )


def test_opening_sheets_asks_for_an_adopted_scheme_and_one_scheme_a_cluster(world: World, cluster: Cluster) -> None:
    from tests.cycle.s5_score.ground import SCHEME, make_scheme
    from thidua.cycle.s5_score.designer.actions import schemes

    by = world.actor("chuyen-vien", OPEN)
    given = {"by": by, "season": world.season, "cluster_id": cluster.pk, "today": OPEN}
    draft = schemes.draft_scheme(by=by, season=world.season, text=SCHEME.replace('"1"', '"2"'))
    with pytest.raises(Problem, match="đã ban hành"):
        acts.open_sheets(scheme=draft, **given)
    first = make_scheme(world)
    assert len(acts.open_sheets(scheme=first, **given)) == 3
    with pytest.raises(Problem, match="đã có bảng chấm"):
        acts.open_sheets(scheme=first, **given)
    schemes.adopt_scheme(by=by, scheme=draft, today=OPEN, document=DECISION)
    with pytest.raises(Problem, match="một cụm chỉ dùng một bảng"):
        acts.open_sheets(scheme=draft, **given)
    with pytest.raises(Problem, match="Không có cụm, khối này"):
        acts.open_sheets(scheme=first, **{**given, "cluster_id": cluster.pk + 999})
    for who in ("chu-tich", "lh-can-bo", "truong-khoi", "qp-chuyen-vien", "kiem-tra"):
        with pytest.raises(Refused):
            acts.open_sheets(scheme=first, **{**given, "by": world.actor(who, OPEN)})


def test_reminders_reach_those_behind(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    submit(world, sheets["DV"])
    given = {"season": world.season, "cluster_id": cluster.pk, "text": "Gửi đi", "url": "/", "today": OPEN, "now": NOON}
    # two units score themselves, one department reviews the third
    assert rounds.remind_units(by=world.actor("truong-khoi", OPEN), **given).units == 3
    assert rounds.remind_units(by=world.actor("chuyen-vien", OPEN), **given).already == 3
    for who in ("dv-can-bo", "tham-dinh", "qp-chuyen-vien", "uy-vien-1"):
        with pytest.raises(Refused):
            rounds.remind_units(by=world.actor(who, OPEN), **given)


def test_a_review_of_relative_points_waits_for_all(world: World, sheets: dict[str, ScoreSheet]) -> None:
    settle(world, sheets["DV"], **FIRST)
    score(world, sheets["LH"], "KT2", value=D(20))
    result, _ = score_together(standings(list(sheets.values())), Round.AGREED)
    mine = result.sheets["Xã Đồng Văn"].criteria["KT2"]
    assert mine.points == 8 and mine.state.label == "tạm tính"


def test_a_unit_that_never_sends_is_left_without_a_place(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    settle(world, sheets["DV"], **FIRST)
    settle(world, sheets["LH"], **SECOND)
    score(world, sheets["PNU"], "KT2", value=D(50))
    given = {"name": "exclude", "reason": "Không gửi bảng chấm dù đã nhắc hai lần"}
    with pytest.raises(Refused, match="đến hết ngày 02/06/2023"):
        acts.step_back(by=world.actor("chuyen-vien", OPEN), sheet=sheets["PNU"], today=OPEN, **given)
    late = date(2023, 6, 3)
    for who in ("truong-khoi", "chu-tich", "pnu-chu-tich", "thu-ky"):
        with pytest.raises(Refused):
            acts.step_back(by=world.actor(who, late), sheet=sheets["PNU"], today=late, **given)
    office = world.actor("chuyen-vien", late)
    publishing = {"by": office, "season": world.season, "cluster_id": cluster.pk, "decision": DECISION, "today": late}
    with pytest.raises(Problem, match="Chưa thống nhất điểm của: Hội Liên hiệp Phụ nữ huyện"):
        acts.publish(**publishing)
    acts.step_back(by=office, sheet=sheets["PNU"], today=late, **given)
    acts.step_back(by=office, sheet=sheets["PNU"], today=late, name="include", reason="Vừa gửi bản giấy")
    assert sheets["PNU"].state == SheetState.SELF_SCORING
    acts.step_back(by=office, sheet=sheets["PNU"], today=late, **given)
    shown = results_of(office, world.season, cluster_info(cluster.pk, late), late)  # type: ignore[arg-type]
    assert [row.unit_name for row in shown.rows][-1] == "Hội Liên hiệp Phụ nữ huyện"
    made = acts.publish(**publishing)
    rows = queries.rows_of(made)
    assert [(row.rank, row.unit_id) for row in rows] == [
        (1, world.id("DV")),
        (2, world.id("LH")),
        (None, world.id("PNU")),
    ]
    assert rows[-1].points is None and rows[-1].reason == given["reason"] and rows[-1].label == "Không xếp loại"
    # what it had entered compares with nobody: of two units the second in growth gets the second place's points
    assert made.results["sheets"][str(world.id("LH"))]["criteria"]["KT2"]["points"] == "8"
    assert queries.sheet_of(world.season.pk, world.id("PNU")).state == SheetState.EXCLUDED  # type: ignore[union-attr]
    for who in ("chuyen-vien", "dv-can-bo"):
        page = world.client(who).get(f"/cham-diem/xep-hang/{cluster.pk}/").content.decode()
        assert "Không xếp loại" in page and given["reason"] in page
    assert world.client("chuyen-vien").get(f"/cham-diem/bang/{sheets['PNU'].pk}/").status_code == 200
    assert world.client("chuyen-vien").get(f"/cham-diem/xep-hang/{cluster.pk}/bang-diem.pdf").status_code == 200
    assert world.client("chuyen-vien").get(f"/cham-diem/xep-hang/{cluster.pk}/tai-excel/").status_code == 200
    assert world.client("chuyen-vien").get("/cham-diem/").status_code == 200
