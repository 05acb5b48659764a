"""Pages of stage 6 through HTTP."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cycle.s6_propose.conftest import ALL_TOLD, OPEN, WITH_INITIATIVE, know, recruited
from tests.world import World, day
from thidua.base.people.models import Person
from thidua.cycle.s6_propose import actions
from thidua.cycle.s6_propose.duties import standings
from thidua.cycle.s6_propose.enums import DossierState
from thidua.cycle.s6_propose.models import Dossier

pytestmark = pytest.mark.usefixtures("clock")


def test_from_choosing_a_person_to_the_council(world: World, person: Person) -> None:
    recruited(world, person)
    know(world, person, *WITH_INITIATIVE, *ALL_TOLD)
    unit = world.client("lh-can-bo")
    page = unit.get(reverse("propose:choose")).content.decode()
    assert f"individual:{person.pk}" in page and "Hoàng Thị Suối" in page
    answer = unit.get(reverse("propose:choose"), {"subject": f"individual:{person.pk}"})
    data = {"award_code": "CSTDCS", "mode": "merit", "achievement": "Có sáng kiến"}
    answer = unit.post(answer["Location"], data)
    dossier = Dossier.objects.get()
    assert answer["Location"] == reverse("propose:dossier", args=[dossier.pk])
    unit.post(reverse("propose:send", args=[dossier.pk]))
    page = unit.get(answer["Location"]).content.decode()
    assert "Nghị định 91/2017" in page and "Đủ điều kiện" in page
    desk = world.client("chuyen-vien")
    desk.post(reverse("propose:appraise", args=[dossier.pk]), {"verdict": "qualified", "text": "Đủ"})
    desk.post(reverse("propose:forward", args=[dossier.pk]))
    dossier.refresh_from_db()
    assert dossier.state == DossierState.FORWARDED
    assert world.client("uy-vien-1").get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("who", ["dv-can-bo", "ak-can-bo", "qp-chuyen-vien", "uy-vien-1"])
def test_a_dossier_is_out_of_reach_of_others(world: World, dossier: Dossier, who: str) -> None:
    client = world.client(who)
    for name in ("dossier", "edit", "appraise", "send_back", "recall"):
        assert client.get(reverse(f"propose:{name}", args=[dossier.pk])).status_code in (403, 404), name
    for name in ("send", "check", "forward"):
        assert client.post(reverse(f"propose:{name}", args=[dossier.pk])).status_code in (403, 404), name
    subject = reverse("propose:subject", args=["individual", dossier.person_id])
    assert client.get(subject).status_code in (403, 404)
    assert "Hoàng Thị Suối" not in client.get(reverse("propose:home")).content.decode()


@pytest.mark.parametrize("who", ["truong-khoi", "bl-quan-tri", "dv-can-bo", "thu-ky"])
def test_what_lies_before_the_council_is_listed_for_the_council_alone(world: World, dossier: Dossier, who: str) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.FORWARDED)
    client = world.client(who)
    door = client.get(reverse("propose:dossier", args=[dossier.pk])).status_code
    assert door == (200 if who == "thu-ky" else 403)
    assert ("Hoàng Thị Suối" in client.get(reverse("propose:home")).content.decode()) == (door == 200)


@pytest.mark.parametrize(
    ("who", "shown"), [("lh-can-bo", True), ("chuyen-vien", True), ("chu-tich", False), ("tham-dinh", False)]
)
def test_the_file_of_a_person_names_no_dossier_that_is_still_written(
    world: World, dossier: Dossier, who: str, shown: bool
) -> None:
    door = reverse("propose:dossier", args=[dossier.pk])
    page = world.client(who).get(reverse("propose:subject", args=["individual", dossier.person_id])).content.decode()
    assert (door in page) == shown == (world.client(who).get(door).status_code == 200)


def test_list_and_excel_show_the_same(world: World, dossier: Dossier) -> None:
    from thidua.paper.readsheets import read_table

    desk = world.client("chuyen-vien")
    query = {"q": "suoi", "trang-thai": "10"}
    assert "Hoàng Thị Suối" in desk.get(reverse("propose:home"), query).content.decode()
    (sheet,) = read_table(desk.get(reverse("propose:export"), query).content, "a.xlsx")
    assert any("Hoàng Thị Suối" in row.cells for row in sheet.rows)
    (sheet,) = read_table(desk.get(reverse("propose:export"), {"trang-thai": "40"}).content, "a.xlsx")
    assert not any("Hoàng Thị Suối" in row.cells for row in sheet.rows)


def test_the_list_costs_the_same_for_one_and_for_three(world: World, dossier: Dossier) -> None:
    client = world.client("chuyen-vien")

    def cost() -> int:
        client.get(reverse("propose:home"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("propose:home"))
        return len(queries)

    one = cost()
    for award in ("GK", "LDTT"):
        new = actions.NewDossier(award, "Thành tích", 2023, person=dossier.person)
        actions.draft_dossier(
            by=world.actor("lh-can-bo", OPEN), season=world.season, unit=world.units["LH"], new=new, today=OPEN
        )
    assert cost() == one


def test_the_file_of_a_person_takes_facts_and_gives_a_sentence_for_bad_ones(world: World, person: Person) -> None:
    client = world.client("lh-can-bo")
    url = reverse("propose:subject", args=["individual", person.pk])
    good = {"year": "2022", "kind": "rating", "code": "HTT", "value": "", "decision": "", "on_date": "", "note": ""}
    assert client.post(url, good).status_code == 302
    answer = client.post(url, good | {"kind": "title", "code": "LDTT", "value": "Gõ dở"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "số quyết định" in page and "Gõ dở" in page
    assert "hoàn thành tốt nhiệm vụ" in client.get(url).content.decode()


def test_a_condition_that_was_confirmed_is_named_in_words(world: World, person: Person) -> None:
    client, url = world.client("lh-can-bo"), reverse("propose:subject", args=["individual", person.pk])
    fact = {"year": "2022", "kind": "attested", "code": "conduct", "value": "có"}
    assert client.post(url, fact | {"decision": "", "on_date": "", "note": ""}).status_code == 302
    rows = client.get(url).content.decode().split("Ghi thêm dữ kiện")[0]
    assert "Xác nhận điều kiện định tính" in rows and ">conduct<" not in rows


def test_a_form_that_is_refused_answers_422_and_keeps_what_was_typed(world: World, dossier: Dossier) -> None:
    unit, desk = world.client("lh-can-bo"), world.client("chuyen-vien")
    draft = reverse("propose:draft", args=["individual", dossier.person_id])
    answer = unit.post(draft, {"award_code": "KHONG_CO", "achievement": "Gõ dở"})
    assert answer.status_code == 422 and "Gõ dở" in answer.content.decode()
    answer = unit.post(reverse("propose:edit", args=[dossier.pk]), {"achievement": "Gõ dở", "papers": "khong-co"})
    assert answer.status_code == 422 and "Gõ dở" in answer.content.decode()
    actions.send_dossier(by=world.actor("lh-can-bo", OPEN), dossier=dossier, today=OPEN)
    answer = desk.post(reverse("propose:appraise", args=[dossier.pk]), {"text": "Gõ dở"})
    assert answer.status_code == 422 and "Gõ dở" in answer.content.decode()
    assert desk.post(reverse("propose:send_back", args=[dossier.pk]), {"reason": " "}).status_code == 422


def test_a_dossier_is_begun_only_while_it_can_be(world: World, dossier: Dossier) -> None:
    choose, home = reverse("propose:choose"), reverse("propose:home")
    assert choose in world.client("lh-can-bo").get(home).content.decode()
    with time_machine.travel(f"{day('s7_vote'):%Y-%m-%d} 09:00+07:00", tick=True):
        page = world.client("lh-can-bo").get(home).content.decode()
    assert choose not in page and "(đã khóa)" in page


def test_the_file_of_a_subject_is_linked_for_who_may_open_it(world: World, dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.FORWARDED)
    subject = reverse("propose:subject", args=["individual", dossier.person_id])
    url = reverse("propose:dossier", args=[dossier.pk])
    assert subject in world.client("lh-can-bo").get(url).content.decode()
    assert subject not in world.client("thu-ky").get(url).content.decode()


def test_a_year_is_no_amount(world: World, person: Person) -> None:
    page = world.client("lh-can-bo").get(reverse("propose:subject", args=["individual", person.pk])).content.decode()
    assert 'value="2023"' in page and "2.023" not in page


def test_a_unit_without_dossiers_owes_nothing(world: World, dossier: Dossier) -> None:
    units = frozenset({world.id("LH"), world.id("DV")})
    found = {s.unit_id: (s.done, s.nothing, s.note) for s in standings(world.season, units, OPEN)}
    assert found == {
        world.id("LH"): (False, False, "0 hồ sơ đã gửi, 1 đang lập"),
        world.id("DV"): (True, True, "chưa có hồ sơ"),
    }
