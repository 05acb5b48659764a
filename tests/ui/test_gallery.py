"""Every component in a real browser: no accessibility violation, no sideways scrolling, keyboard, no JavaScript."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.journey

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ["work/", "table/", "form/", "form/?loi=1", "confirm/?loi=1", "charts/", "public/", "loi/403/", "loi/500/"]
# Width in CSS pixels: the usual screen, a telephone, and the usual screen at 200 %.
WIDTHS = {"1366": 1366, "360": 360, "200 %": 683}


def context_of(browser: Browser, gallery: str, width: int, **settings: str) -> BrowserContext:
    """A fresh visitor with display settings."""
    context = browser.new_context(viewport={"width": width, "height": 768})
    context.add_cookies(
        [{"name": f"thidua_{name}", "value": value, "url": gallery} for name, value in settings.items()]
    )
    return context


@pytest.fixture
def page(browser: Browser, gallery: str) -> Iterator[Page]:
    """A page of a visitor at the usual width."""
    context = context_of(browser, gallery, 1366)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds, in short."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("theme", ["light", "contrast"])
@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_are_accessible_and_fit(browser: Browser, gallery: str, width: str, size: str, theme: str) -> None:
    context = context_of(browser, gallery, WIDTHS[width], size=size, theme=theme)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if "violates" in message.text else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda r: problems.append(r.url) if urlsplit(r.url).netloc not in gallery else None)
    for address in PAGES:
        page.goto(f"{gallery}/{address}", wait_until="load")
        assert "!!KHÔNG CÓ BIẾN" not in page.content()
        assert violations(page) == [], address
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{address} tràn ngang {wide} px"
    assert problems == []
    context.close()


def test_fonts_of_the_house_are_used(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/table/", wait_until="networkidle")
    loaded = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family + ' ' + f.weight)")
    assert {'"Be Vietnam Pro" 400', '"Be Vietnam Pro" 600', '"Thidua Figures" 400'} <= {
        name if name.startswith('"') else '"{}" {}'.format(*name.rsplit(" ", 1)) for name in loaded
    }


def test_figures_have_one_width(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/table/", wait_until="networkidle")
    widths = page.evaluate(
        """() => ["1111111111", "0000000000", "4747474747"].map(text => {
            const span = document.createElement("span");
            span.className = "num"; span.textContent = text; document.body.append(span);
            return span.getBoundingClientRect().width;
        })"""
    )
    assert max(widths) - min(widths) < 0.5


def test_slash_goes_to_search_but_not_from_a_field(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/form/")
    page.keyboard.press("/")
    expect(page.locator("#tim-kiem")).to_be_focused()
    page.locator("[name=title]").focus()
    page.keyboard.type("a/b")
    expect(page.locator("[name=title]")).to_have_value("a/b")


def test_skip_link_comes_first(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/work/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_every_control_shows_its_focus(page: Page, gallery: str) -> None:
    for address in ("work/", "table/", "form/", "public/"):
        page.goto(f"{gallery}/{address}")
        for _ in range(60):
            page.keyboard.press("Tab")
            outline = page.evaluate(
                "() => { const e = document.activeElement; if (e === document.body) return null;"
                " const s = getComputedStyle(e);"
                " return [s.outlineStyle, parseFloat(s.outlineWidth), e.outerHTML.slice(0, 90)]; }"
            )
            if outline is None:
                break
            assert outline[0] != "none" and outline[1] >= 2, outline[2]


def test_menu_opens_and_closes_by_keyboard(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/work/")
    summary = page.locator(".menu-desk > summary")
    summary.focus()
    page.keyboard.press("Enter")
    choice = page.get_by_role("button", name="Trưởng cụm")
    expect(choice).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(choice).to_be_hidden()
    expect(summary).to_be_focused()


def test_display_choice_without_reload_is_remembered(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/public/")
    page.get_by_role("button", name="Chữ lớn").click()
    page.get_by_role("button", name="Tương phản cao").click()
    html = page.locator("html")
    expect(html).to_have_attribute("data-size", "large")
    expect(html).to_have_attribute("data-theme", "contrast")
    expect(page.get_by_role("button", name="Chữ lớn")).to_have_attribute("aria-pressed", "true")
    page.goto(f"{gallery}/table/")
    expect(html).to_have_attribute("data-size", "large")
    expect(html).to_have_attribute("data-theme", "contrast")


def test_without_javascript_display_menus_and_forms_work(browser: Browser, gallery: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{gallery}/public/?q=a")
    page.get_by_role("button", name="Chữ lớn").click()
    # The address stays the same, so only the page itself tells that the answer has arrived.
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    page.get_by_role("button", name="Tương phản cao").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "contrast")
    assert page.url == f"{gallery}/public/?q=a"
    page.goto(f"{gallery}/work/")
    page.locator(".menu-season > summary").click()
    expect(page.get_by_role("button", name="Năm 2022")).to_be_visible()
    expect(page.locator("[data-print]")).to_be_hidden()
    expect(page.get_by_role("link", name="Cập nhật")).to_be_visible()
    page.goto(f"{gallery}/form/")
    page.locator("select[name=unit]").select_option(label="Xã Hoành Mô")
    context.close()


def test_long_select_is_narrowed_without_diacritics_by_keyboard(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/form/")
    box = page.get_by_role("searchbox", name="Lọc danh sách: đơn vị")
    box.focus()
    page.keyboard.type("hoanh")
    expect(page.get_by_text("Còn 1 lựa chọn")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("select[name=unit]").input_value() == "3"
    box.fill("")
    assert page.locator("select[name=unit] option").count() == 7
    assert page.locator("select[name=unit]").input_value() == "3"


def test_error_summary_is_focused_and_leads_to_the_field(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/form/?loi=1")
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name="Ngày hoàn thành").click()
    expect(page.locator("[name=day]")).to_be_focused()
    expect(page.locator("[name=day]")).to_have_value("31/02/2023")


def test_leaving_with_unsaved_changes_is_asked(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/form/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("[name=title]").click()
    page.keyboard.type("Sáng kiến")
    page.goto(f"{gallery}/work/")
    assert asked == ["beforeunload"]


def test_chosen_file_is_named(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/form/")
    page.locator("[name=paper]").set_input_files(
        {"name": "minh-chung.pdf", "mimeType": "application/pdf", "buffer": b"x" * 4096}
    )
    expect(page.get_by_text("minh-chung.pdf (4 kB)")).to_be_visible()


def test_tables_become_labelled_rows_on_a_telephone(browser: Browser, gallery: str) -> None:
    context = context_of(browser, gallery, 360)
    page = context.new_page()
    page.goto(f"{gallery}/table/")
    cell = page.locator("td[data-label='Ngày gửi']").first
    label = cell.evaluate("e => getComputedStyle(e, '::before').content")
    assert label == '"Ngày gửi"'
    assert cell.evaluate("e => getComputedStyle(e).display") != "table-cell"
    expect(page.get_by_role("row", name="Thị trấn Bình Liêu")).to_be_visible()
    context.close()


def test_the_year_is_one_line_on_a_telephone_and_opens_without_javascript(browser: Browser, gallery: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 768})
    page = context.new_page()
    page.goto(f"{gallery}/work/")
    summary = page.locator(".strip-fold > summary")
    expect(summary).to_contain_text("Báo cáo · đang mở đến 05/07")
    stages = page.get_by_role("navigation", name="Các giai đoạn của năm thi đua 2023").get_by_role("link")
    expect(stages).to_have_count(0)
    summary.click()
    expect(stages).to_have_count(9)
    expect(stages.nth(3)).to_have_attribute("aria-current", "step")
    context.close()


def test_the_year_shows_all_stages_on_a_usual_screen(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/work/")
    stages = page.get_by_role("navigation", name="Các giai đoạn của năm thi đua 2023").get_by_role("link")
    expect(stages).to_have_count(9)
    expect(stages.nth(3)).to_contain_text("12 việc chờ bạn")
    tops = {round(box["y"]) for box in (stage.bounding_box() for stage in stages.all()) if box}
    assert len(tops) == 1, "chín giai đoạn phải đứng trên một hàng"


def test_print_shows_content_alone(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/work/")
    page.emulate_media(media="print")
    for hidden in (".topbar", ".strip", ".footer", ".object-actions"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.get_by_role("heading", name="Báo cáo 6 tháng của xã Lục Hồn")).to_be_visible()


def test_drawings_take_the_width_they_have(browser: Browser, gallery: str) -> None:
    for width, shown in ((1366, "wide"), (360, "narrow")):
        context = context_of(browser, gallery, width)
        page = context.new_page()
        page.goto(f"{gallery}/charts/")
        for drawing in page.locator(f".chart-{shown}").all():
            expect(drawing).to_be_visible()
        smallest = page.evaluate(
            f"() => Math.min(...[...document.querySelectorAll('.chart-{shown}')].map("
            "s => s.getBoundingClientRect().width / s.viewBox.baseVal.width))"
        )
        assert smallest * 13 >= 12, "chữ trong hình nhỏ hơn 12 px"
        context.close()
