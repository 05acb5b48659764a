"""Writing accounts and persons."""

from collections.abc import Sequence
from datetime import date

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_wrong_passwords
from django.utils.crypto import get_random_string

from thidua.base.access.actor import Actor, Problem
from thidua.base.audit.actions import audited
from thidua.base.people.enums import PersonClass, Sex
from thidua.base.people.models import Account, Person
from thidua.base.people.rules import broken_rules

# no letters that are mistaken for one another when an officer reads the word out over the telephone
_READABLE = "abcdefghkmnpqrstuvwxyz23456789"


def create_account(
    *, by: Actor, username: str, full_name: str, password: str | None = None, email: str = ""
) -> Account:
    """Create an account. Without a password it can't be signed into until an administrator hands one out."""
    if Account.objects.filter(username=username).exists():
        raise Problem(f"Tên đăng nhập «{username}» đã có người dùng. Hãy chọn tên khác.", "username")
    account = Account(username=username, full_name=full_name, email=email)
    if password is None:
        account.set_unusable_password()
    else:
        _check_password(password, account)
        account.set_password(password)
    with audited("people.account_created", by=by) as record:
        account.save()
        record.on = account
    return account


def _check_password(password: str, account: Account) -> None:
    broken = broken_rules(password, account)
    if broken:
        raise Problem(" ".join(broken), "password")


def reset_password(*, by: Actor, account: Account) -> str:
    """Hand out a one-time password; the account must change it at the next sign-in. Returns the password, once.

    A lock-out after wrong passwords ends with it: the new word must open at once."""
    word = "-".join(get_random_string(4, _READABLE) for _ in range(3))
    with audited("people.password_reset", by=by, on=account):
        account.set_password(word)
        account.must_change_password = True
        account.save(update_fields=["password", "must_change_password"])
    forget_wrong_passwords(username=account.username.strip().lower())
    return word


def change_own_password(*, by: Actor, account: Account, password: str) -> None:
    """Set one's own password and lift the duty to change it."""
    _check_password(password, account)
    account.set_password(password)
    account.must_change_password = False
    with audited("people.password_changed", by=by, on=account):
        account.save(update_fields=["password", "must_change_password"])


def set_account_open(*, by: Actor, account: Account, is_open: bool, reason: str = "") -> None:
    """Lock an account out or let it in again."""
    if not is_open and not reason.strip():
        raise Problem("Hãy ghi lý do khóa tài khoản.", "reason")
    verb = "people.account_opened" if is_open else "people.account_closed"
    with audited(verb, by=by, on=account, reason=reason):
        account.is_active = is_open
        account.save(update_fields=["is_active"])


def remove_second_factor(*, by: Actor, account: Account, reason: str) -> None:
    """For somebody who lost the telephone and the recovery codes: until it is on again the password alone opens."""
    if not reason.strip():
        raise Problem("Hãy ghi lý do gỡ xác thực hai lớp.", "reason")
    with audited("people.second_factor_removed", by=by, on=account, reason=reason):
        Authenticator.objects.filter(user=account).delete()


def record_person(
    *,
    by: Actor,
    code: str,
    full_name: str,
    sex: Sex = Sex.UNKNOWN,
    birth_year: int | None = None,
    birth_date: date | None = None,
    person_class: PersonClass = PersonClass.UNKNOWN,
    in_enterprise: bool = False,
    is_illustration: bool = False,
) -> Person:
    """Record a person as a possible award subject. Raises Problem when the code is taken."""
    if Person.objects.filter(code=code).exists():
        raise Problem(f"Mã người «{code}» đã có.", "code")
    if birth_date and birth_year and birth_date.year != birth_year:
        raise Problem("Năm sinh không khớp với ngày sinh.", "birth_year")
    with audited("people.person_recorded", by=by) as record:
        person = Person.objects.create(
            code=code,
            full_name=full_name,
            sex=sex,
            birth_year=birth_year or (birth_date.year if birth_date else None),
            birth_date=birth_date,
            person_class=person_class,
            in_enterprise=in_enterprise,
            is_illustration=is_illustration,
        )
        record.on = person
    return person


def record_persons(*, by: Actor, persons: Sequence[Person]) -> None:
    """Record many persons in one act (imports). Codes must be new."""
    taken = set(Person.objects.filter(code__in=[p.code for p in persons]).values_list("code", flat=True))
    if taken:
        raise Problem(f"Mã người đã có: {', '.join(sorted(taken)[:5])}.", "code")
    for person in persons:
        person.set_names()
    with audited("people.persons_recorded", by=by, count=len(persons)):
        Person.objects.bulk_create(persons)


def correct_person(
    *,
    by: Actor,
    person: Person,
    full_name: str,
    sex: Sex,
    birth_year: int | None,
    birth_date: date | None,
    person_class: PersonClass,
    in_enterprise: bool,
) -> None:
    """Correct what is recorded of a person; the log keeps what stood there before."""
    if birth_date and birth_year and birth_date.year != birth_year:
        raise Problem("Năm sinh không khớp với ngày sinh.", "birth_year")
    with audited("people.person_corrected", by=by, on=person):
        person.full_name, person.sex, person.person_class = full_name, sex, person_class
        person.birth_year = birth_year or (birth_date.year if birth_date else None)
        person.birth_date, person.in_enterprise = birth_date, in_enterprise
        person.save()
