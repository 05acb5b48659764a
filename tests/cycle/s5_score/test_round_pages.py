"""The pages of the rounds: forms say what is wrong beside the field, keep what was typed, and do what they say."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.cycle.s5_score.ground import OPEN, settle, submit
from tests.cycle.s5_score.planned import LAST, assign, explaining, plan, settled_cells
from tests.world import World
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.enums import Phase, SheetState
from thidua.cycle.s5_score.facts import standing_of
from thidua.cycle.s5_score.minutes import hash_of, minutes_text
from thidua.cycle.s5_score.models import AgreementSignature, Answer, CrossCheck, Reply, RoundPlan, ScoreSheet, TieOrder
from thidua.cycle.s5_score.plans import plan_of

pytestmark = pytest.mark.usefixtures("clock")
PLAN = {f"{phase}_from": "03/05/2023" for phase in Phase} | {f"{p}_to": f"{d:%d/%m/%Y}" for p, d in LAST.items()}
REASON = "Kế hoạch 08/KH-K01"


def test_a_plan_is_typed_by_the_head(world: World, cluster: Cluster) -> None:
    head, url = world.client("truong-khoi"), reverse("score:set_plan", args=[cluster.pk])
    wrong = head.post(url, {**PLAN, "cross_to": "", "self_to": "31/02/2023", "reason": REASON})
    page = wrong.content.decode()
    assert wrong.status_code == 422 and "Hãy ghi cả hai ngày, hoặc bỏ cả hai." in page and 'value="31/02/2023"' in page
    late = head.post(url, {**PLAN, "review_to": "21/05/2023", "reason": REASON})
    assert late.status_code == 422 and "không kết thúc trước vòng «Kiểm tra chéo»" in late.content.decode()
    assert not RoundPlan.objects.exists()
    done = head.post(url, {**PLAN, "cross_from": "", "cross_to": "", "reason": REASON}, follow=True).content.decode()
    assert "Đã đặt lịch chấm điểm" in done and REASON in done and "còn 17 ngày" in done
    assert Phase.CROSS not in plan_of(cluster.pk).windows
    seen = world.client("dv-can-bo").get(reverse("score:plan", args=[cluster.pk])).content.decode()
    assert REASON in seen and "Đổi lịch" not in seen
    assert world.client("dv-can-bo").post(url, {**PLAN, "reason": REASON}).status_code == 403


def test_more_time_and_assignments_by_form(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    plan(world, cluster)
    head = world.client("truong-khoi")
    url = reverse("score:extend", args=[cluster.pk])
    given = {"phase": "self", "sheet": str(sheets["DV"].pk), "until": "19/05/2023", "reason": "Mất mạng"}
    assert "Ngày gia hạn phải sau ngày 20/05/2023" in head.post(url, given).content.decode()
    assert head.post(url, {**given, "sheet": "999999"}).status_code == 422
    page = head.post(url, {**given, "until": "24/05/2023"}, follow=True).content.decode()
    assert "vòng tự chấm đến hết ngày 24/05/2023, cho Xã Đồng Văn" in page
    url = reverse("score:assign", args=[cluster.pk])
    assert "hạt giống" in head.post(url, {"method": "lot", "seed": "", "each": "1"}).content.decode()
    page = head.post(url, {"method": "lot", "seed": "48213 <b>", "each": "2"}, follow=True).content.decode()
    assert "48213 &lt;b&gt;" in page and "SHA-256" in page
    assert len(CrossCheck.objects.get().pairs) == 6


def test_the_board_and_reminders(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    plan(world, cluster)
    submit(world, sheets["DV"])
    url = reverse("score:board", args=[cluster.pk])
    page = world.client("truong-khoi").get(url).content.decode()
    assert "còn 7 mục chưa chấm" in page and "chưa phân công kiểm tra chéo" in page
    assert world.client("dv-can-bo").get(url).status_code == 403
    told = world.client("truong-khoi").post(
        reverse("score:remind", args=[cluster.pk]), {"text": "Đề nghị làm ngay"}, follow=True
    )
    assert "Đã nhắc 2 đơn vị" in told.content.decode()


def test_reply_and_answer_by_form(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    sheet = sheets["DV"]
    plan(world, cluster)
    assign(world, cluster)
    explaining(world, cluster, sheet)
    unit, office = world.client("dv-can-bo"), world.client("tham-dinh")
    page = unit.get(reverse("score:replies", args=[sheet.pk])).content.decode()
    assert "XH1 Giữ gìn trật tự" in page and "Biên bản số 3" in page and "Giải trình tiêu chí khác" in page
    url = reverse("score:reply", args=[sheet.pk, "XH1"])
    assert unit.post(url, {"text": " ", "after": "0"}).status_code == 422
    unit.post(url, {"text": "<script>alert(1)</script> không đúng", "after": "0"})
    twice = unit.post(url, {"text": "Viết từ thẻ khác", "after": "0"})
    assert twice.status_code == 422 and "Viết từ thẻ khác" in twice.content.decode()
    assert Reply.objects.count() == 1
    page = office.get(reverse("score:replies", args=[sheet.pk])).content.decode()
    assert "&lt;script&gt;" in page and "<script>alert" not in page
    url = reverse("score:answer", args=[sheet.pk, "XH1"])
    assert office.post(url, {"outcome": "bia-dat", "text": "Có"}).status_code == 422
    office.post(url, {"outcome": "kept", "text": "Đã xác minh"})
    assert Answer.objects.get().outcome == "kept"
    assert office.get(reverse("score:answer", args=[sheet.pk, "KHONG-CO"])).status_code == 404
    assert unit.get(url).status_code == 403
    assert world.client("lh-can-bo").get(reverse("score:replies", args=[sheet.pk])).status_code == 403


def test_minutes_are_signed_with_the_word_and_the_password_only(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    sheet = sheets["DV"]
    plan(world, cluster)
    assign(world, cluster)
    explaining(world, cluster, sheet)
    acts.end_explaining(by=world.actor("dv-chu-tich", OPEN), sheet=sheet, today=OPEN)
    settled_cells(world, sheet)
    account = world.desks["dv-chu-tich"].account
    account.set_password("mot-mat-khau-rat-dai")
    account.save()
    url = reverse("score:minutes", args=[sheet.pk])
    given = {"office": "Chủ tịch", "word": "KY", "text_hash": hash_of(minutes_text(standing_of(sheet)))}
    head = world.client("dv-chu-tich")
    assert head.post(url, given).status_code == 422
    asked = head.post(url, {**given, "word": "KÝ"})
    assert asked.status_code == 302 and "xac-nhan" in asked["Location"]
    assert not AgreementSignature.objects.exists()
    assert world.client("dv-can-bo").post(url, {**given, "word": "KÝ"}).status_code == 403
    assert "chưa ký" in world.client("dv-can-bo").get(url).content.decode()
    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        made = world.client("dv-can-bo").get(reverse("score:minutes_paper", args=[sheet.pk, ending]))
        assert made.content.startswith(start)
    assert world.client("dv-can-bo").get(reverse("score:minutes_paper", args=[sheet.pk, "exe"])).status_code == 404


def test_ties_are_ordered_by_form(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    for sheet in sheets.values():
        settle(world, sheet, KT2={"value": Decimal(5)})
    secretary, url = world.client("thu-ky"), reverse("score:tie", args=[cluster.pk])
    units = {code: f"u{world.id(code)}" for code in sheets}
    same = {**dict.fromkeys(units.values(), "1"), "reason": "Biên bản 5"}
    assert "Hai đơn vị đang ở cùng một thứ tự" in secretary.post(url, same).content.decode()
    order = {units["PNU"]: "1", units["DV"]: "2", units["LH"]: "3", "reason": "Biên bản 5"}
    page = secretary.post(url, order, follow=True).content.decode()
    assert "Đã ghi thứ tự" in page and "đồng hạng" not in page
    assert TieOrder.objects.get().unit_ids == [world.id(code) for code in ("PNU", "DV", "LH")]
    again = secretary.post(url, order, follow=True).content.decode()
    assert "Đã ghi thứ tự" in again  # the council may think again: the last order counts
    assert world.client("chuyen-vien").get(url).status_code == 403
    assert {sheet.state for sheet in ScoreSheet.objects.all()} == {SheetState.AGREED}
