"""The town of Phố Lu: groups report every quarter, organisations every half year; who is late is told apart."""

from datetime import date
from pathlib import Path

from tests.prepared import prepared
from thidua.cycle.s4_report.duties import standings
from thidua.cycle.s4_report.owing import calendar_of, counts_of, owed_reports
from thidua.ops.loading.run import Run
from thidua.ops.loading.season import load_stage, prepare

FOLDER = Path(__file__).resolve().parents[3] / "examples" / "pho-lu-2023"


@prepared
def town() -> Run:
    """The year until its last report, without the stages between, which report nothing."""
    run = prepare(FOLDER)
    load_stage(run, "report")
    return run


def _behind(town: Run, today: date) -> dict[str, str]:
    codes = {unit.pk: code for code, unit in town.units.items()}
    found = standings(town.season, frozenset(codes), today)
    return {codes[s.unit_id]: s.note for s in found if not s.done}


def test_only_group_3_is_behind_with_the_third_quarter(town: Run) -> None:
    assert _behind(town, date(2023, 10, 23)) == {"PL.TDP3": "kỳ Q3/2023: chậm 18 ngày (hạn 05/10/2023)"}


def test_the_organisations_owe_two_periods_and_nothing_in_the_other_quarters(town: Run) -> None:
    owed = owed_reports(town.season.pk, [town.units["PL.HPN"].pk])
    assert [row.period.code for row in owed] == ["Q2/2023", "Q4/2023"]
    april = _behind(town, date(2023, 4, 10))
    assert set(april) == {"PL.TDP3"}
    counts = counts_of(calendar_of(town.season.pk), owed_reports(town.season.pk), date(2023, 12, 10))
    assert [(c.period.period, c.owing, c.sent, c.sent_late, c.late) for c in counts] == [
        ("Q1/2023", 11, 11, 1, 0),
        ("Q2/2023", 18, 18, 2, 0),
        ("Q3/2023", 11, 10, 1, 1),
        ("Q4/2023", 18, 16, 1, 1),
    ]


def test_a_unit_without_a_line_stands_nowhere(town: Run) -> None:
    none = frozenset({town.units["PL.DN1"].pk})
    assert list(standings(town.season, none, date(2023, 12, 10))) == []
