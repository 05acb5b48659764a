"""The read door of people."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from thidua.base.people.models import Account, Person
from thidua.language.text import fold


def account_by_username(username: str) -> Account | None:
    """One account by its sign-in name."""
    return Account.objects.filter(username=username).first()


def has_second_factor(account: Account) -> bool:
    """True when a code is asked for beside the password."""
    return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())


def person_by_code(code: str) -> Person | None:
    """One person by code."""
    return Person.objects.filter(code=code).first()


def persons_by_id(ids: Iterable[int]) -> dict[int, Person]:
    """Several persons at once, by id."""
    return Person.objects.in_bulk(list(ids))


def search_persons(text: str) -> QuerySet[Person]:
    """Persons whose name contains the text, with or without diacritics."""
    return Person.objects.filter(name_fold__contains=fold(text))
