"""News, movements, conferences, search: as a stranger sees them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.faces.conftest import HONOUR, LAUNCH, PNG, a_conference, a_movement, a_story, relaunched
from tests.world import World
from thidua.base.documents.actions import record_document
from thidua.base.documents.attaching import attach
from thidua.cycle.s9_honour.actions import withdraw_story
from thidua.cycle.s9_honour.enums import StoryKind

pytestmark = pytest.mark.usefixtures("clock")

PAGES = ("home", "news", "movements", "decisions", "awards", "check", "conferences", "search", "about")


def read(address: str) -> str:
    """A page that opens."""
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_an_empty_portal_opens_without_a_cookie(world: World) -> None:
    for name in PAGES:
        answer = Client().get(reverse(f"portal:{name}"))
        assert answer.status_code == 200, name
        assert not answer.cookies, name
        assert "default-src 'self'" in answer["Content-Security-Policy"], name


def test_the_home_page_shows_news_movements_and_conferences(world: World) -> None:
    a_story(world, "Người trưởng bản đi đầu")
    a_movement(world, "Thi đua xây dựng nông thôn mới")
    a_conference(world, "Tổng kết năm 2023")
    page = read("/")
    places = [page.index(words) for words in ("Người trưởng bản", "xây dựng nông thôn mới", "Tổng kết năm 2023")]
    assert places == sorted(places)


def test_whoever_works_here_sees_the_same_page(world: World) -> None:
    a_story(world, "Người trưởng bản đi đầu")
    answer = world.client("chuyen-vien").get("/")
    assert answer.content == Client().get("/").content


def test_pages_may_be_kept_for_strangers_only(world: World) -> None:
    stranger = Client().get("/")
    assert "public" in stranger["Cache-Control"] and "max-age=60" in stranger["Cache-Control"]
    assert "Cookie" in stranger["Vary"]
    known = world.client("chuyen-vien").get("/")
    assert "private" in known["Cache-Control"] and "public" not in known["Cache-Control"]
    reader = Client()
    reader.cookies["thidua_size"] = "large"
    assert "public" in reader.get("/")["Cache-Control"]
    for name in ("awards", "check"):
        assert "no-store" in Client().get(reverse(f"portal:{name}"))["Cache-Control"]


def test_drafts_and_withdrawn_stories_are_not_there(world: World) -> None:
    draft = a_story(world, "Bài đang viết", published=False)
    gone = a_story(world, "Bài đã gỡ")
    withdraw_story(by=world.actor("chu-tich", HONOUR), story=gone, reason="Sai tên", today=HONOUR)
    page = read("/cong/tin/") + read("/") + read("/cong/tim/?q=bai")
    assert "Bài đang viết" not in page and "Bài đã gỡ" not in page
    for story in (draft, gone):
        assert Client().get(f"/cong/tin/{story.pk}/").status_code == 404


NEWS = (
    ("q=truong+ban", {"Người trưởng bản"}),
    ("q=TRƯỞNG+bản", {"Người trưởng bản"}),
    ("q=hien+dat", {"Người trưởng bản", "Hai bản tin"}),
    ("loai=news", {"Hai bản tin"}),
    ("muc=Giáo+dục", {"Hai bản tin"}),
    ("tu=04/09/2023", {"Hai bản tin"}),
    ("den=03/09/2023", {"Người trưởng bản"}),
    ("tu=03/09/2023&den=04/09/2023&q=mo+duong", {"Người trưởng bản", "Hai bản tin"}),
    ("q=khong+co+bai+nao", set()),
)


def test_news_are_found_by_kind_category_words_and_days(world: World) -> None:
    a_story(world, "Người trưởng bản")
    later = HONOUR + timedelta(days=1)
    a_story(world, "Hai bản tin", kind=StoryKind.NEWS, category="Giáo dục", on=later)
    for query, found in NEWS:
        page = read(f"/cong/tin/?{query}")
        assert {title for title in ("Người trưởng bản", "Hai bản tin") if title in page} == found, query


def test_a_wrong_day_is_told_and_shows_nothing(world: World) -> None:
    a_story(world, "Người trưởng bản")
    page = read("/cong/tin/?tu=31/02/2023")
    assert "Lịch không có ngày 31/02/2023" in page and "Người trưởng bản" not in page
    assert "Ngày cuối đứng trước ngày đầu" in read("/cong/tin/?tu=05/09/2023&den=04/09/2023")


def test_a_story_shows_its_pictures_and_keeps_its_author_private(world: World) -> None:
    story = a_story(world, "Người trưởng bản", is_illustration=True, body="Đoạn một.\n\n<b>Đoạn hai</b>")
    attach(by=world.actor("lh-can-bo", HONOUR), owner=story, name="anh.png", data=PNG, label="Ảnh: Ban Biên tập")
    page = read(f"/cong/tin/{story.pk}/")
    assert 'alt="Ảnh: Ban Biên tập"' in page and "&lt;b&gt;Đoạn hai" in page and "Bài minh họa" in page
    assert story.author_name not in page
    assert 'alt="Ảnh: Ban Biên tập"' in read("/cong/tin/")


def test_movements_are_public_from_their_launch(world: World) -> None:
    draft = a_movement(world, "Phong trào còn dự thảo", launched=False)
    launched = a_movement(world, "Thi đua xây dựng nông thôn mới", theme="Đoàn kết")
    page = read("/cong/phong-trao/?q=nong+thon") + read("/cong/phong-trao/?nam=2023")
    assert page.count("Thi đua xây dựng nông thôn mới") == 2 and "còn dự thảo" not in page
    assert "Thi đua xây dựng" not in read("/cong/phong-trao/?nam=2022")
    assert Client().get(f"/cong/phong-trao/{draft.pk}/").status_code == 404
    assert "Huyện Bình Liêu" in read(f"/cong/phong-trao/{launched.pk}/")


def test_a_movement_shows_how_it_went_on_below(world: World) -> None:
    parent = a_movement(world, "Thi đua xây dựng nông thôn mới")
    child = relaunched(world, parent)
    page = read(f"/cong/phong-trao/{parent.pk}/")
    assert "1 trên 4 đơn vị đã tiếp nhận" in page and f'href="/cong/phong-trao/{child.pk}/"' in page
    assert parent.title in read(f"/cong/phong-trao/{child.pk}/")


def test_only_public_documents_are_named_as_bases(world: World) -> None:
    by = world.actor("chuyen-vien", LAUNCH)

    def document(number: str, *, is_public: bool) -> int:
        made = record_document(
            by=by, kept_by=world.units["BL"], kind="plan", number=number, issued_on=date(2023, 1, 2),
            issuer="Huyện Bình Liêu", summary="Kế hoạch thi đua", is_public=is_public,
        )  # fmt: skip
        return made.pk

    bases = (document("01/KH", is_public=True), document("02/KH-MẬT", is_public=False))
    movement = a_movement(world, "Thi đua", base_ids=bases)
    page = read(f"/cong/phong-trao/{movement.pk}/")
    assert "01/KH" in page and "02/KH-MẬT" not in page


def test_conferences_that_were_held(world: World) -> None:
    a_conference(world, "Tổng kết năm 2023")
    a_conference(world, "Hội nghị sắp họp", held=False)
    page = read("/cong/hoi-nghi/") + read("/")
    assert "Tổng kết năm 2023" in page and "Giấy khen: 12" in page and "Hội nghị sắp họp" not in page
    assert "Hoàng Thị Mai" not in page and "Lý Văn Bình" not in page


def test_one_search_finds_in_every_list(world: World) -> None:
    a_story(world, "Nông thôn mới ở Lục Hồn")
    a_movement(world, "Chung sức xây dựng nông thôn mới")
    page = read("/cong/tim/?q=nong+thon+moi")
    assert "Nông thôn mới ở Lục Hồn" in page and "Chung sức" in page
    assert "ít nhất 2 chữ" in read("/cong/tim/?q=a") and "ít nhất 2 chữ" in read("/cong/tim/?q=%20.%20")
    assert "Không tìm thấy gì cho" in read("/cong/tim/?q=khongcogi")


def test_lists_cost_the_same_for_one_and_for_three(world: World) -> None:
    addresses = ["/", "/cong/tin/", "/cong/phong-trao/", "/cong/hoi-nghi/", "/cong/tim/?q=dua"]

    def add(number: int) -> None:
        story = a_story(world, f"Thi đua {number}")
        attach(by=world.actor("lh-can-bo", HONOUR), owner=story, name="anh.png", data=PNG, label="Ảnh")
        a_movement(world, f"Thi đua {number}")
        a_conference(world, f"Thi đua {number}")

    def cost() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                read(address)
            counts.append(len(queries))
        return counts

    add(1)
    one = cost()
    add(2)
    add(3)
    assert cost() == one
    assert max(one) <= 12, one


def test_a_page_of_a_list_is_ours_to_size(world: World) -> None:
    for number in range(25):
        a_movement(world, f"Phong trào số {number:02}")
    for query in ("per_page=1000", "page=1&per_page=1000", ""):
        assert read(f"/cong/phong-trao/?{query}").count("Phong trào số") == 20
    assert read("/cong/phong-trao/?page=2").count("Phong trào số") == 5
    assert read("/cong/phong-trao/?page=99").count("Phong trào số") == 5
