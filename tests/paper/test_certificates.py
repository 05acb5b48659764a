"""Certificates read back from the PDF by another library."""

import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime

import pytest

from thidua.paper.certificates import Certificate, certificates_pdf
from thidua.paper.errors import PaperError

Read = Callable[[bytes], list[str]]

CERTIFICATE = Certificate(
    authority="Chủ tịch Ủy ban nhân dân huyện Bình Liêu",
    action="Công nhận danh hiệu",
    award="Chiến sĩ thi đua cơ sở",
    recipient="Bà Nguyễn Thị Bích Thuỷ",
    recipient_detail="Hiệu trưởng Trường Phổ thông dân tộc bán trú Đồng Văn",
    achievement="Đã có thành tích xuất sắc trong phong trào thi đua năm 2020",
    decision_number="42/QĐ-UBND",
    decision_date="ngày 12 tháng 01 năm 2021",
    register_number="0125/2021",
    place_and_date="Bình Liêu, ngày 12 tháng 01 năm 2021",
    signer_office="KT. Chủ tịch\nPhó Chủ tịch",
    signer_name="Hoàng Ngọc Ngò",
    verification="https://thidua.example/xac-thuc/TD1.abc",
)
CAPITALS = ("authority", "action", "award", "signer_office")


def _printed(certificate: Certificate) -> list[str]:
    texts = {field.name: getattr(certificate, field.name) for field in fields(certificate)}
    texts.pop("verification")
    return [" ".join((text.upper() if name in CAPITALS else text).split()) for name, text in texts.items()]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_text_is_printed_as_given(form: str, made_at: datetime, page_texts: Read) -> None:
    given = {f.name: unicodedata.normalize(form, getattr(CERTIFICATE, f.name)) for f in fields(Certificate)}  # type: ignore[arg-type]
    (page,) = page_texts(certificates_pdf([Certificate(**given)], made_at=made_at))
    for text in _printed(CERTIFICATE):
        assert text in page
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in page


def test_every_vietnamese_letter_is_printed(made_at: datetime, page_texts: Read) -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    every = unicodedata.normalize("NFC", " ".join(v + tone for v in "aăâeêioôơuưy" for tone in tones) + f" {letters}")
    texts = page_texts(
        certificates_pdf([replace(CERTIFICATE, achievement=every + " " + every.upper())], made_at=made_at)
    )
    assert f"{every} {every.upper()}" in texts[0]


def test_two_hundred_on_a4_landscape_in_order(
    made_at: datetime, page_texts: Read, page_sizes: Callable[[bytes], list[tuple[int, int]]]
) -> None:
    people = [replace(CERTIFICATE, recipient=f"Ông Nguyễn Văn {number}") for number in range(1, 201)]
    pdf = certificates_pdf(people, made_at=made_at)
    assert page_sizes(pdf) == [(297, 210)] * 200
    assert all(f"Ông Nguyễn Văn {number} " in text for number, text in enumerate(page_texts(pdf), start=1))
    assert len(pdf) < 3_000_000


def test_the_same_certificates_give_the_same_bytes(made_at: datetime) -> None:
    assert certificates_pdf([CERTIFICATE] * 2, made_at=made_at) == certificates_pdf([CERTIFICATE] * 2, made_at=made_at)


def test_a_long_name_wraps_and_stays_on_its_page(
    made_at: datetime, page_texts: Read, page_sizes: Callable[[bytes], list[tuple[int, int]]]
) -> None:
    name = (
        "Tập thể cán bộ, công chức, viên chức và người lao động Trung tâm Văn hóa, Thể thao, Du lịch và Truyền thông "
        "trực thuộc Ủy ban nhân dân huyện Bình Liêu và Ban Chỉ đạo phong trào Toàn dân xây dựng đời sống văn hóa"
    )
    long = replace(
        CERTIFICATE, recipient=name, award=name, authority=name, signer_office=name, achievement=f"{name} {name}"
    )
    pdf = certificates_pdf([long], made_at=made_at)
    assert page_sizes(pdf) == [(297, 210)]
    assert name in page_texts(pdf)[0]


@pytest.mark.parametrize("endless", ["Nguyễn " * 400, "N" * 400])
def test_a_text_that_fits_no_size_is_refused(endless: str, made_at: datetime) -> None:
    with pytest.raises(PaperError, match="quá dài, không in vừa khổ giấy") as refusal:
        certificates_pdf([replace(CERTIFICATE, recipient=endless)], made_at=made_at)
    assert len(str(refusal.value)) < 200


def test_a_character_without_a_glyph_is_named_with_its_text(made_at: datetime) -> None:
    with pytest.raises(PaperError, match="Ký tự “漢” trong “Ông 漢字” không in được"):
        certificates_pdf([CERTIFICATE, replace(CERTIFICATE, recipient="Ông 漢字")], made_at=made_at)
    with pytest.raises(PaperError, match="ký tự hỏng"):
        certificates_pdf([replace(CERTIFICATE, recipient="Ông \ud800")], made_at=made_at)


@pytest.mark.parametrize("text", ['#panic("x") *đậm* $x$ @tên <nhãn> \\ "', "a/*b*/ // c", '#import "x"'])
def test_marks_of_the_typesetter_are_plain_text(text: str, made_at: datetime, page_texts: Read) -> None:
    assert text in page_texts(certificates_pdf([replace(CERTIFICATE, achievement=text)], made_at=made_at))[0]


def test_empty_texts_leave_their_lines_out(made_at: datetime, page_texts: Read) -> None:
    bare = Certificate(authority="Chủ tịch Ủy ban nhân dân xã", award="Giấy khen", recipient="Hộ bà Lý A Sáu")
    (page,) = page_texts(certificates_pdf([bare], made_at=made_at))
    assert "GIẤY KHEN" in page and "Quyết định số" not in page and "Vào sổ" not in page


def test_progress_is_told_and_an_empty_list_refused(made_at: datetime) -> None:
    told: list[tuple[int, int]] = []
    certificates_pdf([CERTIFICATE] * 3, made_at=made_at, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(PaperError, match="không có bằng, giấy khen nào"):
        certificates_pdf([], made_at=made_at)


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="múi giờ"):
        certificates_pdf([CERTIFICATE], made_at=datetime(2021, 1, 12))
