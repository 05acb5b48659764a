"""Pages of stage 4 through HTTP."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cycle.s4_report.conftest import OPEN, value
from tests.world import World
from thidua.base.units.models import Unit
from thidua.cycle.s4_report import actions
from thidua.cycle.s4_report.enums import STAGE, ReportState
from thidua.cycle.s4_report.models import Report, ResultVersion

pytestmark = pytest.mark.usefixtures("clock")


def test_the_unit_enters_and_sends_and_the_district_accepts(world: World) -> None:
    unit = world.client("lh-can-bo")
    answer = unit.post(reverse("report:open"), {"period": "2023"})
    report = Report.objects.get()
    assert answer["Location"] == reverse("report:enter", args=[report.pk])
    page = unit.get(answer["Location"]).content.decode()
    assert "Thu ngân sách" in page and "chưa nhập" in page
    forms = {"state": "missing", "value_approx": "exact"}
    data = {f"i{i}-{k}": v for i in _indicators(page) for k, v in forms.items()}
    first = _indicators(page)[0]
    data |= {f"i{first}-value": "1.627", f"i{first}-plan": "1.500"}
    unit.post(answer["Location"], data)
    assert ResultVersion.objects.get().value == 1627
    unit.post(reverse("report:send", args=[report.pk]))
    world.client("chuyen-vien").post(reverse("report:accept", args=[report.pk]))
    report.refresh_from_db()
    assert report.state == ReportState.ACCEPTED
    shown = unit.get(reverse("report:report", args=[report.pk])).content.decode()
    assert "108,47%" in shown and "đã chấp nhận" in shown.lower()


def _indicators(page: str) -> list[str]:
    import re

    return list(dict.fromkeys(re.findall(r'name="i(\d+)-value"', page)))


def test_what_was_typed_stays_when_it_is_wrong(world: World, report: Report) -> None:
    unit = world.client("lh-can-bo")
    url = reverse("report:enter", args=[report.pk])
    ids = _indicators(unit.get(url).content.decode())
    data = {f"i{i}-{k}": v for i in ids for k, v in {"state": "missing", "value_approx": "exact"}.items()}
    answer = unit.post(url, data | {f"i{ids[0]}-value": "abc", f"i{ids[1]}-note": "chờ điều tra"})
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="abc"' in page and "chờ điều tra" in page
    assert ResultVersion.objects.count() == 1
    actions.send_report(by=world.actor("lh-can-bo", OPEN), report=report, today=OPEN)
    answer = world.client("chuyen-vien").post(reverse("report:send_back", args=[report.pk]), {"reason": " "})
    assert answer.status_code == 422 and "Chưa nhập mục này" in answer.content.decode()


def test_why_shows_rule_inputs_and_every_version(world: World, report: Report) -> None:
    indicator = ResultVersion.objects.get().indicator_id
    page = world.client("lh-can-bo").get(reverse("report:why", args=[report.pk, indicator])).content.decode()
    assert "950 ÷ 900 × 100 = 105,56%" in page and "từ 900 triệu đồng trở lên" in page


@pytest.mark.parametrize("who", ["dv-can-bo", "ak-can-bo", "qp-chuyen-vien"])
def test_another_units_report_is_out_of_reach(world: World, report: Report, who: str) -> None:
    client = world.client(who)
    for name in ("report", "enter", "send_back"):
        assert client.get(reverse(f"report:{name}", args=[report.pk])).status_code in (403, 404)
    for name in ("send", "accept"):
        assert client.post(reverse(f"report:{name}", args=[report.pk])).status_code in (403, 404)
    assert b"L\xe1\xbb\xa5c H\xe1\xbb\x93n" not in client.get(reverse("report:export")).content
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_a_get_never_writes(world: World, report: Report) -> None:
    client = world.client("lh-can-bo")
    for name in ("send", "accept"):
        assert client.get(reverse(f"report:{name}", args=[report.pk])).status_code == 405


def test_the_lists_cost_the_same_for_one_and_for_three(world: World, report: Report) -> None:
    client = world.client("chuyen-vien")
    pages = [reverse("report:home"), reverse("report:compare"), reverse("report:export")]

    def cost() -> list[int]:
        counts = []
        for url in pages:
            client.get(url)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        return counts

    one = cost()
    for who, unit in (("dv-can-bo", "DV"), ("pn-can-bo", "PN")):
        by = world.actor(who, OPEN)
        made = actions.open_report(by=by, season=world.season, unit_id=world.id(unit), period="2023", today=OPEN)
        actions.save_results(by=by, report=made, entries={"THU": value("9", plan=Decimal(8))}, today=OPEN)
    assert cost() == one


@pytest.mark.parametrize("who", ["kiem-tra", "quan-tri", "uy-vien-1", "bl-quan-tri"])
def test_who_writes_no_reports_is_refused_before_the_form_is_read(world: World, who: str) -> None:
    assert world.client(who).post(reverse("report:open"), {"period": "x"}).status_code == 403


def test_where_no_year_is_run_no_report_is_begun(world: World) -> None:
    Unit.objects.update(is_authority=False)
    assert world.client("lh-can-bo").post(reverse("report:open"), {"period": "2023"}).status_code == 403


def test_the_form_to_begin_a_report_is_offered_only_to_who_may_begin_one(world: World, report: Report) -> None:
    offered = f'action="{reverse("report:open")}"'
    assert offered in world.client("lh-can-bo").get(reverse("report:home")).content.decode()
    assert offered not in world.client("kiem-tra").get(reverse("report:home")).content.decode()
    world.season.windows.filter(stage=STAGE).delete()
    assert offered not in world.client("lh-can-bo").get(reverse("report:home")).content.decode()


def test_a_unit_reads_what_it_has_to_reach_before_it_reports(world: World) -> None:
    page = world.client("lh-can-bo").get(reverse("report:home")).content.decode()
    assert "Chỉ tiêu giao cho Xã Lục Hồn" in page and "từ 900 triệu đồng trở lên" in page
    assert "từ 900 triệu đồng trở lên" not in world.client("chuyen-vien").get(reverse("report:home")).content.decode()
