"""Spreadsheets written and read back; files of every accepted kind; damaged and locked files."""

import io
import struct
import unicodedata
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.paper.errors import PaperError
from thidua.paper.sheets import Cell, Kind, Sheet, SheetColumn, SheetRow, read_table, write_xlsx

COLUMNS = (
    SheetColumn(title="Đơn vị", kind=Kind.TEXT, width=40),
    SheetColumn(title="Điểm", kind=Kind.NUMBER, places=2),
    SheetColumn(title="Tỷ lệ", kind=Kind.PERCENT, places=1),
    SheetColumn(title="Ngày", kind=Kind.DATE),
)
SHEET = Sheet(
    name="Kết quả",
    title_rows=("Ủy ban nhân dân huyện Bình Liêu", "Kết quả năm 2020"),
    columns=COLUMNS,
    rows=[
        ("Xã Đồng Văn", Decimal("97.85"), Decimal("97.8"), date(2020, 12, 31)),
        ("", None, 0, None),
        (unicodedata.normalize("NFD", "Xã Hoành Mô"), 1627, Decimal("-0.2"), date(2021, 1, 2)),
    ],
)

texts = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=20)
numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
days = st.dates(min_value=date(1901, 1, 1), max_value=date(2200, 1, 1))


def test_what_is_written_reads_back_with_its_row_numbers() -> None:
    (sheet,) = read_table(write_xlsx([SHEET]), "ket-qua.xlsx")
    assert sheet.name == "Kết quả"
    assert sheet.rows == (
        SheetRow(1, ("Ủy ban nhân dân huyện Bình Liêu", None, None, None)),
        SheetRow(2, ("Kết quả năm 2020", None, None, None)),
        SheetRow(3, ("Đơn vị", "Điểm", "Tỷ lệ", "Ngày")),
        SheetRow(4, ("Xã Đồng Văn", Decimal("97.85"), Decimal("97.8"), date(2020, 12, 31))),
        SheetRow(5, (None, None, Decimal(0), None)),
        SheetRow(6, ("Xã Hoành Mô", Decimal(1627), Decimal("-0.2"), date(2021, 1, 2))),
    )


@settings(max_examples=40)
@given(st.lists(st.tuples(texts, numbers, numbers, days), min_size=1, max_size=5))
def test_any_text_number_or_date_reads_back_exactly(rows: list[tuple[Cell, ...]]) -> None:
    (sheet,) = read_table(write_xlsx([Sheet(name="a", columns=COLUMNS, rows=rows)]), "a.xlsx")
    expected = [(unicodedata.normalize("NFC", str(r[0])).strip() or None, *r[1:]) for r in rows]
    assert [row.cells for row in sheet.rows[1:]] == expected


def test_the_same_rows_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch, made_at: datetime) -> None:
    first = write_xlsx([SHEET], made_at=made_at)
    assert write_xlsx([SHEET], made_at=made_at) == first
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        assert b"2021-01-12T01:30:00Z" in packed.read("docProps/core.xml")


def test_the_header_is_frozen_and_repeated_and_texts_are_no_formulas() -> None:
    sheet = Sheet(name="a", columns=COLUMNS[:1], rows=[("=1+1",), ("{=SUM(A1)}",), ("http://x.vn",)])
    with zipfile.ZipFile(io.BytesIO(write_xlsx([sheet]))) as packed:
        page = packed.read("xl/worksheets/sheet1.xml").decode()
        book = packed.read("xl/workbook.xml").decode()
    assert 'ySplit="1"' in page and 'state="frozen"' in page and "Print_Titles" in book
    assert "<f>" not in page and "hyperlink" not in page


def test_sheet_names_are_made_fit_for_excel() -> None:
    long = "Khối thi đua các cơ quan, đơn vị sự nghiệp: 1/2"
    book = write_xlsx([Sheet(name=name, columns=COLUMNS[:1], rows=[("x",)]) for name in (long, long.upper(), "''")])
    names = [sheet.name for sheet in read_table(book, "a.xlsx")]
    assert len({name.casefold() for name in names}) == 3
    assert names[2] == "Trang" and all(len(name) <= 31 for name in names)


def test_a_number_longer_than_a_spreadsheet_keeps_stays_whole_as_text() -> None:
    sheet = Sheet(name="a", columns=COLUMNS[1:2], rows=[(12345678901234567,)])
    assert read_table(write_xlsx([sheet]), "a.xlsx")[0].rows[1].cells == ("12345678901234567",)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("a", "1", None, None), "Trang “a”, dòng 2, cột “Điểm”: giá trị “1” không đúng kiểu"),
        ((1, None, None, None), "cột “Đơn vị”: giá trị “1”"),
        (("a", True, None, None), "cột “Điểm”: giá trị “True”"),
        (("a", None, None, "31/12/2020"), "cột “Ngày”"),
        (("a",), "dòng 2: có 1 ô, cần 4 ô"),
    ],
)
def test_a_value_of_another_kind_is_named_with_its_place(row: tuple[Cell, ...], message: str) -> None:
    with pytest.raises(PaperError, match=message):
        write_xlsx([Sheet(name="a", columns=COLUMNS, rows=[row])])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_with_quotes_empty_lines_and_line_breaks(encoding: str, sign: str) -> None:
    lines = ["TT|Tên|Điểm", '1|" Xã A"|"97,5; 98"', "", '3|"Xã\nB"|', f"4|{unicodedata.normalize('NFD', 'Xã Ấ')}|0"]
    data = "\r\n".join(lines).replace("|", sign).encode(encoding)
    (sheet,) = read_table(data, "xa.csv")
    assert sheet.name == "xa"
    assert sheet.rows == (
        SheetRow(1, ("TT", "Tên", "Điểm")),
        SheetRow(2, ("1", "Xã A", "97,5; 98")),
        SheetRow(4, ("3", "Xã\nB", None)),
        SheetRow(6, ("4", "Xã Ấ", "0")),
    )


def _ods() -> bytes:
    """The smallest OpenDocument sheet: a text, a number, a percentage, a date."""
    cells = (
        '<table:table-cell office:value-type="string"><text:p>Xã Đồng Văn</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="97.85"/>'
        '<table:table-cell office:value-type="date" office:date-value="2020-12-31"/>'
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Xã"><table:table-row><table:table-cell/></table:table-row>'
        f"<table:table-row>{cells}</table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
    return out.getvalue()


def test_open_document_sheets() -> None:
    (sheet,) = read_table(_ods(), "a.ODS")
    assert sheet.name == "Xã"
    assert sheet.rows == (SheetRow(2, ("Xã Đồng Văn", Decimal("97.85"), date(2020, 12, 31))),)


def _ole(stream_name: str, stream: bytes) -> bytes:
    """An OLE container with one stream, as old Office files and locked new ones are."""
    stream = stream.ljust(4096, b"\0")
    sectors = len(stream) // 512
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    fat = [0xFFFFFFFD, end, *range(3, 2 + sectors), end]
    fat += [free] * (128 - len(fat))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        written = (name + "\0").encode("utf-16-le")
        head = written.ljust(64, b"\0") + struct.pack("<HBBIII", len(written), kind, 1, free, free, child)
        return head + bytes(16 + 4 + 16) + struct.pack("<IQ", start, size)

    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    directory = entry("Root Entry", 5, 1, end, 0) + entry(stream_name, 2, free, 2, len(stream))
    return header + struct.pack("<128I", *fat) + directory.ljust(512, b"\0") + stream


def _xls() -> bytes:
    """The smallest workbook of Excel 97: a text and two numbers."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))

    def globals_at(position: int) -> bytes:
        sheet = record(0x0085, struct.pack("<IBBBB", position, 0, 0, 2, 1) + "Xã".encode("utf-16-le"))
        return begin(0x0005) + sheet + record(0x000A, b"")

    name = "Đồng Văn"
    page = (
        begin(0x0010)
        + record(0x0204, struct.pack("<HHHHB", 2, 0, 0, len(name), 1) + name.encode("utf-16-le"))
        + record(0x0203, struct.pack("<HHHd", 2, 1, 0, 0.1 + 0.2))
        + record(0x0203, struct.pack("<HHHd", 2, 2, 0, 1627.0))
        + record(0x000A, b"")
    )
    return _ole("Workbook", globals_at(len(globals_at(0))) + page)


def test_workbooks_of_old_excel_and_numbers_without_binary_noise() -> None:
    (sheet,) = read_table(_xls(), "a.xls")
    assert sheet.name == "Xã"
    assert sheet.rows == (SheetRow(3, ("Đồng Văn", Decimal("0.3"), Decimal(1627))),)


def test_a_file_locked_by_a_password() -> None:
    with pytest.raises(PaperError, match="Tệp “a.xlsx” được đặt mật khẩu"):
        read_table(_ole("EncryptedPackage", b"x"), "a.xlsx")


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.xlsx", "rỗng"),
        (b"PK\x03\x04junk", "a.xlsx", "bị hỏng"),
        (b"hello", "a.xlsx", "bị hỏng"),
        (b"hello", "a.xls", "bị hỏng"),
        (_ole("Other", b"x"), "a.xls", "bị hỏng"),
        (b"%PDF-1.7", "a.pdf", "không phải bảng tính"),
        (b"x", "khong-duoi", "không phải bảng tính"),
        ("Xã".encode("utf-16"), "a.csv", "UTF-8"),
        ("Xã;1".encode("cp1258", "replace") + b"\xff", "a.csv", "UTF-8"),
        (b"a\x00b", "a.csv", "bị hỏng"),
        (b"\r\n ; \r\n", "a.csv", "không có dữ liệu"),
        (write_xlsx([Sheet(name="a", columns=(SheetColumn(title=""),))]), "a.xlsx", "không có dữ liệu"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(data: bytes, name: str, message: str) -> None:
    with pytest.raises(PaperError, match=f"Tệp “{name}”.*{message}"):
        read_table(data, name)


def test_a_file_that_unpacks_beyond_measure_is_refused_even_when_it_lies_about_its_size() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/a.xml", "w") as entry:
        for _ in range(501):
            entry.write(bytes(1024 * 1024))
    true_size = struct.pack("<I", 501 * 1024 * 1024)
    assert out.getvalue().count(true_size) == 2
    for bomb in (out.getvalue(), out.getvalue().replace(true_size, struct.pack("<I", 10))):
        with pytest.raises(PaperError, match="quá lớn khi mở ra"):
            read_table(bomb, "a.xlsx")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["xlsx", "xls", "ods"]), st.integers(0, 10_000), st.binary(min_size=1, max_size=8), st.booleans()
)
def test_a_damaged_file_is_read_or_refused_but_never_breaks(kind: str, place: int, patch: bytes, cut: bool) -> None:
    whole = {"xlsx": write_xlsx([SHEET]), "xls": _xls(), "ods": _ods()}[kind]
    at = place % len(whole)
    damaged = whole[:at] if cut else whole[:at] + patch + whole[at + len(patch) :]
    try:
        sheets = read_table(damaged, f"a.{kind}")
    except PaperError as error:
        assert str(error).startswith(f"Tệp “a.{kind}”")
    else:
        assert all(isinstance(row, SheetRow) for sheet in sheets for row in sheet.rows)
