"""A small task from sign-in to sending, without a mouse: Tab, Space, Enter, letters. The focus can always be seen."""

from collections.abc import Callable

import pytest

from tests.journeys.place import PASSWORD
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

FOCUS = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect(), look = getComputedStyle(it);
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
  const labels = [...(it.labels || [])].map(l => l.innerText).join(" ");
  const name = it.getAttribute("aria-label") || labels || it.innerText || it.value || "";
  const seen = box.width > 0 && box.height > 0 && (ring || look.boxShadow !== "none");
  return {name: name.trim().replace(/\\s+/g, " "), seen: seen, tag: it.tagName.toLowerCase()};
}"""


class Keyboard:
    """Somebody who has only a keyboard."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def reach(self, name: str, *, tag: str = "", back: bool = False) -> None:
        """Tab until the focus stands on something of this name. Whatever has the focus on the way can be seen."""
        for _ in range(150):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            found = self.page.evaluate(FOCUS)
            if found["tag"] == "body":
                continue
            assert found["seen"], f"{self.page.url}: không thấy tiêu điểm ở «{found['name']}»"
            if found["name"].startswith(name) and tag in ("", found["tag"]):
                return
        raise AssertionError(f"{self.page.url}: không tới được «{name}» bằng phím Tab")

    def press(self, name: str, key: str = "Enter", *, tag: str = "") -> None:
        """Reach something and press it."""
        self.reach(name, tag=tag)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        self.visitor.look()

    def type(self, name: str, text: str) -> None:
        """Reach a field and type."""
        self.reach(name)
        self.page.keyboard.type(text)


def test_a_title_is_registered_by_keyboard_alone(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("pho-lu-2023")
    visitor.season.load("launch")
    visitor.enter("tt-pl.tdp4", "16/02/2023")
    visitor.open("/trinh-dien/ngay/")
    keys = Keyboard(visitor)
    visitor.context.clear_cookies(name="sessionid")
    visitor.open("/tai-khoan/dang-nhap/")
    keys.type("Tên đăng nhập", "tt-pl.tdp4")
    keys.type("Mật khẩu", PASSWORD)
    keys.press("Đăng nhập", tag="button")
    visitor.who = "tt-pl.tdp4"
    visitor.enter("tt-pl.tdp4", "16/02/2023")
    visitor.open("/viec/")
    keys.press("2")  # the second stage, in the strip of the year
    skip(keys)
    keys.press("Lập phiếu đăng ký", tag="button")
    keys.press("Tập thể")
    keys.reach("Danh hiệu, hình thức khen thưởng")
    visitor.page.keyboard.type("Thôn, làng")
    keys.press("Ghi", "Space", tag="button")
    visitor.sees("Thôn, làng, ấp, bản, tổ dân phố văn hóa")
    keys.press("Gửi đăng ký", "Space", tag="button")
    visitor.sees("Đã gửi phiếu đăng ký tới Thị trấn Phố Lu")
    visitor.done()


def skip(keys: Keyboard) -> None:
    """The first Tab of a page offers to skip to the content, and the next Tab is in it."""
    keys.page.keyboard.press("Tab")
    assert keys.page.evaluate(FOCUS)["name"] == "Đến nội dung chính"
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.press("Tab")
    assert keys.page.evaluate("document.querySelector('main').contains(document.activeElement)")
