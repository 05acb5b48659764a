"""Decisions and certificates as files. An issued decision is printed from what was issued, not from today's tables."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import get_current_timezone

from thidua.base.units.writing import place_of
from thidua.cycle.s8_award.drafting import lines_of
from thidua.cycle.s8_award.enums import DecisionKind, DecisionState
from thidua.cycle.s8_award.models import Certificate, Decision
from thidua.cycle.s8_award.wording import Issue, authority_words, content_of
from thidua.language.dates import date_in_words
from thidua.paper import certificates as sheet
from thidua.paper.decisions import Appendix, Article, decision_docx, decision_pdf
from thidua.paper.decisions import Decision as Paper
from thidua.paper.parts import Column, Letterhead, Signer, Table


def noon(day: date) -> datetime:
    """The moment that a paper made on a day carries: the same day gives the same bytes."""
    return datetime.combine(day, time(12), get_current_timezone())


def content_now(decision: Decision, today: date) -> dict[str, Any]:
    """The words of a decision: as issued, or as the draft stands today."""
    if decision.state == DecisionState.ISSUED:
        content: dict[str, Any] = decision.issuance.content
        return content
    lines = lines_of(decision, today) if decision.kind == DecisionKind.AWARD else []
    return content_of(decision, lines, Issue(), today)


def pdf_of(decision: Decision, today: date) -> bytes:
    """The decision as PDF/A by Nghị định 30/2020/NĐ-CP."""
    return decision_pdf(paper_of(decision, today), made_at=noon(decision.issued_on or today))


def docx_of(decision: Decision, today: date) -> bytes:
    """The decision in Word, with the same words."""
    return decision_docx(paper_of(decision, today), made_at=noon(decision.issued_on or today))


def paper_of(decision: Decision, today: date) -> Paper:
    """The decision as a paper to be laid out, all its words at hand."""
    content = content_now(decision, today)
    day = date.fromisoformat(content["day"]) if content["day"] else None
    log = content["log"]
    note = f"Để đối chiếu: trước khi ban hành, nhật ký hệ thống kết thúc ở {log}." if log else ""
    last = len(content["appendices"]) - 1
    return Paper(
        letterhead=Letterhead(
            issuer=content["issuer"], number=content["number"], symbol=content["symbol"], place=content["place"],
            day=day, year=content["year"],
        ),
        subject=content["subject"],
        authority=content["authority"],
        bases=tuple(content["bases"]),
        articles=tuple(Article(text=a["text"], paragraphs=tuple(a["paragraphs"])) for a in content["articles"]),
        signer=Signer(**content["signer"]),
        copies=tuple(content["copies"]),
        appendices=tuple(
            Appendix(title=a["title"], table=_table(a["table"]), note=note if place == last else "")
            for place, a in enumerate(content["appendices"])
        ),
    )  # fmt: skip


def _table(data: dict[str, Any]) -> Table:
    return Table(
        columns=tuple(Column(**column) for column in data["columns"]),
        rows=tuple(tuple(row) for row in data["rows"]),
        total=tuple(data["total"]),
    )


def check_address(token: str, site: str) -> str:
    """The public page that checks a certificate; its last part is the signed code, which needs no network."""
    try:
        path = reverse("portal:check_one", args=[token])
    except NoReverseMatch:
        path = f"/cong/kiem-tra/{token}/"
    return site.rstrip("/") + path


def certificates_pdf(
    rows: Sequence[Certificate], site: str, made_on: date, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """Certificates in one PDF, one page each, in the order given. ``site``: this server's address for the QR code."""
    pages = [_page(row, site) for row in rows]
    return sheet.certificates_pdf(pages, made_at=noon(made_on), progress=progress)


def _page(row: Certificate, site: str) -> sheet.Certificate:
    item, decision = row.item, row.decision
    title = item.award_kind == "title"
    return sheet.Certificate(
        authority=authority_words(decision.authority),
        action="Công nhận danh hiệu" if title else "Tặng",
        award=item.award_name,
        recipient=row.recipient,
        recipient_detail=row.position,
        achievement=item.citation,
        decision_number=decision.full_number,
        decision_date=date_in_words(row.issued_on),
        register_number=row.code,
        place_and_date=f"{decision.place or place_of(decision.authority)}, {date_in_words(row.issued_on)}",
        signer_office=decision.signer_office or "Chủ tịch",
        signer_name=decision.signer_name,
        verification=check_address(row.token, site),
    )
