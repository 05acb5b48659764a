"""What the log costs: the same writes with the triggers and the chained row, and without."""

from django.core.management import call_command
from django.db import connection, transaction

from bench.measure import seconds, table
from thidua.base.access.actor import Actor
from thidua.base.audit import triggers
from thidua.base.audit.actions import audited
from thidua.base.people.models import Person

ROWS = 1000
BY = Actor(name="bench")


def _write() -> None:
    for person in Person.objects.all():
        person.birth_year = (person.birth_year or 1970) + 1
        person.save(update_fields=["birth_year"])


def _plain() -> None:
    with transaction.atomic():
        _write()


def _logged() -> None:
    with audited("people.persons_recorded", by=BY, count=ROWS):
        _write()


def main() -> None:
    """Prints the table."""
    call_command("migrate", verbosity=0)
    people = [Person(code=str(n), full_name=f"Người {n}") for n in range(ROWS)]
    for person in people:
        person.set_names()
    Person.objects.bulk_create(people)
    logged = seconds(_logged)
    with connection.cursor() as cursor:
        for op in ("INSERT", "UPDATE", "DELETE"):
            cursor.execute(f'drop trigger "audit_{op}_people_person"')
    plain = seconds(_plain)
    triggers.install(connection)
    table(
        f"{ROWS} saves in one transaction, SQLite",
        [("no triggers, no log", plain, ""), ("triggers, sealed and chained", logged, "every row before and after")],
    )
