"""What waits in stage 6, and where units stand."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.season.models import Season
from thidua.base.season.queries import stage_status
from thidua.base.tasks.duties import Duty, Standing
from thidua.cycle.s6_propose.enums import STAGE, DossierState
from thidua.cycle.s6_propose.passes import pass_by_id
from thidua.cycle.s6_propose.policies import UNIT_ROLES
from thidua.cycle.s6_propose.queries import dossiers_of

_HANDS = (DossierState.DRAFT, DossierState.RETURNED)
_HELD = (*_HANDS, DossierState.GIVEN_BACK)


def dossier_url(dossier_id: int) -> str:
    """The page of a dossier."""
    return reverse("propose:dossier", args=[dossier_id])


def pass_url(pass_id: int) -> str:
    """Where the files that went up with a dossier are shown: on the dossier of the level above."""
    found = pass_by_id(pass_id)
    return dossier_url(found.upper_id or found.dossier_id) if found else ""


def _list(state: int) -> str:
    return f"{reverse('propose:home')}?trang-thai={state}"


def duties(actor: Actor, season: Season, today: date) -> Iterable[Duty]:
    """Units: dossiers in their hands. The authority: dossiers to appraise and to put before the council."""
    due = stage_status(season, STAGE, today).closes
    if actor.is_any(*UNIT_ROLES) and actor.unit_id is not None:
        for row in dossiers_of(season.pk, [actor.unit_id]).filter(state__in=_HANDS, origin__isnull=True):
            word = "Bổ sung và gửi lại" if row.state == DossierState.RETURNED else "Hoàn thiện và gửi"
            yield Duty(STAGE, f"{word} hồ sơ {row.code} ({row.subject_name})", dossier_url(row.pk), "Mở hồ sơ", due)
    inside = actor.is_any(Role.SPECIALIST, Role.REVIEWING_DEPARTMENT) and actor.authority_id == season.authority_id
    if inside:
        counts = Counter(dossiers_of(season.pk).values_list("state", flat=True))
        if waiting := counts[DossierState.SENT]:
            yield Duty(STAGE, f"Thẩm định {waiting} hồ sơ", _list(DossierState.SENT), "Xem hồ sơ", due, count=waiting)
        if actor.is_any(Role.SPECIALIST) and (ready := counts[DossierState.APPRAISED]):
            title = f"Trình hội đồng hoặc trả lại {ready} hồ sơ đã thẩm định"
            yield Duty(STAGE, title, _list(DossierState.APPRAISED), "Xem hồ sơ", due, count=ready)
        if actor.is_any(Role.SPECIALIST) and (back := counts[DossierState.COME_BACK]):
            title = f"Xử lý {back} hồ sơ cấp trên trả lại"
            yield Duty(STAGE, title, _list(DossierState.COME_BACK), "Xem hồ sơ", due, count=back)


def standings(season: Season, unit_ids: frozenset[int], today: date) -> Iterable[Standing]:
    """Of each unit: how many dossiers it has sent. No dossier is no fault: nobody must propose."""
    rows = dossiers_of(season.pk, unit_ids).values_list("proposing_unit_id", "state")
    sent = Counter(unit for unit, state in rows if state not in _HELD)
    held = Counter(unit for unit, state in rows if state in _HELD)
    for unit_id in unit_ids:
        note = f"{sent[unit_id]} hồ sơ đã gửi" + (f", {held[unit_id]} đang lập" if held[unit_id] else "")
        nothing = not (sent[unit_id] or held[unit_id])
        home = reverse("propose:home")
        yield Standing(STAGE, unit_id, not held[unit_id], "chưa có hồ sơ" if nothing else note, home, nothing)
