"""A dossier that the council passed goes up, and is voted on and decided above as a dossier of its own."""

import pytest
from django.urls import reverse

from tests.cycle.above import add_province
from tests.cycle.s7_vote.setting import council_of, dossiers_for, passed_session, planned, vote_closed
from tests.cycle.s8_award.setting import HEAD, OPEN, draft_of
from tests.prepared import prepared
from tests.world import START, World
from thidua.base.access.actor import Problem
from thidua.base.audit.chain import verify
from thidua.base.tasks.duties import duties_of, standings_of
from thidua.cycle.s6_propose import actions as propose
from thidua.cycle.s6_propose import passing
from thidua.cycle.s6_propose.enums import DossierState, Verdict
from thidua.cycle.s6_propose.journey import fates
from thidua.cycle.s6_propose.models import Dossier, DossierPass
from thidua.cycle.s7_vote.actions import councils, counting, minutes, sessions
from thidua.cycle.s7_vote.enums import Mode, Presence, SeatRole
from thidua.cycle.s7_vote.facts import Tally
from thidua.cycle.s7_vote.queries import outcomes
from thidua.cycle.s8_award.actions import drafts, issuing
from thidua.cycle.s8_award.queries import recipients

AWARD = "CSTDCS"
ABOVE = ("qn-chu-tich", "qn-uy-vien", "qn-thu-ky")
_ROLES = {"qn-chu-tich": SeatRole.CHAIR, "qn-thu-ky": SeatRole.SECRETARY}


@prepared
def passed(world: World) -> Dossier:
    """A dossier that the district's council has passed, below the province."""
    add_province(world)
    session = passed_session(world, [AWARD])
    return Dossier.objects.select_related("season__authority").get(pk=session.items.get().dossier_id)


def _up(world: World, dossier: Dossier) -> DossierPass:
    by = world.actor("chuyen-vien", OPEN)
    return passing.pass_up_dossier(by=by, dossier=dossier, to=world.seasons["QN"], today=OPEN)


def _vote_above(world: World, upper: Dossier) -> int:
    """The province appraises, votes and signs; the session."""
    by, secretary = world.actor("qn-chuyen-vien", OPEN), world.actor("qn-thu-ky", OPEN)
    propose.appraise_dossier(by=by, dossier=upper, verdict=Verdict.QUALIFIED, text="Đủ", today=OPEN)
    propose.forward_dossier(by=by, dossier=upper, today=OPEN)
    seats = [
        councils.NewSeat(
            full_name=u, office="Ủy viên", role=_ROLES.get(u, SeatRole.MEMBER), valid_from=START,
            account=world.desks[u].account,
        )
        for u in ABOVE
    ]  # fmt: skip
    council = councils.record_council(
        by=secretary, authority=world.units["QN"], name="Hội đồng tỉnh", decision="02", valid_from=START, quorum="",
        seats=seats,
    )  # fmt: skip
    own = {s.account_id: s for s in council.seats.all()}
    chair, clerk = (own[world.desks[u].account_id] for u in ("qn-chu-tich", "qn-thu-ky"))
    plan = sessions.Plan(OPEN, chair, clerk, "Trụ sở", Mode.PAPER)
    made = sessions.plan_session(by=secretary, season=world.seasons["QN"], council=council, plan=plan, today=OPEN)
    sessions.set_agenda(by=secretary, session=made, dossier_ids=[upper.pk], today=OPEN)
    statuses = {seat.pk: Presence.PRESENT for seat in own.values()}
    sessions.call_roll(by=secretary, session=made, statuses=statuses, today=OPEN)
    sessions.open_session(by=secretary, session=made, today=OPEN)
    tallies = {item.pk: Tally(issued=3, agree=3) for item in made.items.all()}
    sheet = counting.enter_count(by=secretary, session=made, tallies=tallies, today=OPEN)
    counting.confirm_count(by=world.actor("qn-uy-vien", OPEN), sheet=sheet, today=OPEN)
    counting.close_session(by=secretary, session=made, today=OPEN)
    for username in ("qn-thu-ky", "qn-chu-tich"):
        minutes.sign_minutes(by=world.actor(username, OPEN), session=made, today=OPEN)
    return int(made.pk)


def test_what_went_up_is_not_decided_here_any_more(world: World, passed: Dossier) -> None:
    season, session_id = world.season, passed_session_id(passed)
    assert [d.id for d in drafts.undecided(season.pk, session_id)] == [passed.pk]
    made = _up(world, passed)
    assert made.said == [
        "Hội đồng Thi đua - Khen thưởng huyện Bình Liêu họp ngày 03/07/2023: đạt, 7/7 thành viên đồng ý"
    ]
    assert drafts.undecided(season.pk, session_id) == []
    desk, heading = world.actor("chuyen-vien", OPEN), drafts.Heading("Khen", authority_code=HEAD)
    with pytest.raises(Problem, match="Chỉ dự thảo với hồ sơ"):
        drafts.draft_decision(
            by=desk, season=season, session_id=session_id, dossier_ids=[passed.pk], heading=heading, today=OPEN
        )
    assert not [d for d in duties_of(desk, season, OPEN) if "Dự thảo quyết định" in d.title]
    rows = standings_of(season, frozenset({world.id("LH")}), OPEN)
    assert not [row for row in rows if row.stage == "s8_award"]


def test_the_level_above_votes_and_awards_its_own_dossier(world: World, passed: Dossier) -> None:
    _up(world, passed)
    upper = Dossier.objects.select_related("season__authority", "origin").get(origin=passed)
    session_id, season = _vote_above(world, upper), world.seasons["QN"]
    by, heading = world.actor("qn-chuyen-vien", OPEN), drafts.Heading("Khen thưởng", authority_code=HEAD)
    decision = drafts.draft_decision(
        by=by, season=season, session_id=session_id, dossier_ids=[upper.pk], heading=heading, today=OPEN
    )
    drafts.submit_decision(by=by, decision=decision, today=OPEN)
    (fate,) = fates(world.actor("lh-can-bo", OPEN), passed)
    assert [told.text.partition(" họp")[0] for told in fate.told] == ["Hội đồng tỉnh"], "a draft is not told"
    issuing.issue_decision(by=world.actor("qn-chu-tich", OPEN), decision=decision, today=OPEN)
    (award,) = recipients(season.pk)
    assert (award.dossier_id, award.recipient, award.authority_name) == (
        upper.pk,
        "Nguyễn Văn Suối 1",
        "Tỉnh Quảng Ninh",
    )
    assert list(recipients(world.season.pk)) == []
    (fate,) = fates(world.actor("lh-can-bo", OPEN), passed)
    assert fate.told[-1].text == "Quyết định số 01/QĐ-UBND của Tỉnh Quảng Ninh: Chiến sĩ thi đua cơ sở"
    assert verify().intact and verify().unsealed == 0
    client = world.client("bl-can-bo")
    client.post(reverse("choose_season"), {"season": season.pk})
    page = client.get(reverse("vote:home")).content.decode()
    assert "Tỉnh Quảng Ninh" in page and reverse("propose:dossier", args=[upper.pk]) not in page


def test_before_the_vote_is_over_it_does_not_go(world: World) -> None:
    add_province(world)
    (dossier,) = dossiers_for(world, [AWARD])
    with pytest.raises(Problem, match="chưa biểu quyết"):
        _up(world, dossier)
    session = planned(world, council_of(world), [dossier], mode=Mode.PAPER)
    with pytest.raises(Problem, match="03/07/2023 chưa ký xong biên bản"):
        _up(world, dossier)
    vote_closed(world, session, Tally(issued=7, agree=1, disagree=6))
    with pytest.raises(Problem, match="biểu quyết không đạt"):
        _up(world, dossier)
    dossier.refresh_from_db()
    assert dossier.state == DossierState.FORWARDED


def test_one_that_lies_in_a_decision_does_not_go(world: World) -> None:
    add_province(world)
    line = draft_of(world, [AWARD]).lines.select_related("dossier__season__authority").get()
    with pytest.raises(Problem, match="đã nằm trong quyết định hoặc dự thảo"):
        _up(world, line.dossier)


def test_the_council_keeps_sight_of_what_it_voted_on(world: World, passed: Dossier) -> None:
    door, list_ = reverse("propose:dossier", args=[passed.pk]), reverse("propose:home")
    _up(world, passed)
    client = world.client("uy-vien-1")
    assert client.get(door).status_code == 200
    assert "Nguyễn Văn Suối 1" in client.get(list_).content.decode()
    by = world.actor("qn-chuyen-vien", OPEN)
    passing.give_back_dossier(by=by, dossier=Dossier.objects.get(origin=passed), reason="x", today=OPEN)
    assert client.get(door).status_code == 403, "what is being worked on again is not before the council"


def passed_session_id(dossier: Dossier) -> int:
    """The session that passed it."""
    return next(o.session_id for o in outcomes(dossier.season_id) if o.dossier_id == dossier.pk)
