"""Where a dossier came from and what became of it above: what its page says of the other levels."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.documents.queries import attachments_of_many
from thidua.base.workflow.later import Told, told_of
from thidua.base.workflow.queries import last_reason
from thidua.cycle.s6_propose.enums import FATES, DossierState
from thidua.cycle.s6_propose.models import Dossier, DossierPass
from thidua.cycle.s6_propose.passes import last_pass, passes_of, received_with, twins_of
from thidua.cycle.s6_propose.policies import can_see_dossier, sees_all

_LABEL = Dossier._meta.label_lower


@dataclass(frozen=True)
class Fate:
    """One level above: who has the dossier, where it stands, and what is settled. ``url``: for who may open it."""

    where: str
    state: str
    url: str = ""
    reason: str = ""
    told: tuple[Told, ...] = ()


def _url(actor: Actor, dossier: Dossier) -> str:
    return reverse("propose:dossier", args=[dossier.pk]) if can_see_dossier(actor, dossier) else ""


def fates(actor: Actor, dossier: Dossier) -> list[Fate]:
    """What the lower level is told, level by level: never what was found or written there before it is settled."""
    found: list[Fate] = []
    here: Dossier | None = dossier
    while here is not None and (last := last_pass(here.pk)):
        upper = last.upper
        if upper is None:
            out = here.state == DossierState.PASSED_UP
            found.append(Fate(last.to_name, "ngoài hệ thống, chưa có tin" if out else "đã nhận lại"))
        else:
            state = DossierState(upper.state)
            why = last_reason(upper) if state == DossierState.NOT_FORWARDED else None
            told = tuple(told_of(_LABEL, upper.pk))
            found.append(Fate(last.to_name, FATES[state], _url(actor, upper), why.reason if why else "", told))
        here = upper
    return found


def _received(rows: list[DossierPass]) -> list[dict[str, Any]]:
    files = attachments_of_many(DossierPass._meta.label_lower, [rows[0].pk]) if rows else {}
    return [{"row": row, "files": files.get(row.pk, [])} for row in rows]


def journey_context(actor: Actor, dossier: Dossier) -> dict[str, Any]:
    """For the page of a dossier: from below, above, and others of the same subject for the same award."""
    desk = sees_all(actor, dossier.season)
    return {
        "told": told_of(_LABEL, dossier.pk),
        "fates": fates(actor, dossier),
        "passes": passes_of(dossier.pk),
        "received": _received(received_with(dossier)),
        "origin_url": _url(actor, dossier.origin) if dossier.origin else "",
        "twins": twins_of(dossier, [dossier.season_id]) if desk else [],
    }
