"""A list page at 100 and at 10,000 dossiers: the page, the filter and the spreadsheet."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.measure import seconds, table
from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role, Scope
from thidua.base.people.actions import create_account
from thidua.base.people.models import Person
from thidua.base.season.actions import create_season
from thidua.base.units.actions import appoint, create_unit
from thidua.base.units.enums import Level, UnitKind
from thidua.base.units.queries import actor_for
from thidua.cycle.s6_propose.models import Dossier

SETUP = Actor(name="bench", role=Role.SYSTEM_ADMINISTRATOR)
START = date(2020, 1, 1)


def _world() -> Client:
    unit = create_unit(by=SETUP, code="H", name="Huyện", kind=UnitKind.DISTRICT, level=Level.DISTRICT, parent=None,
                       valid_from=START, is_authority=True)  # fmt: skip
    account = create_account(by=SETUP, username="bench", full_name="Chuyên viên")
    desk = appoint(by=SETUP, account_id=account.pk, role=Role.SPECIALIST, unit=unit, scope=Scope.SUBTREE,
                   valid_from=START)  # fmt: skip
    create_season(by=actor_for(desk, date.today()), code="bench", authority_id=unit.pk, year=2023)
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _fill(first: int, last: int) -> None:
    from thidua.base.season.models import Season
    from thidua.base.units.models import Unit
    from thidua.language.text import fold

    season, unit = Season.objects.get(), Unit.objects.get()
    people = [Person(code=f"P{n}", full_name=f"Hoàng Thị Suối {n}") for n in range(first, last)]
    for person in people:
        person.set_names()
    rows = Person.objects.bulk_create(people)
    Dossier.objects.bulk_create(
        Dossier(
            season=season, code=f"HS-{n}", award_code="X", award_name="Giấy khen", subject_kind="individual",
            person=person, proposing_unit=unit, year=2023, achievement="Thành tích", search=fold(person.full_name),
        )
        for n, person in enumerate(rows, first)
    )  # fmt: skip


def main() -> None:
    """Prints the table."""
    call_command("migrate", verbosity=0)
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=_PLAIN):
        client = _world()
        rows = []
        for first, last in ((0, 100), (100, 10_000)):
            _fill(first, last)
            for what, query in (("list page", ""), ("search without diacritics", "?q=suoi 77")):
                took = seconds(lambda query=query: client.get(f"/de-nghi/{query}"))  # type: ignore[misc]
                with CaptureQueriesContext(connection) as queries:
                    client.get(f"/de-nghi/{query}")
                rows.append((f"{what}, {last} dossiers", took, f"{len(queries)} queries"))
        rows.append(("spreadsheet of 10000 dossiers", seconds(lambda: client.get("/de-nghi/tai-excel/"), 1), ""))
    table("Lists, SQLite", rows)


_PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
