"""The read door of stage 7. Ballots are read nowhere but in the count (``counting``)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from thidua.base.units.queries import in_period
from thidua.cycle.s6_propose.queries import before_council
from thidua.cycle.s7_vote.enums import COUNTED, Presence, SessionState
from thidua.cycle.s7_vote.models import (
    Attendance,
    Council,
    CountSheet,
    Item,
    MinutesSignature,
    Outcome,
    Recusal,
    Roll,
    Seat,
    Session,
)


@dataclass(frozen=True)
class OutcomeInfo:
    """What the council said of one dossier."""

    dossier_id: int
    passed: bool
    agree: int
    total_members: int
    needed: int
    sentence: str
    session_id: int
    held_on: date


@dataclass(frozen=True)
class SessionInfo:
    """A session as later stages see it."""

    id: int
    season_id: int
    authority_id: int
    council_name: str
    title: str
    held_on: date
    place: str
    state: int
    state_label: str
    items: int
    passed: int
    chair_name: str
    secretary_name: str

    @property
    def minutes_signed(self) -> bool:
        """Whether the minutes carry both signatures: only then a decision rests on it."""
        return self.state == SessionState.SIGNED


def outcomes(season_id: int) -> list[OutcomeInfo]:
    """The latest outcome of every dossier that was voted on, in the order of the sessions."""
    latest = {row.item.dossier_id: row for row in _counted(season_id).select_related("item__session")}
    return [_outcome_info(row) for row in latest.values()]


def _counted(season_id: int) -> QuerySet[Outcome]:
    rows = Outcome.objects.filter(item__session__season_id=season_id, item__session__state__in=COUNTED)
    return rows.order_by("item__session__held_on", "item__session_id", "id")


def _outcome_info(row: Outcome) -> OutcomeInfo:
    session = row.item.session
    return OutcomeInfo(
        dossier_id=row.item.dossier_id,
        passed=row.passed,
        agree=row.agree,
        total_members=row.total_members,
        needed=row.needed,
        sentence=row.sentence,
        session_id=session.pk,
        held_on=session.held_on,
    )


def signed_outcomes(season_id: int) -> list[OutcomeInfo]:
    """The same, only of sessions whose minutes are signed: what units are told."""
    signed = Session.objects.filter(season_id=season_id, state=SessionState.SIGNED)
    ids = set(signed.values_list("pk", flat=True))
    return [row for row in outcomes(season_id) if row.session_id in ids]


def outcome_rows(season_id: int) -> list[Outcome]:
    """Every counted item of a season, session by session."""
    rows = Outcome.objects.filter(item__session__season_id=season_id).select_related("item__session__council")
    return list(rows.order_by("item__session__held_on", "item__session_id", "item__order"))


def passed_dossiers(season_id: int) -> list[int]:
    """Dossiers whose latest vote was a yes; those passed up to a higher authority since are left out."""
    latest = dict(_counted(season_id).values_list("item__dossier_id", "passed"))
    passed = [dossier_id for dossier_id, yes in latest.items() if yes]
    here = before_council(passed)
    return [pk for pk in passed if pk in here]


def sessions_info(season_id: int) -> list[SessionInfo]:
    """The sessions of a season, newest first; cancelled ones are left out."""
    rows = sessions_of(season_id).exclude(state=SessionState.CANCELLED)
    return [_session_info(row) for row in rows]


def session_info(session_id: int) -> SessionInfo | None:
    """One session."""
    row = _sessions().filter(pk=session_id).first()
    return _session_info(row) if row else None


def _session_info(row: Session) -> SessionInfo:
    return SessionInfo(
        id=row.pk,
        season_id=row.season_id,
        authority_id=row.season.authority_id,
        council_name=row.council.name,
        title=str(row),
        held_on=row.held_on,
        place=row.place,
        state=row.state,
        state_label=row.get_state_display(),
        items=row.item_count,  # type: ignore[attr-defined]
        passed=row.passed_count,  # type: ignore[attr-defined]
        chair_name=row.chair.full_name,
        secretary_name=row.secretary.full_name,
    )


def _sessions() -> QuerySet[Session]:
    rows = Session.objects.select_related("council", "season__authority", "chair", "secretary")
    passed = Count("items", filter=Q(items__outcome__passed=True), distinct=True)
    return rows.annotate(item_count=Count("items", distinct=True), passed_count=passed)


def sessions_of(season_id: int) -> QuerySet[Session]:
    """The sessions of a season, newest first."""
    return _sessions().filter(season_id=season_id)


def session_by_id(session_id: int, season_id: int) -> Session | None:
    """One session of a season, with what its page needs."""
    return sessions_of(season_id).filter(pk=session_id).first()


def councils_of(authority_id: int) -> QuerySet[Council]:
    """The councils of an authority, newest first, with their rosters."""
    seats = Prefetch("seats", queryset=Seat.objects.select_related("account"))
    return Council.objects.filter(authority_id=authority_id).select_related("authority").prefetch_related(seats)


def council_on(authority_id: int, on: date) -> Council | None:
    """The council in office on a day."""
    return councils_of(authority_id).filter(in_period(on)).first()


def seats_on(council_id: int, on: date) -> list[Seat]:
    """The roster of a day: its length is the total membership."""
    rows = Seat.objects.filter(in_period(on), council_id=council_id).select_related("account")
    return list(rows.order_by("order", "id"))


def seat_by_id(seat_id: int) -> Seat | None:
    """One seat with its council."""
    return Seat.objects.filter(pk=seat_id).select_related("council").first()


def seat_of(account_id: int | None, session: Session) -> Seat | None:
    """The seat of an account on the day of a session."""
    if account_id is None:
        return None
    rows = Seat.objects.filter(in_period(session.held_on), council_id=session.council_id, account_id=account_id)
    return rows.order_by("order", "id").first()


def attendance_of(session_id: int) -> dict[int, str]:
    """The roll-call: status by seat."""
    return dict(Attendance.objects.filter(session_id=session_id).values_list("seat_id", "status"))


def items_of(session_id: int) -> list[Item]:
    """The agenda in order, with outcomes where there are any."""
    return list(Item.objects.filter(session_id=session_id).select_related("outcome").order_by("order", "id"))


def voted_before(dossier_ids: Iterable[int]) -> dict[int, int]:
    """State of the latest session, not cancelled, that has each dossier on its agenda."""
    rows = Item.objects.filter(dossier_id__in=list(dossier_ids)).exclude(session__state=SessionState.CANCELLED)
    return dict(rows.order_by("session__held_on", "id").values_list("dossier_id", "session__state"))


def passed_before(dossier_ids: Iterable[int]) -> set[int]:
    """Dossiers that some session has passed."""
    rows = Outcome.objects.filter(item__dossier_id__in=list(dossier_ids), passed=True)
    return set(rows.values_list("item__dossier_id", flat=True))


def recusals_of(session_id: int) -> list[Recusal]:
    """Who stays out of which item, and why."""
    return list(Recusal.objects.filter(item__session_id=session_id).select_related("seat", "item"))


def seats_cast(session_id: int) -> set[int]:
    """Seats that have cast their ballots."""
    return set(Roll.objects.filter(item__session_id=session_id).values_list("seat_id", flat=True))


def rolls_by_item(session_id: int) -> Counter[int]:
    """How many have cast a ballot on each item."""
    return Counter(Roll.objects.filter(item__session_id=session_id).values_list("item_id", flat=True))


@dataclass(frozen=True)
class Coverage:
    """How many of those who may vote have voted; never what."""

    cast: int
    expected: int


def coverages(session_ids: Iterable[int]) -> dict[int, Coverage]:
    """Coverage of several sessions at once."""
    wanted = list(session_ids)
    present = Counter(
        Attendance.objects.filter(session_id__in=wanted, status=Presence.PRESENT).values_list("session_id", flat=True)
    )
    cast = Roll.objects.filter(item__session_id__in=wanted).values_list("item__session_id", "seat_id").distinct()
    done = Counter(session_id for session_id, _ in cast)
    return {pk: Coverage(done[pk], present[pk]) for pk in wanted}


def last_sheet(session_id: int) -> CountSheet | None:
    """The newest count sheet with its lines and signatures; earlier ones are superseded and stay."""
    rows = CountSheet.objects.filter(session_id=session_id).order_by("-id")
    return rows.prefetch_related("counts", "signatures__seat").first()


def minutes_signatures(session_id: int) -> list[MinutesSignature]:
    """Every signature on any text of the minutes, oldest first."""
    return list(MinutesSignature.objects.filter(session_id=session_id).select_related("seat"))


def seats_waiting(season_id: int, account_id: int, on: date) -> list[tuple[Session, Seat]]:
    """Open electronic sessions in which an account sits, was called present, and has not voted."""
    rows = Attendance.objects.filter(
        session__season_id=season_id, session__state=SessionState.OPEN, status=Presence.PRESENT,
        seat__account_id=account_id,
    ).select_related("session__council", "session__season", "seat")  # fmt: skip
    cast: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        cast[row.session_id] = cast[row.session_id] or seats_cast(row.session_id)
    return [(r.session, r.seat) for r in rows if r.session.held_on <= on and r.seat_id not in cast[r.session_id]]
