"""Pages of stage 8 through HTTP."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cycle.s7_vote.setting import passed_session
from tests.cycle.s8_award.setting import HEAD, LATER, OPEN, amended, draft_of, issued, submitted
from tests.world import World
from thidua.base.documents.queries import attachments_of
from thidua.base.jobs.enums import JobState
from thidua.base.jobs.models import Job
from thidua.base.tasks.duties import duties_of, standings_of
from thidua.cycle.s8_award import jobs_print
from thidua.cycle.s8_award.enums import DecisionState
from thidua.cycle.s8_award.models import Decision, DecisionItem

pytestmark = pytest.mark.usefixtures("clock")
PASSWORD = "Mật-khẩu-rất-dài-1"


def _with_password(world: World, username: str) -> Client:
    account = world.desks[username].account
    account.set_password(PASSWORD)
    account.save()
    return world.client(username)


def test_from_the_session_to_the_issued_decision_in_a_browser(world: World) -> None:
    session = passed_session(world, ("CSTDCS", "GK"))
    desk = world.client("chuyen-vien")
    page = desk.get(reverse("award:choose")).content.decode()
    assert reverse("award:draft", args=[session.pk]) in page
    ids = [item.dossier_id for item in session.items.all()]
    answer = desk.post(reverse("award:draft", args=[session.pk]), {"title": "Về việc khen thưởng", "dossiers": ids})
    decision = Decision.objects.get()
    assert answer["Location"] == reverse("award:decision", args=[decision.pk])
    form = {
        "title": "Về việc khen thưởng năm 2023", "authority_code": HEAD, "symbol": "QĐ-UBND",
        "signer_name": "Trần Chắc", "signer_office": "Chủ tịch", "bases": "Theo Tờ trình số 5/TTr-PNV",
    }  # fmt: skip
    desk.post(reverse("award:edit", args=[decision.pk]), form)
    line = decision.lines.first()
    assert line is not None
    words = {"recipient": "Ông Nguyễn Văn Suối 1", "position": "Công chức xã Lục Hồn", "citation": "Có sáng kiến"}
    desk.post(reverse("award:edit_line", args=[line.pk]), words)
    page = desk.get(reverse("award:decision", args=[decision.pk])).content.decode()
    assert (
        "Ông Nguyễn Văn Suối 1" in page and "1 × 1.800.000 đồng = 1.800.000 đồng" in page and "đúng thẩm quyền" in page
    )
    assert desk.get(reverse("award:pdf", args=[decision.pk])).content.startswith(b"%PDF")
    desk.post(reverse("award:submit", args=[decision.pk]))
    chair, url = _with_password(world, "chu-tich"), reverse("award:issue", args=[decision.pk])
    assert "Số kế tiếp" in chair.get(url).content.decode()
    wrong = chair.post(url, {"word": "ký nhầm"})
    assert wrong.status_code == 422 and not DecisionItem.objects.exists()
    asked = chair.post(url, {"word": "KÝ", "number": "42"})
    assert asked["Location"].startswith(reverse("account_reauthenticate")) and not DecisionItem.objects.exists()
    chair.post(asked["Location"], {"password": PASSWORD})
    decision.refresh_from_db()
    assert decision.full_number == "42/QĐ-UBND"
    shown = desk.get(reverse("award:decision", args=[decision.pk])).content.decode()
    assert "BL-2023-00001" in shown and "1.800.000" in shown and "ký ban hành" in shown
    assert desk.get(reverse("award:docx", args=[decision.pk])).content[:2] == b"PK"
    assert desk.get(reverse("award:export", args=[decision.pk])).content[:2] == b"PK"


def test_a_wrong_authority_is_refused_with_the_clause_before_anything_is_asked(world: World) -> None:
    draft = draft_of(world, ["LDTT"])
    draft.authority_code = "district_chair"
    draft.save()
    answer = world.client("chuyen-vien").post(reverse("award:submit", args=[draft.pk]))
    assert answer.status_code == 403 and "Nghị định 91/2017/NĐ-CP" in answer.content.decode()
    page = world.client("chuyen-vien").get(reverse("award:decision", args=[draft.pk])).content.decode()
    assert "sai thẩm quyền" in page


def test_a_draft_is_for_those_who_work_on_it(world: World, draft: Decision) -> None:
    line = draft.lines.first()
    assert line is not None
    for who in ("lh-can-bo", "uy-vien-1", "thu-ky", "kiem-tra", "tham-dinh", "qp-chuyen-vien"):
        client = world.client(who)
        seen = client.get(reverse("award:decision", args=[draft.pk])).status_code
        assert seen == {"kiem-tra": 200, "qp-chuyen-vien": 404}.get(who, 403), who
        for name in ("edit", "send_back", "issue"):
            assert client.get(reverse(f"award:{name}", args=[draft.pk])).status_code in (403, 404), (who, name)
        assert client.post(reverse("award:submit", args=[draft.pk])).status_code in (403, 404), who
        assert client.post(reverse("award:drop_line", args=[line.pk])).status_code in (403, 404), who
        changed = client.post(reverse("award:edit_line", args=[line.pk]), {"recipient": "X"})
        assert changed.status_code in (403, 404), who
        if who != "qp-chuyen-vien":  # who drafts for a district of its own
            assert client.get(reverse("award:choose")).status_code == 403, who
    draft.refresh_from_db()
    assert draft.state == DecisionState.DRAFT and draft.lines.count() == 3


def test_only_the_specialist_begins_a_correction(world: World, decision: Decision) -> None:
    item = decision.items.first()
    assert item is not None
    url = reverse("award:amend", args=[item.pk])
    for who in ("lh-can-bo", "uy-vien-1", "thu-ky", "chu-tich", "kiem-tra"):
        client = world.client(who)
        assert client.get(url).status_code == 403, who
        assert client.post(url, {"kind": "revocation", "title": "X", "reason": "Y"}).status_code == 403, who
    assert Decision.objects.count() == 1


def test_money_is_shown_at_the_desk_only(world: World, decision: Decision) -> None:
    url = reverse("award:decision", args=[decision.pk])
    assert "1.800.000" in world.client("chuyen-vien").get(url).content.decode()
    unit = world.client("lh-can-bo").get(url).content.decode()
    assert "Nguyễn Văn Suối 1" in unit and "1.800.000" not in unit
    item = decision.items.first()
    assert item is not None
    page = world.client("lh-can-bo").get(reverse("award:award", args=[item.pk])).content.decode()
    assert "Tiền thưởng" not in page and "<svg" in page


def test_the_register_finds_filters_and_exports_what_it_shows(world: World, decision: Decision) -> None:
    client, url = world.client("lh-can-bo"), reverse("award:register")
    assert client.get(url).content.decode().count("BL-2023-0000") == 3
    found = client.get(url, {"q": "nguyen van suoi 2"}).content.decode()
    assert "BL-2023-00002" in found and "BL-2023-00001" not in found
    assert "BL-2023-00003" in client.get(url, {"loai": "LDTT"}).content.decode()
    assert "Không tìm thấy" in client.get(url, {"tinh-trang": "revoked"}).content.decode()
    assert "Không tìm thấy" in client.get(url, {"nam": "2022"}).content.decode()
    assert client.get(reverse("award:export_register"), {"q": "suoi 2"}).status_code == 200


def test_a_revocation_is_seen_wherever_the_award_is_looked_up(world: World, decision: Decision) -> None:
    item = decision.items.get(order=1)
    amended(world, item, "revocation")
    client = world.client("lh-can-bo")
    page = client.get(reverse("award:award", args=[item.pk])).content.decode()
    assert "đã thu hồi" in page and "Đã thu hồi từ ngày 28/12/2023" in page and "BL-2023-00001" in page
    register = client.get(reverse("award:register"), {"tinh-trang": "revoked"}).content.decode()
    assert "BL-2023-00001" in register and "BL-2023-00002" not in register
    original = client.get(reverse("award:decision", args=[decision.pk])).content.decode()
    assert "Quyết định sau đó" in original and "Đã thu hồi" in original


def test_a_short_list_of_certificates_is_printed_at_once(world: World, decision: Decision) -> None:
    answer = world.client("chuyen-vien").post(reverse("award:print", args=[decision.pk]))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    import pypdfium2

    document = pypdfium2.PdfDocument(answer.content)
    text = document[0].get_textpage().get_text_bounded()
    assert len(document) == 3 and "BL-2023-00001" in text and "Nguyễn Văn Suối 1" in text


@pytest.mark.parametrize("who", ["kiem-tra", "quan-tri", "lh-can-bo"])
def test_those_who_only_oversee_print_nothing(world: World, decision: Decision, who: str) -> None:
    client = world.client(who)
    assert client.post(reverse("award:print", args=[decision.pk])).status_code == 403
    assert "In bằng, giấy khen" not in client.get(reverse("award:decision", args=[decision.pk])).content.decode()


def test_a_long_list_is_printed_in_the_background_with_its_count(
    world: World, decision: Decision, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(jobs_print, "AT_ONCE", 2)
    with django_capture_on_commit_callbacks(execute=True):
        answer = world.client("chuyen-vien").post(reverse("award:print", args=[decision.pk]))
    job = Job.objects.get()
    assert answer["Location"] == reverse("tasks:job", args=[job.pk])
    assert (job.state, job.done, job.total, job.result) == (JobState.DONE, 3, 3, {"certificates": 3})
    assert [a.name for a in attachments_of(job)] == ["bang-giay-khen.pdf"]


def test_certificates_carry_the_address_of_the_check_and_the_signed_code(world: World, decision: Decision) -> None:
    from thidua.cycle.s8_award.printing import check_address

    certificate = decision.items.get(order=1).certificates.get()
    address = check_address(certificate.token, "https://thidua.example.vn/")
    assert re.fullmatch(r"https://thidua\.example\.vn/cong/kiem-tra/TD1\.[\w-]+/", address)


def test_duties_follow_the_work(world: World) -> None:
    def titles(who: str) -> str:
        return " | ".join(
            d.title for d in duties_of(world.actor(who, OPEN), world.season, OPEN) if d.stage == "s8_award"
        )

    session = passed_session(world, ("CSTDCS", "GK"))
    assert "Dự thảo quyết định cho 2 hồ sơ" in titles("chuyen-vien") and titles("chu-tich") == ""
    from thidua.cycle.s8_award.actions import drafts

    by = world.actor("chuyen-vien", OPEN)
    first, second = drafts.draft_by_award(by=by, season=world.season, session_id=session.pk, today=OPEN)
    assert titles("chuyen-vien").count("trình ký") == 2 and "Dự thảo quyết định cho" not in titles("chuyen-vien")
    submitted(world, first)
    assert titles("chu-tich").count("Ký ban hành") == 1
    issued(world, first)
    assert titles("chu-tich") == ""
    notes = [s.note for s in standings_of(world.season, frozenset({world.id("LH")}), OPEN) if s.stage == "s8_award"]
    assert notes == ["đã khen thưởng 1/2"]


def test_the_lists_cost_the_same_for_one_and_for_three(world: World) -> None:
    one = issued(world, submitted(world, draft_of(world, ["LDTT"])))
    client = world.client("chuyen-vien")

    def cost(*urls: str) -> list[int]:
        counts = []
        for url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        return counts

    lists = [reverse(f"award:{name}") for name in ("home", "register", "export_register", "choose")]
    first, page = cost(*lists), cost(reverse("award:decision", args=[one.pk]))
    from tests.cycle.s8_award.test_decisions import _same_person

    draft = _same_person(world, ("GK", "CSTDCS", "LDTT"))
    single = cost(reverse("award:decision", args=[draft.pk]))
    three = issued(world, submitted(world, draft))
    assert cost(*lists) == first
    assert cost(reverse("award:decision", args=[three.pk])) == page
    assert single[0] < 60


def test_a_get_never_writes(world: World, draft: Decision) -> None:
    line = draft.lines.first()
    assert line is not None and LATER > OPEN
    client = world.client("chuyen-vien")
    for name, pk in (("submit", draft.pk), ("print", draft.pk), ("drop_line", line.pk)):
        assert client.get(reverse(f"award:{name}", args=[pk])).status_code == 405


def test_nobody_drafts_from_the_session_of_another_authority(world: World, decision: Decision) -> None:
    client = world.client("qp-chuyen-vien")
    assert client.get(reverse("award:draft", args=[decision.session_id])).status_code == 404
    assert client.post(reverse("award:draft_by_award", args=[decision.session_id])).status_code == 404


def test_the_session_behind_a_decision_is_linked_for_who_may_open_it(world: World, decision: Decision) -> None:
    session = reverse("vote:session", args=[decision.session_id])
    url = reverse("award:decision", args=[decision.pk])
    assert session in world.client("chuyen-vien").get(url).content.decode()
    unit = world.client("lh-can-bo").get(url).content.decode()
    assert session not in unit and "Phiên họp ngày" in unit
