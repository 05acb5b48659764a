"""The summary of a year under way: what is not known is «chưa có», never zero; queries do not grow."""

from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cycle.s5_score import ground as scoring
from tests.faces.awards import draft, passed, sign
from tests.faces.conftest import HONOUR, LAUNCH, a_conference, a_movement
from tests.faces.reports.reading import part, rows
from tests.faces.year import REPORT, clustered, register, registered, reported
from tests.world import World
from thidua.cycle.s4_report import actions as reports
from thidua.cycle.s4_report.enums import ValueState
from thidua.cycle.s4_report.figures import Entry
from thidua.cycle.s5_score.queries import RankRow
from thidua.faces.reports.gathering.results import _lines
from thidua.faces.reports.summary import season_paper, season_summary, summary_data, summary_tables
from thidua.paper.flow import Bullets, Heading, Text

CODES = (
    "movements", "received", "registered", "signed", "met", "ranked", "eligible", "passed", "awards", "bonus",
    "conferences",
)  # fmt: skip


def test_nothing_is_known_of_a_year_in_which_nothing_happened(world: World) -> None:
    summary = season_summary(world.season, LAUNCH)
    assert {s.code: s.value for s in summary.stats} == dict.fromkeys(CODES)
    assert summary.stat("registered").of == 4
    tables = summary_tables(summary)
    empty = {code for code, table in tables.items() if not table.rows}
    assert empty == set(tables) - {"figures", "registration_by_kind"}
    assert {(row.sent, row.accepted) for row in summary.registration_by_kind} == {(None, None)}
    figures = summary_data(summary)["figures"].values()
    assert all(f["value"] is None and f["source"] for f in figures)


def test_the_longest_period_with_a_value_counts(world: World) -> None:
    reported(world)
    by = world.actor("lh-can-bo", REPORT)

    def figure(period: str, entry: Entry) -> None:
        made = reports.open_report(by=by, season=world.season, unit_id=world.id("LH"), period=period, today=REPORT)
        reports.save_results(by=by, report=made, entries={"KHACH": entry}, today=REPORT)

    figure("Q1/2023", Entry(ValueState.VALUE, Decimal(1)))
    figure("6T/2023", Entry(ValueState.VALUE, Decimal(6)))
    figure("9T/2023", Entry(ValueState.MISSING, note="chờ số"))
    found = {row[0]: row for row in rows(world, "results", part=part(world))}
    assert found["Khách du lịch"][2] == "6T/2023" and found["Khách du lịch"][5] == 6
    assert "báo cáo chưa được chấp nhận" in found["Khách du lịch"][-1]
    assert found["Thu ngân sách"][2] == "2023"


def test_units_with_other_maxima_are_compared_by_percent_and_the_unranked_stand_last() -> None:
    def place(unit: int, rank: int | None, points: str | None, whole: str, percent: str | None, **more: Any) -> RankRow:
        exact = (None if v is None else Decimal(v) for v in (points, whole, percent))
        found = dict(zip(("points", "denominator", "percent"), exact, strict=True))
        return RankRow(unit, f"Xã {unit}", rank, more.pop("tied", False), label="", **found, **more)  # type: ignore[arg-type]

    given = [
        place(1, 1, "90", "100", "90", tied=True),
        place(2, 1, "81", "90", "90", tied=True),
        place(3, 3, "80.1", "90", "89"),
        place(4, 4, "70", "100", "70"),
        place(5, None, None, "100", None, reason="chưa chấm"),
    ]
    lines = _lines("Khối 1", given)
    assert [line.score for line in lines[:3]] == [Decimal(90), Decimal(90), Decimal(89)] and not lines[0].by_points
    assert [line.close for line in lines] == [True, True, True, False, False]
    assert lines[4].reason == "chưa chấm" and lines[0].members == 5
    alone = _lines("Khối 2", [place(1, 1, "90", "100", "90", tied=True), place(2, 1, "90", "100", "90", tied=True)])
    assert [line.close for line in alone] == [False, False], "đồng hạng không phải là sát điểm"


def test_the_number_of_queries_does_not_grow(world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            season_summary(world.season, HONOUR)
        return len(queries)

    a_movement(world, "Một")
    register(world, "lh-can-bo")
    clustered(world)
    reported(world)
    a_conference(world, "Một")
    session, proposed = passed(world)
    sign(world, draft(world, session, proposed[:1]))
    one = cost()
    for title in ("Hai", "Ba"):
        a_movement(world, title)
        a_conference(world, title)
    for who in ("dv-can-bo", "pn-can-bo"):
        register(world, who)
    scoring.make_cluster(world, "K02", ("PN", "BC"), "PN")
    sign(world, draft(world, session, proposed[1:]))
    assert cost() == one


def test_registration_that_has_begun_counts_zero_as_zero(world: World) -> None:
    registered(world)
    found = {label: rest for label, *rest in rows(world, "registration_by_kind")}
    assert found["Mặt trận và đoàn thể"] == [1, 0, 0]


def test_the_report_of_an_empty_year_says_that_nothing_is_known(world: World) -> None:
    paper = season_paper(season_summary(world.season, HONOUR))
    told = [b.text for b in paper.blocks if isinstance(b, Text)]
    assert sum(text.startswith("Chưa có số liệu. Nguồn:") for text in told) == 8
    said = [line for b in paper.blocks if isinstance(b, Bullets) for line in b.items]
    assert "Tổng tiền thưởng: chưa có." in said and len([b for b in paper.blocks if isinstance(b, Heading)]) == 9
