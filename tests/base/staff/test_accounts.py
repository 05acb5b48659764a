"""Accounts of a scope: who may make, appoint, lock and reset whom; and what the person at the desk sees."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.base.desks import ROOT, TODAY, actor, desk, signed_in
from thidua.base.access.actor import Problem, Refused
from thidua.base.access.enums import Role, Scope
from thidua.base.audit.models import AuditRow
from thidua.base.people.actions import create_account
from thidua.base.people.models import Account
from thidua.base.staff import actions
from thidua.base.staff.enums import SCOPE_OF, YEAR_ROLES
from thidua.base.units.models import Appointment, Unit
from thidua.base.units.queries import actor_for
from thidua.paper.sheets import read_table

pytestmark = pytest.mark.django_db
ADMIN = Role.UNIT_ADMINISTRATOR


def _new(username: str = "moi", role: Role = Role.UNIT_OFFICER, at: str = "A1") -> dict[str, object]:
    place = Unit.objects.get(code=at).pk
    return {
        "username": username,
        "full_name": "Chìu Thị Mới",
        "email": "",
        "role": role.value,
        "unit": place,
        "valid_from": "01/01/2026",
    }


def test_an_account_is_made_with_its_role_and_a_word_shown_once(client: Client) -> None:
    signed_in(client, desk(ADMIN))
    answer = client.post(reverse("people:account_create"), _new())
    word = re.search(r"\b\w{4}-\w{4}-\w{4}\b", answer.content.decode())
    account = Account.objects.get(username="moi")
    held = Appointment.objects.get(account=account)
    assert word and account.check_password(word[0]) and account.must_change_password
    assert (held.role, held.scope, held.unit.code) == (Role.UNIT_OFFICER, Scope.UNIT, "A1")
    assert "no-store" in answer["Cache-Control"]
    assert word[0] not in client.get(reverse("people:account", args=[account.pk])).content.decode()


def test_a_taken_name_leaves_nothing_half_done(client: Client) -> None:
    signed_in(client, desk(ADMIN))
    client.post(reverse("people:account_create"), _new())
    text = client.post(reverse("people:account_create"), _new(at="A2")).content.decode()
    assert "«moi» đã có người dùng" in text
    assert Appointment.objects.filter(account__username="moi").count() == 1


def test_a_refused_role_makes_no_account() -> None:
    with pytest.raises(Refused, match="chỉ do quản trị hệ thống giao"):
        actions.open_account(
            by=actor(ADMIN), username="x", full_name="X", email="", role=Role.AUDITOR,
            unit=Unit.objects.get(code="A1"), valid_from=TODAY,
        )  # fmt: skip
    assert not Account.objects.filter(username="x").exists()


def test_system_roles_are_not_even_offered_to_a_unit_administrator(client: Client) -> None:
    signed_in(client, desk(ADMIN))
    text = client.get(reverse("people:account_create")).content.decode()
    assert "Quản trị hệ thống" not in text and "Cán bộ thi đua đơn vị – riêng đơn vị" in text
    forged = client.post(reverse("people:account_create"), _new(role=Role.SYSTEM_ADMINISTRATOR)).content.decode()
    assert "Lựa chọn này không có trong danh sách" in forged
    signed_in(client, desk(Role.SYSTEM_ADMINISTRATOR))
    assert "Quản trị hệ thống" in client.get(reverse("people:account_create")).content.decode()


@pytest.mark.parametrize("role", sorted(YEAR_ROLES))
def test_who_administers_one_unit_does_not_hand_out_roles_that_look_over_all(client: Client, role: Role) -> None:
    small, account = actor(ADMIN, at="A1"), create_account(by=ROOT, username="x", full_name="X")
    unit = Unit.objects.get(code="A1")
    with pytest.raises(Refused, match="đơn vị tổ chức"):
        actions.appoint(by=small, account=account, role=role, unit=unit, valid_from=TODAY)
    signed_in(client, desk(ADMIN, at="A1"))
    assert f'value="{role.value}"' not in client.get(reverse("people:account_create")).content.decode()
    actions.appoint(by=actor(ADMIN), account=account, role=role, unit=unit, valid_from=TODAY)
    assert Appointment.objects.filter(account=account, role=role).exists()


def test_nobody_appoints_himself() -> None:
    held = desk(ADMIN)
    with pytest.raises(Problem, match="không tự giao"):
        actions.appoint(
            by=actor_for(held, TODAY), account=held.account, role=Role.UNIT_HEAD, unit=held.unit, valid_from=TODAY
        )


def test_nobody_appoints_outside_the_scope() -> None:
    account = create_account(by=ROOT, username="x", full_name="X")
    with pytest.raises(Refused, match="ngoài phạm vi"):
        actions.appoint(
            by=actor(ADMIN), account=account, role=Role.UNIT_HEAD, unit=Unit.objects.get(code="B1"), valid_from=TODAY
        )


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_its_reach(role: Role) -> None:
    assert SCOPE_OF[role] in Scope


def test_a_password_is_handed_out_inside_the_scope_only(client: Client) -> None:
    inside, outside = desk(Role.UNIT_OFFICER), desk(Role.UNIT_OFFICER, at="B1")
    signed_in(client, desk(ADMIN))
    text = client.post(reverse("people:reset_password", args=[inside.account_id])).content.decode()
    assert "Chỉ hiện một lần" in text
    answer = client.post(reverse("people:reset_password", args=[outside.account_id]))
    assert answer.status_code == 403 and "ngoài phạm vi" in answer.content.decode()
    assert AuditRow.objects.filter(verb="people.password_reset").count() == 1
    assert client.get(reverse("people:reset_password", args=[inside.account_id])).status_code == 405


@pytest.mark.parametrize(
    ("role", "at"), [(Role.AUDITOR, "A"), (Role.SYSTEM_ADMINISTRATOR, "A"), (Role.UNIT_HEAD, "B1")]
)
def test_an_account_that_is_more_elsewhere_is_not_taken_over(role: Role, at: str) -> None:
    """Whoever resets a password can sign in with it: an account with a role beyond the scope stays out of reach."""
    held = desk(Role.UNIT_OFFICER)
    actions.appoint(by=ROOT, account=held.account, role=role, unit=Unit.objects.get(code=at), valid_from=TODAY)
    with pytest.raises(Refused, match="vai trò ngoài phạm vi"):
        actions.reset_password(by=actor(ADMIN), account=held.account, today=TODAY)
    with pytest.raises(Refused):
        actions.set_open(by=actor(ADMIN), account=held.account, is_open=False, reason="thử", today=TODAY)
    assert actions.reset_password(by=ROOT, account=held.account, today=TODAY)


def test_nobody_locks_or_strips_himself() -> None:
    held = desk(ADMIN)
    with pytest.raises(Refused, match="không tự làm"):
        actions.set_open(by=actor(ADMIN), account=held.account, is_open=False, reason="thử", today=TODAY)
    with pytest.raises(Problem, match="không tự kết thúc"):
        actions.end_role(by=actor(ADMIN), appointment=held, on=TODAY)


def test_locking_needs_a_reason_and_ends_the_sessions(client: Client) -> None:
    held = desk(Role.UNIT_OFFICER)
    other = Client()
    signed_in(other, held)
    signed_in(client, desk(ADMIN))
    lock = reverse("people:lock", args=[held.account_id])
    assert "Chưa nhập mục này" in client.post(lock, {"reason": " "}).content.decode()
    client.post(lock, {"reason": "Nghỉ hưu"})
    assert other.get(reverse("units:list")).status_code == 302
    page = client.get(reverse("people:account", args=[held.account_id])).content.decode()
    assert "đang khóa" in page and "lý do: Nghỉ hưu" in page and "Mở lại tài khoản" in page
    client.post(reverse("people:unlock", args=[held.account_id]))
    assert Account.objects.get(pk=held.account_id).is_active


def test_roles_are_given_once_and_ended_on_a_day(client: Client) -> None:
    held = desk(Role.UNIT_OFFICER)
    signed_in(client, desk(ADMIN))
    give = reverse("people:appoint", args=[held.account_id])
    role = {"role": Role.UNIT_HEAD.value, "unit": Unit.objects.get(code="A2").pk, "valid_from": "01/01/2026"}
    client.post(give, role)
    again = client.post(give, role).content.decode()
    assert "đang giữ vai trò «Thủ trưởng đơn vị» tại Đơn vị A2" in again
    given = Appointment.objects.get(account=held.account, role=Role.UNIT_HEAD)
    end = reverse("people:end_role", args=[given.pk])
    assert "phải sau ngày bắt đầu" in client.post(end, {"on": "01/01/2020"}).content.decode()
    client.post(end, {"on": "31/03/2026"})
    given.refresh_from_db()
    assert given.valid_to == date(2026, 3, 31) and given.in_force(date(2026, 3, 31))
    assert "không còn hiệu lực" in client.get(reverse("people:account", args=[held.account_id])).content.decode()


def _pages(account_id: int) -> list[str]:
    named = ["accounts", "accounts_export", "account_create"]
    one = ["account", "lock", "appoint", "remove_second_factor"]
    return [reverse(f"people:{n}") for n in named] + [reverse(f"people:{n}", args=[account_id]) for n in one]


@pytest.mark.parametrize("role", [r for r in Role if r not in (ADMIN, Role.SYSTEM_ADMINISTRATOR)])
def test_other_roles_open_none_of_it(client: Client, role: Role) -> None:
    held = desk(role)
    signed_in(client, held)
    assert {client.get(p).status_code for p in _pages(held.account_id)} == {403}
    posts = [reverse(f"people:{n}", args=[held.account_id]) for n in ("reset_password", "unlock")]
    assert {client.post(p).status_code for p in posts} == {403}
    assert client.get(reverse("people:end_role", args=[held.pk])).status_code == 403


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert {client.get(p).status_code for p in _pages(desk(ADMIN).account_id)} == {302}


def test_the_list_holds_the_scope_and_is_searched_without_diacritics(client: Client) -> None:
    desk(Role.UNIT_OFFICER), desk(Role.UNIT_OFFICER, at="B1")
    signed_in(client, desk(ADMIN))
    client.post(reverse("people:account_create"), _new())
    text = client.get(reverse("people:accounts")).content.decode()
    assert "unit_officer.A1" in text and "unit_officer.B1" not in text
    found = client.get(reverse("people:accounts"), {"q": "chiu thi moi"}).content.decode()
    assert "Chìu Thị Mới" in found and "chờ đổi mật khẩu" in found and "unit_officer.A1" not in found
    by_role = client.get(reverse("people:accounts"), {"role": "unit_administrator"}).content.decode()
    assert "1 dòng" in by_role
    assert "Không tìm thấy dòng nào" in client.get(reverse("people:accounts"), {"is_active": "False"}).content.decode()
    answer = client.get(reverse("people:accounts_export"), {"q": "chiu"})
    rows = read_table(answer.content, "tai-khoan.xlsx")[0].rows
    assert [r.cells[1] for r in rows[2:]] == ["moi"] and "Cán bộ thi đua đơn vị, Đơn vị A1" in str(rows[2].cells[3])


def test_the_list_costs_the_same_for_one_row_and_for_three(client: Client) -> None:
    signed_in(client, desk(ADMIN))
    costs = []
    client.get(reverse("people:accounts"))
    for role in (Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.SPECIALIST):
        desk(role)
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("people:accounts"))
        costs.append(len(caught))
    assert len(set(costs)) == 1


def test_a_lost_second_factor_is_removed_with_a_reason(client: Client) -> None:
    from allauth.mfa.models import Authenticator

    held = desk(Role.UNIT_OFFICER)
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=held.account, type=kind, data={})
    signed_in(client, desk(ADMIN))
    page = reverse("people:account", args=[held.account_id])
    assert "Gỡ xác thực hai lớp" in client.get(page).content.decode()
    remove = reverse("people:remove_second_factor", args=[held.account_id])
    assert "Chưa nhập mục này" in client.post(remove, {"reason": " "}).content.decode()
    assert Authenticator.objects.filter(user=held.account).count() == 2
    text = client.post(remove, {"reason": "Mất điện thoại"}, follow=True).content.decode()
    assert not Authenticator.objects.filter(user=held.account).exists()
    assert "lý do: Mất điện thoại" in text and "chưa bật" in text and "mất điện thoại và cả mã" not in text
    outside = desk(Role.UNIT_OFFICER, at="B1")
    assert (
        client.post(reverse("people:remove_second_factor", args=[outside.account_id]), {"reason": "x"}).status_code
        == 403
    )


def test_a_form_that_is_refused_answers_422_and_keeps_what_was_typed(client: Client) -> None:
    held = desk(Role.UNIT_OFFICER)
    signed_in(client, desk(ADMIN))
    typed = {"full_name": "Gõ dở", "valid_from": "31/02/2026"}
    answer = client.post(reverse("people:account_create"), typed)
    assert answer.status_code == 422 and "Gõ dở" in answer.content.decode()
    for name in ("lock", "appoint"):
        answer = client.post(reverse(f"people:{name}", args=[held.account_id]), {"reason": " ", **typed})
        assert answer.status_code == 422, name
