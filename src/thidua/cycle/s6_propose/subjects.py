"""Whom an actor may propose, and the file of one subject."""

from datetime import date
from typing import Any

from django.urls import reverse

from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.people.models import Person
from thidua.base.season.models import Season
from thidua.base.units.models import Household, Unit
from thidua.base.units.queries import authorities_of, households_in, postings_at, units_by_id
from thidua.cycle.s6_propose.enums import FactKind, SubjectKind
from thidua.cycle.s6_propose.listing import visible
from thidua.cycle.s6_propose.models import FactWithdrawal, SubjectFact
from thidua.cycle.s6_propose.policies import UNIT_ROLES, check_record_fact, sees_all
from thidua.cycle.s6_propose.recording import Subject, unit_of
from thidua.engine.rulebook import Catalogue, confirmable
from thidua.ui.parts import Crumb, ObjectHeader

_MODELS: dict[str, type[Person] | type[Unit] | type[Household]] = {
    SubjectKind.PERSON: Person,
    SubjectKind.COLLECTIVE: Unit,
    SubjectKind.HOUSEHOLD: Household,
}
# which scale of the law data gives the codes of a kind of fact
_SCALES = {
    FactKind.RATING: "rating",
    FactKind.INITIATIVE: "scope",
    FactKind.DISCIPLINE: "discipline",
    FactKind.GROUP: "group",
    FactKind.SITUATION: "situation",
    FactKind.MEMBER: "member",
    FactKind.FIGURE: "figure",
}


def subject_choices(actor: Actor, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Persons, collectives and households inside the actor's scope, grouped for a select."""
    units = units_by_id(actor.covers)
    people = [(f"individual:{p.person_id}", f"{p.person} – {p.position}, {p.unit}") for p in postings_at(units, today)]
    collectives = sorted(units.values(), key=lambda u: u.name_sort)
    return [
        ("Cá nhân", people),
        ("Tập thể", [(f"collective:{u.pk}", u.name) for u in collectives]),
        ("Hộ gia đình", [(f"household:{h.pk}", f"{h}, {h.unit}") for h in households_in(units)]),
    ]


def find_subject(kind: str, pk: int) -> Subject | None:
    """A subject by its kind and id."""
    model = _MODELS.get(kind)
    return model._default_manager.filter(pk=pk).first() if model else None


def check_sees_subject(actor: Actor, season: Season, subject: Subject, today: date) -> None:
    """The file of a subject (ratings, discipline, complaints) is open to those who propose for its unit and to the
    authority's people; who administers accounts or leads a cluster has no business with it."""
    unit_id = unit_of(subject, today)
    if actor.is_any(*UNIT_ROLES, Role.SPECIALIST) and actor.reaches(unit_id):
        return
    inside = unit_id is not None and season.authority_id in authorities_of(unit_id, today)
    if inside and sees_all(actor, season):
        return
    raise Refused("Hồ sơ theo dõi này thuộc đơn vị khác; bạn không có quyền xem.")


def code_choices(law: Catalogue, today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every code that a fact may carry, grouped by kind, with its name from the law data."""
    groups = [(kind.label, list(law.law.scales.get(scale, {}).items())) for kind, scale in _SCALES.items()]
    awards = [(a.code, a.name_vi) for a in law.awards(today)]
    conditions = [(item.code, item.text_vi) for item in confirmable(today, law)]
    return [("Danh hiệu, hình thức", awards), *groups, ("Điều kiện định tính", conditions)]


def subject_context(
    actor: Actor, season: Season, kind: str, subject: Subject, law: Catalogue, today: date
) -> dict[str, Any]:
    """The file of a subject: facts by year, dossiers of the season."""
    column = {"individual": "person", "collective": "unit", "household": "household"}[kind]
    rows = list(SubjectFact.objects.filter(**{column: subject.pk}).order_by("-year", "kind", "id"))
    gone = {w.fact_id: w for w in FactWithdrawal.objects.filter(fact__in=rows)}
    attested = {item.code: item.text_vi for item in confirmable(today, law)}
    return {
        "subject": subject,
        "kind": kind,
        "crumbs": (Crumb("Đề nghị", reverse("propose:home")), Crumb(str(subject))),
        "header": ObjectHeader(str(subject), kind=f"Hồ sơ theo dõi – {SubjectKind(kind).label.lower()}"),
        "rows": [(row, attested.get(row.code) or _named(law, row, today), gone.get(row.pk)) for row in rows],
        "dossiers": visible(actor, season).filter(**{column: subject.pk}),
        "may_record": _may(actor, subject, today),
    }


def _named(law: Catalogue, row: SubjectFact, today: date) -> str:
    if row.kind in (FactKind.TITLE, FactKind.FORM):
        return law.name_of(row.code, today)
    scale = _SCALES.get(FactKind(row.kind), "scope" if row.kind in (FactKind.RESEARCH, FactKind.COMBAT) else "")
    return law.label(scale, row.code) if scale else row.code


def _may(actor: Actor, subject: Subject, today: date) -> bool:
    try:
        check_record_fact(actor, unit_of(subject, today))
    except Refused:
        return False
    return True
