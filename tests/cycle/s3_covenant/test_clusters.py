"""Clusters and their dated places: what a decision changes, what stays, what is refused and with which sentence."""

from datetime import date

import pytest

from tests.cycle.s3_covenant.conftest import FIRST, LATE, TODAY, a_cluster, places
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.base.access.enums import Role, Scope
from thidua.base.audit.chain import verify
from thidua.base.audit.queries import history_of
from thidua.base.documents.actions import record_document
from thidua.base.documents.queries import citations_of
from thidua.base.season.actions import create_season, set_season_state
from thidua.base.season.enums import SeasonState
from thidua.base.units.actions import appoint
from thidua.cycle.s3_covenant import queries
from thidua.cycle.s3_covenant.actions import clusters as actions
from thidua.cycle.s3_covenant.enums import ClusterKind, Position
from thidua.cycle.s3_covenant.membership import composition_of
from thidua.cycle.s3_covenant.models import Cluster, ClusterMember

CHANGE = date(2023, 6, 1)


def _rows(cluster: Cluster) -> set[tuple[str, str, date, date | None]]:
    found = ClusterMember.objects.filter(cluster=cluster).select_related("unit")
    return {(r.unit.code, r.position, r.valid_from, r.valid_to) for r in found}


def test_a_first_decision_names_members_head_and_deputy_with_their_dates(world: World, cluster: Cluster) -> None:
    info = queries.cluster_info(cluster.pk, TODAY)
    assert info is not None
    assert (info.code, info.kind_label, info.head_is_last) == ("K01", "Khối thi đua", False)
    assert (info.head_unit_id, info.deputy_unit_id) == (world.id("LH"), world.id("DV"))
    assert set(info.member_ids) == {world.id(code) for code in ("LH", "DV", "PN", "PNU")}
    assert ("LH", "head", FIRST, date(2023, 12, 31)) in _rows(cluster)
    assert ("LH", "member", FIRST, None) in _rows(cluster)
    assert "ghi thành phần «Khối thi đua số 1» từ ngày 12/01/2023 theo Quyết định 42" in history_of(cluster)[1].text
    assert verify().intact and verify().unsealed == 0


def test_a_new_decision_ends_what_held_and_leaves_the_past_as_it_was(world: World, cluster: Cluster) -> None:
    by = world.actor("chuyen-vien")
    members = tuple(world.id(code) for code in ("DV", "PN", "PNU", "BC"))
    new = places(world, starts=CHANGE, member_ids=members, head_id=world.id("DV"), deputy_id=None, decision="QĐ 2")
    actions.set_places(by=by, cluster=cluster, places=new)
    before, after = composition_of(cluster, date(2023, 5, 31)), composition_of(cluster, CHANGE)
    assert before.head and after.head
    assert (before.head.unit.code, after.head.unit.code) == ("LH", "DV")
    assert {m.unit.code for m in before.members} == {"LH", "DV", "PN", "PNU"}
    assert {m.unit.code for m in after.members} == {"DV", "PN", "PNU", "BC"}
    assert (after.head.decision, after.deputy) == ("QĐ 2", None)
    assert ("LH", "member", FIRST, date(2023, 5, 31)) in _rows(cluster)
    assert ("PN", "member", FIRST, None) in _rows(cluster), "who stays keeps its place"
    assert queries.cluster_of(world.season.pk, world.id("LH"), CHANGE) is None


def test_a_decision_of_the_same_day_corrects_the_one_that_stands(world: World, cluster: Cluster) -> None:
    typed = places(world, deputy_id=world.id("PN"))
    actions.set_places(by=world.actor("chuyen-vien"), cluster=cluster, places=typed)
    found = composition_of(cluster, FIRST)
    assert found.deputy and found.deputy.unit.code == "PN"
    assert len([r for r in _rows(cluster) if r[1] == "deputy"]) == 1
    assert len(history_of(cluster)) == 3


def test_a_decision_may_be_a_document_of_the_system_and_stands_in_the_library(world: World) -> None:
    by = world.actor("chuyen-vien")
    document = record_document(
        by=by, kept_by=world.units["BL"], kind="decision", number="42/QĐ-UBND", issued_on=FIRST,
        issuer="UBND huyện", summary="Cử trưởng khối thi đua",
    )  # fmt: skip
    cluster = a_cluster(world, places=places(world, decision="", document_id=document.pk))
    assert {r.decision for r in ClusterMember.objects.all()} == {str(document)}
    assert [c.document_id for c in citations_of(cluster, TODAY)] == [document.pk]
    actions.cite_in_library(by=by, cluster=cluster, document_id=document.pk, label="Khác")
    assert len(citations_of(cluster, TODAY)) == 2
    with pytest.raises(Problem, match="Văn bản không còn trong danh sách"):
        actions.cite_in_library(by=by, cluster=cluster, document_id=999_999)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"decision": " "}, "Hãy chọn quyết định trong danh sách văn bản, hoặc ghi số"),
        ({"member_ids": (), "deputy_id": None}, "cần ít nhất hai đơn vị"),
        ({"head": "DV"}, "Trưởng và phó trưởng phải là hai đơn vị khác nhau"),
        ({"starts": date(2024, 1, 1)}, "phải áp dụng trong năm 2023 hoặc trước đó"),
        ({"until": date(2023, 1, 1)}, "Ngày hết nhiệm kỳ phải bằng hoặc sau ngày áp dụng"),
        ({"stranger": "AK"}, "Đơn vị không thuộc năm thi đua này: Xã An Khê"),
        ({"stranger": "BL"}, "Đơn vị không thuộc năm thi đua này: Huyện Bình Liêu"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_and_leaves_nothing(
    world: World, changes: dict[str, object], sentence: str
) -> None:
    given = dict(changes)
    if code := given.pop("head", None):
        given["head_id"] = world.id(str(code))
    if code := given.pop("stranger", None):
        given["member_ids"] = (world.id("LH"), world.id(str(code)))
    with pytest.raises(Problem, match=sentence):
        a_cluster(world, places=places(world, **given))
    assert not Cluster.objects.exists()


def test_a_decision_before_the_latest_one_and_a_unit_in_two_clusters_are_refused(
    world: World, cluster: Cluster
) -> None:
    by = world.actor("chuyen-vien")
    with pytest.raises(Problem, match="Đã có quyết định áp dụng từ 12/01/2023"):
        actions.set_places(by=by, cluster=cluster, places=places(world, starts=date(2023, 1, 11)))
    with pytest.raises(Problem, match="Xã Đồng Văn đang thuộc Khối thi đua số 1"):
        a_cluster(world, code="K02", places=places(world, member_ids=(world.id("DV"), world.id("BC")), head_id=None))
    with pytest.raises(Problem, match="Mã «K01» đã có"):
        a_cluster(world)
    with pytest.raises(Problem, match="Hãy ghi tên cụm, khối"):
        a_cluster(world, code="K03", name=" ")


def test_a_unit_that_left_may_join_another_cluster(world: World, cluster: Cluster) -> None:
    by = world.actor("chuyen-vien")
    stay = tuple(world.id(c) for c in ("LH", "DV", "PN"))
    actions.set_places(by=by, cluster=cluster, places=places(world, starts=CHANGE, member_ids=stay))
    joined = (world.id("PNU"), world.id("BC"))
    fresh = places(world, starts=CHANGE, member_ids=joined, head_id=None, deputy_id=None)
    other = a_cluster(world, code="", name="Khối mới", places=fresh)
    found = queries.cluster_of(world.season.pk, world.id("PNU"), CHANGE)
    assert found and found.id == other.pk and found.code == "CK-02"


@pytest.mark.parametrize("username", ["chu-tich", "truong-khoi", "lh-chu-tich", "kiem-tra", "qp-chuyen-vien"])
def test_only_the_specialist_of_the_authority_makes_clusters_and_decisions(
    world: World, cluster: Cluster, username: str
) -> None:
    by = world.actor(username)
    for act in (
        lambda: actions.create_cluster(
            by=by, season=world.season, name="Khối 9", kind=ClusterKind.KHOI, places=places(world)
        ),
        lambda: actions.set_places(by=by, cluster=cluster, places=places(world, starts=CHANGE)),
    ):
        with pytest.raises(Refused):
            act()
    assert Cluster.objects.count() == 1


def test_nothing_is_written_in_a_closed_season(world: World, cluster: Cluster) -> None:
    set_season_state(by=world.actor("chuyen-vien"), season=world.season, state=SeasonState.CLOSED)
    cluster.season.refresh_from_db()
    with pytest.raises(Refused, match="Năm thi đua này đã kết thúc"):
        actions.set_places(by=world.actor("chuyen-vien"), cluster=cluster, places=places(world, starts=CHANGE))


def test_the_library_is_kept_by_the_specialist_and_the_head(world: World, cluster: Cluster) -> None:
    for username in ("lh-chu-tich", "chu-tich", "qp-chuyen-vien", "kiem-tra"):
        with pytest.raises(Refused, match="Việc này dành cho trưởng của Khối thi đua số 1"):
            actions.cite_in_library(by=world.actor(username), cluster=cluster, document_id=1)


def _next_year(world: World) -> Cluster:
    by = world.actor("chuyen-vien", date(2024, 1, 5))
    season = create_season(by=by, code="bl-2024", authority_id=world.id("BL"), year=2024)
    set_season_state(by=by, season=season, state=SeasonState.OPEN)
    fresh = places(world, starts=date(2024, 1, 2), head_id=None, deputy_id=None, until=None)
    return actions.create_cluster(
        by=by, season=season, code="K01", name="Khối thi đua số 1", kind=ClusterKind.KHOI, places=fresh
    )


def test_without_a_head_this_year_the_last_one_is_shown_and_may_not_act(world: World, cluster: Cluster) -> None:
    on = date(2024, 2, 1)
    fresh = _next_year(world)
    found = composition_of(fresh, on)
    assert found.head is None and found.last_head and found.last_head.unit.code == "LH"
    info = queries.cluster_info(fresh.pk, on)
    assert info and (info.head_unit_id, info.head_is_last) == (world.id("LH"), True)
    assert not queries.heads(world.actor("truong-khoi", on), fresh.pk, on)
    assert queries.heads(world.actor("truong-khoi", on), cluster.pk, on), "the old year's work finds its head"
    rotated = places(world, starts=date(2024, 2, 1), head_id=world.id("DV"), deputy_id=None, until=None)
    actions.set_places(by=world.actor("chuyen-vien", on), cluster=fresh, places=rotated)
    later = queries.cluster_info(fresh.pk, on)
    assert later and (later.head_unit_id, later.head_is_last) == (world.id("DV"), False)


def test_a_term_that_ended_leaves_the_last_head_with_a_warning(world: World) -> None:
    cluster = a_cluster(world, places=places(world, until=date(2023, 6, 30)))
    info = queries.cluster_info(cluster.pk, date(2023, 7, 1))
    assert info and info.head_is_last and info.head_unit_id == world.id("LH") and info.deputy_unit_id is None
    assert len(info.member_ids) == 4, "membership goes on"
    assert not queries.heads(world.actor("truong-khoi"), cluster.pk, date(2023, 7, 1))


def test_heads_asks_role_unit_and_day(world: World, cluster: Cluster) -> None:
    assert queries.heads(world.actor("truong-khoi"), cluster.pk, TODAY)
    assert not queries.heads(world.actor("truong-khoi"), cluster.pk, date(2023, 1, 11))
    assert not queries.heads(world.actor("lh-chu-tich"), cluster.pk, TODAY)
    desk = world.desks["dv-can-bo"]
    world.desks["dv-truong"] = appoint(
        by=world.actor("quan-tri"), account_id=desk.account_id, role=Role.CLUSTER_HEAD, unit=world.units["DV"],
        scope=Scope.CLUSTER, valid_from=FIRST,
    )  # fmt: skip
    assert not queries.heads(world.actor("dv-truong"), cluster.pk, TODAY), "a deputy does not head"
    assert not queries.heads(world.actor("truong-khoi"), 999_999, TODAY)


def test_a_cluster_answers_after_its_year_as_on_its_last_day_and_is_empty_before_its_first_decision(
    world: World, cluster: Cluster
) -> None:
    assert len(composition_of(cluster, date(2030, 1, 1)).members) == 4
    early = composition_of(cluster, date(2023, 1, 1))
    assert (early.begins, early.head, early.members, len(early.others)) == (FIRST, None, (), 6)
    assert (composition_of(cluster, LATE).begins, composition_of(cluster, LATE).others) == (None, ())


def test_positions_are_said_in_vietnamese() -> None:
    assert [p.label for p in Position] == ["Trưởng", "Phó trưởng", "Thành viên"]
