"""The read door of stage 6."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from thidua.cycle.s6_propose.enums import FATES, DossierState, FactKind, SubjectKind
from thidua.cycle.s6_propose.models import (
    AppraisalOpinion,
    Dossier,
    DossierPass,
    EligibilityCheck,
    FactWithdrawal,
    SubjectFact,
)


@dataclass(frozen=True)
class DossierInfo:
    """A dossier as later stages see it."""

    id: int
    code: str
    season_id: int
    award_code: str
    award_name: str
    subject_kind: str
    subject_name: str
    person_id: int | None
    unit_id: int | None
    household_id: int | None
    person_class: str
    proposing_unit_id: int
    proposing_unit_name: str
    position: str
    achievement: str
    mode: str
    year: int
    movement_id: int | None
    state: int
    outcome: str
    outcome_label: str
    verdict: str
    verdict_label: str
    origin_id: int | None
    passed_to: str
    fate: str


def dossiers_of(season_id: int, unit_ids: Iterable[int] | None = None) -> QuerySet[Dossier]:
    """Dossiers of a season, of some proposing units only where they are named; each with its state one level up."""
    rows = Dossier.objects.filter(season_id=season_id).select_related(
        "person", "unit", "household", "proposing_unit", "season__authority"
    )
    last = DossierPass.objects.filter(dossier=OuterRef("pk")).order_by("-id")
    rows = rows.annotate(upper_state=Subquery(last.values("upper__state")[:1]))
    return rows if unit_ids is None else rows.filter(proposing_unit_id__in=list(unit_ids))


def dossier_by_id(pk: int) -> Dossier | None:
    """One dossier by its id, whatever its season."""
    rows = Dossier.objects.select_related(
        "person", "unit", "household", "proposing_unit", "season__authority", "origin__season__authority"
    )
    return rows.filter(pk=pk).first()


def as_info(d: Dossier) -> DossierInfo:
    """A dossier as later stages and lists see it."""
    return DossierInfo(
        id=d.pk,
        code=d.code,
        season_id=d.season_id,
        award_code=d.award_code,
        award_name=d.award_name,
        subject_kind=d.subject_kind,
        subject_name=d.subject_name,
        person_id=d.person_id,
        unit_id=d.unit_id,
        household_id=d.household_id,
        person_class=d.person.person_class if d.person else "",
        proposing_unit_id=d.proposing_unit_id,
        proposing_unit_name=d.proposing_unit.name,
        position=d.position,
        achievement=d.achievement,
        mode=d.mode,
        year=d.year,
        movement_id=d.movement_id,
        state=d.state,
        outcome=d.outcome,
        outcome_label=d.get_outcome_display() or "Chưa tra",
        verdict=d.verdict,
        verdict_label=d.get_verdict_display() or "Chưa thẩm định",
        origin_id=d.origin_id,
        passed_to=d.passed_to,
        fate=fate_of(d),
    )


def fate_of(dossier: Dossier) -> str:
    """Where a dossier of a list stands one level up: «Tỉnh Quảng Ninh: đang thẩm định»; empty where it never went."""
    state = getattr(dossier, "upper_state", None)
    if not dossier.passed_to or state is None:
        return dossier.passed_to
    return f"{dossier.passed_to}: {FATES[DossierState(state)]}"


def before_council(ids: Iterable[int]) -> set[int]:
    """Which of these dossiers lie before the council still; one that was passed up is decided on elsewhere."""
    rows = Dossier.objects.filter(pk__in=list(ids), state=DossierState.FORWARDED)
    return set(rows.values_list("pk", flat=True))


def forwarded(season_id: int) -> list[DossierInfo]:
    """The dossiers that lie before the council, in the order of their codes."""
    rows = dossiers_of(season_id).filter(state=DossierState.FORWARDED).order_by("award_code", "code")
    return [as_info(row) for row in rows]


def dossiers_by_id(ids: Iterable[int]) -> dict[int, DossierInfo]:
    """Several dossiers at once."""
    rows = Dossier.objects.filter(pk__in=list(ids)).select_related("person", "unit", "household", "proposing_unit")
    return {row.pk: as_info(row) for row in rows}


def dossier_info(dossier_id: int) -> DossierInfo | None:
    """One dossier."""
    return dossiers_by_id([dossier_id]).get(dossier_id)


def all_infos(season_id: int, unit_ids: Iterable[int] | None = None) -> list[DossierInfo]:
    """Every dossier of a season: the eligibility list."""
    return [as_info(row) for row in dossiers_of(season_id, unit_ids).order_by("award_code", "code")]


def last_check(dossier_id: int) -> EligibilityCheck | None:
    """The newest answer of the rulebook."""
    return EligibilityCheck.objects.filter(dossier_id=dossier_id).order_by("-id").first()


def last_checks(dossier_ids: Iterable[int]) -> dict[int, EligibilityCheck]:
    """The newest answer about each of several dossiers; one that was never asked about is left out."""
    rows = EligibilityCheck.objects.filter(dossier_id__in=list(dossier_ids)).order_by("id")
    return {row.dossier_id: row for row in rows}


def checks_of(dossier_id: int) -> QuerySet[EligibilityCheck]:
    """Every answer, newest first."""
    return EligibilityCheck.objects.filter(dossier_id=dossier_id).order_by("-id")


def opinions_of(dossier_id: int) -> QuerySet[AppraisalOpinion]:
    """Every opinion, oldest first."""
    return AppraisalOpinion.objects.filter(dossier_id=dossier_id)


def facts_of(kind: str, subject_id: int) -> list[SubjectFact]:
    """What is recorded of one subject and has not been withdrawn."""
    column = {SubjectKind.PERSON: "person_id", SubjectKind.COLLECTIVE: "unit_id", SubjectKind.HOUSEHOLD: "household_id"}
    rows = SubjectFact.objects.filter(**{column[SubjectKind(kind)]: subject_id})
    return list(rows.exclude(pk__in=FactWithdrawal.objects.values("fact_id")))


def is_complete(facts: Iterable[SubjectFact], year: int) -> bool:
    """Somebody stated that everything up to the year has been recorded: then nothing recorded means none."""
    return any(f.kind == FactKind.COMPLETE and f.year >= year for f in facts)
