"""What leaves stage 7 as a spreadsheet."""

from collections.abc import Iterable

from thidua.cycle.s6_propose.queries import DossierInfo
from thidua.cycle.s7_vote.models import Outcome
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_COLUMNS = (
    SheetColumn(title="Phiên họp", kind=Kind.DATE),
    SheetColumn(title="Mã hồ sơ", width=14),
    SheetColumn(title="Đối tượng", width=34),
    SheetColumn(title="Danh hiệu, hình thức", width=40),
    SheetColumn(title="Đơn vị đề nghị", width=34),
    SheetColumn(title="Phát ra", kind=Kind.NUMBER),
    SheetColumn(title="Thu về", kind=Kind.NUMBER),
    SheetColumn(title="Đồng ý", kind=Kind.NUMBER),
    SheetColumn(title="Không đồng ý", kind=Kind.NUMBER),
    SheetColumn(title="Trắng, không hợp lệ", kind=Kind.NUMBER),
    SheetColumn(title="Trong đó bằng văn bản", kind=Kind.NUMBER),
    SheetColumn(title="Tổng số thành viên", kind=Kind.NUMBER),
    SheetColumn(title="Cần có", kind=Kind.NUMBER),
    SheetColumn(title="Kết quả", width=14),
    SheetColumn(title="Ngưỡng và căn cứ", width=60),
)


def outcomes_xlsx(title: str, rows: Iterable[tuple[Outcome, DossierInfo]]) -> bytes:
    """Every counted item."""
    lines = [
        (
            o.item.session.held_on, d.code, d.subject_name, d.award_name, d.proposing_unit_name, o.issued, o.collected,
            o.agree, o.disagree, o.blank, o.written, o.total_members, o.needed, "đạt" if o.passed else "không đạt",
            f"{o.threshold_text} ({o.citation})",
        )
        for o, d in rows
    ]  # fmt: skip
    return write_xlsx([Sheet(name="Kết quả", title_rows=(title,), columns=_COLUMNS, rows=lines)])
