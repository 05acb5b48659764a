"""Writing movements: what is kept, what is refused, and with which sentence."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.cycle.s1_launch.conftest import a_draft
from tests.cycle.s1_launch.world import LATE, TODAY, World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.base.audit.queries import history_of
from thidua.base.documents.actions import record_document
from thidua.base.documents.queries import citations_of
from thidua.base.season.actions import lock_stage, set_season_state
from thidua.base.season.enums import SeasonState
from thidua.base.workflow.queries import steps_of
from thidua.cycle.s1_launch import actions, queries
from thidua.cycle.s1_launch.enums import MovementKind, MovementState, ReceiptState
from thidua.cycle.s1_launch.models import Movement, MovementReceipt


def test_a_draft_keeps_what_was_typed_and_takes_level_and_code_by_itself(world: World, draft: Movement) -> None:
    kept = Movement.objects.get()
    assert (kept.code, kept.get_level_display(), kept.state) == ("PT-2023-01", "Cấp huyện", MovementState.DRAFT)
    assert kept.search_fold.startswith("thi dua xay dung nong thon moi")
    assert "soạn phong trào" in history_of(kept)[0].text


def test_a_launch_without_named_units_goes_to_all_units_directly_below(world: World, launched: Movement) -> None:
    names = [row.unit_name for row in queries.cascade(launched.pk).rows]
    assert names == ["Hội Liên hiệp Phụ nữ huyện", "Phòng Nội vụ", "Xã Đồng Văn", "Xã Lục Hồn"]
    assert (launched.state, launched.launched_on) == (MovementState.LAUNCHED, TODAY)
    assert [s.name for s in steps_of(launched)] == ["launch"]
    assert verify().intact and verify().unsealed == 0


def test_a_launch_goes_only_to_the_units_that_were_named(world: World) -> None:
    typed = a_draft(
        unit_ids=(world.id("LH"), world.id("BC")), clusters=("Khối xã",), member_of={world.id("LH"): "Khối xã"}
    )
    movement = actions.draft_movement(by=world.actor("chuyen-vien"), season=world.season, draft=typed, today=TODAY)
    actions.launch_movement(by=world.actor("chu-tich"), movement=movement, today=TODAY)
    found = queries.cascade(movement.pk)
    assert {(r.unit_name, r.cluster_name) for r in found.rows} == {("Xã Lục Hồn", "Khối xã"), ("Thôn Bản Cáu", "")}
    assert found.clusters == ("Khối xã",)


def test_rewriting_a_draft_keeps_which_cluster_a_unit_was_named_under(world: World) -> None:
    by = world.actor("chuyen-vien")
    typed = a_draft(
        unit_ids=(world.id("LH"),), clusters=("Khối xã", "Khối trường"), member_of={world.id("LH"): "Khối xã"}
    )
    movement = actions.draft_movement(by=by, season=world.season, draft=typed, today=TODAY)
    again = a_draft(title="Tên mới", unit_ids=(world.id("LH"), world.id("DV")), clusters=("Khối xã",))
    actions.redraft_movement(by=by, movement=movement, draft=again, today=TODAY)
    rows = {r.unit_name: r.cluster_name for r in queries.cascade(movement.pk).rows}
    assert rows == {"Xã Lục Hồn": "Khối xã", "Xã Đồng Văn": ""}
    assert Movement.objects.get().title == "Tên mới"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "  "}, "Hãy ghi tên phong trào."),
        ({"period_to": date(2023, 1, 1)}, "Ngày kết thúc phải bằng hoặc sau ngày bắt đầu."),
        ({"code": "PT-2023-01"}, "đã có trong năm thi đua"),
        ({"unit_ids": (999_999,)}, "đơn vị không có trong danh sách"),
        ({"base_ids": (999_999,)}, "Có văn bản không còn trong danh sách"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence_and_leaves_nothing(
    world: World, draft: Movement, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Problem, match=sentence):
        actions.draft_movement(
            by=world.actor("chuyen-vien"), season=world.season, draft=a_draft(**changes), today=TODAY
        )
    assert Movement.objects.count() == 1


def test_units_above_beside_and_strange_can_not_be_addressed(world: World) -> None:
    for unit in ("BL", "DV", "AK"):
        typed = a_draft(unit_ids=(world.id(unit),))
        with pytest.raises(Problem, match=f"không gửi được tới: {world.units[unit]}"):
            actions.draft_movement(by=world.actor("lh-can-bo"), season=world.season, draft=typed, today=TODAY)


def test_a_mass_organisation_addresses_units_beside_it(world: World) -> None:
    typed = a_draft(title="5 không, 3 sạch", kind=MovementKind.THEMED, unit_ids=(world.id("LH"),))
    by = world.actor("pnu-chu-tich", LATE)
    movement = actions.draft_movement(by=by, season=world.season, draft=typed, today=LATE)
    actions.launch_movement(by=by, movement=movement, today=LATE)
    assert [r.unit_name for r in queries.cascade(movement.pk).rows] == ["Xã Lục Hồn"]


def test_legal_bases_follow_what_is_chosen(world: World) -> None:
    by = world.actor("chuyen-vien")
    given = {"by": by, "kept_by": world.units["BL"], "kind": "plan", "issuer": "UBND huyện", "issued_on": TODAY}
    first = record_document(**given, number="01/KH-UBND", summary="Kế hoạch thi đua năm 2023")
    second = record_document(**given, number="02/KH-UBND", summary="Kế hoạch nông thôn mới năm 2023")
    typed = a_draft(contents="", base_ids=(first.pk,))
    movement = actions.draft_movement(by=by, season=world.season, draft=typed, today=TODAY)
    actions.redraft_movement(by=by, movement=movement, draft=a_draft(contents="", base_ids=(second.pk,)), today=TODAY)
    assert [line.document_id for line in citations_of(movement, TODAY)] == [second.pk]
    actions.launch_movement(by=world.actor("chu-tich"), movement=movement, today=TODAY)
    assert movement.state == MovementState.LAUNCHED


def test_a_movement_without_contents_and_bases_is_not_launched(world: World) -> None:
    movement = actions.draft_movement(
        by=world.actor("chuyen-vien"), season=world.season, draft=a_draft(contents=" "), today=TODAY
    )
    with pytest.raises(Problem, match="Hãy ghi nội dung thi đua"):
        actions.launch_movement(by=world.actor("chu-tich"), movement=movement, today=TODAY)


def test_a_movement_whose_time_is_over_is_not_launched(world: World) -> None:
    over = a_draft(kind=MovementKind.THEMED, period_to=date(2023, 5, 31))
    movement = actions.draft_movement(by=world.actor("chuyen-vien"), season=world.season, draft=over, today=TODAY)
    with pytest.raises(Problem, match="Thời gian thi đua đã hết"):
        actions.launch_movement(by=world.actor("chu-tich", LATE), movement=movement, today=LATE)


def test_what_was_launched_is_neither_rewritten_nor_launched_twice(world: World, launched: Movement) -> None:
    stale = Movement.objects.get()
    stale.state = MovementState.DRAFT  # what a page that was opened before the launch still believes
    with pytest.raises(Refused, match="không sửa nội dung"):
        actions.redraft_movement(by=world.actor("chuyen-vien"), movement=stale, draft=a_draft(title="X"), today=TODAY)
    with pytest.raises(Refused, match="Có người vừa xử lý"):
        actions.launch_movement(by=world.actor("chu-tich"), movement=stale, today=TODAY)
    kept = Movement.objects.get()
    assert (kept.state, kept.title) == (MovementState.LAUNCHED, "Thi đua xây dựng nông thôn mới năm 2023")


def test_a_unit_receives_once(world: World, launched: Movement) -> None:
    actions.receive_movement(by=world.actor("lh-can-bo"), movement=launched, today=TODAY)
    with pytest.raises(Problem, match="đã tiếp nhận phong trào này rồi"):
        actions.receive_movement(by=world.actor("lh-chu-tich"), movement=launched, today=TODAY)
    receipt = MovementReceipt.objects.get()
    assert (receipt.unit_id, receipt.received_on, receipt.by_name) == (
        world.id("LH"), TODAY, "Cán bộ thi đua đơn vị LH",
    )  # fmt: skip


def test_a_receipt_can_not_be_changed_in_the_database(world: World, launched: Movement) -> None:
    actions.receive_movement(by=world.actor("lh-can-bo"), movement=launched, today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        MovementReceipt.objects.update(by_name="Người khác")
    with pytest.raises(IntegrityError), transaction.atomic():
        MovementReceipt.objects.all().delete()


def test_launching_anew_is_linked_to_the_parent_and_counts_as_received(world: World, launched: Movement) -> None:
    officer, head = world.actor("lh-can-bo"), world.actor("lh-chu-tich")
    child = actions.draft_relaunch(by=officer, parent=launched, draft=a_draft(title="Xã Lục Hồn thi đua"), today=TODAY)
    assert (child.parent, child.code, child.get_level_display()) == (launched, "PT-2023-01-LH", "Cấp xã")
    found = queries.cascade(launched.pk)
    assert (found.expected, found.received, found.relaunched) == (4, 1, 0)
    actions.launch_movement(by=head, movement=child, today=TODAY)
    found = queries.cascade(launched.pk)
    assert (found.received, found.relaunched) == (1, 1)
    row = next(r for r in found.rows if r.unit_id == world.id("LH"))
    assert (row.state, row.child_id, row.relaunched_on) == (ReceiptState.RELAUNCHED, child.pk, TODAY)
    assert [r.unit_name for r in queries.cascade(child.pk).rows] == ["Thôn Bản Cáu"]


def test_a_unit_launches_the_same_movement_anew_only_once(world: World, launched: Movement) -> None:
    officer = world.actor("lh-can-bo")
    actions.draft_relaunch(by=officer, parent=launched, draft=a_draft(), today=TODAY)
    with pytest.raises(Problem, match="đã soạn phong trào này để phát động lại"):
        actions.draft_relaunch(by=officer, parent=launched, draft=a_draft(), today=TODAY)
    assert Movement.objects.filter(parent=launched).count() == 1


def test_summing_up_and_closing(world: World, launched: Movement) -> None:
    end, by = date(2024, 1, 10), world.actor("chu-tich")
    with pytest.raises(Problem, match="Hãy ghi kết quả"):
        actions.sum_up_movement(by=by, movement=launched, summary="  ", today=end)
    with pytest.raises(Refused, match="Không thể «Kết thúc»"):
        actions.close_movement(by=by, movement=launched, today=end)
    actions.sum_up_movement(by=by, movement=launched, summary="118 tập thể đạt chỉ tiêu.", today=end)
    actions.close_movement(by=by, movement=launched, today=end)
    kept = Movement.objects.get()
    assert (kept.state, kept.summary, kept.summed_up_on) == (MovementState.CLOSED, "118 tập thể đạt chỉ tiêu.", end)
    with pytest.raises(Refused, match="Phong trào đã kết thúc"):
        actions.receive_movement(by=world.actor("lh-can-bo"), movement=kept, today=end)


def test_only_units_that_are_behind_are_reminded(world: World, launched: Movement) -> None:
    actions.receive_movement(by=world.actor("lh-can-bo"), movement=launched, today=TODAY)
    by = world.actor("chuyen-vien")
    told = actions.remind_units(by=by, movement=launched, text="Đề nghị tiếp nhận.", url="/x/", today=TODAY)
    assert (told.units, told.already) == (3, 0)
    again = actions.remind_units(by=by, movement=launched, text="Đề nghị tiếp nhận.", url="/x/", today=TODAY)
    assert (again.units, again.already) == (0, 3)
    for name in ("dv-can-bo", "pn-can-bo", "pnu-chu-tich"):
        actions.receive_movement(by=world.actor(name), movement=launched, today=TODAY)
    with pytest.raises(Refused, match="không còn đơn vị nào cần nhắc"):
        actions.remind_units(by=by, movement=launched, text="Đề nghị tiếp nhận.", url="/x/", today=TODAY)


def test_the_window_binds_regular_movements_and_a_lock_by_hand_binds_all(world: World, draft: Movement) -> None:
    late = world.actor("chu-tich", LATE)
    with pytest.raises(Refused, match="Giai đoạn «Phát động» đã khóa"):
        actions.launch_movement(by=late, movement=draft, today=LATE)
    themed = a_draft(title="OCOP", kind=MovementKind.THEMED, code="PT-OCOP")
    actions.draft_movement(by=late, season=world.season, draft=themed, today=LATE)
    lock_stage(by=world.actor("chuyen-vien"), season=world.season, stage="s1_launch", locked=True, reason="đã chốt")
    with pytest.raises(Refused, match="đã khóa \\(đã chốt\\)"):
        actions.draft_movement(by=late, season=world.season, draft=a_draft(kind=MovementKind.THEMED), today=LATE)


def test_nothing_is_written_in_a_closed_season(world: World, launched: Movement) -> None:
    set_season_state(by=world.actor("chuyen-vien"), season=world.season, state=SeasonState.CLOSED)
    launched.season.refresh_from_db()
    with pytest.raises(Refused, match="Năm thi đua này đã kết thúc"):
        actions.sum_up_movement(by=world.actor("chu-tich"), movement=launched, summary="Xong", today=LATE)
    with pytest.raises(Refused, match="Năm thi đua này đã kết thúc"):
        actions.draft_movement(by=world.actor("chuyen-vien"), season=world.season, draft=a_draft(), today=TODAY)
