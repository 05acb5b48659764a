"""The demonstration can't be switched on where real data lies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse

from thidua.ops.commands.speaking import ROOT
from thidua.ops.demo import guard

ADDRESSES = ("/trinh-dien/vai/bac-ninh-2023/", "/trinh-dien/vao/", "/trinh-dien/buoc/1/", "/trinh-dien/ngay/", "/cong/")


def _settings(folder: Path, module: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a process says about the demonstration under some settings."""
    base = {name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "DJANGO_"))}
    env = {**base, "THIDUA_DATA": str(folder), "DJANGO_SETTINGS_MODULE": module, **environment}
    code = "from django.conf import settings; print(settings.THIDUA_DEMO, settings.ROOT_URLCONF)"
    return subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_settings_refuse_a_folder_without_the_mark(tmp_path: Path) -> None:
    answer = _settings(tmp_path, "thidua.site.settings_demo")
    assert answer.returncode != 0
    assert "ImproperlyConfigured: Chế độ trình diễn không chạy trên thư mục" in answer.stderr
    assert "./thidua demo" in answer.stderr


def test_the_settings_refuse_a_database_that_is_not_called_a_demonstration(tmp_path: Path) -> None:
    guard.mark(tmp_path / "demo")
    answer = _settings(
        tmp_path / "demo", "thidua.site.settings_demo", THIDUA_DATABASE_URL="postgresql://a@127.0.0.1/thidua"
    )
    assert answer.returncode != 0
    assert "ImproperlyConfigured: Chế độ trình diễn không chạy trên cơ sở dữ liệu «thidua»" in answer.stderr


def test_the_folder_above_does_not_make_a_database_a_demonstration(tmp_path: Path) -> None:
    assert not guard.is_named({"NAME": tmp_path / "demo" / "thidua.sqlite3"})
    assert guard.is_named({"NAME": tmp_path / "demo.sqlite3"})
    assert not guard.is_named({"NAME": ""})


def test_the_settings_hold_in_the_folder_of_the_demonstration(tmp_path: Path) -> None:
    guard.mark(tmp_path / "demo")
    answer = _settings(tmp_path / "demo", "thidua.site.settings_demo")
    assert answer.stdout.split() == ["True", "thidua.site.urls_demo"], answer.stderr


def test_no_variable_makes_the_usual_settings_a_demonstration(tmp_path: Path) -> None:
    guard.mark(tmp_path / "demo")
    answer = _settings(tmp_path / "demo", "thidua.site.settings", THIDUA_DEMO="1", DEMO="True", THIDUA_ENV="demo")
    assert answer.stdout.split() == ["False", "thidua.site.urls"], answer.stderr


def test_a_folder_with_other_content_is_not_marked(tmp_path: Path) -> None:
    (tmp_path / "thidua.sqlite3").write_bytes(b"x")
    with pytest.raises(FileExistsError):
        guard.mark(tmp_path)
    assert not guard.is_marked(tmp_path)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_usual_site_has_none_of_the_addresses(address: str) -> None:
    assert settings.THIDUA_DEMO is False
    assert Client().get(address).status_code == 404
    assert Client().post(address).status_code == 404


def test_the_usual_site_knows_no_name_of_the_demonstration() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo:home")


@pytest.mark.django_db
def test_the_usual_clock_does_not_listen_to_the_session() -> None:
    client = Client()
    session = client.session
    session["demo_today"] = "2020-01-01"
    session.save()
    request = client.get("/tai-khoan/dang-nhap/").wsgi_request
    assert request.today.year > 2020  # type: ignore[attr-defined]
