"""Tables in and out of spreadsheets through the pages: kept, reported row by row, made into a draft, taken away."""

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cycle.s5_score.ground import make_scheme
from tests.cycle.s5_score.test_versions import text_of_page
from tests.engine.scoring.test_tablesheet import HAND
from tests.world import World
from thidua.base.documents.models import Attachment
from thidua.base.files.blobs import intact
from thidua.cycle.s5_score.designer.actions import uploads
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme, TableUpload
from thidua.engine.scoring.formulas.events import Events
from thidua.paper.readsheets import read_table

pytestmark = pytest.mark.usefixtures("clock")


def workbook(rows: list[tuple[Any, ...]], merged: tuple[str, ...] = ()) -> bytes:
    """A workbook as a department keeps it; ``merged``: ranges whose first cell keeps its value."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet("Bảng điểm")
    for place in merged:
        page.merge_range(place, "")
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                page.write(number, column, float(cell) if not isinstance(cell, str) else cell)
    book.close()
    return out.getvalue()


def hand_in(client: Client, data: bytes, name: str = "bang-diem.xlsx") -> Any:
    """The first step."""
    return client.post(reverse("score:upload"), {"file": SimpleUploadedFile(name, data)})


def test_two_steps_from_the_file_to_a_draft(world: World) -> None:
    client = world.client("chuyen-vien")
    data = workbook(HAND, merged=("A1:E1", "C4:E4", "A4:A5", "B4:B5"))
    answer = hand_in(client, data)
    upload = TableUpload.objects.get()
    assert answer.url == reverse("score:upload_report", args=[upload.pk])
    assert not Scheme.objects.exists()
    page = text_of_page(client.get(answer.url).content.decode())
    assert "4 nhóm, 5 tiêu chí, 1 nối tiếp, 1 dòng thưởng, 3 dòng trừ, 1 tổng cộng, 1 tiêu đề, 1 bỏ qua" in page
    assert "câu chữ ghi -0,5 điểm nhưng cột ghi -2 điểm; lấy theo cột" in page
    assert "một dòng trừ 1 điểm, đoán từ chính dòng này" in page
    file = Attachment.objects.get(owner_type="score.tableupload")
    assert file.sha256 == upload.sha256 and intact(file.sha256)
    assert b"".join(client.get(reverse("documents:file", args=[file.pk])).streaming_content) == data
    answer = client.post(answer.url, {"code": "KX", "version": "1", "title": "Bảng khối xã"})
    made = Scheme.objects.get()
    assert answer.url == reverse("score:design", args=[made.pk])
    first = rules_of(made).criterion("1.1")
    assert isinstance(first.formula, Events) and len(first.formula.lines) == 2


def test_there_and_back_through_a_real_workbook(world: World) -> None:
    scheme, client = make_scheme(world), world.client("chuyen-vien")
    data = client.get(reverse("score:scheme_excel", args=[scheme.pk])).content
    hand_in(client, data)
    sent = {"code": "LAI", "version": "1", "title": "Lại"}
    client.post(reverse("score:upload_report", args=[TableUpload.objects.get().pk]), sent)
    before, after = rules_of(scheme), rules_of(Scheme.objects.get(code="LAI"))
    assert [(n.code, n.label, n.maximum, n.bonus_max) for n in after.nodes()] == [
        (n.code, n.label, n.maximum, n.bonus_max) for n in before.nodes()
    ]
    assert after.owners() == before.owners()


def bad_files() -> dict[str, tuple[bytes, str, str]]:
    """Name of the case: content, name of the file, a word of the sentence."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b"\0" * 1000)
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    good = workbook(HAND)
    return {
        "văn bản": ("STT;Nội dung;Điểm".encode(), "bang.txt", "Hãy chọn tệp Excel"),
        "không phải xlsx": (b"%PDF-1.7 gi do", "bang.xlsx", "bị hỏng hoặc không đúng định dạng"),
        "zip khác": (packed.getvalue(), "bang.xlsx", "bị hỏng hoặc không đúng định dạng"),
        "đặt mật khẩu": (locked, "bang.xlsx", "được đặt mật khẩu"),
        "rỗng": (workbook([]), "bang.xlsx", "không có dữ liệu"),
        "cụt": (good[: len(good) // 2], "bang.xlsx", "bị hỏng"),
        "không có tiêu đề": (workbook([("Họ tên", "Chức vụ"), ("A", "B")]), "bang.xlsx", "Không tìm thấy dòng tiêu đề"),
        "chỉ có tiêu đề": (workbook([("STT", "Nội dung", "Điểm")]), "bang.xlsx", "Không thấy tiêu chí nào"),
        "quá lớn": (b"PK" + b"\0" * (uploads.LARGEST + 1), "bang.xlsx", "lớn hơn 10 MB"),
    }


@pytest.mark.parametrize("case", bad_files())
def test_a_bad_file_gets_one_sentence(world: World, case: str) -> None:
    data, name, word = bad_files()[case]
    answer = hand_in(world.client("chuyen-vien"), data, name)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] and len(answer.context["form"].errors["file"]) == 1
    assert word in answer.context["form"].errors["file"][0]
    assert not TableUpload.objects.exists()


def test_what_looks_like_a_formula_or_a_tag_stays_text(world: World) -> None:
    rows = [("STT", "Nội dung", "Điểm"), ("1", "<script>alert(1)</script>", 5), ("2", "@SUM(1)", 5)]
    client = world.client("chuyen-vien")
    report = hand_in(client, workbook(rows)).url
    page = client.get(report).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    client.post(report, {"code": "X", "version": "1", "title": "=1+1"})
    made = Scheme.objects.get()
    design = client.get(reverse("score:design", args=[made.pk])).content.decode()
    assert "<script>alert" not in design and "&lt;script&gt;alert" in design
    book = client.get(reverse("score:scheme_excel", args=[made.pk])).content
    cells = [cell for sheet in read_table(book, "x.xlsx") for row in sheet.rows for cell in row.cells]
    assert "=1+1" in cells and "@SUM(1)" in cells
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_only_those_who_write_tables_hand_in_and_read_what_was_handed_in(world: World) -> None:
    hand_in(world.client("chuyen-vien"), workbook(HAND))
    upload = TableUpload.objects.get()
    report = reverse("score:upload_report", args=[upload.pk])
    file = reverse("documents:file", args=[Attachment.objects.get(owner_type="score.tableupload").pk])
    for who, expected in (("dv-can-bo", 403), ("chu-tich", 403), ("uy-vien-1", 403), ("qp-chuyen-vien", 404)):
        client = world.client(who)
        assert client.get(report).status_code == expected, who
        assert client.get(file).status_code == 403, who
        hand_in(client, workbook(HAND))
    assert TableUpload.objects.filter(season=world.season).count() == 1
    auditor = world.client("kiem-tra")
    assert auditor.get(report).status_code == 200
    assert auditor.post(report, {"code": "X", "version": "1", "title": "X"}).status_code == 403
    assert not Scheme.objects.exists()
