"""Pages of stage 5 through HTTP: the grid with and without JavaScript, the ranking, the schemes."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cycle.s5_score.ground import (
    DECISION,
    MEMBERS,
    OPEN,
    SCHEME,
    fill,
    make_cluster,
    make_scheme,
    open_all,
    report_of,
    review,
    score,
    settle,
    submit,
)
from tests.world import World
from thidua.base.documents.models import Attachment
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.enums import Round, SchemeState, SheetState, ValueState
from thidua.cycle.s5_score.models import CellEntry, Publication, Scheme, ScoreSheet
from thidua.paper.sheets import read_table

pytestmark = pytest.mark.usefixtures("clock")
D = Decimal
NUMBERS = {"KT1": 1, "KT2": 2, "XH1": 3, "XH2": 4, "TD1": 5, "TD2": 6, "fact:KL": 7}


def post_cell(client: Client, sheet: ScoreSheet, code: str, after: int = 0, **given: str) -> str:
    """What htmx sends when a cell is left, and the answer."""
    number = NUMBERS[code]
    data = {f"o{number}-{name.replace('__', '-')}": value for name, value in given.items()} | {
        f"o{number}-after": str(after)
    }
    answer = client.post(reverse("score:cell", args=[sheet.pk, code]), data, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def shown(client: Client, name: str, *args: object) -> str:
    """A page."""
    answer = client.get(reverse(f"score:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_cell_is_saved_alone_and_says_points_group_and_total(world: World, sheet: ScoreSheet) -> None:
    answer = post_cell(world.client("dv-can-bo"), sheet, "XH1", f__vu="2", f__don="1")
    assert "15 điểm" in re.sub("<[^>]+>|\n", "", answer).replace("  ", " ")
    assert "đã lưu 09:0" in answer and "data-saved" in answer
    assert "(15/30 điểm, tạm tính)" in answer  # its group, out of band
    assert 'id="tong"' in answer and "15/100 điểm" in answer and "6 mục" in answer
    assert CellEntry.objects.get().points == 15


WRONG = (
    ("TD2", {"f__value": "11"}, "không được lớn hơn 10"),
    ("TD2", {"f__value": "mười"}, "không phải là số"),
    ("XH1", {"na": "on"}, "Hãy ghi lý do không áp dụng"),
    ("TD1", {"f__value": "gioi"}, "Lựa chọn này không có trong danh sách"),
)


def test_what_is_wrong_is_said_in_the_cell(world: World, sheet: ScoreSheet) -> None:
    client = world.client("dv-can-bo")
    for code, typed, said in WRONG:
        answer = post_cell(client, sheet, code, **typed)
        assert said in answer and "chưa lưu" in answer and "data-saved" not in answer
    assert not CellEntry.objects.exists()


def test_two_values_are_shown_and_the_person_chooses(world: World, sheets: dict[str, ScoreSheet]) -> None:
    sheet, client = sheets["LH"], world.client("lh-can-bo")
    theirs = score(world, sheet, "TD2", who="lh-can-bo-2", value=D(8))
    answer = post_cell(client, sheet, "TD2", f__value="6")
    assert "Điểm chấm: 8" in answer and "Điểm chấm: 6" in answer and "Lý Thị Hai đã ghi lúc" in answer
    assert f'value="{theirs.pk}"' in answer and "data-saved" not in answer
    taken = client.get(reverse("score:cell", args=[sheet.pk, "TD2"])).content.decode()
    assert 'value="8"' in taken
    assert "đã lưu" in post_cell(client, sheet, "TD2", after=theirs.pk, f__value="6")
    assert [e.points for e in CellEntry.objects.all()] == [8, 6]


def test_without_javascript_the_whole_grid_is_one_form(world: World, sheet: ScoreSheet) -> None:
    client, url = world.client("dv-can-bo"), reverse("score:save", args=[sheet.pk])
    data = {"o3-f-vu": "1", "o3-f-don": "0", "o3-after": "0", "o6-f-value": "12", "o6-after": "0", "o5-after": "0"}
    answer = client.post(url, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Còn 1 ô chưa lưu được" in page and 'value="12"' in page and "không được lớn hơn 10" in page
    assert CellEntry.objects.get().criterion_code == "XH1"
    answer = client.post(url, {**data, "o6-f-value": "9,5", "o3-after": str(CellEntry.objects.get().pk)})
    assert answer.status_code == 302
    assert {e.criterion_code: e.points for e in CellEntry.objects.all()} == {"XH1": 18, "TD2": D("9.5")}


def test_figures_of_reports_stand_in_the_grid_with_their_source(world: World, sheet: ScoreSheet) -> None:
    report_of(world, "DV", "dv-can-bo", "900", "945")
    page = shown(world.client("dv-can-bo"), "sheet", sheet.pk)
    assert 'value="945"' in page and "lấy từ báo cáo 2023, Thu ngân sách" in page and "40,5" in page
    answer = post_cell(world.client("dv-can-bo"), sheet, "KT1", f__plan="900", f__actual="950")
    assert "đã lưu" in answer
    inputs = CellEntry.objects.get().inputs
    assert (inputs["plan"]["source"], inputs["actual"]["source"]) == ("báo cáo 2023, Thu ngân sách", "")


def test_the_four_states_are_told_apart_by_words(world: World, sheet: ScoreSheet) -> None:
    score(world, sheet, "TD2", value=D(0))
    score(world, sheet, "XH2", state=ValueState.NOT_APPLICABLE, reason="Không có nhà văn hóa")
    score(world, sheet, "XH1", vu=D(0), don=D(0))
    page = shown(world.client("kiem-tra"), "sheet", sheet.pk)
    for state in ("cell-none", "cell-na", "cell-zero", 'cell-value num"'):
        assert state in page


def test_a_reviewer_agrees_or_changes_with_a_reason(world: World, sheet: ScoreSheet) -> None:
    submit(world, sheet)
    client = world.client("tham-dinh")
    page = shown(client, "sheet", sheet.pk)
    assert page.count("<noscript>") == 3 and "Điểm ghi tay" in page
    assert "o4-reason" not in page  # a criterion without owner is the head's
    assert "hãy ghi lý do thay đổi" in post_cell(client, sheet, "XH1", f__vu="1", f__don="0")
    assert "18" in post_cell(client, sheet, "XH1", f__vu="1", f__don="0", reason="Biên bản số 3")
    ok = client.post(reverse("score:cell", args=[sheet.pk, "KT1"]), {"ok": "1"}).content.decode()
    assert "data-saved" in ok and "Đồng ý" not in ok
    client.post(reverse("score:save", args=[sheet.pk]), {"dong-y": "KT2"})
    assert CellEntry.objects.filter(round=Round.REVIEW).count() == 3
    assert client.post(reverse("score:cell", args=[sheet.pk, "XH2"]), {"ok": "1"}).status_code == 403


def test_the_steps_on_the_page(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    sheet, unit, office = sheets["DV"], world.client("dv-can-bo"), world.client("chuyen-vien")

    def step(client: Client, name: str, **data: str) -> str:
        return client.post(reverse("score:step", args=[sheet.pk, name]), data, follow=True).content.decode()

    assert "Còn 7 mục chưa chấm" in step(unit, "submit")
    fill(world, sheet)
    assert "Xong: gửi bảng chấm" in step(unit, "submit")
    assert "Chưa nhập mục này" in step(office, "send_back", reason=" ")
    assert "Thiếu biên bản" in step(office, "send_back", reason="Thiếu biên bản")
    assert "Lý do trả lại" in shown(unit, "sheet", sheet.pk)
    step(unit, "submit")
    assert (
        "Đã lưu bảng chấm"
        in office.post(reverse("score:save", args=[sheet.pk]), {"dong-y": "*"}, follow=True).content.decode()
    )
    step(office, "review")
    office.post(reverse("score:save", args=[sheet.pk]), {"dong-y": "*"})
    assert "Xong: chốt điểm thống nhất" in step(office, "agree")
    for code in ("LH", "PNU"):
        settle(world, sheets[code])
    url = reverse("score:publish", args=[cluster.pk])
    wrong = office.post(url, {"decision": DECISION, "word": "có"})
    text = wrong.content.decode()
    assert wrong.status_code == 422 and "Hãy gõ đúng chữ CÔNG BỐ" in text and DECISION in text
    assert not Publication.objects.exists()
    answer = office.post(url, {"decision": DECISION, "word": "công bố"}, follow=True)
    assert "Đã công bố kết quả" in answer.content.decode() and Publication.objects.count() == 1
    assert "Xã Lục Hồn" in shown(unit, "ranking", cluster.pk)
    assert office.post(url, {"decision": DECISION, "word": "CÔNG BỐ"}).status_code == 422
    assert Publication.objects.count() == 1


def test_why_shows_rule_source_arithmetic_and_all_three_values(world: World, sheet: ScoreSheet) -> None:
    report_of(world, "DV", "dv-can-bo", "900", "945")
    fill(world, sheet, KT1={"plan": D(900), "actual": D(891)})
    acts.submit(by=world.actor("dv-can-bo", OPEN), sheet=sheet, today=OPEN)
    score(world, sheet, "KT1", "tham-dinh", Round.REVIEW, reason="Theo quyết toán", plan=D(900), actual=D(882))
    page = shown(world.client("dv-can-bo"), "why", sheet.pk, "KT1")
    for part in ("mỗi 1% thiếu trừ 1 điểm", "đạt 98%", "38/40 điểm", "39/40 điểm", "Theo quyết toán", "Phòng Nội vụ"):
        assert part in page, part
    whole = shown(world.client("dv-can-bo"), "why_total", sheet.pk)
    assert "rút" not in whole and "Kinh tế" in whole and "mẫu số" in whole
    assert world.client("dv-can-bo").get(reverse("score:why", args=[sheet.pk, "LA"])).status_code == 404


def test_evidence_hangs_on_its_criterion_and_the_reviewer_knows_what_is_unread(world: World, sheet: ScoreSheet) -> None:
    unit = world.client("dv-can-bo")
    address = reverse("score:evidence", args=[sheet.pk, "KT1"])
    beside = unit.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in beside and 'value="KT1"' in beside
    file = SimpleUploadedFile("bien-ban.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    data = {
        "owner_type": "score.scoresheet",
        "owner_id": sheet.pk,
        "label": "KT1",
        "next": "/cham-diem/",
        "files": file,
    }
    assert unit.post(reverse("documents:attach"), data)["Location"] == "/cham-diem/"
    assert Attachment.objects.get().label == "KT1"
    page = shown(unit, "sheet", sheet.pk)
    assert "1 tệp" in page and "cần minh chứng" not in page
    submit(world, sheet)
    reader = world.client("tham-dinh")
    assert "Bạn chưa mở: bien-ban.pdf" in reader.get(address, headers={"HX-Request": "true"}).content.decode()
    reader.get(reverse("documents:file", args=[Attachment.objects.get().pk]))
    assert "Bạn chưa mở" not in reader.get(address, headers={"HX-Request": "true"}).content.decode()
    assert reader.get(address)["Location"].endswith("?minh-chung=KT1#minh-chung")
    head = world.client("truong-khoi")
    assert head.get(address, headers={"HX-Request": "true"}).status_code == 200
    other = world.client("lh-can-bo")
    assert other.get(reverse("documents:file", args=[Attachment.objects.get().pk])).status_code == 403
    assert unit.post(reverse("documents:attach"), {**data, "files": file}).status_code == 403  # it was sent


def test_scores_are_for_their_own_unit_until_they_are_published(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    for sheet in sheets.values():
        settle(world, sheet)
    mine, theirs = sheets["DV"], sheets["PNU"]
    unit = world.client("dv-can-bo")
    pages = ("sheet", "why_total")
    assert [unit.get(reverse(f"score:{p}", args=[mine.pk])).status_code for p in pages] == [200, 200]
    assert [unit.get(reverse(f"score:{p}", args=[theirs.pk])).status_code for p in pages] == [403, 403]
    assert unit.get(reverse("score:ranking", args=[cluster.pk])).status_code == 403
    assert unit.get(reverse("score:ranking_export", args=[cluster.pk])).status_code == 403
    assert reverse("score:ranking", args=[cluster.pk]) not in shown(unit, "sheet", mine.pk)
    assert "Hội Liên hiệp" not in re.sub(r"(?s)<select.*?</select>", "", shown(unit, "home").split("Bảng chấm của")[-1])
    for who in ("kiem-tra", "uy-vien-1", "thu-ky", "chu-tich", "tham-dinh", "truong-khoi"):
        assert world.client(who).get(reverse("score:sheet", args=[theirs.pk])).status_code == 200, who
    for who in ("qp-chuyen-vien", "ak-can-bo", "pn-can-bo"):
        assert world.client(who).get(reverse("score:sheet", args=[theirs.pk])).status_code in (403, 404), who
    by = world.actor("chuyen-vien", OPEN)
    acts.publish(by=by, season=world.season, cluster_id=cluster.pk, decision=DECISION, today=OPEN)
    assert [unit.get(reverse(f"score:{p}", args=[theirs.pk])).status_code for p in pages] == [200, 200]
    assert "Hội Liên hiệp" in shown(unit, "ranking", cluster.pk)
    assert reverse("score:ranking", args=[cluster.pk]) in shown(unit, "sheet", mine.pk)
    assert "thứ 1" in shown(unit, "why", theirs.pk, "KT2")
    assert world.client("pn-can-bo").get(reverse("score:sheet", args=[theirs.pk])).status_code == 403


def test_a_unit_never_reads_what_compares_it_with_others_before_publication(
    world: World, sheets: dict[str, ScoreSheet]
) -> None:
    for sheet in sheets.values():
        submit(world, sheet)
    page = shown(world.client("dv-can-bo"), "sheet", sheets["DV"].pk)
    assert "chờ cả cụm" in page and "; thứ 1" not in page
    assert "chưa tính riêng từng đơn vị được" in shown(world.client("dv-can-bo"), "why", sheets["DV"].pk, "KT2")
    assert "; thứ 1 (tạm tính)" in shown(world.client("chuyen-vien"), "sheet", sheets["DV"].pk)


def test_others_write_nothing_in_a_sheet(world: World, sheet: ScoreSheet) -> None:
    posts = [
        reverse("score:cell", args=[sheet.pk, "TD2"]),
        reverse("score:save", args=[sheet.pk]),
        *(reverse("score:step", args=[sheet.pk, n]) for n in ("submit", "review", "agree", "send_back", "reopen")),
    ]
    data = {"o6-f-value": "9", "o6-after": "0", "reason": "Thử"}
    for who in ("lh-can-bo", "tham-dinh", "kiem-tra", "chu-tich", "qp-chuyen-vien", "ak-can-bo"):
        client = world.client(who)
        for url in posts:
            assert client.post(url, data).status_code in (403, 404), (who, url)
    assert not CellEntry.objects.exists()
    sheet.refresh_from_db()
    assert sheet.state == SheetState.SELF_SCORING


def test_a_get_never_writes(world: World, sheet: ScoreSheet) -> None:
    fill(world, sheet)
    before = CellEntry.objects.count()
    client = world.client("dv-can-bo")
    for name in ("save",):
        assert client.get(reverse(f"score:{name}", args=[sheet.pk])).status_code == 405
    client.get(reverse("score:step", args=[sheet.pk, "submit"]))
    client.get(reverse("score:cell", args=[sheet.pk, "TD2"]))
    sheet.refresh_from_db()
    assert sheet.state == SheetState.SELF_SCORING and CellEntry.objects.count() == before


def test_the_ranking_goes_to_a_spreadsheet(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    for sheet in sheets.values():
        settle(world, sheet)
    answer = world.client("chuyen-vien").get(reverse("score:ranking_export", args=[cluster.pk]))
    ranking, criteria = read_table(answer.content, "xep-hang.xlsx")
    assert "Xã Đồng Văn" in str(ranking.rows) and ranking.name == "Xếp hạng"
    assert "KT2" in str(criteria.rows) and "Tăng thu, xếp hạng trong khối" in str(criteria.rows)
    assert world.client("chuyen-vien").get(reverse("score:export")).status_code == 200


def test_schemes_are_drafted_mended_and_adopted(world: World) -> None:
    office = world.client("chuyen-vien")
    broken = SCHEME.replace("kind: events", "kind: doan_mo")
    page = office.post(reverse("score:new"), {"text": broken}).content.decode()
    assert "không có loại công thức «doan_mo»" in page and "doan_mo" in page
    file = SimpleUploadedFile("bang.yaml", broken.replace("doan_mo", "events").replace("100,", "120,").encode())
    made = office.post(reverse("score:new"), {"text": "", "file": file})
    draft = Scheme.objects.get()
    assert made["Location"] == reverse("score:scheme", args=[draft.pk])
    assert "phải sửa" in shown(office, "scheme", draft.pk) and "bảng ghi tổng điểm 120" in shown(
        office, "scheme", draft.pk
    )
    assert world.client("lh-can-bo").get(reverse("score:scheme", args=[draft.pk])).status_code == 403
    assert draft.title not in shown(world.client("lh-can-bo"), "schemes")
    adopt = reverse("score:adopt", args=[draft.pk])
    assert "phải sửa trước khi ban hành" in office.post(adopt, {"document": DECISION}).content.decode()
    edit = reverse("score:edit", args=[draft.pk])
    seen = office.get(edit).context["form"]["seen"].value()
    office.post(edit, {"text": SCHEME, "seen": seen})
    office.post(adopt, {"document": DECISION})
    draft.refresh_from_db()
    assert draft.state == SchemeState.ADOPTED
    page = shown(world.client("lh-can-bo"), "scheme", draft.pk)
    assert (
        "Đạt 100% kế hoạch được 40 điểm" in page and "Phòng Nội vụ" in page and "lấy từ chỉ tiêu Thu ngân sách" in page
    )
    again = office.get(reverse("score:new") + f"?tu={draft.pk}").content.decode()
    assert "Phiên bản mới của" in again and "code: BL-2023" in again
    text = world.client("lh-can-bo").get(reverse("score:scheme_text", args=[draft.pk]))
    assert text.content.decode() == SCHEME.strip()
    office.post(reverse("score:retire", args=[draft.pk]), {"reason": "Thay bằng phiên bản 2"})
    draft.refresh_from_db()
    assert draft.state == SchemeState.RETIRED


def test_sheets_are_opened_and_units_reminded(world: World, cluster: Cluster, scheme: Scheme) -> None:
    office = world.client("chuyen-vien")
    data = {"cluster": str(cluster.pk), "scheme": str(scheme.pk), "role": ""}
    assert "Đã mở 3 bảng chấm" in office.post(reverse("score:open"), data, follow=True).content.decode()
    assert "đã có bảng chấm" in office.post(reverse("score:open"), data).content.decode()
    page = shown(office, "home")
    assert "Nhắc" in page and "Chưa gửi: " in page and "Xã Đồng Văn" in page
    url = reverse("score:remind", args=[cluster.pk])
    assert "Đã nhắc 3 đơn vị" in office.post(url, {"text": "Gửi đi"}, follow=True).content.decode()
    assert world.client("dv-can-bo").get(url).status_code == 403
    assert world.client("lh-can-bo").get(reverse("score:open")).status_code == 403
    assert "Mở bảng chấm của đơn vị" in shown(world.client("dv-can-bo"), "home")


def test_the_lists_cost_the_same_for_one_and_for_three(world: World, scheme: Scheme) -> None:
    first = make_cluster(world, "K01", ("DV", "PN", "LH"))
    submit(world, open_all(world, first, scheme)["DV"])
    names = ["home", "export", "schemes"]

    def cost() -> dict[str, int]:
        found = {}
        for who in ("chuyen-vien", "dv-can-bo", "tham-dinh", "truong-khoi"):
            client = world.client(who)
            urls = [reverse(f"score:{name}") for name in names]
            if who == "chuyen-vien":
                urls += [reverse("score:ranking", args=[first.pk]), reverse("score:ranking_export", args=[first.pk])]
            for url in urls:
                client.get(url)
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(url).status_code == 200
                found[f"{who} {url}"] = len(queries)
        return found

    one = cost()
    submit(world, open_all(world, make_cluster(world, "K02", ("PNU", "BC"), head="BC"), scheme)["PNU"])
    for code in ("K02", "K03"):
        make_scheme(world, SCHEME.replace("BL-2023", code))
    assert cost() == one


def test_a_ranking_costs_the_same_for_one_and_for_three_units(world: World, scheme: Scheme) -> None:
    small, large = make_cluster(world, "K01", ("DV", "PN"), head="DV"), make_cluster(world, "K02", ("LH", "PNU", "BC"))
    for cluster in (small, large):
        for sheet in open_all(world, cluster, scheme).values():
            for code, value in (("TD2", D(8)), ("KT2", D(5))):
                if sheet.unit.code in MEMBERS:
                    score(world, sheet, code, value=value)
    counts = []
    for cluster in (small, large):
        client, url = world.client("chuyen-vien"), reverse("score:ranking", args=[cluster.pk])
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_duties_say_what_waits_for_whom(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    from thidua.base.tasks.duties import duties_of, standings_of

    def titles(who: str) -> list[str]:
        return [d.title for d in duties_of(world.actor(who, OPEN), world.season, OPEN) if d.stage == "s5_score"]

    assert titles("dv-can-bo") == ["Tự chấm điểm và gửi bảng chấm"]
    assert titles("tham-dinh") == titles("truong-khoi") == titles("chuyen-vien") == []
    submit(world, sheets["DV"])
    assert titles("dv-can-bo") == []
    assert titles("tham-dinh") == titles("truong-khoi") == ["Thẩm định 1 bảng chấm"]
    assert titles("chuyen-vien") == ["Kết thúc thẩm định 1 bảng chấm"]
    review(world, sheets["DV"])
    assert titles("tham-dinh") == [] and titles("chuyen-vien") == ["Thống nhất điểm 1 bảng chấm"]
    done = {
        s.unit_id: s.done
        for s in standings_of(world.season, frozenset(world.units[c].pk for c in MEMBERS), OPEN)
        if s.stage == "s5_score"
    }
    assert done == {world.id("LH"): False, world.id("DV"): True, world.id("PNU"): False}


def test_who_administers_accounts_has_no_business_with_points(world: World, sheet: ScoreSheet) -> None:
    client, door = world.client("bl-quan-tri"), reverse("score:sheet", args=[sheet.pk])
    assert client.get(door).status_code == 403
    assert door not in client.get(reverse("score:home")).content.decode()


def test_nobody_reminds_the_clusters_of_another_authority(world: World, sheet: ScoreSheet) -> None:
    answer = world.client("qp-chuyen-vien").post(reverse("score:remind", args=[sheet.cluster_id]), {"text": "Gửi ngay"})
    assert answer.status_code == 404
