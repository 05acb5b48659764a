"""The grid in a real browser: saving, keyboard, paste, a lost line, a closed tab, a colleague, no JavaScript."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

pytestmark = pytest.mark.journey
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Served:
    """A running server with its browser."""

    base: str
    said: dict[str, Any]
    browser: Browser
    pictures: Path

    def context(self, who: str, width: int = 1366, **settings: Any) -> BrowserContext:
        """Somebody who is signed in."""
        context = self.browser.new_context(viewport={"width": width, "height": 768}, **settings)
        context.add_cookies([{"name": "sessionid", "value": self.said["sessions"][who], "url": self.base}])
        return context

    @property
    def grid(self) -> str:
        """The sheet of Đồng Văn, which scores itself."""
        return f"{self.base}/cham-diem/bang/{self.said['sheets']['DV']}/"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A scratch database, served; and the Chromium of the system."""
    folder = tmp_path_factory.mktemp("cham-diem")
    command = [sys.executable, str(Path(__file__).with_name("served.py")), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        assert server.stdout is not None
        said = json.loads(server.stdout.readline())
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield Served(f"http://127.0.0.1:{said['port']}", said, browser, folder)
        browser.close()
        server.terminate()


def figure(page: Page, row: int, name: str) -> Any:
    """One input of the grid."""
    return page.locator(f"[name='o{row}-{name}']")


def status(page: Page, row: int) -> Any:
    """What a cell says of itself."""
    return page.locator(f"#kq-{row} [data-status]")


def a_unit_fills_its_sheet_by_keyboard_and_loses_nothing(served: Served) -> None:
    context = served.context("dv-can-bo")
    problems: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if "violates" in message.text else None)
    page.goto(served.grid)
    expect(status(page, 1)).to_have_text("lấy từ báo cáo 2023, Thu ngân sách")
    expect(page.locator("#tong")).to_contain_text("40,5/100 điểm")

    figure(page, 3, "f-vu").focus()
    page.keyboard.type("1")
    page.keyboard.press("ArrowRight")  # to the next figure of the row
    expect(figure(page, 3, "f-don")).to_be_focused()
    page.keyboard.type("0")
    page.keyboard.press("Enter")  # to the next row
    expect(figure(page, 4, "reason")).to_be_focused()
    expect(status(page, 3)).to_contain_text("đã lưu 09:")
    expect(page.locator("#tong")).to_contain_text("58,5/100 điểm")
    expect(page.locator("#kq-3")).to_contain_text("18 điểm")
    expect(page.locator("[data-live]")).to_contain_text("Giữ gìn trật tự: đã lưu")
    page.keyboard.press("ArrowUp")
    expect(figure(page, 3, "f-don")).to_be_focused()

    figure(page, 6, "f-value").fill("12")
    figure(page, 6, "f-value").press("Tab")
    expect(page.locator("#kq-6")).to_contain_text("không được lớn hơn 10")
    expect(figure(page, 6, "f-value")).to_have_value("12")
    figure(page, 6, "f-value").fill("9,5")
    figure(page, 6, "f-value").press("Tab")
    expect(status(page, 6)).to_contain_text("đã lưu")
    figure(page, 4, "f-value").select_option("Có")
    expect(status(page, 4)).to_contain_text("đã lưu")
    assert problems == []
    context.close()


def a_column_copied_from_a_spreadsheet_is_pasted(served: Served) -> None:
    context = served.context("dv-can-bo")
    page = context.new_page()
    page.goto(served.grid)
    figure(page, 2, "f-value").focus()
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData("text", "4,5\\n2\\t1\\nKhông\\n");
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true})); }"""
    )
    for row in (2, 3, 4):
        expect(status(page, row)).to_contain_text("đã lưu")
    expect(figure(page, 3, "f-don")).to_have_value("1")
    expect(figure(page, 4, "f-value")).to_have_value("khong")
    expect(page.locator("#kq-3")).to_contain_text("15 điểm")
    context.close()


def what_was_typed_outlives_a_lost_line_and_a_closed_tab(served: Served) -> None:
    context = served.context("dv-can-bo")
    page = context.new_page()
    page.goto(served.grid)
    context.set_offline(True)
    figure(page, 6, "f-value").fill("7,5")
    figure(page, 6, "f-value").press("Tab")
    expect(status(page, 6)).to_have_text("chưa lưu được, đang thử lại")
    context.set_offline(False)
    expect(status(page, 6)).to_contain_text("đã lưu", timeout=15_000)

    context.set_offline(True)
    figure(page, 3, "f-vu").fill("3")
    figure(page, 3, "f-vu").press("Tab")
    expect(status(page, 3)).to_have_text("chưa lưu được, đang thử lại")
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(served.grid)
    expect(figure(again, 3, "f-vu")).to_have_value("3")
    expect(status(again, 3)).to_contain_text("đã lưu")
    again.reload()
    expect(figure(again, 3, "f-vu")).to_have_value("3")
    assert again.evaluate("Object.keys(localStorage).length") == 0
    context.close()


def two_values_the_person_chooses(served: Served) -> None:
    context = served.context("dv-can-bo")
    first, second = context.new_page(), context.new_page()
    first.goto(served.grid)
    second.goto(served.grid)
    figure(first, 6, "f-value").fill("4")
    figure(first, 6, "f-value").press("Tab")
    expect(status(first, 6)).to_contain_text("đã lưu")
    figure(second, 6, "f-value").fill("5")
    figure(second, 6, "f-value").press("Tab")
    clash = second.locator("#kq-6")
    expect(clash).to_contain_text("Điểm chấm: 4")
    expect(clash).to_contain_text("Điểm chấm: 5")
    clash.get_by_role("button", name="Giữ giá trị của tôi").click()
    expect(status(second, 6)).to_contain_text("đã lưu")
    figure(first, 6, "f-value").fill("6")
    figure(first, 6, "f-value").press("Tab")
    first.get_by_role("button", name="Lấy giá trị của").click()
    expect(figure(first, 6, "f-value")).to_have_value("5")
    context.close()


def evidence_opens_beside_the_grid(served: Served) -> None:
    context = served.context("dv-can-bo")
    page = context.new_page()
    page.goto(served.grid)
    page.get_by_role("link", name="0 tệp minh chứng tiêu chí KT1").click()
    beside = page.locator("#minh-chung")
    expect(beside).to_contain_text("Đính kèm tệp")
    grid, files = page.locator("[data-grid]").bounding_box(), beside.bounding_box()
    assert grid and files and files["x"] >= grid["x"] + grid["width"] - 1
    context.close()


def the_grid_works_without_javascript(served: Served) -> None:
    context = served.context("dv-can-bo", java_script_enabled=False)
    page = context.new_page()
    page.goto(served.grid)
    figure(page, 5, "f-value").select_option("Khá")
    page.get_by_role("button", name="Lưu cả bảng").click()
    expect(page.locator("main")).to_contain_text("Đã lưu bảng chấm.")
    expect(page.locator("#kq-5")).to_contain_text("7 điểm")
    context.close()


def test_the_grid_from_the_first_figure_to_the_last(served: Served) -> None:
    """One sheet, so the steps follow each other."""
    a_unit_fills_its_sheet_by_keyboard_and_loses_nothing(served)
    a_column_copied_from_a_spreadsheet_is_pasted(served)
    what_was_typed_outlives_a_lost_line_and_a_closed_tab(served)
    two_values_the_person_chooses(served)
    evidence_opens_beside_the_grid(served)
    the_grid_works_without_javascript(served)


def test_every_page_is_accessible_and_fits(served: Served) -> None:
    said = served.said
    sheet, scheme = said["sheets"]["LH"], said["scheme"]
    ranking = f"/cham-diem/xep-hang/{said['cluster']}/"
    office = ("/cham-diem/", ranking, f"/cham-diem/bang/{sheet}/", f"/cham-diem/bang/{sheet}/vi-sao/KT2/")
    office += (f"/cham-diem/bang/{sheet}/vi-sao/", "/cham-diem/bang-tieu-chi/", f"/cham-diem/bang-tieu-chi/{scheme}/")
    office += ("/cham-diem/mo/", "/cham-diem/bang-tieu-chi/soan/", f"{ranking}cong-bo/", "/cham-diem/nhac/1/")
    unit = (f"/cham-diem/bang/{said['sheets']['DV']}/", f"/cham-diem/bang/{said['sheets']['DV']}/?minh-chung=KT1")
    for width in (1366, 360):
        for who, addresses in (("chuyen-vien", office), ("dv-can-bo", unit)):
            context = served.context(who, width)
            page = context.new_page()
            for address in addresses:
                answer = page.goto(served.base + address)
                assert answer is not None and answer.status == 200, address
                found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
                assert [f"{r['id']}: {n['html'][:120]}" for r in found for n in r["nodes"]] == [], (address, width)
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide <= 0, f"{address} tràn ngang {wide} px ở {width} px"
                page.screenshot(path=served.pictures / f"{width}{address.replace('/', '-').partition('?')[0]}.png")
            context.close()
