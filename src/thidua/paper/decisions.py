"""Decisions of commendation, laid out by Nghị định 30/2020/NĐ-CP, as PDF and as DOCX that an office goes on editing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx.shared import Mm

from thidua.paper import typesetting
from thidua.paper import word as office
from thidua.paper.parts import Letterhead, Signer, Table


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article: what stands beside "Điều n." and the paragraphs under it."""

    text: str
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Appendix:
    """A list that goes with the decision, on its own pages."""

    title: str  # Danh sách cá nhân được tặng Giấy khen
    table: Table
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision. Names as usually written; "Điều n." and the marks at the ends of bases are put here."""

    letterhead: Letterhead
    subject: str  # Về việc tặng Giấy khen …
    authority: str  # Chủ tịch Ủy ban nhân dân huyện Bình Liêu
    bases: tuple[str, ...]
    articles: tuple[Article, ...]
    signer: Signer
    copies: tuple[str, ...] = ()  # nơi nhận
    appendices: tuple[Appendix, ...] = ()
    kind: str = "Quyết định"

    def attached(self) -> str:
        """The line under the title of an appendix that says which decision it belongs to."""
        head = self.letterhead
        number = head.full_number if head.number else f"      /{head.symbol}"
        return f"(Kèm theo {self.kind} số {number} {head.date_words} của {self.authority})"

    def appendix_label(self, index: int) -> str:
        """Phụ lục, with a Roman numeral when there are several."""
        return "Phụ lục" if len(self.appendices) == 1 else f"Phụ lục {roman(index + 1)}"


def decision_pdf(decision: Decision, *, made_at: datetime) -> bytes:
    """The decision as PDF/A. Raises PaperError when a text holds a character that cannot be printed."""
    return typesetting.pdf("decision.typ", _data(decision), made_at=made_at)


def decision_docx(decision: Decision, *, made_at: datetime) -> bytes:
    """The decision in Word, with the same words as the PDF."""
    data = _data(decision)
    word = office.new_document(title=data["title"], author=data["author"], made_at=made_at)
    office.letterhead(word, decision.letterhead)
    office.headline(word, data["kind"], decision.subject)
    office.paragraph(word, data["authority"], "Thẩm quyền")
    for base in data["bases"]:
        office.paragraph(word, base, "Căn cứ")
    office.paragraph(word, data["order"], "Thẩm quyền")
    for article in data["articles"]:
        office.paragraph(word, "", "Nội dung").add_run(article["label"]).bold = True
        word.paragraphs[-1].add_run(office.printable(f" {article['text']}"))
        for text in article["paragraphs"]:
            office.paragraph(word, text, "Nội dung")
    office.sign_off(word, data["copies"], [decision.signer])
    for written, appendix in zip(data["appendices"], decision.appendices, strict=True):
        office.new_part(word)
        office.paragraph(word, written["label"], "Trích yếu")
        office.paragraph(word, written["title"], "Title")
        office.paragraph(word, written["attached"], "Kèm theo")
        office.rule(word, Mm(61))
        office.table(word, appendix.table)
        if appendix.note:
            office.paragraph(word, appendix.note, "Nơi nhận")
    return office.saved(word)


def closed(bases: tuple[str, ...]) -> list[str]:
    """Bases end with semicolons, the last with a full stop (the decree's form)."""
    bare = [base.rstrip(" ;.,") for base in bases]
    return [f"{base};" for base in bare[:-1]] + [f"{base}." for base in bare[-1:]]


def roman(number: int) -> str:
    """A Roman numeral, 1 to 399."""
    written = ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        count, number = divmod(number, value)
        written += sign * count
    return written


def _data(decision: Decision) -> dict[str, Any]:
    return {
        "title": f"{decision.kind} {decision.letterhead.full_number}: {decision.subject}",
        "author": decision.letterhead.issuer,
        "letterhead": decision.letterhead.as_data(),
        "kind": decision.kind.upper(),
        "summary": decision.subject,
        "authority": decision.authority.upper(),
        "order": f"{decision.kind.upper()}:",
        "bases": closed(decision.bases),
        "articles": [
            {"label": f"Điều {number}.", "text": article.text, "paragraphs": article.paragraphs}
            for number, article in enumerate(decision.articles, start=1)
        ],
        "copies": [copy.rstrip(" ;.") for copy in decision.copies],
        "signer": decision.signer.as_data(),
        "appendices": [
            {
                "label": decision.appendix_label(index),
                "title": appendix.title.upper(),
                "attached": decision.attached(),
                "table": appendix.table.as_data(),
                "note": appendix.note,
            }
            for index, appendix in enumerate(decision.appendices)
        ],
    }
