"""Giving a task to units: by whom, to whom, what comes of it, and what a wrong form says."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.base.documents.world import World
from thidua.base.tasks.models import Notice, Task

pytestmark = pytest.mark.usefixtures("clock")
GIVE, GIVEN = "/viec/giao/them/", "/viec/giao/"


def _form(world: World, *codes: str, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Gửi lại minh chứng tiêu chí 3",
        "units": [world.id(code) for code in codes],
        "role": "unit_officer",
        "due": "20/06/2023",
        "reason": "Tệp đã gửi không mở được",
        **changes,
    }


def test_a_task_reaches_each_unit_chosen_and_stands_in_the_list(world: World) -> None:
    client = world.client("chuyen-vien")
    answer = client.post(GIVE, _form(world, "LH", "DV"), follow=True)
    assert "Đã giao việc cho 2 đơn vị" in answer.content.decode()
    page = client.get(GIVEN).content.decode()
    assert page.count("Gửi lại minh chứng tiêu chí 3") == 2 and "Xã Lục Hồn" in page and "20/06/2023" in page
    assert "Gửi lại minh chứng tiêu chí 3" in world.client("lh-can-bo").get("/viec/").content.decode()
    assert Notice.objects.filter(account__username="dv-can-bo").count() == 1
    assert "Việc đã giao" in client.get("/viec/").content.decode()
    assert "Việc đã giao" not in world.client("lh-can-bo").get("/viec/").content.decode()


def test_what_is_missing_is_said_and_what_was_typed_stays(world: World) -> None:
    client = world.client("chuyen-vien")
    for wrong in ({"title": ""}, {"units": []}, {"due": "31/02/2023"}, {"due": "01/06/2023"}, {"reason": ""}):
        answer = client.post(GIVE, _form(world, "LH", **wrong))
        assert answer.status_code == 422, wrong
        typed = "Tệp đã gửi không mở được" if "reason" not in wrong else "Gửi lại minh chứng tiêu chí 3"
        assert typed in answer.content.decode()
    assert not Task.objects.exists()


def test_only_who_follows_units_gives_and_only_to_those(world: World) -> None:
    for username in ("lh-can-bo", "lh-chu-tich", "kiem-tra", "he-thong", "thu-ky"):
        assert world.client(username).get(GIVE).status_code == 403, username
        assert world.client(username).post(GIVE, _form(world, "LH")).status_code == 403, username
        assert world.client(username).get(GIVEN).status_code == 403, username
    assert world.client("qp-chuyen-vien").post(GIVE, _form(world, "LH")).status_code == 422
    assert not Task.objects.exists()
    world.client("chuyen-vien").post(GIVE, _form(world, "LH"))
    assert "Gửi lại minh chứng" in world.client("chu-tich").get(GIVEN).content.decode()
    for username in ("qp-chuyen-vien", "lh-truong-cum"):
        assert "Gửi lại minh chứng" not in world.client(username).get(GIVEN).content.decode()


def test_the_list_costs_the_same_for_one_and_for_three(world: World) -> None:
    client = world.client("chuyen-vien")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(GIVEN).status_code == 200
        return len(seen)

    client.post(GIVE, _form(world, "LH"))
    one = cost()
    client.post(GIVE, _form(world, "LH", "DV"))
    assert cost() == one
