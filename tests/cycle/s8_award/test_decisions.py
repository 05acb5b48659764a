"""Decisions: drafted from what passed, checked against the law of the day, issued once, frozen after."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cycle.s7_vote.setting import (
    OPEN as VOTING,
)
from tests.cycle.s7_vote.setting import close, council_of, count, dossiers_for, opened, planned
from tests.cycle.s8_award.setting import HEAD, LATER, OPEN, amended, draft_of, issued, submitted
from tests.world import STAGES, World
from thidua.base.access.actor import Problem, Refused
from thidua.base.audit.chain import verify
from thidua.base.documents.actions import record_document
from thidua.base.documents.queries import citations_of
from thidua.base.units.enums import Level
from thidua.cycle.s7_vote.enums import Mode
from thidua.cycle.s7_vote.facts import Tally
from thidua.cycle.s8_award import printing, queries
from thidua.cycle.s8_award.actions import drafts, issuing
from thidua.cycle.s8_award.drafting import lines_of
from thidua.cycle.s8_award.enums import DecisionState
from thidua.cycle.s8_award.keys import published_key, read_certificate, signing_key
from thidua.cycle.s8_award.models import AwardEvent, Certificate, Decision, DecisionItem, DraftLine, Issuance
from thidua.cycle.s8_award.wording import hash_of
from thidua.paper.codes import load_public_pem, read_token
from thidua.paper.errors import PaperError


def test_a_decision_from_draft_to_certificates(world: World, draft: Decision) -> None:
    submitted(world, draft)
    issued(world, draft, number=42)
    assert (draft.state, draft.full_number, draft.issued_on) == (DecisionState.ISSUED, "42/QĐ-UBND", OPEN)
    found = queries.recipients(world.season.pk)
    assert [a.register_number for a in found] == ["BL-2023-00001", "BL-2023-00002", "BL-2023-00003"]
    assert [(a.award_kind, a.bonus) for a in found] == [("title", 1_800_000), ("form", 540_000), ("title", 540_000)]
    assert {a.status for a in found} == {"in_force"} and found[0].decision_number == "42/QĐ-UBND"
    assert verify().intact and verify().unsealed == 0


def test_what_was_issued_is_frozen_and_hashed(world: World, decision: Decision) -> None:
    issuance = Issuance.objects.get()
    assert issuance.content_hash == hash_of(issuance.content) and len(issuance.log_hash) == 64
    line = decision.lines.first()
    assert line is not None
    by = world.actor("chuyen-vien", OPEN)
    for act in (
        lambda: drafts.change_line(by=by, line=line, recipient="Khác", position="", citation=""),
        lambda: drafts.drop_line(by=by, line=line),
        lambda: drafts.change_decision(by=by, decision=decision, heading=drafts.Heading("Khác"), document_ids=[]),
        lambda: drafts.submit_decision(by=by, decision=decision, today=OPEN),
    ):
        with pytest.raises(Refused, match="Đã ban hành"):
            act()
    with pytest.raises(Refused):
        issued(world, decision)
    for model in (DecisionItem, Certificate, Issuance):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        DecisionItem.objects.update(bonus_vnd=1)


def test_the_papers_of_an_issued_decision_are_the_same_bytes_whatever_changes_later(
    world: World, decision: Decision
) -> None:
    before = printing.pdf_of(decision, OPEN)
    unit = world.units["BL"]
    unit.name = "Huyện Khác"
    unit.save()
    again = Decision.objects.select_related("authority").get(pk=decision.pk)
    assert printing.pdf_of(again, LATER) == before and before.startswith(b"%PDF")
    assert printing.docx_of(again, LATER)[:2] == b"PK"


def test_words_of_the_decision(decision: Decision) -> None:
    content = decision.issuance.content
    assert content["authority"] == "Chủ tịch Ủy ban nhân dân huyện Bình Liêu"
    assert (content["issuer"], content["place"]) == ("Ủy ban nhân dân huyện Bình Liêu", "Bình Liêu")
    assert content["articles"][1]["text"].startswith(
        "Tổng số tiền thưởng là 2.880.000 đồng (hai triệu tám trăm tám mươi nghìn đồng)"
    )
    assert any("Biên bản họp ngày 03 tháng 7 năm 2023" in base for base in content["bases"])
    assert [a["title"] for a in content["appendices"]] == [
        "Danh sách 01 cá nhân: Chiến sĩ thi đua cơ sở",
        "Danh sách 01 cá nhân: Giấy khen",
        "Danh sách 01 cá nhân: Lao động tiên tiến, Chiến sĩ tiên tiến",
    ]


def test_only_what_the_council_passed_and_only_after_its_minutes(world: World) -> None:
    dossiers = dossiers_for(world, ("LDTT", "GK"))
    session = opened(world, planned(world, council_of(world), dossiers, mode=Mode.PAPER))
    count(world, session, Tally(issued=7, agree=3, disagree=4))
    close(world, session)
    by = world.actor("chuyen-vien", OPEN)
    given: dict[str, Any] = {"by": by, "season": world.season, "session_id": session.pk, "today": OPEN}
    with pytest.raises(Problem, match="chưa có đủ hai chữ ký"):
        drafts.draft_decision(**given, dossier_ids=[dossiers[0].pk], heading=drafts.Heading("X"))
    from tests.cycle.s7_vote.setting import signed

    signed(world, session)
    with pytest.raises(Problem, match="đã được hội đồng thông qua: LDTT-001"):
        drafts.draft_decision(**given, dossier_ids=[dossiers[0].pk], heading=drafts.Heading("X"))
    with pytest.raises(Problem, match="không còn hồ sơ nào"):
        drafts.draft_by_award(**given)


def test_one_draft_for_each_award(world: World) -> None:
    from tests.cycle.s7_vote.setting import passed_session

    session = passed_session(world, ("CSTDCS", "GK"))
    by = world.actor("chuyen-vien", OPEN)
    made = drafts.draft_by_award(by=by, season=world.season, session_id=session.pk, today=OPEN)
    assert [(d.title, d.authority_code) for d in made] == [
        ("Về việc khen thưởng chiến sĩ thi đua cơ sở năm 2023", "district_chair"),
        ("Về việc khen thưởng giấy khen năm 2023", "district_chair"),
    ]
    assert drafts.undecided(world.season.pk, session.pk) == []


def test_a_dossier_stands_in_one_decision_until_it_is_dropped(world: World, draft: Decision) -> None:
    line = draft.lines.first()
    assert line is not None and draft.session_id is not None
    by, ids = world.actor("chuyen-vien", OPEN), [line.dossier_id]
    given: dict[str, Any] = {"by": by, "season": world.season, "session_id": draft.session_id, "today": OPEN}
    with pytest.raises(Problem, match="đã nằm trong quyết định khác"):
        drafts.draft_decision(**given, dossier_ids=ids, heading=drafts.Heading("Khác"))
    drafts.drop_line(by=by, line=line)
    assert drafts.draft_decision(**given, dossier_ids=ids, heading=drafts.Heading("Khác")).lines.count() == 1


def test_only_the_specialist_drafts(world: World, draft: Decision) -> None:
    for who in ("lh-can-bo", "chu-tich", "kiem-tra", "thu-ky", "uy-vien-1", "qp-chuyen-vien"):
        by = world.actor(who, OPEN)
        for act in (
            lambda by=by: drafts.draft_by_award(
                by=by, season=world.season, session_id=draft.session_id or 0, today=OPEN
            ),
            lambda by=by: drafts.submit_decision(by=by, decision=draft, today=OPEN),
            lambda by=by: drafts.change_decision(by=by, decision=draft, heading=drafts.Heading("X"), document_ids=[]),
        ):
            with pytest.raises(Refused):
                act()


def test_only_the_person_in_authority_issues(world: World, draft: Decision) -> None:
    submitted(world, draft)
    for who in ("chuyen-vien", "kiem-tra", "thu-ky", "lh-chu-tich", "quan-tri", "qp-chuyen-vien"):
        with pytest.raises(Refused):
            issuing.issue_decision(by=world.actor(who, OPEN), decision=draft, today=OPEN)
    assert not DecisionItem.objects.exists()


def test_the_window_of_the_stage(world: World) -> None:
    late = STAGES["s8_award"][1] + timedelta(days=1)
    with pytest.raises(Refused, match="Giai đoạn «Khen thưởng»"):
        draft_of(world, ["LDTT"], today=late)


def test_a_draft_sent_back_is_changed_and_submitted_again(world: World, draft: Decision) -> None:
    submitted(world, draft)
    by = world.actor("chuyen-vien", OPEN)
    with pytest.raises(Refused, match="Đã trình ký"):
        drafts.change_decision(by=by, decision=draft, heading=drafts.Heading("X"), document_ids=[])
    drafts.send_back_decision(by=world.actor("chu-tich", OPEN), decision=draft, reason="Ghi rõ căn cứ", today=OPEN)
    drafts.change_decision(
        by=by,
        decision=draft,
        heading=drafts.Heading("Đã sửa", authority_code=HEAD, bases=("Theo Tờ trình số 5",)),
        document_ids=[],
    )
    submitted(world, draft)
    assert issued(world, draft).issuance.content["bases"][-1] == "Theo Tờ trình số 5"


def test_the_law_of_the_day_refuses_a_wrong_authority_with_its_clause(world: World) -> None:
    draft = draft_of(world, ["CSTDCS"])
    unit = world.units["BL"]
    unit.level = Level.COMMUNE
    unit.save()
    draft.authority_code = "commune_chair"
    draft.save()
    for on, refused in ((date(2025, 6, 1), True), (date(2025, 8, 1), False)):
        if refused:
            with pytest.raises(Refused, match="không có thẩm quyền .*Căn cứ: Luật 06/2022/QH15"):
                drafts.check_ready(draft, on)
        else:
            drafts.check_ready(draft, on)


def test_an_authority_whose_article_was_not_read_is_warned_of_and_lets_pass(world: World) -> None:
    draft = draft_of(world, ["GK"])
    draft.authority_code = "province_chair"
    draft.save()
    assert any("Chưa thấy quy định cho Chủ tịch Ủy ban nhân dân cấp tỉnh" in w for w in drafts.doubts(draft, OPEN))
    assert issued(world, submitted(world, draft)).state == DecisionState.ISSUED


def test_the_day_of_issue_counts_not_the_day_of_the_draft(world: World) -> None:
    draft = submitted(world, draft_of(world, ["CSTDCS"]))
    draft.authority_code = "district_chair"
    draft.save()
    on = date(2025, 7, 1)
    with pytest.raises(Refused, match="không còn ở ngày 01/07/2025"):
        issued(world, draft, today=on)
    draft.refresh_from_db()
    assert draft.state == DecisionState.SUBMITTED and draft.number is None and not DecisionItem.objects.exists()


def test_money_by_the_base_salary_of_the_day_of_the_decision(world: World) -> None:
    draft = draft_of(world, ["LDTT"])
    for on, amount, arithmetic in (
        (date(2023, 6, 30), 450_000, "0,3 × 1.490.000 đồng = 447.000 đồng, làm tròn lên thành 450.000 đồng"),
        (date(2023, 7, 1), 540_000, "0,3 × 1.800.000 đồng = 540.000 đồng"),
        (date(2024, 6, 30), 540_000, "0,3 × 1.800.000 đồng = 540.000 đồng"),
        (date(2024, 7, 1), 710_000, "0,3 × 2.340.000 đồng = 702.000 đồng, làm tròn lên thành 710.000 đồng"),
        (date(2026, 7, 1), 760_000, "0,3 × 2.530.000 đồng = 759.000 đồng, làm tròn lên thành 760.000 đồng"),
    ):
        money = lines_of(draft, on)[0].money
        assert (money.amount, money.arithmetic) == (amount, arithmetic)


def test_two_titles_of_one_year_pay_the_higher_and_a_form_beside_them_in_full(world: World) -> None:
    draft = _same_person(world, ("LDTT", "CSTDCS", "GK"))
    issued(world, submitted(world, draft))
    found = {i.award_code: (i.bonus_vnd, i.left_out) for i in DecisionItem.objects.all()}
    assert found == {"LDTT": (0, True), "CSTDCS": (1_800_000, False), "GK": (540_000, False)}
    left = DecisionItem.objects.get(award_code="LDTT")
    assert "chỉ lấy mức cao nhất" in left.bonus_arithmetic


def test_a_title_paid_earlier_is_named_when_a_higher_one_of_the_year_follows(world: World) -> None:
    draft = _same_person(world, ("LDTT", "CSTDCS"))
    later = draft.lines.get(order=2)
    by = world.actor("chuyen-vien", OPEN)
    drafts.drop_line(by=by, line=later)
    issued(world, submitted(world, draft), number=7)
    second = drafts.draft_decision(
        by=by,
        season=world.season,
        session_id=draft.session_id or 0,
        dossier_ids=[later.dossier_id],
        heading=drafts.Heading("Tiếp theo", authority_code=HEAD),
        today=OPEN,
    )
    issued(world, submitted(world, second), number=8)
    item = DecisionItem.objects.get(award_code="CSTDCS")
    assert item.bonus_vnd == 1_800_000
    assert any("Đã chi 540.000 đồng" in w and "07/QĐ-UBND" in w for w in item.warnings)


def _same_person(world: World, awards: tuple[str, ...]) -> Decision:
    """A draft in which one person receives several awards for one year."""
    from tests.cycle.s7_vote.setting import BEFORE, planned, signed
    from tests.world import LOADER, START
    from thidua.base.people.actions import record_person
    from thidua.base.units.actions import post_person
    from thidua.cycle.s6_propose import actions as propose
    from thidua.cycle.s6_propose.enums import Verdict

    person = record_person(by=LOADER, code="NV9", full_name="Hoàng Thị Suối")
    post_person(by=LOADER, person_id=person.pk, unit=world.units["LH"], position="Công chức", valid_from=START)
    unit, desk, made = world.actor("lh-can-bo", BEFORE), world.actor("chuyen-vien", BEFORE), []
    for award in awards:
        new = propose.NewDossier(award, "Hoàn thành", 2023, person=person)
        dossier = propose.draft_dossier(by=unit, season=world.season, unit=world.units["LH"], new=new, today=BEFORE)
        propose.send_dossier(by=unit, dossier=dossier, today=BEFORE)
        propose.appraise_dossier(by=desk, dossier=dossier, verdict=Verdict.QUALIFIED, text="Đủ", today=BEFORE)
        propose.forward_dossier(by=desk, dossier=dossier, today=BEFORE)
        made.append(dossier)
    session = opened(world, planned(world, council_of(world), made, mode=Mode.PAPER))
    count(world, session, Tally(issued=7, agree=7))
    close(world, session)
    signed(world, session)
    return drafts.draft_decision(
        by=world.actor("chuyen-vien", OPEN),
        season=world.season,
        session_id=session.pk,
        dossier_ids=[d.pk for d in made],
        heading=drafts.Heading("Về việc khen thưởng", authority_code=HEAD),
        today=OPEN,
    )


def test_a_number_is_given_once_a_year_and_the_next_free_one_is_offered(world: World) -> None:
    first, second, third = _three_submitted(world)
    issued(world, first, number=41)
    with pytest.raises(Problem, match="Số 41 năm 2023 đã được dùng"):
        issued(world, second, number=41)
    issued(world, second)
    assert second.number == 42
    with pytest.raises(Problem, match="từ 1 trở lên"):
        issued(world, third, number=0)
    issued(world, third, today=date(2024, 1, 2), number=41)
    codes = list(Certificate.objects.order_by("id").values_list("code", flat=True))
    assert codes == ["BL-2023-00001", "BL-2023-00002", "BL-2024-00001"]


def _three_submitted(world: World) -> list[Decision]:
    from tests.cycle.s7_vote.setting import passed_session

    session = passed_session(world, ("LDTT", "GK", "CSTDCS"))
    given: dict[str, Any] = {"season": world.season, "session_id": session.pk, "today": OPEN}
    heading, by = drafts.Heading("Về việc khen thưởng", authority_code=HEAD), world.actor("chuyen-vien", OPEN)
    ids = [item.dossier_id for item in session.items.all()]
    return [submitted(world, drafts.draft_decision(by=by, dossier_ids=[i], heading=heading, **given)) for i in ids]


def test_the_database_itself_refuses_a_second_use_of_a_number(world: World) -> None:
    first, second, _ = _three_submitted(world)
    issued(world, first, number=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=second.pk).update(
            state=DecisionState.ISSUED, number=5, year=2023, issued_on=OPEN
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=second.pk).update(number=6, year=2023)


def test_bases_that_no_longer_hold_on_the_day_are_flagged(world: World, draft: Decision) -> None:
    by = world.actor("chuyen-vien", OPEN)
    given: dict[str, Any] = {"by": by, "kept_by": world.units["BL"], "kind": "law", "issuer": "Quốc hội"}
    old = record_document(
        **given, number="15/2003/QH11", issued_on=date(2003, 11, 26), summary="Thi đua", in_force_to=date(2023, 12, 31)
    )
    drafts.change_decision(by=by, decision=draft, heading=drafts.Heading("Khen thưởng"), document_ids=[old.pk])
    assert [line.flag for line in citations_of(draft, OPEN)] == [""]
    assert "Hết hiệu lực sau ngày 31/12/2023" in citations_of(draft, date(2024, 1, 1))[0].flag
    content = printing.content_now(draft, OPEN)
    assert content["bases"][0] == "Căn cứ Luật số 15/2003/QH11 ngày 26/11/2003 của Quốc hội thi đua"
    with pytest.raises(Problem, match="không còn trong danh sách"):
        drafts.set_bases(by=by, decision=draft, document_ids=[999_999])


def test_codes_of_certificates_are_checked_without_the_server(decision: Decision, data: Path) -> None:
    certificate = Certificate.objects.order_by("id")[0]
    public = load_public_pem(published_key())
    facts = read_token(public, certificate.token)
    assert (facts["số"], facts["tên"], facts["khen"]) == (
        "BL-2023-00001", certificate.recipient, "Chiến sĩ thi đua cơ sở",
    )  # fmt: skip
    assert facts["quyết định"] == decision.full_number and facts["cơ quan"] == "Ủy ban nhân dân huyện Bình Liêu"
    with pytest.raises(PaperError):
        read_certificate(certificate.token[:-3] + "AAA")
    path = data / "keys" / "certificate.pem"
    assert oct(path.stat().st_mode & 0o777) == "0o600"
    found = queries.award_by_token(certificate.token)
    assert found is not None and found.register_number == "BL-2023-00001" and found.bonus is None
    assert queries.award_by_token(certificate.token.lower()) is None
    assert queries.award_by_register(" bl-2023-00001 ") == found


def test_the_key_is_made_once_even_by_many_at_the_same_moment(data: Path) -> None:
    keys: list[str] = []
    many = [threading.Thread(target=lambda: keys.append(signing_key().private_bytes_raw().hex())) for _ in range(8)]
    for thread in many:
        thread.start()
    for thread in many:
        thread.join()
    assert len(keys) == 8 and len(set(keys)) == 1
    assert [p.name for p in (data / "keys").iterdir()] == ["certificate.pem"]


def test_a_broken_key_is_said_and_nothing_is_issued(world: World, draft: Decision, data: Path) -> None:
    submitted(world, draft)
    (data / "keys").mkdir(exist_ok=True)
    (data / "keys" / "certificate.pem").write_text("hỏng")
    with pytest.raises(Problem, match="khôi phục từ bản sao lưu"):
        issued(world, draft)
    assert not DecisionItem.objects.exists() and not Issuance.objects.exists()


def test_a_revocation_adds_and_takes_nothing_away(world: World, decision: Decision) -> None:
    item = decision.items.get(order=1)
    token = Certificate.objects.get(item=item).token
    revocation = amended(world, item, "revocation", reason="Kê khai không đúng")
    found = queries.award_by_token(token)
    assert found is not None and found.status == "revoked"
    assert found.status_note == f"Đã thu hồi từ ngày 28/12/2023 theo Quyết định số {revocation.full_number}."
    assert found.recipient == item.recipient and DecisionItem.objects.count() == 3
    totals = {t.award_code: t.count for t in queries.award_totals(world.season.pk)}
    assert totals == {"GK": 1, "LDTT": 1}
    assert item.pk not in {c.item_id for c in queries.certificates_to_print(decision.pk)}
    text = " ".join(p for a in revocation.issuance.content["articles"] for p in [a["text"], *a["paragraphs"]])
    assert "Hủy bỏ và thu hồi" in text and "Kê khai không đúng" in text
    with pytest.raises(Problem, match="đã bị thu hồi"):
        amended(world, item, "revocation")
    with pytest.raises(IntegrityError), transaction.atomic():
        AwardEvent.objects.all().delete()


def test_a_correction_gives_a_new_certificate_and_the_old_one_says_so(world: World, decision: Decision) -> None:
    item = decision.items.get(order=2)
    amended(world, item, "correction", new_position="Phó Chủ tịch xã Lục Hồn", reason="Ghi sai chức vụ")
    info = queries.awards_by_item([item.pk])[item.pk]
    assert (info.status, info.position, info.register_number) == (
        "corrected", "Phó Chủ tịch xã Lục Hồn", "BL-2023-00004",
    )  # fmt: skip
    old = queries.award_by_register("BL-2023-00002")
    assert old is not None and "đã được thay bằng số BL-2023-00004" in old.status_note
    new = queries.award_by_register("BL-2023-00004")
    assert new is not None and read_certificate(Certificate.objects.get(code="BL-2023-00004").token)["chức vụ"] == (
        "Phó Chủ tịch xã Lục Hồn"
    )
    assert [a.item_id for a in queries.search_awards("pho chu tich xa luc hon")] == [item.pk]


def test_amendments_say_what_is_missing(world: World, decision: Decision) -> None:
    item = decision.items.get(order=1)
    with pytest.raises(Problem, match="Hãy ghi nội dung đúng"):
        amended(world, item, "correction")
    with pytest.raises(Problem, match="Hãy ghi lý do"):
        amended(world, item, "revocation", reason="  ")


def test_only_awards_of_that_issued_decision_are_amended(world: World, decision: Decision, draft_maker: Any) -> None:
    other = draft_maker()
    by, item = world.actor("chuyen-vien", LATER), decision.items.get(order=1)
    given: dict[str, Any] = {"by": by, "kind": "revocation", "heading": drafts.Heading("X")}
    with pytest.raises(Refused, match="đã ban hành"):
        drafts.draft_amendment(original=other, changes=[drafts.Change(item, "x")], **given)
    with pytest.raises(Refused):
        drafts.draft_amendment(
            original=decision, changes=[drafts.Change(item, "x")], **{**given, "by": world.actor("chu-tich", LATER)}
        )


@pytest.fixture
def draft_maker(world: World, decision: Decision) -> Callable[[], Decision]:
    """Another draft on what is left of a second session."""

    def make() -> Decision:
        made = Decision.objects.create(
            season=world.season, authority=world.units["BL"], title="Dự thảo khác", authority_code="district_chair"
        )
        return made

    return make


def test_two_draft_revocations_of_one_award_are_issued_once(world: World, decision: Decision) -> None:
    item, by = decision.items.get(order=1), world.actor("chuyen-vien", LATER)
    given: dict[str, Any] = {"by": by, "original": decision, "kind": "revocation", "heading": drafts.Heading("Thu hồi")}
    pair = [drafts.draft_amendment(changes=[drafts.Change(item, "Lý do")], **given) for _ in range(2)]
    first, second = (submitted(world, d, today=LATER) for d in pair)
    issued(world, first, today=LATER)
    with pytest.raises(Problem, match="đã bị thu hồi bằng quyết định khác"):
        issued(world, second, today=LATER)
    assert AwardEvent.objects.count() == 1


def test_the_look_up_finds_without_diacritics_by_name_award_and_number(world: World, decision: Decision) -> None:
    assert len(queries.search_awards("nguyen van suoi")) == 3
    assert [a.award_code for a in queries.search_awards("suoi giay khen")] == ["GK"]
    assert [a.award_code for a in queries.search_awards("bl-2023-00003")] == ["LDTT"]
    assert len(queries.search_awards("", year=2023, authority_id=world.id("BL"))) == 3
    assert len(queries.search_awards("", year=2022)) == 0 and len(queries.search_awards("không có ai")) == 0
    page = queries.search_awards()
    assert page[0].bonus is None and len(page[0:2]) == 2 and len(list(page)) == 3


def test_the_doors_cost_the_same_for_one_and_for_three(
    world: World, django_assert_num_queries: Any
) -> None:  # fmt: skip
    one = issued(world, submitted(world, draft_of(world, ["LDTT"])))
    from django.test.utils import CaptureQueriesContext

    def cost() -> list[int]:
        counts = []
        for ask in (
            lambda: queries.recipients(world.season.pk),
            lambda: list(queries.search_awards("suoi")),
            lambda: queries.decisions_public(),
            lambda: queries.award_totals(world.season.pk),
            lambda: queries.decision_public(one.pk),
        ):
            with CaptureQueriesContext(connection) as found:
                ask()
            counts.append(len(found))
        return counts

    first = cost()
    draft = _same_person(world, ("GK", "CSTDCS"))
    issued(world, submitted(world, draft))
    assert cost() == first


def test_a_draft_names_what_is_doubtful_and_never_stops_for_it(world: World, draft: Decision) -> None:
    assert drafts.doubts(draft, OPEN)
    submitted(world, draft)
    assert draft.state == DecisionState.SUBMITTED


def test_what_an_empty_draft_says(world: World, draft: Decision) -> None:
    by = world.actor("chuyen-vien", OPEN)
    for line in DraftLine.objects.all():
        drafts.drop_line(by=by, line=line)
    with pytest.raises(Problem, match="Danh sách chưa có ai"):
        submitted(world, draft)
    assert VOTING < OPEN
