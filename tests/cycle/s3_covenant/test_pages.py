"""The pages: what they show to whom, what a form answers, signing with the password asked again, constant queries."""

import hashlib
import io

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.cycle.s3_covenant.conftest import SIGNERS, TODAY, a_cluster, places, sign
from tests.world import World
from thidua.cycle.s3_covenant.actions import covenants, papers
from thidua.cycle.s3_covenant.enums import CovenantState, PaperKind, PaperState
from thidua.cycle.s3_covenant.models import Cluster, ClusterPaper, Commitment, Covenant, PaperComment, Signature
from thidua.cycle.s3_covenant.wording import Promise

pytestmark = pytest.mark.usefixtures("clock")
HOME = "/giao-uoc/"
WORD = "dung-mat-khau-2023"


def _text(client: Client, url: str, **query: str) -> str:
    answer = client.get(url, query)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def _rows(page: str) -> str:
    return page.split("<tbody")[-1] if "<tbody" in page else ""


def _other(world: World, name: str = "Cụm các thôn", kind: str = "cum") -> Cluster:
    fresh = places(world, member_ids=(world.id("BC"), world.id("PN")), head_id=None, deputy_id=None)
    return a_cluster(world, code=f"C-{name[-2:].strip()}", name=name, kind=kind, places=fresh)


def test_the_list_filters_by_text_kind_member_signing_and_head(world: World) -> None:
    first = a_cluster(world, places=places(world, member_ids=(world.id("PNU"),)))
    _other(world)
    head = world.actor("truong-khoi")
    text = covenants.CovenantText("Giao ước", (Promise(1, "A"),))
    covenant = covenants.draft_covenant(by=head, cluster=first, text=text, today=TODAY)
    covenants.open_covenant(by=head, covenant=covenant, today=TODAY)
    client = world.client("chuyen-vien")
    for query, one, two in (
        ({}, True, True),
        ({"q": "khoi thi dua"}, True, False),
        ({"loai": "cum"}, False, True),
        ({"don_vi": str(world.id("PN"))}, False, True),
        ({"giao_uoc": "open"}, True, False),
        ({"giao_uoc": "not_open"}, False, True),
        ({"giao_uoc": "signed"}, False, False),
        ({"truong": "thieu"}, False, True),
        ({"truong": "co"}, True, False),
    ):
        rows = _rows(_text(client, HOME, **query))
        assert ("Khối thi đua số 1" in rows, "Cụm các thôn" in rows) == (one, two), query


def _count(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        _text(client, url)
    return len(seen)


def _count_excel(client: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(HOME + "xuat-excel/").status_code == 200
    return len(seen)


def test_list_and_excel_cost_the_same_for_one_cluster_and_for_three(world: World) -> None:
    client, counts = world.client("chuyen-vien"), []
    members = (("LH", "DV"), ("PN", "PNU"), ("BC",))
    for number, codes in enumerate(members[:2]):
        units = tuple(world.id(c) for c in codes)
        a_cluster(world, code=f"K{number}", places=places(world, member_ids=units, head_id=units[0], deputy_id=None))
        _text(client, HOME)
        counts.append((_count(client, HOME), _count_excel(client)))
    Cluster.objects.create(season=world.season, code="K9", name="Khối chưa có quyết định", kind="khoi")
    counts.append((_count(client, HOME), _count_excel(client)))
    assert counts[0] == counts[1] == counts[2]


def test_the_cluster_page_costs_the_same_for_one_paper_and_for_three(world: World, opened: Covenant) -> None:
    client, head, counts = world.client("truong-khoi"), world.actor("truong-khoi"), []
    url = f"{HOME}cum-khoi/{opened.cluster_id}/"
    _text(client, url)
    for number in range(3):
        text = papers.PaperText(PaperKind.PLAN, f"Kế hoạch {number}")
        papers.write_paper(by=head, cluster=opened.cluster, text=text, today=TODAY)
        counts.append(_count(client, url))
    assert counts[0] == counts[1] == counts[2]
    url, counts = f"{HOME}ban/{opened.pk}/", []
    for username in SIGNERS[:3]:
        sign(world, opened, username)
        counts.append(_count(client, url))
    assert counts[0] == counts[1] == counts[2]


def test_excel_holds_exactly_what_is_filtered(world: World, opened: Covenant) -> None:
    Cluster.objects.create(season=world.season, code="K9", name="Cụm trống", kind="cum")
    sign(world, opened, "dv-can-bo")
    answer = world.client("chuyen-vien").get(HOME + "xuat-excel/", {"loai": "khoi"})
    assert "cum-khoi-2023.xlsx" in answer["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[2:] == [
        ["K01", "Khối thi đua số 1", "Khối thi đua", "Xã Lục Hồn", "Xã Đồng Văn", 4.0, 0.0, "Đang ký", 1.0]
    ]
    places_rows = book.get_sheet_by_index(1).to_python()[2:]
    assert {(row[1], row[2]) for row in places_rows} >= {("Xã Lục Hồn", "Trưởng"), ("Xã Lục Hồn", "Thành viên")}
    assert len(places_rows) == 6


def test_the_specialist_makes_a_cluster_and_writes_a_new_decision(world: World) -> None:
    client = world.client("chuyen-vien")
    typed = {
        "name": "Khối các xã", "kind": "khoi", "code": "K01", "starts": "12/01/2023", "decision": "QĐ 42",
        "members": [world.id("LH"), world.id("DV")], "head": world.id("LH"), "until": "31/12/2023",
    }  # fmt: skip
    page = client.post(HOME + "cum-khoi/lap/", {**typed, "starts": "30/02/2023", "name": ""})
    assert page.status_code == 422 and "Lịch không có ngày 30/02/2023" in page.content.decode()
    assert client.post(HOME + "cum-khoi/lap/", typed).status_code == 302
    cluster = Cluster.objects.get()
    page = _text(client, f"{HOME}cum-khoi/{cluster.pk}/quyet-dinh/")
    assert f'value="{world.id("LH")}" selected' in page
    url = f"{HOME}cum-khoi/{cluster.pk}/quyet-dinh/"
    again = {**typed, "starts": "01/06/2023", "head": world.id("DV"), "decision": ""}
    answer = client.post(url, again)
    assert answer.status_code == 422 and "Hãy chọn quyết định trong danh sách văn bản" in answer.content.decode()
    assert client.post(url, {**again, "decision": "QĐ 50"}, follow=True).status_code == 200
    page = _text(client, f"{HOME}cum-khoi/{cluster.pk}/")
    assert "QĐ 50" in page and "Thành phần trước đây và sắp tới" in page
    assert world.client("chu-tich").get(url).status_code == 403


def test_a_cluster_without_a_head_shows_the_last_one_with_a_warning(world: World) -> None:
    from datetime import date

    cluster = a_cluster(world, places=places(world, until=date(2023, 2, 1)))
    page = _text(world.client("pn-can-bo"), f"{HOME}cum-khoi/{cluster.pk}/")
    assert "Năm nay chưa có trưởng" in page and "Trưởng gần nhất: <strong>Xã Lục Hồn</strong>" in page
    assert "Ghi quyết định cử trưởng" not in page
    assert "chưa có trưởng năm nay" in _text(world.client("pn-can-bo"), HOME)
    assert "Ghi quyết định cử trưởng" in _text(world.client("chuyen-vien"), f"{HOME}cum-khoi/{cluster.pk}/")


def test_papers_in_the_browser_from_draft_to_the_next_version(world: World, cluster: Cluster) -> None:
    head, member = world.client("truong-khoi"), world.client("dv-can-bo")
    typed = {"kind": "regulation", "title": "Quy chế", "body": "Điều 1"}
    head.post(f"{HOME}cum-khoi/{cluster.pk}/soan-van-ban/", typed)
    paper = ClusterPaper.objects.get()
    url = f"{HOME}van-ban/{paper.pk}/"
    assert "Gửi lấy ý kiến" in _text(head, url)
    assert head.post(url + "sua/", {**typed, "body": "Điều 1. Mới"}).status_code == 302
    assert world.client("tham-dinh").get(url).status_code == 403
    head.post(url + "lay-y-kien/")
    assert "Gửi ý kiến" in _text(member, url) and "Gửi ý kiến" not in _text(head, url)
    assert member.post(url + "gop-y/", {"text": ""}).status_code == 422
    member.post(url + "gop-y/", {"text": "Nêu rõ <b>nhiệm kỳ</b>"})
    said = PaperComment.objects.get()
    assert "Nêu rõ &lt;b&gt;nhiệm kỳ" in _text(head, url)
    page = head.post(url + "thong-qua/", {"on": "03/03/2023", "at": "Hội nghị", "body": "Điều 1"})
    assert page.status_code == 422 and "Còn 1 ý kiến chưa được trả lời" in page.content.decode()
    assert member.get(f"{HOME}y-kien/{said.pk}/tra-loi/").status_code == 403
    head.post(f"{HOME}y-kien/{said.pk}/tra-loi/", {"text": "Tiếp thu"})
    head.post(url + "thong-qua/", {"on": "03/03/2023", "at": "Hội nghị", "body": "Điều 1. Một năm"})
    paper.refresh_from_db()
    assert paper.state == PaperState.ADOPTED
    page = _text(world.client("tham-dinh"), url)
    assert "Điều 1. Một năm" in page and "Nêu rõ" not in page and "Bản đã gửi lấy ý kiến" not in page
    assert "Bản đã gửi lấy ý kiến" in _text(member, url)
    head.post(url + "ban-moi/")
    assert ClusterPaper.objects.get(version=2).previous_id == paper.pk
    again = head.post(url + "ban-moi/", follow=True).content.decode()
    assert "đã có bản mới" in again
    assert head.post(url + "thu-ve/", {"text": "x"}).status_code == 403


def _rows_of(*texts: str, **first: str) -> dict[str, str]:
    data = {"form-TOTAL_FORMS": str(len(texts)), "form-INITIAL_FORMS": "0", "title": "Giao ước", "place": ""}
    for number, text in enumerate(texts):
        data |= {f"form-{number}-text": text, f"form-{number}-ORDER": str(number + 1) if text else ""}
    return data | {f"form-0-{name}": value for name, value in first.items()}


def test_the_covenant_is_edited_with_its_numbered_commitments(world: World, cluster: Cluster) -> None:
    client, url = world.client("truong-khoi"), f"{HOME}cum-khoi/{cluster.pk}/soan-giao-uoc/"
    assert "của Khối thi đua số 1" in _text(client, url)
    page = client.post(url, _rows_of("Giữ vững an ninh", comparator="at_least"))
    assert page.status_code == 422 and "Cam kết số 1: đã chọn cách so sánh" in page.content.decode()
    more = client.post(url, {**_rows_of("Giữ vững an ninh"), "more": "1"}).content.decode()
    assert "Giữ vững an ninh" in more and 'name="form-3-text"' in more and not Covenant.objects.exists()
    typed = _rows_of("Thứ nhất", "Thứ hai", "", indicator_code="XA_NTM", comparator="at_least", low="1.627,5")
    assert client.post(url, {**typed, "form-0-ORDER": "5"}).status_code == 302
    covenant = Covenant.objects.get()
    found = [(c.number, c.text, c.target_low) for c in Commitment.objects.all()]
    assert [(n, t) for n, t, _ in found] == [(1, "Thứ hai"), (2, "Thứ nhất")]
    assert str(found[1][2]) == "1627.5000"
    edit = f"{HOME}ban/{covenant.pk}/sua/"
    assert '<option value="XA_NTM">' in _text(client, edit)
    typed = {**_rows_of("Thứ hai", "Thứ nhất"), "form-INITIAL_FORMS": "2", "form-1-DELETE": "on"}
    assert client.post(edit, typed).status_code == 302
    assert [c.text for c in Commitment.objects.all()] == ["Thứ hai"]
    assert client.get(url).headers["Location"] == f"{HOME}ban/{covenant.pk}/"
    assert world.client("lh-chu-tich").get(edit).status_code == 403


def test_opening_asks_for_the_word_and_closes_the_editor(world: World, draft: Covenant) -> None:
    client, url = world.client("truong-khoi"), f"{HOME}ban/{draft.pk}/"
    assert "Mở ký" in _text(client, url) and client.get(url + "pdf/").status_code == 403
    assert client.post(url + "mo-ky/", {"word": "MO KY"}).status_code == 422
    client.post(url + "mo-ky/", {"word": "mở ký"})
    draft.refresh_from_db()
    assert draft.state == CovenantState.OPEN
    assert client.get(url + "sua/").status_code == 403 and client.get(url + "mo-ky/").status_code == 403
    assert "4 đơn vị chưa ký" in _text(client, url)
    client.post(url + "thu-ve/", {"text": "Sai chỉ tiêu"})
    draft.refresh_from_db()
    assert draft.state == CovenantState.DRAFT


def _with_password(world: World, username: str) -> Client:
    account = world.desks[username].account
    account.set_password(WORD)
    account.save()
    return world.client(username)


def test_signing_asks_for_the_word_and_for_the_password_again(world: World, opened: Covenant) -> None:
    client, url = _with_password(world, "dv-chu-tich"), f"{HOME}ban/{opened.pk}/ky/"
    page = _text(client, url)
    assert opened.shown_hash in page and "từ 9 xã trở lên" in page
    typed = {"word": "KÝ", "office": "Chủ tịch UBND xã", "text_hash": opened.text_hash}
    assert client.post(url, {**typed, "word": "ky"}).status_code == 422
    answer = client.post(url, typed)
    assert answer.headers["Location"] == f"/tai-khoan/xac-nhan/?next={url.replace('/', '%2F')}"
    assert not Signature.objects.exists()
    again = {"next": url, "password": "sai-mat-khau-roi"}
    assert "Mật khẩu không đúng" in client.post("/tai-khoan/xac-nhan/", again).content.decode()
    assert not Signature.objects.exists()
    answer = client.post("/tai-khoan/xac-nhan/", {**again, "password": WORD})
    assert answer.headers["Location"] == f"{HOME}ban/{opened.pk}/"
    signature = Signature.objects.get()
    assert (signature.unit_id, signature.signer_name, signature.office, signature.text_hash) == (
        world.id("DV"), "Thủ trưởng đơn vị DV", "Chủ tịch UBND xã", opened.text_hash,
    )  # fmt: skip
    assert client.get(url).headers["Location"] == f"{HOME}ban/{opened.pk}/"


def test_the_password_counts_for_five_minutes_only(world: World, opened: Covenant) -> None:
    import time_machine

    client, url = _with_password(world, "dv-chu-tich"), f"{HOME}ban/{opened.pk}/ky/"
    client.post("/tai-khoan/xac-nhan/", {"next": url, "password": WORD})
    typed = {"word": "KÝ", "office": "Chủ tịch", "text_hash": opened.text_hash}
    with time_machine.travel(f"{TODAY:%Y-%m-%d} 09:10+07:00"):
        assert "/tai-khoan/xac-nhan/" in client.post(url, typed).headers["Location"]
    assert not Signature.objects.exists()
    assert client.post(url, typed).headers["Location"] == f"{HOME}ban/{opened.pk}/"
    assert Signature.objects.count() == 1


def test_an_account_without_a_password_does_not_sign(world: World, opened: Covenant) -> None:
    client, url = world.client("dv-chu-tich"), f"{HOME}ban/{opened.pk}/ky/"
    answer = client.post(url, {"word": "KÝ", "office": "Chủ tịch", "text_hash": opened.text_hash})
    assert answer.status_code == 403 and "chưa có mật khẩu nên chưa ký được" in answer.content.decode()
    assert not Signature.objects.exists()


def test_a_page_read_before_the_text_was_changed_signs_nothing(world: World, opened: Covenant) -> None:
    client, url = _with_password(world, "dv-chu-tich"), f"{HOME}ban/{opened.pk}/ky/"
    client.post("/tai-khoan/xac-nhan/", {"next": url, "password": WORD})
    answer = client.post(url, {"word": "KÝ", "office": "Chủ tịch", "text_hash": "0" * 64})
    assert answer.status_code == 403 and "đã được sửa và mở ký lại" in answer.content.decode()
    Commitment.objects.filter(number=2).update(text="Khác")
    answer = client.post(url, {"word": "KÝ", "office": "Chủ tịch", "text_hash": opened.text_hash})
    assert answer.status_code == 403 and "không còn khớp" in answer.content.decode()
    assert "Nội dung đã khác với bản mở ký" in _text(world.client("chuyen-vien"), f"{HOME}ban/{opened.pk}/")
    assert not Signature.objects.exists()


@pytest.mark.parametrize("username", ["truong-khoi", "chuyen-vien", "kiem-tra", "tham-dinh", "ak-can-bo"])
def test_others_do_not_reach_the_signing_page(world: World, opened: Covenant, username: str) -> None:
    assert world.client(username).get(f"{HOME}ban/{opened.pk}/ky/").status_code == 403


def test_the_downloaded_text_has_the_hash_that_was_signed(world: World, signed: Covenant) -> None:
    answer = world.client("tham-dinh").get(f"{HOME}ban/{signed.pk}/van-ban-ky/")
    assert hashlib.sha256(answer.content).hexdigest() == signed.text_hash


def test_the_pdf_carries_text_hash_and_signatures(world: World, opened: Covenant) -> None:
    sign(world, opened, "dv-can-bo")
    client, url = world.client("pn-can-bo"), f"{HOME}ban/{opened.pk}/pdf/"
    answer = client.get(url)
    assert answer["Content-Type"] == "application/pdf" and answer.content == client.get(url).content
    document = pypdfium2.PdfDocument(answer.content)
    text = " ".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    plain = " ".join(text.split())
    for wanted in ("Đã ký 1/4 đơn vị", "từ 9 trở lên", opened.text_hash[:12], "Chưa ký", "Xã Lục Hồn (Trưởng khối)"):
        assert wanted in plain, wanted
    assert "đại diện: ," not in plain and "- Phòng Nội vụ II. Nội dung giao ước" in plain


def test_reminding_in_the_browser(world: World, opened: Covenant) -> None:
    sign(world, opened, "dv-can-bo")
    client, url = world.client("truong-khoi"), f"{HOME}ban/{opened.pk}/nhac-ky/"
    page = _text(client, url)
    assert "Gửi tới 3 đơn vị chưa ký" in page and "trước hết ngày 02/04/2023" in page
    page = client.post(url, {"text": "Đề nghị ký"}, follow=True).content.decode()
    assert "Đã nhắc 3 đơn vị chưa ký" in page
    assert world.client("lh-chu-tich").get(url).status_code == 403


def test_the_library_holds_documents_and_files(world: World, cluster: Cluster) -> None:
    client, url = world.client("truong-khoi"), f"{HOME}cum-khoi/{cluster.pk}/"
    assert "Thêm văn bản vào tủ tài liệu" in _text(client, url)
    file = SimpleUploadedFile("danh-sach.csv", "đơn vị,ghi chú\nXã Lục Hồn,trưởng\n".encode())
    given = {"owner_type": "covenant.cluster", "owner_id": str(cluster.pk), "next": url, "files": file, "label": ""}
    assert client.post("/van-ban/dinh-kem/", given).status_code == 302
    page = _text(world.client("tham-dinh"), url)
    assert "danh-sach.csv" in page and "Thêm văn bản vào tủ tài liệu" not in page
    file.seek(0)
    assert world.client("lh-chu-tich").post("/van-ban/dinh-kem/", given).status_code == 403
    assert client.get(url + "dan-van-ban/").status_code == 200
    assert client.post(url + "dan-van-ban/", {"document": "999999"}).status_code == 422
    assert world.client("lh-chu-tich").get(url + "dan-van-ban/").status_code == 403


def test_strangers_and_unknown_addresses(world: World, opened: Covenant) -> None:
    addresses = [
        HOME, HOME + "xuat-excel/", f"{HOME}cum-khoi/{opened.cluster_id}/", f"{HOME}ban/{opened.pk}/",
        f"{HOME}ban/{opened.pk}/pdf/", f"{HOME}ban/{opened.pk}/van-ban-ky/",
    ]  # fmt: skip
    for url in addresses:
        assert Client().get(url).headers["Location"].startswith("/tai-khoan/dang-nhap/")
    for url in addresses[2:]:
        assert world.client("ak-can-bo").get(url).status_code == 403
    assert world.client("tham-dinh").get(addresses[3]).status_code == 403
    assert world.client("tham-dinh").get(addresses[2]).status_code == 200
    for path in ("cum-khoi/999999/", "ban/999999/", "van-ban/999999/", "y-kien/999999/tra-loi/"):
        assert world.client("chuyen-vien").get(HOME + path).status_code == 404
    assert world.client("chuyen-vien").get(f"{HOME}van-ban/1/lay-y-kien/").status_code == 405
