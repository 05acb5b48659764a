"""Passing up through HTTP: the choice, who sees what on which side, the list and its spreadsheet."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cycle.s6_propose.conftest import OPEN
from tests.cycle.s6_propose.test_passing import appraise_above, pass_up, upper_of
from tests.world import LOADER, START, World
from thidua.base.documents.queries import attachments_of
from thidua.base.people.actions import record_person
from thidua.base.units.actions import post_person
from thidua.cycle.s6_propose import actions, passing
from thidua.cycle.s6_propose.enums import DossierState, Verdict
from thidua.cycle.s6_propose.models import Dossier, DossierPass
from thidua.faces.reports.gathering.whole import season_summary
from thidua.paper.readsheets import read_table

pytestmark = pytest.mark.usefixtures("clock")
SECRET = "Tỉnh xem xét"


def _door(name: str, dossier: Dossier) -> str:
    return reverse(f"propose:{name}", args=[dossier.pk])


def _page(world: World, who: str, dossier: Dossier) -> str:
    return str(world.client(who).get(_door("dossier", dossier)).content.decode())


def test_the_authority_above_is_chosen_from_a_list(above: World, appraised: Dossier) -> None:
    desk, door = above.client("chuyen-vien"), _door("pass_up", appraised)
    page = desk.get(door).content.decode()
    assert "Tỉnh Quảng Ninh: giai đoạn Đề nghị đang mở đến 31/12" in page and "ngoài hệ thống" in page
    assert "Quỳnh Phụ" not in page and "Vẫn chuyển" not in page
    for forged in (above.seasons["QP"].pk, above.season.pk, 10**6):
        assert desk.post(door, {"to": str(forged)}).status_code == 422
    answer = desk.post(door, {"to": "outside", "body": " "})
    assert answer.status_code == 422 and "Hãy ghi tên cơ quan tiếp nhận" in answer.content.decode()
    assert desk.post(door, {"to": str(above.seasons["QN"].pk), "note": "Kính đề nghị"}).status_code == 302
    assert upper_of(above).state == DossierState.SENT
    assert desk.post(door, {"to": str(above.seasons["QN"].pk)}).status_code == 403


def test_a_subject_proposed_there_already_has_to_be_confirmed(above: World, appraised: Dossier) -> None:
    new = actions.NewDossier(appraised.award_code, "Tỉnh đề nghị", 2023, person=appraised.person)
    by, season = above.actor("qn-chuyen-vien", OPEN), above.seasons["QN"]
    own = actions.draft_dossier(by=by, season=season, unit=above.units["LH"], new=new, today=OPEN)
    Dossier.objects.filter(pk=own.pk).update(state=DossierState.SENT)
    desk, data = above.client("chuyen-vien"), {"to": str(season.pk)}
    answer = desk.post(_door("pass_up", appraised), data)
    assert answer.status_code == 422 and "Vẫn chuyển hồ sơ này" in answer.content.decode()
    assert desk.post(_door("pass_up", appraised), {**data, "anyway": "on"}).status_code == 302
    upper = Dossier.objects.get(origin=appraised)
    assert "Cùng đối tượng, cùng danh hiệu" in _page(above, "qn-chuyen-vien", upper)


def test_both_sides_show_the_other(above: World, appraised: Dossier) -> None:
    made = pass_up(above, appraised, note="Kính đề nghị xem xét")
    upper = upper_of(above)
    page = _page(above, "qn-chuyen-vien", upper)
    for said in ("Từ cấp dưới chuyển lên", "Huyện thấy đủ", "Cấp dưới tra điều kiện", "Kính đề nghị", "bao-cao.txt"):
        assert said in page, said
    assert _door("dossier", appraised) not in page and _door("edit", upper) not in page
    assert _door("give_back", upper) in page and _door("send_back", upper) not in page
    (file,) = attachments_of(made)
    read = reverse("documents:file", args=[file.pk])
    assert above.client("qn-chuyen-vien").get(read).status_code == 200
    assert above.client("lh-can-bo").get(read).status_code == 200
    (own,) = attachments_of(appraised)
    for who in ("qp-chuyen-vien", "dv-can-bo", "qn-uy-vien"):
        assert above.client(who).get(read).status_code == 403
    assert above.client("qn-chuyen-vien").get(reverse("documents:file", args=[own.pk])).status_code == 403
    overseer = _page(above, "kiem-tra", upper)
    assert _door("dossier", appraised) in overseer
    assert _door("dossier", upper) in _page(above, "kiem-tra", appraised)


@pytest.mark.parametrize("who", ["lh-can-bo", "chuyen-vien", "chu-tich", "tham-dinh"])
def test_below_they_see_where_it_stands_and_nothing_that_was_written_there(
    above: World, appraised: Dossier, who: str
) -> None:
    pass_up(above, appraised)
    upper = upper_of(above)
    assert "đã nhận, chờ thẩm định" in _page(above, who, appraised)
    appraise_above(above, upper)
    page = _page(above, who, appraised)
    assert "Tỉnh Quảng Ninh: <strong>đang thẩm định</strong>" in page and SECRET not in page
    assert _door("dossier", upper) not in page
    by = above.actor("qn-chuyen-vien", OPEN)
    passing.give_back_dossier(by=by, dossier=upper, reason="Thiếu tờ trình", today=OPEN)
    page = _page(above, who, appraised)
    assert "Thiếu tờ trình" in page and "Cấp trên trả lại" in page and SECRET not in page


@pytest.mark.parametrize("who", ["lh-can-bo", "chuyen-vien", "chu-tich", "bl-can-bo", "bl-thu-truong", "uy-vien-1"])
def test_the_page_of_the_level_above_is_closed_below(above: World, appraised: Dossier, who: str) -> None:
    pass_up(above, appraised)
    upper = upper_of(above)
    client = above.client(who)
    for state in (DossierState.SENT, DossierState.APPRAISED, DossierState.FORWARDED, DossierState.GIVEN_BACK):
        Dossier.objects.filter(pk=upper.pk).update(state=state)
        for name in ("dossier", "edit", "appraise", "recall", "give_back", "pass_up", "take_back"):
            assert client.get(_door(name, upper)).status_code == 403, name
        for name in ("check", "send", "forward", "recall", "give_back", "pass_up", "take_back"):
            assert client.post(_door(name, upper), {"reason": "x"}).status_code == 403, name


@pytest.mark.parametrize("who", ["bl-can-bo", "bl-thu-truong"])
def test_lists_below_leave_it_out(above: World, appraised: Dossier, who: str) -> None:
    pass_up(above, appraised)
    client = above.client(who)
    client.post(reverse("choose_season"), {"season": above.seasons["QN"].pk})
    page = client.get(reverse("propose:home")).content.decode()
    assert "Tỉnh Quảng Ninh" in page and "Hoàng Thị Suối" not in page


def _lines(world: World, who: str, query: dict[str, str]) -> list[str]:
    (sheet,) = read_table(world.client(who).get(reverse("propose:export"), query).content, "a.xlsx")
    return ["|".join(map(str, row.cells)) for row in sheet.rows if "Hoàng Thị Suối" in map(str, row.cells)]


def test_list_and_excel_say_where_from_and_where_to(above: World, appraised: Dossier) -> None:
    pass_up(above, appraised)
    page = above.client("qn-chuyen-vien").get(reverse("propose:home"), {"nguon": "cap-duoi"}).content.decode()
    assert "Hoàng Thị Suối" in page and "Huyện Bình Liêu (từ cấp dưới chuyển lên)" in page
    (line,) = _lines(above, "qn-chuyen-vien", {"nguon": "cap-duoi"})
    assert "Huyện Bình Liêu" in line and "Từ cấp dưới chuyển lên" in line
    assert not _lines(above, "qn-chuyen-vien", {"nguon": "trong-nam"})
    appraise_above(above, upper_of(above))
    page = above.client("chuyen-vien").get(reverse("propose:home")).content.decode()
    assert "Tỉnh Quảng Ninh: đang thẩm định" in page
    (line,) = _lines(above, "chuyen-vien", {})
    assert "Đã chuyển cấp trên" in line and "Tỉnh Quảng Ninh: đang thẩm định" in line and SECRET not in line


def _another(world: World, number: int) -> Dossier:
    person = record_person(by=LOADER, code=f"NV{number}", full_name=f"Người {number}")
    post_person(by=LOADER, person_id=person.pk, unit=world.units["LH"], position="Công chức", valid_from=START)
    unit, desk = world.actor("lh-can-bo", OPEN), world.actor("chuyen-vien", OPEN)
    new = actions.NewDossier("CSTDCS", "Có sáng kiến", 2023, person=person)
    made = actions.draft_dossier(by=unit, season=world.season, unit=world.units["LH"], new=new, today=OPEN)
    actions.send_dossier(by=unit, dossier=made, today=OPEN)
    actions.appraise_dossier(by=desk, dossier=made, verdict=Verdict.UNKNOWN, text="Xem xét", today=OPEN)
    pass_up(world, made)
    return made


@pytest.mark.parametrize("who", ["qn-chuyen-vien", "chuyen-vien"])
def test_lists_cost_the_same_for_one_and_for_three(above: World, appraised: Dossier, who: str) -> None:
    pass_up(above, appraised)
    client = above.client(who)

    def cost(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    urls = [reverse("propose:home"), reverse("propose:export")]
    one = [cost(url) for url in urls]
    for number in (8, 9):
        _another(above, number)
    assert [cost(url) for url in urls] == one


def test_each_summary_counts_a_proposal_once(above: World, appraised: Dossier) -> None:
    pass_up(above, appraised)
    by = above.actor("qn-chuyen-vien", OPEN)
    passing.give_back_dossier(by=by, dossier=upper_of(above), reason="x", today=OPEN)
    appraised.refresh_from_db()
    pass_up(above, appraised)
    for code, forwarded in (("BL", 1), ("QN", 0)):
        (row,) = season_summary(above.seasons[code], OPEN).dossiers
        assert (row.total, row.forwarded) == (1, forwarded), code
    assert DossierPass.objects.count() == 2
