"""Files: what is refused, what is kept and how, who may open, who opened, what was withdrawn."""

import os
import stat
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from tests.base.documents.world import PDF, PEOPLE, PNG, TODAY, World, docx, xlsx, zipped
from thidua.base.access.actor import STRANGER, Problem, Refused, refusal
from thidua.base.audit.queries import history_of
from thidua.base.documents import actions, policies, queries
from thidua.base.documents.models import Attachment, AttachmentOpening
from thidua.base.files import blobs
from thidua.base.files.enums import Scan

HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EXE = b"MZ\x90\x00\x03" + b"\x00" * 200
ELF = b"\x7fELF\x02\x01\x01" + b"\x00" * 200


def _named(value: object) -> str:
    """Tests are called by the names of their files, not by the bytes."""
    return value if isinstance(value, str) else "."


def _attach(world: World, name: str, data: bytes, by: str = "chuyen-vien", owner: Any = None) -> Attachment:
    return actions.attach(by=world.actor(by), owner=owner or world.document(number=""), name=name, data=data)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("Báo cáo.pdf", PDF, "application/pdf"),
        ("ảnh.PNG", PNG, "image/png"),
        ("tờ trình.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("bảng.xlsx", xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("danh sách.csv", "STT,Họ tên\n1,Nguyễn Văn Ảnh\n".encode(), "text/csv"),
        ("cũ.csv", "STT,Tên\n1,Lan".encode("utf-16"), "text/csv"),
        ("ghi chú.txt", b"Cum thi dua so 1", "text/plain"),
    ],
    ids=_named,
)
def test_ordinary_files_are_kept_under_their_hash(
    world: World, store: Path, name: str, content: bytes, media_type: str
) -> None:
    made = _attach(world, name, content)
    path = store / made.sha256[:2] / made.sha256[2:4] / made.sha256
    assert path.read_bytes() == content and blobs.intact(made.sha256)
    assert (made.name, made.size, made.media_type, made.scan) == (name, len(content), media_type, Scan.NOT_SCANNED)
    assert not path.stat().st_mode & (stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH | stat.S_IWUSR)
    assert list((store / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bao-cao.pdf", HTML),
        ("bao-cao.pdf", EXE),
        ("anh.png", SVG),
        ("anh.png", PDF),
        ("anh.jpg", PNG),
        ("trang.html", HTML),
        ("hinh.svg", SVG),
        ("chay.exe", EXE),
        ("chay.pdf.exe", EXE),
        ("chay.docx", ELF),
        ("kịch bản.js", b"alert(1)"),
        ("macro.docm", docx()),
        ("có macro.docx", docx(**{"word/vbaProject.bin": b"x"})),
        ("bang.docx", xlsx()),
        ("nen.docx", zipped(**{"a.txt": b"x"})),
        ("nen.zip", zipped(**{"a.txt": b"x"})),
        ("danh-sach.csv", HTML),
        ("danh-sach.csv", b"   \n" + SVG),
        ("ghi-chu.txt", b"#!/bin/sh\nrm -rf /"),
        ("ghi-chu.txt", EXE),
        ("cu.doc", b"<html>" + b" " * 600),
        ("cu.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument_VBA_PROJECT".encode("utf-16-le")),
        ("trong.pdf", b""),
        ("bom.docx", docx(**{"word/media/a.bin": b"\x00" * 30_000_000})),
    ],
    ids=_named,
)
def test_disguised_and_dangerous_files_are_refused_and_leave_nothing(
    world: World, store: Path, name: str, content: bytes
) -> None:
    with pytest.raises(Problem) as caught:
        _attach(world, name, content)
    assert name in caught.value.sentence and caught.value.sentence.endswith(".")
    assert not Attachment.objects.exists()
    assert [p for p in store.rglob("*") if p.is_file()] == []


def test_an_old_word_file_without_macro_is_kept(world: World) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "WordDocument".encode("utf-16-le")
    assert _attach(world, "cũ.doc", data).media_type == "application/msword"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\an\\Bao cao.pdf", "Bao cao.pdf"),
        ("/bao.pdf", "bao.pdf"),
        (unicodedata.normalize("NFD", "Báo cáo quý Ⅰ – Lục Hồn.pdf"), "Báo cáo quý Ⅰ – Lục Hồn.pdf"),
        ("anh\u202egpj.pdf", "anhgpj.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("  .. bao   cao .pdf", "bao cao.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_names_keep_no_folder_no_hidden_mark_and_one_normal_form(world: World, given: str, kept: str) -> None:
    made = _attach(world, given, PDF)
    assert made.name == kept and unicodedata.is_normalized("NFC", made.name)


@pytest.mark.parametrize("name", ["", "   ", ".pdf", "baocao", "..", "a/", "\u202e.pdf"])
def test_a_name_that_says_nothing_is_refused(world: World, name: str) -> None:
    with pytest.raises(Problem, match="đặt lại tên"):
        _attach(world, name, PDF)


def test_a_file_above_the_limit_is_refused_with_the_limit(world: World, settings: Any, store: Path) -> None:
    settings.THIDUA_FILE_LIMIT = 2 * 1024 * 1024
    with pytest.raises(Problem, match="«lon.pdf» lớn hơn 2 MB"):
        _attach(world, "lon.pdf", PDF + b"\x00" * 2 * 1024 * 1024)
    upload = SimpleUploadedFile("lon.pdf", PDF + b"\x00" * 3 * 1024 * 1024)
    with pytest.raises(Problem, match="lớn hơn 2 MB"):
        actions.attach(by=world.actor("chuyen-vien"), owner=world.document(), name="lon.pdf", data=upload)
    assert [p for p in store.rglob("*") if p.is_file()] == []


def _scanner(folder: Path, answer: int) -> str:
    script = folder / f"quet-{answer}"
    script.write_text(f'#!/bin/sh\ntest -s "$1" || exit 9\nexit {answer}\n')
    script.chmod(0o755)
    return str(script)


def test_the_scanner_decides_and_its_silence_refuses(world: World, settings: Any, tmp_path: Path) -> None:
    settings.THIDUA_SCAN_COMMAND = _scanner(tmp_path, 0)
    assert _attach(world, "sach.pdf", PDF).scan == Scan.CLEAN
    settings.THIDUA_SCAN_COMMAND = _scanner(tmp_path, 1)
    with pytest.raises(Problem, match="phát hiện mã độc"):
        _attach(world, "doc.pdf", PDF + b"x")
    for broken in (_scanner(tmp_path, 2), "/khong/co/lenh-nay"):
        settings.THIDUA_SCAN_COMMAND = broken
        with pytest.raises(Problem, match="không trả lời"):
            _attach(world, "doc.pdf", PDF + b"y")
    assert Attachment.objects.count() == 1


def test_the_content_is_on_disk_before_the_row_and_stays_when_the_row_fails(world: World, store: Path) -> None:
    owner = world.document()
    with pytest.raises(RuntimeError), transaction.atomic():
        made = _attach(world, "a.pdf", PDF, owner=owner)
        assert blobs.intact(made.sha256)
        raise RuntimeError
    assert not Attachment.objects.exists() and blobs.intact(made.sha256)
    again = _attach(world, "a.pdf", PDF, owner=owner)
    assert len([p for p in store.rglob("*") if p.is_file()]) == 1 and again.sha256 == made.sha256


def test_a_content_cut_short_by_the_disk_is_written_again(world: World) -> None:
    made = _attach(world, "a.pdf", PDF)
    path = blobs.path_of(made.sha256)
    path.chmod(0o600)
    path.write_bytes(PDF[:10])
    assert not blobs.intact(made.sha256)
    _attach(world, "a.pdf", PDF)
    assert blobs.intact(made.sha256)
    path.unlink()
    assert not blobs.intact(made.sha256)


@pytest.mark.parametrize("hostile", ["../../secret-key", "a" * 63, "A" * 64, "", "g" * 64, "a" * 64 + "\n"])
def test_no_path_can_be_smuggled_into_the_store(hostile: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        blobs.path_of(hostile)


def test_sweeping_takes_only_what_is_old(store: Path) -> None:
    (store / "tmp").mkdir(parents=True)
    for name, at in (("cu", 1000), ("moi", 5000)):
        (store / "tmp" / name).write_bytes(b"x")
        os.utime(store / "tmp" / name, (at, at))
    assert blobs.sweep(older_than=3000) == 1
    assert [p.name for p in (store / "tmp").iterdir()] == ["moi"]


def test_all_files_of_one_sending_are_kept_or_none(world: World) -> None:
    owner, by = world.document(), world.actor("chuyen-vien")
    good, bad = SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", HTML)
    with pytest.raises(Problem, match=r"b\.pdf"):
        actions.attach_all(by=by, owner=owner, files=[good, bad])
    assert queries.attachments_of(owner) == []
    assert len(actions.attach_all(by=by, owner=owner, files=[good], label="bản ký")) == 1
    assert [(a.name, a.label) for a in queries.attachments_of(owner)] == [("a.pdf", "bản ký")]
    assert "đính kèm tệp «a.pdf»" in history_of(owner)[0].text


def test_nothing_hangs_on_a_type_that_nobody_registered(world: World) -> None:
    with pytest.raises(Refused, match="chưa được phép"):
        _attach(world, "a.pdf", PDF, owner=world.units["BL"])
    row = Attachment(owner_type="units.unit", owner_id=1, unit_id=world.id("BL"))
    for username, *_ in PEOPLE:
        assert refusal(policies.check_opens_attachment, world.actor(username), row)


def test_a_file_is_opened_by_whoever_may_see_its_document(world: World) -> None:
    held, shown = world.document(), world.document(number="1", is_public=True)
    hidden, seen = _attach(world, "a.pdf", PDF, owner=held), _attach(world, "a.pdf", PDF, owner=shown)
    allowed = {u for u, *_ in PEOPLE if not refusal(policies.check_opens_attachment, world.actor(u), hidden)}
    assert allowed == {u for u, *_ in PEOPLE} - {"qp-chuyen-vien", "ak-can-bo"}
    assert refusal(policies.check_opens_attachment, STRANGER, hidden)
    assert refusal(policies.check_opens_attachment, STRANGER, seen) is None


@pytest.mark.usefixtures("season_carries_files")
def test_a_stranger_reaches_only_types_that_are_open_to_the_public(world: World) -> None:
    policies.register_owner("season.season", lambda actor, owner_id: None)
    attached = _attach(world, "a.pdf", PDF, owner=world.seasons["BL"])
    assert "đăng nhập" in (refusal(policies.check_opens_attachment, STRANGER, attached) or "")


def test_withdrawing_keeps_row_and_file_and_narrows_who_may_open(world: World) -> None:
    owner, by = world.document(by="lh-can-bo", unit="LH"), world.actor("lh-can-bo")
    made = _attach(world, "a.pdf", PDF, by="lh-can-bo", owner=owner)
    with pytest.raises(Problem, match="lý do"):
        actions.withdraw(by=by, attachment=made, reason=" ")
    for username in ("chuyen-vien", "lh-chu-tich", "dv-can-bo", "kiem-tra"):
        with pytest.raises(Refused):
            actions.withdraw(by=world.actor(username), attachment=made, reason="x")
    actions.withdraw(by=by, attachment=made, reason="Nộp nhầm tệp")
    with pytest.raises(Problem, match="đã được rút"):
        actions.withdraw(by=by, attachment=made, reason="Lần nữa")
    after = queries.attachments_of(owner)[0]
    assert after.withdrawn == "Nộp nhầm tệp" and blobs.intact(after.sha256)
    assert "Nộp nhầm tệp" in history_of(owner)[0].text
    allowed = {u for u, *_ in PEOPLE if not refusal(policies.check_opens_attachment, world.actor(u), after)}
    assert allowed == {"lh-can-bo", "lh-chu-tich", "lh-truong-cum", "chuyen-vien", "kiem-tra"}


def test_the_database_refuses_to_change_what_was_attached(world: World) -> None:
    made = _attach(world, "a.pdf", PDF)
    for change in (lambda: Attachment.objects.update(name="b.pdf"), lambda: made.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_openings_are_kept_once_a_day_for_each_account(world: World) -> None:
    made, reviewer = _attach(world, "a.pdf", PDF), world.actor("tham-dinh")
    for day in (TODAY, TODAY, TODAY.replace(day=13)):
        actions.record_opening(by=reviewer, attachment=made, today=day)
    actions.record_opening(by=world.actor("chu-tich"), attachment=made, today=TODAY)
    with pytest.raises(Refused):
        actions.record_opening(by=world.actor("ak-can-bo"), attachment=made, today=TODAY)
    rows = queries.openings_of([made.pk])[made.pk]
    assert [(r.actor_name, r.on_date.day, r.actor_role) for r in rows] == [
        ("Cơ quan thẩm định BL", 12, "reviewing_department"),
        ("Cơ quan thẩm định BL", 13, "reviewing_department"),
        ("Người có thẩm quyền quyết định BL", 12, "authority"),
    ]
    other = _attach(world, "b.pdf", PDF + b"1")
    assert reviewer.account_id is not None
    assert queries.opened_by(reviewer.account_id, [made.pk, other.pk]) == {made.pk}
    assert AttachmentOpening.objects.count() == 3


def test_the_same_content_on_other_objects_is_found_whatever_it_is_called(world: World) -> None:
    first, second, third = (world.document(number=str(n)) for n in range(3))
    one = _attach(world, "a.pdf", PDF, owner=first)
    _attach(world, "bản khác tên.pdf", PDF, owner=first)
    twin = _attach(world, "b.pdf", PDF, owner=second)
    alone = _attach(world, "c.pdf", PDF + b"1", owner=third)
    assert queries.same_file_elsewhere([one.pk, alone.pk]) == {one.pk: [twin], alone.pk: []}
    actions.withdraw(by=world.actor("chuyen-vien"), attachment=twin, reason="Nhầm")
    assert queries.same_file_elsewhere([one.pk]) == {one.pk: []}


def test_files_of_many_objects_come_in_one_query(world: World, django_assert_num_queries: Any) -> None:
    owners = [world.document(number=str(n)) for n in range(3)]
    for owner in owners[:2]:
        actions.withdraw(
            by=world.actor("chuyen-vien"), attachment=_attach(world, "a.pdf", PDF, owner=owner), reason="Nhầm"
        )
    with django_assert_num_queries(1):
        found = queries.attachments_of_many("documents.document", [o.pk for o in owners])
        assert [[a.withdrawn for a in found[o.pk]] for o in owners] == [["Nhầm"], ["Nhầm"], []]
