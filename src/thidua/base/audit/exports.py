"""The log as a spreadsheet: exactly what is filtered, with the hashes that let it be checked."""

from collections.abc import Iterable

from django.utils import timezone

from thidua.base.audit.models import AuditRow
from thidua.base.audit.verbs import sentence
from thidua.language.dates import format_datetime
from thidua.paper.sheets import Kind, Sheet, SheetColumn, write_xlsx

_COLUMNS = (
    SheetColumn(title="Số", kind=Kind.NUMBER, places=0, width=10),
    SheetColumn(title="Lúc", width=18),
    SheetColumn(title="Người thực hiện"),
    SheetColumn(title="Đơn vị"),
    SheetColumn(title="Việc đã làm", width=80),
    SheetColumn(title="Từ địa chỉ", width=18),
    SheetColumn(title="Mã băm", width=66),
)


def log_xlsx(rows: Iterable[AuditRow]) -> bytes:
    """The rows, in the order given."""
    lines = (
        (
            row.number,
            format_datetime(timezone.localtime(row.at)),
            row.actor_name,
            row.unit_name,
            sentence(row),
            row.address,
            row.hash,
        )
        for row in rows
    )
    return write_xlsx([Sheet(name="Nhật ký", columns=_COLUMNS, rows=lines, title_rows=("Nhật ký thao tác",))])
