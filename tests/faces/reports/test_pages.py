"""The summary through HTTP: who sees the whole year, who a part, who nothing; and who sees money."""

import io

import docx
import pytest
from django.test import Client

from tests.faces.conftest import PNG
from tests.world import TODAY, World
from thidua.base.access.actor import STRANGER, Actor, Refused
from thidua.base.access.enums import Role, Scope
from thidua.faces.reports import document
from thidua.faces.reports.policies import check_sees_summary, part_of, sees_money, sees_whole
from thidua.paper.sheets import read_table

pytestmark = [pytest.mark.usefixtures("clock")]

PAGE, WORD, EXCEL = "/tong-hop/", "/tong-hop/bao-cao.docx", "/tong-hop/so-lieu.xlsx"
WHOLE = ("chuyen-vien", "chu-tich", "thu-ky", "uy-vien-1", "kiem-tra", "quan-tri")
PART = ("lh-can-bo", "lh-chu-tich", "dv-can-bo", "truong-khoi", "tham-dinh", "pnu-chu-tich")
MONEY = "2.340.000 đồng"


@pytest.fixture(autouse=True)
def plain_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who sees what does not hang on how bars look: one dot stands for every picture (test_files draws them)."""
    monkeypatch.setattr(document, "chart_png", lambda chart: PNG)


def texts(world: World, who: str) -> tuple[str, str, str]:
    """The page, the report and the workbook as somebody gets them."""
    client = world.client(who)
    answers = [client.get(address) for address in (PAGE, WORD, EXCEL)]
    assert [a.status_code for a in answers] == [200, 200, 200], who
    paper = docx.Document(io.BytesIO(answers[1].content))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    word = "\n".join([*(p.text for p in paper.paragraphs), *cells])
    sheets = read_table(answers[2].content, "so-lieu.xlsx")
    excel = "\n".join(str(cell) for sheet in sheets for row in sheet.rows for cell in row.cells)
    return answers[0].content.decode(), word, excel


@pytest.mark.parametrize("who", WHOLE)
def test_the_authority_and_those_who_oversee_see_the_whole_year(year: World, who: str) -> None:
    page, word, excel = texts(year, who)
    for text in (page, word, excel):
        assert "Hội Liên hiệp Phụ nữ huyện" in text and "Xã Đồng Văn" in text
    assert "Tổng hợp năm 2023</h1>" in page
    sees = who != "quan-tri"
    assert [MONEY in page, MONEY in word, "2340000" in excel] == [sees] * 3


@pytest.mark.parametrize("who", PART)
def test_a_unit_sees_its_own_part_and_no_money(year: World, who: str) -> None:
    own = year.units[{"dv": "DV", "lh": "LH", "tr": "LH", "th": "PN", "pn": "PNU"}[who[:2]]].name
    others = {"Xã Đồng Văn", "Xã Lục Hồn", "Hội Liên hiệp Phụ nữ huyện"} - {own}
    client = year.client(who)
    page = client.get(PAGE).content.decode().split("<main", 1)[1]
    assert f"Tổng hợp năm 2023: {own}" in page and "tiền thưởng" not in page.lower()
    _, word, excel = texts(year, who)
    for text in (word, excel):
        assert "tiền thưởng" not in text.lower() and "1800000" not in text
    heads = {"Xã Lục Hồn"}  # the head of one's own bloc is known to all of it
    for text in (page, word, excel):
        assert not [name for name in others - heads if name in text]


def test_strangers_are_sent_to_sign_in(year: World) -> None:
    for address in (PAGE, WORD, EXCEL):
        answer = Client().get(address)
        assert answer.status_code == 302 and "next=/tong-hop/" in answer["Location"]


def test_another_district_sees_its_own_year_only(year: World) -> None:
    for who in ("qp-chuyen-vien", "ak-can-bo"):
        page, word, excel = texts(year, who)
        for text in (page, word, excel):
            assert "Bình Liêu" not in text and "Lục Hồn" not in text


def test_an_account_without_a_year_is_told_so(year: World) -> None:
    from thidua.base.people.actions import create_account

    account = create_account(by=Actor(role=Role.SYSTEM_ADMINISTRATOR), username="moi", full_name="Người mới")
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in (PAGE, WORD, EXCEL):
        assert client.get(address).status_code == 403


def test_policies_deny_by_default(year: World) -> None:
    season, strange = year.season, year.seasons["QP"]
    for who in (*WHOLE, *PART):
        check_sees_summary(year.actor(who, TODAY), season)
    for who in ("chuyen-vien", "lh-can-bo", "chu-tich", "uy-vien-1"):
        with pytest.raises(Refused):
            check_sees_summary(year.actor(who, TODAY), strange)
    for nobody in (STRANGER, Actor(account_id=1), Actor(account_id=1, role=Role.UNIT_OFFICER)):
        with pytest.raises(Refused):
            check_sees_summary(nobody, season)
    bare = Actor(1, role=Role.UNIT_OFFICER, scope=Scope.UNIT, unit_id=year.id("LH"), authority_ids=(year.id("BL"),))
    with pytest.raises(Refused, match="không gắn với đơn vị"):
        check_sees_summary(bare, season)


def test_a_role_of_a_lower_authority_does_not_see_the_whole_of_the_upper(year: World) -> None:
    lower = Actor(
        1, role=Role.SPECIALIST, scope=Scope.SUBTREE, unit_id=year.id("LH"), unit_name="Xã Lục Hồn",
        authority_ids=(year.id("LH"), year.id("BL")), covers=frozenset({year.id("LH"), year.id("BC")}),
    )  # fmt: skip
    assert not sees_whole(lower, year.season) and not sees_money(lower, year.season)
    part = part_of(lower, year.season)
    assert part and part.units == lower.covers


def test_drawings_stand_beside_their_numbers(year: World) -> None:
    page = year.client("chuyen-vien").get(PAGE).content.decode()
    assert page.count('<figure class="chart">') >= 11
    for title in (
        "Đơn vị tiếp nhận phong trào", "Đăng ký theo loại đơn vị", "Ký giao ước thi đua", "Kết quả so với kế hoạch",
        "So với cùng kỳ năm trước", "So sánh các đơn vị", "Xếp hạng Khối thi đua K01", "Hội đồng bỏ phiếu",
    ):  # fmt: skip
        assert f"<figcaption>{title}" in page, title
