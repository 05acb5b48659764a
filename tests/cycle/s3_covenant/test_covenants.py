"""Covenants: the text freezes when signing opens, each member signs the hash of what it read, nothing is taken away."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from django.db import IntegrityError, transaction

from tests.cycle.s3_covenant.conftest import FIRST, LATE, SIGNERS, TEXT, TODAY, places, sign
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.base.audit.queries import history_of
from thidua.base.season.actions import set_season_state
from thidua.base.season.enums import SeasonState
from thidua.base.workflow.queries import steps_of
from thidua.cycle.s3_covenant import policies, queries
from thidua.cycle.s3_covenant.actions import covenants as actions
from thidua.cycle.s3_covenant.actions.clusters import set_places
from thidua.cycle.s3_covenant.enums import CovenantState
from thidua.cycle.s3_covenant.models import Cluster, Commitment, Covenant, Signature
from thidua.cycle.s3_covenant.wording import Promise, hash_of


def test_commitments_are_numbered_in_their_order(world: World, draft: Covenant) -> None:
    assert [(c.number, c.title) for c in Commitment.objects.all()] == [(1, "Kinh tế"), (2, "")]
    turned = replace(TEXT, promises=(TEXT.promises[1], TEXT.promises[0]))
    actions.redraft_covenant(by=world.actor("truong-khoi"), covenant=draft, text=turned, today=TODAY)
    assert [(c.number, c.title) for c in Commitment.objects.all()] == [(1, ""), (2, "Kinh tế")]


@pytest.mark.parametrize(
    ("promise", "sentence"),
    [
        (Promise(1, " "), "Cam kết số 1: hãy ghi nội dung cam kết"),
        (Promise(1, "A", comparator="at_least"), "Cam kết số 1: đã chọn cách so sánh thì phải ghi mức"),
        (Promise(1, "A", low=D(3)), "Cam kết số 1: đã ghi mức thì phải chọn cách so sánh"),
        (Promise(1, "A", comparator="range", low=D(3)), "cần hai mức"),
        (Promise(1, "A", comparator="range", low=D(3), high=D(2)), "cần hai mức"),
    ],
)
def test_a_commitment_that_says_too_little_is_refused_with_its_number(
    world: World, cluster: Cluster, promise: Promise, sentence: str
) -> None:
    with pytest.raises(Problem, match=sentence):
        actions.draft_covenant(
            by=world.actor("truong-khoi"), cluster=cluster, text=replace(TEXT, promises=(promise,)), today=TODAY
        )
    assert not Covenant.objects.exists()


def test_a_cluster_has_one_covenant(world: World, draft: Covenant) -> None:
    with pytest.raises(Problem, match="đã có giao ước"):
        actions.draft_covenant(by=world.actor("truong-khoi"), cluster=draft.cluster, text=TEXT, today=TODAY)
    with pytest.raises(Problem, match="Hãy ghi tên giao ước"):
        blank = replace(TEXT, title=" ")
        actions.redraft_covenant(by=world.actor("truong-khoi"), covenant=draft, text=blank, today=TODAY)


def test_opening_freezes_the_text_under_its_hash(world: World, opened: Covenant) -> None:
    kept = Covenant.objects.get()
    assert (kept.state, kept.opened_on) == (CovenantState.OPEN, TODAY)
    assert kept.text_hash == hash_of(kept.frozen_text) and "nông thôn mới nâng cao" in kept.frozen_text
    assert queries.is_intact(kept)
    stale = Covenant.objects.get()
    stale.state = CovenantState.DRAFT
    with pytest.raises(Refused, match="không sửa được nội dung"):
        actions.redraft_covenant(by=world.actor("truong-khoi"), covenant=stale, text=TEXT, today=TODAY)
    with pytest.raises(Refused, match="Có người vừa xử lý"):
        actions.open_covenant(by=world.actor("truong-khoi"), covenant=stale, today=TODAY)


def test_an_empty_covenant_and_one_out_of_time_are_not_opened(world: World, draft: Covenant) -> None:
    head = world.actor("truong-khoi")
    with pytest.raises(Refused, match="Giai đoạn «Giao ước» đã khóa"):
        actions.open_covenant(by=world.actor("truong-khoi", LATE), covenant=draft, today=LATE)
    actions.redraft_covenant(by=head, covenant=draft, text=replace(TEXT, promises=()), today=TODAY)
    with pytest.raises(Problem, match="chưa có cam kết nào"):
        actions.open_covenant(by=head, covenant=draft, today=TODAY)


def test_it_is_signed_when_the_last_member_has_signed(world: World, opened: Covenant) -> None:
    for username in SIGNERS[:3]:
        sign(world, opened, username)
    assert Covenant.objects.get().state == CovenantState.OPEN
    assert queries.waiting_units(opened, TODAY) == {world.id("PNU"): "Hội Liên hiệp Phụ nữ huyện"}
    sign(world, opened, SIGNERS[3])
    kept = Covenant.objects.get()
    assert (kept.state, kept.signed_on, opened.state) == (CovenantState.SIGNED, TODAY, CovenantState.SIGNED)
    assert [s.name for s in steps_of(kept)] == ["open", "complete"]
    first = Signature.objects.first()
    assert first
    assert (first.unit_name, first.signer_name, first.office) == ("Xã Lục Hồn", "Thủ trưởng đơn vị LH", "Chủ tịch")
    assert (first.signed_on, first.text_hash, first.account_id) == (
        TODAY, kept.text_hash, world.desks["lh-chu-tich"].account_id,
    )  # fmt: skip
    told = " ".join(line.text for line in history_of(kept))
    assert f"ký «{kept.title}» cho Xã Lục Hồn; mã băm văn bản {kept.text_hash[:12]}" in told
    assert verify().intact and verify().unsealed == 0


def test_a_unit_signs_once_whoever_represents_it(world: World, opened: Covenant) -> None:
    sign(world, opened, "lh-chu-tich")
    with pytest.raises(Problem, match="Xã Lục Hồn đã ký giao ước này rồi"):
        sign(world, opened, "lh-can-bo")
    assert Signature.objects.count() == 1


def test_signing_after_the_text_changed_in_the_tables_is_refused(world: World, opened: Covenant) -> None:
    Commitment.objects.filter(number=1).update(target_low=D(8))
    assert not queries.is_intact(opened)
    with pytest.raises(Refused, match="không còn khớp với bản đã mở ký"):
        sign(world, opened, "dv-can-bo")
    Commitment.objects.filter(number=1).update(target_low=D(9))
    sign(world, opened, "dv-can-bo")
    Covenant.objects.update(frozen_text="khác")
    with pytest.raises(Refused, match="không còn khớp"):
        sign(world, opened, "pn-can-bo")


def test_signing_a_text_that_was_taken_back_and_opened_anew_is_refused(world: World, opened: Covenant) -> None:
    head, read = world.actor("truong-khoi"), opened.text_hash
    sign(world, opened, "dv-can-bo")
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        actions.take_back_covenant(by=head, covenant=opened, today=TODAY, reason="")
    actions.take_back_covenant(by=head, covenant=opened, today=TODAY, reason="Sai chỉ tiêu")
    assert queries.signed_units(world.season.pk) == frozenset()
    with pytest.raises(Refused, match="chưa mở ký"):
        sign(world, opened, "pn-can-bo")
    changed = replace(TEXT, promises=(replace(TEXT.promises[0], low=D(10)), TEXT.promises[1]))
    actions.redraft_covenant(by=head, covenant=opened, text=changed, today=TODAY)
    actions.open_covenant(by=head, covenant=opened, today=TODAY)
    with pytest.raises(Refused, match="đã được sửa và mở ký lại sau khi bạn mở trang ký"):
        sign(world, opened, "pn-can-bo", text_hash=read)
    assert len(queries.waiting_units(opened, TODAY)) == 4, "the old signature stands under the old text only"
    sign(world, opened, "dv-can-bo")
    assert Signature.objects.filter(unit_id=world.id("DV")).count() == 2


def test_taken_back_and_opened_unchanged_the_signatures_still_hold(world: World, opened: Covenant) -> None:
    head = world.actor("truong-khoi")
    sign(world, opened, "dv-can-bo")
    actions.take_back_covenant(by=head, covenant=opened, today=TODAY, reason="Xem lại")
    actions.open_covenant(by=head, covenant=opened, today=TODAY)
    assert queries.signed_units(world.season.pk) == frozenset({world.id("DV")})


def test_a_signature_can_not_be_changed_in_the_database(world: World, opened: Covenant) -> None:
    sign(world, opened, "dv-can-bo")
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.update(signer_name="Người khác")
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.all().delete()


@pytest.mark.parametrize(
    ("username", "sentence"),
    [
        ("truong-khoi", "thủ trưởng hoặc cán bộ thi đua của đơn vị thành viên"),
        ("chuyen-vien", "thủ trưởng hoặc cán bộ thi đua của đơn vị thành viên"),
        ("chu-tich", "thủ trưởng hoặc cán bộ thi đua của đơn vị thành viên"),
        ("kiem-tra", "thủ trưởng hoặc cán bộ thi đua của đơn vị thành viên"),
        ("ak-can-bo", "thuộc đơn vị khác"),
    ],
)
def test_only_a_representative_of_a_member_signs(world: World, opened: Covenant, username: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        sign(world, opened, username)
    assert not Signature.objects.exists()


def test_a_unit_that_left_does_not_sign_and_is_not_waited_for(world: World, opened: Covenant) -> None:
    stay = tuple(world.id(c) for c in ("LH", "DV", "PN"))
    since = date(2023, 3, 2)
    set_places(
        by=world.actor("chuyen-vien"), cluster=opened.cluster, places=places(world, starts=since, member_ids=stay)
    )
    with pytest.raises(Refused, match="Hội Liên hiệp Phụ nữ huyện không phải thành viên"):
        sign(world, opened, "pnu-chu-tich")
    for username in SIGNERS[:3]:
        sign(world, opened, username)
    assert Covenant.objects.get().state == CovenantState.SIGNED


def test_a_unit_that_joins_a_signed_covenant_signs_the_same_text(world: World, opened: Covenant) -> None:
    first = places(world, starts=date(2023, 3, 1), member_ids=tuple(world.id(c) for c in ("LH", "DV", "PN")))
    by = world.actor("chuyen-vien")
    set_places(by=by, cluster=opened.cluster, places=first)
    for username in SIGNERS[:3]:
        sign(world, opened, username)
    later = replace(first, starts=date(2023, 3, 2), member_ids=(*first.member_ids, world.id("PNU")))
    set_places(by=by, cluster=opened.cluster, places=later)
    [(_, done, expected)] = queries.signing_coverage(world.season.pk, TODAY)
    assert (done, expected) == (3, 4)
    sign(world, opened, "pnu-chu-tich")
    [(_, done, expected)] = queries.signing_coverage(world.season.pk, TODAY)
    assert (done, expected) == (4, 4)


def test_signing_has_its_time_and_needs_an_office(world: World, opened: Covenant) -> None:
    late = world.actor("dv-can-bo", LATE)
    given = {"covenant": opened, "text_hash": opened.text_hash}
    with pytest.raises(Refused, match="Giai đoạn «Giao ước» đã khóa"):
        actions.sign(by=late, office="Chủ tịch", today=LATE, **given)
    with pytest.raises(Problem, match="Hãy ghi chức vụ"):
        sign(world, opened, "dv-can-bo", office=" ")
    set_season_state(by=world.actor("chuyen-vien"), season=world.season, state=SeasonState.CLOSED)
    with pytest.raises(Refused, match="đã kết thúc"):
        sign(world, opened, "dv-can-bo")


def test_only_the_head_runs_the_covenant(world: World, cluster: Cluster, opened: Covenant) -> None:
    for username in ("lh-chu-tich", "dv-can-bo", "chuyen-vien", "chu-tich", "kiem-tra", "qp-chuyen-vien"):
        by = world.actor(username)
        for act in (
            lambda by=by: actions.draft_covenant(by=by, cluster=cluster, text=TEXT, today=TODAY),
            lambda by=by: actions.redraft_covenant(by=by, covenant=opened, text=TEXT, today=TODAY),
            lambda by=by: actions.open_covenant(by=by, covenant=opened, today=TODAY),
            lambda by=by: actions.take_back_covenant(by=by, covenant=opened, today=TODAY, reason="x"),
        ):
            with pytest.raises(Refused):
                act()
    before = world.actor("truong-khoi", date(2023, 1, 11))
    with pytest.raises(Refused, match="theo quyết định đang áp dụng"):
        actions.take_back_covenant(by=before, covenant=opened, today=date(2023, 1, 11), reason="x")


def test_a_covenant_is_for_members_and_authority_until_all_have_signed(world: World, opened: Covenant) -> None:
    outside = ("tham-dinh", "thu-ky", "bl-quan-tri")
    for username in ("lh-can-bo", "truong-khoi", "chuyen-vien", "chu-tich", "kiem-tra", "quan-tri"):
        policies.check_sees_covenant(world.actor(username), opened, TODAY)
        policies.sees_by_id(Covenant)(world.actor(username), opened.pk)
    for username in (*outside, "ak-can-bo"):
        with pytest.raises(Refused):
            policies.check_sees_covenant(world.actor(username), opened, TODAY)
        with pytest.raises(Refused):
            policies.sees_by_id(Covenant)(world.actor(username), opened.pk)
    for username in SIGNERS:
        sign(world, opened, username)
    for username in outside:
        policies.check_sees_covenant(world.actor(username), opened, TODAY)
        policies.sees_by_id(Covenant)(world.actor(username), opened.pk)
    with pytest.raises(Refused, match="Không có mục này"):
        policies.sees_by_id(Covenant)(world.actor("chuyen-vien"), 999_999)


def test_files_are_hung_on_by_the_specialist_and_the_head(world: World, opened: Covenant) -> None:
    for model, pk in ((Covenant, opened.pk), (Cluster, opened.cluster_id)):
        for username in ("chuyen-vien", "truong-khoi"):
            policies.writes_by_id(model)(world.actor(username), pk)
        for username in ("lh-chu-tich", "chu-tich", "kiem-tra", "qp-chuyen-vien"):
            with pytest.raises(Refused):
                policies.writes_by_id(model)(world.actor(username), pk)


def test_only_those_who_have_not_signed_are_reminded(world: World, opened: Covenant) -> None:
    sign(world, opened, "dv-can-bo")
    given = {"covenant": opened, "text": "Đề nghị ký.", "url": "/x/", "today": TODAY}
    told = actions.remind_unsigned(by=world.actor("truong-khoi"), **given)
    assert (told.units, told.already) == (3, 0)
    again = actions.remind_unsigned(by=world.actor("chuyen-vien"), **given)
    assert (again.units, again.already) == (0, 3)
    for username in ("lh-chu-tich", "kiem-tra", "chu-tich"):
        with pytest.raises(Refused):
            actions.remind_unsigned(by=world.actor(username), **given)
    for username in ("lh-chu-tich", "pn-can-bo", "pnu-chu-tich"):
        sign(world, opened, username)
    with pytest.raises(Refused, match="không còn ai cần nhắc"):
        actions.remind_unsigned(by=world.actor("truong-khoi"), **given)


def test_nobody_is_reminded_of_what_can_no_longer_be_signed(world: World, opened: Covenant) -> None:
    late = world.actor("chuyen-vien", LATE)
    with pytest.raises(Refused, match="Giai đoạn «Giao ước» đã khóa"):
        actions.remind_unsigned(by=late, covenant=opened, text="x", url="/x/", today=LATE)


def test_a_draft_has_nobody_to_remind(world: World, draft: Covenant) -> None:
    with pytest.raises(Refused, match="chưa mở ký nên chưa có ai để nhắc"):
        actions.remind_unsigned(by=world.actor("truong-khoi"), covenant=draft, text="x", url="/x/", today=TODAY)
    assert FIRST < TODAY
