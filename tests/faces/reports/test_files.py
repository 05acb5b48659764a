"""The report in Word, the workbook, CSV: the same data give the same bytes; nothing unknown is told as zero."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest

from tests.faces.conftest import HONOUR
from tests.faces.reports.reading import part
from tests.world import World
from thidua.faces.reports.shapes import Summary
from thidua.faces.reports.summary import (
    made_at,
    season_paper,
    season_summary,
    summary_docx,
    summary_tables,
    summary_xlsx,
    table_csv,
)
from thidua.faces.reports.tables import Column, DataTable, said
from thidua.paper.flow import Bullets, Picture
from thidua.paper.sheets import Kind, read_table

CHAPTERS = [
    "Phát động phong trào thi đua",
    "Đăng ký thi đua",
    "Cụm, khối thi đua và ký giao ước",
    "Kết quả thực hiện chỉ tiêu",
    "Chấm điểm, xếp hạng",
    "Đề nghị khen thưởng",
    "Hội đồng Thi đua - Khen thưởng",
    "Kết quả khen thưởng",
    "Hội nghị, tôn vinh",
]


@pytest.fixture
def summary(db: None, year: World) -> Summary:
    """Of a year that is over."""
    return season_summary(year.season, HONOUR)


def words(data: bytes) -> str:
    """Every paragraph and cell of a Word file."""
    paper = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def test_the_report_has_nine_chapters_with_tables_and_pictures(summary: Summary) -> None:
    data = summary_docx(summary, made_at=made_at(summary))
    text = words(data)
    paper = docx.Document(io.BytesIO(data))
    assert [p.text for p in paper.paragraphs if p.style.name == "Heading 1"] == CHAPTERS
    for told in (
        "ỦY BAN NHÂN DÂN", "Tổng kết công tác thi đua, khen thưởng năm 2023", "Đơn vị đã đăng ký thi đua: 2/4 đơn vị",
        "Tổng tiền thưởng: 2.340.000 đồng", "gần 78", "không áp dụng", "giảm dưới 23%", "Bảng 1. ", "Hình 1. ",
        "Nguồn: Quyết định đã ban hành, giai đoạn Khen thưởng", "Lưu: VT",
    ):  # fmt: skip
        assert told in text, told
    assert len([b for b in season_paper(summary).blocks if isinstance(b, Picture)]) == len(paper.inline_shapes) == 5
    assert "chưa có" not in text.split("Chấm điểm, xếp hạng")[0].split("Bảng 1.")[0]


def test_the_report_of_a_unit_goes_out_in_its_name(year: World) -> None:
    paper = season_paper(season_summary(year.season, HONOUR, part=part(year), money=False))
    assert paper.letterhead.issuer == "Xã Lục Hồn" and paper.letterhead.symbol == "BC"
    assert paper.letterhead.place == "Bình Liêu"


def test_notes_stand_below_their_table_with_the_units_that_they_speak_of(summary: Summary) -> None:
    lines = [line for b in season_paper(summary).blocks if isinstance(b, Bullets) for line in b.items]
    assert "Xã Lục Hồn; Hội Liên hiệp Phụ nữ huyện: sát điểm: lệch 1 điểm là đổi thứ." in lines


def test_made_up_figures_are_marked_on_every_page(summary: Summary) -> None:
    assert "minh họa" not in season_paper(summary).note
    assert "số liệu minh họa" in season_paper(replace(summary, is_illustration=True)).note


def test_the_same_data_give_the_same_files(year: World, summary: Summary) -> None:
    again = season_summary(year.season, HONOUR)
    assert summary_docx(summary, made_at=made_at(summary)) == summary_docx(again, made_at=made_at(again))
    assert summary_xlsx(summary) == summary_xlsx(again)


def test_the_workbook_has_every_table_and_leaves_the_unknown_empty(summary: Summary) -> None:
    sheets = {sheet.name: sheet.rows for sheet in read_table(summary_xlsx(summary), "so-lieu.xlsx")}
    tables = summary_tables(summary)
    assert len(sheets) == len(tables) == 15
    people = [row.cells for row in sheets["Người đăng ký thi đua theo đối t"[:31]]]
    assert people[-1][:2] == ("Người trực tiếp công tác, lao động, học tập", 5) and people[-1][2:] in ((None,), ())
    results = {row.cells[0]: row.cells for row in sheets["Kết quả thực hiện chỉ tiêu"]}
    assert results["Khách du lịch"][6] == 78 and "% kế hoạch: gần 78" in results["Khách du lịch"][10]
    assert results["Tỷ lệ hộ nghèo"][5] is None and "Kết quả: không áp dụng" in results["Tỷ lệ hộ nghèo"][10]
    with zipfile.ZipFile(io.BytesIO(summary_xlsx(summary))) as book:
        assert not any("vba" in name for name in book.namelist())


def test_a_table_as_csv(summary: Summary) -> None:
    head, *lines = table_csv(summary_tables(summary)["covenants"]).decode().splitlines()
    assert head == "cluster,head,state,commitments,members,signed"
    assert lines == ["Khối thi đua K01,Xã Lục Hồn,Đang ký,1,3,2"]


def test_totals_add_what_is_known_and_only_that() -> None:
    columns = (Column("a", "Tên"), Column("b", "Số", Kind.NUMBER), Column("c", "Số khác", Kind.NUMBER))
    whole = DataTable("t", "T", "S", columns, (("x", 1, 5), ("y", 2, None)), ("b", "c"))
    assert whole.total == ("Cộng", 3, None) and said(whole.total[2]) == "chưa có"
    assert DataTable("t", "T", "S", columns, (("x", 1, 5),), ("b",)).total == ()
    assert DataTable("t", "T", "S", columns, (("x", 1, 5), ("y", 2, 1)), ("b",)).total == ("Cộng", 3, "")
