"""Forms of signing in and of one's own account: allauth's, in Vietnamese."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

from thidua.base.people.rules import password_rules
from thidua.ui.forms import VietnameseMessages


def _word(form: forms.BaseForm, name: str, label: str, help_text: str = "") -> None:
    """Label and help of one field; no placeholder, which would only repeat the label and vanish."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class LoginForm(VietnameseMessages, account.LoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "login", "Tên đăng nhập")
        _word(self, "password", "Mật khẩu")


class ReauthenticateForm(VietnameseMessages, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "password", "Mật khẩu hiện tại")


class PasswordForm(VietnameseMessages, account.ChangePasswordForm):  # type: ignore[misc]
    """The old password, and the new one twice. The rules stand before the field, not after a refusal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "oldpassword", "Mật khẩu hiện tại")
        _word(self, "password1", "Mật khẩu mới", password_rules())
        _word(self, "password2", "Gõ lại mật khẩu mới")

    def clean(self) -> dict[str, Any]:
        """Both must be the same; the new one must be new."""
        data = forms.Form.clean(self) or {}
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Hai lần gõ mật khẩu mới không giống nhau.")
        if first and first == data.get("oldpassword"):
            self.add_error("password1", "Mật khẩu mới phải khác mật khẩu hiện tại.")
        return data


class CodeForm(VietnameseMessages, mfa.AuthenticateForm):  # type: ignore[misc]
    """Six digits from the telephone, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, "Sáu chữ số trên ứng dụng xác thực, hoặc một mã dự phòng.")


class CodeAgainForm(VietnameseMessages, mfa.ReauthenticateForm):  # type: ignore[misc]
    """The same, for somebody who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, "Sáu chữ số trên ứng dụng xác thực, hoặc một mã dự phòng.")


class ActivateForm(VietnameseMessages, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which proves that the telephone has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, "Sáu chữ số đang hiện trên ứng dụng.")


def _code(form: forms.BaseForm, help_text: str) -> None:
    _word(form, "code", "Mã xác thực", help_text)
    form.fields["code"].widget.attrs.update({"inputmode": "numeric", "class": "short", "autofocus": True})
