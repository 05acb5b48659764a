"""Certificates: giấy khen, bằng khen and certificates of titles, one A4 landscape page each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.paper import typesetting
from thidua.paper.codes import qr_png
from thidua.paper.errors import PaperError


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """What is printed on one certificate; an empty text leaves its line out.

    Names as usually written: authority, action, award and office are put in capitals here.
    `signer_office` may have several lines ("KT. Chủ tịch\\nPhó Chủ tịch"). `verification` is the text of the QR code.
    """

    authority: str  # Chủ tịch Ủy ban nhân dân huyện Bình Liêu
    award: str  # Giấy khen
    recipient: str  # Ông Nguyễn Văn Ấn
    action: str = "Tặng"  # or Công nhận danh hiệu
    recipient_detail: str = ""  # office and unit, or where a household lives
    achievement: str = ""
    decision_number: str = ""  # 42/QĐ-UBND
    decision_date: str = ""  # ngày 12 tháng 01 năm 2023
    register_number: str = ""
    place_and_date: str = ""  # Bình Liêu, ngày 12 tháng 01 năm 2023
    signer_office: str = ""
    signer_name: str = ""
    verification: str = ""


def certificates_pdf(
    certificates: Sequence[Certificate], *, made_at: datetime, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """All certificates in one PDF, in the order given; long texts wrap and shrink within their places.

    `progress(done, total)` is told of each certificate as it is prepared and of the last when the file is complete.
    Raises PaperError for an empty list, a text too long for any size, or a character that cannot be printed.
    """
    if not certificates:
        raise PaperError("Danh sách không có bằng, giấy khen nào để in.")
    total = len(certificates)
    pages: list[dict[str, Any]] = []
    for done, certificate in enumerate(certificates, start=1):
        pages.append(_page(certificate))
        if progress and done < total:
            progress(done, total)
    first = certificates[0]
    data = {"title": _title(first, total), "author": first.authority, "certificates": pages}
    file = typesetting.pdf("certificate.typ", data, made_at=made_at)
    if progress:
        progress(total, total)
    return file


def _title(first: Certificate, total: int) -> str:
    return f"{first.award} - {first.recipient}" if total == 1 else f"{first.award} và {total - 1} bằng, giấy khen khác"


def _page(certificate: Certificate) -> dict[str, Any]:
    decision = f"Quyết định số {certificate.decision_number}" if certificate.decision_number else ""
    register = f"Vào sổ khen thưởng số: {certificate.register_number}" if certificate.register_number else ""
    code = list(qr_png(certificate.verification)) if certificate.verification else None
    return {
        "authority": certificate.authority.upper(),
        "action": certificate.action.upper(),
        "award": certificate.award.upper(),
        "recipient": certificate.recipient,
        "detail": certificate.recipient_detail,
        "achievement": certificate.achievement,
        "records": "\n".join(line for line in (decision, certificate.decision_date, register) if line),
        "place-and-date": certificate.place_and_date,
        "signer-office": certificate.signer_office.upper(),
        "signer-name": certificate.signer_name,
        "qr": code,
        "qr-alt": f"Mã QR để tra cứu, nội dung: {certificate.verification}",
    }
