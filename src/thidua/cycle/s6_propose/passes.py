"""Reading what was handed to higher authorities, and what a council has had before it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from thidua.base.workflow.models import Step
from thidua.cycle.s6_propose.enums import DOSSIER_FLOW, DossierState
from thidua.cycle.s6_propose.models import Dossier, DossierPass


def forwarded_once() -> QuerySet[Step, int]:
    """Ids of dossiers that have lain before a council."""
    rows = Step.objects.filter(flow=DOSSIER_FLOW.code, subject_type=Dossier._meta.label_lower, name="forward")
    return rows.values_list("subject_id", flat=True)


def known_to_council() -> Q:
    """Dossiers that the council reads: those that lie before it, and those that were passed up from there."""
    return Q(state=DossierState.FORWARDED) | Q(state=DossierState.PASSED_UP, pk__in=forwarded_once())


def passes_of(dossier_id: int) -> QuerySet[DossierPass]:
    """Every time that a dossier was handed to a higher authority, oldest first."""
    return DossierPass.objects.filter(dossier_id=dossier_id).select_related("upper__season__authority")


def pass_by_id(pk: int) -> DossierPass | None:
    """One of them."""
    return DossierPass.objects.filter(pk=pk).first()


def last_pass(dossier_id: int) -> DossierPass | None:
    """The newest of them."""
    return passes_of(dossier_id).last()


def received_with(dossier: Dossier) -> list[DossierPass]:
    """What came with a dossier from the level below and, where it came through several, from each level down."""
    found: list[DossierPass] = []
    upper: Dossier | None = dossier
    while upper is not None and upper.origin_id is not None:
        rows = DossierPass.objects.filter(upper=upper).select_related(
            "opinion", "check_made", "dossier__season__authority", "dossier__proposing_unit"
        )
        # what a level got from below after it had passed the dossier up has not come here
        last = (rows.filter(pk__lt=found[-1].pk) if found else rows).last()
        if last is None:
            break
        found.append(last)
        upper = last.dossier
    return found


def twins_of(dossier: Dossier, season_ids: Iterable[int]) -> list[Dossier]:
    """Other dossiers of the same subject for the same award in some seasons; drafts are their writers' alone."""
    rows = Dossier.objects.filter(
        season_id__in=list(season_ids),
        award_code=dossier.award_code,
        person=dossier.person_id,
        unit=dossier.unit_id,
        household=dossier.household_id,
    )
    return list(rows.exclude(pk=dossier.pk).exclude(origin=dossier).exclude(state=DossierState.DRAFT).order_by("code"))
