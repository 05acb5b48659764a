"""Forty people at the sheets of one cluster at once, over real HTTP: no value that was acknowledged is lost, none of a
colleague's is overwritten unseen, nothing fails. On the database of the run: a file of SQLite, or PostgreSQL."""

import http.client
import re
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.cycle.s5_score.crowdserver import database, run, served

pytestmark = pytest.mark.crash
CRITERIA = ("A", "B", "C", "D", "E")
AFTER = re.compile(r'name="o(\d+)-after" value="(\d+)"')
REFUSED = "chưa lưu: đã có giá trị khác"


@dataclass
class Person:
    """Somebody with a sheet, and what became of each value that they sent: (criterion, value)."""

    name: str
    account: int
    sheet: int
    session: str
    port: int
    token: str = ""
    after: dict[str, str] = field(default_factory=dict)
    saved: list[tuple[str, str]] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    def ask(self, path: str, data: dict[str, str] | None = None) -> str:
        """One request on a connection of its own; the page."""
        cookies = f"sessionid={self.session}" + (f"; csrftoken={self.token}" if self.token else "")
        headers = {"Cookie": cookies, "HX-Request": "true", "X-CSRFToken": self.token}
        body = None if data is None else urlencode(data)
        headers |= {} if body is None else {"Content-Type": "application/x-www-form-urlencoded"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET" if body is None else "POST", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.statuses.append(answer.status)
        if found := re.search(r"csrftoken=([^;]+)", answer.getheader("Set-Cookie") or ""):
            self.token = found[1]
        connection.close()
        return text

    def open(self) -> None:
        """Read the sheet, with the version of every cell."""
        text = self.ask(f"/cham-diem/bang/{self.sheet}/")
        self.after = {CRITERIA[int(number) - 1]: version for number, version in AFTER.findall(text)}

    def write(self, code: str, value: str) -> None:
        """Save one cell on top of what was read; what the page then says is what is known from then on."""
        number = CRITERIA.index(code) + 1
        data = {f"o{number}-f-value": value, f"o{number}-reason": "", f"o{number}-after": self.after[code]}
        text = self.ask(f"/cham-diem/bang/{self.sheet}/o/{quote(code)}/", data)
        refused = REFUSED in text
        assert refused == ("Giữ giá trị của tôi" in text) != ("data-saved" in text)
        (self.refused if refused else self.saved).append((code, value))
        self.after[code] = dict(AFTER.findall(text))[str(number)]

    def work(self, start: Barrier) -> None:
        """Read; when everybody has read, write every cell. Every second person keeps the own value on a conflict."""
        self.open()
        start.wait(timeout=120)
        second = self.name.endswith("2")
        for place, code in enumerate(CRITERIA):
            value = str(10 + 10 * second + place)
            self.write(code, value)
            if second and self.refused and self.refused[-1] == (code, value):
                self.write(code, value)


def test_forty_people_lose_nothing(tmp_path: Path) -> None:
    with database(tmp_path) as url:
        made = run(url, "build")
        with served(url) as port:
            people = [Person(**one, port=port) for one in made["people"]]
            start = Barrier(len(people))
            with ThreadPoolExecutor(len(people)) as crowd:
                for done in [crowd.submit(person.work, start) for person in people]:
                    done.result()
        stands = run(url, "look")
    assert len(people) == 40 and stands["intact"]
    assert {status for person in people for status in person.statuses} == {200}
    judge(people, stands["entries"])


def judge(people: list[Person], entries: list[list[Any]]) -> None:
    """Compare what people were told with what is kept."""
    kept: dict[tuple[int, str], list[list[Any]]] = defaultdict(list)
    for entry in entries:
        kept[entry[1], entry[2]].append(entry)
    # what was acknowledged is kept, what was refused is not, and nothing else is there
    told = {(p.account, code, value) for p in people for code, value in p.saved}
    assert {(entry[3], entry[2], entry[5]) for entry in entries} == told
    assert len(entries) == sum(len(p.saved) for p in people)
    # every value stands on the one before it: nobody wrote over a value that they had not been shown
    for rows in kept.values():
        assert [row[4] for row in rows] == [0, *(row[0] for row in rows[:-1])]
    # two people wrote each of the hundred cells: one was first, the other was told
    assert len(kept) == 20 * len(CRITERIA)
    assert sum(len(p.refused) for p in people) == len(kept)
