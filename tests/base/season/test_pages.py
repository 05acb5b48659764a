"""Pages of the year: windows are set, moved with a reason, locked; only its own authority does it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.base.desks import actor, desk, signed_in
from thidua.base.access.actor import Problem, Refused
from thidua.base.access.enums import Role
from thidua.base.season import actions
from thidua.base.season.drawing import StageBar, calendar_svg
from thidua.base.season.enums import SeasonState, StageState
from thidua.base.season.models import Holiday, Season
from thidua.base.season.queries import StageStatus, check_stage_open, stage_status, working_calendar
from thidua.base.units.models import Unit
from thidua.ui.charts.canvas import NARROW, WIDE

pytestmark = pytest.mark.django_db
NOW = timezone.localdate()


@pytest.fixture
def season() -> Season:
    by = actor(Role.SPECIALIST)
    made = actions.create_season(by=by, code="a-2026", authority_id=by.unit_id or 0, year=2026, theme="Đoàn kết")
    actions.set_window(
        by=by, season=made, stage="s2_register", opens=NOW - timedelta(days=3), closes=NOW + timedelta(days=3)
    )
    return made


def _window(season: Season, stage: str = "s2_register") -> str:
    return reverse("season:window", args=[season.pk, stage])


def _text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_year_is_made_once_by_its_own_specialist(client: Client) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    page = client.post(reverse("season:create"), {"year": 2027, "theme": "Kỷ cương"}, follow=True).content.decode()
    made = Season.objects.get()
    assert (made.code, made.authority.code, made.state) == ("A-2027", "A", SeasonState.DRAFT)
    assert "Đã lập năm thi đua" in page and "chưa có lịch" in page and "Đặt lịch" in page
    again = client.post(reverse("season:create"), {"year": 2027, "theme": ""}).content.decode()
    assert "Năm thi đua 2027 của đơn vị này đã có" in again


def test_the_page_draws_and_lists_the_nine_stages(client: Client, season: Season) -> None:
    signed_in(client, desk(Role.UNIT_OFFICER))
    text = _text(client, reverse("season:season", args=[season.pk]))
    assert text.count("<svg xmlns") == 2 and "hôm nay" in text
    assert "9. Tôn vinh" in text and "đang mở đến" in text and text.count("chưa có lịch") >= 8
    assert "Đổi lịch" not in text and "Kết thúc năm" not in text


def test_a_window_that_stands_moves_with_a_reason_only(client: Client, season: Season) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    form = {"opens": "01/03/2026", "closes": "15/03/2026"}
    assert "Chưa nhập mục này" in client.post(_window(season), form).content.decode()
    turned = {**form, "closes": "01/02/2026", "reason": "Gia hạn"}
    assert "phải bằng hoặc sau ngày bắt đầu" in client.post(_window(season), turned).content.decode()
    page = client.post(_window(season), {**form, "reason": "Bão số 3"}, follow=True).content.decode()
    assert "15/03/2026" in page and "lý do: Bão số 3" in page
    first = client.post(_window(season, "s3_covenant"), form, follow=True).content.decode()
    assert "lý do: đặt lần đầu" in first
    assert client.get(_window(season, "s99")).status_code == 404


def test_locking_closes_a_stage_and_says_why(client: Client, season: Season) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    lock = reverse("season:lock", args=[season.pk, "s2_register"])
    assert "không gửi, sửa được nữa" in _text(client, lock)
    client.post(lock, {"reason": "Chờ hướng dẫn"})
    status = stage_status(season, "s2_register", NOW)
    assert (status.state, status.reason) == (StageState.LOCKED, "Chờ hướng dẫn")
    with pytest.raises(Refused, match=r"đã khóa \(Chờ hướng dẫn\)"):
        check_stage_open(season, "s2_register", "Đăng ký", NOW)
    page = _text(client, reverse("season:season", args=[season.pk]))
    assert "Chờ hướng dẫn" in page and ">Mở lại<" in page
    client.post(lock, {"reason": "Đã có hướng dẫn"})
    assert stage_status(season, "s2_register", NOW).state == StageState.OPEN
    assert client.get(reverse("season:lock", args=[season.pk, "s7_vote"])).status_code == 404


def test_the_year_opens_and_ends_with_the_word(client: Client, season: Season) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    client.post(reverse("season:open", args=[season.pk]))
    close = reverse("season:close", args=[season.pk])
    assert "Hãy gõ đúng chữ" in client.post(close, {"word": "xong"}).content.decode()
    season.refresh_from_db()
    assert season.state == SeasonState.OPEN
    client.post(close, {"word": "KẾT THÚC"})
    season.refresh_from_db()
    assert season.state == SeasonState.CLOSED
    assert "Mở năm thi đua" in _text(client, reverse("season:season", args=[season.pk]))


def test_the_theme_is_corrected_with_a_reason(client: Client, season: Season) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    theme = reverse("season:theme", args=[season.pk])
    assert "Đoàn kết" in _text(client, theme)
    client.post(theme, {"theme": "Đoàn kết, sáng tạo", "reason": "Theo kế hoạch mới"})
    season.refresh_from_db()
    assert season.theme == "Đoàn kết, sáng tạo"
    with pytest.raises(Problem, match="lý do"):
        actions.set_theme(by=actor(Role.SPECIALIST), season=season, theme="X", reason=" ")


def _changing(season: Season) -> list[str]:
    one = [reverse(f"season:{n}", args=[season.pk]) for n in ("theme", "close")]
    return [reverse("season:create"), *one, _window(season), reverse("season:lock", args=[season.pk, "s2_register"])]


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.SPECIALIST, Role.UNIT_ADMINISTRATOR)])
def test_other_roles_change_nothing(client: Client, season: Season, role: Role) -> None:
    signed_in(client, desk(role))
    assert {client.get(p).status_code for p in _changing(season)} == {403}
    assert client.post(reverse("season:open", args=[season.pk])).status_code == 403


def test_another_authority_neither_sees_nor_changes_the_year(client: Client, season: Season) -> None:
    signed_in(client, desk(Role.SPECIALIST, at="B"))
    assert client.get(reverse("season:season", args=[season.pk])).status_code == 403
    assert {client.get(p).status_code for p in _changing(season)[1:]} == {403}
    assert "Đoàn kết" not in _text(client, reverse("season:list"))
    assert client.post(reverse("season:open", args=[season.pk])).status_code == 403


def test_a_specialist_below_an_authority_opens_no_year_of_its_own() -> None:
    by = actor(Role.SPECIALIST, at="A1")
    with pytest.raises(Refused, match="không phụ trách"):
        actions.create_season(by=by, code="x", authority_id=Unit.objects.get(code="A").pk, year=2030)


def test_a_stranger_is_sent_to_sign_in(client: Client, season: Season) -> None:
    pages = [*_changing(season), reverse("season:list"), reverse("season:holidays")]
    assert {client.get(p).status_code for p in pages} == {302}


def test_holidays_are_recorded_used_and_taken_back(client: Client) -> None:
    signed_in(client, desk(Role.SYSTEM_ADMINISTRATOR))
    add = reverse("season:holiday_add")
    client.post(add, {"day": "02/09/2026", "name": "Quốc khánh"})
    client.post(add, {"day": "05/09/2026", "name": "Làm bù", "is_working": "on"})
    text = _text(client, reverse("season:holidays") + "?start=01/09/2026&days=3")
    assert "Quốc khánh" in text and "đi làm bù" in text and "hết ngày 05/09/2026" in text
    counted = _text(client, reverse("season:holidays") + "?start=01/09/2026&end=07/09/2026")
    assert "có 4 ngày làm việc" in counted
    both = _text(client, reverse("season:holidays") + "?start=01/09/2026&days=3&end=07/09/2026")
    assert "chỉ một trong hai" in both
    remove = reverse("season:holiday_remove", args=[Holiday.objects.get(name="Quốc khánh").pk])
    assert "Chưa nhập mục này" in client.post(remove, {"reason": " "}).content.decode()
    client.post(remove, {"reason": "Ghi nhầm năm"})
    assert working_calendar().is_working(date(2026, 9, 2))


@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.AUDITOR, Role.UNIT_ADMINISTRATOR, Role.SPECIALIST])
def test_holidays_move_everybodys_deadlines_and_are_written_by_the_system_administrator_alone(
    client: Client, role: Role
) -> None:
    signed_in(client, desk(role))
    assert client.get(reverse("season:holidays")).status_code == 200
    assert client.get(reverse("season:holiday_add")).status_code == 403


def test_the_list_costs_the_same_for_one_year_and_for_three(client: Client, season: Season) -> None:
    signed_in(client, desk(Role.SPECIALIST))
    costs = []
    for year in (2027, 2028, 2029):
        actions.create_season(by=actor(Role.SPECIALIST), code=f"a-{year}", authority_id=season.authority_id, year=year)
        client.get(reverse("season:list"))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("season:list"))
        costs.append(len(caught))
    assert len(set(costs)) == 1


def test_the_drawing_carries_its_dates_as_text_and_stays_inside() -> None:
    from xml.etree import ElementTree

    bars = [
        StageBar("1. Phát động", date(2026, 1, 1), date(2026, 2, 15), False),
        StageBar("9. Tôn vinh", date(2026, 12, 20), date(2026, 12, 31), True),
    ]
    for width in (WIDE, NARROW):
        svg = ElementTree.fromstring(calendar_svg("Lịch", bars, date(2026, 12, 25), width))
        text = " ".join(e.text or "" for e in svg.iter())
        assert "01/01 – 15/02" in text and "20/12 – 31/12" in text and "hôm nay" in text
        rects = [e for e in svg.iter() if e.tag.endswith("rect")]
        assert len(rects) == 2
        assert all(float(r.get("x", 0)) + float(r.get("width", 0)) <= width + 0.5 for r in rects)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("create", {"year": "hai nghìn"}),
        ("window", {"opens": "31/02/2026"}),
        ("lock", {"reason": " ", "kept": ""}),
        ("close", {"word": "xong"}),
        ("holiday_add", {"day": "31/02/2026"}),
    ],
)
def test_a_form_that_is_refused_answers_422_and_keeps_what_was_typed(
    client: Client, season: Season, name: str, typed: dict[str, str]
) -> None:
    signed_in(client, desk(Role.SYSTEM_ADMINISTRATOR if name == "holiday_add" else Role.SPECIALIST))
    args = {"window": [season.pk, "s2_register"], "lock": [season.pk, "s2_register"], "close": [season.pk]}
    answer = client.post(reverse(f"season:{name}", args=args.get(name, [])), typed)
    assert answer.status_code == 422 and next(iter(typed.values())) in answer.content.decode()


def test_a_deadline_is_said_with_what_the_stage_is() -> None:
    opens, closes = date(2026, 3, 1), date(2026, 3, 15)
    said = {s: StageStatus("s2_register", s, opens, closes).until for s in StageState if s != StageState.NO_WINDOW}
    assert said == {
        StageState.NOT_OPEN: "15/03/2026 (mở từ 01/03/2026)",
        StageState.OPEN: "15/03/2026",
        StageState.LOCKED: "15/03/2026 (đã khóa)",
    }
    assert StageStatus("s2_register", StageState.NO_WINDOW).until == ""


def test_locking_is_offered_until_the_window_is_over_and_forms_name_the_year(client: Client, season: Season) -> None:
    by = desk(Role.SPECIALIST)
    signed_in(client, by)
    page, lock = reverse("season:season", args=[season.pk]), reverse("season:lock", args=[season.pk, "s2_register"])
    assert lock in _text(client, page)
    assert str(season) in _text(client, _window(season))
    past = {"opens": NOW - timedelta(days=9), "closes": NOW - timedelta(days=3)}
    season.windows.filter(stage="s2_register").update(**past)
    assert lock not in _text(client, page)
