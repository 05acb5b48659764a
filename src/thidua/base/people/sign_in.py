"""How allauth behaves here: nobody signs up by himself, every sign-in stands in the log, all it says is Vietnamese."""

import base64
import hashlib
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import login as django_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from thidua.base.access.actor import Actor
from thidua.base.audit.actions import audited
from thidua.base.people.actions import change_own_password
from thidua.base.people.models import Account
from thidua.base.people.rules import broken_rules

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter(request: HttpRequest, account: Account) -> None:
    """Sign an account in. The row in the log also covers the time of the last sign-in, which is written with it."""
    by = Actor(account_id=account.pk, name=str(account), address=request.META.get("REMOTE_ADDR", ""))
    with audited("people.signed_in", by=by, on=account):
        django_login(request, account, backend=_BACKEND)


def typed_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Under which name axes counts wrong passwords: the one that was typed, whatever its case."""
    given = credentials or {}
    name = given.get("username") or given.get("login") or request.POST.get("login") or request.user.get_username()
    return str(name).strip().lower()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Passwords and sign-in."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Tài khoản này đang bị khóa.",
        "enter_current_password": "Mật khẩu hiện tại không đúng.",
        "incorrect_code": "Mã không đúng hoặc đã hết hạn. Hãy nhập mã đang hiện trên ứng dụng.",
        "incorrect_password": "Mật khẩu không đúng.",
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu không đúng. Sai nhiều lần sẽ bị tạm khóa.",
        "too_many_login_attempts": "Bạn đã nhập sai quá nhiều lần. Hãy chờ vài phút rồi thử lại.",
        "rate_limited": "Bạn thao tác quá nhanh. Hãy chờ một phút rồi thử lại.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators, never by a visitor."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes alone: in the database, so that they count for all server processes."""

    def clean_password(self, password: str, user: Any = None) -> str:
        """The rules of passwords, each broken one with its sentence."""
        broken = broken_rules(password, user)
        if broken:
            raise ValidationError(broken)
        return password

    def set_password(self, user: Any, password: str) -> None:
        """One's own password: through the action, which lifts the duty to change it."""
        change_own_password(by=self.request.actor, account=user, password=password)

    def login(self, request: HttpRequest, user: Any) -> None:
        """After the password, and after the second factor where there is one."""
        enter(request, user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own page."""
        return reverse("account")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to say once more who one is, named in Vietnamese."""
        names = {"reauthenticate": "Dùng mật khẩu", "mfa_reauthenticate": "Dùng mã trên ứng dụng xác thực"}
        return [{**m, "description": names[m["id"]]} for m in super().get_reauthentication_methods(user)]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor. Its keys are kept encrypted, so that a copy of the database alone opens nothing."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Mã không đúng hoặc đã hết hạn. Hãy nhập mã đang hiện trên ứng dụng.",
        "cannot_delete_authenticator": "Tài khoản này không được tắt xác thực hai lớp.",
        "cannot_generate_recovery_codes": "Hãy bật xác thực hai lớp trước khi tạo mã dự phòng.",
    }

    def get_totp_label(self, user: Any) -> str:
        """What the application on the telephone shows."""
        return str(user.username)

    def encrypt(self, text: str) -> str:
        """With a key made from the secret key of the site."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The reverse; older secret keys (``SECRET_KEY_FALLBACKS``) still open what they closed."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = (hashlib.sha256(("thidua.second-factor:" + key).encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
