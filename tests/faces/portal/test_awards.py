"""Decisions, the look-up of awards, open data, and the check of a certificate."""

import csv

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.faces.awards import draft, issued, passed, rename, revoke, sign
from tests.faces.portal.test_pages import read
from tests.world import World
from thidua.cycle.s8_award.models import Certificate
from thidua.faces.portal import exports
from thidua.paper.codes import load_public_pem, read_token
from thidua.paper.sheets import read_table

pytestmark = pytest.mark.usefixtures("clock")

SUOI = [f"Nguyễn Văn Suối {n}" for n in (1, 2, 3)]


def certificate(name: str) -> Certificate:
    """The newest certificate of a person."""
    return Certificate.objects.filter(recipient=name).latest("id")


def test_a_draft_is_nowhere_and_an_issued_decision_everywhere(world: World) -> None:
    session, rows = passed(world)
    unsigned = draft(world, session, rows[:1], "Về việc còn dự thảo")
    decision = sign(world, draft(world, session, rows[1:2], "Về việc khen thưởng năm 2023"))
    for address in ("/", "/cong/quyet-dinh/", "/cong/khen-thuong/?q=suoi", "/cong/tim/?q=suoi"):
        page = read(address)
        assert SUOI[0] not in page and SUOI[2] not in page and "còn dự thảo" not in page
    assert Client().get(f"/cong/quyet-dinh/{unsigned.pk}/").status_code == 404
    page = read(f"/cong/quyet-dinh/{decision.pk}/")
    assert SUOI[1] in page and decision.full_number in page and "Huyện Bình Liêu" in page
    assert "Hoàng Thị Mai Ký" not in page and "đồng</" not in page and "Hoàn thành xuất sắc nhiệm vụ" not in page
    assert "Về việc khen thưởng năm 2023" in read("/") and SUOI[1] in read("/cong/khen-thuong/?q=suoi")


def test_revoked_shows_revoked_and_nothing_vanishes(world: World) -> None:
    decision = issued(world)
    first = certificate(SUOI[0])
    taken = revoke(world, decision.items.get(recipient=SUOI[0]))
    for address in (
        "/cong/khen-thuong/?q=suoi",
        f"/cong/quyet-dinh/{decision.pk}/",
        f"/cong/quyet-dinh/{taken.pk}/",
        f"/cong/kiem-tra/{first.code}/",
        f"/cong/kiem-tra/{first.token}/",
    ):
        page = read(address)
        assert SUOI[0] in page, address
        assert "Đã thu hồi" in page and f"03/08/2023 theo Quyết định số {taken.full_number}" in page, address
    assert "Đã thu hồi" not in read(f"/cong/kiem-tra/{certificate(SUOI[1]).code}/")


def test_a_corrected_name_is_found_under_both(world: World) -> None:
    decision = issued(world)
    old = certificate(SUOI[0])
    rename(world, decision.items.get(recipient=SUOI[0]), "Nguyễn Văn Sưởi")
    for wanted in ("van+suoi+1", "van+sưởi"):
        page = read(f"/cong/khen-thuong/?q={wanted}")
        assert "Nguyễn Văn Sưởi" in page and "Đã đính chính" in page
    page = read(f"/cong/kiem-tra/{old.code}/")
    assert f"đã được thay bằng số {certificate('Nguyễn Văn Sưởi').code}" in page


def test_a_certificate_is_checked_by_number_by_code_and_by_address(world: World) -> None:
    issued(world)
    found = certificate(SUOI[0])
    for typed in (
        found.code,
        found.code.lower(),
        f"  {found.code} ",
        found.token,
        f"https://example.vn/cong/kiem-tra/{found.token}/",
    ):
        answer = Client().get("/cong/kiem-tra/", {"ma": typed}, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200 and SUOI[0] in page and "còn hiệu lực" in page, typed
    assert "Chữ ký số trong mã QR đúng là của cơ quan cấp" in read(f"/cong/kiem-tra/{found.token}/")
    assert "Chữ ký số" not in read(f"/cong/kiem-tra/{found.code}/")


def test_a_changed_code_and_an_unknown_number_are_not_found(world: World) -> None:
    issued(world)
    token = certificate(SUOI[0]).token
    changed = token[:-3] + ("A" if token[-3] != "A" else "B") + token[-2:]
    for code in (changed, token[:-1], "TD1.", "TD1.!!!!", "BL-2023-99999", "không có"):
        answer = Client().get("/cong/kiem-tra/", {"ma": code}, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 404 and "Không tìm thấy" in page, code
        assert "Nguyễn Văn Suối" not in page
        assert ("Mã xác thực này không có trong sổ" in page) == code.startswith("TD1.")


def test_a_look_at_the_portal_makes_no_key(world: World, data: object) -> None:
    from pathlib import Path

    assert Client().get("/cong/khoa-cong-khai.pem").status_code == 404
    assert Client().get("/cong/kiem-tra/TD1.abc/").status_code == 404
    assert not (Path(str(data)) / "keys").exists()
    assert "Tải khóa công khai" not in read("/cong/gioi-thieu/")


def test_the_public_key_checks_a_certificate_without_this_server(world: World) -> None:
    issued(world)
    assert "Tải khóa công khai" in read("/cong/gioi-thieu/")
    answer = Client().get("/cong/khoa-cong-khai.pem")
    pem = answer.content.decode()
    assert "PRIVATE" not in pem
    facts = read_token(load_public_pem(pem), certificate(SUOI[0]).token)
    assert facts["tên"] == SUOI[0]


def test_open_data_carry_their_schema(world: World) -> None:
    decision = issued(world)
    answer = Client().get("/cong/khen-thuong/du-lieu.csv?q=suoi")
    text = answer.content.decode("utf-8-sig")
    schema, *lines = text.splitlines()
    assert answer.content.startswith(b"\xef\xbb\xbf") and schema.startswith("# thidua.khen-thuong/1; nguoi_duoc_khen: ")
    rows = list(csv.DictReader(lines))
    assert [row["nguoi_duoc_khen"] for row in rows] == SUOI
    assert {row["so_quyet_dinh"] for row in rows} == {decision.full_number}
    assert {row["ngay_quyet_dinh"] for row in rows} == {"2023-08-03"}
    assert set(rows[0]) == {column.code for column in exports.COLUMNS}
    assert schema.count(" (") >= len(exports.COLUMNS)
    file = Client().get("/cong/khen-thuong/du-lieu.xlsx?danh_hieu=giay+khen").content
    cells = {str(cell) for sheet in read_table(file, "a.xlsx") for row in sheet.rows for cell in row.cells}
    assert SUOI[1] in cells and SUOI[0] not in cells
    assert Client().get("/cong/khen-thuong/du-lieu.exe?q=suoi").status_code == 404


def test_lists_of_awards_cost_the_same_for_one_and_for_three(world: World) -> None:
    session, rows = passed(world)
    addresses = ("/", "/cong/quyet-dinh/", "/cong/khen-thuong/?q=suoi", "/cong/tim/?q=suoi",
                 "/cong/khen-thuong/du-lieu.csv?q=suoi")  # fmt: skip

    def cost(*more: str) -> list[int]:
        counts = []
        for address in (*addresses, *more):
            with CaptureQueriesContext(connection) as queries:
                read(address)
            counts.append(len(queries))
        return counts

    first = sign(world, draft(world, session, rows[:1]))
    one = cost(f"/cong/quyet-dinh/{first.pk}/")
    second = sign(world, draft(world, session, rows[1:]))
    revoke(world, first.items.get())
    assert cost(f"/cong/quyet-dinh/{second.pk}/") == one
    assert max(one) <= 12, one
