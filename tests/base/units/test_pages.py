"""Pages of units: who may open and change what, and what the tree shows on a day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.base.desks import ROOT, desk, signed_in, unit
from thidua.base.access.enums import Role
from thidua.base.units.actions import change_unit, close_unit
from thidua.base.units.enums import LineageKind
from thidua.base.units.lineage import record_lineage
from thidua.base.units.models import Unit
from thidua.paper.sheets import read_table

pytestmark = pytest.mark.django_db
ADMIN = Role.UNIT_ADMINISTRATOR


def _address(name: str) -> str:
    return reverse(f"units:{name}", args=[Unit.objects.get(code="A1").pk])


CHANGING: list[Callable[[], str]] = [
    lambda: reverse("units:create"),
    lambda: _address("change"),
    lambda: _address("close"),
]


@pytest.mark.parametrize("role", [r for r in Role if r not in (ADMIN, Role.SYSTEM_ADMINISTRATOR)])
def test_forms_that_change_are_closed_to_other_roles(client: Client, role: Role) -> None:
    signed_in(client, desk(role))
    assert {client.get(where()).status_code for where in CHANGING} == {403}
    assert {client.post(where(), {"name": "X"}).status_code for where in CHANGING} == {403}
    assert client.post(_address("authority")).status_code == 403


def test_another_authority_changes_nothing_here(client: Client) -> None:
    desk(ADMIN)
    signed_in(client, desk(ADMIN, at="B"))
    for where in CHANGING[1:]:
        answer = client.get(where())
        assert answer.status_code == 403 and "ngoài phạm vi" in answer.content.decode()
    form = {"code": "A9", "name": "Xã lạ", "kind": "commune", "level": 40, "valid_from": "01/01/2026"}
    inside = Unit.objects.get(code="A").pk
    assert "không có trong danh sách" in client.post(CHANGING[0](), {**form, "parent": inside}).content.decode()
    assert not Unit.objects.filter(code="A9").exists()


def test_a_stranger_and_an_account_without_a_role_see_nothing(client: Client) -> None:
    held = desk(Role.UNIT_OFFICER)
    pages = [reverse("units:list"), reverse("units:lineages"), _address("unit"), reverse("units:export")]
    assert {client.get(p).status_code for p in pages} == {302}
    type(held).objects.filter(pk=held.pk).update(valid_to=date(2001, 1, 1))
    signed_in(client, held)
    assert {client.get(p).status_code for p in pages} == {403}


def test_a_unit_is_added_renamed_and_ended(client: Client) -> None:
    signed_in(client, desk(ADMIN))
    above = Unit.objects.get(code="A")
    form = {"code": "A3", "name": "Xã Ba", "kind": "commune", "level": 40, "valid_from": "1/2/2020", "decision": "QĐ 5"}
    page = client.post(reverse("units:create"), {**form, "parent": above.pk}, follow=True).content.decode()
    made = Unit.objects.get(code="A3")
    assert "Đã thêm đơn vị «Xã Ba»" in page and made.versions.get().valid_from == date(2020, 2, 1)
    taken = client.post(reverse("units:create"), {**form, "parent": above.pk}).content.decode()
    assert "Mã đơn vị «A3» đã có" in taken
    change = {"on": "01/03/2021", "name": "Phường Ba", "decision": "NQ 12"}
    client.post(reverse("units:change", args=[made.pk]), change)
    page = client.get(reverse("units:unit", args=[made.pk])).content.decode()
    assert "Phường Ba" in page and "Xã Ba" in page and "NQ 12" in page
    end = {"on": "01/07/2025", "decision": "NQ 203/2025/QH15", "word": "kết thúc"}
    client.post(reverse("units:close", args=[made.pk]), end)
    assert "đã kết thúc từ ngày 01/07/2025" in client.get(reverse("units:unit", args=[made.pk])).content.decode()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"on": "31/02/2021", "name": "X", "decision": "QĐ"}, "Lịch không có ngày 31/02/2021"),
        ({"on": "01/03/2021", "name": "", "decision": "QĐ"}, "tên mới hoặc chọn đơn vị cấp trên"),
        ({"on": "01/03/2021", "name": "X", "decision": ""}, "Chưa nhập mục này"),
        ({"on": "01/01/1999", "name": "X", "decision": "QĐ"}, "phải sau ngày bắt đầu"),
    ],
)
def test_bad_input_of_a_change_is_told(client: Client, form: dict[str, str], sentence: str) -> None:
    signed_in(client, desk(ADMIN))
    text = client.post(_address("change"), form).content.decode()
    assert sentence in text and "Chưa gửi được" in text


def test_a_unit_cannot_go_below_itself(client: Client) -> None:
    signed_in(client, desk(ADMIN))
    top, below = Unit.objects.get(code="A"), Unit.objects.get(code="A1")
    form = {"on": "01/03/2021", "name": "", "decision": "QĐ", "parent": below.pk}
    assert "không thể trực thuộc" in client.post(reverse("units:change", args=[top.pk]), form).content.decode()


def test_ending_asks_for_the_word_and_counts_what_hangs_below(client: Client) -> None:
    signed_in(client, desk(ADMIN))
    where = reverse("units:close", args=[Unit.objects.get(code="A").pk])
    assert "2 đơn vị trực thuộc sẽ không còn cấp trên" in client.get(where).content.decode()
    wrong = client.post(where, {"on": "01/07/2025", "decision": "NQ", "word": "xong"}).content.decode()
    assert "Hãy gõ đúng chữ KẾT THÚC" in wrong


def test_the_system_administrator_names_units_by_code_or_name(client: Client) -> None:
    signed_in(client, desk(Role.SYSTEM_ADMINISTRATOR))
    form = {"name": "Xã", "kind": "commune", "level": 40, "valid_from": "01/01/2020"}
    for number, parent in enumerate(("A", "don vi a", "Đơn vị A", "")):
        client.post(reverse("units:create"), {**form, "code": f"S{number}", "parent": parent})
    parents = [Unit.objects.get(code=f"S{n}").versions.get().parent_id for n in range(4)]
    assert parents == [Unit.objects.get(code="A").pk] * 3 + [None]
    many = client.post(reverse("units:create"), {**form, "code": "S9", "parent": "xa"}).content.decode()
    assert "Có nhiều đơn vị tên «xa»" in many and "S0" in many
    none = client.post(reverse("units:create"), {**form, "code": "S9", "parent": "Sao Hỏa"}).content.decode()
    assert "Không có đơn vị nào mang mã hoặc tên «Sao Hỏa»" in none


def test_the_right_to_run_a_year_is_given_and_taken(client: Client) -> None:
    signed_in(client, desk(Role.SYSTEM_ADMINISTRATOR))
    page = client.post(_address("authority"), follow=True).content.decode()
    assert Unit.objects.get(code="A1").is_authority and "cho phép tổ chức năm thi đua riêng" in page
    client.post(_address("authority"))
    assert not Unit.objects.get(code="A1").is_authority


def test_the_tree_of_a_day_its_search_and_its_spreadsheet(client: Client) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    change_unit(by=ROOT, unit=Unit.objects.get(code="A2"), on=date(2025, 7, 1), decision="NQ", name="Phường Đồng Văn")
    close_unit(by=ROOT, unit=Unit.objects.get(code="A1"), on=date(2025, 7, 1), decision="NQ")
    before = client.get(reverse("units:list"), {"ngay": "30/06/2025"}).content.decode()
    after = client.get(reverse("units:list"), {"ngay": "01/07/2025"}).content.decode()
    assert "Đơn vị A1" in before and "Đơn vị A2" in before and "3 đơn vị" in before
    assert "Đơn vị A1" not in after and "Phường Đồng Văn" in after and "2 đơn vị" in after
    found = client.get(reverse("units:list"), {"ngay": "01/07/2025", "q": "dong van"}).content.decode()
    assert "Phường Đồng Văn" in found and "1 đơn vị" in found
    nothing = client.get(reverse("units:list"), {"ngay": "30/06/2025", "q": "dong van"}).content.decode()
    assert "Không có đơn vị nào" in nothing
    answer = client.get(reverse("units:export"), {"ngay": "01/07/2025"})
    rows = read_table(answer.content, "don-vi.xlsx")[0].rows
    assert rows[0].cells[0] == "Đơn vị tại ngày 01/07/2025"
    assert [(r.cells[0], r.cells[4]) for r in rows[2:]] == [("A", None), ("A2", "A")]


def test_the_tree_shows_the_own_authority_and_all_on_demand(client: Client) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    assert "Đơn vị B" not in client.get(reverse("units:list")).content.decode()
    assert "Đơn vị B1" in client.get(reverse("units:list"), {"goc": 0}).content.decode()
    assert client.get(reverse("units:list"), {"goc": 999999}).status_code == 404


def test_an_impossible_date_is_told_and_today_is_shown(client: Client) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    text = client.get(reverse("units:list"), {"ngay": "31/02/2025"}).content.decode()
    assert "Lịch không có ngày 31/02/2025" in text and "Đơn vị A1" in text


def test_the_page_of_a_unit_shows_candidates_as_candidates(client: Client) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    new = Unit.objects.get(code="A1")
    record_lineage(
        by=ROOT, old=unit("O"), new=new, kind=LineageKind.MERGE, on=date(2025, 7, 1), decision="NQ 1", confirmed=False
    )
    text = client.get(reverse("units:unit", args=[new.pk])).content.decode()
    assert "Hình thành từ" in text and "Đề xuất, chờ xác nhận" in text and "NQ 1" in text


def test_holders_of_roles_are_shown_inside_the_scope_only(client: Client) -> None:
    desk(Role.UNIT_OFFICER)
    here, there = (Unit.objects.get(code=c).pk for c in ("A1", "B1"))
    signed_in(client, desk(Role.SPECIALIST))
    assert "Người unit_officer.A1" in client.get(reverse("units:unit", args=[here])).content.decode()
    assert "Người giữ vai trò" not in client.get(reverse("units:unit", args=[there])).content.decode()


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", ["units:list", "units:lineages"])
def test_lists_cost_the_same_for_one_row_and_for_three(client: Client, name: str) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    address = reverse(name)
    client.get(address)
    day = date(2025, 7, 1)
    costs = []
    for number in range(3):
        old, new = unit(f"o{number}"), unit(f"n{number}", Unit.objects.get(code="A"))
        record_lineage(by=ROOT, old=old, new=new, kind=LineageKind.MERGE, on=day, decision="NQ", confirmed=False)
        costs.append(_queries(client, address))
    assert costs[0] == costs[2]


def test_the_page_of_a_unit_costs_the_same_for_one_row_and_for_three(client: Client) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    top = Unit.objects.get(code="A")
    address = reverse("units:unit", args=[top.pk])
    client.get(address)
    first = _queries(client, address)
    for number in range(3):
        unit(f"c{number}", top)
        desk(list(Role)[number], at="A")
        change_unit(by=ROOT, unit=top, on=date(2021 + number, 1, 1), decision="QĐ", name=f"Huyện {number}")
    assert _queries(client, address) == first


@pytest.mark.parametrize("where", CHANGING)
def test_a_form_that_is_refused_answers_422_and_keeps_what_was_typed(client: Client, where: Callable[[], str]) -> None:
    signed_in(client, desk(ADMIN))
    answer = client.post(where(), {"decision": "Nghị quyết gõ dở", "on": "31/02/2025"})
    assert answer.status_code == 422 and "Nghị quyết gõ dở" in answer.content.decode()
