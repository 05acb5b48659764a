"""Official reports (báo cáo tổng kết, biên bản hội nghị): the same content as DOCX to go on editing and as PDF."""

import io
from datetime import datetime

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm

from thidua.paper import word as office
from thidua.paper.errors import PaperError
from thidua.paper.flow import Block, Bullets, Flow, Heading, Picture, Text, flow_pdf
from thidua.paper.parts import Table

Report = Flow
report_pdf = flow_pdf

_LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))


def report_docx(report: Report, *, made_at: datetime) -> bytes:
    """The report in Word, with numbered headings in the heading styles, so that a contents list can be made of them."""
    title = f"{report.kind} {report.subject}"
    word = office.new_document(title=title, author=report.letterhead.issuer, made_at=made_at)
    _number_headings(word)
    office.letterhead(word, report.letterhead)
    office.headline(word, report.kind.upper(), report.subject)
    for block in report.blocks:
        _add(word, block)
    office.sign_off(word, [copy.rstrip(" ;.") for copy in report.copies], report.signers)
    if report.note:
        for foot in (word.sections[0].footer, word.sections[0].first_page_footer):
            foot.paragraphs[0].text = office.printable(report.note)
            foot.paragraphs[0].style = word.styles["Chân trang"]
    return office.saved(word)


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading(text, level):
            office.paragraph(word, text, f"Heading {level}")
        case Text(text):
            office.paragraph(word, text, "Nội dung")
        case Bullets(items):
            for item in items:
                office.paragraph(word, f"- {item}", "Nội dung")
        case Table():
            office.table(word, block)
        case Picture():
            _picture(word, block)


def _picture(word: Word, picture: Picture) -> None:
    line = office.paragraph(word, "", "Nội dung")
    line.alignment, line.paragraph_format.first_line_indent = WD_ALIGN_PARAGRAPH.CENTER, Mm(0)
    line.paragraph_format.keep_with_next = True
    try:
        shape = line.add_run().add_picture(io.BytesIO(picture.png), width=Emu(Mm(162) * picture.width // 100))
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
        raise PaperError(f"Hình “{picture.caption}” bị hỏng. Hãy chọn hình khác.") from error
    shape._inline.docPr.set("descr", office.printable(picture.caption))
    office.paragraph(word, picture.caption, "Caption")


def _number_headings(word: Word) -> None:
    """One list of three levels, I. · 1. · a), tied to the three heading styles."""
    numbering = word.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "90")
    kind = OxmlElement("w:multiLevelType")
    kind.set(qn("w:val"), "multilevel")
    abstract.append(kind)
    for index, (number_format, text) in enumerate(_LEVELS):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(index))
        style = word.styles[f"Heading {index + 1}"]
        for name, value in (
            ("start", "1"),
            ("numFmt", number_format),
            ("pStyle", style.style_id),
            ("suff", "space"),
            ("lvlText", text),
        ):
            part = OxmlElement(f"w:{name}")
            part.set(qn("w:val"), value)
            level.append(part)
        abstract.append(level)
    numbering.insert(0, abstract)  # abstract lists must stand before the lists that use them
    number = numbering.add_num(90)
    for index in range(len(_LEVELS)):
        properties = word.styles[f"Heading {index + 1}"].element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = index
        properties.get_or_add_numId().val = number.numId
        word.styles[f"Heading {index + 1}"].paragraph_format.left_indent = Mm(10)
