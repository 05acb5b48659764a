"""The look-up of awards and the list of decisions: what is found, and what stays closed."""

from dataclasses import replace

import pytest
from django.test import Client

from tests.faces.portal.test_pages import read
from tests.world import World
from thidua.cycle.s8_award.queries import decisions_public, search_awards
from thidua.faces.portal import exports
from thidua.faces.portal.exports import awards_csv

pytestmark = [pytest.mark.usefixtures("clock")]

SUOI = "Nguyễn Văn Suối 1"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("q=nguyen+van+suoi", 3),
        ("q=NGUYỄN+suối", 3),
        ("q=suoi&danh_hieu=chien+si", 2),
        ("danh_hieu=giấy+khen", 1),
        ("q=suoi&nam=2023", 3),
        ("q=suoi&nam=2022", 0),
        ("q=khong+ai", 0),
    ],
)
def test_the_look_up_reads_without_diacritics(portal: World, query: str, count: int) -> None:
    assert read(f"/cong/khen-thuong/?{query}").count("Nguyễn Văn Suối") == count


def test_the_look_up_narrows_to_an_authority(portal: World) -> None:
    assert SUOI in read(f"/cong/khen-thuong/?noi={portal.id('BL')}")
    assert SUOI not in read(f"/cong/khen-thuong/?noi={portal.id('QP')}")
    assert SUOI not in read(f"/cong/khen-thuong/?q=suoi&noi={portal.id('LH')}")


@pytest.mark.parametrize("query", ["", "q=", "q=s", "q=.+.", "danh_hieu=g", "q=s&nam=2023", "nam=abc", "page=2"])
def test_without_a_question_the_register_stays_closed(portal: World, query: str) -> None:
    assert "Nguyễn Văn Suối" not in read(f"/cong/khen-thuong/?{query}")
    for ending in ("csv", "xlsx"):
        answer = Client().get(f"/cong/khen-thuong/du-lieu.{ending}?{query}")
        assert answer.status_code == 302


def test_open_data_never_holds_a_formula_and_says_when_it_was_cut(
    portal: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = list(search_awards("suoi"))
    hostile = [replace(found[0], recipient='=HYPERLINK("x")', position="@SUM(1)"), *found[1:]]
    text = awards_csv(hostile).decode("utf-8-sig")
    assert "'=HYPERLINK" in text and "'@SUM" in text and "đủ 3 dòng" in text
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    cut = awards_csv(found).decode("utf-8-sig").splitlines()
    assert len(cut) == 3 and "1 dòng đầu của 3" in cut[0]


def test_decisions_are_found_by_number_title_year_and_authority(portal: World) -> None:
    number = decisions_public()[0].number
    for query in (f"q={number}", "q=khen+thuong", "nam=2023", f"noi={portal.id('BL')}"):
        assert number in read(f"/cong/quyet-dinh/?{query}"), query
    for query in ("q=khac+han", "nam=2022", f"noi={portal.id('QP')}"):
        assert number not in read(f"/cong/quyet-dinh/?{query}"), query
