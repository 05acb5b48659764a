"""What waits in stage 8, and where units stand."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.duties import Duty, Standing
from thidua.cycle.s6_propose.queries import dossiers_by_id
from thidua.cycle.s7_vote.queries import outcomes, passed_dossiers, sessions_info
from thidua.cycle.s8_award import queries
from thidua.cycle.s8_award.enums import STAGE, DecisionState


def decision_url(decision_id: int) -> str:
    """The page of a decision."""
    return reverse("award:decision", args=[decision_id])


def duties(actor: Actor, season: Season, today: date) -> Iterable[Duty]:
    """The specialist: passed dossiers without a decision, drafts to submit. The person in authority: drafts to sign."""
    if actor.unit_id != season.authority_id or not actor.is_any(Role.SPECIALIST, Role.AUTHORITY):
        return
    due = stage_status(season, STAGE, today).closes
    rows = queries.decisions_of(season.pk)
    if actor.is_any(Role.AUTHORITY):
        for row in rows.filter(state=DecisionState.SUBMITTED):
            yield Duty(STAGE, f"Ký ban hành: {row.title}", decision_url(row.pk), "Xem và ký", due)
        return
    for row in rows.filter(state=DecisionState.DRAFT):
        yield Duty(STAGE, f"Hoàn thiện, trình ký: {row.title}", decision_url(row.pk), "Mở dự thảo", due)
    signed = {s.id for s in sessions_info(season.pk) if s.minutes_signed}
    here = set(passed_dossiers(season.pk))
    passed = {o.dossier_id for o in outcomes(season.pk) if o.dossier_id in here and o.session_id in signed}
    if waiting := len(passed - queries.dossiers_in_decisions(passed)):
        title = f"Dự thảo quyết định cho {waiting} hồ sơ đã thông qua"
        yield Duty(STAGE, title, reverse("award:choose"), "Dự thảo", due, count=waiting)


def standings(season: Season, unit_ids: frozenset[int], today: date) -> Iterable[Standing]:
    """Of each unit whose dossiers the council passed: how many have their decision."""
    passed = passed_dossiers(season.pk)
    dossiers = [d for d in dossiers_by_id(passed).values() if d.proposing_unit_id in unit_ids]
    given = {row.dossier_id for row in queries.recipients(season.pk)}
    total = Counter(d.proposing_unit_id for d in dossiers)
    done = Counter(d.proposing_unit_id for d in dossiers if d.id in given)
    for unit_id, count in total.items():
        note = f"đã khen thưởng {done[unit_id]}/{count}"
        yield Standing(STAGE, unit_id, done[unit_id] == count, note, reverse("award:register"))
