"""The rules of passwords, said before typing and again, one by one, when one is broken."""

from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_BROKEN = {
    "password_too_short": "Mật khẩu phải có ít nhất {least} ký tự.",
    "password_too_similar": "Mật khẩu quá giống tên đăng nhập, họ tên hoặc địa chỉ thư của bạn.",
    "password_too_common": "Mật khẩu này nhiều người dùng, rất dễ đoán. Hãy chọn mật khẩu khác.",
    "password_entirely_numeric": "Mật khẩu không được chỉ gồm chữ số.",
}


def least_length() -> int:
    """The shortest password that is allowed, in characters."""
    validators: list[dict[str, Any]] = list(settings.AUTH_PASSWORD_VALIDATORS)
    lengths = (v.get("OPTIONS", {}).get("min_length") for v in validators)
    return int(next((length for length in lengths if length), 8))


def password_rules() -> SafeString:
    """The rules as a list, to stand before the field."""
    lines = (
        f"Ít nhất {least_length()} ký tự; một câu ngắn dễ nhớ là tốt nhất.",
        "Không chỉ gồm chữ số.",
        "Không giống tên đăng nhập hay họ tên của bạn.",
        "Không phải mật khẩu nhiều người dùng, như «matkhau123».",
    )
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in lines)))


def broken_rules(password: str, account: AbstractBaseUser | None) -> list[str]:
    """One sentence for each rule that the password breaks; empty when it may be used."""
    try:
        validate_password(password, account)  # type: ignore[arg-type]
    except ValidationError as error:
        return [_BROKEN.get(e.code or "", e.messages[0]).format(least=least_length()) for e in error.error_list]
    return []
