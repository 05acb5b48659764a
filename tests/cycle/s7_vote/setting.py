"""The council of the test district, dossiers that lie before it, and sessions brought to any step."""

from collections.abc import Mapping, Sequence
from datetime import date

from tests.world import LOADER, START, World, day
from thidua.base.people.actions import record_person
from thidua.base.units.actions import post_person
from thidua.cycle.s6_propose import actions as propose
from thidua.cycle.s6_propose.enums import Verdict
from thidua.cycle.s6_propose.models import Dossier
from thidua.cycle.s7_vote.actions import councils, counting, minutes, sessions, voting
from thidua.cycle.s7_vote.enums import Choice, Mode, Presence, SeatRole
from thidua.cycle.s7_vote.facts import Tally
from thidua.cycle.s7_vote.models import Council, Seat, Session

BEFORE, OPEN = day("s6_propose"), day("s7_vote")
MEMBERS = ("chu-tich", *(f"uy-vien-{n}" for n in range(1, 6)), "thu-ky")
ROLES = {"chu-tich": SeatRole.CHAIR, "thu-ky": SeatRole.SECRETARY}
AGREE, DISAGREE, BLANK = Choice.AGREE, Choice.DISAGREE, Choice.BLANK


def council_of(world: World, *, quorum: str = "") -> Council:
    """Seven members, all with accounts: the chair, five members, the secretary."""
    seats = [
        councils.NewSeat(
            full_name=f"Thành viên {username}",
            office=f"Chức vụ {username}",
            role=ROLES.get(username, SeatRole.MEMBER),
            valid_from=START,
            account=world.desks[username].account,
        )
        for username in MEMBERS
    ]
    by = world.actor("thu-ky", OPEN)
    name = "Hội đồng Thi đua - Khen thưởng huyện Bình Liêu"
    return councils.record_council(
        by=by, authority=world.units["BL"], name=name, decision="01", valid_from=START, quorum=quorum, seats=seats
    )  # fmt: skip


def dossiers_for(world: World, awards: Sequence[str]) -> list[Dossier]:
    """One dossier of an own person of Lục Hồn for each award, forwarded to the council."""
    unit, desk = world.actor("lh-can-bo", BEFORE), world.actor("chuyen-vien", BEFORE)
    made = []
    for number, award in enumerate(awards, start=1):
        person = record_person(by=LOADER, code=f"NV{number}", full_name=f"Nguyễn Văn Suối {number}")
        post_person(by=LOADER, person_id=person.pk, unit=world.units["LH"], position="Công chức", valid_from=START)
        new = propose.NewDossier(award, "Hoàn thành xuất sắc nhiệm vụ", 2023, person=person)
        dossier = propose.draft_dossier(
            by=unit, season=world.season, unit=world.units["LH"], new=new, today=BEFORE
        )  # fmt: skip
        propose.send_dossier(by=unit, dossier=dossier, today=BEFORE)
        propose.appraise_dossier(by=desk, dossier=dossier, verdict=Verdict.QUALIFIED, text="Đủ", today=BEFORE)
        propose.forward_dossier(by=desk, dossier=dossier, today=BEFORE)
        made.append(dossier)
    return made


def seat(council: Council, username: str) -> Seat:
    """The seat of an account."""
    return council.seats.get(account__username=username)


def planned(
    world: World, council: Council, dossiers: Sequence[Dossier], *, mode: str = Mode.ELECTRONIC, held_on: date = OPEN
) -> Session:
    """A session with its agenda, the roll not yet called."""
    by = world.actor("thu-ky", OPEN)
    plan = sessions.Plan(held_on, seat(council, "chu-tich"), seat(council, "thu-ky"), "Trụ sở", mode)
    made = sessions.plan_session(by=by, season=world.season, council=council, plan=plan, today=OPEN)
    sessions.set_agenda(by=by, session=made, dossier_ids=[d.pk for d in dossiers], today=OPEN)
    return made


def called(world: World, session: Session, statuses: Mapping[str, str] | None = None) -> None:
    """Everybody present but those named otherwise."""
    said = {u: Presence.PRESENT for u in MEMBERS} | dict(statuses or {})
    by, council = world.actor("thu-ky", OPEN), session.council
    sessions.call_roll(
        by=by, session=session, statuses={seat(council, u).pk: s for u, s in said.items()}, today=OPEN
    )  # fmt: skip


def opened(world: World, session: Session, statuses: Mapping[str, str] | None = None) -> Session:
    """The roll called and the vote opened."""
    called(world, session, statuses)
    sessions.open_session(by=world.actor("thu-ky", OPEN), session=session, today=OPEN)
    return session


def vote(world: World, session: Session, username: str, *choices: Choice) -> None:
    """Cast the same choice on all items, or one for each."""
    items = voting.items_to_vote(session, seat(session.council, username))
    said = choices * len(items) if len(choices) == 1 else choices
    by = world.actor(username, OPEN)
    voting.cast(by=by, session=session, choices={i.pk: c for i, c in zip(items, said, strict=True)}, today=OPEN)


def close(world: World, session: Session) -> None:
    """Count."""
    counting.close_session(by=world.actor("thu-ky", OPEN), session=session, today=OPEN)


def count(world: World, session: Session, tally: Tally, *, second: str = "uy-vien-1") -> None:
    """The same count for every item, signed by two."""
    by = world.actor("thu-ky", OPEN)
    sheet = counting.enter_count(
        by=by, session=session, tallies={i.pk: tally for i in session.items.all()}, today=OPEN
    )  # fmt: skip
    counting.confirm_count(by=world.actor(second, OPEN), sheet=sheet, today=OPEN)


def signed(world: World, session: Session) -> Session:
    """The minutes signed by both."""
    for username in ("thu-ky", "chu-tich"):
        minutes.sign_minutes(by=world.actor(username, OPEN), session=session, today=OPEN)
    return session


def vote_closed(world: World, session: Session, tally: Tally) -> Session:
    """A planned session on paper, brought to its signed minutes with the same count for every item."""
    count(world, opened(world, session), tally)
    close(world, session)
    return signed(world, session)


def passed_session(world: World, awards: Sequence[str]) -> Session:
    """A session in which everybody said yes to everything, its minutes signed."""
    session = planned(world, council_of(world), dossiers_for(world, awards), mode=Mode.PAPER)
    return vote_closed(world, session, Tally(issued=7, agree=7))
