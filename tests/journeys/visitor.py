"""Somebody at a browser. Every page that is opened is looked at: axe-core, console, foreign hosts, failed requests."""

import base64
import contextlib
import re
from collections.abc import Iterator
from typing import NoReturn
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Download, Locator, Page, Response, TimeoutError, expect

from tests.journeys.paper import PICTURES, pdf_picture, pictures_wanted
from tests.journeys.place import PASSWORD, Season

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}  # what passes is not listed
_LONG = 3_000  # elements
_LATE = 10_000  # milliseconds: two cores that everybody shares


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page, in short."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


class Visitor:
    """One browser window in which people of one season take turns."""

    def __init__(self, browser: Browser, address: str, season: Season) -> None:
        self.address, self.season = address, season
        self.context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
        self.context.set_default_timeout(_LATE)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.who = "khách"
        self._seen: set[tuple[str, str]] = set()
        self._expected: set[int] = set()
        self._refused = False
        self.page.on("console", lambda m: self._console(m.type, m.text))
        self.page.on("pageerror", lambda e: self.faults.append(f"script: {e}"))
        self.page.on("request", lambda r: self._foreign(r.url))
        self.page.on("response", self._failed)
        self.page.on("dialog", lambda d: d.accept())

    def _console(self, kind: str, text: str) -> None:
        if kind == "error" and not text.startswith("Failed to load resource"):  # told by the response itself
            self.faults.append(f"console: {text} ({self.page.url})")

    def _foreign(self, url: str) -> None:
        if urlsplit(url).netloc != urlsplit(self.address).netloc and not url.startswith(("data:", "blob:")):
            self.faults.append(f"foreign host: {url}")

    def _failed(self, response: Response) -> None:
        self._refused |= response.status in self._expected
        if response.status >= 400 and response.status not in self._expected:
            self.faults.append(f"{response.status}: {response.request.method} {response.url} ({self.who})")

    @contextlib.contextmanager
    def refused(self, status: int) -> Iterator[None]:
        """Inside, an answer with this status is what the journey is about; it must come."""
        self._expected, self._refused = {status}, False
        yield
        assert self._refused, f"{self.here} ({self.who}): không bị từ chối"
        self._expected = set()

    def look(self) -> None:
        """Look at the page as it stands. The same page is looked at once for each person, a very long one once."""
        self.page.wait_for_load_state("load")
        long = self.page.evaluate("document.querySelectorAll('*').length") > _LONG
        here = (re.sub(r"[?#].*", "", self.page.url), "" if long else self.who)
        if here not in self._seen:
            self._seen.add(here)
            self.faults += [f"axe {v} ({self.page.url}, {self.who})" for v in violations(self.page)]
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            self.faults += [f"{self.page.url} tràn ngang {wide} px"] if wide > 0 else []
        text = self.page.content()
        self.faults += [f"{self.page.url}: {bad}" for bad in ("None</", "{{", "{%") if bad in text]

    def done(self) -> None:
        """The journey is over: nothing may have been found on the way."""
        self.context.close()
        assert self.faults == [], "\n".join(self.faults)

    # --- who, when, where

    def click_in(self, username: str) -> None:
        """Sign in the way a visitor does: the page of the people, one click."""
        self.open(f"/trinh-dien/vai/{self.season.code}/")
        self.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
        self.page.get_by_role("button").filter(has=self.page.get_by_text(username, exact=True)).click()
        self.who = username
        self.look()

    def enter(self, username: str, day: str, *, role: str = "", year: str = "") -> None:
        """Become somebody on a day, without the pages that lead there. The password counts as not yet given."""
        self.context.clear_cookies(name="sessionid")
        if not any(c["name"] == "csrftoken" for c in self.context.cookies()):
            self.page.goto(self.address + "/trinh-dien/ngay/")
        token = next(c["value"] for c in self.context.cookies() if c["name"] == "csrftoken")
        season = self.season.seasons[year] if year else next(iter(self.season.seasons.values()))
        form = {"desk": str(self.season.desk(username, role)), "season": str(season), "day": day}
        answer = self.context.request.post(
            f"{self.address}/trinh-dien/vao/", form=form, headers={"X-CSRFToken": token}, max_redirects=0
        )
        assert answer.status == 302, f"{username}: {answer.status}"
        self.who = username

    def leave(self) -> None:
        """A stranger again: nothing of the session is left."""
        self.context.clear_cookies()
        self.who = "khách"

    def open(self, path: str) -> None:
        """Go to an address of the site and look."""
        self.page.goto(self.address + path)
        self.look()

    @property
    def here(self) -> str:
        """The address of this page, to come back to."""
        return self.page.url.removeprefix(self.address)

    # --- doing

    def link(self, name: str, *, exact: bool = False, within: Locator | None = None) -> None:
        """Follow a link and look at where it leads."""
        found = (within or self.page.locator("main")).get_by_role("link", name=name, exact=exact)
        self._click(found.and_(self.page.locator("a:not(.crumbs a)")), name)

    def press(self, name: str, *, exact: bool = False, within: Locator | None = None) -> None:
        """Press a button and look at what comes."""
        self._click((within or self.page.locator("main")).get_by_role("button", name=name, exact=exact), name)

    def _click(self, found: Locator, name: str) -> None:
        try:
            found.first.click()
        except TimeoutError:
            self._lost(f"«{name}»")
        self.look()

    def _lost(self, what: str) -> NoReturn:
        """What was looked for is not on the page: say what is there instead."""
        shown = " ".join(self.page.locator("main").inner_text().split())
        raise AssertionError(f"{self.here} ({self.who}): không thấy {what}\n{shown[:3000]}") from None

    def write(self, label: str, text: str, *, within: Locator | None = None) -> None:
        """Type into the field with this label."""
        self._field(label, within).fill(text)

    def typed(self, label: str, *, within: Locator | None = None) -> str:
        """What stands in the field with this label."""
        return self._field(label, within).input_value()

    def choose(self, label: str, option: str, *, within: Locator | None = None) -> None:
        """Choose in the select with this label."""
        field = self._field(label, within)
        offered = [" ".join(text.split()) for text in field.locator("option").all_inner_texts()]
        assert option in offered, f"{self.here} ({self.who}): «{label}» không có «{option}»; có: {offered}"
        field.select_option(label=option)

    def _field(self, label: str, within: Locator | None) -> Locator:
        """The field with this label, whether or not it must be filled."""
        whole = re.compile(rf"^\s*{re.escape(label)}\s*(\(không bắt buộc\))?\s*$")
        found = (within or self.page.locator("main")).get_by_label(whole)
        if not found.count():
            self._lost(f"ô «{label}»")
        return found.first

    def cell(self, row: str, label: str, text: str, said: str = "đã lưu") -> None:
        """Type into a cell of a grid and wait until it says that it is kept."""
        line = self.page.locator("tr").filter(has_text=row).first
        with self.page.expect_response(lambda r: r.request.method == "POST"):
            line.get_by_label(label).fill(text)
            line.get_by_label(label).press("Tab")
        expect(line).to_contain_text(said)

    def sign(self, word: str = "KÝ") -> None:
        """Type the word of a final act."""
        self.write(f"Gõ chữ {word} để xác nhận", word)

    def give_password(self) -> None:
        """The site asks once more who one is."""
        expect(self.page.locator("input[type=password]")).to_be_visible()
        self.look()
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.page.locator("main form button[type=submit]").first.click()
        self.look()

    def downloads(self, name: str, *, role: str = "link") -> Download:
        """The file behind a link or a button."""
        with self.page.expect_download() as waiting:
            self.page.locator("main").get_by_role(role, name=name).first.click()  # type: ignore[arg-type]
        return waiting.value

    def fetches(self, name: str) -> bytes:
        """The file behind a link that a browser shows in its own window."""
        address = self.page.locator("main").get_by_role("link", name=name).first.get_attribute("href")
        return self.context.request.get(f"{self.address}{address}").body()

    def picture(self, name: str, *, height: int = 800, at: str = "") -> None:
        """Keep what is shown, from the element ``at`` down, for the READMEs, when THIDUA_PICTURES asks for it."""
        if pictures_wanted():
            before = self.page.viewport_size
            self.page.set_viewport_size({"width": 1280, "height": height})
            if at:
                self.page.locator(at).first.evaluate("it => it.scrollIntoView({behavior: 'instant'})")
            self.page.screenshot(path=PICTURES / f"{name}.jpg", type="jpeg", quality=65)
            self.page.set_viewport_size(before or {"width": 1366, "height": 768})

    def paper_picture(self, paper: Download, name: str) -> None:
        """The first page of a paper, as a picture for the READMEs."""
        page = self.context.new_page()
        page.set_viewport_size({"width": 960, "height": 679})
        shown = base64.b64encode(pdf_picture(paper, 960)).decode()
        page.set_content(f'<body style="margin:0"><img src="data:image/png;base64,{shown}">')
        page.screenshot(path=PICTURES / f"{name}.jpg", type="jpeg", quality=65)
        page.close()

    # --- seeing

    def sees(self, *texts: str) -> None:
        """Every text stands on the page, spaces aside."""
        shown = _plain(self.page.locator("main").inner_text())
        missing = [text for text in texts if _plain(text) not in shown]
        if missing:
            self._lost(", ".join(missing))

    def sees_not(self, *texts: str) -> None:
        """None of the texts stands on the page."""
        shown = _plain(self.page.locator("main").inner_text())
        assert [text for text in texts if _plain(text) in shown] == []


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split()).casefold()
