"""Pages of the offline package through HTTP."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cycle.s5_score.ground import score, submit
from tests.cycle.s5_score.offline.hands import answers, resaved
from tests.world import World
from thidua.base.documents.queries import attachments_of
from thidua.cycle.s5_score.enums import Round
from thidua.cycle.s5_score.facts import standing_of
from thidua.cycle.s5_score.models import CellEntry, ScoreSheet
from thidua.cycle.s5_score.offline.models import OfflinePackage, PackageMerge, PackageUpload

pytestmark = pytest.mark.usefixtures("clock")
D = Decimal


def text(client: Client, name: str, *args: object) -> str:
    """A page."""
    answer = client.get(reverse(f"score:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def taken(client: Client, sheet: ScoreSheet) -> tuple[OfflinePackage, bytes]:
    """The package that the page hands out."""
    answer = client.post(reverse("score:package", args=[sheet.pk]))
    assert answer["Content-Disposition"].startswith('attachment; filename="bang-cham-DV-')
    return OfflinePackage.objects.latest("id"), answer.content


def brought(client: Client, sheet: ScoreSheet, data: bytes, name: str = "bảng chấm.xlsx") -> tuple[int, str]:
    """The answer when a file is brought."""
    file = SimpleUploadedFile(name, data)
    answer = client.post(reverse("score:offline", args=[sheet.pk]), {"file": file}, follow=True)
    return answer.status_code, answer.content.decode()


def test_from_the_sheet_to_the_package_and_back(world: World, sheet: ScoreSheet) -> None:
    client = world.client("dv-can-bo")
    assert "Mang về làm ngoại tuyến" in text(client, "sheet", sheet.pk)
    score(world, sheet, "TD2", value=D(5))
    package, data = taken(client, sheet)
    score(world, sheet, "TD2", value=D(6))
    changes = answers(package, {"TD2": D(7), "XH2": "Có", "TD1": "giỏi", "XH1:why": "<b>x</b>"})
    file = resaved(data, changes)
    status, page = brought(client, sheet, file)
    assert status == 200 and "Chưa có gì được ghi" in page and "Giữ giá trị trên hệ thống" in page
    assert "không có lựa chọn «giỏi»" in page and "<b>x</b>" not in page
    upload = PackageUpload.objects.get()
    url = reverse("score:package_report", args=[sheet.pk, upload.pk])
    seen = page.split('name="seen" value="')[1].split('"')[0]
    answer = client.post(url, {"seen": seen})
    assert answer.status_code == 422 and "Còn 1 mục chưa chọn" in answer.content.decode()
    answer = client.post(url, {"seen": seen, "chon:TD2": "lay"}, follow=True)
    assert "Đã ghi 3 mục" in answer.content.decode()  # the choice, XH2, and the explanation of XH1
    assert standing_of(sheet).cells["TD2", Round.SELF].points == 7
    before = CellEntry.objects.count()
    answer = client.post(url, {"seen": seen, "chon:TD2": "lay"})
    assert answer.status_code == 422 and "không ghi lần thứ hai" in answer.content.decode()
    assert (PackageMerge.objects.count(), CellEntry.objects.count()) == (1, before)
    assert "đã ghi vào bảng chấm; đây là báo cáo" in brought(client, sheet, file)[1]
    kept = client.get(reverse("score:package_report_file", args=[sheet.pk, upload.pk]))
    assert kept.status_code == 200 and kept.content.startswith(b"PK")
    listing = text(client, "offline", sheet.pk)
    assert "bảng chấm.xlsx" in listing and package.number in listing


def test_what_is_not_taken_in_is_said_in_the_form(world: World, sheet: ScoreSheet) -> None:
    client = world.client("dv-can-bo")
    status, page = brought(client, sheet, b"MZ\x90" + b"\0" * 900, "bang.xlsx")
    assert status == 422 and "nội dung không phải Excel hợp lệ" in page and not PackageUpload.objects.exists()
    assert client.post(reverse("score:offline", args=[sheet.pk])).status_code == 422
    status, page = brought(client, sheet, b"a,b\n1,2\n", "bang.csv")
    assert status == 200 and "Không nhận tệp này" in page and "không phải tệp .xlsx" in page and "bang.csv" in page


def test_after_sending_the_page_says_why_it_is_closed(world: World, sheet: ScoreSheet) -> None:
    client = world.client("dv-can-bo")
    package, data = taken(client, sheet)
    brought(client, sheet, resaved(data, answers(package, {"XH2": "Có"})))
    submit(world, sheet)
    page = text(client, "offline", sheet.pk)
    assert "Chờ thẩm định" in page and "Lấy gói" not in page
    assert client.post(reverse("score:package", args=[sheet.pk])).status_code == 403
    assert brought(client, sheet, data)[0] == 403
    upload = PackageUpload.objects.get()
    assert "Ghi vào bảng chấm" not in text(client, "package_report", sheet.pk, upload.pk)
    assert client.post(reverse("score:package_report", args=[sheet.pk, upload.pk])).status_code == 403


def test_nobody_else_comes_near(world: World, sheets: dict[str, ScoreSheet]) -> None:
    sheet, owner = sheets["DV"], world.client("dv-can-bo")
    package, data = taken(owner, sheet)
    brought(owner, sheet, resaved(data))
    upload = PackageUpload.objects.get()
    pages = [
        ("offline", sheet.pk),
        ("package_report", sheet.pk, upload.pk),
        ("package_report_file", sheet.pk, upload.pk),
    ]
    for who in ("lh-can-bo", "tham-dinh", "truong-khoi", "chu-tich", "qp-chuyen-vien", "ak-can-bo"):
        for name, *args in pages:
            assert world.client(who).get(reverse(f"score:{name}", args=args)).status_code in (403, 404), (who, name)
    for who in ("chuyen-vien", "kiem-tra"):
        assert text(world.client(who), "package_report", sheet.pk, upload.pk)
    crossed = reverse("score:package_report", args=[sheets["LH"].pk, upload.pk])
    assert world.client("lh-can-bo").get(crossed).status_code == 404
    file = reverse("documents:file", args=[attachments_of(upload)[0].pk])
    assert owner.get(file).status_code == 200
    assert world.client("lh-can-bo").get(file).status_code in (403, 404)
