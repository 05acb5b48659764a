"""Which dossiers a list shows: what the actor may see, narrowed by what stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.base.access.actor import Actor
from thidua.base.season.models import Season
from thidua.cycle.s6_propose.enums import FROM_BELOW, DossierState, Outcome
from thidua.cycle.s6_propose.models import Dossier
from thidua.cycle.s6_propose.passes import known_to_council
from thidua.cycle.s6_propose.policies import UNIT_ROLES, in_council, sees_all, sees_drafts
from thidua.cycle.s6_propose.queries import dossiers_of
from thidua.language.numbers import digits_only
from thidua.language.text import fold

OWN = "trong-nam"
SOURCES = {OWN: "Đơn vị trong năm thi đua đề nghị", "cap-duoi": FROM_BELOW}


@dataclass(frozen=True)
class Wanted:
    """The filter, as it stands in the address."""

    text: str = ""
    award: str = ""
    state: str = ""
    outcome: str = ""
    source: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Wanted":
        """From a query string."""
        return cls(*(query.get(name, "").strip()[:200] for name in ("q", "loai", "trang-thai", "ket-qua", "nguon")))

    @property
    def narrows(self) -> bool:
        """Anything is asked for, so that the list can be widened again."""
        return self != Wanted()

    def narrow(self, rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
        """Only the rows that fit."""
        for word in fold(self.text).split():
            rows = rows.filter(search__contains=word)
        if self.award:
            rows = rows.filter(award_code=self.award)
        if (state := digits_only(self.state)) is not None:
            rows = rows.filter(state=state)
        if self.source in SOURCES:
            rows = rows.filter(origin__isnull=self.source == OWN)
        return rows.filter(outcome=self.outcome) if self.outcome else rows


def visible(actor: Actor, season: Season) -> QuerySet[Dossier]:
    """Every dossier of a season that the actor may see (policies.check_sees_dossier, for a whole list)."""
    rows = dossiers_of(season.pk).order_by("award_code", "code")
    if sees_all(actor, season):
        return rows if sees_drafts(actor, season) else rows.exclude(state=DossierState.DRAFT)
    if actor.is_any(*UNIT_ROLES):
        return rows.filter(proposing_unit_id__in=actor.covers, origin__isnull=True)
    if in_council(actor, season):
        return rows.filter(known_to_council())
    return rows.none()


def choices(rows: QuerySet[Dossier]) -> dict[str, list[tuple[str, str]]]:
    """What the filter offers: only awards that the list holds."""
    awards = rows.order_by("award_name").values_list("award_code", "award_name").distinct()
    return {
        "awards": list(awards),
        "states": [(str(v), n) for v, n in DossierState.choices],
        "outcomes": list(Outcome.choices),
        "sources": list(SOURCES.items()),
    }
