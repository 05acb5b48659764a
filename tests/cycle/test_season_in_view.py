"""The page of an object stands in the season of that object, whatever season was chosen before."""

from datetime import date

from django.urls import reverse

from tests.cycle.s1_launch.conftest import a_draft
from tests.world import TODAY, World
from thidua.base.season.actions import create_season, set_season_state
from thidua.base.season.enums import SeasonState
from thidua.cycle.s1_launch.actions import draft_movement
from thidua.cycle.s3_covenant.actions.clusters import Places, create_cluster
from thidua.cycle.s3_covenant.enums import ClusterKind


def test_the_frame_tells_the_year_of_what_is_shown(world: World) -> None:
    by = world.actor("chuyen-vien")
    places = Places(
        TODAY, (world.id("LH"), world.id("DV")), world.id("LH"), None, date(2023, 12, 31), "Quyết định 42/QĐ-UBND"
    )
    movement = draft_movement(by=by, season=world.season, draft=a_draft(), today=TODAY)
    cluster = create_cluster(
        by=by, season=world.season, code="K1", name="Khối 1", kind=ClusterKind.KHOI, places=places
    )  # fmt: skip
    later = create_season(by=by, code="bl-2024", authority_id=world.id("BL"), year=2024)
    set_season_state(by=by, season=later, state=SeasonState.OPEN)
    client = world.client("chuyen-vien")

    def label(name: str, *args: int) -> str:
        return client.get(reverse(name, args=args)).context["frame"].season_label  # type: ignore[no-any-return]

    client.post(reverse("choose_season"), {"season": later.pk})
    assert label("launch:home") == "2024"
    assert label("launch:detail", movement.pk) == "2023"
    assert label("covenant:cluster", cluster.pk) == "2023"
    assert label("score:ranking", cluster.pk) == "2023"
