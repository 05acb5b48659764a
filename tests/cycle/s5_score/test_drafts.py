"""Sight of drafts: as in stages 2, 4 and 6, the council and the chairman read what was sent, and nothing earlier."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cycle.s5_score.ground import fill, settle, submit
from tests.world import World
from thidua.base.documents.actions import attach
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s5_score.models import ScoreSheet
from thidua.paper.readsheets import read_table

pytestmark = pytest.mark.usefixtures("clock")
COUNCIL = ("uy-vien-1", "thu-ky", "chu-tich")
NAME = "Xã Đồng Văn"


def _doors(sheet: ScoreSheet) -> list[str]:
    cell = [sheet.pk, "TD2"]
    doors = [reverse("score:sheet", args=[sheet.pk]), reverse("score:why_total", args=[sheet.pk])]
    return [*doors, reverse("score:why", args=cell), reverse("score:evidence", args=cell)]


def _answers(client: Client, sheet: ScoreSheet) -> set[int]:
    return {client.get(door, headers={"HX-Request": "true"}).status_code for door in _doors(sheet)}


@pytest.mark.parametrize("who", COUNCIL)
def test_a_sheet_that_is_being_written_is_closed_to_the_council(
    world: World, sheets: dict[str, ScoreSheet], who: str
) -> None:
    draft, sent = sheets["DV"], sheets["PNU"]
    fill(world, draft)
    submit(world, sent)
    by = world.actor("dv-can-bo", world.today)
    file = attach(by=by, owner=draft, name="minh-chung.txt", data="Minh chứng".encode())
    client = world.client(who)
    assert _answers(client, draft) == {403}
    assert client.get(reverse("documents:file", args=[file.pk])).status_code == 403
    assert _answers(client, sent) == {200}
    submit_again = world.client("dv-can-bo").post(reverse("score:step", args=[draft.pk, "submit"]))
    assert submit_again.status_code == 302
    assert _answers(client, draft) == {200}
    assert client.get(reverse("documents:file", args=[file.pk])).status_code == 200


@pytest.mark.parametrize("who", ["dv-can-bo", "chuyen-vien", "kiem-tra", "quan-tri"])
def test_who_writes_it_runs_the_stage_or_oversees_the_system_reads_it(
    world: World, sheets: dict[str, ScoreSheet], who: str
) -> None:
    fill(world, sheets["DV"])
    assert _answers(world.client(who), sheets["DV"]) == {200}


@pytest.mark.parametrize("who", [*COUNCIL, "truong-khoi", "tham-dinh"])
def test_the_board_still_says_that_it_is_not_sent(world: World, sheets: dict[str, ScoreSheet], who: str) -> None:
    fill(world, sheets["DV"])
    submit(world, sheets["PNU"])
    page = world.client(who).get(reverse("score:home")).content.decode()
    board, table = page.split("Bảng chấm của")[0], page.split("Bảng chấm của")[-1]
    assert NAME in board
    assert _doors(sheets["DV"])[0] not in table and _doors(sheets["PNU"])[0] in table


@pytest.mark.parametrize("who", [*COUNCIL, "truong-khoi"])
def test_the_ranking_so_far_holds_no_points_of_a_draft(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet], who: str
) -> None:
    fill(world, sheets["DV"])
    fill(world, sheets["LH"])
    settle(world, sheets["PNU"])
    client = world.client(who)
    page = client.get(reverse("score:ranking", args=[cluster.pk])).content.decode()
    row = next(part for part in page.split("<tr>") if NAME in part).split("</tr>")[0]
    assert "chưa gửi bảng chấm" in row and 'class="num"' not in row
    assert "Tạm tính" in page and "Đã thống nhất, chưa công bố" not in page
    ranking, points = read_table(client.get(reverse("score:ranking_export", args=[cluster.pk])).content, "a.xlsx")
    (cells,) = (row.cells for row in ranking.rows if NAME in row.cells)
    assert "chưa gửi bảng chấm" in cells and not [c for c in cells if c not in (NAME, "chưa gửi bảng chấm", "", None)]
    assert not any(NAME in row.cells for row in points.rows)


def test_who_sees_drafts_sees_their_points_in_the_ranking(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    fill(world, sheets["DV"])
    page = world.client("chuyen-vien").get(reverse("score:ranking", args=[cluster.pk])).content.decode()
    assert "chưa gửi bảng chấm" not in page and NAME in page


@pytest.mark.parametrize(("who", "place"), [("uy-vien-1", "thứ 1 (tạm tính)"), ("chuyen-vien", "thứ 2 (tạm tính)")])
def test_a_place_is_not_counted_against_drafts_that_are_not_seen(
    world: World, sheets: dict[str, ScoreSheet], who: str, place: str
) -> None:
    fill(world, sheets["DV"])
    submit(world, sheets["PNU"], XH2={"value": False})
    page = world.client(who).get(reverse("score:sheet", args=[sheets["PNU"].pk])).content.decode()
    assert place in page
