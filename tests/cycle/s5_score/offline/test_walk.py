"""The offline package in a real browser, by keyboard: taken, filled in elsewhere, brought back, chosen, written."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect, sync_playwright

from tests.cycle.s5_score.offline.hands import resaved
from thidua.cycle.s5_score.offline import layout as at
from thidua.paper.filled import read_filled

pytestmark = pytest.mark.journey
SERVED = Path(__file__).resolve().parents[1] / "served.py"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, dict[str, Any], Path]]:
    """The officer of Đồng Văn at a browser, beside a scratch database that is served."""
    folder = tmp_path_factory.mktemp("ngoai-tuyen")
    command = [sys.executable, str(SERVED), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        assert server.stdout is not None
        said = json.loads(server.stdout.readline())
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        base = f"http://127.0.0.1:{said['port']}"
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", base_url=base)
        context.add_cookies([{"name": "sessionid", "value": said["sessions"]["dv-can-bo"], "url": base}])
        yield context.new_page(), said, folder
        browser.close()
        server.terminate()


def look(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the page."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    assert [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_package_goes_and_comes_back(place: tuple[Page, dict[str, Any], Path]) -> None:
    page, said, folder = place
    page.goto(f"/cham-diem/bang/{said['sheets']['DV']}/")
    page.get_by_role("link", name="Mang về làm ngoại tuyến").press("Enter")
    look(page)
    with page.expect_download() as loading:
        page.get_by_role("button", name="Lấy gói (Excel)").press("Enter")
    data = Path(loading.value.path()).read_bytes()
    cells = read_filled(data, "a.xlsx")[at.PAGE]
    row = {cells.text(number, at.CODE): number for number in range(at.FIRST_ROW, at.FIRST_ROW + 9)}
    page.goto(f"/cham-diem/bang/{said['sheets']['DV']}/")  # meanwhile somebody scores the same criterion
    page.locator("[name='o6-f-value']").fill("6")
    page.locator("[name='o6-f-value']").press("Tab")
    expect(page.locator("#kq-6")).to_contain_text("đã lưu")
    filled = {
        (at.PAGE, row["TD2"], at.VALUE): 7,
        (at.PAGE, row["XH2"], at.VALUE): "Có",
        (at.PAGE, row["TD1"], at.VALUE): "?",
    }
    (folder / "đã điền.xlsx").write_bytes(resaved(data, filled))
    page.get_by_role("link", name="Mang về làm ngoại tuyến").press("Enter")
    page.get_by_label("Gói đã điền", exact=True).set_input_files(folder / "đã điền.xlsx")
    page.get_by_role("button", name="Nạp và xem báo cáo").press("Enter")
    expect(page.get_by_text("Chưa có gì được ghi")).to_be_visible()
    expect(page.get_by_text("không có lựa chọn «?»")).to_be_visible()
    for width in (1366, 360):
        page.set_viewport_size({"width": width, "height": 768})
        look(page)
    page.get_by_label("Lấy giá trị trong gói").press("Space")
    page.get_by_role("button", name="Ghi vào bảng chấm").press("Enter")
    expect(page.get_by_text("Đã ghi 2 mục vào bảng chấm")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Về bảng chấm").press("Enter")
    expect(page.locator("[name='o6-f-value']")).to_have_value("7")
