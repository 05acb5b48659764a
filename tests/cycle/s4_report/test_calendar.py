"""The reporting calendar: who owes what by when, and what follows from it for duties, standings and lateness."""

from datetime import date, timedelta

import pytest

from tests.cycle.s4_report.conftest import OPEN, value
from tests.world import STAGES, World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.base.audit.queries import history_of
from thidua.base.season.actions import set_season_state, set_window
from thidua.base.season.enums import SeasonState
from thidua.base.tasks.duties import duties_of
from thidua.cycle.s4_report import actions
from thidua.cycle.s4_report import actions_calendar as calendar
from thidua.cycle.s4_report.duties import standings
from thidua.cycle.s4_report.enums import STAGE, Owing
from thidua.cycle.s4_report.models import OwedReport, Report, ReportPeriod
from thidua.cycle.s4_report.owing import calendar_of, counts_of, owed_reports

DUE = OPEN + timedelta(days=2)  # 05/04/2023, of the first quarter
AFTER = DUE + timedelta(days=6)


def put(world: World, period: str = "Q1/2023", due: date = DUE, units: tuple[str, ...] | None = None) -> ReportPeriod:
    """A period of the calendar, for the units named or for all that have targets."""
    by, ids = world.actor("chuyen-vien", OPEN), None if units is None else [world.id(code) for code in units]
    return calendar.set_period(by=by, season=world.season, period=period, due_on=due, unit_ids=ids, today=OPEN)


def send(world: World, unit: str, today: date, period: str = "Q1/2023") -> Report:
    """A report sent by a unit."""
    by = world.actor(f"{unit.lower()}-can-bo", today)
    made = actions.open_report(by=by, season=world.season, unit_id=world.id(unit), period=period, today=today)
    actions.save_results(by=by, report=made, entries={"THU": value("9")}, today=today)
    actions.send_report(by=by, report=made, today=today)
    return made


def said(world: World, unit: str, today: date) -> str:
    """How a unit stands with its one period."""
    (row,) = owed_reports(world.season.pk, [world.id(unit)])
    return row.words(today)


def behind(world: World, today: date) -> dict[int, str]:
    """Who has not done its part, in the words of the board."""
    units = frozenset(world.id(code) for code in ("LH", "DV", "PN", "PNU"))
    return {s.unit_id: s.note for s in standings(world.season, units, today) if not s.done}


def titles(world: World, who: str, today: date) -> list[str]:
    """What waits for somebody in this stage."""
    return [d.title for d in duties_of(world.actor(who, today), world.season, today) if d.stage == STAGE]


def test_the_units_with_targets_owe_a_period_and_nobody_else(world: World) -> None:
    period = put(world)
    assert {row.unit_id for row in OwedReport.objects.all()} == {world.id("LH"), world.id("DV")}
    assert behind(world, DUE) == {
        world.id("LH"): "kỳ Q1/2023: chưa gửi, hạn 05/04/2023",
        world.id("DV"): "kỳ Q1/2023: chưa gửi, hạn 05/04/2023",
    }, "owed before anybody has reported"
    send(world, "LH", DUE)
    assert behind(world, AFTER) == {world.id("DV"): "kỳ Q1/2023: chậm 6 ngày (hạn 05/04/2023)"}
    (line,) = history_of(period)
    assert "đặt «kỳ Q1/2023» trong lịch báo cáo: 2 đơn vị, hạn gửi 05/04/2023" in line.text
    assert verify().intact and verify().unsealed == 0


def test_who_owes_only_half_a_year_is_not_behind_in_a_quarter(world: World) -> None:
    put(world)
    set_window(
        by=world.actor("chuyen-vien", OPEN), season=world.season, stage=STAGE, opens=OPEN, closes=date(2023, 12, 31),
        reason="Cả năm",
    )  # fmt: skip
    put(world, "6T/2023", date(2023, 7, 5), ("PN",))
    send(world, "LH", DUE)
    assert world.id("PN") not in behind(world, AFTER)
    assert titles(world, "pn-can-bo", AFTER) == ["Lập và gửi báo cáo 6 tháng 2023"]
    july = date(2023, 7, 6)
    assert behind(world, july)[world.id("PN")] == "kỳ 6T/2023: chậm 1 ngày (hạn 05/07/2023)"
    assert world.id("LH") not in behind(world, july) and world.id("PNU") not in behind(world, july)


def test_a_period_is_asked_for_when_it_has_ended_or_its_month_has_come(world: World) -> None:
    put(world, "2023", date(2023, 5, 2), ("LH",))
    assert behind(world, date(2023, 4, 30)) == {}, "not yet time"
    assert titles(world, "lh-can-bo", date(2023, 4, 30)) == ["Lập và gửi báo cáo năm 2023"], "but it may be begun"
    assert behind(world, date(2023, 5, 1)) == {world.id("LH"): "kỳ 2023: chưa gửi, hạn 02/05/2023"}


def test_a_period_that_has_not_begun_is_nobodys_duty(world: World) -> None:
    put(world, "T05/2023", date(2023, 5, 2), ("LH",))
    assert titles(world, "lh-can-bo", OPEN) == [] and titles(world, "lh-can-bo", date(2023, 5, 1)) != []


def test_the_due_day_stands_on_the_report_and_in_the_duty(world: World) -> None:
    put(world)
    (duty,) = [d for d in duties_of(world.actor("lh-can-bo", OPEN), world.season, OPEN) if d.stage == STAGE]
    assert duty.due == DUE and duty.url == "/bao-cao/lap/?period=Q1%2F2023" and duty.button == "Lập báo cáo"
    report = send(world, "LH", DUE)
    assert report.due_on == DUE
    assert titles(world, "lh-can-bo", OPEN) == []


def test_sent_late_counts_from_the_first_sending(world: World) -> None:
    put(world)
    late = send(world, "DV", AFTER)
    assert said(world, "DV", AFTER) == "gửi muộn 6 ngày"
    assert said(world, "DV", DUE) == "chưa gửi, hạn 05/04/2023", "on that day it was not there"
    in_time, desk = send(world, "LH", DUE), world.actor("chuyen-vien", AFTER)
    actions.send_back_report(by=desk, report=in_time, today=AFTER, reason="Số thu chưa khớp")
    assert said(world, "LH", AFTER) == "bị trả lại"
    assert behind(world, AFTER) == {world.id("LH"): "kỳ Q1/2023: bị trả lại"}
    actions.send_report(by=world.actor("lh-can-bo", AFTER), report=in_time, today=AFTER)
    assert said(world, "LH", AFTER) == "đã gửi", "it was there in time, though it came back"
    (count,) = counts_of(calendar_of(world.season.pk), owed_reports(world.season.pk), AFTER)
    assert (count.owing, count.sent, count.sent_late, count.late, count.ahead) == (2, 2, 1, 0, 0)
    assert late.sent_on == AFTER


def test_a_later_day_for_one_unit_is_told_with_its_reason(world: World) -> None:
    period, by = put(world), world.actor("chuyen-vien", OPEN)
    report = actions.open_report(
        by=world.actor("lh-can-bo", OPEN), season=world.season, unit_id=world.id("LH"), period="Q1/2023", today=OPEN
    )
    for unit in ("LH", "DV"):
        calendar.extend_due(
            by=by, period=period, unit_ids=[world.id(unit)], due_on=AFTER, reason="Mưa lũ chia cắt", today=OPEN
        )
    report.refresh_from_db()
    assert report.due_on == AFTER and said(world, "LH", AFTER) == "chưa gửi, hạn 11/04/2023"
    (duty,) = [d for d in duties_of(world.actor("dv-can-bo", OPEN), world.season, OPEN) if d.stage == STAGE]
    assert duty.detail == "Được gia hạn: Mưa lũ chia cắt" and duty.due == AFTER
    calendar.change_due(by=by, period=period, due_on=AFTER + timedelta(days=1), reason="Cả huyện", today=OPEN)
    assert said(world, "LH", AFTER) == "chưa gửi, hạn 12/04/2023", "a general day that is later holds for all"
    report.refresh_from_db()
    assert report.due_on == AFTER + timedelta(days=1)
    assert "đổi hạn gửi" in history_of(period)[0].text + history_of(period)[-1].text


def test_a_unit_that_has_sent_is_not_taken_out_silently(world: World) -> None:
    period, by = put(world), world.actor("chuyen-vien", OPEN)
    report = send(world, "LH", DUE)
    both = [world.id("LH"), world.id("DV")]
    with pytest.raises(Problem, match="Đã gửi báo cáo kỳ này: Xã Lục Hồn") as no:
        calendar.remove_units(by=by, period=period, unit_ids=both, reason="Không thuộc diện")
    assert no.value.field == "though_sent" and OwedReport.objects.count() == 2
    with pytest.raises(Problem, match="lý do"):
        calendar.remove_units(by=by, period=period, unit_ids=both, reason=" ", though_sent=True)
    calendar.remove_units(by=by, period=period, unit_ids=both[:1], reason="Không thuộc diện", though_sent=True)
    assert any("đã gửi báo cáo: Xã Lục Hồn; lý do: Không thuộc diện" in line.text for line in history_of(period))
    report.refresh_from_db()
    assert report.due_on is None and [row.unit_id for row in owed_reports(world.season.pk)] == both[1:]
    calendar.remove_units(by=by, period=period, unit_ids=both[1:], reason="Đặt nhầm kỳ")
    assert calendar_of(world.season.pk) == [], "a period that nobody owes leaves the calendar"


def test_a_unit_that_was_left_out_is_added_with_the_due_day(world: World) -> None:
    period, by = put(world, units=("DV",)), world.actor("chuyen-vien", OPEN)
    report = send(world, "LH", DUE)
    assert report.due_on is None
    (done,) = [s for s in standings(world.season, frozenset({world.id("DV")}), DUE)]
    assert not done.done
    assert calendar.add_units(by=by, period=period, unit_ids=[world.id("LH"), world.id("DV")], today=DUE) == 1
    report.refresh_from_db()
    assert report.due_on == DUE and said(world, "LH", DUE) == Owing.SENT.label
    with pytest.raises(Problem, match="đều đã phải báo cáo"):
        calendar.add_units(by=by, period=period, unit_ids=[world.id("DV")], today=DUE)


@pytest.mark.parametrize(
    ("period", "due", "sentence"),
    [
        ("Q1/2023", date(2022, 12, 31), "Hạn gửi phải từ ngày 01/01/2023"),
        ("Q1/2023", STAGES[STAGE][1] + timedelta(days=1), "đóng sau ngày 02/05/2023"),
        ("Q1/2022", date(2023, 4, 5), "không thuộc năm thi đua 2023"),
        ("quý một", date(2023, 4, 5), "không phải là kỳ báo cáo"),
    ],
)
def test_a_period_or_a_day_that_cannot_be_is_told_in_a_sentence(
    world: World, period: str, due: date, sentence: str
) -> None:
    with pytest.raises(Problem, match=sentence):
        put(world, period, due)
    assert not ReportPeriod.objects.exists()


def test_changes_of_the_day_are_checked_too(world: World) -> None:
    period, by = put(world), world.actor("chuyen-vien", OPEN)
    early, unit = date(2022, 12, 31), [world.id("LH")]
    with pytest.raises(Problem, match="từ ngày 01/01/2023"):
        calendar.change_due(by=by, period=period, due_on=early, reason="Thử", today=OPEN)
    with pytest.raises(Problem, match="sau hạn chung 05/04/2023"):
        calendar.extend_due(by=by, period=period, unit_ids=unit, due_on=DUE, reason="Thử", today=OPEN)
    with pytest.raises(Problem, match="đang là 05/04/2023"):
        calendar.change_due(by=by, period=period, due_on=DUE, reason="Thử", today=OPEN)
    with pytest.raises(Problem, match="đã có trong lịch"):
        put(world)


@pytest.mark.parametrize("who", ["lh-can-bo", "chu-tich", "qp-chuyen-vien", "kiem-tra", "quan-tri", "bl-quan-tri"])
def test_only_the_authoritys_specialist_writes_the_calendar(world: World, who: str) -> None:
    period, by, unit = put(world), world.actor(who, OPEN), [world.id("LH")]
    with pytest.raises(Refused):
        calendar.set_period(by=by, season=world.season, period="2023", due_on=DUE, unit_ids=None, today=OPEN)
    with pytest.raises(Refused):
        calendar.change_due(by=by, period=period, due_on=AFTER, reason="Thử", today=OPEN)
    with pytest.raises(Refused):
        calendar.add_units(by=by, period=period, unit_ids=[world.id("PN")], today=OPEN)
    with pytest.raises(Refused):
        calendar.extend_due(by=by, period=period, unit_ids=unit, due_on=AFTER, reason="Thử", today=OPEN)
    with pytest.raises(Refused):
        calendar.remove_units(by=by, period=period, unit_ids=unit, reason="Thử", though_sent=True)


def test_a_unit_outside_the_authority_owes_it_nothing(world: World) -> None:
    with pytest.raises(Refused, match="không thuộc Huyện Bình Liêu"):
        put(world, units=("LH", "AK"))
    period = put(world)
    with pytest.raises(Refused, match="không thuộc Huyện Bình Liêu"):
        calendar.add_units(by=world.actor("chuyen-vien", OPEN), period=period, unit_ids=[world.id("AK")], today=OPEN)


def test_a_year_that_has_ended_keeps_its_calendar(world: World) -> None:
    period, by = put(world), world.actor("chuyen-vien", OPEN)
    set_season_state(by=by, season=world.season, state=SeasonState.CLOSED)
    period.season.refresh_from_db()
    with pytest.raises(Refused, match="đã kết thúc"):
        calendar.change_due(by=by, period=period, due_on=AFTER, reason="Thử", today=OPEN)


def test_without_a_calendar_the_latest_reported_period_counts_for_all(world: World) -> None:
    assert behind(world, AFTER) == {}
    send(world, "LH", DUE)
    assert behind(world, AFTER)[world.id("PNU")] == "kỳ Q1/2023: chưa lập"
    assert titles(world, "dv-can-bo", AFTER) == ["Lập báo cáo chỉ tiêu, kết quả"]


def test_the_authority_owes_a_report_to_itself(world: World) -> None:
    put(world, units=("BL",))
    assert titles(world, "chuyen-vien", OPEN) == ["Lập và gửi báo cáo quý 1/2023"]
    assert titles(world, "lh-can-bo", OPEN) == []
