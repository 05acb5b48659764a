"""Signing in as a person does it: wrong passwords, the second factor, sessions, a password handed out."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from thidua.base.access.actor import Actor
from thidua.base.access.enums import Role
from thidua.base.audit.chain import verify
from thidua.base.audit.models import AuditChange, AuditRow
from thidua.base.people.actions import create_account, reset_password, set_account_open
from thidua.base.people.models import Account

pytestmark = pytest.mark.django_db
BY = Actor(name="Quản trị", role=Role.SYSTEM_ADMINISTRATOR)
WORD = "cau-de-nho-2026"
HOME = "/tai-khoan/"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """Rate limits are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def account() -> Account:
    return create_account(by=BY, username="mai", full_name="Hoàng Thị Mai", password=WORD)


def _sign_in(client: Client, password: str = WORD, username: str = "mai") -> int:
    data = {"login": username, "password": password, "next": HOME}
    return client.post(reverse("account_login"), data).status_code


def _code(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return f"{hotp_value(secret, counters[len(counters) // 2]):06d}"


def _activate(client: Client) -> str:
    client.post(reverse("account_reauthenticate"), {"password": WORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()
    answer = client.post(reverse("mfa_activate_totp"), {"code": _code(secret)})
    assert answer.status_code == 302
    return str(secret)


def test_the_right_password_lets_in_and_stands_in_the_log(client: Client, account: Account) -> None:
    assert _sign_in(client) == 302
    page = client.get(HOME)
    assert "Hoàng Thị Mai" in page.content.decode() and "chưa bật" in page.content.decode()
    assert AuditRow.objects.filter(verb="people.signed_in", account_id=account.pk, address="127.0.0.1").count() == 1
    assert verify().unsealed == 0


def test_a_wrong_password_is_told_in_vietnamese(client: Client, account: Account) -> None:
    data = {"login": "mai", "password": "sai-mat-khau"}
    text = client.post(reverse("account_login"), data).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in text and "Chưa gửi được" in text
    assert not re.search(r"Username|Password|Sign In", text)


def test_five_wrong_passwords_lock_this_name_here_and_nobody_else(client: Client, account: Account) -> None:
    create_account(by=BY, username="lan", full_name="Trần Thị Lan", password=WORD)
    answers = [client.post(reverse("account_login"), {"login": "mai", "password": "sai"}) for _ in range(5)]
    assert [a.status_code for a in answers[:4]] == [200] * 4
    assert answers[4].status_code == 429
    text = answers[4].content.decode()
    assert "khóa 15 phút" in text and "«mai»" in text and "5 lần" in text
    assert _sign_in(client) == 429  # the right word comes too late
    assert _sign_in(Client(), username="lan") == 302
    assert _sign_in(Client(REMOTE_ADDR="10.0.0.9")) == 302


def test_the_lock_ends_by_itself(client: Client, account: Account) -> None:
    import time_machine

    for _ in range(5):
        client.post(reverse("account_login"), {"login": "mai", "password": "sai"})
    assert _sign_in(client) == 429
    with time_machine.travel(time.time() + 16 * 60):
        assert _sign_in(client) == 302


def test_a_new_password_ends_the_lock(client: Client, account: Account) -> None:
    for _ in range(5):
        client.post(reverse("account_login"), {"login": "Mai", "password": "sai"})
    assert _sign_in(client) == 429
    assert _sign_in(client, reset_password(by=BY, account=account)) == 302


def test_a_closed_account_is_told_so_and_is_thrown_out_at_once(client: Client, account: Account) -> None:
    _sign_in(client)
    set_account_open(by=BY, account=account, is_open=False, reason="Chuyển công tác")
    assert client.get(HOME).status_code == 302
    answer = client.post(reverse("account_login"), {"login": "mai", "password": WORD}, follow=True)
    assert "đang bị khóa" in answer.content.decode()


def test_a_handed_out_password_must_be_changed_first(client: Client, account: Account) -> None:
    word = reset_password(by=BY, account=account)
    assert _sign_in(client, word) == 302
    for address in (HOME, reverse("units:list"), reverse("usersessions_list")):
        assert client.get(address)["Location"] == reverse("account_change_password")
    page = client.get(reverse("account_change_password")).content.decode()
    assert "Bạn cần đổi mật khẩu" in page and "Ít nhất 10 ký tự" in page
    data = {"oldpassword": word, "password1": "mot-cau-moi-2027", "password2": "mot-cau-moi-2027"}
    answer = client.post(reverse("account_change_password"), data, follow=True)
    assert answer.redirect_chain == [(HOME, 302)] and "Đã đổi mật khẩu" in answer.content.decode()
    account.refresh_from_db()
    assert not account.must_change_password
    assert client.get(HOME).status_code == 200
    assert verify().unsealed == 0


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("ngan", "ngan", "ít nhất 10 ký tự"),
        ("98765432101", "98765432101", "chỉ gồm chữ số"),
        ("password123", "password123", "nhiều người dùng"),
        ("mot-cau-moi-2027", "mot-cau-khac-2027", "không giống nhau"),
        (WORD, WORD, "khác mật khẩu hiện tại"),
    ],
)
def test_each_broken_rule_has_its_sentence(
    client: Client, account: Account, first: str, second: str, sentence: str
) -> None:
    _sign_in(client)
    data = {"oldpassword": WORD, "password1": first, "password2": second}
    text = client.post(reverse("account_change_password"), data).content.decode()
    assert sentence in text
    account.refresh_from_db()
    assert account.check_password(WORD)


def test_the_old_password_is_asked_for(client: Client, account: Account) -> None:
    _sign_in(client)
    data = {"oldpassword": "sai", "password1": "mot-cau-moi-2027", "password2": "mot-cau-moi-2027"}
    assert "Mật khẩu hiện tại không đúng" in client.post(reverse("account_change_password"), data).content.decode()


def test_the_second_factor_is_asked_for_after_the_password(client: Client, account: Account) -> None:
    _sign_in(client)
    secret = _activate(client)
    stored = Authenticator.objects.get(user=account, type="totp").data["secret"]
    assert secret not in stored
    assert AuditRow.objects.filter(verb="people.second_factor_on").count() == 1
    other = Client()
    assert _sign_in(other) == 302
    assert other.get(HOME).status_code == 302, "the password alone opens nothing"
    assert "Nhập mã xác thực" in other.get(reverse("mfa_authenticate")).content.decode()
    wrong = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Mã không đúng" in wrong.content.decode()
    cache.clear()
    other.post(reverse("mfa_authenticate"), {"code": _code(secret)})
    assert "đang bật" in other.get(HOME).content.decode()


def test_a_recovery_code_opens_once(client: Client, account: Account) -> None:
    _sign_in(client)
    _activate(client)
    text = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", text)
    assert len(codes) == 10
    assert codes[0] in client.get(reverse("mfa_download_recovery_codes")).content.decode()
    other, third = Client(), Client()
    _sign_in(other)
    other.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert other.get(HOME).status_code == 200
    _sign_in(third)
    assert "Mã không đúng" in third.post(reverse("mfa_authenticate"), {"code": codes[0]}).content.decode()
    client.post(reverse("mfa_generate_recovery_codes"))
    assert codes[1] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_turning_the_second_factor_off_asks_who_one_is_when_time_has_passed(client: Client, account: Account) -> None:
    import time_machine

    _sign_in(client)
    _activate(client)
    with time_machine.travel(time.time() + 600):
        assert client.get(reverse("mfa_deactivate_totp"))["Location"].startswith(reverse("account_reauthenticate"))
        asked = client.get(reverse("account_reauthenticate")).content.decode()
        assert "Xác nhận lại đúng là bạn" in asked and "mã trên ứng dụng" in asked
        wrong = client.post(reverse("account_reauthenticate"), {"password": "sai"}).content.decode()
        assert "Mật khẩu không đúng" in wrong
        where = {"password": WORD, "next": reverse("mfa_deactivate_totp")}
        assert client.post(reverse("account_reauthenticate"), where)["Location"] == reverse("mfa_deactivate_totp")
        client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=account).exists()
    assert AuditRow.objects.filter(verb="people.second_factor_off").count() == 1


def test_sessions_are_seen_and_ended_one_by_one_or_all(client: Client, account: Account) -> None:
    others = [Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/156 Safari/537") for _ in range(3)]
    _sign_in(client)
    for other in others:
        _sign_in(other)
    text = client.get(reverse("usersessions_list")).content.decode()
    assert text.count("Chrome trên Windows</th>") == 3 and "phiên này" in text
    pk = re.findall(r'name="session" value="(\d+)"', text)[-1]
    client.post(reverse("end_session"), {"session": pk})
    assert sorted(other.get(HOME).status_code for other in others) == [200, 200, 302]
    client.post(reverse("end_session"), {"session": "others"})
    assert {other.get(HOME).status_code for other in others} == {302}
    assert client.get(HOME).status_code == 200


def test_nobody_ends_the_session_of_somebody_else(client: Client, account: Account) -> None:
    create_account(by=BY, username="lan", full_name="Trần Thị Lan", password=WORD)
    stranger = Client()
    _sign_in(client)
    _sign_in(stranger, username="lan")
    pk = re.findall(r'value="(\d+)"', client.get(reverse("usersessions_list")).content.decode())
    mine = account.usersession_set.get().pk
    assert str(mine) not in pk
    assert stranger.post(reverse("end_session"), {"session": str(mine)}, follow=True).status_code == 200
    assert stranger.post(reverse("end_session"), {"session": "x"}).status_code == 403
    assert client.get(HOME).status_code == 200


def test_a_change_of_password_ends_the_other_sessions(client: Client, account: Account) -> None:
    other = Client()
    _sign_in(client)
    _sign_in(other)
    data = {"oldpassword": WORD, "password1": "mot-cau-moi-2027", "password2": "mot-cau-moi-2027"}
    client.post(reverse("account_change_password"), data)
    assert client.get(HOME).status_code == 200 and other.get(HOME).status_code == 302
    assert client.get(reverse("usersessions_list")).content.decode().count("phiên này") == 1


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_reset_password", "account_set_password", "mfa_add_webauthn"]
)
def test_what_is_not_in_use_has_no_address(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["signup/", "email/", "password/reset/", "2fa/", "sessions/", "dang-ky/"])
def test_the_usual_addresses_lead_nowhere(client: Client, path: str) -> None:
    assert client.get(f"/tai-khoan/{path}").status_code == 404


OWN = [
    "account", "account_reauthenticate", "account_change_password", "mfa_index", "mfa_reauthenticate",
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "usersessions_list",
]  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_a_stranger_is_sent_to_sign_in(client: Client, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))


def test_an_account_without_a_password_is_told_so(client: Client) -> None:
    client.force_login(create_account(by=BY, username="moi", full_name="Người Mới"))
    assert "chưa được cấp mật khẩu" in client.get(reverse("account_change_password")).content.decode()


def test_the_time_of_the_last_work_is_written_now_and_then_only(client: Client, account: Account) -> None:
    from datetime import timedelta

    from allauth.usersessions.models import UserSession
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _sign_in(client)
    client.get(HOME)
    with CaptureQueriesContext(connection) as caught:
        client.get(HOME)
    assert not [q for q in caught if q["sql"].startswith(("UPDATE", "INSERT"))], "a page that is read writes nothing"
    row = UserSession.objects.get(user=account)
    hour_ago = row.last_seen_at - timedelta(hours=1)
    UserSession.objects.filter(pk=row.pk).update(last_seen_at=hour_ago)
    client.get(HOME)
    row.refresh_from_db()
    assert row.last_seen_at > hour_ago + timedelta(minutes=50)


@pytest.mark.parametrize("second_factor", [False, True])
def test_a_password_kept_in_an_old_way_is_renewed_in_an_act_of_its_own(
    client: Client, account: Account, settings: Any, second_factor: bool
) -> None:
    if second_factor:
        _sign_in(client)
        _activate(client)
    old, other = account.password, Client()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher", *settings.PASSWORD_HASHERS]
    assert _sign_in(other, "sai-mat-khau-2026") == 200
    account.refresh_from_db()
    assert account.password == old and not AuditRow.objects.filter(verb="people.password_renewed").exists()
    assert _sign_in(other) == 302
    account.refresh_from_db()
    assert account.password.startswith("pbkdf2_sha256$") and account.check_password(WORD)
    row = AuditRow.objects.get(verb="people.password_renewed")
    assert (row.account_id, row.subject_id, row.changes) == (account.pk, account.pk, 1)
    assert not AuditChange.objects.filter(txn=None).exists()
    assert verify().intact and verify().unsealed == 0
    assert _sign_in(Client()) == 302
    assert AuditRow.objects.filter(verb="people.password_renewed").count() == 1
