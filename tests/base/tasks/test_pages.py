"""Pages of duties, reminders, notices, tasks and jobs: what they show to whom, what a button does."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.base.documents.world import PDF, PEOPLE, TODAY, World
from tests.base.tasks.conftest import Stage
from thidua.base.access.enums import Role
from thidua.base.jobs import actions as jobs
from thidua.base.jobs.enums import JobState
from thidua.base.jobs.kinds import JobHandle, job_kind
from thidua.base.jobs.models import Job
from thidua.base.tasks import actions
from thidua.base.tasks.enums import TaskState
from thidua.base.tasks.models import Notice, Reminder, Task
from thidua.base.units.actions import create_unit
from thidua.base.units.enums import Level, UnitKind

pytestmark = pytest.mark.usefixtures("clock")
BOARD = "/viec/don-doc/s2_register/"


def _text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def _cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        _text(client, url)
    return len(captured)


def _give(world: World, title: str = "Đính chính kết quả", **changes: Any) -> Task:
    given = {"unit": world.units["LH"], "role": Role.UNIT_OFFICER, "due": date(2023, 6, 20), "url": "/bao-cao/3/"}
    by = world.actor("chuyen-vien")
    return actions.create_task(by=by, title=title, today=TODAY, reason="Sai số", **{**given, **changes})


def test_home_shows_my_duties_with_the_overdue_marked_by_word_and_icon(world: World, stage: Stage) -> None:
    stage.due = {world.id("LH"): date(2023, 6, 9)}
    stage.expected = {world.id("LH")}
    _give(world, due=date(2023, 6, 14))
    page = _text(world.client("lh-can-bo"), "/viec/")
    assert page.index("quá hạn 3 ngày") < page.index("còn 2 ngày")
    assert "09/06/2023" in page and ">Gửi<" in page and "/dang-ky/gui/" in page and "state-danger" in page
    assert "Đơn vị bạn đang ở đâu trong năm" in page and "chưa gửi" in page
    assert "Các đơn vị bạn theo dõi" not in page and "1 thông báo chưa đọc" in page
    assert "Không có việc nào chờ bạn" in _text(world.client("dv-can-bo"), "/viec/")


def test_home_of_a_supervisor_counts_who_has_not_done_it(world: World, stage: Stage) -> None:
    stage.expected, stage.done = {world.id("LH"), world.id("DV"), world.id("AK")}, {world.id("LH")}
    for username in ("chuyen-vien", "chu-tich"):
        page = _text(world.client(username), "/viec/")
        assert "1/2" in page and BOARD in page, username
    assert BOARD not in _text(world.client("lh-truong-cum"), "/viec/")
    stage.follows = {world.id("LH"): {world.id("DV")}}
    assert BOARD in _text(world.client("lh-truong-cum"), "/viec/")


def test_home_and_board_cost_the_same_for_one_unit_and_for_three(world: World, stage: Stage) -> None:
    client, costs = world.client("chuyen-vien"), []
    _text(client, "/viec/")
    for number in range(3):
        unit = create_unit(
            by=world.actor("quan-tri"),
            code=f"X{number}",
            name=f"Xã {number}",
            kind=UnitKind.COMMUNE,
            level=Level.COMMUNE,
            parent=world.units["BL"],
            valid_from=date(2023, 1, 1),
        )
        stage.expected.add(unit.pk)
        _give(world, title=f"Việc {number}", unit=world.units["BL"], role=Role.SPECIALIST)
        costs.append((_cost(client, "/viec/"), _cost(client, BOARD), _cost(client, "/viec/thong-bao/")))
    assert len(set(costs)) == 1, costs


def test_the_board_reminds_the_chosen_and_says_what_came_of_it(
    world: World, stage: Stage, django_capture_on_commit_callbacks: Any
) -> None:
    stage.expected = {world.id("LH"), world.id("DV")}
    client = world.client("chuyen-vien")
    page = _text(client, BOARD)
    assert "2 đơn vị chưa xong" in page and page.count("checked") == 2 and "chưa nhắc" in page
    sent = {"units": [str(world.id("LH")), str(world.id("DV"))], "text": "Đề nghị gửi trước ngày 15/06"}
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(BOARD, sent, follow=True).content.decode()
    assert "Đã nhắc 2 đơn vị." in page and "12/06/2023" in page and len(mail.outbox) == 2
    assert set(Notice.objects.values_list("url", flat=True)) <= {"/dang-ky/", "/register/"}
    again = client.post(BOARD, sent, follow=True).content.decode()
    assert "2 đơn vị đã được nhắc việc này hôm nay nên không nhắc lại." in again and Reminder.objects.count() == 2
    stage.done = {world.id("LH"), world.id("DV")}
    assert "Mọi đơn vị bạn theo dõi đã xong" in _text(client, BOARD)


def test_the_board_reminds_nobody_outside_and_nobody_who_is_done(world: World, stage: Stage) -> None:
    stage.expected, stage.done = {world.id("LH"), world.id("DV"), world.id("AK")}, {world.id("DV")}
    client = world.client("chuyen-vien")
    for unit in ("AK", "DV"):
        answer = client.post(BOARD, {"units": [str(world.id("LH")), str(world.id(unit))], "text": "x"})
        assert answer.status_code == 422 and "Lựa chọn này không có" in answer.content.decode()
    assert client.post(BOARD, {"units": [], "text": ""}).status_code == 422
    assert not Reminder.objects.exists()
    for username, *_ in PEOPLE:
        allowed = username in ("chuyen-vien", "chu-tich", "lh-truong-cum", "qp-chuyen-vien")
        assert world.client(username).get(BOARD).status_code == (200 if allowed else 403), username
        assert world.client(username).get(f"{BOARD}tai-excel/").status_code == (200 if allowed else 403), username
    assert client.get("/viec/don-doc/khong-co/").status_code == 404


def test_the_excel_of_the_board_holds_the_same_units(world: World, stage: Stage) -> None:
    stage.expected, stage.done = {world.id("LH"), world.id("DV"), world.id("AK")}, {world.id("LH")}
    answer = world.client("chuyen-vien").get(f"{BOARD}tai-excel/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert "ĐĂNG KÝ: 1 ĐƠN VỊ CHƯA XONG" in rows[0][0] and [r[1] for r in rows[2:]] == ["Xã Đồng Văn"]


def test_notices_are_read_by_post_and_only_ones_own(world: World) -> None:
    _give(world)
    _give(world, title="Việc hai")
    mine, other = world.client("lh-can-bo"), world.client("dv-can-bo")
    page = _text(mine, "/viec/thong-bao/")
    assert "Việc mới: Đính chính kết quả" in page and page.count("chưa đọc") >= 2
    first = Notice.objects.order_by("pk")[0]
    other.post("/viec/thong-bao/da-doc/", {"notice": str(first.pk)})
    other.post("/viec/thong-bao/da-doc/")
    assert Notice.objects.filter(read_at=None).count() == 2
    assert mine.get("/viec/thong-bao/da-doc/").status_code == 405
    mine.post("/viec/thong-bao/da-doc/", {"notice": str(first.pk)})
    assert Notice.objects.filter(read_at=None).count() == 1
    mine.post("/viec/thong-bao/da-doc/")
    assert not Notice.objects.filter(read_at=None).exists()
    assert "Chưa có thông báo nào" in _text(other, "/viec/thong-bao/")


def test_a_task_page_says_whose_turn_until_when_and_offers_the_one_step(world: World) -> None:
    made = _give(world)
    page = _text(world.client("lh-can-bo"), f"/viec/giao/{made.pk}/")
    for words in (
        "Cán bộ thi đua đơn vị, Xã Lục Hồn",
        "20/06/2023",
        "Đã làm xong",
        "Sai số",
        "/bao-cao/3/",
        "giao việc",
    ):
        assert words in page, words
    assert "Hủy việc" not in page
    giver = _text(world.client("chuyen-vien"), f"/viec/giao/{made.pk}/")
    assert "Hủy việc" in giver and "Đã làm xong" not in giver
    for username in ("dv-can-bo", "lh-chu-tich", "ak-can-bo"):
        client = world.client(username)
        assert client.get(f"/viec/giao/{made.pk}/").status_code == 403
        assert client.post(f"/viec/giao/{made.pk}/xong/").status_code == 403
        assert client.post(f"/viec/giao/{made.pk}/huy/", {"reason": "x"}).status_code == 403
    assert world.client("lh-can-bo").post(f"/viec/giao/{made.pk}/xong/")["Location"] == "/viec/"
    made.refresh_from_db()
    assert made.state == TaskState.DONE
    assert world.client("lh-can-bo").post(f"/viec/giao/{made.pk}/xong/").status_code == 403


def test_a_task_is_taken_back_with_a_reason_through_the_page(world: World) -> None:
    made, client = _give(world), world.client("chuyen-vien")
    assert "Chưa nhập mục này" in client.post(f"/viec/giao/{made.pk}/huy/", {"reason": ""}).content.decode()
    client.post(f"/viec/giao/{made.pk}/huy/", {"reason": "Giao nhầm"})
    made.refresh_from_db()
    assert made.state == TaskState.CANCELLED and "Giao nhầm" in _text(client, f"/viec/giao/{made.pk}/")
    assert client.get("/viec/giao/999999/").status_code == 404


def _job(world: World, by: str, run: Callable[[JobHandle], Any] = lambda job: None, **flags: bool) -> Job:
    job_kind("test.page", title="Nhập danh sách", **flags)(run)
    return jobs.start(by=world.actor(by), kind="test.page", url="/van-ban/")


def test_the_list_of_jobs_shows_only_what_one_may_see_and_costs_the_same(world: World) -> None:
    _job(world, "dv-can-bo")
    client, costs = world.client("lh-can-bo"), []
    assert "Chưa có tác vụ nào" in _text(client, "/viec/tac-vu/")
    for _ in range(3):
        _job(world, "lh-can-bo")
        costs.append(_cost(client, "/viec/tac-vu/"))
    assert len(set(costs)) == 1, costs
    page = _text(client, "/viec/tac-vu/")
    assert page.count("Nhập danh sách") == 3 and "đang chờ" in page
    assert "Nhập danh sách" not in _text(client, "/viec/tac-vu/?trang-thai=30")
    assert _text(world.client("quan-tri"), "/viec/tac-vu/?trang-thai=10").count("Nhập danh sách") == 4
    assert _text(world.client("kiem-tra"), "/viec/tac-vu/?trang-thai=abc&page=x").count("Nhập danh sách") == 0


def test_a_job_page_shows_progress_and_answers_htmx_with_the_moving_part(world: World) -> None:
    made = _job(world, "lh-can-bo")
    Job.objects.filter(pk=made.pk).update(state=JobState.RUNNING, done=312, total=1000)
    client, url = world.client("lh-can-bo"), f"/viec/tac-vu/{made.pk}/"
    page = _text(client, url)
    assert "312/1.000" in page and 'hx-get="' + url in page and "Dừng việc này" in page and "<html" in page
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "312/1.000" in part and "<html" not in part and "csrfmiddlewaretoken" in part
    for username in ("dv-can-bo", "lh-chu-tich", "kiem-tra", "chuyen-vien", "ak-can-bo"):
        for answer in (
            world.client(username).get(url),
            world.client(username).post(f"{url}dung/"),
            world.client(username).post(f"{url}lai/"),
        ):
            assert answer.status_code == 403, username
    client.post(f"{url}dung/")
    assert "Đang dừng ở bước an toàn gần nhất" in _text(client, url)
    assert Job.objects.get().cancel_requested and client.get("/viec/tac-vu/999999/").status_code == 404


def test_a_failed_job_says_why_and_is_run_again_by_a_button(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    def leave(job: JobHandle) -> None:
        job.leave_file("Kết quả.pdf", PDF, "application/pdf")

    made = _job(world, "lh-can-bo", leave, idempotent=True)
    Job.objects.filter(pk=made.pk).update(state=JobState.FAILED, error="Dòng 3: thiếu mã đơn vị.")
    client, url = world.client("lh-can-bo"), f"/viec/tac-vu/{made.pk}/"
    page = _text(client, url)
    assert "Dòng 3: thiếu mã đơn vị." in page and "Làm lại" in page and "Về trang đã bắt đầu" in page
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{url}lai/")
    page = _text(client, url)
    assert "đã xong" in page and "Tải Kết quả.pdf" in page and "Làm lại" not in page
    file = page.split("/van-ban/tep/")[1].split("/")[0]
    assert client.get(f"/van-ban/tep/{file}/").status_code == 200
    assert world.client("dv-can-bo").get(f"/van-ban/tep/{file}/").status_code == 403


def test_every_page_sends_a_stranger_to_the_sign_in(world: World) -> None:
    made, job = _give(world), _job(world, "lh-can-bo")
    gets = ("/viec/", BOARD, "/viec/thong-bao/", f"/viec/giao/{made.pk}/", "/viec/tac-vu/", f"/viec/tac-vu/{job.pk}/")
    posts = (
        "/viec/thong-bao/da-doc/",
        f"/viec/giao/{made.pk}/xong/",
        f"/viec/giao/{made.pk}/huy/",
        f"/viec/tac-vu/{job.pk}/dung/",
    )
    for answer in (*(Client().get(u) for u in gets), *(Client().post(u) for u in posts)):
        assert answer.status_code == 302 and answer["Location"].startswith("/tai-khoan/")
