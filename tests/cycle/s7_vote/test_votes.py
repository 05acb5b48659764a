"""Casting and counting: who, when, how often, and what it comes to."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.cycle.s7_vote.setting import (
    AGREE,
    BLANK,
    DISAGREE,
    MEMBERS,
    OPEN,
    close,
    council_of,
    count,
    dossiers_for,
    opened,
    planned,
    seat,
    signed,
    vote,
)  # fmt: skip
from tests.world import STAGES, World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.cycle.s7_vote import queries
from thidua.cycle.s7_vote.actions import counting, sessions, voting
from thidua.cycle.s7_vote.actions.councils import end_seat
from thidua.cycle.s7_vote.enums import Mode, Presence, SessionState
from thidua.cycle.s7_vote.facts import Tally
from thidua.cycle.s7_vote.models import Ballot, Council, Envelope, Outcome, Roll, Session
from thidua.cycle.s7_vote.sealing import destroy, seal


def test_a_vote_from_opening_to_signed_minutes(world: World, session: Session) -> None:
    for username in MEMBERS:
        vote(world, session, username, AGREE, DISAGREE, BLANK)
    close(world, session)
    found = {o.agree: o.passed for o in queries.outcomes(session.season_id)}
    assert found == {7: True, 0: False}
    assert queries.passed_dossiers(session.season_id) == [session.items.first().dossier_id]  # type: ignore[union-attr]
    signed(world, session)
    info = queries.session_info(session.pk)
    assert info is not None and info.minutes_signed and (info.items, info.passed) == (3, 1)
    assert verify().intact and verify().unsealed == 0


def test_nobody_votes_twice(world: World, session: Session) -> None:
    vote(world, session, "uy-vien-1", AGREE)
    with pytest.raises(Refused, match="một lần"):
        vote(world, session, "uy-vien-1", DISAGREE)
    assert (Roll.objects.count(), Envelope.objects.count()) == (3, 3)


def test_two_tabs_at_once_leave_one_vote(world: World, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    own = seat(session.council, "uy-vien-1")
    vote(world, session, "uy-vien-1", AGREE)
    monkeypatch.setattr(voting, "check_ballot", lambda *given: own)  # the second tab asked before the first had cast
    with pytest.raises(Refused, match="một lần"):
        vote(world, session, "uy-vien-1", DISAGREE)
    assert (Roll.objects.count(), Envelope.objects.count()) == (3, 3)


def test_outsiders_do_not_vote(world: World, session: Session) -> None:
    for who in ("chuyen-vien", "kiem-tra", "quan-tri", "lh-chu-tich", "qp-chuyen-vien"):
        with pytest.raises(Refused, match="thành viên hội đồng"):
            voting.cast(by=world.actor(who, OPEN), session=session, choices={}, today=OPEN)


def test_a_council_role_without_a_seat_on_that_day_does_not_vote(world: World, council: Council) -> None:
    end_seat(by=world.actor("thu-ky", OPEN), seat=seat(council, "uy-vien-5"), on=OPEN - timedelta(days=1))
    session = planned(world, council, dossiers_for(world, ["LDTT"]))
    roster = [s for s in MEMBERS if s != "uy-vien-5"]
    by = world.actor("thu-ky", OPEN)
    said = {seat(council, u).pk: Presence.PRESENT for u in roster}
    sessions.call_roll(by=by, session=session, statuses=said, today=OPEN)
    sessions.open_session(by=by, session=session, today=OPEN)
    with pytest.raises(Refused, match="không có tên trong danh sách"):
        voting.cast(by=world.actor("uy-vien-5", OPEN), session=session, choices={}, today=OPEN)


def test_who_was_not_called_present_does_not_vote(world: World, council: Council) -> None:
    session = opened(world, planned(world, council, dossiers_for(world, ["LDTT"])), {"uy-vien-1": Presence.ABSENT})
    with pytest.raises(Refused, match="chưa được điểm danh"):
        vote(world, session, "uy-vien-1", AGREE)
    sessions.call_roll(
        by=world.actor("thu-ky", OPEN),
        session=session,
        statuses={seat(council, "uy-vien-1").pk: Presence.PRESENT},
        today=OPEN,
    )
    vote(world, session, "uy-vien-1", AGREE)
    with pytest.raises(Problem, match="đã bỏ phiếu nên vẫn là có mặt"):
        sessions.call_roll(
            by=world.actor("thu-ky", OPEN),
            session=session,
            statuses={seat(council, "uy-vien-1").pk: Presence.ABSENT},
            today=OPEN,
        )


def test_nobody_votes_before_the_opening_or_after_the_close(world: World, council: Council) -> None:
    session = planned(world, council, dossiers_for(world, ["LDTT"]))
    with pytest.raises(Refused, match="chưa mở bỏ phiếu"):
        vote(world, session, "uy-vien-1", AGREE)
    opened(world, session)
    close(world, session)
    stale = Session.objects.get()
    stale.state = SessionState.OPEN  # what a page that was opened before the close still believes
    with pytest.raises(Refused, match="đã kết thúc bỏ phiếu"):
        vote(world, stale, "uy-vien-1", AGREE)
    late = STAGES["s7_vote"][1] + timedelta(days=1)
    with pytest.raises(Refused):
        voting.cast(by=world.actor("uy-vien-1", late), session=session, choices={}, today=late)


def test_a_ballot_answers_every_item_and_no_other(world: World, session: Session) -> None:
    good = {item.pk: str(AGREE) for item in session.items.all()}
    first = next(iter(good))
    for spoilt in ({k: v for k, v in good.items() if k != first}, good | {999_999: AGREE}, good | {first: "maybe"}):
        with pytest.raises(Problem, match="mở lại phiếu"):
            voting.cast(by=world.actor("uy-vien-1", OPEN), session=session, choices=spoilt, today=OPEN)
    assert not Roll.objects.exists() and not Envelope.objects.exists()


def test_recusal_leaves_the_item_out_and_the_membership_as_it_is(world: World, session: Session) -> None:
    first = session.items.first()
    assert first is not None
    by, own = world.actor("uy-vien-1", OPEN), seat(session.council, "uy-vien-1")
    sessions.recuse(by=by, item=first, seat=own, reason="Là em ruột của người được đề nghị", dossier="NV1")
    with pytest.raises(Problem, match="đã rút khỏi biểu quyết"):
        sessions.recuse(by=by, item=first, seat=own, reason="Lần nữa", dossier="NV1")
    assert len(voting.items_to_vote(session, own)) == 2
    for username in MEMBERS:
        vote(world, session, username, AGREE)
    close(world, session)
    outcome = Outcome.objects.get(item=first)
    assert (outcome.issued, outcome.collected, outcome.agree, outcome.total_members) == (6, 6, 6, 7)


def test_recusal_comes_before_the_vote_with_a_reason_and_for_oneself(world: World, session: Session) -> None:
    first = session.items.first()
    assert first is not None
    by, own = world.actor("uy-vien-1", OPEN), seat(session.council, "uy-vien-1")
    with pytest.raises(Problem, match="Hãy ghi lý do"):
        sessions.recuse(by=by, item=first, seat=own, reason=" ", dossier="NV1")
    with pytest.raises(Refused, match="thư ký hội đồng"):
        sessions.recuse(by=by, item=first, seat=seat(session.council, "uy-vien-2"), reason="x", dossier="NV1")
    vote(world, session, "uy-vien-1", AGREE)
    with pytest.raises(Problem, match="đã bỏ phiếu mục này"):
        sessions.recuse(by=by, item=first, seat=own, reason="x", dossier="NV1")


def test_thresholds_of_2023_on_the_total_membership(world: World) -> None:
    cases = (
        ("CSTD_BO_TINH", 6, False),  # 90% of 7 is 6,3: seven are needed
        ("CSTD_BO_TINH", 7, True),
        ("BK_TTG", 5, False),  # 80% of 7 is 5,6
        ("BK_TTG", 6, True),
        ("LDTT", 3, False),  # no threshold of its own: more than half of seven
        ("LDTT", 4, True),
    )
    dossiers = dossiers_for(world, [award for award, _, _ in cases])
    session = opened(world, planned(world, council_of(world), dossiers, mode=Mode.PAPER))
    items = list(session.items.order_by("order"))
    tallies = {i.pk: Tally(issued=7, agree=n, disagree=7 - n) for i, (_, n, _) in zip(items, cases, strict=True)}
    sheet = counting.enter_count(by=world.actor("thu-ky", OPEN), session=session, tallies=tallies, today=OPEN)
    counting.confirm_count(by=world.actor("uy-vien-1", OPEN), sheet=sheet, today=OPEN)
    close(world, session)
    for outcome, (award, _, passed) in zip(Outcome.objects.order_by("item__order"), cases, strict=True):
        assert (outcome.passed, outcome.total_members) == (passed, 7), outcome.sentence
        read = award == "CSTD_BO_TINH"
        assert outcome.binding == read and bool(outcome.warnings) == (not read), "what was not read is doubtful"


def test_letters_of_absent_members_count_and_silent_ones_weigh_in_the_total(world: World, council: Council) -> None:
    absent = {"uy-vien-1": Presence.WRITTEN, "uy-vien-2": Presence.ABSENT}
    session = opened(world, planned(world, council, dossiers_for(world, ["LDTT"])), absent)
    for username in ("chu-tich", "uy-vien-3", "uy-vien-4"):
        vote(world, session, username, AGREE)
    vote(world, session, "thu-ky", DISAGREE)
    with pytest.raises(Problem, match="chưa nhập kết quả"):
        close(world, session)
    count(world, session, Tally(written_agree=1), second="uy-vien-3")
    close(world, session)
    outcome = Outcome.objects.get()
    assert (outcome.agree, outcome.written, outcome.collected, outcome.issued) == (4, 1, 4, 5)
    assert outcome.passed and "trong đó 1 ý kiến bằng văn bản" in outcome.sentence


def test_impossible_counts_are_named_with_their_item(world: World) -> None:
    session = opened(world, planned(world, council_of(world), dossiers_for(world, ["LDTT"]), mode=Mode.PAPER))
    for tally, sentence in (
        (Tally(issued=8, agree=7), "phát ra 8 phiếu, nhiều hơn 7"),
        (Tally(issued=6, agree=7), "thu về 7 phiếu, nhiều hơn 6"),
        (Tally(issued=7, agree=-1), "không thể âm"),
        (Tally(issued=7, agree=7, written_agree=1), "1 ý kiến bằng văn bản, nhiều hơn 0"),
    ):
        with pytest.raises(Problem, match=f"Mục 1: .*{sentence}"):
            count(world, session, tally)


def test_a_paper_count_needs_two_different_people(world: World) -> None:
    session = opened(world, planned(world, council_of(world), dossiers_for(world, ["LDTT"]), mode=Mode.PAPER))
    by, tallies = world.actor("thu-ky", OPEN), {i.pk: Tally(issued=7, agree=7) for i in session.items.all()}
    sheet = counting.enter_count(by=by, session=session, tallies=tallies, today=OPEN)
    with pytest.raises(Problem, match="mới có một chữ ký"):
        close(world, session)
    with pytest.raises(Problem, match="phải của người khác"):
        counting.confirm_count(by=by, sheet=sheet, today=OPEN)
    newer = counting.enter_count(by=by, session=session, tallies=tallies, today=OPEN)
    with pytest.raises(Problem, match="vừa được nhập lại"):
        counting.confirm_count(by=world.actor("uy-vien-1", OPEN), sheet=sheet, today=OPEN)
    counting.confirm_count(by=world.actor("uy-vien-1", OPEN), sheet=newer, today=OPEN)
    close(world, session)
    assert Outcome.objects.get().agree == 7


def test_a_paper_session_takes_no_electronic_ballots(world: World) -> None:
    session = opened(world, planned(world, council_of(world), dossiers_for(world, ["LDTT"]), mode=Mode.PAPER))
    with pytest.raises(Refused, match="bỏ phiếu giấy"):
        vote(world, session, "uy-vien-1", AGREE)


def test_what_was_said_and_counted_stays(world: World, session: Session) -> None:
    vote(world, session, "uy-vien-1", AGREE)
    close(world, session)
    for model in (Roll, Envelope, Ballot, Outcome):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.update(passed=True)
    with pytest.raises(Refused):
        close(world, session)


def test_there_is_no_tally_before_the_close_and_coverage_says_only_how_many(world: World, session: Session) -> None:
    for username in ("uy-vien-1", "uy-vien-2"):
        vote(world, session, username, AGREE)
    assert queries.outcomes(session.season_id) == [] and not Ballot.objects.exists()
    assert queries.coverages([session.pk])[session.pk] == queries.Coverage(cast=2, expected=7)


@pytest.mark.parametrize("harm", ["added", "lost", "moved"])
def test_an_urn_that_was_tampered_with_gives_no_result(world: World, session: Session, harm: str) -> None:
    vote(world, session, "uy-vien-1", AGREE)
    first, second = session.items.all()[:2]
    other = seat(session.council, "uy-vien-2")
    if harm != "added":
        Roll.objects.create(item=second, seat=other)
    if harm != "lost":  # a ballot without a voter; a ballot that was sealed for another item
        Envelope.objects.create(item=second, sealed=seal(session.urn_key, first.pk, AGREE))
    with pytest.raises(Problem, match="không công bố kết quả"):
        close(world, session)
    session.refresh_from_db()
    assert session.state == SessionState.OPEN and not Ballot.objects.exists() and not Outcome.objects.exists()


def test_a_lost_key_is_said_and_the_session_can_be_called_off(world: World, session: Session) -> None:
    vote(world, session, "uy-vien-1", AGREE)
    destroy(session.urn_key)
    with pytest.raises(Problem, match="Không mở được hòm phiếu"):
        close(world, session)
    by = world.actor("thu-ky", OPEN)
    sessions.cancel_session(by=by, session=session, reason="Mất khóa hòm phiếu", today=OPEN)
    assert len(sessions.open_dossiers(session.season_id)) == 3, "the dossiers are free for another session"
