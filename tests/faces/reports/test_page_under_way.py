"""The page of a year under way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.conftest import a_conference, a_movement
from tests.faces.reports.test_pages import EXCEL, PAGE, WORD
from tests.world import World

pytestmark = pytest.mark.usefixtures("clock")


def test_the_page_tells_the_source_of_each_figure_and_what_is_not_known(world: World) -> None:
    page = world.client("chuyen-vien").get(PAGE).content.decode()
    assert page.count("Nguồn: ") >= 11 and page.count("chưa có</p>") >= 10
    assert page.count("Chưa có số liệu của giai đoạn này") == 8
    for label in ("launch", "register", "covenant", "report", "score", "propose", "vote", "award", "honour"):
        assert f'id="{label}"' in page


def test_words_of_people_are_shown_as_words(world: World) -> None:
    a_movement(world, "<script>alert(1)</script> & «thi đua»")
    page = world.client("chuyen-vien").get(PAGE).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; «thi đua»" in page


def test_the_page_costs_the_same_for_one_and_for_three(world: World) -> None:
    client = world.client("chuyen-vien")

    def cost() -> int:
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    a_movement(world, "Một")
    a_conference(world, "Một")
    one = cost()
    for title in ("Hai", "Ba"):
        a_movement(world, title)
        a_conference(world, title)
    assert cost() == one


def test_the_summary_is_only_read(world: World) -> None:
    client = world.client("chuyen-vien")
    for address in (PAGE, WORD, EXCEL):
        assert client.post(address).status_code == 405
