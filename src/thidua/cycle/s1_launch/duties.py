"""What waits for whom in stage 1, and where each unit stands."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.season.enums import StageState
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.duties import Duty, Standing
from thidua.cycle.s1_launch.enums import DRAFTERS, LAUNCHERS, STAGE, MovementKind, MovementState
from thidua.cycle.s1_launch.policies import OFFICE
from thidua.cycle.s1_launch.queries import addressed_to, open_movements, receipt_totals


def duties_of(actor: Actor, season: Season, today: date) -> Iterator[Duty]:
    """Drafts to launch, movements to receive and to launch anew, movements whose time is over to sum up."""
    if actor.unit_id is None or not actor.is_any(*DRAFTERS):
        return
    status = stage_status(season, STAGE, today)
    due = status.closes if status.state == StageState.OPEN else None
    yield from _own(actor, season, today, due)
    if actor.unit_id == season.authority_id:
        return
    for movement, received, anew in addressed_to(actor.unit_id, season.pk):
        url = reverse("launch:detail", args=[movement.pk])
        if not received:
            yield Duty(STAGE, f"Tiếp nhận phong trào «{movement.title}»", url, "Tiếp nhận", due)
        elif anew is None and due:
            yield Duty(STAGE, f"Phát động lại phong trào «{movement.title}»", url, "Phát động lại", due)


def _own(actor: Actor, season: Season, today: date, due: date | None) -> Iterator[Duty]:
    if actor.unit_id == season.authority_id and not actor.is_any(*OFFICE):
        return
    for movement in open_movements(actor.unit_id or 0, season.pk):
        url = reverse("launch:detail", args=[movement.pk])
        if movement.state == MovementState.LAUNCHED:
            if movement.period_to < today:
                yield Duty(STAGE, f"Tổng kết phong trào «{movement.title}»", url, "Tổng kết")
        elif (due or movement.kind == MovementKind.THEMED) and actor.is_any(*LAUNCHERS):
            yield Duty(STAGE, f"Phát động phong trào «{movement.title}»", url, "Xem và phát động", due)


def standings_of(season: Season, unit_ids: frozenset[int], today: date) -> Iterator[Standing]:
    """Done when a unit has received every movement that addresses it. Units that none addresses are left out."""
    for unit, (expected, received, anew) in receipt_totals(season.pk, unit_ids).items():
        note = f"đã nhận {received}/{expected} phong trào, phát động lại {anew}"
        yield Standing(STAGE, unit, received >= expected, note, reverse("launch:home"))
