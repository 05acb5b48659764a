"""Signing in and one's own account: allauth's views with our forms, and what it lacks. Policies: account_urls."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.actions import audited
from thidua.base.people.forms import (
    ActivateForm,
    CodeAgainForm,
    CodeForm,
    LoginForm,
    PasswordForm,
    ReauthenticateForm,
)
from thidua.base.people.queries import has_second_factor
from thidua.base.people.sessions import end_sittings, sittings_of
from thidua.language.numbers import digits_only


class PasswordView(account.PasswordChangeView):  # type: ignore[misc]
    """Change one's own password."""

    form_class = PasswordForm

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """An account that never got a password (for the demonstration, or not handed out yet) has none to change."""
        if not request.user.has_usable_password():
            raise Refused("Tài khoản này chưa được cấp mật khẩu. Hãy đề nghị quản trị đơn vị cấp mật khẩu.")
        return super().dispatch(request, *args, **kwargs)


class ActivateView(totp.ActivateTOTPView):  # type: ignore[misc]
    """Turn the second factor on."""

    form_class = ActivateForm

    def form_valid(self, form: Any) -> Any:
        """The key proved itself: keep it."""
        with audited("people.second_factor_on", by=self.request.actor, on=self.request.user):
            return super().form_valid(form)


class DeactivateView(totp.DeactivateTOTPView):  # type: ignore[misc]
    """Turn it off."""

    def form_valid(self, form: Any) -> Any:
        """The recovery codes go with it."""
        with audited("people.second_factor_off", by=self.request.actor, on=self.request.user):
            return super().form_valid(form)


class NewCodesView(codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    """New recovery codes instead of the old ones."""

    def form_valid(self, form: Any) -> Any:
        """From now on the old ones open nothing."""
        with audited("people.recovery_codes_made", by=self.request.actor, on=self.request.user):
            return super().form_valid(form)


login = account.LoginView.as_view(form_class=LoginForm)
logout = account.LogoutView.as_view()
inactive = account.AccountInactiveView.as_view()
reauthenticate = account.ReauthenticateView.as_view(form_class=ReauthenticateForm)
password_change = PasswordView.as_view()
second_factor = mfa.IndexView.as_view()
authenticate = mfa.AuthenticateView.as_view(form_class=CodeForm)
reauthenticate_by_code = mfa.ReauthenticateView.as_view(form_class=CodeAgainForm)
activate_totp = ActivateView.as_view()
deactivate_totp = DeactivateView.as_view()
recovery_codes = codes.ViewRecoveryCodesView.as_view()
new_recovery_codes = NewCodesView.as_view()
download_recovery_codes = codes.DownloadRecoveryCodesView.as_view()


def me(request: Any) -> HttpResponse:
    """One's own account: roles, password, second factor, sessions."""
    context = {
        "desks": request.desks,
        "second_factor": has_second_factor(request.user),
        "sittings": len(sittings_of(request.user, request.session.session_key)),
    }
    return render(request, "people/me.html", context)


def sessions(request: Any) -> HttpResponse:
    """Where the account is signed in."""
    sittings = sittings_of(request.user, request.session.session_key)
    return render(request, "usersessions/usersession_list.html", {"sittings": sittings})


def end_session(request: Any) -> HttpResponse:
    """End one other session, or all others."""
    which = request.POST.get("session", "")
    pk = digits_only(which)
    if which != "others" and pk is None:
        raise Refused("Không rõ phiên nào cần kết thúc. Hãy tải lại trang danh sách phiên.")
    try:
        count = end_sittings(by=request.actor, account=request.user, keep_key=request.session.session_key, pk=pk)
    except Problem as problem:
        messages.warning(request, problem.sentence)
    else:
        messages.success(request, f"Đã kết thúc {count} phiên.")
    return redirect("usersessions_list")
