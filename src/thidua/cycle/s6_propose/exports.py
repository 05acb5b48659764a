"""What leaves stage 6 as a spreadsheet."""

from collections.abc import Iterable

from thidua.cycle.s6_propose.enums import FROM_BELOW, DossierState, SubjectKind
from thidua.cycle.s6_propose.queries import DossierInfo
from thidua.paper.sheets import Sheet, SheetColumn, write_xlsx

COLUMNS = (
    SheetColumn(title="Mã hồ sơ", width=16),
    SheetColumn(title="Đối tượng", width=34),
    SheetColumn(title="Loại", width=14),
    SheetColumn(title="Chức vụ, đơn vị công tác", width=40),
    SheetColumn(title="Đơn vị đề nghị", width=34),
    SheetColumn(title="Danh hiệu, hình thức", width=40),
    SheetColumn(title="Thành tích", width=60),
    SheetColumn(title="Theo quy định", width=18),
    SheetColumn(title="Thẩm định", width=18),
    SheetColumn(title="Trạng thái", width=18),
    SheetColumn(title="Nguồn", width=24),
    SheetColumn(title="Cấp trên", width=34),
)


def dossier_line(row: DossierInfo) -> tuple[str, ...]:
    """One dossier as it stands in lists that leave the system."""
    return (
        row.code,
        row.subject_name,
        SubjectKind(row.subject_kind).label,
        row.position,
        row.proposing_unit_name,
        row.award_name,
        row.achievement,
        row.outcome_label,
        row.verdict_label,
        DossierState(row.state).label,
        FROM_BELOW if row.origin_id else "",
        row.fate,
    )


def dossiers_xlsx(title: str, rows: Iterable[DossierInfo]) -> bytes:
    """The list exactly as filtered."""
    sheet = Sheet(name="Hồ sơ", title_rows=(title,), columns=COLUMNS, rows=[dossier_line(r) for r in rows])
    return write_xlsx([sheet])
