"""The door: what other rooms learn, at what cost; whose turn it is, where units stand, whom a head follows."""

from datetime import date
from decimal import Decimal as D

import pytest
from pytest_django.asserts import assertNumQueries

from tests.cycle.s3_covenant.conftest import FIRST, LATE, SIGNERS, TEXT, TODAY, a_cluster, places, sign
from tests.world import World
from thidua.base.tasks.duties import overseen_units
from thidua.cycle.s3_covenant import queries
from thidua.cycle.s3_covenant.actions import covenants, papers
from thidua.cycle.s3_covenant.duties import duties_of, overseen, standings_of
from thidua.cycle.s3_covenant.enums import PaperKind, SigningState
from thidua.cycle.s3_covenant.models import Cluster, Covenant


def _more_clusters(world: World, number: int) -> None:
    for n in range(number):
        fresh = places(world, member_ids=(world.id("BC"), world.id("PNU")), head_id=None, deputy_id=None)
        if n:
            Cluster.objects.create(season=world.season, code=f"X{n}", name=f"Khối thêm {n}", kind="khoi")
        else:
            a_cluster(world, code="K09", name="Khối thi đua số 9", places=fresh)


def test_the_door_costs_the_same_for_one_cluster_and_for_three(world: World) -> None:
    a_cluster(world, places=places(world, member_ids=(world.id("DV"), world.id("PN"))))
    calls = (
        (lambda: queries.clusters_of(world.season.pk, TODAY), 3),
        (lambda: queries.signing_coverage(world.season.pk, TODAY), 4),
        (lambda: queries.cluster_of(world.season.pk, world.id("LH"), TODAY), 3),
        (lambda: queries.commitments_of(world.season.pk), 1),
        (lambda: queries.signed_units(world.season.pk), 1),
    )
    for call, cost in calls:
        with assertNumQueries(cost):
            call()
    _more_clusters(world, 2)
    assert len(queries.clusters_of(world.season.pk, TODAY)) == 3
    for call, cost in calls:
        with assertNumQueries(cost):
            call()


def test_coverage_and_signed_units_follow_the_signatures(world: World, opened: Covenant) -> None:
    sign(world, opened, "dv-can-bo")
    [(info, done, expected)] = queries.signing_coverage(world.season.pk, TODAY)
    assert (info.name, done, expected) == ("Khối thi đua số 1", 1, 4)
    assert queries.signed_units(world.season.pk) == frozenset({world.id("DV")})
    assert queries.signing_states(world.season.pk) == {opened.cluster_id: SigningState.OPEN}
    assert queries.signed_units(world.seasons["QP"].pk) == frozenset()


def test_commitments_are_known_to_other_rooms_once_the_text_stands(world: World, draft: Covenant) -> None:
    assert queries.commitments_of(world.season.pk) == []
    covenants.open_covenant(by=world.actor("truong-khoi"), covenant=draft, today=TODAY)
    first, second = queries.commitments_of(world.season.pk)
    assert (first.number, first.indicator_code, first.target_low, first.target_words) == (
        1, "XA_NTM", D(9), "từ 9 xã trở lên",
    )  # fmt: skip
    assert (first.cluster_name, first.covenant_signed, second.indicator_code) == ("Khối thi đua số 1", False, "")


def test_cluster_of_and_cluster_info_answer_none_for_strangers(world: World, cluster: Cluster) -> None:
    found = queries.cluster_of(world.season.pk, world.id("PN"), TODAY)
    assert found and found.id == cluster.pk
    assert queries.cluster_of(world.season.pk, world.id("AK"), TODAY) is None
    assert queries.cluster_of(world.seasons["QP"].pk, world.id("PN"), TODAY) is None
    assert queries.cluster_info(999_999, TODAY) is None


def test_parties_come_with_head_and_deputy_first(world: World, opened: Covenant) -> None:
    sign(world, opened, "pn-can-bo")
    parties = queries.parties_of(opened, TODAY)
    assert [p.unit_name for p in parties] == [
        "Xã Lục Hồn", "Xã Đồng Văn", "Hội Liên hiệp Phụ nữ huyện", "Phòng Nội vụ",
    ]  # fmt: skip
    assert [p.position for p in parties] == ["head", "deputy", "member", "member"]
    assert [bool(p.signature) for p in parties] == [False, False, False, True]


def test_suggestions_are_indicators_that_covenants_have_used(world: World, draft: Covenant) -> None:
    assert queries.indicator_suggestions(world.season) == [("XA_NTM", "Công nhận thêm xã nông thôn mới nâng cao")]
    assert queries.indicator_suggestions(world.seasons["QP"]) == []


def test_units_that_may_be_placed_are_all_below_the_authority(world: World) -> None:
    assert {pk for pk, _ in queries.placeable(world.season, FIRST)} == {
        world.id(c) for c in ("LH", "DV", "PN", "PNU", "BC")
    }


def _told(world: World, username: str, on: date = TODAY) -> list[tuple[str, str]]:
    return [(d.title, d.button) for d in duties_of(world.actor(username, on), world.season, on)]


def test_what_waits_for_the_specialist(world: World) -> None:
    assert _told(world, "chuyen-vien") == [("Lập cụm, khối thi đua của năm", "Lập cụm, khối")]
    a_cluster(world, places=places(world, head_id=None))
    assert _told(world, "chuyen-vien") == [("Ghi quyết định cử trưởng của Khối thi đua số 1", "Ghi quyết định")]
    assert _told(world, "kiem-tra") == _told(world, "chu-tich") == []


def test_what_waits_for_the_head_of_the_cluster(world: World, cluster: Cluster) -> None:
    head = world.actor("truong-khoi")
    assert _told(world, "truong-khoi") == [("Soạn giao ước của Khối thi đua số 1", "Soạn giao ước")]
    assert _told(world, "truong-khoi", LATE) == []
    covenant = covenants.draft_covenant(by=head, cluster=cluster, text=TEXT, today=TODAY)
    assert _told(world, "truong-khoi") == [("Mở ký «Giao ước thi đua năm 2023»", "Mở giao ước")]
    covenants.open_covenant(by=head, covenant=covenant, today=TODAY)
    text = papers.PaperText(PaperKind.PLAN, "Kế hoạch")
    paper = papers.write_paper(by=head, cluster=cluster, text=text, today=TODAY)
    papers.circulate_paper(by=head, paper=paper, today=TODAY)
    papers.comment(by=world.actor("dv-can-bo"), paper=paper, text="Nhất trí", today=TODAY)
    [duty] = duties_of(head, world.season, TODAY)
    assert (duty.title, duty.count) == ("Trả lời 1 ý kiến về văn bản của Khối thi đua số 1", 1)


def test_what_waits_for_a_member(world: World, opened: Covenant) -> None:
    assert _told(world, "dv-can-bo") == [("Ký «Giao ước thi đua năm 2023»", "Đọc và ký")]
    [duty] = duties_of(world.actor("dv-chu-tich"), world.season, TODAY)
    assert duty.due == date(2023, 4, 2)
    assert _told(world, "dv-can-bo", LATE) == []
    sign(world, opened, "dv-can-bo")
    assert _told(world, "dv-can-bo") == _told(world, "dv-chu-tich") == []
    assert _told(world, "ak-can-bo") == _told(world, "tham-dinh") == []
    text = papers.PaperText(PaperKind.PLAN, "Kế hoạch")
    head = world.actor("truong-khoi")
    paper = papers.write_paper(by=head, cluster=opened.cluster, text=text, today=TODAY)
    papers.circulate_paper(by=head, paper=paper, today=TODAY)
    assert _told(world, "dv-can-bo") == [("Góp ý «Kế hoạch»", "Xem và góp ý")]
    papers.comment(by=world.actor("dv-can-bo"), paper=paper, text="Nhất trí", today=TODAY)
    assert _told(world, "dv-can-bo") == []


def test_standings_say_who_has_signed_with_a_constant_number_of_queries(world: World, draft: Covenant) -> None:
    units = frozenset(u.pk for u in world.units.values())
    found = {s.unit_id: s for s in standings_of(world.season, units, TODAY)}
    assert set(found) == {world.id(c) for c in ("LH", "DV", "PN", "PNU")}
    assert {s.note for s in found.values()} == {"giao ước chưa mở ký"}
    covenants.open_covenant(by=world.actor("truong-khoi"), covenant=draft, today=TODAY)
    sign(world, draft, "dv-can-bo")
    with assertNumQueries(6):
        found = {s.unit_id: s for s in standings_of(world.season, units, TODAY)}
    assert (found[world.id("DV")].done, found[world.id("DV")].note) == (True, "đã ký ngày 03/03/2023")
    assert (found[world.id("LH")].done, found[world.id("LH")].note) == (False, "chưa ký giao ước")
    for username in SIGNERS:
        if username != "dv-can-bo":
            sign(world, draft, username)
    with assertNumQueries(6):
        assert all(s.done for s in standings_of(world.season, units, TODAY))


@pytest.mark.parametrize(("username", "codes"), [("truong-khoi", ("LH", "DV", "PN", "PNU")), ("lh-chu-tich", ())])
def test_a_head_follows_the_members_of_its_cluster(
    world: World, cluster: Cluster, username: str, codes: tuple[str, ...]
) -> None:
    actor = world.actor(username)
    assert set(overseen(actor, world.season, TODAY)) == {world.id(c) for c in codes}
    if codes:
        assert overseen_units(actor, world.season, TODAY) == {world.id(c) for c in codes} - {actor.unit_id}
        assert list(overseen(actor, world.season, date(2023, 1, 1))) == []
