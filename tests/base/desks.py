"""People at their desks, for the tests of the ground floor: a small tree of units and accounts in its roles."""

from datetime import date

from django.test import Client

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.people.actions import create_account
from thidua.base.people.models import Account
from thidua.base.staff.enums import SCOPE_OF
from thidua.base.units.actions import appoint, create_unit
from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.models import Appointment, Unit
from thidua.base.units.queries import actor_for

ROOT = Actor(name="Quản trị", role=Role.SYSTEM_ADMINISTRATOR)
START = date(2000, 1, 1)
TODAY = date(2026, 11, 22)
AT_THE_UNIT = {Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.CLUSTER_HEAD}


def unit(code: str, parent: Unit | None = None, *, level: Level = Level.COMMUNE, authority: bool = False) -> Unit:
    """A unit by its code, made when it doesn't stand yet."""
    found = Unit.objects.filter(code=code).first()
    kind = UnitKind.DISTRICT if level == Level.DISTRICT else UnitKind.COMMUNE
    return found or create_unit(
        by=ROOT,
        code=code,
        name=f"Đơn vị {code}",
        kind=kind,
        level=level,
        parent=parent,
        valid_from=START,
        is_authority=authority,
    )


def authority() -> Unit:
    """The unit that runs the year; two communes stand under it, and another authority beside it."""
    top = unit("A", level=Level.DISTRICT, authority=True)
    for code in ("A1", "A2"):
        unit(code, top)
    unit("B1", unit("B", level=Level.DISTRICT, authority=True))
    return top


def desk(role: Role, at: str = "") -> Appointment:
    """An account in a role: at the authority, or for the roles of a single unit at its first commune."""
    authority()
    place = Unit.objects.get(code=at or ("A1" if role in AT_THE_UNIT else "A"))
    name = f"{role.value}.{place.code}"
    account = Account.objects.filter(username=name).first()
    if account:
        return Appointment.objects.get(account=account)
    account = create_account(by=ROOT, username=name, full_name=f"Người {name}")
    return appoint(by=ROOT, account_id=account.pk, role=role, unit=place, scope=SCOPE_OF[role], valid_from=START)


def actor(role: Role, at: str = "") -> Actor:
    """The same as an actor of today."""
    return actor_for(desk(role, at), TODAY)


def signed_in(client: Client, held: Appointment) -> Client:
    """Sign a client in as the holder of a role."""
    client.force_login(held.account)
    return client
