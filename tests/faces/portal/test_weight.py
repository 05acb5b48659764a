"""The first view of the public page, as it travels over a slow line."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.faces.awards import draft, passed, sign
from tests.faces.conftest import a_conference, a_movement, a_story
from tests.world import World

pytestmark = pytest.mark.usefixtures("clock")

FIRST_VIEW = 100_000  # bytes, compressed, without photos
FONTS = ("400-normal", "600-normal")


def _travelling(address: str) -> int:
    path = finders.find(address)
    assert path, address
    data = Path(str(path)).read_bytes()
    return len(data) if address.endswith(".woff2") else len(gzip.compress(data, 6))


def test_the_first_view_is_small(world: World) -> None:
    session, rows = passed(world)
    for row in rows:
        sign(world, draft(world, session, [row], "Về việc tặng thưởng các danh hiệu thi đua năm 2023"))
    for number in range(6):
        a_story(world, f"Người trưởng bản đi đầu {number}", body="Ông vận động bà con hiến đất mở đường. " * 20)
        a_movement(world, f"Thi đua xây dựng nông thôn mới, đô thị văn minh {number}")
        a_conference(world, f"Tổng kết phong trào thi đua năm 2023, lần {number}")
    page = Client().get("/").content
    text = page.decode()
    assert "http://" not in text.replace("http://www.w3.org", "") and "https://" not in text
    linked = set(re.findall(r'(?:href|src)="/static/([^"#]+)', text))
    folder = Path(str(finders.find("ui/mark.svg"))).parent
    fonts = {str(p.relative_to(folder.parent)) for p in folder.rglob("*.woff2") if any(f in p.name for f in FONTS)}
    figures = {str(p.relative_to(folder.parent)) for p in folder.rglob("*.woff2") if "figures" in p.name.lower()}
    total = len(gzip.compress(page, 6)) + sum(map(_travelling, linked | fonts | figures))
    assert len(linked) >= 6 and len(fonts | figures) >= 4
    assert total <= FIRST_VIEW, f"{total} byte"
    assert len(gzip.compress(page, 6)) < 10_000
