"""What comes out: papers, places across the years, how strictly units check, and open data."""

import io
import json
from decimal import Decimal

import pytest
from django.test import Client
from docx import Document

from tests.cycle.s5_score.ground import DECISION, OPEN, score, settle, submit
from tests.cycle.s5_score.planned import assign, explaining, plan, reply, settled_cells, sign, without
from tests.world import World
from thidua.cycle.s3_covenant.models import Cluster
from thidua.cycle.s3_covenant.queries import cluster_info
from thidua.cycle.s5_score import queries
from thidua.cycle.s5_score.actions import cells
from thidua.cycle.s5_score.actions import sheets as acts
from thidua.cycle.s5_score.enums import Phase, cross
from thidua.cycle.s5_score.facts import standing_of, standings
from thidua.cycle.s5_score.models import Publication, ScoreSheet
from thidua.cycle.s5_score.outcome.papers import minutes_paper, noon, table_paper
from thidua.cycle.s5_score.outcome.queries import published_result
from thidua.cycle.s5_score.outcome.results import results_of
from thidua.cycle.s5_score.outcome.severity import severities_of
from thidua.cycle.s5_score.outcome.years import ranks_chart
from thidua.faces.portal.resultdata import result_csv, result_json
from thidua.paper.report import report_docx, report_pdf

D = Decimal


@pytest.fixture
def published(world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]) -> Publication:
    """One unit ahead, two equal behind it."""
    settle(world, sheets["DV"], TD2={"value": D(10)}, KT2={"value": D(9)})
    for code in ("LH", "PNU"):
        settle(world, sheets[code], TD2={"value": D(8)}, KT2={"value": D(3)})
    by = world.actor("chuyen-vien", OPEN)
    return acts.publish(by=by, season=world.season, cluster_id=cluster.pk, decision=DECISION, today=OPEN)


def texts(data: bytes) -> str:
    """All text of a Word file."""
    word = Document(io.BytesIO(data))
    found = [p.text for p in word.paragraphs]
    found += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join(found)


def test_the_score_table_names_every_unit_with_its_place(world: World, published: Publication) -> None:
    cluster = cluster_info(published.cluster_id, OPEN)
    assert cluster is not None
    found = results_of(world.actor("dv-can-bo", OPEN), world.season, cluster, OPEN)
    sheet = queries.sheets_in(cluster.id)[0]
    paper = table_paper(cluster, sheet, found, OPEN)
    said = texts(report_docx(paper, made_at=noon(OPEN)))
    for word in ("Xã Đồng Văn", "Xã Lục Hồn", "2 (đồng hạng)", "Kinh tế", "50", DECISION):
        assert word in said
    assert report_pdf(paper, made_at=noon(OPEN)) == report_pdf(paper, made_at=noon(OPEN))


def test_the_minutes_say_what_was_claimed_reviewed_agreed_and_replied(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    sheet = sheets["DV"]
    plan(world, cluster)
    assign(world, cluster)
    explaining(world, cluster, sheet)
    reply(world, sheet)
    half = texts(report_docx(minutes_paper(standing_of(sheet), OPEN), made_at=noon(OPEN)))
    assert "chưa trả lời" in half and "(Đã ký" not in half
    acts.end_explaining(by=world.actor("dv-chu-tich", OPEN), sheet=sheet, today=OPEN)
    settled_cells(world, sheet)
    from thidua.cycle.s5_score.rounds import actions

    actions.answer(
        by=world.actor("tham-dinh", OPEN), sheet=sheet, code="XH1", outcome="taken", text="Có xác nhận.", today=OPEN
    )
    for who in ("dv-chu-tich", "chuyen-vien"):
        sign(world, sheet, who)
    whole = texts(report_docx(minutes_paper(standing_of(sheet), OPEN), made_at=noon(OPEN)))
    for word in ("Vụ việc xảy ra ngoài địa bàn.", "Tiếp thu. Có xác nhận.", "(Đã ký trên hệ thống)", "ngày 03 tháng 5"):
        assert word in whole
    assert report_pdf(minutes_paper(standing_of(sheet), OPEN), made_at=noon(OPEN)).startswith(b"%PDF")


def test_strictness_is_told_only_when_marks_can_be_compared(
    world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    def found() -> object:
        return severities_of(standings([queries.sheet_of(s.season_id, s.unit_id) or s for s in sheets.values()]))

    plan(world, cluster, without(Phase.COUNCIL))
    assert found() is None
    assign(world, cluster, each=2)
    marks = {"DV": {"LH": 4, "PNU": 6}, "LH": {"DV": 8, "PNU": 7}, "PNU": {"DV": 9, "LH": 6}}
    people = {"LH": "lh-can-bo", "DV": "dv-can-bo", "PNU": "pnu-chu-tich"}
    for unit, given in marks.items():
        submit(world, sheets[unit])
        for checker, points in given.items():
            column, by = cross(world.id(checker)), world.actor(people[checker], OPEN)
            said = {"who": people[checker], "round_": column, "reason": "Ý kiến"}
            score(world, sheets[unit], "TD2", value=D(points), **said)
            if unit == "DV" and checker == "LH":
                assert found() is None  # one criterion marked is no mark of a sheet
            cells.confirm(by=by, standing=standing_of(sheets[unit]), round_=column, today=OPEN)
        if unit == "DV":
            assert "Chỉ có một người chấm" not in getattr(found(), "refused", "")
    model = found()
    assert model is not None and not model.refused  # type: ignore[attr-defined]
    above = dict(model.reviewers)  # type: ignore[attr-defined]
    # on DV: LH is 2 below PNU; on PNU: LH is 3 below DV; on LH: DV is 1 above PNU: +4/3, +1/3 and -5/3
    expected = {"Xã Đồng Văn": D("1.33"), "Hội Liên hiệp Phụ nữ huyện": D("0.33"), "Xã Lục Hồn": D("-1.67")}
    assert above == expected


def test_places_across_years_need_two_years(world: World, published: Publication) -> None:
    cluster = cluster_info(published.cluster_id, OPEN)
    assert cluster is not None
    found = results_of(world.actor("dv-can-bo", OPEN), world.season, cluster, OPEN)
    assert ranks_chart(world.season, cluster, found) is None
    from thidua.base.season.models import Season

    before = Season.objects.create(
        authority=world.season.authority, year=2022, code="BL-2022-thu", state=world.season.state
    )
    ranking = [row | {"rank": 4 - (row["rank"] or 0)} for row in published.results["ranking"]]
    Publication.objects.create(
        season=before, cluster_id=published.cluster_id, scheme=published.scheme, published_on=OPEN, decision="QĐ 2022",
        results={**published.results, "ranking": ranking}, actor_name="Thử",
    )  # fmt: skip
    chart = ranks_chart(world.season, cluster, found)
    assert chart is not None and chart.periods == ("2022", "2023")
    assert {line.label: line.ranks for line in chart.lines}["Xã Đồng Văn"] == (3, 1)


def test_open_data_holds_every_point_and_no_person(world: World, published: Publication) -> None:
    found = published_result(published.pk)
    assert found is not None and found.criteria["KT1"] == "Thu ngân sách"
    data = json.loads(result_json(found))
    first = data["don_vi"][0]
    assert (first["ten"], first["hang"], D(first["diem"]["TD2"])) == ("Xã Đồng Văn", 1, 10)
    table = result_csv(found).decode("utf-8-sig").splitlines()
    assert table[1].startswith("don_vi,hang,dong_hang") and table[1].endswith("TD2")
    assert len(table) == 5
    assert "Cán bộ" not in json.dumps(data, ensure_ascii=False)


def test_the_public_reads_published_results_only(
    client: Client, world: World, cluster: Cluster, sheets: dict[str, ScoreSheet]
) -> None:
    assert "Chưa có kết quả nào" in client.get("/cong/ket-qua/").content.decode()
    assert client.get("/cong/ket-qua/1/").status_code == 404
    for sheet in sheets.values():
        settle(world, sheet)
    by = world.actor("chuyen-vien", OPEN)
    made = acts.publish(by=by, season=world.season, cluster_id=cluster.pk, decision=DECISION, today=OPEN)
    assert "Khối thi đua K01" in client.get("/cong/ket-qua/").content.decode()
    page = client.get(f"/cong/ket-qua/{made.pk}/").content.decode()
    assert "Xã Đồng Văn" in page and "1 (đồng hạng)" in page
    assert client.get(f"/cong/ket-qua/{made.pk}/du-lieu.json").json()["cum_khoi"] == "Khối thi đua K01"
    assert client.get(f"/cong/ket-qua/{made.pk}/du-lieu.exe").status_code == 404
