"""One click signs in as anybody; the visitor chooses the day; the path remembers where one has been."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import World, day
from thidua.ops.demo import people, plan, state, views
from thidua.site.external import EXTERNAL_POLICIES

STORY = plan.ShownSeason(
    "bl-2023", "Huyện Bình Liêu", "Chuyện.", plan.STAGES[3], frozenset(), date(2023, 3, 3), "Còn."
)  # fmt: skip


def _step(number: int, username: str, page: str, thing: tuple[str, str] | None = None) -> plan.Step:
    return plan.Step(
        number=number,
        stage=plan.STAGES[number - 1],
        title="thử",
        folder="bl-2023",
        season="bl-2023",
        username=username,
        role=None,
        day=day(plan.STAGES[number - 1].code),
        page=page,
        thing=thing,
        look="Nhìn vào đây.",
    )


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, world: World, demo: Path) -> plan.Plan:
    """A path of two steps through the district; the second one needs a thing that was not made."""
    steps = (_step(1, "lh-can-bo", "tasks:home"), _step(2, "chuyen-vien", "register:sheet", ("sheet", "X")))
    made = plan.Plan("mat-khau", plan.plan().seasons, steps)
    monkeypatch.setattr(views, "plan", lambda: made)
    return made


def _enter(client: Client, world: World, username: str, on: str = "03/04/2023") -> None:
    desk = world.desks[username].pk
    answer = client.post(reverse("demo:enter"), {"desk": desk, "season": world.season.pk, "day": on})
    assert answer.status_code == 302, answer.content.decode()


def test_the_first_page_tells_the_seasons_their_source_and_the_password(demo: Path) -> None:
    text = Client().get("/").content.decode()
    for shown in plan.plan().seasons:
        assert shown.title in text and shown.story in text
    assert "Cổng thông tin điện tử tỉnh Bắc Ninh" in text
    assert plan.plan().password in text
    assert reverse("portal:home") == "/cong/"
    assert 'href="/cong/"' in text


def test_one_click_makes_one_somebody_on_a_day(world: World, demo: Path) -> None:
    client = Client()
    _enter(client, world, "chuyen-vien")
    request = client.get(reverse("tasks:home")).wsgi_request
    assert (request.actor.name, request.today, request.season) == (  # type: ignore[attr-defined]
        str(world.desks["chuyen-vien"].account),
        date(2023, 4, 3),
        world.season,
    )
    _enter(client, world, "lh-chu-tich", on="05/05/2023")
    request = client.get(reverse("tasks:home")).wsgi_request
    assert request.actor.unit_id == world.id("LH")  # type: ignore[attr-defined]
    assert request.today == date(2023, 5, 5)  # type: ignore[attr-defined]


@pytest.mark.parametrize("wrong", [{"desk": "0"}, {"season": "999999"}, {"day": "31/02/2023"}, {"desk": "x"}])
def test_a_made_up_entry_is_not_found(world: World, demo: Path, wrong: dict[str, str]) -> None:
    good = {"desk": str(world.desks["chuyen-vien"].pk), "season": str(world.season.pk), "day": "03/04/2023"}
    assert Client().post(reverse("demo:enter"), {**good, **wrong}).status_code == 404


def test_entering_needs_a_post(world: World, demo: Path) -> None:
    assert Client().get(reverse("demo:enter")).status_code == 405


def test_every_page_says_that_it_is_a_demonstration_and_on_which_day(world: World, demo: Path) -> None:
    client = Client()
    _enter(client, world, "chuyen-vien")
    for address in ("/", "/cong/", reverse("tasks:home"), reverse("report:home"), reverse("demo:day")):
        text = client.get(address).content.decode()
        assert "Bản trình diễn." in text, address
        assert "Hôm nay trong bản trình diễn là 03/04/2023" in text, address
        assert f'href="{reverse("demo:day")}"' in text, address


def test_the_day_is_changed_and_one_comes_back(world: World, demo: Path) -> None:
    client = Client()
    _enter(client, world, "chuyen-vien")
    answer = client.post(reverse("demo:day"), {"day": "20/06/2023", "next": reverse("report:home")})
    assert answer["Location"] == reverse("report:home")
    assert client.get("/cong/").wsgi_request.today == date(2023, 6, 20)  # type: ignore[attr-defined]
    offered = client.get(reverse("demo:day")).content.decode()
    assert "mở từ 03/05/2023 đến 02/06/2023" in offered


def test_a_foreign_address_is_not_come_back_to(world: World, demo: Path) -> None:
    answer = Client().post(reverse("demo:day"), {"day": "20/06/2023", "next": "https://example.org/"})
    assert answer["Location"] == "/"


def test_an_impossible_day_is_told(world: World, demo: Path) -> None:
    answer = Client().post(reverse("demo:day"), {"day": "31/02/2023"})
    assert answer.status_code == 200
    assert "Lịch không có ngày 31/02/2023" in answer.content.decode()


def test_a_step_leads_to_its_page_as_its_person_and_is_remembered(world: World, path: plan.Plan) -> None:
    client = Client()
    first = client.get("/").content.decode()
    assert "Đã qua 0/2 bước" in first
    assert "Làm bước này với vai Cán bộ thi đua đơn vị" in first
    assert "Mùa của bước này chưa được nạp" in first
    answer = client.post(reverse("demo:step", args=[1]), follow=True)
    assert "Nhìn vào đây." in answer.content.decode()
    assert answer.wsgi_request.actor.unit_id == world.id("LH")  # type: ignore[attr-defined]
    _enter(client, world, "chuyen-vien")
    assert "Đã qua 1/2 bước" in client.get("/").content.decode()


def test_a_step_finds_what_the_loading_made(world: World, path: plan.Plan, demo: Path) -> None:
    state.Loaded(made={"bl-2023": {"sheet": {"X": 77}}}).keep(demo)
    assert "Mùa của bước này chưa được nạp" not in Client().get("/").content.decode()
    answer = Client().post(reverse("demo:step", args=[2]))
    assert answer["Location"] == reverse("register:sheet", args=[77])
    assert Client().post(reverse("demo:step", args=[3])).status_code == 404


def test_the_people_of_a_season_stand_by_role(world: World, demo: Path) -> None:
    found = people.people_of(STORY)
    assert found is not None
    holders = {g.role.value: {d.account.username for d in g.desks} for g in found.groups}
    assert holders["specialist"] == {"chuyen-vien"}
    assert "lh-can-bo" in holders["unit_officer"]
    assert "ak-can-bo" not in holders["unit_officer"], "another authority's people are not shown here"


def test_the_page_of_the_people_signs_in(
    world: World, demo: Path, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: object
) -> None:
    made = plan.Plan("mat-khau", (STORY,), ())
    monkeypatch.setattr(views, "plan", lambda: made)
    monkeypatch.setattr(views, "told_seasons", lambda seasons: [])
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        text = Client().get(reverse("demo:people", args=["bl-2023"])).content.decode()
    assert "Chuyên viên thi đua, khen thưởng" in text
    assert f'value="{world.desks["chuyen-vien"].pk}"' in text
    assert Client().get(reverse("demo:people", args=["la-2020"])).status_code == 404


def test_every_address_of_the_demonstration_has_a_policy() -> None:
    found = list(_walk(get_resolver("thidua.site.urls_demo").url_patterns))
    assert "trinh-dien/vao/" in [str(p.pattern) for p in found]
    bare = [p for p in found if not hasattr(p.callback, "policy") and p.name not in EXTERNAL_POLICIES]
    assert bare == []


def _walk(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns)
        else:
            yield pattern
