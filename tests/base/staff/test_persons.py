"""Persons of a scope: recorded, corrected, moved; found without diacritics; never shown outside."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.base.desks import ROOT, TODAY, actor, desk, signed_in
from thidua.base.access.actor import Actor, Refused
from thidua.base.access.enums import Role
from thidua.base.people.enums import PersonClass, Sex
from thidua.base.people.models import Person
from thidua.base.staff import actions
from thidua.base.units.models import Posting, Unit
from thidua.paper.sheets import read_table

pytestmark = pytest.mark.django_db
NONE_OF_IT = [Role.COUNCIL_MEMBER, Role.CLUSTER_HEAD]
READERS = [Role.UNIT_HEAD, Role.AUDITOR, Role.AUTHORITY, Role.COUNCIL_SECRETARY, Role.REVIEWING_DEPARTMENT]


def _person(name: str, at: str = "A1", by: Actor = ROOT) -> Person:
    desk(Role.SPECIALIST)
    return actions.add_person(
        by=by,
        full_name=name,
        sex=Sex.FEMALE,
        birth_year=1984,
        birth_date=None,
        person_class=PersonClass.DIRECT_WORKER,
        in_enterprise=False,
        unit=Unit.objects.get(code=at),
        position="Công chức",
        valid_from=date(2020, 1, 1),
    )


def _form(**changed: object) -> dict[str, object]:
    form = {"full_name": "  Đặng   Thị Đào ", "sex": "female", "birth_date": "", "birth_year": "1990"}
    return {**form, "person_class": "direct_worker", **changed}


def test_an_officer_records_for_the_own_unit(client: Client) -> None:
    signed_in(client, desk(Role.UNIT_OFFICER))
    place = Unit.objects.get(code="A1").pk
    form = _form(unit=place, position="Kế toán", valid_from="01/02/2024")
    page = client.post(reverse("people:person_create"), form, follow=True).content.decode()
    person = Person.objects.get()
    assert (person.full_name, person.code, person.name_fold) == ("Đặng Thị Đào", "A1-N0001", "dang thi dao")
    assert "Kế toán" in page and "01/02/2024" in page and "đã ghi hồ sơ người «Đặng Thị Đào»" in page
    assert Posting.objects.get().unit_id == place
    elsewhere = client.post(reverse("people:person_create"), {**form, "unit": Unit.objects.get(code="A2").pk})
    assert "không có trong danh sách" in elsewhere.content.decode() and Person.objects.count() == 1


def test_codes_run_on_within_a_unit() -> None:
    assert [_person(f"Người {i}").code for i in range(3)] == ["A1-N0001", "A1-N0002", "A1-N0003"]
    assert _person("Khác", at="A2").code == "A2-N0001"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"full_name": ""}, "Chưa nhập mục này"),
        ({"birth_date": "31/02/1990"}, "Lịch không có ngày 31/02/1990"),
        ({"birth_date": "01/02/1991"}, "Năm sinh không khớp"),
        ({"birth_year": "84"}, "1900"),
        ({"sex": "x"}, "không có trong danh sách"),
    ],
)
def test_bad_input_is_told_and_nothing_is_kept(client: Client, changed: dict[str, str], sentence: str) -> None:
    signed_in(client, desk(Role.UNIT_OFFICER))
    form = _form(unit=Unit.objects.get(code="A1").pk, valid_from="01/02/2024", **changed)
    assert sentence in client.post(reverse("people:person_create"), form).content.decode()
    assert not Person.objects.exists() and not Posting.objects.exists()


def test_a_correction_keeps_what_stood_before(client: Client) -> None:
    person = _person("Hoàng Thị Mai")
    signed_in(client, desk(Role.SPECIALIST))
    edit = reverse("people:person_edit", args=[person.pk])
    assert "Hoàng Thị Mai" in client.get(edit).content.decode()
    client.post(edit, _form(full_name="Hoàng Thị Mai Anh", birth_date="05/09/1984", birth_year=""))
    person.refresh_from_db()
    assert (person.full_name, person.birth_date, person.birth_year) == ("Hoàng Thị Mai Anh", date(1984, 9, 5), 1984)
    from thidua.base.audit.models import AuditChange

    change = AuditChange.objects.filter(table="people_person", op="UPDATE").get()
    assert "Hoàng Thị Mai" in (change.old or "") and "Mai Anh" in (change.new or "")


def test_a_person_moves_and_the_old_unit_no_longer_corrects(client: Client) -> None:
    person = _person("Hoàng Thị Mai")
    signed_in(client, desk(Role.SPECIALIST))
    posting = Posting.objects.get()
    end = reverse("people:posting_end", args=[posting.pk])
    assert "phải sau ngày bắt đầu" in client.post(end, {"on": "01/01/2019"}).content.decode()
    more = {"unit": Unit.objects.get(code="A2").pk, "position": "Phó chủ tịch", "valid_from": "01/01/2026"}
    client.post(reverse("people:person_post", args=[person.pk]), more)
    client.post(end, {"on": "31/12/2025"})
    text = client.get(reverse("people:person", args=[person.pk])).content.decode()
    assert "Phó chủ tịch" in text and "31/12/2025" in text
    officer = actor(Role.UNIT_OFFICER)
    with pytest.raises(Refused, match="đang công tác"):
        actions.post(by=officer, person=person, unit=posting.unit, position="", valid_from=TODAY, today=TODAY)
    signed_in(client, desk(Role.UNIT_OFFICER))
    assert client.get(reverse("people:person", args=[person.pk])).status_code == 200, "worked here once"
    assert client.get(reverse("people:person_edit", args=[person.pk])).status_code == 403


def test_persons_of_other_authorities_stay_hidden(client: Client) -> None:
    mine, theirs = _person("Hoàng Thị Mai"), _person("Trần Thị Lạ", at="B1")
    signed_in(client, desk(Role.SPECIALIST))
    text = client.get(reverse("people:persons")).content.decode()
    assert mine.full_name in text and theirs.full_name not in text
    for name in ("person", "person_edit", "person_post"):
        assert client.get(reverse(f"people:{name}", args=[theirs.pk])).status_code == 403
    posting = Posting.objects.get(person=theirs).pk
    assert client.post(reverse("people:posting_end", args=[posting]), {"on": "01/01/2026"}).status_code == 403
    signed_in(client, desk(Role.AUDITOR))
    assert theirs.full_name in client.get(reverse("people:persons")).content.decode()


@pytest.mark.parametrize("role", READERS)
def test_readers_write_nothing(client: Client, role: Role) -> None:
    person = _person("Hoàng Thị Mai")
    signed_in(client, desk(role))
    assert client.get(reverse("people:persons")).status_code == 200
    writing = [reverse("people:person_create"), reverse("people:person_edit", args=[person.pk])]
    writing += [reverse("people:person_post", args=[person.pk])]
    assert {client.get(w).status_code for w in writing} == {403}
    assert "Ghi hồ sơ người mới" not in client.get(reverse("people:persons")).content.decode()


@pytest.mark.parametrize("role", NONE_OF_IT)
def test_roles_without_that_work_see_no_persons(client: Client, role: Role) -> None:
    person = _person("Hoàng Thị Mai")
    signed_in(client, desk(role))
    pages = [reverse("people:persons"), reverse("people:persons_export"), reverse("people:person", args=[person.pk])]
    assert {client.get(p).status_code for p in pages} == {403}


def test_search_by_name_and_unit_without_diacritics_and_the_same_in_excel(client: Client) -> None:
    for name, at in (("Đặng Thị Đào", "A1"), ("Dang Van Dao", "A2"), ("Nguyễn Ân", "A1")):
        _person(name, at)
    signed_in(client, desk(Role.SPECIALIST))
    text = client.get(reverse("people:persons"), {"q": "dang thi"}).content.decode()
    assert "Đặng Thị Đào" in text and "Dang Van Dao" not in text
    by_unit = client.get(reverse("people:persons"), {"unit": "don vi a2"}).content.decode()
    assert "Dang Van Dao" in by_unit and "Nguyễn Ân" not in by_unit
    assert "Không tìm thấy dòng nào" in client.get(reverse("people:persons"), {"sex": "male"}).content.decode()
    answer = client.get(reverse("people:persons_export"), {"q": "dao"})
    rows = read_table(answer.content, "con-nguoi.xlsx")[0].rows
    assert sorted(str(r.cells[1]) for r in rows[2:]) == ["Dang Van Dao", "Đặng Thị Đào"]
    assert "Công chức, Đơn vị A" in str(rows[2].cells[7])


def test_the_list_is_in_the_order_of_given_names(client: Client) -> None:
    for name in ("Trần Văn Đông", "Lê Thị An", "Vũ Dương", "Bùi Ân"):
        _person(name)
    signed_in(client, desk(Role.SPECIALIST))
    text = client.get(reverse("people:persons")).content.decode()
    places = [text.index(name) for name in ("Lê Thị An", "Bùi Ân", "Vũ Dương", "Trần Văn Đông")]
    assert places == sorted(places)


def test_the_list_costs_the_same_for_one_row_and_for_three(client: Client) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    costs = []
    for number in range(3):
        _person(f"Người {number}")
        client.get(reverse("people:persons"))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("people:persons"))
        costs.append(len(caught))
    assert len(set(costs)) == 1


def test_a_form_that_is_refused_answers_422_and_keeps_what_was_typed(client: Client) -> None:
    person = _person("Hoàng Thị Mai")
    signed_in(client, desk(Role.UNIT_OFFICER))
    for name, args in (("person_create", []), ("person_edit", [person.pk]), ("person_post", [person.pk])):
        typed = {"full_name": "Gõ dở", "position": "Gõ dở", "valid_from": "31/02/2024"}
        answer = client.post(reverse(f"people:{name}", args=args), typed)
        assert answer.status_code == 422 and "Gõ dở" in answer.content.decode(), name
