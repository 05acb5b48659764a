"""Minutes, covenants, reports and charts."""

import io
import struct
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import docx
import pytest

from thidua.paper.charts import Bars, Chart, chart_png
from thidua.paper.covenant import Commitment, Covenant, Party, covenant_pdf
from thidua.paper.errors import PaperError
from thidua.paper.flow import Block, Bullets, Heading, Picture, Text
from thidua.paper.minutes import Ballot, Member, Minutes, Tally, minutes_pdf
from thidua.paper.parts import Column, Letterhead, Signer, Table
from thidua.paper.report import Report, report_docx, report_pdf

Read = Callable[[bytes], list[str]]
HASH = "9f2c4be1a37d60e58b14c2d7f8a9035e6d41b7c2980fa3e5d61c47b29f8e0a13"

MINUTES = Minutes(
    letterhead=Letterhead(issuer="Hội đồng Thi đua - Khen thưởng", number="5", symbol="BB-HĐ", day=date(2021, 1, 8)),
    subject="Họp Hội đồng xét khen thưởng năm 2020",
    opened="08 giờ 00 phút ngày 08 tháng 01 năm 2021",
    closed="11 giờ 30 phút cùng ngày",
    venue="phòng họp số 1",
    members=(
        Member(name="Dương Mạnh Cường", office="Chủ tịch huyện", role="Chủ tịch Hội đồng", present=True),
        Member(name="Hoàng Ngọc Ngò", office="Phó Chủ tịch", role="Ủy viên", present=False, note="công tác xa"),
        Member(name="Lê Thị Ánh", office="Trưởng phòng", role="Thư ký", present=True),
    ),
    quorum="Phiên họp đủ điều kiện.",
    proceedings=("Cơ quan thường trực báo cáo kết quả thẩm định.",),
    ballots=(
        Ballot(
            subject="Chiến sĩ thi đua cơ sở",
            issued=2,
            collected=2,
            valid=2,
            invalid=0,
            rule="Ngưỡng: từ 80% tổng số thành viên trở lên.",
            tallies=(
                Tally(
                    candidate="Ông Nguyễn Văn Ấn", agree=2, disagree=0, arithmetic="2 : 3 × 100 = 66,67%", passed=False
                ),
                Tally(candidate="Bà Trần Thị Thuỷ", agree=3, disagree=0, arithmetic="3 : 3 × 100 = 100%", passed=True),
            ),
        ),
    ),
    conclusions=("Đề nghị khen thưởng bà Trần Thị Thuỷ.",),
    chair=Signer(office="Chủ tịch Hội đồng", name="Dương Mạnh Cường"),
    secretary=Signer(office="Thư ký", name="Lê Thị Ánh"),
    log_hash=HASH,
)

COVENANT = Covenant(
    letterhead=Letterhead(issuer="Cụm thi đua các huyện", place="Lương Tài", day=date(2023, 3, 9)),
    subject="Cụm thi đua các huyện, thành phố năm 2023",
    preamble=("Các đơn vị thống nhất ký giao ước.",),
    parties=(
        Party(
            unit="Huyện Lương Tài",
            representative="Ông Phạm Văn A",
            office="Chủ tịch",
            role="Cụm trưởng",
            signed_at="09/03/2023 14:03",
            text_hash=HASH,
        ),
        Party(unit="Huyện Gia Bình", representative="Bà Lê Thị B", office="Phó Chủ tịch"),
    ),
    commitments=(
        Commitment(group="Kinh tế", text="Giá trị sản xuất", target="tăng 12,8%", unit_of_measure="%"),
        Commitment(group="Kinh tế", text="Xã nông thôn mới", target="từ 3 đến 5 xã", unit_of_measure="xã"),
        Commitment(group="Xã hội", text="Bảo hiểm y tế", target="trên 97,8%", unit_of_measure="%"),
        Commitment(text="Đẩy mạnh cải cách hành chính"),
    ),
    closing=("Các đơn vị cam kết thực hiện.",),
    text_hash=HASH,
)

CHART = Chart(
    title="Kết quả",
    unit="%",
    series=("Năm 2019", "Năm 2020"),
    bars=(Bars(label="Thu ngân sách", values=(Decimal("98.5"), 104)), Bars(label="Du lịch", values=(None, 0))),
)

REPORT = Report(
    letterhead=Letterhead(issuer="Ủy ban nhân dân huyện", number="7", symbol="BC-UBND", place="Bình Liêu"),
    kind="Báo cáo",
    subject="Tổng kết công tác thi đua, khen thưởng năm 2020",
    blocks=(
        Heading("Kết quả"),
        Heading("Chỉ đạo", 2),
        Text("Các khối đã ký giao ước."),
        Bullets(("12 đơn vị dẫn đầu", "12 đơn vị thứ nhì")),
        Heading("Về kinh tế", 3),
        Table(
            caption="Bảng 1",
            columns=(Column(title="Chỉ tiêu", width=3), Column(title="Thực hiện", align="right")),
            rows=(("Giá trị sản xuất", "1.627,5"),),
        ),
        Picture(chart_png(CHART), "Hình 1. Kết quả"),
        Heading("Phương hướng"),
    ),
    signers=(Signer(office="KT. Chủ tịch\nPhó Chủ tịch", name="Hoàng Ngọc Ngò", mark="(Đã ký)"),),
    copies=("Lưu: VT",),
)


def test_minutes_show_roster_quorum_arithmetic_and_log(made_at: datetime, page_texts: Read) -> None:
    text = " ".join(page_texts(minutes_pdf(MINUTES, made_at=made_at)))
    for words in (
        "Số: 05/BB-HĐ",
        "BIÊN BẢN",
        "I. Thời gian, địa điểm",
        "2 Hoàng Ngọc Ngò Phó Chủ tịch Ủy viên Vắng mặt (công tác xa)",
        "Có mặt 2/3 thành viên. Phiên họp đủ điều kiện.",
        "IV. Kết quả bỏ phiếu kín",
        "1. Chiến sĩ thi đua cơ sở",
        "Số phiếu phát ra: 2; số phiếu thu về: 2; hợp lệ: 2; không hợp lệ: 0.",
        "Ngưỡng: từ 80% tổng số thành viên trở lên.",
        "1 Ông Nguyễn Văn Ấn 2 0 2 : 3 × 100 = 66,67% Không đạt",
        "2 Bà Trần Thị Thuỷ 3 0 3 : 3 × 100 = 100% Đạt",
        "THƯ KÝ",
        "CHỦ TỊCH HỘI ĐỒNG",
        f"Mã băm cuối của nhật ký phiên họp: {HASH}",
    ):
        assert words in text


def test_minutes_without_a_ballot_have_no_such_chapter(made_at: datetime, page_texts: Read) -> None:
    text = " ".join(page_texts(minutes_pdf(replace(MINUTES, ballots=(), log_hash=""), made_at=made_at)))
    assert "IV. Kết luận" in text and "bỏ phiếu" not in text and "Mã băm" not in text


def test_a_covenant_shows_commitments_and_who_signed(made_at: datetime, page_texts: Read) -> None:
    text = " ".join(page_texts(covenant_pdf(COVENANT, made_at=made_at)))
    for words in (
        "BẢN GIAO ƯỚC THI ĐUA",
        "- Huyện Lương Tài (Cụm trưởng), đại diện: Ông Phạm Văn A, Chủ tịch",
        "1. Kinh tế",
        "2 Xã nông thôn mới từ 3 đến 5 xã xã",
        "2. Xã hội",
        "3 Bảo hiểm y tế trên 97,8% %",
        "4 Đẩy mạnh cải cách hành chính",
        "Đã ký 1/2 đơn vị.",
        "09/03/2023 14:03 9f2c4be1a37d",
        "2 Huyện Gia Bình Bà Lê Thị B Phó Chủ tịch Chưa ký",
        f"Mã băm của văn bản được ký: {HASH}",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("make", "paper"), [(minutes_pdf, MINUTES), (covenant_pdf, COVENANT), (report_pdf, REPORT), (report_docx, REPORT)]
)
def test_the_same_paper_gives_the_same_bytes(make: Callable[..., bytes], paper: object, made_at: datetime) -> None:
    assert make(paper, made_at=made_at) == make(paper, made_at=made_at)


def test_a_word_longer_than_the_line_breaks_instead_of_running_out(made_at: datetime, page_texts: Read) -> None:
    endless = replace(
        REPORT, blocks=(Text("x" * 300), Table(columns=(Column(title="a"),) * 6, rows=(("y" * 90,) * 6,)))
    )
    text = page_texts(report_pdf(endless, made_at=made_at))[0]
    assert text.count("x") >= 300 and text.count("y") >= 540


def test_a_report_in_pdf_numbers_its_headings(made_at: datetime, page_texts: Read) -> None:
    text = " ".join(page_texts(report_pdf(REPORT, made_at=made_at)))
    for words in (
        "I. Kết quả",
        "1. Chỉ đạo",
        "a) Về kinh tế",
        "II. Phương hướng",
        "1.627,5",
        "Hình 1. Kết quả",
        "(Đã ký)",
    ):
        assert words in text


def test_a_report_in_word_has_numbered_heading_styles_tables_and_pictures(made_at: datetime) -> None:
    document = docx.Document(io.BytesIO(report_docx(REPORT, made_at=made_at)))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "Kết quả"),
        ("Heading 2", "Chỉ đạo"),
        ("Heading 3", "Về kinh tế"),
        ("Heading 1", "Phương hướng"),
    ]
    levels = [document.styles[f"Heading {level}"].element.pPr.numPr for level in (1, 2, 3)]
    assert [level.ilvl.val for level in levels] == [0, 1, 2] and len({level.numId.val for level in levels}) == 1
    assert document.tables[1].cell(1, 1).text == "1.627,5"
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "Hình 1. Kết quả"
    assert "- 12 đơn vị dẫn đầu" in [paragraph.text for paragraph in document.paragraphs]


def _png_size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_chart_is_a_picture_that_grows_with_its_rows() -> None:
    small, large = _png_size(chart_png(CHART)), _png_size(chart_png(replace(CHART, bars=CHART.bars * 4)))
    assert small[0] == large[0] == round(162 / 25.4 * 200)
    assert large[1] > 2 * small[1]
    assert chart_png(CHART) == chart_png(CHART)


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (replace(CHART, bars=()), "cần một hoặc hai dãy số"),
        (replace(CHART, series=("a", "b", "c")), "cần một hoặc hai dãy số"),
        (replace(CHART, bars=(Bars(label="x", values=(1,)),)), "dòng “x” thiếu số"),
        (replace(CHART, bars=(Bars(label="x", values=(1, -1)),)), "có số âm"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(chart: Chart, message: str) -> None:
    with pytest.raises(PaperError, match=message):
        chart_png(chart)


@pytest.mark.parametrize("make", [report_pdf, report_docx])
def test_a_broken_picture_is_refused(make: Callable[..., bytes], made_at: datetime) -> None:
    with pytest.raises(PaperError, match="bị hỏng"):
        make(replace(REPORT, blocks=(Picture(chart_png(CHART)[:60], "Hình 1"),)), made_at=made_at)
    with pytest.raises(PaperError, match="không phải ảnh PNG"):
        Picture(b"GIF89a", "Hình 1")
    with pytest.raises(PaperError, match="chưa có chú thích"):
        Picture(chart_png(CHART), " ")


@pytest.mark.parametrize(
    "blocks", [(Heading("a"), Heading("b", 3)), (Heading("a"), Heading("b", 2), Heading("c"), Heading("d", 3))]
)
def test_headings_do_not_skip_a_level(blocks: tuple[Block, ...]) -> None:
    with pytest.raises(PaperError, match="sâu hơn đề mục trước nó"):
        replace(REPORT, blocks=blocks)


def test_an_empty_heading_is_refused() -> None:
    with pytest.raises(PaperError, match="đề mục để trống"):
        Heading(" ")
