"""Reports: who writes, what is kept, what is refused."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.cycle.s4_report.conftest import OPEN, value
from tests.world import STAGES, World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.base.tasks.duties import duties_of
from thidua.base.workflow.queries import last_reason
from thidua.cycle.s4_report import actions
from thidua.cycle.s4_report.enums import STAGE, ReportState, ValueState
from thidua.cycle.s4_report.figures import Entry
from thidua.cycle.s4_report.models import Report, ResultVersion
from thidua.cycle.s4_report.queries import figure, figures_of, laggards, total_of

LOCKED = STAGES[STAGE][1] + timedelta(days=1)


def test_a_report_goes_up_and_its_figure_feeds_the_next_stage(world: World, report: Report) -> None:
    unit = world.id("LH")
    actions.send_report(by=world.actor("lh-chu-tich", OPEN), report=report, today=OPEN)
    assert figure(world.season.pk, unit, "THU") is None, "not before it is accepted"
    actions.accept_report(by=world.actor("chuyen-vien", OPEN), report=report, today=OPEN)
    found = figure(world.season.pk, unit, "THU")
    assert found is not None and found.entry.value == 950 and found.met is True
    assert found.percent_of_plan.shown == Decimal("105.56")
    assert laggards(world.season.pk, [unit, world.id("DV")], "2023") == [world.id("DV")]


def test_a_return_loses_nothing_and_every_version_stays(world: World, report: Report) -> None:
    unit, desk = world.actor("lh-can-bo", OPEN), world.actor("chuyen-vien", OPEN)
    actions.send_report(by=unit, report=report, today=OPEN)
    actions.send_back_report(by=desk, report=report, today=OPEN, reason="Số thu chưa khớp kho bạc")
    step = last_reason(report)
    assert step is not None and step.reason == "Số thu chưa khớp kho bạc"
    actions.save_results(by=unit, report=report, entries={"THU": value("940", plan=Decimal(900))}, today=OPEN)
    values = ResultVersion.objects.filter(report=report).values_list("value", flat=True)
    assert [int(v) for v in values if v is not None] == [950, 940]
    assert [f.entry.value for f in figures_of(world.season.pk, report.unit_id)][0] == 940


def test_saving_the_same_again_keeps_no_version(world: World, report: Report) -> None:
    by = world.actor("lh-can-bo", OPEN)
    entries = {"THU": value("950", plan=Decimal(900))}
    assert actions.save_results(by=by, report=report, entries=entries, today=OPEN) == 0


def test_an_accepted_report_is_corrected_after_the_lock_only_when_opened_again(world: World, report: Report) -> None:
    unit, desk = world.actor("lh-can-bo", OPEN), world.actor("chuyen-vien", OPEN)
    actions.send_report(by=unit, report=report, today=OPEN)
    actions.accept_report(by=desk, report=report, today=OPEN)
    with pytest.raises(Refused, match="Đã chấp nhận"):
        actions.save_results(by=unit, report=report, entries={"THU": value("1")}, today=LOCKED)
    actions.reopen_report(by=desk, report=report, today=LOCKED, reason="Cộng nhầm khoản thu", url="/bao-cao/")
    assert any("Đính chính" in d.title for d in duties_of(unit, world.season, LOCKED))
    assert actions.save_results(by=unit, report=report, entries={"THU": value("930")}, today=LOCKED) == 1
    assert verify().intact and verify().unsealed == 0


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("dv-can-bo", "chính đơn vị"),
        ("chuyen-vien", "chính đơn vị"),
        ("kiem-tra", "chính đơn vị"),
        ("ak-can-bo", "đơn vị khác"),
    ],
)
def test_nobody_writes_another_units_figures(world: World, report: Report, who: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.save_results(by=world.actor(who, OPEN), report=report, entries={"THU": value("1")}, today=OPEN)


@pytest.mark.parametrize("who", ["lh-chu-tich", "qp-chuyen-vien", "chu-tich", "kiem-tra"])
def test_only_the_authoritys_specialist_accepts(world: World, report: Report, who: str) -> None:
    actions.send_report(by=world.actor("lh-can-bo", OPEN), report=report, today=OPEN)
    with pytest.raises(Refused):
        actions.accept_report(by=world.actor(who, OPEN), report=report, today=OPEN)


def test_the_authoritys_own_report_needs_a_second_pair_of_eyes(world: World) -> None:
    desk = world.actor("chuyen-vien", OPEN)
    own = actions.open_report(by=desk, season=world.season, unit_id=world.id("BL"), period="6T/2023", today=OPEN)
    actions.save_results(by=desk, report=own, entries={"THU": value("5")}, today=OPEN)
    actions.send_report(by=desk, report=own, today=OPEN)
    with pytest.raises(Refused, match="người đứng đầu"):
        actions.accept_report(by=desk, report=own, today=OPEN)
    actions.accept_report(by=world.actor("chu-tich", OPEN), report=own, today=OPEN)
    assert own.state == ReportState.ACCEPTED


def test_the_window_decides_when(world: World) -> None:
    by = world.actor("lh-can-bo", OPEN)
    for today in (STAGES[STAGE][0] - timedelta(days=1), LOCKED):
        with pytest.raises(Refused, match="Giai đoạn «Báo cáo»"):
            actions.open_report(by=by, season=world.season, unit_id=world.id("LH"), period="2023", today=today)


def test_two_reports_of_one_period_and_a_wrong_period_are_refused(world: World, report: Report) -> None:
    by = world.actor("lh-can-bo", OPEN)
    for period, sentence in (("2023", "đã có báo cáo"), ("quý một", "không phải là kỳ báo cáo")):
        with pytest.raises(Problem, match=sentence):
            actions.open_report(by=by, season=world.season, unit_id=world.id("LH"), period=period, today=OPEN)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (Entry(state=ValueState.NOT_APPLICABLE), "lý do không áp dụng"),
        (Entry(state=ValueState.VALUE), "chưa nhập"),
        (value("1", as_of=OPEN + timedelta(days=1)), "ước tính"),
    ],
)
def test_bad_figures_get_a_sentence_that_names_the_indicator(
    world: World, report: Report, entry: Entry, sentence: str
) -> None:
    with pytest.raises(Problem, match=sentence) as error:
        actions.save_results(by=world.actor("lh-can-bo", OPEN), report=report, entries={"THU": entry}, today=OPEN)
    assert "Thu ngân sách" in error.value.sentence and error.value.field == "THU"


def test_an_empty_report_is_not_sent_but_zero_is(world: World) -> None:
    by = world.actor("dv-can-bo", OPEN)
    made = actions.open_report(by=by, season=world.season, unit_id=world.id("DV"), period="2023", today=OPEN)
    with pytest.raises(Problem, match="chưa có số liệu"):
        actions.send_report(by=by, report=made, today=OPEN)
    actions.save_results(by=by, report=made, entries={"THU": value("0")}, today=OPEN)
    actions.send_report(by=by, report=made, today=OPEN)
    assert made.state == ReportState.SENT


def test_the_database_itself_keeps_every_version(report: Report) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ResultVersion.objects.filter(report=report).update(value=1)


def test_a_sum_with_a_hole_is_no_sum() -> None:
    assert total_of([Decimal(1), None]) is None
    assert total_of([Decimal(1), Decimal(0)]) == 1
    assert total_of([]) is None
