"""Pages of documents and files: what they show to whom, what a form answers, headers of files, constant queries."""

import io
import unicodedata
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.base.documents.world import PDF, PEOPLE, PNG, World, docx
from thidua.base.documents import actions, queries
from thidua.base.documents.models import Attachment, AttachmentOpening, Document

pytestmark = pytest.mark.usefixtures("clock")
TYPED = {
    "kind": "plan",
    "number": "15/KH-UBND",
    "issued_on": "05/02/2023",
    "issuer": "Ủy ban nhân dân huyện Bình Liêu",
    "summary": "Phong trào thi đua năm 2023",
}


def _text(client: Client, url: str, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def _rows(html: str) -> str:
    return html.split("<tbody")[-1].split("</tbody>")[0] if "<tbody" in html else ""


def _attach(world: World, owner: Document, name: str = "a.pdf", data: bytes = PDF) -> Attachment:
    return actions.attach(by=world.actor("chuyen-vien"), owner=owner, name=name, data=data)


def test_the_list_filters_by_kind_year_issuer_day_and_text(world: World) -> None:
    world.document(number="42/QĐ-UBND", in_force_to=date(2023, 3, 1))
    world.document(
        kind="plan", number="9/KH-BNV", issued_on=date(2022, 5, 4), issuer="Bộ Nội vụ", summary="Kiểm tra đợt một"
    )
    client = world.client("chuyen-vien")
    assert "42/QĐ-UBND" in _rows(_text(client, "/van-ban/")) and "9/KH-BNV" in _rows(_text(client, "/van-ban/"))
    for query, first, second in (
        ({"q": "kiem tra bo noi vu"}, False, True),
        ({"q": "QĐ-ubnd"}, True, False),
        ({"kind": "plan"}, False, True),
        ({"year": "2023"}, True, False),
        ({"issuer": "Bộ Nội vụ"}, False, True),
        ({"on": "01/03/2023"}, True, True),
        ({"on": "02/03/2023"}, False, True),
        ({"q": "không có văn bản này"}, False, False),
    ):
        rows = _rows(_text(client, "/van-ban/", **query))
        assert ("42/QĐ-UBND" in rows, "9/KH-BNV" in rows) == (first, second), query
    assert "Lịch không có ngày 31/02/2023" in _text(client, "/van-ban/", on="31/02/2023")


def test_the_excel_holds_exactly_what_is_filtered_and_seen(world: World) -> None:
    world.document(number="42/QĐ-UBND", summary='=HYPERLINK("x")')
    world.document(kind="plan", number="9/KH-UBND")
    world.document(by="qp-chuyen-vien", unit="QP", number="1/QP")
    answer = world.client("lh-can-bo").get("/van-ban/tai-excel/", {"kind": "decision"})
    assert answer["Content-Disposition"].startswith("attachment")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [r[1] for r in rows[2:]] == ["42/QĐ-UBND"] and rows[2][4] == '=HYPERLINK("x")'
    everything = world.client("he-thong").get("/van-ban/tai-excel/")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(everything.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 2 + 3


def test_the_list_costs_the_same_for_one_row_and_for_three(world: World) -> None:
    client, counts = world.client("chuyen-vien"), []
    _text(client, "/van-ban/")
    for number in range(3):
        _attach(world, world.document(number=str(number), in_force_to=date(2023, 3, 1)))
        with CaptureQueriesContext(connection) as captured:
            _text(client, "/van-ban/")
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts


def test_a_document_page_shows_state_files_history_and_its_replacement(world: World) -> None:
    old = world.document()
    _attach(world, old, "Bản ký.pdf")
    new = world.document(number="7/QĐ-UBND", issued_on=date(2023, 6, 1), replaces=[old])
    page = _text(world.client("chuyen-vien"), f"/van-ban/{old.pk}/")
    assert "Hết hiệu lực sau ngày 31/05/2023; thay bằng" in page and f"/van-ban/{new.pk}/" in page
    assert "Bản ký.pdf" in page and "ghi văn bản" in page and "Sửa thông tin" in page and "Rút tệp" in page
    reader = _text(world.client("lh-can-bo"), f"/van-ban/{old.pk}/")
    assert "Sửa thông tin" not in reader and "Đính kèm tệp" not in reader and "Rút tệp" not in reader
    assert f"/van-ban/{old.pk}/" in _text(world.client("chuyen-vien"), f"/van-ban/{new.pk}/")


def test_who_opens_which_page(world: World) -> None:
    held, shown = world.document(), world.document(number="1", is_public=True)
    for username, *_ in PEOPLE:
        foreign = username in ("qp-chuyen-vien", "ak-can-bo")
        client = world.client(username)
        assert client.get(f"/van-ban/{held.pk}/").status_code == (403 if foreign else 200), username
        assert client.get(f"/van-ban/{shown.pk}/").status_code == 200
        writes = username == "chuyen-vien"
        for page in (f"/van-ban/{held.pk}/sua/", f"/van-ban/{held.pk}/het-hieu-luc/"):
            assert client.get(page).status_code == (200 if writes else 403), (username, page)
            if not writes:
                assert client.post(page, {"reason": "x", "last_day": "01/07/2023"}).status_code == 403
        keeps = username in ("chuyen-vien", "lh-can-bo", "dv-can-bo", "qp-chuyen-vien", "ak-can-bo")
        assert client.get("/van-ban/them/").status_code == (200 if keeps else 403), username
    held.refresh_from_db()
    assert held.in_force_to is None


def test_a_stranger_sees_public_documents_and_their_files_only(world: World) -> None:
    held, shown = world.document(), world.document(number="1", is_public=True)
    hidden, seen = _attach(world, held), _attach(world, shown)
    stranger = Client()
    assert stranger.get(f"/van-ban/{shown.pk}/").status_code == 200
    assert stranger.get(f"/van-ban/{held.pk}/").status_code == 403
    assert b"".join(stranger.get(f"/van-ban/tep/{seen.pk}/").streaming_content) == PDF  # type: ignore[attr-defined]
    assert stranger.get(f"/van-ban/tep/{hidden.pk}/").status_code == 403
    assert not AttachmentOpening.objects.exists()
    for page in ("/van-ban/", "/van-ban/tai-excel/", "/van-ban/them/"):
        assert stranger.get(page)["Location"].startswith("/tai-khoan/")


def test_a_public_page_names_no_person_and_nothing_that_is_not_public(world: World) -> None:
    held = world.document(summary="Nội dung chưa công khai")
    shown = world.document(number="7", issued_on=date(2023, 6, 1), is_public=True, replaces=[held])
    gone = _attach(world, shown, "ban-nhap.pdf")
    _attach(world, shown, "ban-ky.pdf", PDF + b"1")
    actions.withdraw(by=world.actor("chuyen-vien"), attachment=gone, reason="Nộp nhầm")
    page = _text(Client(), f"/van-ban/{shown.pk}/")
    assert "ban-ky.pdf" in page
    for hidden in ("Nội dung chưa công khai", "ban-nhap.pdf", "Chuyên viên thi đua, khen thưởng BL", "Lịch sử"):
        assert hidden not in page, hidden
    officer = _text(world.client("lh-can-bo"), f"/van-ban/{shown.pk}/")
    assert (
        "Nội dung chưa công khai" in officer
        and "Đã rút: Nộp nhầm" in officer
        and "Chuyên viên thi đua, khen thưởng BL" in officer
    )


def test_a_new_document_with_its_files_is_kept_by_the_officers_own_unit(world: World) -> None:
    client = world.client("lh-can-bo")
    name = unicodedata.normalize("NFD", "Kế hoạch.pdf")
    sent = {**TYPED, "files": [SimpleUploadedFile(name, PDF), SimpleUploadedFile("phu-luc.docx", docx())]}
    answer = client.post("/van-ban/them/", sent)
    made = Document.objects.get()
    assert answer["Location"] == f"/van-ban/{made.pk}/" and made.kept_by == world.units["LH"]
    assert [a.name for a in queries.attachments_of(made)] == ["Kế hoạch.pdf", "phu-luc.docx"]


def test_a_refused_file_is_said_beside_the_field_and_nothing_is_kept(world: World) -> None:
    client = world.client("chuyen-vien")
    page = client.post("/van-ban/them/", {**TYPED, "files": SimpleUploadedFile("a.pdf", b"<html></html>")})
    text = page.content.decode()
    assert page.status_code == 422 and "nội dung không phải PDF" in text and "15/KH-UBND" in text
    assert not Document.objects.exists() and not Attachment.objects.exists()
    text = client.post("/van-ban/them/", {**TYPED, "issued_on": "31/02/2023", "summary": ""}).content.decode()
    assert "Lịch không có ngày 31/02/2023" in text and "Chưa nhập mục này" in text


def test_correcting_and_ending_through_the_pages(world: World) -> None:
    old, client = world.document(), world.client("chuyen-vien")
    typed = {**TYPED, "number": "42/QĐ-UBND", "kind": "decision"}
    assert "Chưa nhập mục này" in client.post(f"/van-ban/{old.pk}/sua/", typed).content.decode()
    client.post(f"/van-ban/{old.pk}/sua/", {**typed, "reason": "Sai trích yếu"})
    old.refresh_from_db()
    assert old.summary == "Phong trào thi đua năm 2023"
    text = client.post(f"/van-ban/{old.pk}/het-hieu-luc/", {"reason": "x"}).content.decode()
    assert "Hãy chọn văn bản thay thế" in text
    new = world.document(number="7", issued_on=date(2023, 6, 1))
    foreign = world.document(by="qp-chuyen-vien", unit="QP", issued_on=date(2023, 6, 1))
    page = client.post(f"/van-ban/{old.pk}/het-hieu-luc/", {"reason": "x", "replaced_by": str(foreign.pk)})
    assert "Lựa chọn này không có" in page.content.decode()
    client.post(f"/van-ban/{old.pk}/het-hieu-luc/", {"reason": "Có văn bản mới", "replaced_by": str(new.pk)})
    client.post(f"/van-ban/{new.pk}/het-hieu-luc/", {"reason": "Hết đợt", "last_day": "30/06/2023"})
    old.refresh_from_db()
    new.refresh_from_db()
    assert old.replaced_by == new and new.in_force_to == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("name", "content", "inline"),
    [("Bản ký.pdf", PDF, True), ("anh.png", PNG, True), ("a.docx", docx(), False)],
    ids=["pdf", "png", "docx"],
)
def test_a_file_is_never_run_and_only_pdf_and_images_are_shown(
    world: World, name: str, content: bytes, inline: bool
) -> None:
    made = _attach(world, world.document(), name, content)
    client = world.client("lh-can-bo")
    answer = client.get(f"/van-ban/tep/{made.pk}/")
    assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined]
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Content-Type"] == made.media_type
    assert (
        "default-src 'none'" in answer["Content-Security-Policy"] and "script" not in answer["Content-Security-Policy"]
    )
    assert answer["Content-Disposition"].startswith("inline" if inline else "attachment")
    assert client.get(f"/van-ban/tep/{made.pk}/?tai=1")["Content-Disposition"].startswith("attachment")
    assert client.post(f"/van-ban/tep/{made.pk}/").status_code == 405


def test_opening_a_file_is_kept_and_a_head_request_is_not(world: World) -> None:
    made, client = _attach(world, world.document()), world.client("tham-dinh")
    client.head(f"/van-ban/tep/{made.pk}/")
    assert not AttachmentOpening.objects.exists()
    for _ in range(2):
        client.get(f"/van-ban/tep/{made.pk}/")
    assert world.client("ak-can-bo").get(f"/van-ban/tep/{made.pk}/").status_code == 403
    assert AttachmentOpening.objects.get().actor_name == "Cơ quan thẩm định BL"
    assert client.get("/van-ban/tep/999999/").status_code == 404


@pytest.mark.usefixtures("season_carries_files")
def test_the_upload_form_serves_any_registered_object_and_asks_its_policy(world: World) -> None:
    season = world.seasons["BL"]
    sent: dict[str, Any] = {"owner_type": "season.season", "owner_id": season.pk, "label": "kế hoạch"}

    def post(username: str, **changes: Any) -> Any:
        return world.client(username).post(
            "/van-ban/dinh-kem/", {**sent, "files": SimpleUploadedFile("a.pdf", PDF), **changes}
        )

    assert post("chuyen-vien", next="/nam/chi-tiet/")["Location"] == "/nam/chi-tiet/"
    for hostile in ("https://xau.vi.du/", "//xau.vi.du", "javascript:alert(1)"):
        assert post("chuyen-vien", next=hostile)["Location"] == f"/nam/{season.pk}/"
    assert len(queries.attachments_of(season)) == 4
    refused = post("chuyen-vien", files=SimpleUploadedFile("a.pdf", b"<svg/>"))
    assert refused.status_code == 422 and "nội dung không phải PDF" in refused.content.decode()
    assert post("chuyen-vien", files="").status_code == 422
    for username in ("lh-can-bo", "kiem-tra", "he-thong", "qp-chuyen-vien", "chu-tich"):
        assert post(username).status_code == 403, username
    for owner_type in ("units.unit", "jobs.job", "", "khong.co"):
        assert post("chuyen-vien", owner_type=owner_type).status_code == 403, owner_type
    assert post("chuyen-vien", owner_id="").status_code == 403
    assert Attachment.objects.count() == 4


def test_an_upload_far_above_the_limit_is_cut_off_while_it_comes(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.THIDUA_FILE_LIMIT = 1024 * 1024
    settings.FILE_UPLOAD_HANDLERS = [
        "thidua.base.files.uploads.CappedUploadHandler",
        "django.core.files.uploadhandler.TemporaryFileUploadHandler",
    ]
    sizes: list[int | None] = []
    attach_all = actions.attach_all
    monkeypatch.setattr(actions, "attach_all", lambda **g: (sizes.append(g["files"][0].size), attach_all(**g)))
    owner = world.document()
    sent = {
        "owner_type": "documents.document",
        "owner_id": owner.pk,
        "files": SimpleUploadedFile("lon.pdf", PDF + b"0" * 20 * 1024 * 1024),
    }
    answer = world.client("chuyen-vien").post("/van-ban/dinh-kem/", sent)
    assert "«lon.pdf» lớn hơn 1 MB" in answer.content.decode()
    assert sizes[0] is not None and sizes[0] < 2 * 1024 * 1024
    assert not Attachment.objects.exists()


def test_withdrawing_through_the_page(world: World) -> None:
    made = _attach(world, world.document())
    assert world.client("thu-ky").post(f"/van-ban/tep/{made.pk}/rut/", {"reason": "x"}).status_code == 403
    client = world.client("chuyen-vien")
    assert client.get(f"/van-ban/tep/{made.pk}/rut/").status_code == 200
    answer = client.post(f"/van-ban/tep/{made.pk}/rut/", {"reason": "Nộp nhầm"})
    assert answer["Location"] == f"/van-ban/{made.owner_id}/"
    assert "Đã rút: Nộp nhầm" in _text(client, f"/van-ban/{made.owner_id}/")
    assert world.client("lh-can-bo").get(f"/van-ban/tep/{made.pk}/").status_code == 403


@pytest.mark.parametrize("page", ["them", "{pk}/sua", "{pk}/het-hieu-luc"])
def test_a_form_that_is_refused_answers_422_and_keeps_what_was_typed(world: World, page: str) -> None:
    address = f"/van-ban/{page.format(pk=world.document().pk)}/"
    typed = {"summary": "Gõ dở", "reason": "Gõ dở", "issued_on": "31/02/2023"}
    answer = world.client("chuyen-vien").post(address, typed)
    assert answer.status_code == 422 and "Gõ dở" in answer.content.decode()
