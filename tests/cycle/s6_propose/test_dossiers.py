"""Dossiers through their steps: who, when, what is kept."""

import pytest

from tests.cycle.s6_propose.conftest import ALL_TOLD, AWARD, GOOD, OPEN, WITH_INITIATIVE, know, recruited
from tests.world import STAGES, World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.base.people.models import Person
from thidua.base.tasks.duties import duties_of
from thidua.cycle.s6_propose import actions
from thidua.cycle.s6_propose.enums import DossierState, Verdict
from thidua.cycle.s6_propose.models import AppraisalOpinion, Dossier
from thidua.cycle.s6_propose.queries import forwarded

EARLY = STAGES["s6_propose"][0].replace(day=1)


def test_a_good_dossier_reaches_the_council(world: World, person: Person, dossier: Dossier) -> None:
    recruited(world, person)
    know(world, person, *WITH_INITIATIVE, *ALL_TOLD)
    unit, desk = world.actor("lh-can-bo", OPEN), world.actor("chuyen-vien", OPEN)
    actions.send_dossier(by=unit, dossier=dossier, today=OPEN)
    assert any("Thẩm định 1 hồ sơ" in d.title for d in duties_of(desk, world.season, OPEN))
    actions.appraise_dossier(by=desk, dossier=dossier, verdict=Verdict.QUALIFIED, text="Đủ điều kiện", today=OPEN)
    actions.forward_dossier(by=desk, dossier=dossier, today=OPEN)
    (info,) = forwarded(world.season.pk)
    assert (info.subject_name, info.award_code, info.outcome, info.verdict) == (
        "Hoàng Thị Suối",
        AWARD,
        "eligible",
        "qualified",
    )
    assert info.position == "Công chức, Xã Lục Hồn"
    assert verify().intact and verify().unsealed == 0


def test_the_appraiser_cannot_call_qualified_what_the_law_refuses(
    world: World, person: Person, dossier: Dossier
) -> None:
    recruited(world, person)
    know(world, person, *GOOD, *ALL_TOLD)
    actions.send_dossier(by=world.actor("lh-can-bo", OPEN), dossier=dossier, today=OPEN)
    desk = world.actor("chuyen-vien", OPEN)
    with pytest.raises(Problem, match="không cho phép"):
        actions.appraise_dossier(by=desk, dossier=dossier, verdict=Verdict.QUALIFIED, text="Đạt", today=OPEN)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.SENT and not AppraisalOpinion.objects.exists()


def test_a_return_keeps_opinions_and_papers(world: World, dossier: Dossier) -> None:
    unit, desk = world.actor("lh-can-bo", OPEN), world.actor("chuyen-vien", OPEN)
    actions.send_dossier(by=unit, dossier=dossier, today=OPEN)
    actions.appraise_dossier(by=desk, dossier=dossier, verdict=Verdict.UNKNOWN, text="Thiếu xếp loại", today=OPEN)
    actions.send_back_dossier(by=desk, dossier=dossier, reason="Bổ sung xếp loại", today=OPEN)
    assert AppraisalOpinion.objects.get().text == "Thiếu xếp loại"
    assert dossier.papers == ["proposal", "report"]
    assert any("Bổ sung và gửi lại" in d.title for d in duties_of(unit, world.season, OPEN))
    actions.change_dossier(by=unit, dossier=dossier, achievement="Mới", papers=("proposal",), today=OPEN)
    actions.send_dossier(by=unit, dossier=dossier, today=OPEN)
    assert AppraisalOpinion.objects.count() == 1


def test_only_a_qualified_dossier_goes_before_the_council(world: World, dossier: Dossier) -> None:
    desk = world.actor("chuyen-vien", OPEN)
    actions.send_dossier(by=world.actor("lh-can-bo", OPEN), dossier=dossier, today=OPEN)
    actions.appraise_dossier(by=desk, dossier=dossier, verdict=Verdict.UNKNOWN, text="Chưa rõ", today=OPEN)
    with pytest.raises(Problem, match="đủ điều kiện"):
        actions.forward_dossier(by=desk, dossier=dossier, today=OPEN)
    actions.set_aside_dossier(by=desk, dossier=dossier, reason="Không đủ căn cứ", today=OPEN)
    assert dossier.state == DossierState.NOT_FORWARDED


def test_recall_belongs_to_the_unit_and_only_before_appraisal(world: World, dossier: Dossier) -> None:
    unit, desk = world.actor("lh-can-bo", OPEN), world.actor("chuyen-vien", OPEN)
    actions.send_dossier(by=unit, dossier=dossier, today=OPEN)
    with pytest.raises(Refused, match="đơn vị đã gửi"):
        actions.recall_dossier(by=desk, dossier=dossier, reason="x", today=OPEN)
    with pytest.raises(Refused, match="lý do"):
        actions.recall_dossier(by=unit, dossier=dossier, reason=" ", today=OPEN)
    actions.recall_dossier(by=unit, dossier=dossier, reason="Sai tên", today=OPEN)
    assert dossier.state == DossierState.DRAFT


@pytest.mark.parametrize("who", ["dv-can-bo", "ak-can-bo", "qp-chuyen-vien", "kiem-tra", "chu-tich", "uy-vien-1"])
def test_others_neither_begin_nor_send(world: World, person: Person, dossier: Dossier, who: str) -> None:
    by = world.actor(who, OPEN)
    new = actions.NewDossier("GK", "Thành tích", 2023, person=person)
    with pytest.raises(Refused):
        actions.draft_dossier(by=by, season=world.season, unit=world.units["LH"], new=new, today=OPEN)
    with pytest.raises(Refused):
        actions.send_dossier(by=by, dossier=dossier, today=OPEN)


@pytest.mark.parametrize("who", ["lh-can-bo", "lh-chu-tich", "qp-chuyen-vien", "chu-tich", "uy-vien-1"])
def test_others_neither_appraise_nor_forward(world: World, dossier: Dossier, who: str) -> None:
    actions.send_dossier(by=world.actor("lh-can-bo", OPEN), dossier=dossier, today=OPEN)
    by = world.actor(who, OPEN)
    with pytest.raises(Refused):
        actions.appraise_dossier(by=by, dossier=dossier, verdict=Verdict.UNKNOWN, text="x", today=OPEN)
    with pytest.raises(Refused):
        actions.forward_dossier(by=by, dossier=dossier, today=OPEN)


def test_a_department_does_not_appraise_its_own_dossier(world: World) -> None:
    new = actions.NewDossier("TTLDTT", "Hoàn thành tốt nhiệm vụ", 2023, unit=world.units["PN"])
    by = world.actor("pn-can-bo", OPEN)
    own = actions.draft_dossier(by=by, season=world.season, unit=world.units["PN"], new=new, today=OPEN)
    actions.send_dossier(by=by, dossier=own, today=OPEN)
    with pytest.raises(Refused, match="chính mình"):
        actions.appraise_dossier(
            by=world.actor("tham-dinh", OPEN), dossier=own, verdict=Verdict.UNKNOWN, text="x", today=OPEN
        )


def test_the_window_decides_when(world: World, person: Person) -> None:
    new = actions.NewDossier(AWARD, "Thành tích", 2023, person=person)
    with pytest.raises(Refused, match="chưa mở"):
        actions.draft_dossier(
            by=world.actor("lh-can-bo", EARLY), season=world.season, unit=world.units["LH"], new=new, today=EARLY
        )


@pytest.mark.parametrize(
    ("award", "sentence"), [("TTLDXS", "không dành cho"), ("KHONG_CO", "Không có danh hiệu"), (AWARD, "đã có hồ sơ")]
)
def test_wrong_awards_and_second_dossiers_get_a_sentence(
    world: World, person: Person, dossier: Dossier, award: str, sentence: str
) -> None:
    new = actions.NewDossier(award, "Thành tích", 2023, person=person)
    with pytest.raises(Problem, match=sentence):
        actions.draft_dossier(
            by=world.actor("lh-can-bo", OPEN), season=world.season, unit=world.units["LH"], new=new, today=OPEN
        )
