"""The pages: what they show to whom, what a form answers, the same number of queries for one row and for three."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.cycle.s1_launch.world import TODAY, World
from tests.cycle.s2_register.conftest import add, sent, title
from thidua.base.people.models import Person
from thidua.cycle.s2_register import actions
from thidua.cycle.s2_register.enums import RegistrationState
from thidua.cycle.s2_register.models import Headcount, Registration, RegistrationLine, RegistrationTarget

pytestmark = pytest.mark.usefixtures("clock")
Persons = dict[str, Person]


def _text(client: Client, url: str, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def _rows(data: bytes, sheet: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(sheet).to_python()


def test_a_unit_fills_and_sends_its_sheet_in_the_browser(world: World, persons: Persons) -> None:
    client = world.client("lh-can-bo")
    assert "Lập phiếu đăng ký" in _text(client, "/dang-ky/")
    client.post("/dang-ky/lap-phieu/")
    twice = client.post("/dang-ky/lap-phieu/", follow=True).content.decode()
    assert "Đơn vị đã có phiếu đăng ký" in twice
    sheet = Registration.objects.get()
    base = f"/dang-ky/{sheet.pk}/"
    form = _text(client, f"{base}them/person/")
    assert "Lô Sông Xanh" in form and "Tằng Nắng Hạ" in form and "Hoàng Lá Non" not in form
    assert 'label="Danh hiệu thi đua"' in form and 'label="Hình thức khen thưởng"' in form
    typed = {"person_id": persons["p1"].pk, "award_code": title(world), "note": "Năm thứ hai"}
    assert client.post(f"{base}them/person/", typed | {"more": "1"})["Location"] == f"{base}them/person/"
    again = client.post(f"{base}them/person/", typed)
    assert again.status_code == 422 and "đã đăng ký danh hiệu" in again.content.decode()
    wrong = {"group_class": "direct_worker", "group_count": "không"}
    assert client.post(f"{base}them/group/", wrong).status_code == 422
    client.post(f"{base}them/group/", {"group_class": "direct_worker", "group_count": "1.045", "award_code": ""})
    target = {"text": "Tỷ lệ hộ nghèo", "comparator": "change_down", "value": "0,2", "unit_of_measure": "%"}
    client.post(f"{base}them-chi-tieu/", target)
    page = _text(client, "/dang-ky/")
    assert "Lô Sông Xanh" in page and "1045 người" in page and "0,2" in page and "Năm thứ hai" in page
    assert (
        client.post(f"/dang-ky/so-nguoi/{sheet.unit_id}/", {"direct_worker": "2.000", "entrepreneur": "0"}).status_code
        == 302
    )
    assert dict(Headcount.objects.values_list("person_class", "expected")) == {"direct_worker": 2000, "entrepreneur": 0}
    client.post(f"{base}gui/")
    assert client.post(f"{base}gui/").status_code == 403
    sheet.refresh_from_db()
    assert (sheet.state, sheet.sent_on) == (RegistrationState.SENT, TODAY)
    assert client.get(f"{base}them/person/").status_code == 403


def test_lines_and_targets_are_changed_and_taken_off_in_the_browser(
    world: World, sheet: Registration, persons: Persons
) -> None:
    client, base = world.client("lh-can-bo"), f"/dang-ky/{sheet.pk}/"
    line = add(world, sheet, subject_kind="person", person_id=persons["p1"].pk, award_code=title(world))
    target = RegistrationTarget(registration=sheet, text="Giữ vững an ninh")
    actions.save_target(by=world.actor("lh-can-bo"), target=target, today=TODAY)
    assert f'value="{persons["p1"].pk}" selected' in _text(client, f"{base}dong/{line.pk}/")
    client.post(f"{base}dong/{line.pk}/", {"person_id": persons["p2"].pk, "award_code": "", "note": ""})
    assert RegistrationLine.objects.get().subject_name == "Chìu Sương Mai"
    client.post(f"{base}chi-tieu/{target.pk}/", {"text": "Giữ vững an ninh, trật tự", "comparator": "none"})
    assert RegistrationTarget.objects.get().text == "Giữ vững an ninh, trật tự"
    client.post(f"{base}dong/{line.pk}/", {"remove": "1"})
    client.post(f"{base}chi-tieu/{target.pk}/", {"remove": "1"})
    assert not RegistrationLine.objects.exists() and not RegistrationTarget.objects.exists()
    assert client.get(f"{base}them/khac/").status_code == 404


def test_the_office_lists_filters_and_takes_excel_of_what_is_filtered(world: World, sheet: Registration) -> None:
    sent(world, "DV", "dv-can-bo")
    client = world.client("chuyen-vien")
    page = _text(client, "/dang-ky/")
    assert "1/4" in page and "Xã Lục Hồn" in page and f"/dang-ky/{sheet.pk}/" not in page
    for query, names in (
        ({"trang_thai": "20"}, ["Xã Đồng Văn"]),
        ({"trang_thai": "0"}, ["Hội Liên hiệp Phụ nữ huyện", "Phòng Nội vụ"]),
        ({"loai": "commune", "trang_thai": "10"}, ["Xã Lục Hồn"]),
        ({"q": "dong van"}, ["Xã Đồng Văn"]),
    ):
        answer = client.get("/dang-ky/xuat-excel/", query)
        assert [row[1] for row in _rows(answer.content)[2:]] == names, query
        body = _text(client, "/dang-ky/", **query).split("<tbody")[1]
        assert all(name in body for name in names)


def test_a_sheet_is_accepted_or_sent_back_in_the_browser(world: World) -> None:
    first, second = sent(world, "LH", "lh-can-bo"), sent(world, "DV", "dv-can-bo")
    client = world.client("chuyen-vien")
    assert "Tiếp nhận" in _text(client, f"/dang-ky/{first.pk}/")
    client.post(f"/dang-ky/{first.pk}/tiep-nhan/")
    assert client.post(f"/dang-ky/{second.pk}/tra-lai/", {"text": ""}).status_code == 422
    client.post(f"/dang-ky/{second.pk}/tra-lai/", {"text": "Thiếu chỉ tiêu nông thôn mới."})
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.state, second.state) == (RegistrationState.ACCEPTED, RegistrationState.SENT_BACK)
    assert "Thiếu chỉ tiêu nông thôn mới." in _text(world.client("dv-can-bo"), "/dang-ky/")
    assert client.post(f"/dang-ky/{first.pk}/tiep-nhan/").status_code == 403


def test_accepting_many_follows_the_filter_and_asks_again_when_the_list_changed(world: World) -> None:
    made = {c: sent(world, c, n) for c, n in (("LH", "lh-can-bo"), ("DV", "dv-can-bo"), ("PN", "pn-can-bo"))}
    client, url = world.client("chuyen-vien"), "/dang-ky/tiep-nhan-nhieu/?loai=commune"
    page = _text(client, url)
    assert "Tiếp nhận 2 phiếu đăng ký đang chờ." in page and "Phòng Nội vụ" not in page.split("<main")[1]
    actions.accept_sheet(by=world.actor("chuyen-vien"), sheet=made["LH"], today=TODAY)
    asked = client.post(url, {"count": "2"}).content.decode()
    assert "Danh sách vừa thay đổi" in asked and "Tiếp nhận 1 phiếu" in asked
    client.post(url, {"count": "1"})
    states = {s.unit_id: s.state for s in Registration.objects.all()}
    assert states == {
        world.id("LH"): RegistrationState.ACCEPTED, world.id("DV"): RegistrationState.ACCEPTED,
        world.id("PN"): RegistrationState.SENT,
    }  # fmt: skip


def test_coverage_and_totals_show_the_sent_sheets(world: World, sheet: Registration, persons: Persons) -> None:
    actions.set_headcounts(
        by=world.actor("lh-can-bo"),
        season=world.season,
        unit_id=world.id("LH"),
        counts={"direct_worker": 50},
        today=TODAY,
    )
    add(world, sheet, subject_kind="group", group_class="direct_worker", group_count=45, award_code=title(world))
    add(world, sheet, subject_kind="person", person_id=persons["p2"].pk)
    actions.send_sheet(by=world.actor("lh-can-bo"), sheet=sheet, today=TODAY)
    client = world.client("chu-tich")
    page = _text(client, "/dang-ky/do-phu/")
    assert "45/50" in page and "1/4" in page and "chưa ghi" in page and "Vì sao?" in page
    page = _text(client, "/dang-ky/tong-hop/")
    assert "Danh hiệu thi đua" in page and ">45</td>" in page
    answer = client.get("/dang-ky/tong-hop/xuat-excel/")
    assert _rows(answer.content)[2][4] == 45.0
    assert [row[2] for row in _rows(answer.content, 1)[2:]] == [
        "45 người, người trực tiếp công tác, lao động, học tập", "Chìu Sương Mai",
    ]  # fmt: skip


def test_the_list_and_the_sheet_cost_the_same_for_one_row_and_for_three(
    world: World, sheet: Registration, persons: Persons
) -> None:
    office, unit = world.client("chuyen-vien"), world.client("lh-can-bo")
    for client in (office, unit):
        _text(client, "/dang-ky/")
    counts: list[tuple[int, ...]] = []
    for name, code in (("dv-can-bo", "DV"), ("pn-can-bo", "PN"), ("pnu-chu-tich", "PNU")):
        sent(world, code, name)
        person = persons[{"DV": "p1", "PN": "p2", "PNU": "p3"}[code]]
        add(world, sheet, subject_kind="person", person_id=person.pk, award_code=title(world))
        seen = []
        for client, url in ((office, "/dang-ky/"), (office, "/dang-ky/do-phu/"), (office, "/dang-ky/tong-hop/"),
                            (office, "/dang-ky/tong-hop/xuat-excel/"), (unit, "/dang-ky/")):  # fmt: skip
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            seen.append(len(queries))
        counts.append(tuple(seen))
    assert counts[1] == counts[2] and counts[0][:4] == counts[1][:4]


@pytest.mark.parametrize(
    ("name", "method", "path"),
    [
        ("dv-can-bo", "get", ""),
        ("dv-can-bo", "get", "them/person/"),
        ("dv-can-bo", "post", "them/collective/"),
        ("dv-can-bo", "post", "gui/"),
        ("lh-can-bo", "post", "tiep-nhan/"),
        ("lh-can-bo", "post", "tra-lai/"),
        ("chuyen-vien", "post", "gui/"),
        ("kiem-tra", "post", "gui/"),
        ("kiem-tra", "post", "tiep-nhan/"),
        ("qp-chuyen-vien", "get", ""),
        ("qp-chuyen-vien", "post", "tiep-nhan/"),
        ("ak-can-bo", "post", "them-chi-tieu/"),
    ],
)
def test_a_hostile_visitor_is_turned_away(world: World, sheet: Registration, name: str, method: str, path: str) -> None:
    answer = getattr(world.client(name), method)(f"/dang-ky/{sheet.pk}/{path}", {"text": "x", "award_code": "x"})
    assert answer.status_code == 403
    sheet.refresh_from_db()
    assert sheet.state == RegistrationState.DRAFT and not sheet.lines.exists() and not sheet.targets.exists()


def test_a_line_of_another_sheet_is_not_reached_through_the_own_one(world: World, sheet: Registration) -> None:
    foreign = sent(world, "DV", "dv-can-bo").lines.get()
    answer = world.client("lh-can-bo").post(f"/dang-ky/{sheet.pk}/dong/{foreign.pk}/", {"remove": "1"})
    assert answer.status_code == 404
    assert RegistrationLine.objects.filter(pk=foreign.pk).exists()


@pytest.mark.parametrize("path", ["do-phu/", "tong-hop/", "tong-hop/xuat-excel/", "xuat-excel/", "tiep-nhan-nhieu/"])
def test_the_whole_is_not_for_units(world: World, path: str) -> None:
    assert world.client("lh-can-bo").get(f"/dang-ky/{path}").status_code == 403
    assert Client().get(f"/dang-ky/{path}").status_code == 302


def test_the_browser_reminds_the_units_that_are_behind(world: World) -> None:
    sent(world, "DV", "dv-can-bo")
    client = world.client("chuyen-vien")
    page = _text(client, "/dang-ky/don-doc/")
    assert "3 đơn vị chưa gửi" in page and "Xã Đồng Văn" not in page.split("<main")[1]
    told = client.post("/dang-ky/don-doc/", {"text": "Đề nghị gửi."}, follow=True).content.decode()
    assert "Đã nhắc 3 đơn vị" in told


def test_the_office_says_how_many_people_a_unit_has_from_the_list(world: World) -> None:
    client, unit = world.client("chuyen-vien"), world.id("PNU")
    assert f"/dang-ky/so-nguoi/{unit}/" in _text(client, "/dang-ky/")
    assert client.post(f"/dang-ky/so-nguoi/{unit}/", {"direct_worker": "7"}).status_code == 302
    assert Headcount.objects.get().expected == 7
    assert client.post(f"/dang-ky/so-nguoi/{world.id('AK')}/", {"direct_worker": "7"}).status_code == 403
    assert client.get("/dang-ky/so-nguoi/999999/").status_code == 403


def test_a_sheet_is_taken_away_as_excel_and_carries_a_signed_scan(world: World, sheet: Registration) -> None:
    add(world, sheet, subject_kind="collective", award_code=title(world, "collective"), note="Dẫn đầu")
    client = world.client("lh-can-bo")
    rows = _rows(client.get(f"/dang-ky/{sheet.pk}/xuat-excel/").content)
    assert (rows[2][0], rows[2][6]) == ("Xã Lục Hồn", "Dẫn đầu")
    scan = io.BytesIO(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    scan.name = "phieu-da-ky.pdf"
    given = {"owner_type": "register.registration", "owner_id": sheet.pk, "files": scan, "label": "bản đã ký"}
    answer = client.post("/van-ban/dinh-kem/", given)
    assert answer.status_code == 302, answer.content.decode()[:800]
    assert "phieu-da-ky.pdf" in _text(client, "/dang-ky/")
    given["files"] = io.BytesIO(scan.getvalue())
    given["files"].name = "khac.pdf"
    assert world.client("dv-can-bo").post("/van-ban/dinh-kem/", given).status_code == 403


@pytest.mark.parametrize(("who", "leads"), [("lh-can-bo", 1), ("thu-ky", 1), ("truong-khoi", 0), ("uy-vien-1", 0)])
def test_the_year_leads_only_where_its_reader_may_go(world: World, who: str, leads: int) -> None:
    client = world.client(who)
    page = _text(client, "/viec/")
    assert page.count('class="stage-body" href="/dang-ky/"') == 2 * leads and page.count("Đăng ký") >= 2
    assert client.get("/dang-ky/").status_code == (200 if leads else 403)
    for other in ("/viec/", "/tong-hop/"):
        assert leads or 'href="/dang-ky/' not in _text(client, other), other
