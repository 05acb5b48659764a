"""Decisions: the same words in PDF and DOCX, laid out by Nghị định 30/2020/NĐ-CP."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from thidua.paper.decisions import Appendix, Article, Decision, decision_docx, decision_pdf, roman
from thidua.paper.errors import PaperError
from thidua.paper.parts import Awardee, Column, Letterhead, Signer, Table, awardee_table

Read = Callable[[bytes], list[str]]

AWARDEES = [
    Awardee(name="Ông Nguyễn Văn Ấn", detail="Chuyên viên", award="Chiến sĩ thi đua cơ sở", bonus=1_490_000),
    Awardee(name="Bà Trần Thị Thuỷ", detail="Hiệu trưởng", award="Chiến sĩ thi đua cơ sở", bonus=1_490_000),
]
DECISION = Decision(
    letterhead=Letterhead(
        issuer="Ủy ban nhân dân huyện Bình Liêu",
        parent="Ủy ban nhân dân tỉnh Quảng Ninh",
        number="42",
        symbol="QĐ-UBND",
        place="Bình Liêu",
        day=date(2021, 1, 12),
    ),
    subject="Về việc công nhận danh hiệu Chiến sĩ thi đua cơ sở năm 2020",
    authority="Chủ tịch Ủy ban nhân dân huyện Bình Liêu",
    bases=("Căn cứ Luật Thi đua, khen thưởng;", "Căn cứ Nghị định số 91/2017/NĐ-CP", "Theo đề nghị của Hội đồng,"),
    articles=(
        Article(text="Công nhận danh hiệu cho 02 cá nhân.", paragraphs=("1. Có danh sách kèm theo.",)),
        Article(text="Quyết định có hiệu lực từ ngày ký."),
        Article(text="Các đơn vị liên quan thi hành./."),
    ),
    signer=Signer(office="Chủ tịch", name="Dương Mạnh Cường"),
    copies=("Như Điều 3;", "Lưu: VT, NV."),
    appendices=(Appendix(title="Danh sách cá nhân", table=awardee_table(AWARDEES), note="Danh sách có 02 người."),),
)
WORDS = (
    "ỦY BAN NHÂN DÂN TỈNH QUẢNG NINH",
    "ỦY BAN NHÂN DÂN HUYỆN BÌNH LIÊU",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 42/QĐ-UBND",
    "Bình Liêu, ngày 12 tháng 01 năm 2021",
    "QUYẾT ĐỊNH",
    "Về việc công nhận danh hiệu Chiến sĩ thi đua cơ sở năm 2020",
    "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN BÌNH LIÊU",
    "Căn cứ Luật Thi đua, khen thưởng;",
    "Căn cứ Nghị định số 91/2017/NĐ-CP;",
    "Theo đề nghị của Hội đồng.",
    "QUYẾT ĐỊNH:",
    "Điều 1. Công nhận danh hiệu cho 02 cá nhân.",
    "1. Có danh sách kèm theo.",
    "Điều 3. Các đơn vị liên quan thi hành./.",
    "Nơi nhận:",
    "- Như Điều 3;",
    "- Lưu: VT, NV.",
    "CHỦ TỊCH",
    "Dương Mạnh Cường",
    "Phụ lục",
    "DANH SÁCH CÁ NHÂN",
    "(Kèm theo Quyết định số 42/QĐ-UBND ngày 12 tháng 01 năm 2021 của Chủ tịch Ủy ban nhân dân huyện Bình Liêu)",
    "Ông Nguyễn Văn Ấn",
    "1.490.000",
    "2.980.000",
    "Danh sách có 02 người.",
)


def _docx_text(file: bytes) -> str:
    """All text of a Word file in the order of reading, whatever table it stands in; a break counts as a space."""
    document = docx.Document(io.BytesIO(file))
    paragraphs = [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]
    return " ".join(" ".join(paragraph.text for paragraph in paragraphs).split())


def test_the_pdf_holds_every_word_on_a4(
    made_at: datetime, page_texts: Read, page_sizes: Callable[[bytes], list[tuple[int, int]]]
) -> None:
    pdf = decision_pdf(DECISION, made_at=made_at)
    assert page_sizes(pdf) == [(210, 297)] * 2
    text = " ".join(page_texts(pdf))
    assert [words for words in WORDS if words not in text] == []


def test_the_docx_holds_every_word(made_at: datetime) -> None:
    text = _docx_text(decision_docx(DECISION, made_at=made_at))
    assert [words for words in WORDS if words not in text] == []


def test_decomposed_input_comes_out_composed(made_at: datetime, page_texts: Read) -> None:
    decomposed = replace(DECISION, subject=unicodedata.normalize("NFD", DECISION.subject))
    assert DECISION.subject in page_texts(decision_pdf(decomposed, made_at=made_at))[0]
    assert DECISION.subject in _docx_text(decision_docx(decomposed, made_at=made_at))


@pytest.mark.parametrize("make", [decision_pdf, decision_docx])
def test_the_same_decision_gives_the_same_bytes(make: Callable[..., bytes], made_at: datetime) -> None:
    first = make(DECISION, made_at=made_at)
    assert make(DECISION, made_at=made_at) == first
    assert make(DECISION, made_at=made_at + timedelta(days=1)) != first


def test_pages_are_numbered_from_the_second_and_each_appendix_anew(made_at: datetime, page_texts: Read) -> None:
    many = [Awardee(name=f"Ông Nguyễn Văn {number}", bonus=450_000) for number in range(80)]
    long = replace(
        DECISION,
        articles=DECISION.articles * 12,
        appendices=tuple(Appendix(title=f"Danh sách {n}", table=awardee_table(many)) for n in (1, 2)),
    )
    pages = page_texts(decision_pdf(long, made_at=made_at))
    starts = [index for index, text in enumerate(pages) if text.startswith(("ỦY BAN", "Phụ lục"))]
    assert [pages[index].split()[:3] for index in starts[1:]] == [["Phụ", "lục", "I"], ["Phụ", "lục", "II"]]
    counts = [pages[index + 1].split()[0] for index in starts]
    assert counts == ["2", "2", "2"]
    assert all("TT Tên cá nhân, tập thể" in text for text in pages[starts[1] :])


def test_a_draft_leaves_room_for_number_and_day(made_at: datetime, page_texts: Read) -> None:
    head = replace(DECISION.letterhead, number="", day=None, year=2021)
    text = " ".join(page_texts(decision_pdf(replace(DECISION, letterhead=head), made_at=made_at)))
    assert "Số: /QĐ-UBND" in text and "Bình Liêu, ngày tháng năm 2021" in text
    assert "(Kèm theo Quyết định số /QĐ-UBND ngày tháng năm 2021 của" in text


def test_the_docx_is_a_paper_of_the_decree(made_at: datetime) -> None:
    document = docx.Document(io.BytesIO(decision_docx(DECISION, made_at=made_at)))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 18)
    assert section.different_first_page_header_footer and "PAGE" in section.header.paragraphs[0]._p.xml
    assert document.sections[1]._sectPr.xpath("./w:pgNumType/@w:start") == ["1"]
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Trích yếu", "Thẩm quyền", "Căn cứ", "Nội dung", "Kèm theo"} <= styles
    body = document.styles["Nội dung"]
    assert (body.font.name, body.font.size.pt) == ("Times New Roman", 14)
    properties = document.core_properties
    assert properties.created == datetime(2021, 1, 12, 1, 30, tzinfo=properties.created.tzinfo)
    assert properties.author == "Ủy ban nhân dân huyện Bình Liêu"


def test_the_table_of_the_docx_repeats_its_header_and_sets_figures_right(made_at: datetime) -> None:
    document = docx.Document(io.BytesIO(decision_docx(DECISION, made_at=made_at)))
    grid = document.tables[-1]
    assert [cell.text for cell in grid.rows[0].cells][-1] == "Tiền thưởng (đồng)"
    assert grid.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert grid.cell(1, 4).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert [cell.text for cell in grid.rows[-1].cells] == ["", "Cộng", "", "", "2.980.000"]


def test_files_inside_the_docx_carry_no_clock(made_at: datetime) -> None:
    with zipfile.ZipFile(io.BytesIO(decision_docx(DECISION, made_at=made_at))) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_list_without_money_or_offices_has_no_such_columns() -> None:
    table = awardee_table([Awardee(name="Xã Đồng Văn"), Awardee(name="Xã Hoành Mô")])
    assert [column.title for column in table.columns] == ["TT", "Tên cá nhân, tập thể"]
    assert (table.rows, table.total) == ((("1", "Xã Đồng Văn"), ("2", "Xã Hoành Mô")), ())


def test_a_row_of_another_width_is_named() -> None:
    with pytest.raises(PaperError, match="Bảng “Điểm”: dòng 2 có 1 ô, cần 2 ô"):
        Table(columns=(Column(title="a"), Column(title="b")), rows=(("1", "2"), ("3",)), caption="Điểm")


def test_a_control_character_is_refused_by_both(made_at: datetime) -> None:
    broken = replace(DECISION, subject="Về việc\x07 khen thưởng")
    with pytest.raises(PaperError, match="không in được"):
        decision_pdf(broken, made_at=made_at)
    with pytest.raises(PaperError, match="ký tự điều khiển"):
        decision_docx(broken, made_at=made_at)


def test_small_numbers_take_a_zero_before_them() -> None:
    assert replace(DECISION.letterhead, number="5").full_number == "05/QĐ-UBND"
    assert replace(DECISION.letterhead, number="05a", symbol="").full_number == "05a"


@pytest.mark.parametrize(
    ("number", "written"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (48, "XLVIII"), (99, "XCIX")]
)
def test_roman_numerals(number: int, written: str) -> None:
    assert roman(number) == written
