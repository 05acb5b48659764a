"""Filling, sending and judging sheets: what is kept, what is refused, and with which sentence."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.cycle.s1_launch.world import LATE, LOADER, START, TODAY, World
from tests.cycle.s2_register.conftest import add, sent, title
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.base.audit.queries import history_of
from thidua.base.people.models import Person
from thidua.base.season.actions import set_season_state
from thidua.base.season.enums import SeasonState
from thidua.base.units.actions import post_person
from thidua.base.units.models import Household
from thidua.base.workflow.queries import last_reason
from thidua.cycle.s2_register import actions, queries
from thidua.cycle.s2_register.enums import RegistrationState
from thidua.cycle.s2_register.models import Headcount, Registration, RegistrationLine, RegistrationTarget

Persons = dict[str, Person]


def test_a_unit_has_one_sheet_a_season(world: World, sheet: Registration) -> None:
    assert (sheet.unit_id, sheet.state) == (world.id("LH"), RegistrationState.DRAFT)
    with pytest.raises(Problem, match="đã có phiếu đăng ký"):
        actions.open_sheet(by=world.actor("lh-chu-tich"), season=world.season, today=TODAY)


def test_lines_keep_name_and_kind_of_the_award_as_the_law_calls_it(
    world: World, sheet: Registration, persons: Persons, household: Household
) -> None:
    code = title(world)
    line = add(world, sheet, subject_kind="person", person_id=persons["p1"].pk, award_code=code, note="Lần đầu")
    assert (line.award_kind, line.subject_name) == ("title", "Lô Sông Xanh") and line.award_name
    group = add(world, sheet, subject_kind="group", group_class="direct_worker", group_count=45, award_code=code)
    assert (group.subject_name, group.people) == ("45 người, người trực tiếp công tác, lao động, học tập", 45)
    own = add(world, sheet, subject_kind="collective", award_code=title(world, "collective"))
    assert own.subject_name == "Xã Lục Hồn"
    team = add(world, sheet, subject_kind="collective", team_name="Tổ một cửa", award_code=title(world, "collective"))
    assert team.subject_name == "Tổ một cửa"
    home = add(world, sheet, subject_kind="household", household_id=household.pk, award_code=title(world, "household"))
    assert home.subject_name == "Hộ Lô Suối Trong"
    assert "ghi đăng ký" in history_of(sheet)[0].text
    assert verify().intact and verify().unsealed == 0


def test_a_person_may_take_part_without_a_title(world: World, sheet: Registration, persons: Persons) -> None:
    line = add(world, sheet, subject_kind="person", person_id=persons["p1"].pk)
    assert (line.award_name, line.kind_label) == ("", "Tham gia, chưa chọn danh hiệu")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"subject_kind": "person", "person": "p4"}, "không công tác tại Xã Lục Hồn"),
        ({"subject_kind": "person"}, "không công tác tại Xã Lục Hồn"),
        ({"subject_kind": "household", "household_id": 999}, "không cư trú tại Xã Lục Hồn"),
        ({"subject_kind": "group", "group_class": "direct_worker"}, "Hãy ghi số người của nhóm"),
        ({"subject_kind": "group", "group_class": "direct_worker", "group_count": 0}, "ít nhất là 1"),
        ({"subject_kind": "group", "group_class": "xyz", "group_count": 3}, "Hãy chọn đối tượng"),
        (
            {"subject_kind": "person", "person": "p1", "award_code": "KHONG_CO"},
            "không có danh hiệu, hình thức mã «KHONG_CO»",
        ),
    ],
)
def test_a_line_that_does_not_fit_is_refused_with_a_sentence(
    world: World, sheet: Registration, persons: Persons, fields: dict[str, object], sentence: str
) -> None:
    given = dict(fields)
    if code := given.pop("person", None):
        given["person_id"] = persons[str(code)].pk
    with pytest.raises(Problem, match=sentence):
        add(world, sheet, **given)
    assert not RegistrationLine.objects.exists()


def test_a_title_of_persons_is_not_for_collectives(world: World, sheet: Registration) -> None:
    with pytest.raises(Problem, match="cho tập thể"):
        add(world, sheet, subject_kind="collective", award_code=title(world))


def test_nobody_registers_twice_for_one_award_on_a_sheet(world: World, sheet: Registration, persons: Persons) -> None:
    given = {"subject_kind": "person", "person_id": persons["p1"].pk, "award_code": title(world)}
    add(world, sheet, **given)
    with pytest.raises(Problem, match="đã đăng ký danh hiệu, hình thức đó trên phiếu"):
        add(world, sheet, **given)
    add(world, sheet, **given | {"award_code": title(world, place=1)})
    assert RegistrationLine.objects.count() == 2


def test_nobody_registers_for_one_award_in_two_places(world: World, sheet: Registration, persons: Persons) -> None:
    given = {"subject_kind": "person", "person_id": persons["p1"].pk, "award_code": title(world)}
    add(world, sheet, **given)
    other = actions.open_sheet(by=world.actor("dv-can-bo"), season=world.season, today=TODAY)
    post_person(by=LOADER, person_id=persons["p1"].pk, unit=world.units["DV"], position="Kiêm nhiệm", valid_from=START)
    with pytest.raises(Problem, match="Lô Sông Xanh đã đăng ký danh hiệu này tại Xã Lục Hồn"):
        add(world, other, by="dv-can-bo", **given)


def test_lines_are_changed_and_taken_off(world: World, sheet: Registration, persons: Persons) -> None:
    by = world.actor("lh-can-bo")
    line = add(world, sheet, subject_kind="person", person_id=persons["p1"].pk, award_code=title(world))
    line.person_id, line.note = persons["p2"].pk, "Đổi người"
    actions.save_line(by=by, line=line, today=TODAY)
    kept = RegistrationLine.objects.get()
    assert (kept.pk, kept.subject_name, kept.note) == (line.pk, "Chìu Sương Mai", "Đổi người")
    actions.remove_line(by=by, line=kept, today=TODAY)
    assert not RegistrationLine.objects.exists()
    assert "bỏ đăng ký" in history_of(sheet)[0].text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Hãy ghi chỉ tiêu"),
        ({"text": "Hộ nghèo", "comparator": "change_down"}, "cần một con số"),
        ({"text": "Hộ nghèo", "value": Decimal("0.2")}, "hãy chọn cách so"),
    ],
)
def test_a_target_says_what_is_missing(
    world: World, sheet: Registration, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Problem, match=sentence):
        target = RegistrationTarget(registration=sheet, **fields)
        actions.save_target(by=world.actor("lh-can-bo"), target=target, today=TODAY)
    assert not RegistrationTarget.objects.exists()


def test_targets_keep_exact_figures(world: World, sheet: Registration) -> None:
    by = world.actor("lh-can-bo")
    target = RegistrationTarget(
        registration=sheet, text="Tỷ lệ hộ nghèo", comparator="change_down", value=Decimal("0.2"), unit_of_measure="%"
    )
    actions.save_target(by=by, target=target, today=TODAY)
    actions.save_target(
        by=by,
        target=RegistrationTarget(registration=sheet, text="Xã chuẩn y tế", comparator="maintain"),
        today=TODAY,
    )
    assert RegistrationTarget.objects.order_by("pk").values_list("value", flat=True)[0] == Decimal("0.2")
    actions.remove_target(by=by, target=target, today=TODAY)
    assert RegistrationTarget.objects.get().text == "Xã chuẩn y tế"


def test_an_empty_sheet_is_not_sent(world: World, sheet: Registration) -> None:
    with pytest.raises(Problem, match="Phiếu chưa có dòng nào"):
        actions.send_sheet(by=world.actor("lh-chu-tich"), sheet=sheet, today=TODAY)


def test_more_people_than_the_unit_has_are_not_sent(world: World, sheet: Registration) -> None:
    by = world.actor("lh-can-bo")
    add(world, sheet, subject_kind="group", group_class="direct_worker", group_count=45, award_code=title(world))
    actions.set_headcounts(
        by=by, season=world.season, unit_id=world.id("LH"), counts={"direct_worker": 40}, today=TODAY
    )
    with pytest.raises(Problem, match=r"đăng ký 45 người, nhiều hơn số người của đơn vị \(40\)"):
        actions.send_sheet(by=by, sheet=sheet, today=TODAY)
    actions.set_headcounts(
        by=by, season=world.season, unit_id=world.id("LH"), counts={"direct_worker": 45}, today=TODAY
    )
    actions.send_sheet(by=by, sheet=sheet, today=TODAY)
    assert sheet.state == RegistrationState.SENT


def test_headcounts_tell_zero_from_nobody_said(world: World) -> None:
    by = world.actor("lh-can-bo")
    actions.set_headcounts(
        by=by, season=world.season, unit_id=world.id("LH"), counts={"entrepreneur": 0, "other_leader": 3}, today=TODAY
    )
    assert queries.headcounts(world.season.pk, world.id("LH")) == {"entrepreneur": 0, "other_leader": 3}
    actions.set_headcounts(
        by=by, season=world.season, unit_id=world.id("LH"), counts={"other_leader": None}, today=TODAY
    )
    assert queries.headcounts(world.season.pk, world.id("LH")) == {"entrepreneur": 0}
    assert Headcount.objects.count() == 1


def test_a_sheet_goes_back_with_a_reason_and_comes_again(world: World, sheet: Registration) -> None:
    officer, judge = world.actor("lh-can-bo"), world.actor("chuyen-vien")
    add(world, sheet, subject_kind="collective", award_code=title(world, "collective"))
    actions.send_sheet(by=officer, sheet=sheet, today=TODAY)
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.send_back_sheet(by=judge, sheet=sheet, reason=" ", today=TODAY)
    actions.send_back_sheet(by=judge, sheet=sheet, reason="Thiếu chỉ tiêu nông thôn mới.", today=date(2023, 1, 20))
    step = last_reason(sheet)
    assert step is not None and step.reason == "Thiếu chỉ tiêu nông thôn mới."
    add(world, sheet, subject_kind="collective", team_name="Tổ một cửa", award_code=title(world, "collective"))
    actions.send_sheet(by=officer, sheet=sheet, today=date(2023, 1, 21))
    actions.accept_sheet(by=judge, sheet=sheet, today=date(2023, 1, 22))
    kept = Registration.objects.get()
    assert (kept.state, kept.sent_on, kept.decided_on) == (
        RegistrationState.ACCEPTED, date(2023, 1, 21), date(2023, 1, 22),
    )  # fmt: skip


def test_a_sheet_that_was_sent_is_not_edited_even_by_a_stale_page(
    world: World, sheet: Registration, persons: Persons
) -> None:
    line = add(world, sheet, subject_kind="collective", award_code=title(world, "collective"))
    stale = Registration.objects.get()
    actions.send_sheet(by=world.actor("lh-can-bo"), sheet=sheet, today=TODAY)
    for act in (
        lambda: add(world, stale, subject_kind="person", person_id=persons["p1"].pk),
        lambda: actions.remove_line(by=world.actor("lh-can-bo"), line=line, today=TODAY),
    ):
        with pytest.raises(Refused, match="Phiếu đang ở trạng thái «Đã gửi»"):
            act()
    with pytest.raises(Refused, match="Có người vừa xử lý"):
        actions.send_sheet(by=world.actor("lh-chu-tich"), sheet=stale, today=TODAY)
    assert RegistrationLine.objects.count() == 1


def test_the_window_binds_filling_sending_and_sending_back_but_not_accepting(world: World) -> None:
    made = sent(world, "LH", "lh-can-bo")
    judge = world.actor("chuyen-vien", LATE)
    with pytest.raises(Refused, match="Giai đoạn «Đăng ký» đã khóa"):
        actions.open_sheet(by=world.actor("dv-can-bo", LATE), season=world.season, today=LATE)
    with pytest.raises(Refused, match="đã khóa"):
        actions.send_back_sheet(by=judge, sheet=made, reason="Muộn", today=LATE)
    actions.accept_sheet(by=judge, sheet=made, today=LATE)
    assert made.state == RegistrationState.ACCEPTED
    with pytest.raises(Refused, match="đã khóa"):
        actions.set_headcounts(
            by=world.actor("lh-can-bo"), season=world.season, unit_id=world.id("LH"), counts={}, today=LATE
        )


def test_nothing_is_judged_in_a_closed_season(world: World) -> None:
    made = sent(world, "LH", "lh-can-bo")
    set_season_state(by=world.actor("chuyen-vien"), season=made.season, state=SeasonState.CLOSED)
    with pytest.raises(Refused, match="đã kết thúc"):
        actions.accept_sheet(by=world.actor("chuyen-vien"), sheet=made, today=TODAY)


def test_accepting_many_takes_those_that_wait_and_names_the_rest(world: World, sheet: Registration) -> None:
    first, second = sent(world, "DV", "dv-can-bo"), sent(world, "PN", "pn-can-bo")
    act = actions.BulkAccept(world.actor("chuyen-vien"), world.season, TODAY)
    rows = [sheet, first, second, None]
    assert act.applicable_to(rows) == [first, second]
    assert act.confirmation_message(rows) == "Tiếp nhận 2 phiếu đăng ký đang chờ."
    assert act.warning_for_inapplicables(rows).startswith("2 đơn vị trong danh sách được bỏ qua")
    actions.accept_sheet(by=world.actor("chuyen-vien"), sheet=Registration.objects.get(pk=first.pk), today=TODAY)
    done, left = act.apply(rows)  # ``first`` still looks sent to this page
    assert done == 1 and len(left) == 1 and left[0].startswith("Xã Đồng Văn: Có người vừa xử lý")
    assert Registration.objects.filter(state=RegistrationState.ACCEPTED).count() == 2


def test_only_units_that_are_behind_are_reminded(world: World, sheet: Registration) -> None:
    sent(world, "DV", "dv-can-bo")
    by = world.actor("chuyen-vien")
    told = actions.remind_units(by=by, season=world.season, text="Đề nghị gửi.", url="/dang-ky/", today=TODAY)
    assert told.units == 3  # Lục Hồn (drafting), Phòng Nội vụ, Hội Phụ nữ


def test_the_database_keeps_subjects_whole(world: World, sheet: Registration, persons: Persons) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationLine.objects.create(registration=sheet, subject_kind="person")
    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationLine.objects.create(
            registration=sheet, subject_kind="group", group_class="direct_worker", person=persons["p1"], group_count=2
        )


def test_the_specialist_corrects_a_headcount_below_also_after_the_window(world: World) -> None:
    given = {"season": world.season, "counts": {"direct_worker": 12}}
    actions.set_headcounts(by=world.actor("chuyen-vien", LATE), unit_id=world.id("DV"), today=LATE, **given)
    assert queries.headcounts(world.season.pk, world.id("DV")) == {"direct_worker": 12}
    for name, unit in (("lh-can-bo", "DV"), ("chuyen-vien", "AK"), ("kiem-tra", "LH"), ("qp-chuyen-vien", "LH")):
        with pytest.raises(Refused):
            actions.set_headcounts(by=world.actor(name), unit_id=world.id(unit), today=TODAY, **given)
