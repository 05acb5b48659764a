"""Writing accounts with their roles, and persons with their postings: each act asks its own policy."""

from datetime import date

from django.db import transaction

from thidua.base.access.actor import Actor, Problem
from thidua.base.access.enums import Role
from thidua.base.people import actions as people
from thidua.base.people.enums import PersonClass, Sex
from thidua.base.people.models import Account, Person
from thidua.base.staff.enums import SCOPE_OF
from thidua.base.staff.policies import check_appoint, check_correct_person, check_manage_account, check_record_at
from thidua.base.units import actions as units
from thidua.base.units.models import Appointment, Posting, Unit
from thidua.language.numbers import digits_only


@transaction.atomic
def open_account(
    *, by: Actor, username: str, full_name: str, email: str, role: Role, unit: Unit, valid_from: date
) -> tuple[Account, str]:
    """Create an account with its first role. Returns it with the one-time password, which is shown once."""
    check_appoint(by, role, unit.pk)
    account = people.create_account(by=by, username=username, full_name=full_name, email=email)
    appoint(by=by, account=account, role=role, unit=unit, valid_from=valid_from)
    return account, people.reset_password(by=by, account=account)


def appoint(*, by: Actor, account: Account, role: Role, unit: Unit, valid_from: date) -> Appointment:
    """Give a role at a unit; how far it reaches follows from the role. Nobody gives one to himself."""
    check_appoint(by, role, unit.pk)
    if account.pk == by.account_id:
        raise Problem("Bạn không tự giao vai trò cho mình. Hãy đề nghị quản trị khác thực hiện.", "role")
    return units.appoint(
        by=by, account_id=account.pk, role=role, unit=unit, scope=SCOPE_OF[role], valid_from=valid_from
    )


def end_role(*, by: Actor, appointment: Appointment, on: date) -> None:
    """End a role after a day."""
    check_appoint(by, Role(appointment.role), appointment.unit_id)
    if appointment.account_id == by.account_id:
        raise Problem("Bạn không tự kết thúc vai trò của mình. Hãy đề nghị quản trị khác thực hiện.")
    units.end_appointment(by=by, appointment=appointment, on=on)


def reset_password(*, by: Actor, account: Account, today: date) -> str:
    """Hand out a one-time password. Returns it; it is shown once and kept nowhere."""
    check_manage_account(by, account, today)
    return people.reset_password(by=by, account=account)


def set_open(*, by: Actor, account: Account, is_open: bool, reason: str, today: date) -> None:
    """Lock an account out (needs a reason), or let it in again."""
    check_manage_account(by, account, today)
    people.set_account_open(by=by, account=account, is_open=is_open, reason=reason)


def remove_second_factor(*, by: Actor, account: Account, reason: str, today: date) -> None:
    """Let somebody in again who lost the telephone and the recovery codes."""
    check_manage_account(by, account, today)
    people.remove_second_factor(by=by, account=account, reason=reason)


@transaction.atomic
def add_person(
    *,
    by: Actor,
    full_name: str,
    sex: Sex,
    birth_year: int | None,
    birth_date: date | None,
    person_class: PersonClass,
    in_enterprise: bool,
    unit: Unit,
    position: str,
    valid_from: date,
) -> Person:
    """Record a person with the place where he or she works. The code is made here: unit, then a running number."""
    check_record_at(by, unit.pk)
    person = people.record_person(
        by=by,
        code=_free_code(unit),
        full_name=full_name,
        sex=sex,
        birth_year=birth_year,
        birth_date=birth_date,
        person_class=person_class,
        in_enterprise=in_enterprise,
    )
    units.post_person(by=by, person_id=person.pk, unit=unit, position=position, valid_from=valid_from)
    return person


def correct_person(
    *,
    by: Actor,
    person: Person,
    today: date,
    full_name: str,
    sex: Sex,
    birth_year: int | None,
    birth_date: date | None,
    person_class: PersonClass,
    in_enterprise: bool,
) -> None:
    """Correct what is recorded of a person."""
    check_correct_person(by, person, today)
    people.correct_person(
        by=by,
        person=person,
        full_name=full_name,
        sex=sex,
        birth_year=birth_year,
        birth_date=birth_date,
        person_class=person_class,
        in_enterprise=in_enterprise,
    )


def post(*, by: Actor, person: Person, unit: Unit, position: str, valid_from: date, today: date) -> Posting:
    """Record a further place of work."""
    check_correct_person(by, person, today)
    check_record_at(by, unit.pk)
    return units.post_person(by=by, person_id=person.pk, unit=unit, position=position, valid_from=valid_from)


def end_post(*, by: Actor, posting: Posting, on: date) -> None:
    """The last day of somebody in a place of work."""
    check_record_at(by, posting.unit_id)
    units.end_posting(by=by, posting=posting, on=on)


def _free_code(unit: Unit) -> str:
    prefix = f"{unit.code[:30]}-N"
    taken = Person.objects.filter(code__startswith=prefix).values_list("code", flat=True)
    numbers = [n for code in taken if (n := digits_only(code.removeprefix(prefix))) is not None]
    return f"{prefix}{max(numbers, default=0) + 1:04d}"
