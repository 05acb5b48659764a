"""The log: everything is caught, nothing can be changed, a forged row is named."""

import pytest
from django.db import IntegrityError, connection, transaction

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.audit import triggers, verbs
from thidua.base.audit.actions import audited
from thidua.base.audit.chain import verify
from thidua.base.audit.models import AuditChange, AuditRow
from thidua.base.audit.queries import history_of
from thidua.base.people.models import Person
from thidua.base.units.enums import UnitKind
from thidua.base.units.models import Unit

pytestmark = pytest.mark.django_db
BY = Actor(account_id=7, name="Trần Thị Minh Họa", role=Role.SPECIALIST, unit_id=1, unit_name="Phòng Nội vụ")


def _unit(code: str) -> Unit:
    with audited("units.created", by=BY) as record:
        unit = Unit.objects.create(code=code, name=f"Xã {code}", kind=UnitKind.COMMUNE, level=40)
        record.on = unit
    return unit


def _without_refusal(table: str) -> None:
    """What a hostile administrator would do first: take the trigger away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'drop trigger thidua_refuse on "{table}"')
        else:
            cursor.execute(f'drop trigger "refuse_UPDATE_{table}"')
            cursor.execute(f'drop trigger "refuse_DELETE_{table}"')


def test_bulk_writes_and_raw_sql_inside_an_act_are_caught_with_before_and_after() -> None:
    with audited("people.persons_recorded", by=BY, count=2):
        people = [Person(code=str(i), full_name=f"Người {i}") for i in range(2)]
        for person in people:
            person.set_names()
        Person.objects.bulk_create(people)
        Person.objects.update(birth_year=1980)
    row = AuditRow.objects.get()
    assert row.changes == 4
    update = AuditChange.objects.filter(op="UPDATE").first()
    assert update is not None and update.old and update.new
    assert '"birth_year":null' in update.old.replace(" ", "") and "1980" in update.new
    assert verify().intact and verify().unsealed == 0


def test_the_chain_holds_and_a_changed_row_is_named() -> None:
    for code in "abc":
        _unit(code)
    assert verify().rows == 3
    _without_refusal("audit_auditrow")
    AuditRow.objects.filter(number=2).update(actor_name="Người khác")
    verdict = verify()
    assert (verdict.broken_number, verdict.intact) == (2, False)


def test_a_removed_row_and_a_changed_change_are_named() -> None:
    for code in "abc":
        _unit(code)
    _without_refusal("audit_auditchange")
    AuditChange.objects.filter(txn=AuditRow.objects.get(number=3).txn).update(new="{}")
    assert verify().broken_number == 3
    _without_refusal("audit_auditrow")
    AuditRow.objects.filter(number=1).delete()
    assert "thiếu dòng 1" in verify().why


def test_a_write_outside_any_act_is_reported() -> None:
    Unit.objects.create(code="x", name="Ngoài luồng", kind=UnitKind.OTHER, level=40)
    assert verify().unsealed == 1


@pytest.mark.parametrize("statement", ["update audit_auditrow set verb = 'x'", "delete from audit_auditchange"])
def test_the_database_refuses_to_change_the_log(statement: str) -> None:
    _unit("a")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_failed_act_leaves_nothing() -> None:
    with pytest.raises(ValueError, match="dừng"), audited("units.created", by=BY):
        Unit.objects.create(code="a", name="A", kind=UnitKind.OTHER, level=40)
        raise ValueError("dừng")
    assert not Unit.objects.exists() and not AuditRow.objects.exists() and not AuditChange.objects.exists()
    _unit("b")
    assert verify().unsealed == 0


def test_nested_acts_each_have_their_own_changes() -> None:
    with audited("units.imported", by=BY, count=1, source="thử"):
        Unit.objects.create(code="a", name="A", kind=UnitKind.OTHER, level=40)
        _unit("b")
        Unit.objects.create(code="c", name="C", kind=UnitKind.OTHER, level=40)
    assert sorted(AuditRow.objects.values_list("verb", "changes")) == [("units.created", 1), ("units.imported", 2)]
    assert verify().intact and verify().unsealed == 0


def test_history_speaks_vietnamese() -> None:
    unit = _unit("Đồng Văn")
    assert history_of(unit)[0].text == (
        "Trần Thị Minh Họa (Chuyên viên thi đua, khen thưởng, Phòng Nội vụ) đã thêm đơn vị «Xã Đồng Văn»."
    )


def test_secrets_never_enter_the_log() -> None:
    from thidua.base.people.actions import create_account

    create_account(by=BY, username="an", full_name="An", password="mot-mat-khau-dai-2026")
    assert not AuditChange.objects.filter(new__contains='"password"').exists()


def test_every_table_carries_its_triggers() -> None:
    assert triggers.missing(connection) == []


def test_every_verb_in_the_log_is_known() -> None:
    assert "units.created" in verbs.known()
