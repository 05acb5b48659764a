"""The pages: what they show to whom, what a form answers, the same number of queries for one row and for three."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.cycle.s1_launch.conftest import a_draft
from tests.cycle.s1_launch.world import TODAY, World
from thidua.cycle.s1_launch import actions
from thidua.cycle.s1_launch.enums import MovementState
from thidua.cycle.s1_launch.models import Movement, MovementReceipt

pytestmark = pytest.mark.usefixtures("clock")
TYPED = {
    "title": "Thi đua dạy tốt, học tốt",
    "kind": "themed",
    "scope": "unit",
    "contents": "Mỗi giáo viên một đổi mới",
    "period_from": "16/01/2023",
    "period_to": "31/05/2023",
}


def _text(client: Client, url: str, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def test_the_list_filters_by_kind_unit_state_period_and_text(world: World, launched: Movement) -> None:
    officer = world.actor("lh-can-bo")
    actions.draft_relaunch(by=officer, parent=launched, draft=a_draft(title="Lục Hồn chung sức"), today=TODAY)
    client = world.client("lh-can-bo")
    assert launched.title in _text(client, "/phat-dong/") and "Lục Hồn chung sức" in _text(client, "/phat-dong/")
    for query, first, second in (
        ({"q": "nong thon"}, True, False),
        ({"nguon": "lai"}, False, True),
        ({"trang_thai": "20"}, True, False),
        ({"don_vi": str(world.id("LH"))}, False, True),
        ({"cap": "40"}, False, True),
        ({"thoi_gian": "over"}, False, False),
        ({"hinh_thuc": "themed"}, False, False),
    ):
        page = _text(client, "/phat-dong/", **query)
        rows = page.split("<tbody")[-1] if "<tbody" in page else ""
        assert (launched.title in rows, "Lục Hồn chung sức" in rows) == (first, second), query


def test_the_list_costs_the_same_for_one_row_and_for_three(world: World, launched: Movement) -> None:
    client = world.client("chuyen-vien")
    _text(client, "/phat-dong/")
    counts = []
    for name in ("", "lh-chu-tich", "dv-chu-tich"):
        if name:
            by = world.actor(name)
            child = actions.draft_relaunch(by=by, parent=launched, draft=a_draft(title=f"Của {name}"), today=TODAY)
            actions.launch_movement(by=by, movement=child, today=TODAY)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            _text(client, "/phat-dong/")
        counts.append(len(seen))
    assert counts[0] == counts[1] == counts[2]


def test_excel_holds_exactly_what_is_filtered(world: World, launched: Movement) -> None:
    actions.draft_movement(
        by=world.actor("chuyen-vien"), season=world.season, draft=a_draft(title="Còn soạn", code="X"), today=TODAY
    )
    answer = world.client("chuyen-vien").get("/phat-dong/xuat-excel/", {"trang_thai": "20"})
    assert "phong-trao-2023.xlsx" in answer["Content-Disposition"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[1][:2] == ["Mã", "Phong trào"]
    assert [row[1] for row in rows[2:]] == [launched.title]
    assert rows[2][11:13] == [4.0, 0.0]


def test_a_draft_is_written_and_launched_in_the_browser(world: World) -> None:
    client = world.client("chu-tich")
    assert "Đoàn kết, sáng tạo" in _text(client, "/phat-dong/soan/")
    answer = client.post("/phat-dong/soan/", {**TYPED, "launch": "1"})
    movement = Movement.objects.get()
    assert answer.headers["Location"] == f"/phat-dong/{movement.pk}/phat-dong/"
    page = _text(client, f"/phat-dong/{movement.pk}/phat-dong/")
    assert "gửi tới 4 đơn vị" in page and "PHÁT ĐỘNG" in page
    assert client.post(f"/phat-dong/{movement.pk}/phat-dong/", {"word": "phat dong"}).status_code == 422
    movement.refresh_from_db()
    assert movement.state == MovementState.DRAFT
    client.post(f"/phat-dong/{movement.pk}/phat-dong/", {"word": "phát động"})
    movement.refresh_from_db()
    assert movement.state == MovementState.LAUNCHED
    # the same page sent again is turned away
    assert client.post(f"/phat-dong/{movement.pk}/phat-dong/", {"word": "phát động"}).status_code == 403


def test_a_form_with_mistakes_keeps_what_was_typed_and_says_where(world: World) -> None:
    answer = world.client("chuyen-vien").post("/phat-dong/soan/", {**TYPED, "title": "", "period_to": "30/02/2023"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Lịch không có ngày 30/02/2023" in page and "Chưa nhập mục này." in page
    assert "Mỗi giáo viên một đổi mới" in page
    assert not Movement.objects.exists()
    answer = world.client("chuyen-vien").post("/phat-dong/soan/", {**TYPED, "period_to": "01/01/2023"})
    assert "Ngày kết thúc phải bằng hoặc sau ngày bắt đầu." in answer.content.decode()


def test_a_unit_receives_and_launches_anew_from_a_filled_form(world: World, launched: Movement) -> None:
    client = world.client("lh-can-bo")
    page = _text(client, f"/phat-dong/{launched.pk}/")
    assert "Tiếp nhận" in page and "4 đơn vị chưa nhận" in page
    client.post(f"/phat-dong/{launched.pk}/tiep-nhan/")
    again = client.post(f"/phat-dong/{launched.pk}/tiep-nhan/", follow=True).content.decode()
    assert "đã tiếp nhận phong trào này rồi" in again
    assert MovementReceipt.objects.count() == 1
    page = _text(client, f"/phat-dong/{launched.pk}/phat-dong-lai/")
    assert "Hoàn thành các tiêu chí nông thôn mới" in page and "Thôn Bản Cáu" in page
    client.post(f"/phat-dong/{launched.pk}/phat-dong-lai/", TYPED)
    child = Movement.objects.get(parent=launched)
    assert child.launched_by_id == world.id("LH")
    assert "Xem phong trào của đơn vị bạn" in _text(client, f"/phat-dong/{launched.pk}/")


def _rows(client: Client, movement: Movement, state: str) -> str:
    page = _text(client, f"/phat-dong/{movement.pk}/", don_vi=state)
    return page.split("<caption>Đơn vị được gửi</caption>")[1].split("</table>")[0]


def test_the_detail_page_lists_units_by_what_they_have_done(world: World, launched: Movement) -> None:
    actions.receive_movement(by=world.actor("lh-can-bo"), movement=launched, today=TODAY)
    client = world.client("chuyen-vien")
    page = _text(client, f"/phat-dong/{launched.pk}/")
    assert "1/4" in page and "Nhắc 3 đơn vị chưa nhận" in page
    rows = _rows(client, launched, "received")
    assert "Xã Lục Hồn" in rows and "Xã Đồng Văn" not in rows
    rows = _rows(client, launched, "waiting")
    assert "Xã Lục Hồn" not in rows and "Xã Đồng Văn" in rows


def test_the_detail_page_costs_the_same_for_one_unit_and_for_three(world: World, launched: Movement) -> None:
    client = world.client("chuyen-vien")
    _text(client, f"/phat-dong/{launched.pk}/")
    counts = []
    for name in ("lh-can-bo", "dv-can-bo", "pn-can-bo"):
        actions.receive_movement(by=world.actor(name), movement=launched, today=TODAY)
        with CaptureQueriesContext(connection) as seen:
            _text(client, f"/phat-dong/{launched.pk}/")
        counts.append(len(seen))
    assert counts[0] == counts[1] == counts[2]


def test_reminding_summing_up_and_closing_in_the_browser(world: World, launched: Movement) -> None:
    client, base = world.client("chuyen-vien"), f"/phat-dong/{launched.pk}/"
    assert "Xã Đồng Văn; Xã Lục Hồn" in _text(client, f"{base}don-doc/")
    told = client.post(f"{base}don-doc/", {"text": "Đề nghị tiếp nhận."}, follow=True).content.decode()
    assert "Đã nhắc 4 đơn vị" in told
    assert client.post(f"{base}tong-ket/", {"summary": ""}).status_code == 422
    client.post(f"{base}tong-ket/", {"summary": "Đạt 19 tiêu chí."})
    assert "Đạt 19 tiêu chí." in _text(client, base)
    client.post(f"{base}ket-thuc/", {"word": "KẾT THÚC"})
    launched.refresh_from_db()
    assert launched.state == MovementState.CLOSED


@pytest.mark.parametrize(
    ("name", "method", "path"),
    [
        ("lh-can-bo", "get", "sua/"),
        ("lh-can-bo", "post", "phat-dong/"),
        ("lh-can-bo", "post", "tong-ket/"),
        ("lh-can-bo", "post", "don-doc/"),
        ("thu-ky", "post", "tiep-nhan/"),
        ("kiem-tra", "post", "tiep-nhan/"),
        ("kiem-tra", "post", "tong-ket/"),
        ("chuyen-vien", "post", "sua/"),
        ("chuyen-vien", "post", "phat-dong-lai/"),
        ("ak-can-bo", "get", ""),
        ("ak-can-bo", "post", "tiep-nhan/"),
        ("qp-chuyen-vien", "get", ""),
        ("qp-chuyen-vien", "post", "ket-thuc/"),
    ],
)
def test_a_hostile_visitor_is_turned_away(world: World, launched: Movement, name: str, method: str, path: str) -> None:
    answer = getattr(world.client(name), method)(f"/phat-dong/{launched.pk}/{path}", {"word": "KẾT THÚC"})
    assert answer.status_code == 403
    launched.refresh_from_db()
    assert launched.state == MovementState.LAUNCHED and not MovementReceipt.objects.exists()


def test_a_get_never_writes_and_a_stranger_is_sent_to_sign_in(world: World, launched: Movement) -> None:
    assert world.client("lh-can-bo").get(f"/phat-dong/{launched.pk}/tiep-nhan/").status_code == 405
    answer = Client().get(f"/phat-dong/{launched.pk}/")
    assert answer.status_code == 302 and "dang-nhap" in answer["Location"] or "login" in answer["Location"]
    assert world.client("chuyen-vien").get("/phat-dong/999999/").status_code == 404


def test_excel_of_the_addressed_units(world: World, launched: Movement) -> None:
    actions.receive_movement(by=world.actor("lh-can-bo"), movement=launched, today=TODAY)
    answer = world.client("chuyen-vien").get(f"/phat-dong/{launched.pk}/don-vi/xuat-excel/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert {row[0]: row[2] for row in rows[3:]} == {
        "Hội Liên hiệp Phụ nữ huyện": "Chưa nhận", "Phòng Nội vụ": "Chưa nhận", "Xã Đồng Văn": "Chưa nhận",
        "Xã Lục Hồn": "Đã nhận",
    }  # fmt: skip
