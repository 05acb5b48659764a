"""Addresses of persons and of accounts."""

from django.urls import path

from thidua.base.staff.views import accounts, persons

app_name = "people"

urlpatterns = [
    path("", persons.persons, name="persons"),
    path("tai-ve/", persons.export, name="persons_export"),
    path("them/", persons.create, name="person_create"),
    path("<int:person_id>/", persons.person, name="person"),
    path("<int:person_id>/sua/", persons.edit, name="person_edit"),
    path("<int:person_id>/noi-cong-tac/", persons.post, name="person_post"),
    path("noi-cong-tac/<int:posting_id>/thoi/", persons.end_post, name="posting_end"),
    path("tai-khoan/", accounts.accounts, name="accounts"),
    path("tai-khoan/tai-ve/", accounts.export, name="accounts_export"),
    path("tai-khoan/tao/", accounts.create, name="account_create"),
    path("tai-khoan/<int:account_id>/", accounts.account, name="account"),
    path("tai-khoan/<int:account_id>/mat-khau/", accounts.reset, name="reset_password"),
    path("tai-khoan/<int:account_id>/khoa/", accounts.lock, name="lock"),
    path("tai-khoan/<int:account_id>/hai-lop/", accounts.remove_second_factor, name="remove_second_factor"),
    path("tai-khoan/<int:account_id>/mo/", accounts.unlock, name="unlock"),
    path("tai-khoan/<int:account_id>/giao-vai-tro/", accounts.appoint, name="appoint"),
    path("vai-tro/<int:appointment_id>/ket-thuc/", accounts.end_role, name="end_role"),
]
