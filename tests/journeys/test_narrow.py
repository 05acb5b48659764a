"""Every page of the menu and one object page a stage: on a telephone, and at twice the size, nothing runs off the side.

Wide tables may scroll inside their own box, which then takes the focus, so that it scrolls by keyboard too."""

from collections.abc import Callable, Iterator

import pytest

from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.journey

SPECIALIST, DAY = "pl.chuyen-vien", "22/12/2023"
SIZES = {"360 × 740": (360, 740), "1280 × 800 at 200 %": (640, 400)}
OVERFLOW = """() => {
  const page = document.documentElement, found = [];
  if (page.scrollWidth > page.clientWidth + 1) found.push(`trang rộng hơn ${page.scrollWidth - page.clientWidth} px`);
  for (const box of document.querySelectorAll("main *")) {
    if (box.scrollWidth <= box.clientWidth + 1 || box.matches("input, select, textarea")) continue;
    if (!["auto", "scroll"].includes(getComputedStyle(box).overflowX)) continue;
    if (box.tabIndex < 0 && !box.querySelector("a, button, input, select, textarea, [tabindex='0']"))
      found.push(`${box.tagName}.${box.className} cuộn ngang mà không nhận tiêu điểm`);
  }
  return found;
}"""


def test_nothing_runs_off_the_side(visit: Callable[[str], Visitor]) -> None:
    visitor = visit("pho-lu-2023")
    visitor.season.load("launch", "register", "covenant", "report", "score", "propose", "vote", "award", "honour")
    found = []
    for address in _pages(visitor):
        visitor.page.goto(visitor.address + address)
        for size, (width, height) in SIZES.items():
            visitor.page.set_viewport_size({"width": width, "height": height})
            found += [f"{size} {address} ({visitor.who}): {said}" for said in visitor.page.evaluate(OVERFLOW)]
    assert found == [], "\n".join(found)
    visitor.done()


def _pages(visitor: Visitor) -> Iterator[str]:
    """What a stranger, a specialist, an administrator and a head find in their menus, and objects of the year."""
    made = visitor.season.id
    visitor.leave()
    yield from ("/", "/cong/", "/cong/tin/", "/cong/phong-trao/", "/cong/quyet-dinh/", "/cong/khen-thuong/")
    yield from ("/cong/kiem-tra/", "/cong/hoi-nghi/", "/cong/tim/?q=van+hoa", "/cong/gioi-thieu/")
    yield from (f"/trinh-dien/vai/{visitor.season.code}/", "/trinh-dien/ngay/", "/tai-khoan/dang-nhap/")
    yield f"/cong/quyet-dinh/{made('decision', 'QD-2')}/"
    yield f"/cong/phong-trao/{made('movement', 'PT-2023')}/"
    visitor.enter(SPECIALIST, DAY)
    yield from _menu(visitor)
    yield f"/phat-dong/{made('movement', 'PT-2023')}/"
    yield f"/dang-ky/{made('registration', 'PL.TDP1|2023')}/"
    yield from ("/dang-ky/do-phu/", "/dang-ky/tong-hop/", "/bao-cao/so-sanh/", "/cham-diem/bang-tieu-chi/")
    yield from ("/bao-cao/lich/", "/bao-cao/lich/them/")
    yield f"/giao-uoc/cum-khoi/{made('cluster', 'C1')}/"
    yield f"/giao-uoc/ban/{made('covenant', 'GU-2023')}/"
    yield f"/bao-cao/{made('report', 'PL.TDP1|2023')}/"
    yield f"/cham-diem/bang/{made('sheet', 'PL.TDP2')}/"
    yield f"/cham-diem/bang/{made('sheet', 'PL.TDP2')}/vi-sao/"
    yield f"/cham-diem/xep-hang/{made('cluster', 'C1')}/"
    yield f"/de-nghi/{made('dossier', 'LD-07')}/"
    yield f"/bo-phieu/{made('session', 'PH-01')}/"
    yield from ("/bo-phieu/hoi-dong/", "/khen-thuong/so/")
    yield f"/khen-thuong/{made('decision', 'QD-3')}/"
    yield f"/ton-vinh/hoi-nghi/{made('conference', 'HN-TK')}/"
    yield f"/ton-vinh/bai-viet/{made('story', 'DH-01')}/"
    visitor.enter("pl.quan-tri", DAY)
    yield from _menu(visitor)
    yield "/con-nguoi/tai-khoan/"
    visitor.enter("tt-pl.tdp3", DAY)
    yield from _menu(visitor)


def _menu(visitor: Visitor) -> list[str]:
    """The addresses of the menu and of the nine stages, as this visitor finds them."""
    visitor.page.goto(f"{visitor.address}/viec/")
    links = visitor.page.locator("nav.mainmenu a, nav.strip .strip-wide a")
    found: list[str] = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(found) > len(range(9))
    return [*found, "/viec/thong-bao/", "/tai-khoan/"]
