"""What strangers may send: every answer is a page, a redirect or «not found»; never a fault of ours, never an echo."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.usefixtures("clock", "portal")]

AWARDS = ("q", "danh_hieu", "nam", "noi", "page", "per_page")
# what each page reads of its address; one name that nobody reads is tried everywhere
READS = {
    "/": (),
    "/cong/tin/": ("q", "loai", "muc", "tu", "den", "page"),
    "/cong/phong-trao/": ("q", "nam", "page", "sort"),
    "/cong/quyet-dinh/": ("q", "nam", "noi", "page"),
    "/cong/khen-thuong/": AWARDS,
    "/cong/khen-thuong/du-lieu.csv": AWARDS[:4],
    "/cong/khen-thuong/du-lieu.xlsx": ("q", "noi"),
    "/cong/tim/": ("q",),
    "/cong/hoi-nghi/": ("page",),
    "/cong/kiem-tra/": ("ma",),
    "/cong/gioi-thieu/": (),
}
VALUES = (
    "' OR 1=1 --", "%' UNION SELECT 1 --", "\x00", "a\x00b", "a" * 10_000, "ệ" * 5_000, "<script>alert(1)</script>",
    "{{ 7|add:7 }}", "-1", "0", "9" * 30, "9" * 5_000, "1e9", "٣", "NaN", "../../etc/passwd", "//example.com",
    "\u202e\u200b\ufeff", "🙂🙂", "%%%", "\\", "__", "31/02/2023", "2023-13-01", "TD1." + "A" * 9_000, "\ud7ff\ue000",
)  # fmt: skip


@pytest.mark.parametrize("address", READS)
def test_no_query_breaks_a_page(address: str) -> None:
    client = Client()
    for name in (*READS[address], "__class__"):
        for value in VALUES:
            answer = client.get(address, {name: value})
            assert answer.status_code in (200, 302, 404), (name, value)
            assert b"<script>alert" not in answer.content, (name, value)
    for address_with_rubbish in (f"{address}?%ff=%fe&q=%c3%28", f"{address}?q[]=1&q=2&q=3", f"{address}?&&&=&q"):
        assert client.get(address_with_rubbish).status_code in (200, 302, 404)


@pytest.mark.parametrize("room", ["tin", "phong-trao", "quyet-dinh"])
@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 40])
def test_no_number_breaks_an_address(room: str, number: str) -> None:
    assert Client().get(f"/cong/{room}/{number}/").status_code == 404


@pytest.mark.parametrize(
    "code", ["%00", "a%00b", "%2e%2e/%2e%2e", "//example.com", "%0d%0aSet-Cookie:x=1", "a" * 3_000]
)
def test_no_code_breaks_the_check(code: str) -> None:
    answer = Client().get(f"/cong/kiem-tra/{code}/")
    assert answer.status_code in (302, 404)
    assert not answer.cookies


def test_a_redirect_to_a_result_stays_on_this_server() -> None:
    for typed in ("//example.com", "https://example.com/x", "\\\\example.com", "javascript:alert(1)"):
        answer = Client().get("/cong/kiem-tra/", {"ma": typed})
        assert answer.status_code == 302 and answer["Location"].startswith("/cong/kiem-tra/")
        assert not answer["Location"].startswith("//")


@pytest.mark.parametrize("address", READS)
def test_public_pages_are_only_read(address: str) -> None:
    for method in ("post", "put", "delete", "patch"):
        assert getattr(Client(), method)(address).status_code == 405
    assert Client().head(address).status_code in (200, 302)
