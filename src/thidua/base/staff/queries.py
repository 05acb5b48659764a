"""Accounts with their roles and persons with their postings, as far as an actor reaches. A list costs a fixed number
of queries: what belongs to its rows is fetched for the whole page at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.people.models import Account, Person
from thidua.base.units.models import Appointment, Posting
from thidua.base.units.queries import in_period

_SEE_ALL = (Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR)


def accounts_within(actor: Actor) -> QuerySet[Account]:
    """Accounts that hold or held a role inside the scope; the system administrator also those without any role."""
    if actor.is_any(Role.SYSTEM_ADMINISTRATOR):
        return Account.objects.order_by("full_name", "pk")
    held = Appointment.objects.filter(unit_id__in=actor.covers).values("account_id")
    return Account.objects.filter(pk__in=held).order_by("full_name", "pk")


def roles_by_account(ids: Iterable[int], on: date) -> dict[int, list[Appointment]]:
    """Roles in force on a day, for many accounts at once."""
    rows = Appointment.objects.filter(in_period(on), account_id__in=list(ids)).select_related("unit")
    found: dict[int, list[Appointment]] = defaultdict(list)
    for row in rows.order_by("role", "id"):
        found[row.account_id].append(row)
    return found


def all_roles_of(account_id: int) -> QuerySet[Appointment]:
    """Every role that an account holds or held, the newest first."""
    return Appointment.objects.filter(account_id=account_id).select_related("unit").order_by("-valid_from", "-id")


def persons_within(actor: Actor) -> QuerySet[Person]:
    """Persons who work or worked in a unit of the scope."""
    if actor.is_any(*_SEE_ALL):
        return Person.objects.all()
    posted = Posting.objects.filter(unit_id__in=actor.covers).values("person_id")
    return Person.objects.filter(pk__in=posted)


def postings_by_person(ids: Iterable[int], on: date) -> dict[int, list[Posting]]:
    """Where many persons work on a day."""
    rows = Posting.objects.filter(in_period(on), person_id__in=list(ids)).select_related("unit")
    found: dict[int, list[Posting]] = defaultdict(list)
    for row in rows.order_by("unit__name_sort", "id"):
        found[row.person_id].append(row)
    return found


def all_postings_of(person_id: int) -> QuerySet[Posting]:
    """Every place where a person works or worked, the newest first."""
    return Posting.objects.filter(person_id=person_id).select_related("unit").order_by("-valid_from", "-id")
