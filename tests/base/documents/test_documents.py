"""Documents: recorded, corrected, ended, replaced; who may; what is in force when."""

from datetime import date

import pytest

from tests.base.documents.world import PEOPLE, TODAY, World
from thidua.base.access.actor import STRANGER, Problem, Refused, refusal
from thidua.base.audit.models import AuditChange
from thidua.base.audit.queries import history_of
from thidua.base.documents import actions, policies, queries
from thidua.base.documents.enums import Force
from thidua.base.documents.models import Document


def test_a_document_is_recorded_tidied_and_found_without_diacritics(world: World) -> None:
    made = world.document(summary="  Về việc  chia khối thi đua năm 2023 ")
    assert str(made) == "Quyết định số 42/QĐ-UBND ngày 12/01/2023"
    assert (made.summary, made.in_force_from) == ("Về việc chia khối thi đua năm 2023", date(2023, 1, 12))
    rows = queries.visible_documents(world.actor("chuyen-vien"))
    for text in ("qd-ubnd", "QUYẾT ĐỊNH chia khoi", "binh lieu 2023", "42/QĐ-UBND"):
        assert list(queries.containing(rows, text)) == [made], text
    assert not queries.containing(rows, "chia khối tài chính").exists()


def test_a_document_of_unknown_day_has_no_day_in_its_name(world: World) -> None:
    made = world.document(issued_on=None, number="34-CT/TW", kind="directive")
    assert str(made) == "Chỉ thị số 34-CT/TW"
    assert made.force_on(date(1990, 1, 1)) == Force.IN_FORCE


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"in_force_from": date(2023, 1, 1)}, "in_force_from", "trước ngày ban hành"),
        ({"in_force_to": date(2023, 1, 11)}, "in_force_to", "hết hiệu lực"),
        ({"summary": "  "}, "summary", "trích yếu"),
        ({"issuer": ""}, "issuer", "cơ quan ban hành"),
    ],
)
def test_contradictions_are_named(world: World, changes: dict[str, object], field: str, words: str) -> None:
    with pytest.raises(Problem, match=words) as caught:
        world.document(**changes)
    assert caught.value.field == field and not Document.objects.exists()


def test_the_same_document_is_kept_once_by_a_unit_but_by_two_units_twice(world: World) -> None:
    world.document()
    with pytest.raises(Problem, match="đã có trong danh sách"):
        world.document()
    world.document(by="lh-can-bo", unit="LH")
    world.document(number="")
    world.document(number="")
    assert Document.objects.count() == 4


WRITERS = {"chuyen-vien": "BL", "lh-can-bo": "LH", "dv-can-bo": "DV", "qp-chuyen-vien": "QP", "ak-can-bo": "AK"}


@pytest.mark.parametrize("unit", ["BL", "LH", "QP"])
def test_only_the_specialist_or_officer_of_the_keeping_unit_writes(world: World, unit: str) -> None:
    allowed = {u for u in world.desks if not refusal(policies.check_writes_documents, world.actor(u), world.id(unit))}
    assert allowed == {u for u, own in WRITERS.items() if own == unit}
    assert refusal(policies.check_writes_documents, STRANGER, world.id(unit))
    assert refusal(policies.check_writes_documents, world.actor("chuyen-vien"), None)


def test_every_write_asks_the_policy(world: World) -> None:
    made, other = world.document(), world.actor("lh-can-bo")
    later = world.document(number="50/QĐ-UBND", issued_on=date(2023, 5, 1))
    for attempt in (
        lambda: world.document(by="lh-can-bo", number="1"),
        lambda: actions.correct_document(by=other, document=made, reason="x", summary="x"),
        lambda: actions.end_document(by=other, document=made, last_day=TODAY, reason="x"),
        lambda: actions.replace_document(by=other, document=made, replacement=later, reason="x"),
    ):
        with pytest.raises(Refused):
            attempt()
    made.refresh_from_db()
    assert made.in_force_to is None and made.replaced_by is None


def test_only_a_specialist_makes_a_document_public(world: World) -> None:
    with pytest.raises(Problem, match="Chỉ chuyên viên") as caught:
        world.document(by="lh-can-bo", unit="LH", is_public=True)
    assert caught.value.field == "is_public"
    assert world.document(is_public=True).is_public


def test_a_correction_needs_a_reason_and_keeps_what_stood_before(world: World) -> None:
    made, by = world.document(), world.actor("chuyen-vien")
    with pytest.raises(Problem, match="lý do"):
        actions.correct_document(by=by, document=made, reason=" ", summary="Khác")
    actions.correct_document(by=by, document=made, reason="Ghi nhầm năm", summary="Về việc chia cụm thi đua năm 2023")
    made.refresh_from_db()
    assert "chia cum" in made.search_fold
    change = AuditChange.objects.filter(table="documents_document", op="UPDATE").get()
    assert "chia khối" in (change.old or "") and "chia cụm" in (change.new or "")
    assert "Ghi nhầm năm" in history_of(made)[0].text
    with pytest.raises(TypeError):
        actions.correct_document(by=by, document=made, reason="x", replaced_by=made)


def test_the_last_day_of_force_still_counts(world: World) -> None:
    made, by = world.document(), world.actor("chuyen-vien")
    with pytest.raises(Problem, match="không thể trước"):
        actions.end_document(by=by, document=made, last_day=date(2023, 1, 11), reason="Hết đợt")
    actions.end_document(by=by, document=made, last_day=date(2023, 6, 12), reason="Hết đợt")
    assert [made.force_on(date(2023, *d)) for d in ((1, 11), (1, 12), (6, 12), (6, 13))] == [
        Force.NOT_YET, Force.IN_FORCE, Force.IN_FORCE, Force.ENDED,
    ]  # fmt: skip
    rows = Document.objects.all()
    for day in (date(2023, 1, 11), date(2023, 1, 12), date(2023, 6, 12), date(2023, 6, 13)):
        assert queries.in_force_on(rows, day).exists() == (made.force_on(day) == Force.IN_FORCE)


def test_a_replacement_ends_the_old_text_the_day_before(world: World) -> None:
    old = world.document()
    new = world.document(number="7/QĐ-UBND", issued_on=date(2023, 6, 1), replaces=[old])
    old.refresh_from_db()
    assert (old.replaced_by, old.in_force_to) == (new, date(2023, 5, 31))
    assert queries.force_sentence(old, TODAY) == (
        "Hết hiệu lực sau ngày 31/05/2023; thay bằng Quyết định số 7/QĐ-UBND ngày 01/06/2023."
    )
    third = world.document(number="8/QĐ-UBND", issued_on=date(2023, 6, 5))
    with pytest.raises(Problem, match="đã được thay"):
        actions.replace_document(by=world.actor("chuyen-vien"), document=old, replacement=third, reason="x")


def test_a_replacement_must_come_after_and_be_another_text(world: World) -> None:
    old, by = world.document(), world.actor("chuyen-vien")
    earlier = world.document(number="1/QĐ-UBND", issued_on=date(2022, 1, 1))
    for wrong in (earlier, old):
        with pytest.raises(Problem, match="phải có hiệu lực sau"):
            actions.replace_document(by=by, document=old, replacement=wrong, reason="x")


def test_a_text_that_had_ended_before_its_replacement_keeps_its_own_last_day(world: World) -> None:
    old = world.document(in_force_to=date(2023, 3, 1))
    world.document(number="7/QĐ-UBND", issued_on=date(2023, 6, 1), replaces=[old])
    old.refresh_from_db()
    assert old.in_force_to == date(2023, 3, 1)


def test_a_replacement_of_unknown_day_still_ends_the_old_text(world: World) -> None:
    old = world.document(issued_on=None)
    world.document(number="7/QĐ-UBND", issued_on=None, replaces=[old])
    old.refresh_from_db()
    assert old.force_on(TODAY) == Force.ENDED
    assert not queries.in_force_on(Document.objects.filter(pk=old.pk), TODAY).exists()
    assert queries.force_sentence(old, TODAY) == "Hết hiệu lực; thay bằng Quyết định số 7/QĐ-UBND."


@pytest.mark.parametrize("username", [*(username for username, *_ in PEOPLE), ""])
def test_the_list_and_the_check_of_one_document_agree(world: World, username: str) -> None:
    world.document()
    world.document(is_public=True, number="1/QĐ-UBND")
    world.document(by="lh-can-bo", unit="LH")
    world.document(by="qp-chuyen-vien", unit="QP")
    world.document(by="ak-can-bo", unit="AK")
    actor = world.actor(username) if username else STRANGER
    listed = set(queries.visible_documents(actor))
    assert listed == {d for d in Document.objects.all() if not refusal(policies.check_sees_document, actor, d)}
    assert all(d.is_public for d in listed) == (username == "")
