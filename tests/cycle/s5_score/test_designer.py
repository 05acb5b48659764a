"""The designer: every part of a table by form, one who writes at a time, nothing of what was adopted changes."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cycle.s5_score.ground import OPEN, SCHEME
from tests.cycle.s5_score.typed import fields_of_form
from tests.world import World
from thidua.base.access.actor import Problem
from thidua.cycle.s5_score.designer.actions import drafts, schemes
from thidua.cycle.s5_score.designer.actions.drafts import Spot
from thidua.cycle.s5_score.designer.findings import slug_of
from thidua.cycle.s5_score.designer.generalforms import PARTS
from thidua.cycle.s5_score.designer.marks import mark
from thidua.cycle.s5_score.designer.partform import PartForm
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme
from thidua.engine.scoring import KINDS, scheme_to_data
from thidua.engine.scoring.design.tree import node_at, walk
from thidua.engine.scoring.formulas.events import Events
from thidua.engine.scoring.schemedata import part_to_data
from thidua.engine.scoring.schemetext import scheme_from_text

pytestmark = pytest.mark.usefixtures("clock")
TESTS = Path(__file__).parents[2]
FOLDERS = (TESTS / "engine" / "scoring" / "schemes", TESTS.parent / "examples" / "schemes")
SCHEMES = {path.stem: path for folder in FOLDERS for path in folder.glob("*.yaml")}


@pytest.fixture
def draft(world: World) -> Scheme:
    """The table of the ground, not adopted."""
    return schemes.draft_scheme(by=world.actor("chuyen-vien", OPEN), season=world.season, text=SCHEME)


@pytest.fixture
def client(world: World) -> Client:
    """The specialist at work."""
    return world.client("chuyen-vien")


def address(scheme: Scheme, name: str, *more: str) -> str:
    """An address of the designer."""
    return reverse(f"score:{name}", args=[scheme.pk, *more])


def typed_in(page: str) -> dict[str, str]:
    """What a browser would send from the first form of the designer as it stands."""
    return fields_of_form(page, "ban-thiet-ke")


def test_pages_open(client: Client, draft: Scheme) -> None:
    for name, *more in (("design",), ("general", "chung"), ("general", "dieu-kien"), ("general", "xep-loai"),
                        ("node", "0"), ("node", "0-0"), ("node", "0-1"), ("node", "1-0"), ("node", "2-0"),
                        ("add", "goc", "nhom"), ("add", "0", "tieu-chi"), ("move", "0-0"), ("drop", "0")):  # fmt: skip
        answer = client.get(address(draft, name, *more))
        assert answer.status_code == 200, (name, more)


def from_file(world: World, name: str) -> Scheme:
    """A table of the engine's tests as a draft of this season."""
    text = SCHEMES[name].read_text(encoding="utf-8")
    return schemes.draft_scheme(by=world.actor("chuyen-vien", OPEN), season=world.season, text=text)


@pytest.mark.parametrize("name", ["moi_loai", "tien_giang_2023", "dien_luc_2026"])
def test_what_a_form_shows_is_what_stands(world: World, client: Client, name: str) -> None:
    scheme = from_file(world, name)
    before = rules_of(scheme)
    every = (
        1 if name == "moi_loai" else 6
    )  # every kind in the first; of the long tables a part says as much as the whole
    for at, node in list(walk(before))[::every]:
        url = address(scheme, "node", slug_of(at))
        sent = typed_in(client.get(url).content.decode())
        answer = client.post(url, sent | {"viec": "luu"})
        assert answer.status_code == 302, (
            node.code,
            re.findall(r"error-summary.*?</ul>", answer.content.decode(), re.S),
        )
    for part in PARTS:
        url = address(scheme, "general", part)
        answer = client.post(url, typed_in(client.get(url).content.decode()) | {"viec": "luu"})
        assert answer.status_code == 302, part
    scheme.refresh_from_db()
    after = rules_of(scheme)
    assert after == before
    assert scheme_from_text(scheme.text) == (scheme.data, after)
    assert scheme.data == scheme_to_data(after)


def node_form(client: Client, scheme: Scheme, at: str) -> tuple[str, dict[str, str]]:
    """The address of a node, and what its form would send."""
    url = address(scheme, "node", at)
    return url, typed_in(client.get(url).content.decode())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_chosen_filled_and_saved_by_form(client: Client, world: World, kind: str) -> None:
    like = next(c for c in rules_of(from_file(world, "moi_loai")).criteria() if c.formula.kind == kind)
    draft = schemes.draft_scheme(by=world.actor("chuyen-vien", OPEN), season=world.season, text=SCHEME)
    url, sent = node_form(client, draft, "2-1")
    page = client.post(url, sent | {"viec": "doi", "kind": kind})
    assert page.status_code == 200 and "Cách tính" in page.content.decode()
    model = PartForm(None, type(like.formula), prefix="t", kept=part_to_data(like.formula))
    filled = {name: value for name in model.fields if (value := shown_as(model, name)) is not None}
    terms = {"m-maximum": str(like.maximum), "m-bonus_max": "", "m-bonus_max-free": "on"}
    answer = client.post(url, sent | filled | terms | {"kind": kind, "viec": "luu"})
    assert answer.status_code == 302, re.findall(r"error-summary.*?</ul>", answer.content.decode(), re.S)
    draft.refresh_from_db()
    assert rules_of(draft).criterion("TD2").formula == like.formula


def shown_as(form: PartForm, name: str) -> str | None:
    """What a browser would send of one input of a form; None for a box that isn't ticked."""
    bound = form[name]
    value = bound.field.prepare_value(bound.value()) if hasattr(bound.field, "prepare_value") else bound.value()
    if isinstance(value, bool):
        return "on" if value else None
    return "" if value is None else str(value)


def test_a_kind_says_what_is_missing_and_keeps_what_was_typed(client: Client, draft: Scheme) -> None:
    url, sent = node_form(client, draft, "2-1")
    sent = {name: value for name, value in sent.items() if not name.startswith("t-")}
    answer = client.post(url, sent | {"kind": "percent_of_target", "t-step": "0", "m-label": "Đang gõ", "viec": "thu"})
    page = answer.content.decode()
    assert answer.status_code == 200 and "Bước phải lớn hơn 0" in page and "Đang gõ" in page
    answer = client.post(url, sent | {"kind": "count_points", "viec": "luu"})
    assert answer.status_code == 422 and "Chưa nhập mục này" in answer.content.decode()
    answer = client.post(url, sent | {"kind": "khong_co", "viec": "thu"})
    assert answer.status_code == 200
    draft.refresh_from_db()
    assert draft.text == SCHEME


def test_rows_are_added_moved_and_dropped_without_saving(client: Client, draft: Scheme) -> None:
    url, sent = node_form(client, draft, "1-0")
    assert (sent["t-lines-n"], sent["t-lines-0-code"]) == ("2", "vu")
    sent = typed_in(client.post(url, sent | {"viec": "them|t-lines"}).content.decode())
    assert (sent["t-lines-n"], sent["t-lines-2-label"]) == ("3", "")
    sent = typed_in(client.post(url, sent | {"viec": "len|t-lines|1"}).content.decode())
    assert (sent["t-lines-0-code"], sent["t-lines-1-code"]) == ("don", "vu")
    sent = typed_in(client.post(url, sent | {"viec": "xoa|t-lines|0"}).content.decode())
    assert (sent["t-lines-n"], sent["t-lines-0-code"]) == ("2", "vu")
    sent |= {"t-lines-1-label": "Khen", "t-lines-1-points": "1,5"}
    assert client.post(url, sent | {"viec": "luu", "m-bonus_max": "3"}).status_code == 302
    draft.refresh_from_db()
    formula = rules_of(draft).criterion("XH1").formula
    assert isinstance(formula, Events)
    assert [(line.code, str(line.points)) for line in formula.lines] == [("vu", "-2"), ("d2", "1.5")]


ROWS = ["999999999999", "-1", "1e9", "٣", "", "61", "nhiều"]


@pytest.mark.parametrize("count", ROWS)
def test_any_claim_about_the_number_of_rows_is_harmless(client: Client, draft: Scheme, count: str) -> None:
    url, sent = node_form(client, draft, "1-0")
    for act in ("thu", "them|t-lines", "xoa|t-lines|999999", "len|t-lines|-5", "them|khong-co", "xoa||", "|||"):
        assert client.post(url, sent | {"t-lines-n": count, "viec": act}).status_code == 200, act
    assert client.post(url, sent | {"t-lines-n": count, "viec": "luu"}).status_code in (302, 422)
    draft.refresh_from_db()
    assert len(getattr(rules_of(draft).criterion("XH1").formula, "lines", ())) in (0, 1, 2)


def test_the_preview_is_the_real_engine(client: Client, draft: Scheme) -> None:
    url, sent = node_form(client, draft, "1-0")
    page = client.post(url, sent | {"viec": "thu", "vd1-f0": "2", "vd1-f1": "1"}).content.decode()
    assert "15 điểm" in page and "Vụ vi phạm: 2 vụ × 2 = trừ 4 điểm." in page
    page = client.post(url, sent | {"viec": "thu", "vd1-f0": "2"}).content.decode()
    assert "chưa tính được" in page and "còn thiếu: Đơn thư quá hạn" in page
    page = client.post(url, sent | {"viec": "thu", "vd1-f0": "-2", "vd1-f1": "hai"}).content.decode()
    assert "không được âm" in page
    url, sent = node_form(client, draft, "0-1")
    given = {"vd1-f0": "5", "vd2-f0": "7", "vd3-f0": "7"}
    page = client.post(url, sent | {"viec": "thu", **given}).content.decode()
    assert "Cùng thứ 1 với 1 đơn vị khác trong 3 đơn vị" in page and "Đơn vị ví dụ 3" in page


def test_figures_too_large_to_compute_are_refused_in_words(client: Client, draft: Scheme) -> None:
    url, sent = node_form(client, draft, "2-1")
    power = " * ".join(["n"] * 40)
    form = {"kind": "variables", "t-variables-n": "1", "t-variables-0-code": "n", "t-variables-0-label": "N",
            "t-cases-n": "1", "t-cases-0-points": power, "vd1-f0": "9" * 20}  # fmt: skip
    answer = client.post(url, sent | form | {"viec": "thu"})
    assert answer.status_code == 200


def test_two_people_in_one_criterion(world: World, client: Client, draft: Scheme) -> None:
    url, mine = node_form(client, draft, "2-1")
    _, theirs = node_form(client, draft, "2-1")
    assert client.post(url, theirs | {"m-label": "Của người khác", "viec": "luu"}).status_code == 302
    answer = client.post(url, mine | {"m-label": "Của tôi", "viec": "luu"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "vừa được người khác sửa" in page and "Của tôi" in page
    draft.refresh_from_db()
    assert rules_of(draft).criterion("TD2").label == "Của người khác"
    again = typed_in(page)
    assert again["m-label"] == "Của tôi" and "chap_nhan" not in again
    assert client.post(url, again | {"viec": "luu"}).status_code == 422
    assert client.post(url, again | {"viec": "luu", "chap_nhan": "1"}).status_code == 302
    draft.refresh_from_db()
    assert rules_of(draft).criterion("TD2").label == "Của tôi"


def test_two_people_in_two_criteria_do_not_meet(client: Client, draft: Scheme) -> None:
    url, mine = node_form(client, draft, "2-1")
    other, theirs = node_form(client, draft, "2-0")
    assert client.post(other, theirs | {"m-label": "Mức đảng", "viec": "luu"}).status_code == 302
    assert client.post(url, mine | {"m-label": "Phong trào", "viec": "luu"}).status_code == 302
    draft.refresh_from_db()
    labels = [c.label for c in rules_of(draft).criteria()]
    assert labels[-2:] == ["Mức đảng", "Phong trào"]


def test_a_criterion_moved_meanwhile_is_found_and_one_gone_is_told(world: World, client: Client, draft: Scheme) -> None:
    url, sent = node_form(client, draft, "2-1")
    client.post(address(draft, "move", "2"), {"ma_cu": "TD", "viec": "len"})
    assert client.post(url, sent | {"m-label": "Vẫn đúng mục", "viec": "luu"}).status_code == 302
    draft.refresh_from_db()
    rules = rules_of(draft)
    assert rules.criterion("XH2").label == "Có nhà văn hóa đạt chuẩn"
    assert rules.criterion("TD2").label == "Vẫn đúng mục"
    spot = Spot((1, 1), "TD2", mark(node_at(rules, (1, 1))))
    drafts.drop_node(by=world.actor("chuyen-vien", OPEN), scheme=draft, spot=spot)
    answer = client.post(url, sent | {"m-label": "Gõ lâu lắm", "viec": "luu"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "chuyển đi hoặc xóa" in page and "Gõ lâu lắm" in page


def test_the_text_and_the_form_do_not_overwrite_each_other(client: Client, draft: Scheme) -> None:
    edit = address(draft, "edit")
    form = client.get(edit).context["form"]
    typed = {"text": SCHEME.replace("Kinh tế", "Kinh tế, ngân sách"), "seen": form["seen"].value()}
    url, sent = node_form(client, draft, "2-1")
    assert client.post(url, sent | {"m-label": "Qua biểu mẫu", "viec": "luu"}).status_code == 302
    answer = client.post(edit, typed)
    assert answer.status_code == 422 and "Kinh tế, ngân sách" in answer.content.decode()
    draft.refresh_from_db()
    assert "Qua biểu mẫu" in draft.text and "ngân sách, " not in draft.text


def test_groups_are_added_moved_and_taken_out(client: Client, draft: Scheme) -> None:
    add = address(draft, "add", "0", "nhom")
    answer = client.post(
        add, {"ma_cu": "KT", "m-code": "KT9", "m-label": "Nhóm con", "m-combine": "sum", "viec": "luu"}
    )
    assert answer.status_code == 302
    client.post(address(draft, "move", "1-0"), {"ma_cu": "XH1", "above": "0-2", "number": "1"})
    draft.refresh_from_db()
    rules = rules_of(draft)
    assert [n.code for _, n in walk(rules)] == ["KT", "KT1", "KT2", "KT9", "XH1", "XH", "XH2", "TD", "TD1", "TD2"]
    page = client.get(address(draft, "drop", "0")).content.decode()
    assert "3 tiêu chí bên trong" in page
    seen = re.search(r'name="dua_tren" value="(\w+)"', page)
    assert seen
    client.post(address(draft, "drop", "0"), {"ma_cu": "KT", "dua_tren": seen[1]})
    draft.refresh_from_db()
    assert [g.code for g in rules_of(draft).groups] == ["XH", "TD"]


def test_a_group_never_moves_into_itself(world: World, client: Client, draft: Scheme) -> None:
    client.post(address(draft, "add", "0", "nhom"), {"ma_cu": "KT", "m-code": "CON", "m-label": "Con", "viec": "luu"})
    draft.refresh_from_db()
    before = draft.text
    for into in ("0", "0-2", "9-9", "khong", "0-0"):
        answer = client.post(address(draft, "move", "0"), {"ma_cu": "KT", "above": into})
        assert answer.status_code == 422, into
    by = world.actor("chuyen-vien", OPEN)
    for above in (Spot((0,), "KT"), Spot((0, 2), "CON")):
        with pytest.raises(Problem, match="vào chính nó"):
            drafts.move_node(by=by, scheme=draft, spot=Spot((0,), "KT"), above=above, index=0)
    with pytest.raises(Problem, match="phải nằm trong một nhóm"):
        drafts.move_node(by=by, scheme=draft, spot=Spot((0, 0), "KT1"), above=Spot(()), index=0)
    draft.refresh_from_db()
    assert draft.text == before


def test_a_code_stands_once_and_references_follow_a_new_code(client: Client, draft: Scheme) -> None:
    url, sent = node_form(client, draft, "2-1")
    answer = client.post(url, sent | {"m-code": "KT1", "viec": "luu"})
    assert answer.status_code == 422 and "Mã «KT1» đã dùng cho «Thu ngân sách»" in answer.content.decode()
    general = address(draft, "general", "chung")
    form = typed_in(client.get(general).content.decode())
    assert client.post(general, form | {"s-ranking-tie_breakers": "TD2\nKT", "viec": "luu"}).status_code == 302
    assert client.post(url, sent | {"m-code": "MỚI.1", "viec": "luu"}).status_code == 302
    draft.refresh_from_db()
    assert rules_of(draft).ranking.tie_breakers == ("MỚI.1", "KT")


def test_every_finding_leads_to_the_place_where_it_is_mended(client: Client, world: World) -> None:
    scheme = from_file(world, "tien_giang_2023")
    page = client.get(address(scheme, "design"))
    found = page.context["board"].found
    assert len(found) > 5
    for url in {each.url for each in found}:
        assert client.get(url.partition("#")[0]).status_code == 200, url
    assert any("không có trong danh mục đơn vị" in str(each.finding) for each in found)


def test_text_that_looks_like_something_else_stays_text(client: Client, draft: Scheme) -> None:
    url, sent = node_form(client, draft, "2-1")
    nasty = "{{ 7*7 }} <img src=x onerror=alert(1)> =cmd|' /C calc'!A0 & *anchor #x: [1, yes, 0.10, 1e3]"
    assert client.post(url, sent | {"m-label": nasty, "viec": "luu"}).status_code == 302
    draft.refresh_from_db()
    assert rules_of(draft).criterion("TD2").label == nasty
    assert scheme_from_text(draft.text)[1].criterion("TD2").label == nasty
    page = client.get(address(draft, "design")).content.decode()
    assert "<img src=x" not in page and "{{ 7*7 }}" in page


def test_only_the_specialist_designs(world: World, draft: Scheme) -> None:
    for who in ("chu-tich", "lh-can-bo", "tham-dinh", "kiem-tra", "quan-tri"):
        other = world.client(who)
        for name, *more in (("design",), ("node", "0-0"), ("general", "chung"), ("add", "0", "nhom"), ("drop", "0")):
            assert other.get(address(draft, name, *more)).status_code == 403, (who, name)
        assert other.post(address(draft, "move", "0"), {"viec": "xuong", "ma_cu": "KT"}).status_code == 403
    draft.refresh_from_db()
    assert draft.text == SCHEME


def test_the_designer_asks_as_many_queries_for_many_lines_as_for_few(
    client: Client, world: World, draft: Scheme
) -> None:
    long = from_file(world, "dien_luc_2026")
    counts = []
    for scheme in (draft, long):
        client.get(address(scheme, "design"))
        with CaptureQueriesContext(connection) as asked:
            client.get(address(scheme, "design"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_table_with_more_rows_than_a_form_takes_loses_none(world: World, client: Client) -> None:
    lines = "".join(f"            - {{code: x{n}, label: Việc {n}, points: -1}}\n" for n in range(70))
    first = "            - {code: vu, label: Vụ vi phạm, unit: vụ, points: -2, cap: 10}\n"
    assert first in SCHEME
    by = world.actor("chuyen-vien", OPEN)
    draft = schemes.draft_scheme(by=by, season=world.season, text=SCHEME.replace(first, lines))
    url, sent = node_form(client, draft, "1-0")
    answer = client.post(url, sent | {"viec": "luu"})
    assert answer.status_code == 422 and "có 71 dòng, biểu mẫu chỉ nhận 60" in answer.content.decode()
    sent = typed_in(client.post(url, sent | {"viec": "xoa|t-lines|0"}).content.decode())
    assert client.post(url, sent | {"viec": "luu"}).status_code == 422
    draft.refresh_from_db()
    assert len(getattr(rules_of(draft).criterion("XH1").formula, "lines", ())) == 71
