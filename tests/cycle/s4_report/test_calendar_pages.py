"""The reporting calendar through HTTP: what units and the authority see, what is refused, what a page costs."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.cycle.s4_report.conftest import OPEN
from tests.cycle.s4_report.test_calendar import AFTER, DUE, put, send
from tests.world import World
from thidua.cycle.s4_report.models import OwedReport, Report, ReportPeriod

pytestmark = pytest.mark.usefixtures("clock")
HOME, GRID, ADD, BEGIN = (reverse(f"report:{name}") for name in ("home", "calendar", "calendar_add", "open"))
QUARTER = {"period": "Q1/2023", "due_on": "05/04/2023", "who": "targets"}


def text(client: Client, url: str) -> str:
    """A page that opens."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_the_specialist_sets_a_period_and_the_unit_begins_exactly_that_report(world: World) -> None:
    desk, unit = world.client("chuyen-vien"), world.client("lh-can-bo")
    assert "chưa có lịch báo cáo" in text(desk, HOME) and ADD in text(desk, GRID)
    assert "chưa có lịch báo cáo" in text(unit, HOME) and ADD not in text(unit, HOME)
    assert desk.post(ADD, QUARTER)["Location"] == GRID
    assert "chưa có lịch báo cáo" not in text(desk, HOME) + text(unit, HOME)
    begin = f"{BEGIN}?period=Q1%2F2023"
    duties = text(unit, reverse("tasks:home"))
    assert begin in duties and "Lập và gửi báo cáo quý 1/2023" in duties and "05/04/2023" in duties
    assert begin in text(unit, HOME)
    page = text(unit, begin)
    assert 'value="Q1/2023" selected' in page and "05/04/2023" in page
    made = unit.post(begin, {"period": "Q1/2023"})
    report = Report.objects.get()
    assert made["Location"] == reverse("report:enter", args=[report.pk]) and report.due_on == DUE
    assert "chưa gửi, hạn 05/04/2023" in text(unit, reverse("report:report", args=[report.pk]))
    again = unit.post(begin, {"period": "Q1/2023"})
    assert again.status_code == 422 and "Đơn vị đã có báo cáo quý 1/2023" in again.content.decode()


def test_the_grid_says_in_words_who_sent_who_is_late_and_who_owes_nothing(world: World) -> None:
    put(world)
    put(world, "2023", AFTER, ("PN",))
    send(world, "LH", DUE + timedelta(days=3))
    world.today = AFTER
    page = _on(AFTER, world, "chuyen-vien", GRID)
    for words in ("gửi muộn 3 ngày", "chậm 6 ngày", "không phải báo cáo kỳ này", "chưa gửi, hạn 11/04/2023", "<svg"):
        assert words in page, words
    own = _on(AFTER, world, "dv-can-bo", GRID)
    assert "Xã Đồng Văn" in own and "Xã Lục Hồn" not in own
    listed = _on(AFTER, world, "chuyen-vien", HOME)
    assert "gửi muộn 3 ngày" in listed and "Trong đó gửi muộn" in listed
    nothing = _on(AFTER, world, "pnu-chu-tich", HOME)
    assert "không phải gửi báo cáo kỳ nào" in nothing and "chậm" not in nothing


def _on(day: object, world: World, who: str, url: str) -> str:
    import time_machine

    with time_machine.travel(f"{day:%Y-%m-%d} 09:00+07:00", tick=True):
        return text(world.client(who), url)


def test_a_voluntary_report_of_a_period_that_is_not_owed_is_called_so(world: World) -> None:
    put(world, units=("DV",))
    report = send(world, "LH", OPEN)
    assert "không phải báo cáo kỳ này" in text(world.client("chuyen-vien"), HOME)
    assert "không phải báo cáo kỳ này" in text(world.client("lh-can-bo"), reverse("report:report", args=[report.pk]))


def test_the_excel_has_a_sheet_of_who_owes_what(world: World) -> None:
    put(world)
    send(world, "LH", OPEN)
    data = world.client("chuyen-vien").get(reverse("report:export")).content
    lines = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Lịch báo cáo").to_python()
    said = {line[0]: line[5] for line in lines if len(line) > 5}
    assert said["Xã Lục Hồn"] == "đã gửi" and said["Xã Đồng Văn"] == "chưa gửi, hạn 05/04/2023"
    assert "Phòng Nội vụ" not in said


def test_each_form_of_a_period_works_and_says_what_is_wrong_beside_its_field(world: World) -> None:
    pk, desk = put(world).pk, world.client("chuyen-vien")
    page = reverse("report:period", args=[pk])
    assert "Xã Lục Hồn" in text(desk, page)

    def post(name: str, **data: object) -> int:
        return int(desk.post(reverse(f"report:{name}", args=[pk]), data).status_code)

    assert post("add_units", **{"add-units": world.id("PN")}) == 302
    assert post("add_units", **{"add-units": world.id("AK")}) == 422, "a unit of another authority is no choice"
    extension = {"extend-units": world.id("PN"), "extend-due_on": "11/04/2023", "extend-reason": "Mưa lũ"}
    assert post("extend", **{**extension, "extend-due_on": "01/04/2023"}) == 422
    assert post("extend", **extension) == 302
    assert "gia hạn: Mưa lũ" in text(desk, page)
    assert post("change_due", **{"due-due_on": "06/04/2023", "due-reason": ""}) == 422
    assert post("change_due", **{"due-due_on": "31/12/2022", "due-reason": "Thử"}) == 422
    assert post("change_due", **{"due-due_on": "06/04/2023", "due-reason": "Nghỉ bù"}) == 302
    send(world, "LH", OPEN)
    gone = {"remove-units": [world.id("LH"), world.id("DV"), world.id("PN")], "remove-reason": "Đặt nhầm"}
    answer = desk.post(reverse("report:remove_units", args=[pk]), gone)
    assert answer.status_code == 422 and "Đã gửi báo cáo kỳ này: Xã Lục Hồn" in answer.content.decode()
    answer = desk.post(reverse("report:remove_units", args=[pk]), {**gone, "remove-though_sent": "on"})
    assert answer["Location"] == GRID and not ReportPeriod.objects.exists() and Report.objects.count() == 1


def test_what_was_typed_stays_when_a_period_is_refused(world: World) -> None:
    desk = world.client("chuyen-vien")
    for wrong, sentence in (
        ({"due_on": "31/12/2022"}, "Hạn gửi phải từ ngày 01/01/2023"),
        ({"period": "Q1/2022"}, "không có trong danh sách"),
        ({"who": "chosen"}, "Hãy chọn ít nhất một đơn vị"),
        ({"units": [world.id("LH")]}, "Đã chọn từng đơn vị ở dưới"),
    ):
        answer = desk.post(ADD, QUARTER | wrong)
        assert answer.status_code == 422 and sentence in answer.content.decode(), wrong
        assert (wrong.get("due_on") or "05/04/2023") in answer.content.decode()
    assert not ReportPeriod.objects.exists()


@pytest.mark.parametrize("who", ["lh-can-bo", "qp-chuyen-vien", "kiem-tra", "chu-tich"])
def test_nobody_else_posts_to_the_calendar(world: World, who: str) -> None:
    pk, client, unit = put(world).pk, world.client(who), world.id("LH")
    if who != "qp-chuyen-vien":  # whose own year this would be
        assert client.post(ADD, QUARTER | {"period": "2023"}).status_code == 403
    for name, data in (
        ("change_due", {"due-due_on": "06/04/2023", "due-reason": "Thử"}),
        ("add_units", {"add-units": world.id("PN")}),
        ("extend", {"extend-units": unit, "extend-due_on": "11/04/2023", "extend-reason": "Thử"}),
        ("remove_units", {"remove-units": unit, "remove-reason": "Thử", "remove-though_sent": "on"}),
    ):
        assert client.post(reverse(f"report:{name}", args=[pk]), data).status_code == 403, name
        assert client.get(reverse(f"report:{name}", args=[pk])).status_code == 405
    period = ReportPeriod.objects.get()
    assert period.due_on == DUE and OwedReport.objects.filter(extended_to=None).count() == 2


@pytest.mark.parametrize("who", ["lh-can-bo", "qp-chuyen-vien", "truong-khoi"])
def test_the_page_of_a_period_is_the_authoritys(world: World, who: str) -> None:
    assert world.client(who).get(reverse("report:period", args=[put(world).pk])).status_code == 403


def test_another_authoritys_calendar_is_not_shown(world: World) -> None:
    put(world)
    for url in (HOME, GRID):
        page = text(world.client("qp-chuyen-vien"), url)
        assert "Xã Lục Hồn" not in page and "05/04/2023" not in page


def test_the_calendar_costs_the_same_for_one_unit_and_for_three(world: World) -> None:
    period = put(world, units=("LH",))
    send(world, "LH", OPEN)
    cases = [
        ("chuyen-vien", url)
        for url in (HOME, GRID, reverse("report:period", args=[period.pk]), reverse("report:export"), "/viec/")
    ] + [("chuyen-vien", reverse("tasks:remind", args=["s4_report"])), ("lh-can-bo", "/viec/"), ("lh-can-bo", HOME)]
    clients = {who: world.client(who) for who, _ in cases}

    def cost() -> list[int]:
        counts = []
        for who, url in cases:
            clients[who].get(url)
            with CaptureQueriesContext(connection) as queries:
                assert clients[who].get(url).status_code == 200
            counts.append(len(queries))
        return counts

    put(world, "2023", AFTER, ("LH", "PN"))
    one = cost()
    for unit in ("DV", "PN"):
        OwedReport.objects.create(report_period=period, unit_id=world.id(unit))
        send(world, unit, OPEN)
    put(world, "T03/2023", AFTER, ("LH", "DV", "PN"))
    assert cost() == one
