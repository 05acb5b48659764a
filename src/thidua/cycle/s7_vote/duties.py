"""What waits in stage 7, and where units stand."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.duties import Duty, Standing
from thidua.cycle.s6_propose.queries import forwarded
from thidua.cycle.s7_vote import queries
from thidua.cycle.s7_vote.enums import COUNCIL_ROLES, STAGE, SessionState


def session_url(session_id: int) -> str:
    """The page of a session."""
    return reverse("vote:session", args=[session_id])


def duties(actor: Actor, season: Season, today: date) -> Iterable[Duty]:
    """Members: ballots to cast. The secretary: dossiers to put on an agenda, sessions to bring to their end."""
    if actor.unit_id != season.authority_id or not actor.is_any(*COUNCIL_ROLES) or actor.account_id is None:
        return
    due = stage_status(season, STAGE, today).closes
    for session, _ in queries.seats_waiting(season.pk, actor.account_id, today):
        ballot = reverse("vote:ballot", args=[session.pk])
        yield Duty(STAGE, f"Bỏ phiếu: {session}", ballot, "Bỏ phiếu", session.held_on)
    for session in queries.sessions_of(season.pk).filter(state=SessionState.CLOSED):
        signer = session.chair if session.minutes_hash else session.secretary
        if signer.account_id == actor.account_id:
            yield Duty(STAGE, f"Ký biên bản: {session}", session_url(session.pk), "Mở biên bản", due)
    if actor.is_any(Role.COUNCIL_SECRETARY):
        yield from _secretary(season, due)


def _secretary(season: Season, due: date | None) -> Iterable[Duty]:
    ids = [d.id for d in forwarded(season.pk)]
    if waiting := len(set(ids) - set(queries.voted_before(ids))):
        title = f"Đưa {waiting} hồ sơ vào chương trình phiên họp"
        yield Duty(STAGE, title, reverse("vote:home"), "Xem phiên họp", due, count=waiting)
    words = {SessionState.PLANNED: "Chuẩn bị và mở bỏ phiếu", SessionState.OPEN: "Kết thúc bỏ phiếu, kiểm phiếu"}
    for session in queries.sessions_of(season.pk).filter(state__in=words):
        title = f"{words[SessionState(session.state)]}: {session}"
        yield Duty(STAGE, title, session_url(session.pk), "Mở phiên họp", session.held_on)


def standings(season: Season, unit_ids: frozenset[int], today: date) -> Iterable[Standing]:
    """Of each unit with dossiers before the council: how many were voted on, how many passed."""
    results = {row.dossier_id: row.passed for row in queries.outcomes(season.pk)}
    before = [d for d in forwarded(season.pk) if d.proposing_unit_id in unit_ids]
    total = Counter(d.proposing_unit_id for d in before)
    voted = Counter(d.proposing_unit_id for d in before if d.id in results)
    passed = Counter(d.proposing_unit_id for d in before if results.get(d.id))
    for unit_id, count in total.items():
        note = f"đã bỏ phiếu {voted[unit_id]}/{count} hồ sơ, {passed[unit_id]} đạt"
        yield Standing(STAGE, unit_id, voted[unit_id] == count, note, reverse("vote:home"))
