"""Scoring tables: read from text with every fault named, adopted only without errors, never changed afterwards."""

import pytest

from tests.cycle.s5_score.ground import DECISION, OPEN, SCHEME, make_scheme
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.cycle.s5_score.designer.actions import schemes
from thidua.cycle.s5_score.designer.actions.schemes import SchemeFaults
from thidua.cycle.s5_score.enums import SchemeState
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme

WRONG = {
    "thụt dòng": (SCHEME.replace("groups:\n", "groups: [\n"), "Dòng"),
    "hai lần": (SCHEME.replace('version: "1"', 'version: "1"\nversion: "2"'), "viết hai lần"),
    "neo": (SCHEME.replace("{maximum: 100, mode: open}", "&a {maximum: 100}\nrounding: *a"), "dấu & và *"),
    "loại lạ": (SCHEME.replace("kind: events", "kind: doan_mo"), "không có loại công thức «doan_mo»"),
    "số lạ": (SCHEME.replace("maximum: 40", "maximum: nhiều"), "phải là một con số"),
    "trường lạ": (SCHEME.replace("bonus_max: 2", "bonus_maxx: 2"), "có phải là «bonus_max»?"),
    "không phải bảng": ("- một\n- hai\n", "các mục có tên"),
    "mã dài": (SCHEME.replace("code: KT1", "code: " + "K" * 51), "50 ký tự"),
    "tên trống": (SCHEME.replace("title: Bảng chấm điểm khối xã năm 2023", 'title: " "'), "Mục «title»"),
}


def test_a_fault_is_named_and_nothing_is_kept(world: World) -> None:
    by = world.actor("chuyen-vien", OPEN)
    for name, (text, said) in WRONG.items():
        with pytest.raises(Problem) as no:
            schemes.draft_scheme(by=by, season=world.season, text=text)
        assert said in no.value.sentence, name
    assert not Scheme.objects.exists()


def test_every_fault_is_told_at_once(world: World) -> None:
    text = SCHEME.replace("maximum: 40", "maximum: nhiều").replace("kind: events", "kind: doan_mo")
    with pytest.raises(SchemeFaults) as no:
        schemes.draft_scheme(by=world.actor("chuyen-vien", OPEN), season=world.season, text=text)
    assert len(no.value.faults) == 2
    assert all(fault[0].isupper() and fault.endswith(".") for fault in no.value.faults)


def test_the_database_gives_the_same_scheme_back(world: World) -> None:
    made = make_scheme(world)
    again = rules_of(Scheme.objects.get(pk=made.pk))
    assert [c.code for c in again.criteria()] == ["KT1", "KT2", "XH1", "XH2", "TD1", "TD2"]
    assert again.criterion("KT1").formula == rules_of(made).criterion("KT1").formula


def test_an_error_of_design_stops_the_adoption(world: World) -> None:
    by = world.actor("chuyen-vien", OPEN)
    draft = schemes.draft_scheme(by=by, season=world.season, text=SCHEME.replace("{maximum: 100,", "{maximum: 120,"))
    with pytest.raises(Problem, match="bảng ghi tổng điểm 120"):
        schemes.adopt_scheme(by=by, scheme=draft, today=OPEN, document=DECISION)
    with pytest.raises(Problem, match="Hãy ghi số, ngày"):
        schemes.adopt_scheme(by=by, scheme=draft, today=OPEN, document="  ")
    schemes.edit_scheme(by=by, scheme=draft, text=SCHEME)
    schemes.adopt_scheme(by=world.actor("chu-tich", OPEN), scheme=draft, today=OPEN, document=DECISION)
    draft.refresh_from_db()
    assert (draft.state, draft.adopted_on, draft.document) == (SchemeState.ADOPTED, OPEN, DECISION)


def test_what_was_adopted_changes_only_as_a_new_version(world: World) -> None:
    by, first = world.actor("chuyen-vien", OPEN), make_scheme(world)
    second = SCHEME.replace('version: "1"', 'version: "2"')
    with pytest.raises(Refused, match="lập phiên bản mới"):
        schemes.edit_scheme(by=by, scheme=first, text=second)
    with pytest.raises(Problem, match="phiên bản 1 đã có"):
        schemes.draft_scheme(by=by, season=world.season, text=SCHEME, previous=first)
    with pytest.raises(Problem, match="giữ mã «BL-2023»"):
        schemes.draft_scheme(
            by=by, season=world.season, text=second.replace("code: BL-2023", "code: KHAC"), previous=first
        )
    made = schemes.draft_scheme(by=by, season=world.season, text=second, previous=first)
    schemes.retire_scheme(by=by, scheme=first, today=OPEN, reason="Thay bằng phiên bản 2")
    first.refresh_from_db()
    assert first.state == SchemeState.RETIRED and first.text == SCHEME and made.previous == first


def test_only_the_specialist_of_the_district_writes_schemes(world: World) -> None:
    draft = schemes.draft_scheme(by=world.actor("chuyen-vien", OPEN), season=world.season, text=SCHEME)
    given = {"scheme": draft, "today": OPEN}
    for who in ("chu-tich", "lh-can-bo", "tham-dinh", "kiem-tra", "qp-chuyen-vien", "quan-tri"):
        by = world.actor(who, OPEN)
        with pytest.raises(Refused):
            schemes.draft_scheme(by=by, season=world.season, text=SCHEME.replace('"1"', '"9"'))
        with pytest.raises(Refused):
            schemes.edit_scheme(by=by, scheme=draft, text=SCHEME)
        if who != "chu-tich":
            with pytest.raises(Refused):
                schemes.adopt_scheme(by=by, document=DECISION, **given)
            with pytest.raises(Refused):
                schemes.retire_scheme(by=by, reason="Thử", **given)
    draft.refresh_from_db()
    assert draft.state == SchemeState.DRAFT
