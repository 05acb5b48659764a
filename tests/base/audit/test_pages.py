"""Pages of the log: who reads how much, what a row tells, and a chain that names its broken row."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.base.desks import ROOT, actor, desk, signed_in, unit
from thidua.base.access.enums import Role
from thidua.base.audit.chain import verify, verify_last
from thidua.base.audit.models import AuditChange, AuditRow
from thidua.base.audit.reading import read_changes
from thidua.base.people.actions import create_account
from thidua.base.units.actions import change_unit
from thidua.base.units.models import Unit
from thidua.language.dates import format_date
from thidua.paper.sheets import read_table

pytestmark = pytest.mark.django_db
LOG = "audit:list"


def _act(role: Role = Role.SPECIALIST, at: str = "") -> AuditRow:
    """One act done at a desk, whose row of the log is returned."""
    by = actor(role, at)
    create_account(by=by, username=f"t{AuditRow.objects.count()}", full_name="Hoàng Thị Mai")
    return AuditRow.objects.order_by("-number")[0]


def _without_refusal(table: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'drop trigger thidua_refuse on "{table}"')
        else:
            cursor.execute(f'drop trigger "refuse_UPDATE_{table}"')


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR])
def test_overseers_read_everything(client: Client, role: Role) -> None:
    mine, theirs = _act(), _act(at="B")
    signed_in(client, desk(role))
    text = client.get(reverse(LOG)).content.decode()
    assert f"/nhat-ky/{mine.number}/" in text and f"/nhat-ky/{theirs.number}/" in text
    head = AuditRow.objects.order_by("-number")[0].hash
    assert head in text and "Kiểm tra 2.000 dòng gần nhất" in text


def test_a_specialist_reads_the_own_scope(client: Client) -> None:
    mine, theirs = _act(), _act(at="B")
    signed_in(client, desk(Role.SPECIALIST))
    text = client.get(reverse(LOG)).content.decode()
    assert f"/nhat-ky/{mine.number}/" in text and f"/nhat-ky/{theirs.number}/" not in text
    assert "Chuỗi nhật ký" not in text
    assert client.get(reverse("audit:row", args=[mine.number])).status_code == 200
    assert client.get(reverse("audit:row", args=[theirs.number])).status_code == 403
    assert client.post(reverse("audit:verify")).status_code == 403


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in (Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR, Role.SPECIALIST)]
)
def test_other_roles_read_nothing(client: Client, role: Role) -> None:
    row = _act()
    signed_in(client, desk(role))
    pages = [reverse(LOG), reverse("audit:export"), reverse("audit:row", args=[row.number])]
    assert {client.get(p).status_code for p in pages} == {403}
    assert client.post(reverse("audit:verify")).status_code == 403


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(reverse(LOG)).status_code == 302
    assert client.post(reverse("audit:verify")).status_code == 302


def test_a_row_tells_before_and_after_in_words(client: Client) -> None:
    found = unit("A1")
    change_unit(by=ROOT, unit=found, on=timezone.localdate(), decision="QĐ 12", name="Phường Một")
    row = AuditRow.objects.order_by("-number")[0]
    signed_in(client, desk(Role.AUDITOR))
    text = client.get(reverse("audit:row", args=[row.number])).content.decode()
    assert "tên mới «Phường Một»" in text and "Sửa đơn vị" in text and "Thêm giai đoạn của đơn vị" in text
    assert "Đơn vị A1" in text and format_date(timezone.localdate()) in text
    assert "name_fold" not in text and "tên không dấu" not in text, "derived columns tell nothing"
    assert client.get(reverse("audit:row", args=[999_999])).status_code == 404


def test_choices_yes_no_and_empty_are_said_in_words() -> None:
    made = unit("A1")
    Unit.objects.filter(pk=made.pk).update(is_authority=True, kind="department", level=20)
    change = AuditChange.objects.filter(table="units_unit", op="UPDATE").order_by("-id")[0]
    told = {f.label: (f.old, f.new) for f in next(read_changes([change])).fields}
    assert told == {
        "loại": ("Xã, phường, thị trấn, đặc khu", "Cơ quan chuyên môn, phòng, ban"),
        "cấp": ("Cấp xã", "Cấp tỉnh"),
        "tổ chức năm thi đua riêng": ("không", "có"),
    }


def test_filters_by_person_act_day_and_object(client: Client) -> None:
    _act()
    signed_in(client, desk(Role.AUDITOR))
    today = timezone.localdate()

    def found(**query: str) -> str:
        return client.get(reverse(LOG), query).content.decode()

    assert "đã tạo tài khoản «Hoàng Thị Mai»" in found(who="specialist", verb="people.account_created")
    assert "Không tìm thấy dòng nào" in found(who="không ai")
    assert "«Hoàng Thị Mai»" in found(what="Hoàng Thị", since=format_date(today), until=format_date(today))
    assert "Không tìm thấy dòng nào" in found(until=format_date(today - timedelta(days=1)))
    assert "Không tìm thấy dòng nào" in found(since=format_date(today + timedelta(days=1)))
    assert "không phải là ngày" in found(since="hôm qua")


def test_the_spreadsheet_holds_what_is_filtered_with_the_hashes(client: Client) -> None:
    row = _act()
    signed_in(client, desk(Role.AUDITOR))
    answer = client.get(reverse("audit:export"), {"what": "Hoàng Thị Mai"})
    rows = read_table(answer.content, "nhat-ky.xlsx")[0].rows
    assert [(int(str(r.cells[0])), r.cells[6]) for r in rows[2:]] == [(row.number, row.hash)]


def test_the_list_costs_the_same_for_one_row_and_for_three(client: Client) -> None:
    signed_in(client, desk(Role.AUDITOR))
    costs = []
    for _ in range(3):
        _act()
        client.get(reverse(LOG))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(LOG))
        costs.append(len(caught))
    assert len(set(costs)) == 1


def test_the_page_verifies_by_post_and_writes_nothing(client: Client) -> None:
    _act()
    signed_in(client, desk(Role.AUDITOR))
    before = AuditRow.objects.count()
    assert client.get(reverse("audit:verify")).status_code == 405
    text = client.post(reverse("audit:verify")).content.decode()
    assert "Nguyên vẹn" in text and AuditRow.objects.count() == before


def test_a_forged_row_is_named_on_the_page(client: Client) -> None:
    row = _act()
    _act()
    signed_in(client, desk(Role.AUDITOR))
    _without_refusal("audit_auditrow")
    AuditRow.objects.filter(pk=row.pk).update(actor_name="Người khác")
    text = client.post(reverse("audit:verify")).content.decode()
    assert f"bị phá vỡ ở dòng {row.number}" in text and "đã bị sửa" in text


def test_changes_outside_any_act_are_reported(client: Client) -> None:
    _act()
    Unit.objects.filter(code="A1").update(name="Sửa lén")
    signed_in(client, desk(Role.AUDITOR))
    assert "thay đổi nằm ngoài mọi thao tác" in client.post(reverse("audit:verify")).content.decode()


@pytest.mark.parametrize("count", [1, 2, 5, 1000])
def test_the_last_rows_agree_with_the_whole_chain(count: int) -> None:
    for _ in range(3):
        _act()
    part, whole = verify_last(count), verify()
    assert part.intact and part.head == whole.head and part.rows == min(count, whole.rows)


@pytest.mark.parametrize(("count", "seen"), [(2, False), (50, True)])
def test_only_what_is_checked_is_vouched_for(count: int, seen: bool) -> None:
    old = _act()
    for _ in range(4):
        _act()
    _without_refusal("audit_auditchange")
    AuditChange.objects.filter(txn=old.txn).update(new="{}")
    verdict = verify_last(count)
    assert (verdict.broken_number == old.number) is seen
    assert verify().broken_number == old.number


def test_a_missing_row_before_the_checked_ones_is_seen() -> None:
    for _ in range(3):
        _act()
    _without_refusal("audit_auditrow")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute('drop trigger "refuse_DELETE_audit_auditrow"')
    last = AuditRow.objects.order_by("-number")[0].number
    AuditRow.objects.filter(number=last - 1).delete()
    assert verify_last(1).broken_number == last


def test_an_empty_log_is_intact() -> None:
    assert verify_last(10).intact and verify_last(10).rows == 0
