"""Addresses of signing in and of one's own account. Only what is in use: no sign-up, no e-mail pages, no reset by mail.

The names are those that allauth reverses by itself.
"""

from django.urls import path

from thidua.base.access.page import GET_POST, POST, page, public
from thidua.base.people import views
from thidua.base.people.policies import own_account

_entrance = page(public, methods=GET_POST)
_own = page(own_account, methods=GET_POST)
_own_read = page(own_account)

urlpatterns = [
    path("", _own_read(views.me), name="account"),
    path("dang-nhap/", _entrance(views.login), name="account_login"),
    path("dang-xuat/", _entrance(views.logout), name="account_logout"),
    path("dang-khoa/", page(public)(views.inactive), name="account_inactive"),
    path("xac-nhan/", _own(views.reauthenticate), name="account_reauthenticate"),
    path("mat-khau/", _own(views.password_change), name="account_change_password"),
    path("hai-lop/", _own_read(views.second_factor), name="mfa_index"),
    path("hai-lop/ma/", _entrance(views.authenticate), name="mfa_authenticate"),
    path("hai-lop/xac-nhan/", _own(views.reauthenticate_by_code), name="mfa_reauthenticate"),
    path("hai-lop/bat/", _own(views.activate_totp), name="mfa_activate_totp"),
    path("hai-lop/tat/", _own(views.deactivate_totp), name="mfa_deactivate_totp"),
    path("hai-lop/ma-du-phong/", _own_read(views.recovery_codes), name="mfa_view_recovery_codes"),
    path("hai-lop/ma-du-phong/moi/", _own(views.new_recovery_codes), name="mfa_generate_recovery_codes"),
    path("hai-lop/ma-du-phong/tai-ve/", _own_read(views.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("phien/", _own_read(views.sessions), name="usersessions_list"),
    path("phien/ket-thuc/", page(own_account, methods=POST)(views.end_session), name="end_session"),
]
