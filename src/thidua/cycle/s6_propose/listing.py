"""Which dossiers a list shows: what the actor may see, narrowed by what stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.base.access.actor import Actor
from thidua.base.season.models import Season
from thidua.cycle.s6_propose.enums import DossierState, Outcome
from thidua.cycle.s6_propose.models import Dossier
from thidua.cycle.s6_propose.policies import UNIT_ROLES, in_council, sees_all, sees_drafts
from thidua.cycle.s6_propose.queries import dossiers_of
from thidua.language.text import fold


@dataclass(frozen=True)
class Wanted:
    """The filter, as it stands in the address."""

    text: str = ""
    award: str = ""
    state: str = ""
    outcome: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Wanted":
        """From a query string."""
        return cls(*(query.get(name, "").strip()[:200] for name in ("q", "loai", "trang-thai", "ket-qua")))

    def narrow(self, rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
        """Only the rows that fit."""
        for word in fold(self.text).split():
            rows = rows.filter(search__contains=word)
        if self.award:
            rows = rows.filter(award_code=self.award)
        if self.state.isdigit():
            rows = rows.filter(state=int(self.state[:4]))
        return rows.filter(outcome=self.outcome) if self.outcome else rows


def visible(actor: Actor, season: Season) -> QuerySet[Dossier]:
    """Every dossier of a season that the actor may see (policies.check_sees_dossier, for a whole list)."""
    rows = dossiers_of(season.pk).order_by("award_code", "code")
    if sees_all(actor, season):
        return rows if sees_drafts(actor, season) else rows.exclude(state=DossierState.DRAFT)
    if actor.is_any(*UNIT_ROLES):
        return rows.filter(proposing_unit_id__in=actor.covers)
    if in_council(actor, season):
        return rows.filter(state=DossierState.FORWARDED)
    return rows.none()


def choices(rows: QuerySet[Dossier]) -> dict[str, list[tuple[str, str]]]:
    """What the filter offers: only awards that the list holds."""
    awards = rows.order_by("award_name").values_list("award_code", "award_name").distinct()
    return {
        "awards": list(awards),
        "states": [(str(v), n) for v, n in DossierState.choices],
        "outcomes": list(Outcome.choices),
    }
