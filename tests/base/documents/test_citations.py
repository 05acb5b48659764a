"""Citations: a text no longer in force is flagged where it is cited, and its replacement is named."""

from datetime import date

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from tests.base.documents.world import TODAY, World
from thidua.base.access.actor import Refused
from thidua.base.audit.queries import history_of
from thidua.base.documents import actions, policies, queries
from thidua.base.documents.enums import Force
from thidua.base.documents.models import Citation

pytestmark = pytest.mark.usefixtures("season_carries_files")


def test_an_expired_text_is_flagged_on_the_day_and_not_before(world: World) -> None:
    season, by = world.seasons["BL"], world.actor("chuyen-vien")
    old = world.document()
    actions.cite(by=by, document=old, owner=season, label="căn cứ")
    assert [c.flag for c in queries.citations_of(season, TODAY)] == [""]
    new = world.document(number="7/QĐ-UBND", issued_on=date(2023, 6, 1), replaces=[old])
    before, after = queries.citations_of(season, date(2023, 5, 31))[0], queries.citations_of(season, TODAY)[0]
    assert (before.flag, before.force) == ("", Force.IN_FORCE)
    assert (after.force, after.replacement_id) == (Force.ENDED, new.pk)
    assert after.flag == "Hết hiệu lực sau ngày 31/05/2023; thay bằng Quyết định số 7/QĐ-UBND ngày 01/06/2023."


def test_the_flag_names_the_replacement_that_holds_on_the_day(world: World) -> None:
    season, by = world.seasons["BL"], world.actor("chuyen-vien")
    first = world.document()
    second = world.document(number="2/QĐ-UBND", issued_on=date(2023, 3, 1), replaces=[first])
    third = world.document(number="3/QĐ-UBND", issued_on=date(2023, 6, 1), replaces=[second])
    actions.cite(by=by, document=first, owner=season)
    named = {day: queries.citations_of(season, day)[0].replacement_id for day in (date(2023, 4, 1), TODAY)}
    assert named == {date(2023, 4, 1): second.pk, TODAY: third.pk}


def test_a_text_without_replacement_and_one_not_yet_in_force_say_so(world: World) -> None:
    season, by = world.seasons["BL"], world.actor("chuyen-vien")
    for number, changes in (("1", {"in_force_to": date(2023, 5, 1)}), ("2", {"in_force_from": date(2024, 1, 1)})):
        actions.cite(by=by, document=world.document(number=number, **changes), owner=season)
    assert [c.flag for c in queries.citations_of(season, TODAY)] == [
        "Hết hiệu lực sau ngày 01/05/2023; chưa ghi văn bản thay thế.",
        "Chưa có hiệu lực; có hiệu lực từ ngày 01/01/2024.",
    ]


def test_citing_twice_changes_nothing_and_taking_away_is_in_the_history(world: World) -> None:
    season, by, document = world.seasons["BL"], world.actor("chuyen-vien"), world.document()
    first = actions.cite(by=by, document=document, owner=season, label="căn cứ")
    assert actions.cite(by=by, document=document, owner=season, label=" căn cứ ") == first
    assert Citation.objects.count() == 1
    actions.uncite(by=by, citation=first)
    assert queries.citations_of(season, TODAY) == []
    assert [line.text.split(" đã ")[1][:3] for line in history_of(season)[:2]] == ["bỏ ", "dẫn"]


def test_nobody_cites_what_he_may_not_read_or_where_nothing_may_hang(world: World) -> None:
    foreign = world.document(by="qp-chuyen-vien", unit="QP")
    with pytest.raises(Refused, match="đơn vị khác lưu giữ"):
        actions.cite(by=world.actor("chuyen-vien"), document=foreign, owner=world.seasons["BL"])
    with pytest.raises(Refused, match="chưa được phép"):
        actions.cite(by=world.actor("chuyen-vien"), document=world.document(), owner=world.units["BL"])


def test_places_are_shown_only_to_those_who_may_see_them(world: World) -> None:
    document = world.document(is_public=True)
    for code, username in (("BL", "chuyen-vien"), ("QP", "qp-chuyen-vien")):
        actions.cite(by=world.actor(username), document=document, owner=world.seasons[code])

    def places(username: str) -> list[str]:
        found = policies.visible_places(world.actor(username), queries.citations_to(document))
        return [url for _, url in found]

    own = {code: f"/nam/{season.pk}/" for code, season in world.seasons.items()}
    assert places("lh-can-bo") == [own["BL"]] and places("ak-can-bo") == [own["QP"]]
    assert places("kiem-tra") == [own["BL"], own["QP"]]


def test_citations_cost_the_same_for_one_and_for_three(world: World) -> None:
    season, by = world.seasons["BL"], world.actor("chuyen-vien")
    counts = []
    for number in ("1", "2", "3"):
        old = world.document(number=number)
        world.document(number=f"{number}a", issued_on=date(2023, 6, 1), replaces=[old])
        actions.cite(by=by, document=old, owner=season)
        with CaptureQueriesContext(connection) as captured:
            assert all(c.flag for c in queries.citations_of(season, TODAY))
        counts.append(len(captured))
    assert counts == [1, 1, 1]


def test_the_include_names_the_replacement_with_icon_and_word(world: World) -> None:
    season, by, old = world.seasons["BL"], world.actor("chuyen-vien"), world.document()
    new = world.document(number="7/QĐ-UBND", issued_on=date(2023, 6, 1), replaces=[old])
    actions.cite(by=by, document=old, owner=season)
    html = render_to_string("documents/citations.html", {"citations": queries.citations_of(season, TODAY)})
    assert "Hết hiệu lực sau ngày 31/05/2023" in html and f'href="/van-ban/{new.pk}/"' in html and "<svg" in html
