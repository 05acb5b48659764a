"""Lineage: candidates, one by one and many at once; a split is never confirmed in a crowd."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.base.desks import ROOT, actor, desk, signed_in, unit
from thidua.base.access.actor import Actor, Problem, Refused
from thidua.base.access.enums import Role
from thidua.base.audit.chain import verify
from thidua.base.audit.models import AuditChange, AuditRow
from thidua.base.units.enums import LineageKind, LineageState
from thidua.base.units.lineage import BulkConfirm, judge_lineage, record_lineage
from thidua.base.units.models import Lineage
from thidua.base.units.queries import lineage_rows
from thidua.paper.sheets import read_table

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


def _arrow(old: str, new: str, kind: LineageKind = LineageKind.MERGE, *, confirmed: bool = False) -> Lineage:
    return record_lineage(
        by=ROOT, old=unit(old), new=unit(new), kind=kind, on=DAY, decision="NQ", confirmed=confirmed, source="thử"
    )


@pytest.fixture
def arrows() -> list[Lineage]:
    """Inside the scope: two merges and a split in two; outside: one merge; and one that is confirmed already."""
    desk(Role.SPECIALIST)
    rows = [_arrow("x1", "A1"), _arrow("x2", "A1")]
    rows += [_arrow("x3", "A1", LineageKind.SPLIT), _arrow("x3", "A2", LineageKind.SPLIT)]
    return [*rows, _arrow("x4", "B1"), _arrow("x5", "A2", confirmed=True)]


def _waiting() -> set[str]:
    return set(Lineage.objects.filter(state=LineageState.CANDIDATE).values_list("old__code", flat=True))


def test_many_at_once_leaves_splits_and_strangers(arrows: list[Lineage]) -> None:
    bulk = BulkConfirm(actor(Role.SPECIALIST), lineage_rows(), "toàn bộ danh sách")
    applicable = bulk.applicable()
    assert [a.old.code for a in applicable] == ["x1", "x2"]
    assert bulk.left_out(len(applicable)).startswith("3 đề xuất khác phải xử lý từng dòng")
    assert bulk.apply() == 2
    assert _waiting() == {"x3", "x4"}
    row = AuditRow.objects.get(verb="units.lineages_confirmed")
    assert row.details == {"count": 2, "chosen": "toàn bộ danh sách"} and row.changes == 2
    assert AuditChange.objects.filter(txn=row.txn, op="UPDATE").count() == 2
    assert verify().unsealed == 0


def test_the_system_administrator_reaches_all_but_splits(arrows: list[Lineage]) -> None:
    assert BulkConfirm(ROOT, lineage_rows(), "").apply() == 3
    assert _waiting() == {"x3"}
    assert BulkConfirm(ROOT, lineage_rows(), "").apply() == 0


def test_a_split_is_confirmed_by_itself(arrows: list[Lineage]) -> None:
    judge_lineage(by=actor(Role.SPECIALIST), arrow=arrows[2], confirm=True, reason="Theo NQ 1679")
    assert Lineage.objects.get(pk=arrows[2].pk).note == "Theo NQ 1679"


def test_a_rejection_needs_its_reason(arrows: list[Lineage]) -> None:
    with pytest.raises(Problem, match="lý do bác"):
        judge_lineage(by=ROOT, arrow=arrows[0], confirm=False)


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.AUDITOR, Role.COUNCIL_MEMBER, Role.AUTHORITY])
def test_other_roles_judge_nothing(arrows: list[Lineage], role: Role) -> None:
    with pytest.raises(Refused, match="Chỉ quản trị hệ thống"):
        judge_lineage(by=actor(role), arrow=arrows[0], confirm=True)


def test_a_specialist_judges_only_the_own_scope(arrows: list[Lineage]) -> None:
    with pytest.raises(Refused):
        judge_lineage(by=actor(Role.SPECIALIST), arrow=arrows[4], confirm=True)
    with pytest.raises(Refused):
        judge_lineage(by=Actor(), arrow=arrows[0], confirm=True)


def test_old_and_new_must_differ() -> None:
    with pytest.raises(Problem, match="phải khác nhau"):
        _arrow("x", "x")


def test_the_filter_travels_to_the_confirmation(client: Client, arrows: list[Lineage]) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    page = reverse("units:lineages_confirm") + "?q=x1"
    text = client.get(page).content.decode()
    assert "xác nhận 1 đề xuất theo bộ lọc: x1" in text and "XÁC NHẬN" in text
    assert "Hãy gõ đúng chữ" in client.post(page, {"word": "được"}).content.decode()
    assert _waiting() == {"x1", "x2", "x3", "x4"}
    client.post(page, {"word": "xác nhận"})
    assert _waiting() == {"x2", "x3", "x4"}


def test_the_page_of_one_arrow_shows_its_kin_and_judges(client: Client, arrows: list[Lineage]) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    page = reverse("units:lineage", args=[arrows[2].pk])
    text = client.get(page).content.decode()
    assert "Đơn vị cũ này còn được nối sang" in text and "Đơn vị A2" in text
    assert "Đơn vị mới này còn hình thành từ" in text and "Đơn vị x1" in text
    assert "Hãy ghi lý do bác đề xuất" in client.post(page, {"verdict": "reject", "reason": ""}).content.decode()
    client.post(page, {"verdict": "reject", "reason": "Không có phần đất này"})
    assert Lineage.objects.get(pk=arrows[2].pk).state == LineageState.REJECTED
    assert "Xét đề xuất" not in client.get(page).content.decode()


def test_whoever_may_not_judge_sees_no_form(client: Client, arrows: list[Lineage]) -> None:
    signed_in(client, desk(Role.UNIT_OFFICER))
    page = reverse("units:lineage", args=[arrows[0].pk])
    assert "Xét đề xuất" not in client.get(page).content.decode()
    assert client.post(page, {"verdict": "confirm", "reason": ""}).status_code == 403
    assert client.get(reverse("units:lineages_confirm")).status_code == 403
    assert "Xác nhận hàng loạt" not in client.get(reverse("units:lineages")).content.decode()


def test_filters_narrow_the_list_and_the_spreadsheet(client: Client, arrows: list[Lineage]) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    text = client.get(reverse("units:lineages"), {"kind": "split", "state": 10}).content.decode()
    assert "2 dòng" in text and "Đơn vị x3" in text and "Đơn vị x1" not in text
    assert "Không tìm thấy dòng nào" in client.get(reverse("units:lineages"), {"q": "khong co"}).content.decode()
    answer = client.get(reverse("units:lineages_export"), {"kind": "split"})
    rows = read_table(answer.content, "nguon-goc.xlsx")[0].rows
    assert "Chia, tách" in str(rows[0].cells[0]) and [r.cells[0] for r in rows[2:]] == ["x3", "x3"]


def test_nothing_is_confirmed_in_one_go_when_nothing_fits(client: Client, arrows: list[Lineage]) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    answer = client.get(reverse("units:lineages_confirm"), {"q": "khong co"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain and "Không có đề xuất nào xác nhận hàng loạt được" in page and "XÁC NHẬN" not in page
