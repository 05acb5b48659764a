"""How cells, lines and entries are read: numbers as published, the four states of a figure, line numbers, periods."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tests.ops.seasonfiles.seasons import SEASONS, Spoiled, season
from thidua.ops.seasonfiles import Approx, Quantity
from thidua.ops.seasonfiles.fields import Fields
from thidua.ops.seasonfiles.periods import parse_period
from thidua.ops.seasonfiles.problems import Collector, SeasonProblems

Spoil = Callable[[str], Spoiled]


def fields(**values: str) -> Fields:
    return Fields(Collector(), "tệp.csv", 7, values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Quantity()),
        ("không áp dụng", Quantity(not_applicable=True)),
        ("0", Quantity(Decimal(0))),
        ("1.627,5", Quantity(Decimal("1627.5"))),
        ("66.927", Quantity(Decimal(66927))),
        ("-0,2", Quantity(Decimal("-0.2"))),
        ("trên 1.627", Quantity(Decimal(1627), Approx.OVER)),
        ("gần 78", Quantity(Decimal(78), Approx.NEARLY)),
        ("dưới 5", Quantity(Decimal(5), Approx.UNDER)),
        ("Khoảng 100", Quantity(Decimal(100), Approx.ABOUT)),
    ],
)
def test_quantity(text: str, expected: Quantity) -> None:
    line = fields(số=text)
    assert line.quantity("số") == expected
    line.problems.raise_if_any()


def test_missing_not_applicable_and_zero_are_three_things() -> None:
    missing, absent, zero = Quantity(), Quantity(not_applicable=True), Quantity(Decimal(0))
    assert (missing.is_missing, absent.is_missing, zero.is_missing) == (True, False, False)
    assert len({missing, absent, zero}) == 3


@pytest.mark.parametrize("text", ["trên", "gần nửa", "1,2,3", "12x", "n/a"])
def test_quantity_that_cannot_be_read_is_a_problem_not_a_guess(text: str) -> None:
    line = fields(số=text)
    assert line.quantity("số").value is None
    with pytest.raises(SeasonProblems) as raised:
        line.problems.raise_if_any()
    (problem,) = raised.value.problems
    assert (problem.file, problem.row, problem.field) == ("tệp.csv", 7, "số")


@pytest.mark.parametrize("text", ["-1", "2,5", "hai"])
def test_whole_number(text: str) -> None:
    line = fields(số=text)
    line.whole("số")
    with pytest.raises(SeasonProblems):
        line.problems.raise_if_any()


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("Q1/2023", date(2023, 1, 1), date(2023, 3, 31)),
        ("q4/2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("6T/2023", date(2023, 1, 1), date(2023, 6, 30)),
        ("9T/2023", date(2023, 1, 1), date(2023, 9, 30)),
        ("T02/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("T2/2023", date(2023, 2, 1), date(2023, 2, 28)),
    ],
)
def test_period(text: str, starts: date, ends: date) -> None:
    period = parse_period(text)
    assert (period.starts, period.ends) == (starts, ends)


@pytest.mark.parametrize("text", ["Q5/2023", "T13/2023", "3T/2023", "23", "quý I", ""])
def test_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="không phải là kỳ báo cáo"):
        parse_period(text)


def test_byte_order_mark_and_windows_line_ends_change_nothing(spoil: Spoil) -> None:
    copy = spoil("bac-ninh-2023")
    for path in (*copy.folder.glob("*.csv"), *copy.folder.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    read, original = copy.read(), season("bac-ninh-2023")
    for name in original.__slots__:
        if name not in ("folder", "scheme"):
            assert getattr(read, name) == getattr(original, name), name
    assert read.scheme.scheme == original.scheme.scheme


def test_decomposed_letters_are_composed(spoil: Spoil) -> None:
    import unicodedata

    copy = spoil("bac-ninh-2023")
    for file in ("persons.csv", "clusters.yaml"):
        path = copy.folder / file
        path.write_text(unicodedata.normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8")
    read, original = copy.read(), season("bac-ninh-2023")
    assert (read.persons, read.clusters) == (original.persons, original.clusters)


def test_columns_may_stand_in_any_order(spoil: Spoil) -> None:
    copy = spoil("bac-ninh-2023")
    path = copy.folder / "lineage.csv"
    lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("\n".join(",".join(reversed(line)) for line in lines) + "\n", encoding="utf-8")
    assert copy.read().lineage == season("bac-ninh-2023").lineage


def test_rows_are_lines_of_the_file_also_after_a_cell_of_several_lines(spoil: Spoil) -> None:
    copy = spoil("bac-ninh-2023")
    copy.change("dossiers.csv", ",Nhì cụm thi đua năm 2023,", ',"Nhì cụm\nthi đua\n\nnăm 2023",')
    row = copy.change(
        "dossiers.csv", ",Ba năm liên tục chiến sĩ thi đua cơ sở,proposal,08/12/2023", ",x,proposal,40/12/2023"
    )
    (problem,) = copy.problems()
    assert (problem.file, problem.row, problem.field) == ("dossiers.csv", row, "ngày gửi")


def test_empty_lines_are_passed_over_and_counted(spoil: Spoil) -> None:
    copy = spoil("bac-ninh-2023")
    copy.change("persons.csv", "\nBN23.02", "\n\n,,,,,,,,\nBN23.02")
    assert [person.row for person in copy.read().persons] == [2, 5, 6, 7, 8]


def test_header_alone_means_that_there_is_nothing_yet(spoil: Spoil) -> None:
    copy = spoil("bac-ninh-2023")
    for file in ("reports.csv", "reminders.csv", "scores.csv"):
        path = copy.folder / file
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    (copy.folder / "honour.yaml").write_text("hội nghị: []\nđiển hình:\n", encoding="utf-8")
    read = copy.read()
    assert (read.reports, read.reminders, read.scores, read.conferences, read.exemplars) == ((), (), (), (), ())


def test_optional_files_may_be_missing(spoil: Spoil) -> None:
    copy = spoil("bac-ninh-2023")
    for file in ("lineage.csv", "reminders.csv"):
        (copy.folder / file).unlink()
    read = copy.read()
    assert (read.lineage, read.reminders, read.overlay) == ((), (), None)


def test_a_covenant_for_several_clusters_is_one_for_each() -> None:
    files = season("binh-lieu-2020")
    members = {cluster.code: cluster.members for cluster in files.clusters}
    assert [covenant.code for covenant in files.covenants[:2]] == ["GU-2020-K01", "GU-2020-K02"]
    for covenant in files.covenants:
        assert sorted(signature.unit for signature in covenant.signatures) == sorted(members[covenant.cluster])
    days = {signature.unit: signature.on for signature in files.covenants[0].signatures}
    assert days["BL.TT-BL"] == date(2020, 2, 13) and days["BL.X-HM"] == date(2020, 2, 14)


def test_who_did_not_sign_is_not_listed() -> None:
    files = season("pho-lu-2023")
    (covenant,) = [each for each in files.covenants if each.cluster == "K2"]
    members = next(cluster.members for cluster in files.clusters if cluster.code == "K2")
    assert set(members) - {signature.unit for signature in covenant.signatures} == {"PL.QS"}


def test_inputs_have_the_types_that_the_formulas_ask_for() -> None:
    inputs = {line.criterion: line.inputs for line in season("binh-lieu-2022").scores if line.unit == "BL.X-HD"}
    assert inputs["NV1"] == {"plan": Decimal(40), "actual": Decimal(40)}
    assert inputs["NV2"] == {"value": "tot"}
    assert inputs["NV5"] == {"plan": True, "visits": True}
    assert inputs["NV8"] == {"value": Decimal("9.5")}


@pytest.mark.parametrize("name", SEASONS)
def test_reading_twice_gives_the_same(name: str, spoil: Spoil) -> None:
    read, original = spoil(name).read(), season(name)
    assert (read.units, read.scores, read.dossiers, read.covenants) == (
        original.units, original.scores, original.dossiers, original.covenants,
    )  # fmt: skip
