"""Loads stage 7: the council with its roster, its sessions with roll-call and count, the signed minutes.

Published seasons give counts, not ballots, so sessions are loaded as paper votes. What may be left to be done by hand
(``Run.skip``): ``session:PH-01`` leaves the session out, ``open:PH-01`` leaves it prepared, ``ballot:PH-01`` leaves it
open for electronic ballots, ``close:PH-01`` leaves the paper vote open, ``minutes:PH-01`` leaves it counted.
"""

from datetime import date

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.cycle.s7_vote.actions import councils, counting, minutes, sessions
from thidua.cycle.s7_vote.enums import Mode, Presence, SeatRole
from thidua.cycle.s7_vote.facts import Tally
from thidua.cycle.s7_vote.models import Council, Item, Outcome, Seat, Session
from thidua.ops.loading.run import CannotAct, Run
from thidua.ops.seasonfiles import model_award

_ROLES = {role.value: role for role in SeatRole}


def load(run: Run) -> None:
    """The council first, then each session from its plan to its minutes, in the order of the days."""
    if not run.files.council.members:
        return
    run.at = ("council.yaml", run.files.council.row)
    council = _council(run)
    seats = dict(zip((m.code for m in run.files.council.members), council.seats.order_by("order"), strict=True))
    for row in sorted(run.files.council.sessions, key=lambda s: (s.on, s.row)):
        run.at = ("council.yaml", row.row)
        if not run.leaves("session", row.code):
            _load_session(run, council, seats, row)


def _council(run: Run) -> Council:
    files = run.files.council
    starts = min(m.starts for m in files.members)
    by = run.actor(Role.COUNCIL_SECRETARY, on=run.day("s7"))
    return councils.record_council(
        by=by,
        authority=run.units[files.unit],
        name=files.name,
        decision=str(run.documents[files.document]) if files.document else "",
        valid_from=starts,
        seats=[
            councils.NewSeat(
                full_name=m.name,
                office=m.office,
                role=_ROLES[m.role],
                valid_from=m.starts,
                valid_to=m.ends,
                account=run.accounts[m.username] if m.username else None,
            )
            for m in files.members
        ],
    )


def _load_session(run: Run, council: Council, seats: dict[str, Seat], row: model_award.Session) -> None:
    by, on = run.actor(Role.COUNCIL_SECRETARY, on=row.on), row.on
    ballots = [b for b in run.files.ballots if b.session == row.code]
    electronic = run.leaves("ballot", row.code)
    mode = Mode.ELECTRONIC if electronic else Mode.PAPER
    plan = sessions.Plan(on, seats[row.chair], seats[row.secretary], row.place, mode)
    session = sessions.plan_session(by=by, season=run.season, council=council, plan=plan, today=on)
    run.remember("session", row.code, session.pk)
    ids = [run.id_of("dossier", b.dossier) for b in ballots]
    sessions.set_agenda(by=by, session=session, dossier_ids=ids, today=on)
    sessions.call_roll(by=by, session=session, statuses=_statuses(seats, row), today=on)
    if run.leaves("open", row.code):
        return
    sessions.open_session(by=by, session=session, today=on)
    if run.leaves("close", row.code) or electronic:
        return
    _count(run, session, ballots, _second(run, row), by)
    counting.close_session(by=by, session=session, today=on)
    _compare(run, session, ballots)
    if not run.leaves("minutes", row.code):
        minutes.sign_minutes(by=by, session=session, today=on)
        minutes.sign_minutes(by=_member(run, row.chair, on), session=session, today=on)


def _statuses(seats: dict[str, Seat], row: model_award.Session) -> dict[int, str]:
    said: dict[int, str] = {seats[code].pk: Presence.PRESENT for code in row.present}
    return said | {
        seats[code].pk: Presence.WRITTEN if code in row.wrote else Presence.ABSENT for code in row.absent
    }  # fmt: skip


def _member(run: Run, code: str, on: date) -> Actor:
    member = next(m for m in run.files.council.members if m.code == code)
    if not member.username:
        raise CannotAct(f"council.yaml: {member.name} phải ký nhưng không có tài khoản; hãy ghi tài khoản.")
    return run.actor_of(member.username, on=on)


def _second(run: Run, row: model_award.Session) -> Actor:
    """The other one of the counting board: the first member present who signs in and is not the secretary."""
    known = {m.code for m in run.files.council.members if m.username}
    others = [code for code in row.present if code in known and code not in (row.secretary, row.chair)]
    if not others:
        raise CannotAct(f"council.yaml: phiên {row.code} thiếu người thứ hai có tài khoản để ký kiểm phiếu.")
    return _member(run, others[0], row.on)


def _count(run: Run, session: Session, ballots: list[model_award.BallotCount], second: Actor, by: Actor) -> None:
    items = {item.dossier_id: item for item in session.items.all()}
    tallies = {_item(run, items, b).pk: _tally(b) for b in ballots}
    sheet = counting.enter_count(by=by, session=session, tallies=tallies, today=session.held_on)
    counting.confirm_count(by=second, sheet=sheet, today=session.held_on)


def _item(run: Run, items: dict[int, Item], row: model_award.BallotCount) -> Item:
    return items[run.id_of("dossier", row.dossier)]


def _tally(row: model_award.BallotCount) -> Tally:
    return Tally(
        issued=row.issued,
        agree=row.agree,
        disagree=row.disagree,
        blank=row.invalid,
        written_agree=row.written_agree,
        written_disagree=row.written_disagree,
    )


def _compare(run: Run, session: Session, ballots: list[model_award.BallotCount]) -> None:
    """The files say what passed; the law data must come to the same."""
    found = {o.item.dossier_id: o for o in Outcome.objects.filter(item__session=session).select_related("item")}
    for row in ballots:
        outcome = found[run.id_of("dossier", row.dossier)]
        if outcome.passed != (row.result == "passed"):
            raise CannotAct(
                f"ballots.csv, dòng {row.row}: hồ sơ {row.dossier} kết quả khác với ngưỡng phiếu: {outcome.sentence}"
            )
