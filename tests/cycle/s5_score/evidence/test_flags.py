"""What strikes the eye in evidence: doubles, days outside the year, unopened files, burden."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cycle.s5_score.evidence.hands import prove, read, take_back
from tests.cycle.s5_score.ground import OPEN, submit
from tests.world import World
from thidua.base.audit.models import AuditRow
from thidua.base.documents.models import Attachment
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s5_score.actions import cells
from thidua.cycle.s5_score.enums import Round, SheetState
from thidua.cycle.s5_score.evidence.names import days_in
from thidua.cycle.s5_score.facts import standing_of
from thidua.cycle.s5_score.models import ScoreSheet

pytestmark = pytest.mark.usefixtures("clock")
D = Decimal


def shown(client: Client, name: str, *args: object) -> str:
    """A page, without its markup's line breaks."""
    answer = client.get(reverse(f"score:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("BB 12-05-2022.pdf", ["12/05/2022"]),
        ("bien-ban_2021.12.31 va 1.1.2024.pdf", ["31/12/2021", "01/01/2024"]),
        ("scan20230115.jpg", ["15/01/2023"]),
        ("KH so 45 nam 2022.docx", ["năm 2022"]),
        ("32-13-2022 sai lich.pdf", ["năm 2022"]),
        ("anh 1234567.png", []),
        ("0912345678.png", []),
    ],
)
def test_days_in_the_name_of_a_file(name: str, words: list[str]) -> None:
    assert [said.words for said in days_in(name)] == words


def test_the_same_content_is_told_to_reviewers_with_units_and_to_a_unit_for_its_own(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    prove(world, sheets["DV"], "KT1", "bien-ban.txt", "nội dung chung")
    prove(world, sheets["DV"], "XH1", "bien-ban-2.txt", "nội dung chung")
    prove(world, sheets["PNU"], "TD2", "cua-hoi.txt", "nội dung chung")
    gone = prove(world, sheets["DV"], "TD2", "da-rut.txt", "nội dung chung")
    take_back(world, sheets["DV"], gone)
    for code in ("DV", "PNU"):
        submit(world, sheets[code])
    page = shown(world.client("tham-dinh"), "evidence_cluster", cluster.pk)
    assert "dùng 3 nơi" in page and "Hội Liên hiệp Phụ nữ huyện, TD2" in page and "Xã Đồng Văn, KT1" in page
    listed = shown(world.client("tham-dinh"), "evidence_list", sheets["DV"].pk)
    assert "<s>da-rut.txt</s>" in listed and "Hội Liên hiệp Phụ nữ huyện" in listed
    own = world.client("dv-can-bo")
    for page in (shown(own, "evidence_cluster", cluster.pk), shown(own, "evidence_list", sheets["DV"].pk)):
        assert "Hội Liên hiệp Phụ nữ" not in page and "cua-hoi.txt" not in page and "bien-ban-2.txt" in page
    assert "dùng 2 nơi" in shown(own, "evidence_cluster", cluster.pk)
    panel = shown(world.client("tham-dinh"), "evidence_flags", sheets["DV"].pk, "KT1")
    assert "Nên xem lại" in panel and "Hội Liên hiệp Phụ nữ huyện" in panel
    assert "Hội Liên hiệp" not in shown(own, "evidence_flags", sheets["DV"].pk, "KT1")


def test_a_file_withdrawn_everywhere_but_once_is_no_double(world: World, cluster: Cluster, sheet: ScoreSheet) -> None:
    prove(world, sheet, "KT1", "a.txt", "x")
    take_back(world, sheet, prove(world, sheet, "XH1", "b.txt", "x"))
    page = shown(world.client("dv-can-bo"), "evidence_cluster", cluster.pk)
    assert "Không có tệp nào dùng cho hai tiêu chí" in page
    assert "<s>b.txt</s>" in shown(world.client("dv-can-bo"), "evidence_list", sheet.pk)


def test_days_outside_the_year_are_pointed_out_and_never_refused(
    world: World, cluster: Cluster, sheet: ScoreSheet
) -> None:
    client = world.client("dv-can-bo")
    panel = client.get(reverse("score:sheet", args=[sheet.pk]) + "?minh-chung=KT1").content.decode()
    assert 'name="dated_on"' in panel
    data = {"owner_type": "score.scoresheet", "owner_id": sheet.pk, "label": "KT1", "dated_on": "31/12/2022"}
    file = SimpleUploadedFile("QĐ 15-03-2021.txt", "Nội dung".encode())
    answer = client.post(reverse("documents:attach"), {**data, "files": file})
    assert answer.status_code == 302 and Attachment.objects.get().dated_on == date(2022, 12, 31)
    page = shown(client, "evidence_cluster", cluster.pk)
    assert "ngày ghi trên văn bản 31/12/2022, 15/03/2021 trong tên tệp" in page
    answer = client.post(reverse("documents:attach"), {**data, "dated_on": "31/02/2022", "files": file})
    assert answer.status_code == 422 and "Lịch không có ngày" in answer.content.decode()
    data = {"owner_type": "score.scoresheet", "owner_id": sheet.pk, "label": "KT1"}
    client.post(reverse("documents:attach"), {**data, "files": SimpleUploadedFile("b.txt", b"abc")})
    assert Attachment.objects.latest("id").dated_on is None


def test_what_a_reviewer_has_not_opened_is_counted_for_that_reviewer(
    world: World, sheets: dict[str, ScoreSheet]
) -> None:
    sheet = sheets["DV"]
    first = prove(world, sheet, "KT1", "mot.txt")
    prove(world, sheet, "KT1", "hai.txt")
    submit(world, sheet)
    read(world, first, "tham-dinh")
    assert "2 tệp, 1 chưa mở" in shown(world.client("tham-dinh"), "sheet", sheet.pk)
    assert "2 tệp, 2 chưa mở" in shown(world.client("chuyen-vien"), "sheet", sheet.pk)
    assert "chưa mở<" not in shown(world.client("dv-can-bo"), "sheet", sheet.pk)
    page = shown(world.client("tham-dinh"), "evidence_list", sheet.pk)
    assert '<dt>Bạn chưa mở</dt><dd class="num">1</dd>' in page


def reviewed(world: World, sheet: ScoreSheet) -> None:
    """Everything is looked at."""
    by = world.actor("chuyen-vien", OPEN)
    cells.confirm(by=by, standing=standing_of(sheet), round_=Round.REVIEW, today=OPEN)


def test_ending_a_review_with_unread_files_asks_first_and_is_logged(world: World, sheet: ScoreSheet) -> None:
    files = [prove(world, sheet, "KT1", f"{n}.txt") for n in range(3)]
    submit(world, sheet)
    client, url = world.client("chuyen-vien"), reverse("score:step", args=[sheet.pk, "review"])
    assert "Còn 7 mục chưa thẩm định" in client.post(url, follow=True).content.decode()  # what is missing comes first
    reviewed(world, sheet)
    read(world, files[0], "tham-dinh")
    read(world, files[1], "dv-chu-tich")  # the unit itself is no reviewer
    answer = client.post(url)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Còn 2 tệp minh chứng chưa người thẩm định nào mở" in page
    sheet.refresh_from_db()
    assert sheet.state == SheetState.SUBMITTED
    assert client.post(url, {"da-biet": "1"}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == SheetState.REVIEWED
    assert AuditRow.objects.get(verb="score.review_unread").details == {"count": 2}
    assert "khi còn 2 tệp" in shown(client, "sheet", sheet.pk)


def test_with_everything_read_nothing_is_asked(world: World, sheet: ScoreSheet) -> None:
    file = prove(world, sheet, "KT1", "a.txt")
    submit(world, sheet)
    reviewed(world, sheet)
    read(world, file, "chuyen-vien")
    assert world.client("chuyen-vien").post(reverse("score:end_review", args=[sheet.pk])).status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == SheetState.REVIEWED
    assert not AuditRow.objects.filter(verb="score.review_unread").exists()


def test_burden_tells_what_is_asked_for_in_vain(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    full = {"plan": D(900), "actual": D(900)}
    for code, sheet in sheets.items():
        prove(world, sheet, "KT1", f"{code}-1.txt", "a" * 2048)
        prove(world, sheet, "XH1", f"{code}-2.txt", code)
        submit(world, sheet, KT1=full)
    page = shown(world.client("chuyen-vien"), "evidence_cluster", cluster.pk)
    assert "mọi đơn vị đạt tối đa" in page and "6,0" in page.replace("\xa0", " ") and "<svg" in page
    assert "bảng tiêu chí không đòi minh chứng" in page
    assert "Gánh nặng minh chứng" not in shown(world.client("truong-khoi"), "evidence_cluster", cluster.pk)


def test_pages_cost_the_same_for_one_file_and_for_many(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    for sheet in sheets.values():
        prove(world, sheet, "KT1", "a.txt")
        submit(world, sheet)
    client, counts = world.client("chuyen-vien"), []
    client.get(reverse("score:evidence_cluster", args=[cluster.pk]))
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("score:evidence_cluster", args=[cluster.pk]))
        counts.append(len(queries))
        for code in ("XH1", "TD2", "XH2"):
            for unit in ("DV", "LH"):
                file = Attachment.objects.filter(owner_id=sheets[unit].pk).first()
                assert file is not None
                Attachment.objects.create(
                    owner_type="score.scoresheet", owner_id=sheets[unit].pk, owner_text="", label=code, name="b.txt",
                    sha256=file.sha256, size=1, media_type="text/plain", scan="clean", actor_name="A", 
                    unit_id=sheets[unit].unit_id,
                )  # fmt: skip
    assert counts[0] == counts[1]


def test_another_cluster_and_another_district_stay_outside(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    file = prove(world, sheets["DV"], "KT1", "a.txt")
    pages = [("evidence_list", sheets["DV"].pk), ("evidence_flags", sheets["DV"].pk, "KT1")]
    for who in ("lh-can-bo", "qp-chuyen-vien", "ak-can-bo", "tham-dinh", "truong-khoi", "chu-tich"):
        for name, *args in pages:
            assert world.client(who).get(reverse(f"score:{name}", args=args)).status_code in (403, 404), (who, name)
    for who in ("qp-chuyen-vien", "ak-can-bo", "pn-can-bo"):
        assert world.client(who).get(reverse("score:evidence_cluster", args=[cluster.pk])).status_code in (403, 404), (
            who
        )
    assert world.client("dv-can-bo").post(reverse("score:end_review", args=[sheets["DV"].pk])).status_code == 403
    assert file.name in shown(world.client("dv-can-bo"), "evidence_list", sheets["DV"].pk)
