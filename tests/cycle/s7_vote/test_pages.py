"""Pages of stage 7 through HTTP."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session as WebSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cycle.s7_vote.setting import (
    AGREE,
    MEMBERS,
    OPEN,
    close,
    council_of,
    dossiers_for,
    opened,
    planned,
    seat,
    signed,
    vote,
)
from tests.world import World
from thidua.base.tasks.duties import duties_of, standings_of
from thidua.cycle.s7_vote.actions import sessions as actions
from thidua.cycle.s7_vote.actions.counting import confirm_count, enter_count
from thidua.cycle.s7_vote.actions.minutes import sign_minutes
from thidua.cycle.s7_vote.enums import Mode, SessionState
from thidua.cycle.s7_vote.facts import Tally
from thidua.cycle.s7_vote.forms import CountForm
from thidua.cycle.s7_vote.models import Ballot, Council, Envelope, Outcome, Roll, Session

pytestmark = pytest.mark.usefixtures("clock")
PASSWORD = "Mật-khẩu-rất-dài-1"


def _with_password(world: World, username: str) -> Client:
    account = world.desks[username].account
    account.set_password(PASSWORD)
    account.save()
    return world.client(username)


def _choices(session: Session, choice: str) -> dict[str, str]:
    return {f"i{item.pk}": choice for item in session.items.all()}


def test_a_member_reads_chooses_reads_again_and_casts_with_the_password(world: World, session: Session) -> None:
    client, url = _with_password(world, "uy-vien-1"), reverse("vote:ballot", args=[session.pk])
    page = client.get(url)
    assert page["Cache-Control"].startswith("max-age=0") and "checked" not in page.content.decode()
    review = client.post(url, _choices(session, "disagree")).content.decode()
    assert review.count("Không đồng ý") == 3 and "Mật khẩu" in review and not Roll.objects.exists()
    wrong = client.post(url, {**_choices(session, "disagree"), "password": "sai"})
    assert wrong.status_code == 422 and "Mật khẩu không đúng" in wrong.content.decode() and not Roll.objects.exists()
    done = client.post(url, {**_choices(session, "disagree"), "password": PASSWORD})
    assert done["Location"] == reverse("vote:session", args=[session.pk])
    assert (Roll.objects.count(), Envelope.objects.count(), Ballot.objects.count()) == (3, 3, 0)
    again = client.get(url)
    assert again.status_code == 403 and "một lần" in again.content.decode()
    for kept in WebSession.objects.all():
        assert "disagree" not in str(kept.get_decoded()), "no choice lies in the browser's session on the server"


def test_going_back_keeps_what_was_chosen_and_casts_nothing(world: World, session: Session) -> None:
    client, url = _with_password(world, "uy-vien-1"), reverse("vote:ballot", args=[session.pk])
    page = client.post(url, {**_choices(session, "blank"), "back": "1", "password": PASSWORD}).content.decode()
    assert page.count("checked") == 3 and not Roll.objects.exists()


def test_an_unanswered_item_is_named(world: World, session: Session) -> None:
    client, url = _with_password(world, "uy-vien-1"), reverse("vote:ballot", args=[session.pk])
    answers = _choices(session, "agree")
    answers.pop(next(iter(answers)))
    page = client.post(url, {**answers, "password": PASSWORD})
    assert page.status_code == 422 and "hãy chọn phiếu trắng" in page.content.decode() and not Roll.objects.exists()


def test_who_has_no_seat_gets_no_ballot(world: World, session: Session) -> None:
    url = reverse("vote:ballot", args=[session.pk])
    for who in ("kiem-tra", "chuyen-vien", "quan-tri", "lh-chu-tich", "tham-dinh", "qp-chuyen-vien"):
        client = world.client(who)
        assert client.get(url).status_code in (403, 404), who
        assert client.post(url, {**_choices(session, "agree"), "password": PASSWORD}).status_code in (403, 404), who
    assert not Roll.objects.exists()


def test_the_auditor_reads_everything_there_is_and_finds_no_choice(world: World, session: Session) -> None:
    vote(world, session, "uy-vien-1", AGREE)
    page = world.client("kiem-tra").get(reverse("vote:session", args=[session.pk])).content.decode()
    assert "1/7" in page and "đã bỏ phiếu" in page and "chưa kiểm phiếu" in page and "<strong>Đạt" not in page
    assert world.client("kiem-tra").get(reverse("vote:export")).status_code == 200


SECRETARY_ONLY = ("change", "agenda", "roll", "open", "cancel", "count", "close", "write", "preview")


def test_only_the_secretary_runs_a_session(world: World, session: Session) -> None:
    for who in ("kiem-tra", "chuyen-vien", "chu-tich", "uy-vien-1", "lh-can-bo", "qp-chuyen-vien"):
        client = world.client(who)
        for name in SECRETARY_ONLY:
            url = reverse(f"vote:{name}", args=[session.pk])
            assert client.get(url).status_code in (403, 404), (who, name)
            assert client.post(url, {"word": "MỞ", "reason": "x"}).status_code in (403, 404, 405), (who, name)
    session.refresh_from_db()
    assert session.state == SessionState.OPEN


def test_a_session_is_seen_by_the_council_and_the_desk_only(world: World, session: Session) -> None:
    url = reverse("vote:session", args=[session.pk])
    for who in ("thu-ky", "chu-tich", "uy-vien-1", "chuyen-vien", "kiem-tra", "quan-tri"):
        assert world.client(who).get(url).status_code == 200, who
    for who in ("lh-can-bo", "lh-chu-tich", "tham-dinh", "qp-chuyen-vien", "ak-can-bo"):
        assert world.client(who).get(url).status_code in (403, 404), who


def test_only_secretary_and_specialist_keep_the_roster(world: World, council: Council) -> None:
    member, before = seat(council, "uy-vien-1"), council.seats.count()
    for who in ("uy-vien-1", "chu-tich", "kiem-tra", "lh-chu-tich", "qp-chuyen-vien"):
        client = world.client(who)
        client.post(reverse("vote:new_council"), {"name": "Khác", "valid_from": "01/01/2023"})
        ended = client.post(reverse("vote:end_seat", args=[member.pk]), {"on": "01/01/2023"})
        assert ended.status_code in (403, 404), who
        # refused before a word of the form is read
        assert client.post(reverse("vote:council", args=[council.pk]), {}).status_code in (403, 404), who
    assert [c.pk for c in Council.objects.filter(authority=world.units["BL"])] == [council.pk]
    assert council.seats.count() == before


def test_the_secretary_brings_a_session_from_plan_to_minutes(world: World) -> None:
    council, dossiers = council_of(world), dossiers_for(world, ("CSTDCS", "GK"))
    client = _with_password(world, "thu-ky")
    chair, secretary = seat(council, "chu-tich"), seat(council, "thu-ky")
    plan = {"held_on": f"{OPEN:%d/%m/%Y}", "mode": Mode.PAPER, "chair": chair.pk, "secretary": secretary.pk}
    made = client.post(reverse("vote:plan"), plan)
    session = Session.objects.get()
    assert made["Location"] == reverse("vote:agenda", args=[session.pk])
    client.post(made["Location"], {"dossiers": [d.pk for d in dossiers]})
    page = client.post(reverse("vote:open", args=[session.pk]), {"word": "MỞ"}).content.decode()
    assert "Chưa điểm danh" in page
    client.post(reverse("vote:roll", args=[session.pk]), {f"s{s.pk}": "present" for s in council.seats.all()})
    client.post(reverse("vote:open", args=[session.pk]), {"word": "mở"})
    counts = {"issued": 7, "agree": 6, "disagree": 1, "blank": 0, "written_agree": 0, "written_disagree": 0}
    cells = {f"i{i.pk}-{name}": n for i in session.items.all() for name, n in counts.items()}
    asked = client.post(reverse("vote:count", args=[session.pk]), cells)
    assert asked.status_code == 302 and asked["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked["Location"], {"password": PASSWORD})
    assert session.sheets.count() == 1
    second = _with_password(world, "uy-vien-1")
    asked = second.post(reverse("vote:confirm", args=[session.pk]), {"word": "KÝ"})
    second.post(asked["Location"], {"password": PASSWORD})
    client.post(reverse("vote:close", args=[session.pk]), {"word": "KIỂM PHIẾU"})
    assert [o.agree for o in Outcome.objects.all()] == [6, 6]
    client.post(reverse("vote:write", args=[session.pk]), {"opened": "08 giờ 00", "proceedings": "Thảo luận."})
    draft = client.get(reverse("vote:preview", args=[session.pk]))
    assert draft.content.startswith(b"%PDF")
    client.post(reverse("vote:sign", args=[session.pk]), {"word": "KÝ"})
    session.refresh_from_db()
    assert len(session.minutes_hash) == 64
    chair_client = _with_password(world, "chu-tich")
    page = chair_client.get(reverse("vote:sign", args=[session.pk])).content.decode()
    read = re.search(r'name="sha256" value="(\w+)"', page)
    assert read is not None and read.group(1) == session.minutes_hash
    asked = chair_client.post(reverse("vote:sign", args=[session.pk]), {"word": "KÝ", "sha256": read.group(1)})
    chair_client.post(asked["Location"], {"password": PASSWORD})
    session.refresh_from_db()
    assert session.state == SessionState.SIGNED
    shown = client.get(reverse("vote:session", args=[session.pk])).content.decode()
    assert (
        "bien-ban-" in shown and session.minutes_hash in shown.replace("<wbr>", "") and "đã hoàn tất biên bản" in shown
    )


def test_minutes_changed_after_the_secretary_signed_wait_for_a_new_signature(world: World, session: Session) -> None:
    close(world, session)
    by = world.actor("thu-ky", OPEN)
    sign_minutes(by=by, session=session, today=OPEN)
    client = _with_password(world, "thu-ky")
    client.post(reverse("vote:write", args=[session.pk]), {"conclusions": "Thống nhất."})
    session.refresh_from_db()
    from thidua.base.access.actor import Problem

    with pytest.raises(Problem, match="Thư ký chưa ký"):
        sign_minutes(by=world.actor("chu-tich", OPEN), session=session, today=OPEN)


def test_a_unit_reads_its_own_results_once_the_minutes_are_signed(world: World, session: Session) -> None:
    for username in MEMBERS:
        vote(world, session, username, AGREE)
    close(world, session)
    home = reverse("vote:home")
    assert "Nguyễn Văn Suối" not in world.client("lh-can-bo").get(home).content.decode()
    signed(world, session)
    assert world.client("lh-can-bo").get(home).content.decode().count("Nguyễn Văn Suối") == 3
    assert "Nguyễn Văn Suối" not in world.client("dv-can-bo").get(home).content.decode()


def test_duties_follow_the_work(world: World, session: Session) -> None:
    def titles(who: str) -> str:
        return " | ".join(d.title for d in duties_of(world.actor(who, OPEN), world.season, OPEN))

    assert "Bỏ phiếu: Phiên họp" in titles("uy-vien-1") and "Kết thúc bỏ phiếu" in titles("thu-ky")
    vote(world, session, "uy-vien-1", AGREE)
    assert "Bỏ phiếu: Phiên họp" not in titles("uy-vien-1")
    close(world, session)
    assert "Ký biên bản" in titles("thu-ky") and "Ký biên bản" not in titles("chu-tich")
    sign_minutes(by=world.actor("thu-ky", OPEN), session=session, today=OPEN)
    assert "Ký biên bản" in titles("chu-tich") and "Ký biên bản" not in titles("thu-ky")
    notes = [s.note for s in standings_of(world.season, frozenset({world.id("LH")}), OPEN) if s.stage == "s7_vote"]
    assert notes == ["đã bỏ phiếu 3/3 hồ sơ, 0 đạt"]


def test_a_get_never_writes(world: World, session: Session) -> None:
    item = session.items.first()
    assert item is not None
    assert world.client("thu-ky").get(reverse("vote:drop", args=[session.pk, item.pk])).status_code == 405


def test_the_lists_cost_the_same_for_one_and_for_three(world: World, council: Council) -> None:
    dossiers = dossiers_for(world, ("LDTT", "CSTDCS", "GK"))
    first = opened(world, planned(world, council, dossiers[:1]))
    client = world.client("thu-ky")

    def cost(*urls: str) -> list[int]:
        counts = []
        for url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        return counts

    lists = [reverse("vote:home"), reverse("vote:councils"), reverse("vote:export")]
    one, one_item = cost(*lists), cost(reverse("vote:session", args=[first.pk]))
    by = world.actor("thu-ky", OPEN)
    actions.cancel_session(by=by, session=first, reason="Họp lại", today=OPEN)
    council_of(world)
    second = opened(world, planned(world, council, dossiers))
    planned(world, council, [], held_on=OPEN + timedelta(days=1))
    three = cost(*lists)
    assert three == one and cost(reverse("vote:session", args=[second.pk])) == one_item


def _elements(page: str) -> int:
    return len(re.findall(r"<[a-z]", page))


@pytest.fixture
def long_agenda(world: World, council: Council) -> Session:
    """Sixty items of three awards, counted: everything passed but the last award, which had three votes of seven."""
    awards = ("LDTT",) * 40 + ("GK",) * 15 + ("CSTDCS",) * 5
    session = opened(world, planned(world, council, dossiers_for(world, awards), mode=Mode.PAPER))
    tallies = [Tally(issued=7, agree=7)] * 55 + [Tally(issued=7, agree=3, disagree=4)] * 5
    by = world.actor("thu-ky", OPEN)
    found = {item.pk: tally for item, tally in zip(session.items.order_by("order"), tallies, strict=True)}
    sheet = enter_count(by=by, session=session, tallies=found, today=OPEN)
    confirm_count(by=world.actor("uy-vien-1", OPEN), sheet=sheet, today=OPEN)
    close(world, session)
    return session


def test_a_long_agenda_is_shown_page_by_page_and_nothing_is_lost(world: World, long_agenda: Session) -> None:
    client, url = world.client("thu-ky"), reverse("vote:session", args=[long_agenda.pk])
    seen: set[str] = set()
    costs: set[int] = set()
    client.get(url)
    for number in (1, 2, 3):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url, {"page": number}).content.decode()
        assert _elements(page) < 2500, _elements(page)
        costs.add(len(queries))
        assert f"60 hồ sơ, trang {number}/3" in page and f"?page={4 - number}#agenda" in page
        seen |= set(re.findall(r">(Nguyễn Văn Suối \d+)</a>", page))
    assert len(costs) == 1, costs
    assert seen == {f"Nguyễn Văn Suối {n}" for n in range(1, 61)}
    failed = client.get(url, {"danh-hieu": "CSTDCS", "ket-qua": "khong-dat"}).content.decode()
    assert "Chiến sĩ thi đua cơ sở, không đạt" in failed and len(re.findall(r"</span>\s*3/7", failed)) == 5
    assert re.findall(r">(Nguyễn Văn Suối \d+)</a>", failed) == [f"Nguyễn Văn Suối {n}" for n in range(56, 61)]
    for code, items in (("LDTT", 40), ("GK", 15), ("CSTDCS", 5)):
        assert f'href="?danh-hieu={code}#agenda"' in page
        assert f"{items} hồ sơ" in client.get(url, {"danh-hieu": code}).content.decode()
    wrong = client.get(url, {"danh-hieu": "<x>", "ket-qua": "?", "page": "z"}).content.decode()
    assert "60 hồ sơ, trang 1/3" in wrong and "Đang xem" not in wrong


def test_a_short_agenda_is_one_page_without_counts(world: World, session: Session) -> None:
    page = world.client("thu-ky").get(reverse("vote:session", args=[session.pk]), {"ket-qua": "dat"}).content.decode()
    assert "Theo danh hiệu, hình thức" not in page and page.count("chưa kiểm phiếu") == 3


def test_a_long_agenda_tells_no_result_before_the_count(
    world: World, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thidua.cycle.s7_vote.agenda.ON_A_PAGE", 2)
    url = reverse("vote:session", args=[session.pk])
    page = world.client("thu-ky").get(url).content.decode()
    assert "Theo danh hiệu, hình thức" in page and page.count("chưa kiểm phiếu") == 3 * 2 + 2
    assert "ket-qua=" not in page
    assert "Không có hồ sơ nào khớp" in world.client("thu-ky").get(url, {"ket-qua": "dat"}).content.decode()


def test_the_list_names_each_session_and_leads_to_it(world: World, session: Session) -> None:
    page = world.client("thu-ky").get(reverse("vote:home")).content.decode()
    assert f'<a href="{reverse("vote:session", args=[session.pk])}">{session}</a>' in page


def test_nobody_signs_noughts_by_oversight(world: World) -> None:
    council, dossiers = council_of(world), dossiers_for(world, ("CSTDCS",))
    made = opened(world, planned(world, council, dossiers, mode=Mode.PAPER))
    names = {d.pk: d.subject_name for d in dossiers}
    form = CountForm(items=made.items.all(), names=names, paper=True, last=None)
    first = {name.partition("-")[2]: field.initial for name, field in form.fields.items()}
    assert (first["issued"], first["agree"], first["disagree"], first["blank"]) == (None, None, 0, 0)
