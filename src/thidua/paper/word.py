"""The parts of an official paper in Word: letterhead, tables with header rows, signatures; the same bytes each time."""

import io
import re
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import datetime

from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.table import _Row
from docx.text.paragraph import Paragraph

from thidua.language.text import nfc
from thidua.paper.errors import PaperError
from thidua.paper.parts import Letterhead, Signer, Table
from thidua.paper.wordstyles import styled_document

_TEXT_WIDTH = Mm(162)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_SIDES = {"left": ALIGN.LEFT, "center": ALIGN.CENTER, "right": ALIGN.RIGHT}


def new_document(*, title: str, author: str, made_at: datetime) -> Word:
    """An empty document in the styles of an official paper."""
    return styled_document(title=printable(title), author=printable(author), made_at=made_at)


def saved(word: Word) -> bytes:
    """The document as a file whose bytes depend on its content alone."""
    raw, out = io.BytesIO(), io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()


def paragraph(place: Word | Cell, text: str, style: str) -> Paragraph:
    """A paragraph in a named style."""
    line = place.add_paragraph(printable(text))
    _style(line, style)
    return line


def _style(line: Paragraph, name: str) -> None:
    """The style by its id, which is its name without spaces: a look-up by name walks through all styles each time."""
    line._p.style = name.replace(" ", "")


def printable(text: str) -> str:
    """The text in NFC. Raises PaperError for control characters, which a Word file cannot hold."""
    if _CONTROL.search(text):
        shown = _CONTROL.sub("?", text)[:60]
        raise PaperError(f"Văn bản có ký tự điều khiển hỏng, chỗ dấu hỏi trong “{shown}”. Hãy gõ lại đoạn đó.")
    return nfc(text)


def letterhead(word: Word, head: Letterhead) -> None:
    """Names of the offices, quốc hiệu, tiêu ngữ, number, place and date."""
    data = head.as_data()
    grid = _grid(word, (Mm(68), Mm(94)), rows=2)
    left, right = grid.cell(0, 0), grid.cell(0, 1)
    if data["parent"]:
        paragraph(left, _balanced(data["parent"]), "Cơ quan chủ quản")
    paragraph(left, _balanced(data["issuer"]), "Cơ quan ban hành")
    rule(left, Mm(24))
    paragraph(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quốc hiệu")
    paragraph(right, "Độc lập - Tự do - Hạnh phúc", "Tiêu ngữ")
    rule(right, Mm(19))
    paragraph(grid.cell(1, 0), data["number"], "Số ký hiệu")
    paragraph(grid.cell(1, 1), data["place-and-date"], "Địa danh ngày tháng")
    _drop_empty_first(grid)


def headline(word: Word, kind: str, summary: str) -> None:
    """The kind of the paper and what it is about, with the short line under it."""
    title = paragraph(word, kind, "Title")
    title.paragraph_format.space_before = Pt(18)
    if summary:
        paragraph(word, summary, "Trích yếu")
        rule(word, Mm(66))


def rule(place: Word | Cell, inset: Length) -> None:
    """A thin line under the text before it, `inset` from both edges."""
    line = paragraph(place, "", "Đường kẻ")
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = inset
    border = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(border)
    line._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(3), Pt(6)


def table(word: Word, content: Table) -> None:
    """A bordered table whose header row is repeated on every page."""
    if content.caption:
        paragraph(word, content.caption, "Caption").paragraph_format.keep_with_next = True
    shares = sum(column.width for column in content.columns)
    widths = [Emu(_TEXT_WIDTH * column.width // shares) for column in content.columns]
    grid = word.add_table(rows=0, cols=len(widths), style="Table Grid")
    _fix_widths(grid, widths)
    head = _empty_row(grid, widths, [ALIGN.CENTER] * len(widths), bold=True)
    _mark(head, "w:tblHeader")
    _fill(head._tr, [column.title for column in content.columns])
    sides = [_SIDES[column.align] for column in content.columns]
    _rows(grid, _empty_row(grid, widths, sides, bold=False), content.rows)
    if content.total:
        _rows(grid, _empty_row(grid, widths, sides, bold=True), [content.total])
    paragraph(word, "", "Đường kẻ").paragraph_format.space_after = Pt(6)


def sign_off(word: Word, copies: Sequence[str], signers: Sequence[Signer]) -> None:
    """Who receives a copy (when anyone does) and the signatures, side by side and kept together."""
    count = len(signers) + bool(copies)
    if not count:
        return
    paragraph(word, "", "Đường kẻ").paragraph_format.space_after = Pt(12)
    grid = _grid(word, [Emu(_TEXT_WIDTH // count)] * count)
    cells = list(grid.rows[0].cells)
    if copies:
        _copies(cells.pop(0), copies)
    for cell, signer in zip(cells, signers, strict=True):
        data = signer.as_data()
        for line in data["office"].split("\n"):
            paragraph(cell, line, "Chức vụ ký")
        room = paragraph(cell, data["mark"], "Kèm theo")
        room.paragraph_format.space_before = room.paragraph_format.space_after = Pt(26)
        paragraph(cell, data["name"], "Chức vụ ký")
    _drop_empty_first(grid)
    _mark(grid.rows[0], "w:cantSplit")
    paragraph(word, "", "Đường kẻ")  # a Word file may not end with a table


def new_part(word: Word) -> None:
    """A new page that begins a part with page numbers of its own."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    # The break stands in a paragraph; a full line of it could fall on an empty page.
    _style(word.paragraphs[-1], "Đường kẻ")
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.append(numbering)


def _balanced(text: str, most: int = 27) -> str:
    """The text broken into as few lines as `most` letters allow, and those of nearly one length."""
    kept = text.replace(" - ", "\u00a0- ")  # a dash never begins a line
    lines = textwrap.wrap(kept, most, break_on_hyphens=False)
    narrower = (textwrap.wrap(kept, width, break_on_hyphens=False) for width in range(most // 2, most))
    return "\n".join(next((wrapped for wrapped in narrower if len(wrapped) == len(lines)), lines))


def _copies(cell: Cell, copies: Sequence[str]) -> None:
    heading = paragraph(cell, "", "Nơi nhận").add_run("Nơi nhận:")
    heading.bold, heading.italic, heading.font.size = True, True, Pt(12)
    for index, copy in enumerate(copies, start=1):
        paragraph(cell, f"- {copy}{'.' if index == len(copies) else ';'}", "Nơi nhận")


def _grid(word: Word, widths: Sequence[int], rows: int = 1) -> WordTable:
    grid: WordTable = word.add_table(rows=rows, cols=len(widths))
    _fix_widths(grid, widths)
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return grid


def _fix_widths(grid: WordTable, widths: Sequence[int]) -> None:
    """Word reads the widths of the cells, other programs those of the columns: both are set. Narrow side margins."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "68")  # twentieths of a point: 1.2 mm
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    grid._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    grid.autofit, grid.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Emu(width)


def _drop_empty_first(grid: WordTable) -> None:
    """Word gives every cell an empty paragraph; it goes once the cell has its own."""
    for row in grid.rows:
        for cell in row.cells:
            first = cell.paragraphs[0]
            if len(cell.paragraphs) > 1 and not first.text:
                first._p.getparent().remove(first._p)


def _empty_row(grid: WordTable, widths: Sequence[int], sides: Sequence[ALIGN], *, bold: bool) -> _Row:
    """A row at the end of the table, shaped but without words."""
    row: _Row = grid.add_row()  # type: ignore[no-untyped-call]
    _mark(row, "w:cantSplit")
    for cell, width, side in zip(row.cells, widths, sides, strict=True):
        cell.width, cell.vertical_alignment = Emu(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        line = cell.paragraphs[0]
        _style(line, "Ô bảng")
        line.alignment = side
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
        line.add_run().bold = bold
    return row


def _rows(grid: WordTable, shape: _Row, rows: Iterable[Sequence[str]]) -> None:
    """Rows of one shape: each is a copy of the shaped one, which itself goes."""
    grid._tbl.remove(shape._tr)
    for texts in rows:
        row = deepcopy(shape._tr)
        _fill(row, texts)
        grid._tbl.append(row)


def _fill(row: CT_Row, texts: Sequence[str]) -> None:
    for run, text in zip(row.iter(qn("w:r")), texts, strict=True):
        run.text = printable(text)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
