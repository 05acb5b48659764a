"""Certificates: many pages in one file against one file each."""

from datetime import UTC, datetime

from bench.measure import seconds, table
from thidua.paper.certificates import Certificate, certificates_pdf

COUNT = 200
AT = datetime(2023, 1, 11, 12, tzinfo=UTC)


def _one(number: int) -> Certificate:
    return Certificate(
        authority="Chủ tịch Ủy ban nhân dân huyện Bình Liêu",
        award="Giấy khen",
        recipient=f"Ông Nguyễn Văn Thuở {number}",
        recipient_detail="Công chức xã Đồng Văn",
        achievement="Đã hoàn thành xuất sắc nhiệm vụ năm 2020.",
        decision_number="9001/QĐ-UBND",
        decision_date="ngày 08 tháng 01 năm 2021",
        register_number=f"{number:03d}",
        place_and_date="Bình Liêu, ngày 08 tháng 01 năm 2021",
        signer_office="Chủ tịch",
        signer_name="Người ký minh họa",
        verification=f"https://thidua.example/cong/kiem-tra/{number}",
    )


def main() -> None:
    """Prints the table."""
    made = [_one(n) for n in range(COUNT)]
    together = seconds(lambda: certificates_pdf(made, made_at=AT), repeat=1)
    apart = seconds(lambda: [certificates_pdf([one], made_at=AT) for one in made[:50]], repeat=1) * COUNT / 50
    rows = [("one file", together, f"{COUNT / together:.0f} certificates a second"), ("one file each", apart, "")]
    table(f"{COUNT} certificates with QR, A4 landscape, PDF/A", rows)
