"""Versions of a table: the next one begins as the old one, the difference is told, sheets stay where they are."""

import re

import pytest
from django.urls import reverse

from tests.cycle.s5_score.ground import DECISION, OPEN, SCHEME, submit
from tests.world import World
from thidua.base.access.actor import Problem, Refused
from thidua.cycle.s5_score.designer.actions import drafts, schemes, versions
from thidua.cycle.s5_score.designer.actions.drafts import Spot
from thidua.cycle.s5_score.designer.marks import own_mark
from thidua.cycle.s5_score.enums import SchemeState
from thidua.cycle.s5_score.facts import rules_of
from thidua.cycle.s5_score.models import Scheme, ScoreSheet
from thidua.engine.scoring.design.difference import changed_codes
from thidua.engine.scoring.design.tree import node_at

pytestmark = pytest.mark.usefixtures("clock")


def text_of_page(page: str) -> str:
    """The page as it is read."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def next_of(world: World, scheme: Scheme) -> Scheme:
    """Version 2, in which one criterion is worth less, one has another department and one is gone."""
    by = world.actor("chuyen-vien", OPEN)
    text = SCHEME.replace('version: "1"', 'version: "2"').replace("points: -2, cap: 10", "points: -3, cap: 10")
    text = text.replace("        evidence: true\n", "        owner: BL\n")
    gone = "      - {code: TD2, label: Tổ chức phong trào, maximum: 10, formula: {kind: direct, step: 0.5}}\n"
    assert gone in text
    return schemes.draft_scheme(by=by, season=world.season, text=text.replace(gone, ""), previous=scheme)


def test_the_page_tells_criterion_by_criterion_and_who_is_affected(
    world: World, scheme: Scheme, sheets: dict[str, ScoreSheet]
) -> None:
    submit(world, sheets["DV"])
    new = next_of(world, scheme)
    page = text_of_page(world.client("chuyen-vien").get(reverse("score:difference", args=[new.pk])).content.decode())
    assert "Vụ vi phạm: trừ 2 điểm mỗi vụ" in page and "Vụ vi phạm: trừ 3 điểm mỗi vụ" in page
    assert "Cơ quan thẩm định PN BL" in page and "Cần minh chứng có không" in page
    assert "TD2 Tổ chức phong trào bỏ có không còn" in page
    assert "Xã Đồng Văn Khối thi đua K01 Chờ thẩm định TD2, XH1 (tự chấm)" in page
    assert "Xã Lục Hồn Khối thi đua K01 Đơn vị tự chấm không có" in page
    assert changed_codes(rules_of(scheme), rules_of(new)) == {"XH1", "TD2"}
    sheets["DV"].refresh_from_db()
    assert sheets["DV"].scheme_id == scheme.pk


def test_a_unit_reads_what_differs_between_adopted_versions_but_not_who_is_affected(
    world: World, scheme: Scheme, sheets: dict[str, ScoreSheet]
) -> None:
    new, url = next_of(world, scheme), ""
    url = reverse("score:difference", args=[new.pk])
    assert world.client("dv-can-bo").get(url).status_code == 403
    Scheme.objects.filter(pk=new.pk).update(state=SchemeState.ADOPTED)
    page = world.client("dv-can-bo").get(url).content.decode()
    assert "Vụ vi phạm: trừ 3 điểm mỗi vụ" in page and "Xã Lục Hồn" not in page


def test_the_next_version_begins_as_the_old_one(world: World, scheme: Scheme) -> None:
    client, url = world.client("chuyen-vien"), reverse("score:next_version", args=[scheme.pk])
    assert 'value="2"' in client.get(url).content.decode()
    answer = client.post(url, {"version": "2"})
    made = Scheme.objects.get(version="2")
    assert answer.url == reverse("score:design", args=[made.pk])
    assert (made.previous, made.state) == (scheme, SchemeState.DRAFT)
    assert list(rules_of(made).criteria()) == list(rules_of(scheme).criteria())
    assert client.post(url, {"version": "2"}).status_code == 422
    assert Scheme.objects.count() == 2


def test_a_copy_for_another_year_points_out_what_no_longer_fits(world: World, scheme: Scheme) -> None:
    text = SCHEME.replace("code: BL-2023", "code: CU").replace("owner: PN\n", "owner: PHONG-CU\n", 1)
    by = world.actor("chuyen-vien", OPEN)
    old = schemes.draft_scheme(by=by, season=world.season, text=text.replace("indicator: THU", "indicator: CU-01"))
    client, url = world.client("chuyen-vien"), reverse("score:copy")
    sent = {"source": old.pk, "code": "MOI", "version": "1", "title": "Bảng mới"}
    answer = client.post(url, sent)
    made = Scheme.objects.get(code="MOI")
    page = text_of_page(client.get(answer.url).content.decode())
    assert "chỉ tiêu «CU-01» không có trong năm thi đua" in page
    assert "cơ quan thẩm định «PHONG-CU» không có trong danh mục đơn vị" in page
    assert made.previous is None and made.title == "Bảng mới"


def test_a_table_of_another_authority_is_neither_copied_nor_compared(world: World, scheme: Scheme) -> None:
    kept = {"text": scheme.text, "data": scheme.data, "title": "Bảng của Quỳnh Phụ"}
    theirs = Scheme.objects.create(season=world.seasons["QP"], code="QP", version="1", **kept)
    by, client = world.actor("chuyen-vien", OPEN), world.client("chuyen-vien")
    with pytest.raises(Refused):
        versions.copy_scheme(by=by, season=world.season, source=theirs, code="X", version="1", title="X")
    sent = {"source": theirs.pk, "code": "X", "version": "1", "title": "X"}
    assert client.post(reverse("score:copy"), sent).status_code == 422
    for name in ("design", "next_version", "scheme", "edit"):
        assert client.get(reverse(f"score:{name}", args=[theirs.pk])).status_code == 404, name
    assert client.get(reverse("score:difference_from", args=[scheme.pk, theirs.pk])).status_code == 404
    assert client.post(reverse("score:drop", args=[theirs.pk, "0"]), {"ma_cu": "KT"}).status_code == 404
    assert not Scheme.objects.filter(code="X").exists()


def test_what_was_adopted_is_not_designed_by_address(world: World, scheme: Scheme) -> None:
    client, before = world.client("chuyen-vien"), scheme.text
    for name, *more in (
        ("design",),
        ("general", "chung"),
        ("node", "0"),
        ("add", "0", "nhom"),
        ("move", "0"),
        ("drop", "0"),
    ):
        url = reverse(f"score:{name}", args=[scheme.pk, *more])
        assert client.get(url).status_code == 403, name
        if name != "design":
            assert client.post(url, {"ma_cu": "KT", "viec": "len"}).status_code == 403, name
    node = node_at(rules_of(scheme), (0, 0))
    with pytest.raises(Refused):
        drafts.put_node(
            by=world.actor("chuyen-vien", OPEN), scheme=scheme, spot=Spot((0, 0), "KT1", own_mark(node)), node=node
        )
    scheme.refresh_from_db()
    assert scheme.text == before


def test_a_draft_that_is_adopted_meanwhile_is_not_changed(world: World) -> None:
    by = world.actor("chuyen-vien", OPEN)
    draft = schemes.draft_scheme(by=by, season=world.season, text=SCHEME)
    held = Scheme.objects.select_related("season").get(pk=draft.pk)
    schemes.adopt_scheme(by=by, scheme=draft, today=OPEN, document=DECISION)
    with pytest.raises(Refused):
        drafts.drop_node(by=by, scheme=held, spot=Spot((0,), "KT", ""))
    with pytest.raises(Refused):
        schemes.edit_scheme(by=by, scheme=held, text=SCHEME)


def test_a_version_number_stands_once(world: World, scheme: Scheme) -> None:
    with pytest.raises(Problem, match="phiên bản 1 đã có"):
        versions.draft_next(by=world.actor("chuyen-vien", OPEN), old=scheme, version="1")
