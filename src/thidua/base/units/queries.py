"""The read door of units."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role, Scope
from thidua.base.units.enums import LineageState, UnitKind
from thidua.base.units.models import Appointment, Household, Lineage, Posting, Unit, UnitVersion
from thidua.base.units.tree import unit_and_above, unit_and_below
from thidua.language.text import fold


def in_period(on: date) -> Q:
    """Rows with inclusive ``valid_from``/``valid_to`` that hold on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))


def unit_by_code(code: str) -> Unit | None:
    """One unit by its code."""
    return Unit.objects.filter(code=code).first()


def units_by_codes(codes: Iterable[str]) -> dict[str, Unit]:
    """Some units by their codes; codes that nobody has are left out. One query."""
    return {unit.code: unit for unit in Unit.objects.filter(code__in=set(codes))}


def units_by_id(ids: Iterable[int]) -> dict[int, Unit]:
    """Several units at once, by id."""
    return Unit.objects.in_bulk(list(ids))


def children_of(unit_id: int, on: date) -> QuerySet[Unit]:
    """Units that stood directly under ``unit_id`` on a day."""
    versions = UnitVersion.objects.filter(parent_id=unit_id, valid_from__lte=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    )
    return Unit.objects.filter(pk__in=versions.values("unit_id"))


def search_units(text: str) -> QuerySet[Unit]:
    """Units whose name contains the text, with or without diacritics."""
    return Unit.objects.filter(name_fold__contains=fold(text))


def version_on(unit: Unit, on: date) -> UnitVersion | None:
    """What the unit was on a day; None when it did not exist."""
    return _standing(unit, on).select_related("parent").order_by("valid_from").first()


def existed_on(unit: Unit, on: date) -> bool:
    """Whether there was such a unit on a day."""
    return _standing(unit, on).exists()


def _standing(unit: Unit, on: date) -> QuerySet[UnitVersion]:
    return unit.versions.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)


def successors(unit: Unit) -> list[Lineage]:
    """Confirmed arrows to what the unit became, followed to the end; candidates are left out."""
    return _follow(unit, "old_id", "new_id")


def predecessors(unit: Unit) -> list[Lineage]:
    """Confirmed arrows from what the unit was made of, followed back to the beginning."""
    return _follow(unit, "new_id", "old_id")


def arrows_around(unit: Unit) -> tuple[list[Lineage], list[Lineage]]:
    """The direct arrows into and out of a unit, whatever their state: the page shows candidates as candidates."""
    rows = Lineage.objects.filter(Q(old=unit) | Q(new=unit)).select_related("old", "new")
    arrows = list(rows.order_by("on_date", "kind", "old__name_sort", "new__name_sort", "id"))
    return [a for a in arrows if a.new_id == unit.pk], [a for a in arrows if a.old_id == unit.pk]


def lineage_rows() -> QuerySet[Lineage]:
    """All arrows, in the order of the alphabet of the old units."""
    return Lineage.objects.select_related("old", "new").order_by("old__name_sort", "old_id", "id")


def within_province(arrows: QuerySet[Lineage], province_id: int) -> QuerySet[Lineage]:
    """Arrows whose new unit is a province or stood right under it at any time."""
    inside = UnitVersion.objects.filter(parent_id=province_id).values("unit_id")
    return arrows.filter(Q(new_id=province_id) | Q(new_id__in=inside))


def provinces_standing() -> QuerySet[Unit]:
    """Provinces that stand today."""
    return Unit.objects.filter(kind=UnitKind.PROVINCE, versions__valid_to__isnull=True).distinct()


def codes_of(ids: Iterable[int]) -> dict[int, str]:
    """Codes of many units at once, by id."""
    wanted = set(ids)
    return {pk: code for pk, code in Unit.objects.values_list("pk", "code") if pk in wanted}


def _follow(unit: Unit, near: str, far: str) -> list[Lineage]:
    found: list[Lineage] = []
    seen, front = {unit.pk}, {unit.pk}
    while front:
        rows = Lineage.objects.filter(state=LineageState.CONFIRMED, **{f"{near}__in": front})
        arrows = list(rows.select_related("old", "new").order_by("on_date", "id"))
        found += arrows
        front = {getattr(a, far) for a in arrows} - seen
        seen |= front
    return found


def appointments_of(account_id: int, on: date) -> list[Appointment]:
    """The roles that an account holds on a day."""
    rows = Appointment.objects.filter(in_period(on), account_id=account_id).select_related("unit", "account")
    return list(rows)


def actor_for(appointment: Appointment, on: date, *, address: str = "") -> Actor:
    """The actor that an appointment makes of its account on a day; an appointment not in force covers nothing."""
    actor = Actor(
        account_id=appointment.account_id,
        name=str(appointment.account),
        role=Role(appointment.role),
        scope=Scope(appointment.scope),
        unit_id=appointment.unit_id,
        unit_name=appointment.unit.name,
        authority_ids=authorities_of(appointment.unit_id, on),
        covers=_covers(appointment, on),
        address=address,
    )
    return actor if appointment.in_force(on) else Actor(account_id=appointment.account_id, name=actor.name)


def _covers(appointment: Appointment, on: date) -> frozenset[int]:
    if appointment.scope == Scope.SUBTREE:
        return unit_and_below(appointment.unit_id, on)
    # the cluster's members are known to the covenant stage; from here a cluster head reaches its own unit
    return frozenset({appointment.unit_id})


def authorities_of(unit_id: int, on: date) -> tuple[int, ...]:
    """The units, itself and upwards, that run an emulation year of their own; the nearest first."""
    line = unit_and_above(unit_id, on)
    running = set(Unit.objects.filter(pk__in=line, is_authority=True).order_by().values_list("pk", flat=True))
    return tuple(i for i in line if i in running)


def holders(role: Role, unit_ids: Iterable[int], on: date) -> QuerySet[Appointment]:
    """Who holds a role at some units on a day."""
    return Appointment.objects.filter(in_period(on), role=role, unit_id__in=list(unit_ids)).select_related(
        "account", "unit"
    )


def appointments_at(unit_id: int, on: date) -> QuerySet[Appointment]:
    """Everybody who holds a role at one unit on a day, in the order of the roles' names."""
    return Appointment.objects.filter(in_period(on), unit_id=unit_id).select_related("account").order_by("role", "id")


def postings_at(unit_ids: Iterable[int], on: date) -> QuerySet[Posting]:
    """Persons at work in some units on a day."""
    rows = Posting.objects.filter(in_period(on), unit_id__in=list(unit_ids))
    return rows.select_related("person", "unit").order_by("person__name_sort", "person_id")


def posting_of(person_id: int, on: date) -> Posting | None:
    """Where a person worked on a day (the latest, when several)."""
    return Posting.objects.filter(in_period(on), person_id=person_id).select_related("unit").order_by("-id").first()


def households_in(unit_ids: Iterable[int]) -> QuerySet[Household]:
    """Households living in some units."""
    return Household.objects.filter(unit_id__in=list(unit_ids)).select_related("unit")
