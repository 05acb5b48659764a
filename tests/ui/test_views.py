"""Display settings and error pages: they work for a stranger, without JavaScript, and lead nowhere else."""

from types import SimpleNamespace

import pytest
from django.http import Http404
from django.test import RequestFactory

from thidua.ui import display, views
from thidua.ui.templatetags.ui import display_attributes


def _post(**data: str) -> object:
    return views.display_settings(RequestFactory().post("/hien-thi/", data))


def test_choice_is_remembered_and_leads_back() -> None:
    answer = views.display_settings(RequestFactory().post("/hien-thi/", {"size": "large", "next": "/cong/tin/?q=cờ"}))
    assert answer.status_code == 302
    assert answer["Location"] == "/cong/tin/?q=c%E1%BB%9D"
    assert answer.cookies[display.SIZE_COOKIE].value == "large"
    assert display.THEME_COOKIE not in answer.cookies


def test_theme_is_remembered() -> None:
    answer = views.display_settings(RequestFactory().post("/hien-thi/", {"theme": "contrast", "next": "/"}))
    assert answer.cookies[display.THEME_COOKIE].value == "contrast"


@pytest.mark.parametrize("target", ["https://other.example/", "//other.example/", "javascript:alert(1)", ""])
def test_it_never_leads_to_another_host(target: str) -> None:
    answer = views.display_settings(RequestFactory().post("/hien-thi/", {"size": "small", "next": target}))
    assert answer["Location"] == "/"


def test_what_nobody_offers_is_ignored() -> None:
    answer = views.display_settings(RequestFactory().post("/hien-thi/", {"size": '"><script>', "theme": "x"}))
    assert not answer.cookies


def test_reading_never_writes() -> None:
    assert views.display_settings(RequestFactory().get("/hien-thi/")).status_code == 405


@pytest.mark.parametrize(
    ("cookies", "expected"),
    [
        ({}, ' data-size="normal" data-theme="light"'),
        ({"thidua_size": "small", "thidua_theme": "contrast"}, ' data-size="small" data-theme="contrast"'),
        ({"thidua_size": '" onload="', "thidua_theme": "dark"}, ' data-size="normal" data-theme="light"'),
    ],
)
def test_page_takes_the_choice_from_the_cookies(cookies: dict[str, str], expected: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    assert display_attributes({"request": request}) == expected


def test_refusal_says_the_sentence_of_the_policy() -> None:
    answer = views.forbidden(RequestFactory().get("/"), PermissionError("Báo cáo đã khóa ngày 05/07/2023."))
    assert answer.status_code == 403
    assert "Báo cáo đã khóa ngày 05/07/2023." in answer.content.decode()


def test_django_s_own_words_are_not_shown() -> None:
    answer = views.not_found(RequestFactory().get("/"), Http404("No Report matches the given query."))
    assert answer.status_code == 404
    assert "No Report" not in answer.content.decode()


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (views.bad_request, 400),
        (views.forbidden, 403),
        (views.csrf_failure, 403),
        (views.not_found, 404),
        (views.too_large, 413),
        (views.server_error, 500),
    ],
)
def test_every_error_page_is_a_whole_page_with_a_way_on(answer: object, code: int) -> None:
    page = answer(RequestFactory().get("/"))  # type: ignore[operator]
    html = page.content.decode()
    assert page.status_code == code
    assert '<html lang="vi"' in html and "<main" in html and "<h1>" in html
    assert 'href="/"' in html
    assert f"Mã lỗi {code}" in html


def test_an_error_leads_back_to_where_the_reader_came_from() -> None:
    asked = RequestFactory().get("/nhat-ky/")
    assert 'href="/"' in views.forbidden(asked).content.decode()
    asked.actor = SimpleNamespace(signed_in=True)  # type: ignore[attr-defined]
    page = views.forbidden(asked).content.decode()
    assert "Về trang làm việc" in page and 'class="btn btn-primary" href="/"' not in page
    assert 'href="/"' in views.server_error(asked).content.decode()
