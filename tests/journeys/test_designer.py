"""A table is designed by form, tried, adopted, followed by its next version; another comes out of a spreadsheet."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.cycle.s5_score.test_tables import workbook
from tests.engine.scoring.test_tablesheet import HAND
from tests.journeys.test_narrow import OVERFLOW
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey
SPECIALIST, DAY = "pl.chuyen-vien", "22/12/2023"
PICTURES = os.environ.get("THIDUA_PICTURES", "")


def shown(visitor: Visitor, name: str) -> None:
    """The page fits a telephone; pictures of it at both sizes where somebody asks for them."""
    for width in (360, 1366):
        visitor.page.set_viewport_size({"width": width, "height": 768})
        visitor.faults += [f"{name} {width}: {said}" for said in visitor.page.evaluate(OVERFLOW)]
        if PICTURES:
            visitor.page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)


def test_a_table_by_form(visit: Callable[[str], Visitor], tmp_path: Path) -> None:
    visitor = visit("pho-lu-2023")
    visitor.season.load("launch", "register", "covenant", "report")
    visitor.enter(SPECIALIST, DAY)
    visitor.open("/cham-diem/bang-tieu-chi/")
    visitor.link("Lập bảng mới")
    visitor.write("Mã bảng", "PL-THU")
    visitor.write("Tên bảng tiêu chí", "Bảng thử thiết kế")
    visitor.press("Lập dự thảo")
    shown(visitor, "1-trong")
    visitor.link("Thêm nhóm")
    visitor.write("Tên nhóm", "Kinh tế")
    visitor.press("Thêm vào bảng")
    visitor.link("Thêm tiêu chí vào 1")
    _events(visitor)
    _ladder(visitor)
    shown(visitor, "5-cay")
    visitor.press("Chuyển xuống: 1.1")
    first = visitor.page.locator(".tree-line").nth(1)
    expect(first).to_contain_text("Tỷ lệ thu gom rác")
    visitor.link("Quy định chung")
    shown(visitor, "6-chung")
    visitor.write("Tổng điểm ghi trong văn bản", "90")
    visitor.press("Lưu", exact=True)
    expect(visitor.page.locator("aside")).to_contain_text("bảng ghi tổng điểm 90 nhưng các nhóm cộng lại 30")
    visitor.link("bảng ghi tổng điểm 90", within=visitor.page.locator("aside"))
    visitor.write("Tổng điểm ghi trong văn bản", "30")
    visitor.press("Lưu", exact=True)
    _adopt_and_go_on(visitor)
    _from_excel(visitor, tmp_path)
    visitor.done()


def _events(visitor: Visitor) -> None:
    """Lines that add and take, tried before they are saved."""
    visitor.write("Nội dung tiêu chí", "Giữ gìn trật tự")
    visitor.write("Điểm tối đa", "10")
    visitor.choose("Cách tính điểm", "Cộng, trừ theo lần")
    expect(visitor.page.get_by_role("group", name="Dòng 1")).to_be_visible()
    visitor.look()
    row = visitor.page.get_by_role("group", name="Dòng 1")
    row.get_by_label("Việc được cộng, bị trừ").fill("Vụ vi phạm")
    row.get_by_label("Điểm mỗi lần").fill("-0,5")
    row.get_by_label("Đếm theo").fill("vụ")
    visitor.press("Thêm dòng: Các dòng cộng, trừ")
    second = visitor.page.get_by_role("group", name="Dòng 2")
    second.get_by_label("Việc được cộng, bị trừ").fill("Đơn thư quá hạn")
    second.get_by_label("Điểm mỗi lần").fill("-1")
    visitor.press("Tính thử")
    visitor.write("Vụ vi phạm (vụ)", "3")
    with visitor.page.expect_response(lambda r: r.request.method == "POST"):
        visitor.page.get_by_label("Đơn thư quá hạn").last.fill("1")
    expect(visitor.page.locator("#ket-qua-thu")).to_contain_text("7,5 điểm")
    expect(visitor.page.locator("#ket-qua-thu")).to_contain_text("3 vụ × 0,5 = trừ 1,5 điểm")
    visitor.look()
    shown(visitor, "2-su-kien")
    visitor.press("Thêm vào bảng")


def _ladder(visitor: Visitor) -> None:
    """A ladder with a hole: the check says so, and leads to it."""
    visitor.link("Thêm tiêu chí vào 1")
    visitor.write("Nội dung tiêu chí", "Tỷ lệ thu gom rác")
    visitor.write("Điểm tối đa", "20")
    visitor.choose("Cách tính điểm", "Theo bậc")
    expect(visitor.page.get_by_role("group", name="Dòng 1")).to_be_visible()
    row = visitor.page.get_by_role("group", name="Dòng 1")
    row.get_by_label("Từ (≥)").fill("98")
    visitor.page.get_by_role("button", name="Thêm vào bảng").click()
    visitor.page.wait_for_load_state("load")
    expect(visitor.page.locator(".error-summary")).to_contain_text("Phải khai đúng một: points")
    visitor.look()
    shown(visitor, "3-loi")
    row.get_by_label("Điểm", exact=True).fill("20")
    visitor.press("Thêm dòng: Các bậc")
    second = visitor.page.get_by_role("group", name="Dòng 2")
    second.get_by_label("Dưới (<)").fill("98")
    second.get_by_label("Điểm", exact=True).fill("10")
    shown(visitor, "4-bac")
    visitor.press("Thêm vào bảng")


def _adopt_and_go_on(visitor: Visitor) -> None:
    """Adopted with its document; the next version differs in one line."""
    visitor.link("Xem cả bảng")
    visitor.link("Ban hành")
    visitor.write("Văn bản ban hành", "Quyết định 15/QĐ-UBND ngày 20/12/2023")
    visitor.press("Ban hành")
    visitor.link("Lập phiên bản mới")
    visitor.press("Lập dự thảo")
    visitor.link("Giữ gìn trật tự", within=visitor.page.locator(".tree"))
    visitor.write("Điểm tối đa", "12")
    visitor.press("Lưu", exact=True)
    visitor.link("Xem cả bảng")
    visitor.link("khác gì phiên bản 1")
    expect(visitor.page.locator("main")).to_contain_text("Điểm tối đa")
    shown(visitor, "7-khac")


def _from_excel(visitor: Visitor, folder: Path) -> None:
    """A department's own spreadsheet, merged cells and all."""
    place = folder / "bang-diem.xlsx"
    place.write_bytes(workbook(HAND, merged=("A1:E1", "C4:E4", "A4:A5", "B4:B5")))
    visitor.open("/cham-diem/bang-tieu-chi/")
    visitor.link("Từ tệp Excel")
    visitor.page.get_by_label("Tệp bảng tiêu chí").set_input_files(place)
    visitor.press("Tải lên và xem")
    expect(visitor.page.locator("main")).to_contain_text("câu chữ ghi -0,5 điểm nhưng cột ghi -2 điểm")
    shown(visitor, "8-bao-cao")
    visitor.write("Mã bảng", "PL-EXCEL")
    visitor.press("Lập dự thảo")
    shown(visitor, "9-tu-excel")
