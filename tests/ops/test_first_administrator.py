"""The way in on a fresh system."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from thidua.base.units.models import Appointment

pytestmark = pytest.mark.django_db
ANSWERS = {"username": "quantri", "name": "Quản Trị", "unit_code": "SNV", "unit_name": "Sở Nội vụ"}


def _run(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: password)
    call_command("first_administrator", **ANSWERS)


def test_it_makes_an_administrator_who_can_sign_in_once(monkeypatch: pytest.MonkeyPatch) -> None:
    _run(monkeypatch, "mot-mat-khau-du-dai")
    client = Client()
    client.force_login(Appointment.objects.get().account, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/viec/").status_code == 200
    with pytest.raises(CommandError, match="Đã có quản trị hệ thống"):
        _run(monkeypatch, "mot-mat-khau-du-dai")


def test_a_weak_password_makes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError):
        _run(monkeypatch, "123")
    assert not Appointment.objects.exists()
