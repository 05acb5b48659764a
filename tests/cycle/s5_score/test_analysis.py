"""How firm a ranking is, on its page: who reads it, what it says, and that it needs no more queries for more units."""

import re
from decimal import Decimal

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cycle.s5_score.ground import OPEN, make_cluster, open_all, review, score, settle, submit
from tests.world import World
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.actions.cells import Given, save_cells
from thidua.cycle.s5_score.enums import Round, SheetState, ValueState
from thidua.cycle.s5_score.facts import Standing, standing_of
from thidua.cycle.s5_score.models import Scheme, ScoreSheet

D = Decimal


def read(client: Client, cluster: Cluster) -> str:
    """The page without its marks, blanks as one."""
    answer = client.get(reverse("score:analysis", args=[cluster.pk]))
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


POINTS = {"TD2": Given(ValueState.VALUE, {"value": D(8)}, {}, None, "Theo hồ sơ")}


def reopened(sheet: ScoreSheet) -> Standing:
    """The sheet as it stands after its state was changed."""
    return standing_of(ScoreSheet.objects.select_related("season", "unit", "cluster", "scheme").get(pk=sheet.pk))


def settle_all(world: World, sheets: dict[str, ScoreSheet]) -> None:
    """Đồng Văn ahead; Lục Hồn a point behind the women, and it claimed two more than the review left it."""
    settle(world, sheets["DV"], TD2={"value": D(10)}, KT2={"value": D(9)}, TD1={"value": "kha"})
    submit(world, sheets["LH"], TD2={"value": D(10)}, KT2={"value": D(3)})
    score(world, sheets["LH"], "XH1", "chuyen-vien", Round.REVIEW, reason="Biên bản", vu=D(1), don=D(0))
    review(world, sheets["LH"])
    settle(world, sheets["PNU"], TD2={"value": D(9)}, KT2={"value": D(3)})


def test_what_the_page_says(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    settle_all(world, sheets)
    page = read(world.client("chuyen-vien"), cluster)
    near = page.split("Sát nhau một điểm")[1].split("Trong khoảng chênh")[0]
    assert "Hội Liên hiệp Phụ nữ huyện" in near and "Xã Lục Hồn" in near
    assert (
        "Xã Lục Hồn, thứ 3: có thể đổi hạng" in page
    )  # it claimed two points more, which would lift it over the women
    assert "Xã Đồng Văn, thứ 1: giữ nguyên hạng" in page
    silent = page.split("không phân biệt được đơn vị nào")[1].split("Tự chấm so với")[0]
    assert "2 trong 6 tiêu chí" in silent and "Có nhà văn hóa đạt chuẩn: 10 điểm, tất cả đạt tối đa" in silent
    claims = page.split("chênh nhiều nhất trước")[1]
    assert claims.index("Xã Lục Hồn") < claims.index("Xã Đồng Văn") and "Tự chấm so với thống nhất" in claims


def test_only_who_oversees_reads_it(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    settle_all(world, sheets)
    url = reverse("score:analysis", args=[cluster.pk])
    for who in ("chuyen-vien", "chu-tich", "thu-ky", "uy-vien-1", "kiem-tra"):
        assert world.client(who).get(url).status_code == 200, who
    for who in ("dv-can-bo", "truong-khoi", "tham-dinh", "qp-chuyen-vien"):
        assert world.client(who).get(url).status_code in (403, 404), who
    link = f'href="{url}"'
    ranking = reverse("score:ranking", args=[cluster.pk])
    assert link in world.client("chuyen-vien").get(ranking).content.decode()
    assert link not in world.client("truong-khoi").get(ranking).content.decode()


def test_nothing_to_analyse_and_sheets_not_sent(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    assert "cần ít nhất hai đơn vị" in read(world.client("chu-tich"), cluster)
    submit(world, sheets["DV"])
    submit(world, sheets["LH"])
    page = read(world.client("chu-tich"), cluster)
    assert "Chưa tính 1 đơn vị chưa gửi: Hội Liên hiệp Phụ nữ huyện" in page
    assert "Hội Liên hiệp" not in page.split("chưa gửi: Hội Liên hiệp Phụ nữ huyện")[1]


def test_published_points_are_analysed_too(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> None:
    for sheet in sheets.values():
        settle(world, sheet)
    by = world.actor("chuyen-vien", OPEN)
    acts.publish(by=by, season=world.season, cluster_id=cluster.pk, decision="QĐ 1", today=OPEN)
    assert "6 trong 6 tiêu chí" in read(world.client("chuyen-vien"), cluster)


def test_queries_do_not_grow_with_units(world: World, scheme: Scheme) -> None:
    costs = []
    for code, members in (("K01", ("DV", "PN")), ("K02", ("LH", "PNU", "BC"))):
        cluster = make_cluster(world, code, members, head=members[0])
        for sheet in open_all(world, cluster, scheme).values():
            by = world.actor("chuyen-vien", OPEN)
            ScoreSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)
            save_cells(by=by, standing=reopened(sheet), round_=Round.REVIEW, given=POINTS, today=OPEN)
        client = world.client("chuyen-vien")
        assert "Tiêu chí quyết định" in read(client, cluster)
        with CaptureQueriesContext(connection) as queries:
            read(client, cluster)
        costs.append(len(queries))
    assert costs[0] == costs[1]
