"""Dossiers handed to the authority above and back: what goes, what is kept, who may, what is refused."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.cycle.above import FIRST, LAST
from tests.cycle.s6_propose.conftest import AWARD, OPEN
from tests.world import LOADER, START, World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.base.audit.models import AuditRow
from thidua.base.documents.actions import attach
from thidua.base.documents.queries import attachments_of
from thidua.base.season.actions import lock_stage, set_season_state
from thidua.base.season.enums import SeasonState
from thidua.base.season.models import Season, StageWindow
from thidua.base.tasks.duties import duties_of, standings_of
from thidua.base.units.actions import change_unit, create_unit
from thidua.base.units.enums import Level, UnitKind
from thidua.base.workflow.models import Step
from thidua.cycle.s6_propose import actions, passing
from thidua.cycle.s6_propose.enums import STAGE, DossierState, Verdict
from thidua.cycle.s6_propose.journey import fates
from thidua.cycle.s6_propose.models import AppraisalOpinion, Dossier, DossierPass
from thidua.cycle.s6_propose.passes import received_with

LATER = date(2023, 8, 1)


def pass_up(world: World, dossier: Dossier, *, today: date = OPEN, **more: object) -> DossierPass:
    """By the specialist of the district, to the province."""
    by = world.actor("chuyen-vien", today)
    given = {"to": world.seasons["QN"], **more}
    return passing.pass_up_dossier(by=by, dossier=dossier, today=today, **given)  # type: ignore[arg-type]


def upper_of(world: World) -> Dossier:
    """The dossier that the province has."""
    return Dossier.objects.select_related("season__authority", "origin__season__authority").get(
        season=world.seasons["QN"]
    )


def appraise_above(world: World, upper: Dossier, verdict: Verdict = Verdict.UNKNOWN) -> None:
    """The province's specialist writes his opinion."""
    by = world.actor("qn-chuyen-vien", LATER)
    actions.appraise_dossier(by=by, dossier=upper, verdict=verdict, text="Tỉnh xem xét", today=LATER)


def test_it_stands_in_the_season_above_with_all_that_came_with_it(above: World, appraised: Dossier) -> None:
    made = pass_up(above, appraised, note="Kính đề nghị xem xét")
    upper = upper_of(above)
    assert (upper.origin, upper.award_code, upper.subject_name) == (appraised, AWARD, "Hoàng Thị Suối")
    assert (upper.state, upper.sent_on, upper.proposing_unit) == (DossierState.SENT, OPEN, above.units["BL"])
    assert (upper.achievement, upper.papers) == (appraised.achievement, appraised.papers)
    assert (upper.outcome, upper.verdict) == ("", "")
    assert (appraised.state, appraised.passed_to) == (DossierState.PASSED_UP, "Tỉnh Quảng Ninh")
    assert (made.opinion.text, made.check_made.outcome if made.check_made else "") == ("Huyện thấy đủ", "eligible")
    (file,) = attachments_of(made)
    assert (file.name, file.unit_id) == ("bao-cao.txt", above.id("LH"))
    assert verify().intact and verify().unsealed == 0


def test_the_log_says_for_whom_somebody_wrote_on_the_other_level(above: World, appraised: Dossier) -> None:
    pass_up(above, appraised)
    upper = upper_of(above)
    row = AuditRow.objects.get(verb="propose.received")
    assert (row.subject_id, row.unit_id, row.on_behalf_of) == (upper.pk, above.id("BL"), "Huyện Bình Liêu")
    assert not AuditRow.objects.get(verb="propose.pass_up").on_behalf_of
    by = above.actor("qn-chuyen-vien", LATER)
    passing.give_back_dossier(by=by, dossier=upper, reason="Thiếu tờ trình", today=LATER)
    row = AuditRow.objects.get(verb="propose.come_back")
    assert (row.subject_id, row.unit_id, row.on_behalf_of) == (appraised.pk, above.id("QN"), "Tỉnh Quảng Ninh")


def test_given_back_amended_and_passed_up_again_nothing_is_lost(above: World, appraised: Dossier) -> None:
    pass_up(above, appraised)
    upper = upper_of(above)
    appraise_above(above, upper)
    above_desk, desk, unit = (above.actor(u, LATER) for u in ("qn-chuyen-vien", "chuyen-vien", "lh-can-bo"))
    passing.give_back_dossier(by=above_desk, dossier=upper, reason="Thiếu tờ trình", today=LATER)
    appraised.refresh_from_db()
    assert (upper.state, appraised.state) == (DossierState.GIVEN_BACK, DossierState.COME_BACK)
    assert any("Xử lý 1 hồ sơ cấp trên trả lại" in d.title for d in duties_of(desk, above.season, LATER))
    # the unit's window is closed in August, so that the specialist sends it back in June's words
    actions.send_back_dossier(by=desk, dossier=appraised, reason="Bổ sung tờ trình", today=OPEN)
    unit = above.actor("lh-can-bo", OPEN)
    actions.change_dossier(by=unit, dossier=appraised, achievement="Đã bổ sung", papers=("proposal",), today=OPEN)
    actions.send_dossier(by=unit, dossier=appraised, today=OPEN)
    assert upper_of(above).achievement != "Đã bổ sung", "what is being amended is not shown above"
    by = above.actor("chuyen-vien", OPEN)
    actions.appraise_dossier(by=by, dossier=appraised, verdict=Verdict.QUALIFIED, text="Đã đủ", today=OPEN)
    pass_up(above, appraised)
    again = upper_of(above)
    assert (again.pk, again.state, again.achievement) == (upper.pk, DossierState.SENT, "Đã bổ sung")
    first, second = DossierPass.objects.all()
    assert (first.achievement, second.achievement) == ("Có sáng kiến được áp dụng", "Đã bổ sung")
    assert (first.opinion.text, second.opinion.text) == ("Huyện thấy đủ", "Đã đủ")
    assert AppraisalOpinion.objects.get(dossier=upper).text == "Tỉnh xem xét"
    names = Step.objects.filter(subject_id=upper.pk).values_list("name", flat=True)
    assert list(names) == ["appraise", "give_back", "receive"]
    assert verify().intact and verify().unsealed == 0


def test_the_desk_may_pass_up_again_at_once(above: World, appraised: Dossier) -> None:
    pass_up(above, appraised)
    by = above.actor("qn-chuyen-vien", LATER)
    passing.give_back_dossier(by=by, dossier=upper_of(above), reason="Gửi lại giúp", today=LATER)
    appraised.refresh_from_db()
    pass_up(above, appraised, today=LATER)
    assert upper_of(above).state == DossierState.SENT and DossierPass.objects.count() == 2


def test_each_pass_is_kept_by_the_database(above: World, appraised: Dossier) -> None:
    pass_up(above, appraised)
    for change in ({"note": "khác"}, {"to_name": "khác"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DossierPass.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        DossierPass.objects.all().delete()


def test_a_body_outside_is_named_in_words_and_its_answer_is_recorded(above: World, appraised: Dossier) -> None:
    with pytest.raises(Problem, match="cơ quan tiếp nhận"):
        pass_up(above, appraised, to=None, body=" ")
    pass_up(above, appraised, to=None, body="Bộ Nội vụ")
    assert (appraised.passed_to, Dossier.objects.count()) == ("Bộ Nội vụ", 1)
    by = above.actor("chuyen-vien", LATER)
    passing.take_back_dossier(by=by, dossier=appraised, reason="Bộ trả lại, thiếu tờ trình", today=LATER)
    assert appraised.state == DossierState.COME_BACK


def test_it_is_taken_back_only_before_it_is_appraised_above(above: World, appraised: Dossier) -> None:
    pass_up(above, appraised)
    by = above.actor("chuyen-vien", LATER)
    passing.take_back_dossier(by=by, dossier=appraised, reason="Chuyển nhầm", today=LATER)
    assert (upper_of(above).state, appraised.state) == (DossierState.GIVEN_BACK, DossierState.COME_BACK)
    pass_up(above, appraised, today=LATER)
    appraise_above(above, upper_of(above))
    with pytest.raises(Refused, match="đề nghị cơ quan đó trả lại"):
        passing.take_back_dossier(by=by, dossier=appraised, reason="Chuyển nhầm", today=LATER)


def test_a_second_pass_is_refused(above: World, appraised: Dossier) -> None:
    stale = Dossier.objects.get(pk=appraised.pk)
    pass_up(above, appraised)
    with pytest.raises(Refused, match="Đã chuyển cấp trên"):
        pass_up(above, appraised)
    with pytest.raises(Refused, match="Có người vừa xử lý"):
        pass_up(above, stale)
    assert (Dossier.objects.count(), DossierPass.objects.count()) == (2, 1)


@pytest.mark.parametrize("code", ["QP", "BL"])
def test_a_season_of_nobody_above_is_refused(above: World, appraised: Dossier, code: str) -> None:
    with pytest.raises(Refused, match="không phải cấp trên"):
        pass_up(above, appraised, to=above.seasons[code])
    assert Dossier.objects.count() == 1


def test_a_season_of_another_year_is_refused(above: World, appraised: Dossier) -> None:
    season = above.seasons["QN"]
    type(season).objects.filter(pk=season.pk).update(year=2022)
    with pytest.raises(Refused, match="cùng năm thi đua"):
        pass_up(above, appraised)


def test_a_season_that_takes_nothing_says_so(above: World, appraised: Dossier) -> None:
    season, by = above.seasons["QN"], above.actor("qn-chuyen-vien")
    lock_stage(by=by, season=season, stage=STAGE, locked=True, reason="Đã tổng hợp")
    with pytest.raises(Problem, match=r"Tỉnh Quảng Ninh không nhận hồ sơ lúc này: .*đã khóa \(Đã tổng hợp\)"):
        pass_up(above, appraised)
    set_season_state(by=by, season=season, state=SeasonState.CLOSED)
    with pytest.raises(Problem, match="đã kết thúc nên chưa nhận hồ sơ"):
        pass_up(above, appraised)
    appraised.refresh_from_db()
    assert appraised.state == DossierState.APPRAISED and Dossier.objects.count() == 1


def test_somebody_who_is_proposed_above_already_is_passed_up_only_on_purpose(above: World, appraised: Dossier) -> None:
    by, today = above.actor("qn-chuyen-vien", OPEN), OPEN
    new = actions.NewDossier(AWARD, "Tỉnh đề nghị", 2023, person=appraised.person)
    own = actions.draft_dossier(by=by, season=above.seasons["QN"], unit=above.units["LH"], new=new, today=today)
    pass_up_twice = Dossier.objects.get(pk=appraised.pk)
    Dossier.objects.filter(pk=own.pk).update(state=DossierState.SENT)
    with pytest.raises(Problem, match="đã có hồ sơ cho cùng danh hiệu"):
        pass_up(above, appraised)
    pass_up(above, pass_up_twice, anyway=True)
    codes = Dossier.objects.filter(season=above.seasons["QN"]).values_list("code", flat=True)
    assert sorted(codes) == [f"{AWARD}-001", f"{AWARD}-002"]


def test_one_that_is_only_drafted_above_is_not_told_below(above: World, appraised: Dossier) -> None:
    by = above.actor("qn-chuyen-vien", OPEN)
    new = actions.NewDossier(AWARD, "Tỉnh đề nghị", 2023, person=appraised.person)
    actions.draft_dossier(by=by, season=above.seasons["QN"], unit=above.units["LH"], new=new, today=OPEN)
    pass_up(above, appraised)
    assert appraised.state == DossierState.PASSED_UP


def test_one_that_was_not_found_fit_stays(above: World, dossier: Dossier) -> None:
    actions.send_dossier(by=above.actor("lh-can-bo", OPEN), dossier=dossier, today=OPEN)
    with pytest.raises(Refused, match="Đã gửi"):
        pass_up(above, dossier)
    by = above.actor("chuyen-vien", OPEN)
    actions.appraise_dossier(by=by, dossier=dossier, verdict=Verdict.NOT_QUALIFIED, text="Không", today=OPEN)
    with pytest.raises(Problem, match="không đủ điều kiện"):
        pass_up(above, dossier)


@pytest.mark.parametrize(
    "who", ["lh-can-bo", "lh-chu-tich", "bl-can-bo", "qn-chuyen-vien", "qp-chuyen-vien", "tham-dinh", "chu-tich"]
)
def test_others_neither_pass_up_nor_take_back(above: World, appraised: Dossier, who: str) -> None:
    by = above.actor(who, OPEN)
    with pytest.raises(Refused):
        passing.pass_up_dossier(by=by, dossier=appraised, to=above.seasons["QN"], today=OPEN)
    pass_up(above, appraised)
    with pytest.raises(Refused):
        passing.take_back_dossier(by=by, dossier=appraised, reason="x", today=OPEN)


@pytest.mark.parametrize("who", ["chuyen-vien", "bl-can-bo", "bl-thu-truong", "lh-can-bo", "qp-chuyen-vien"])
def test_nobody_below_writes_on_what_the_level_above_has(above: World, appraised: Dossier, who: str) -> None:
    pass_up(above, appraised)
    upper, by = upper_of(above), above.actor(who, OPEN)
    acts = (
        lambda: actions.change_dossier(by=by, dossier=upper, achievement="x", papers=(), today=OPEN),
        lambda: actions.recall_dossier(by=by, dossier=upper, reason="x", today=OPEN),
        lambda: actions.check_eligibility(by=by, dossier=upper, today=OPEN),
        lambda: actions.appraise_dossier(by=by, dossier=upper, verdict=Verdict.UNKNOWN, text="x", today=OPEN),
        lambda: actions.forward_dossier(by=by, dossier=upper, today=OPEN),
        lambda: passing.give_back_dossier(by=by, dossier=upper, reason="x", today=OPEN),
    )
    for act in acts:
        with pytest.raises(Refused):
            act()


def test_the_level_above_changes_nothing_of_what_came(above: World, appraised: Dossier) -> None:
    pass_up(above, appraised)
    upper, by = upper_of(above), above.actor("qn-chuyen-vien", OPEN)
    for state in (DossierState.SENT, DossierState.DRAFT, DossierState.RETURNED):
        upper.state = state
        with pytest.raises(Refused, match="do cấp dưới chuyển lên"):
            actions.change_dossier(by=by, dossier=upper, achievement="x", papers=(), today=OPEN)
    upper.state = DossierState.SENT
    with pytest.raises(Refused, match="trả lại cấp dưới"):
        actions.send_back_dossier(by=by, dossier=upper, reason="x", today=OPEN)
    with pytest.raises(Refused, match="không do cấp dưới"):
        passing.give_back_dossier(by=above.actor("chuyen-vien", OPEN), dossier=appraised, reason="x", today=OPEN)


def test_where_it_was_given_back_it_counts_as_not_sent(above: World, appraised: Dossier) -> None:
    pass_up(above, appraised)
    season, upper = above.seasons["QN"], upper_of(above)

    def said() -> list[str]:
        rows = standings_of(season, frozenset({above.id("BL")}), LATER)
        return [row.note for row in rows if row.stage == STAGE]

    assert said() == ["1 hồ sơ đã gửi"]
    passing.give_back_dossier(by=above.actor("qn-chuyen-vien", LATER), dossier=upper, reason="x", today=LATER)
    assert said() == ["0 hồ sơ đã gửi, 1 đang lập"]
    assert not [d for d in duties_of(above.actor("bl-can-bo", LATER), season, LATER) if d.stage == STAGE]


def _ministry(world: World) -> Season:
    """A year of the ministry, above the province."""
    made = create_unit(
        by=LOADER, code="BNV", name="Bộ Nội vụ", kind=UnitKind.DEPARTMENT, level=Level.CENTRAL, parent=None,
        valid_from=START, is_authority=True,
    )  # fmt: skip
    change_unit(by=LOADER, unit=world.units["QN"], on=date(2020, 3, 1), decision="02/NQ", parent=made)
    season = Season.objects.create(code="bnv-2023", authority=made, year=2023, state=SeasonState.OPEN)
    StageWindow.objects.create(season=season, stage=STAGE, opens=FIRST, closes=LAST)
    return season


def test_through_two_levels_everything_goes_along_and_each_level_is_told(above: World, appraised: Dossier) -> None:
    ministry = _ministry(above)
    attach(by=above.actor("chuyen-vien", OPEN), owner=appraised, name="to-trinh.txt", data="Tờ trình".encode())
    pass_up(above, appraised)
    middle = upper_of(above)
    appraise_above(above, middle)
    by = above.actor("qn-chuyen-vien", LATER)
    passing.pass_up_dossier(by=by, dossier=middle, to=ministry, note="Tỉnh đề nghị", today=LATER)
    top = Dossier.objects.select_related("season__authority").get(season=ministry)
    came = received_with(top)
    assert [row.opinion.text for row in came] == ["Tỉnh xem xét", "Huyện thấy đủ"]
    assert [file.name for file in attachments_of(came[0])] == ["bao-cao.txt", "to-trinh.txt"]
    reader = above.actor("lh-can-bo", LATER)
    assert [(fate.where, fate.state) for fate in fates(reader, appraised)] == [
        ("Tỉnh Quảng Ninh", "đã chuyển tiếp lên cấp trên"),
        ("Bộ Nội vụ", "đã nhận, chờ thẩm định"),
    ]
    passing.take_back_dossier(by=by, dossier=middle, reason="Bổ sung", today=LATER)
    passing.give_back_dossier(by=by, dossier=middle, reason="Huyện bổ sung", today=LATER)
    appraised.refresh_from_db()
    pass_up(above, appraised, note="Lần hai", today=LATER)
    assert [row.note for row in received_with(top)] == ["Tỉnh đề nghị", ""], "what came later is not up there"
