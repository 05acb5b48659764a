"""A Word document ready for an official paper: page, page numbers and named styles by Nghị định 30/2020/NĐ-CP."""

import io
from datetime import UTC, datetime
from functools import cache

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.styles.style import ParagraphStyle

FACE = "Times New Roman"  # the decree's typeface: offices have it, and it is not embedded in a DOCX

# name, size in points, bold, italic, alignment, first-line indent in cm, space after in points
_STYLES: tuple[tuple[str, float, bool, bool, ALIGN, float, float], ...] = (
    ("Nội dung", 14, False, False, ALIGN.JUSTIFY, 1.0, 6),
    ("Căn cứ", 14, False, True, ALIGN.JUSTIFY, 1.0, 6),
    ("Quốc hiệu", 12, True, False, ALIGN.CENTER, 0, 0),
    ("Tiêu ngữ", 13, True, False, ALIGN.CENTER, 0, 0),
    ("Cơ quan chủ quản", 12, False, False, ALIGN.CENTER, 0, 0),
    ("Cơ quan ban hành", 12, True, False, ALIGN.CENTER, 0, 0),
    ("Số ký hiệu", 13, False, False, ALIGN.CENTER, 0, 0),
    ("Địa danh ngày tháng", 13, False, True, ALIGN.CENTER, 0, 0),
    ("Trích yếu", 14, True, False, ALIGN.CENTER, 0, 0),
    ("Thẩm quyền", 14, True, False, ALIGN.CENTER, 0, 6),
    ("Kèm theo", 14, False, True, ALIGN.CENTER, 0, 0),
    ("Chức vụ ký", 14, True, False, ALIGN.CENTER, 0, 0),
    ("Nơi nhận", 11, False, False, ALIGN.LEFT, 0, 0),
    ("Chân trang", 9, False, False, ALIGN.CENTER, 0, 0),
    ("Ô bảng", 12, False, False, ALIGN.LEFT, 0, 0),
    ("Đường kẻ", 2, False, False, ALIGN.CENTER, 0, 0),
)

# of the library's own styles, by their ids
_KEPT = ("Normal", "Title", "Heading1", "Heading2", "Heading3", "Caption", "Header", "TableGrid")
_UNUSED_PARTS = ("/stylesWithEffects", "/customXml", "/thumbnail")


def styled_document(*, title: str, author: str, made_at: datetime) -> Word:
    """An empty A4 document with the margins, styles and page numbers of the decree."""
    word = Document(io.BytesIO(_shaped()))
    properties = word.core_properties
    properties.title = title[:255]
    properties.author = properties.last_modified_by = author[:255]
    properties.comments, properties.revision, properties.language = "", 1, "vi-VN"
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return word


@cache
def _shaped() -> bytes:
    """Page and styles alone, made once: shaping two dozen styles takes longer than reading them back."""
    word = Document()
    _page(word)
    for name, size, bold, italic, align, indent, after in _STYLES:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        _shape(style, size, bold, italic, align, indent, after)
    _shape(word.styles["Normal"], 14, False, False, ALIGN.LEFT, 0, 0)
    _shape(word.styles["Title"], 14, True, False, ALIGN.CENTER, 0, 0)
    for level in (1, 2, 3):
        _shape(word.styles[f"Heading {level}"], 14, True, level == 3, ALIGN.LEFT, 0, 6)
    _shape(word.styles["Caption"], 13, True, False, ALIGN.CENTER, 0, 4)
    _shape(word.styles["Header"], 13, False, False, ALIGN.CENTER, 0, 0)
    _trim(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _trim(word: Word) -> None:
    """Take out what no paper uses: the library's empty document brings 160 styles twice, and a picture of itself."""
    styles = word.styles.element
    known = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
    kept, waiting = set(), [name.replace(" ", "") for name, *_ in _STYLES] + list(_KEPT)
    waiting += [key for key, style in known.items() if style.get(qn("w:default"))]
    while waiting:
        key = waiting.pop()
        if key in known and key not in kept:
            kept.add(key)
            leaned_on = (known[key].find(qn(f"w:{tag}")) for tag in ("basedOn", "link", "next"))
            waiting += [other.get(qn("w:val")) for other in leaned_on if other is not None]
    for key in known.keys() - kept:
        styles.remove(known[key])
    for relations in (word.part.rels, word.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_UNUSED_PARTS)]:
            del relations[key]


def _page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(22)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    section.header_distance = Mm(11)
    section.different_first_page_header_footer = True
    run = section.header.paragraphs[0].add_run()
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = code or None
        run._r.append(part)


def _shape(
    style: ParagraphStyle, size: float, bold: bool, italic: bool, align: ALIGN, indent: float, after: float
) -> None:
    style.font.size, style.font.bold, style.font.italic, style.font.name = Pt(size), bold, italic, FACE
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):  # the names of theme fonts would win over the typeface
        if "Theme" in name:
            del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FACE)
    for color in style.element.rPr.findall(qn("w:color")):
        style.element.rPr.remove(color)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    shape = style.paragraph_format
    shape.alignment, shape.first_line_indent = align, Cm(indent)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(after), 1.05 if size > 2 else Pt(2)
