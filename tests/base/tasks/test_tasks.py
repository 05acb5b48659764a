"""Given tasks: who finds them, who finishes them, who takes them back; duties in order."""

from datetime import date

import pytest

from tests.base.documents.world import PEOPLE, TODAY, World
from tests.base.tasks.conftest import Stage
from tests.world import LOADER
from thidua.base.access.actor import STRANGER, Problem, Refused, refusal
from thidua.base.access.enums import Role
from thidua.base.audit.queries import history_of
from thidua.base.tasks import actions, policies, queries
from thidua.base.tasks.duties import duties_of, overseen_units
from thidua.base.tasks.enums import TaskState
from thidua.base.tasks.models import Notice, Task
from thidua.base.workflow.queries import last_reason


def _give(world: World, **changes: object) -> Task:
    given: dict[str, object] = {
        "title": "Đính chính kết quả chỉ tiêu 3",
        "unit": world.units["LH"],
        "role": Role.UNIT_OFFICER,
        "due": date(2023, 6, 20),
        "url": "/bao-cao/3/",
        "reason": "Số liệu không khớp phụ lục",
        "season": world.seasons["BL"],
        "source": world.seasons["BL"],
    }
    return actions.create_task(by=world.actor("chuyen-vien"), today=TODAY, **{**given, **changes})  # type: ignore[arg-type]


def test_a_task_is_found_by_whoever_must_do_it_and_by_nobody_else(world: World) -> None:
    made = _give(world)
    season = world.seasons["BL"]
    finders = {u for u, *_ in PEOPLE if [d for d in duties_of(world.actor(u), season, TODAY) if d.title == made.title]}
    assert finders == {"lh-can-bo"}
    duty = duties_of(world.actor("lh-can-bo"), season, TODAY)[0]
    assert (duty.due, duty.url, duty.stage) == (date(2023, 6, 20), f"/viec/giao/{made.pk}/", "")
    assert Notice.objects.get().text == "Việc mới: Đính chính kết quả chỉ tiêu 3"
    assert "Số liệu không khớp phụ lục" in history_of(made)[0].text
    assert list(queries.tasks_about(season)) == [made]


def test_a_task_for_one_account_waits_in_each_of_its_roles_and_without_a_season(world: World) -> None:
    account = world.desks["dv-can-bo"].account
    _give(world, unit=None, role=None, account=account, season=None, title="Việc riêng")
    _give(world, unit=None, role=None, account=account, season=world.seasons["QP"], title="Việc năm khác")
    for season in (world.seasons["BL"], None):
        assert [d.title for d in duties_of(world.actor("dv-can-bo"), season, TODAY)] == ["Việc riêng"]
    assert duties_of(STRANGER, None, TODAY) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"unit": None}, "title"),
        ({"role": None}, "title"),
        ({"due": date(2023, 6, 11)}, "due"),
    ],
)
def test_a_task_names_somebody_and_a_day_to_come(world: World, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Problem) as caught:
        _give(world, **changes)
    assert caught.value.field == field and not Task.objects.exists()


def test_auditors_and_strangers_give_nothing(world: World) -> None:
    for by in (world.actor("kiem-tra"), STRANGER):
        with pytest.raises(Refused):
            actions.create_task(by=by, title="x", today=TODAY, unit=world.units["LH"], role=Role.UNIT_OFFICER)
        with pytest.raises(Refused):
            actions.remind(by=by, unit_ids=[world.id("LH")], text="x", url="/", today=TODAY)


def test_only_who_must_do_it_finishes_it_and_only_once(world: World) -> None:
    made = _give(world)
    for username, *_ in PEOPLE:
        if username != "lh-can-bo":
            with pytest.raises(Refused):
                actions.finish_task(by=world.actor(username), task=made, today=TODAY)
    actions.finish_task(by=world.actor("lh-can-bo"), task=made, today=TODAY, note="Đã nộp bản đính chính")
    assert made.state == TaskState.DONE and duties_of(world.actor("lh-can-bo"), world.seasons["BL"], TODAY) == []
    with pytest.raises(Refused, match="Đã xong"):
        actions.finish_task(by=world.actor("lh-can-bo"), task=made, today=TODAY)


def test_only_the_unit_that_gave_it_takes_it_back_with_a_reason(world: World) -> None:
    made = _give(world)
    for username in ("lh-can-bo", "lh-chu-tich", "dv-can-bo", "qp-chuyen-vien", "uy-vien", "kiem-tra"):
        with pytest.raises(Refused):
            actions.cancel_task(by=world.actor(username), task=made, today=TODAY, reason="x")
    with pytest.raises(Refused, match="lý do"):
        actions.cancel_task(by=world.actor("chuyen-vien"), task=made, today=TODAY, reason=" ")
    actions.cancel_task(by=world.actor("chuyen-vien"), task=made, today=TODAY, reason="Giao nhầm đơn vị")
    step = last_reason(made)
    assert made.state == TaskState.CANCELLED and step is not None and step.reason == "Giao nhầm đơn vị"


def test_who_may_read_a_task(world: World) -> None:
    made = _give(world)
    readers = {u for u, *_ in PEOPLE if not refusal(policies.check_sees_task, world.actor(u), made)}
    assert readers == {"lh-can-bo", "chuyen-vien", "chu-tich", "kiem-tra"}
    assert refusal(policies.check_sees_task, STRANGER, made)
    assert refusal(policies.check_finishes_task, STRANGER, made)


def test_a_giver_without_a_unit_opens_no_door_to_others_without_a_unit(world: World) -> None:
    made = actions.create_task(by=LOADER, title="x", today=TODAY, unit=world.units["LH"], role=Role.UNIT_OFFICER)
    assert made.giver_unit_id is None
    assert refusal(policies.check_cancels_task, LOADER, made) and refusal(policies.check_sees_task, LOADER, made)


def test_duties_come_oldest_deadline_first_and_those_without_one_last(world: World, stage: Stage) -> None:
    stage.due = {world.id("LH"): date(2023, 6, 15)}
    for title, due in (("Sau", date(2023, 6, 30)), ("Không hạn", None), ("Trước", date(2023, 6, 13))):
        _give(world, title=title, due=due)
    actor = world.actor("lh-can-bo")
    found = duties_of(actor, world.seasons["BL"], TODAY)
    assert [d.title for d in found] == ["Trước", "Gửi đăng ký thi đua", "Sau", "Không hạn"]
    assert [d.overdue(date(2023, 6, 16)) for d in found] == [True, True, False, False]


def test_whom_an_actor_follows(world: World, stage: Stage) -> None:
    stage.follows = {world.id("LH"): {world.id("LH"), world.id("DV")}}
    season = world.seasons["BL"]
    below = {world.id("LH"), world.id("DV")}
    expected = {
        "chuyen-vien": below,
        "chu-tich": below,
        "lh-truong-cum": {world.id("DV")},
        "qp-chuyen-vien": {world.id("AK")},
    }
    for username, *_ in PEOPLE:
        assert overseen_units(world.actor(username), season, TODAY) == expected.get(username, set()), username
    assert overseen_units(STRANGER, season, TODAY) == set()
